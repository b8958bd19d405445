from __future__ import annotations

import copy
import random
from functools import reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmjournal.store.lines import Lines
from rmjournal.store.merge import (
    Row,
    Tables,
    Version,
    changed_rows,
    covers,
    is_record,
    joined,
    merge_record,
    merge_tables,
    surviving,
    with_objects_of,
)

PLACE = ("notes", "n")


def version(seen: dict[str, int], text: str = "words", *, deleted: bool = False) -> Version:
    made: Version = {"seen": seen, "changed": "2026-02-03T08:00:00Z", "writer": "both", "doc": {"text": text}}
    if deleted:
        made["deleted"] = True
    return made


def row(*versions: Version) -> Row:
    return {"versions": list(versions)}


vectors = st.dictionaries(st.sampled_from("abc"), st.integers(1, 3), min_size=1)
versions = st.builds(version, vectors, st.sampled_from(["x", "y"]), deleted=st.booleans())
records = st.builds(
    lambda found, more: {**more, "versions": surviving(found)},
    st.lists(versions, min_size=1, max_size=4),
    st.dictionaries(st.sampled_from(["later", "other"]), st.integers(0, 2)),
)
rows = records | st.dictionaries(st.sampled_from(["versions", "id"]), st.integers(0, 2))
journals = st.dictionaries(st.sampled_from("st"), st.dictionaries(st.sampled_from("kl"), rows, max_size=2))


@given(journals, journals)
def test_it_does_not_matter_which_copy_is_merged_into_which(mine: Tables, other: Tables) -> None:
    assert merge_tables(mine, other) == merge_tables(other, mine)


@given(journals, journals, journals)
def test_it_does_not_matter_in_which_order_copies_are_merged(one: Tables, two: Tables, three: Tables) -> None:
    assert merge_tables(merge_tables(one, two), three) == merge_tables(one, merge_tables(two, three))


@given(journals, journals)
def test_merging_again_changes_nothing(mine: Tables, other: Tables) -> None:
    merged = merge_tables(mine, other)
    assert merge_tables(merged, other) == merged
    assert merge_tables(merged, merged) == merged


@given(journals, journals)
def test_merging_leaves_what_it_was_given_as_it_was(mine: Tables, other: Tables) -> None:
    before = copy.deepcopy((mine, other))
    merge_tables(mine, other)
    assert (mine, other) == before


@given(records, records)
def test_a_version_is_dropped_only_when_another_one_has_seen_it(mine: Row, other: Row) -> None:
    merged = merge_record(mine, other)["versions"]
    for dropped in (held for held in mine["versions"] + other["versions"] if held not in merged):
        assert any(
            covers(kept["seen"], dropped["seen"]) and kept["seen"] != dropped["seen"] for kept in merged
        )


@given(records, records)
def test_no_version_of_a_merged_record_supersedes_another(mine: Row, other: Row) -> None:
    merged = merge_record(mine, other)["versions"]
    assert not any(
        covers(one["seen"], two["seen"]) and one["seen"] != two["seen"] for one in merged for two in merged
    )


def test_an_edit_that_did_not_know_of_a_delete_lives_on_beside_it() -> None:
    deleted, edited = version({"a": 1, "b": 1}, deleted=True), version({"a": 1, "c": 1}, "more")
    merged = merge_record(row(deleted), row(edited))
    assert sorted(map(bool, (held.get("deleted") for held in merged["versions"]))) == [False, True]


def test_a_tombstone_is_not_undone_by_the_copy_that_it_had_seen() -> None:
    tombstone = row(version({"a": 2}, deleted=True))
    assert merge_record(row(version({"a": 1})), tombstone) == tombstone


def test_two_versions_with_one_vector_are_both_kept() -> None:
    merged = merge_record(row(version({"a": 1}, "x")), row(version({"a": 1}, "y")))
    assert {held["doc"]["text"] for held in merged["versions"]} == {"x", "y"}


def test_a_record_is_not_lost_to_a_row_that_is_none() -> None:
    good, bad = row(version({"a": 1})), {"versions": "zzz", "later": 1}
    assert merge_record(good, bad)["versions"] == good["versions"]
    assert merge_record(bad, good)["versions"] == good["versions"]
    assert merge_record(bad, good)["later"] == 1


def test_what_is_not_a_list_of_versions_is_not_a_record() -> None:
    broken: list[dict[str, Any]] = [
        {},
        {"versions": []},
        {"versions": [1]},
        {"versions": [{**version({"a": 1}), "seen": {"a": 0}}]},
        {"versions": [{**version({"a": 1}), "seen": {"a": True}}]},
        {"versions": [{**version({"a": 1}), "seen": {}}]},
        {"versions": [{**version({"a": 1}), "changed": 3}]},
        {"versions": [{**version({"a": 1}), "doc": []}]},
    ]
    assert not any(map(is_record, broken))
    assert is_record(row(version({"a": 1})))


def test_rows_that_did_not_change_stay_the_same_objects() -> None:
    mine: Tables = {"t": {"k": row(version({"a": 1})), "l": row(version({"b": 1}))}, "u": {"k": {"id": 1}}}
    other = copy.deepcopy(mine)
    assert merge_tables(mine, other)["t"] is mine["t"]
    other["t"]["k"] = row(version({"a": 2}))
    assert with_objects_of(mine, other)["t"]["l"] is mine["t"]["l"]
    assert with_objects_of(mine, other)["u"] is mine["u"]
    assert changed_rows(mine, other) == [("t", "k")]


def numbered() -> Any:
    numbers = iter(range(10**9))
    return lambda: f"run{next(numbers)}"


def test_a_second_of_autosave_adds_nothing_but_a_count() -> None:
    lines = Lines(numbered())
    seen: list[dict[str, int]] = []
    for _ in range(1000):
        seen = [lines.next(PLACE, seen)]
    assert seen == [{"run0": 1000}]


def test_a_version_that_has_not_seen_the_last_one_of_its_own_run_does_not_supersede_it() -> None:
    lines = Lines(numbered())
    first = lines.next(PLACE, [])
    second = lines.next(PLACE, [first])
    late = lines.next(PLACE, [first])
    assert not covers(late, second)
    assert not covers(second, late)
    assert covers(late, first)


def test_a_version_made_after_a_failed_save_does_not_take_its_count() -> None:
    lines = Lines(numbered())
    first = lines.next(PLACE, [])
    lost = lines.next(PLACE, [first])
    again = lines.next(PLACE, [first])
    assert again != lost
    assert not covers(again, lost)


class Device:
    """A laptop with a copy of one record, which keeps all that was ever written to it."""

    def __init__(self, ids: Any) -> None:
        self.lines = Lines(ids)
        self.row: Row | None = None

    def write(self, text: str, shown: list[Version], *, deleted: bool = False) -> Version:
        made = version(self.lines.next(PLACE, [held["seen"] for held in shown]), text, deleted=deleted)
        self.row = row(made) if self.row is None else merge_record(self.row, row(made))
        return made

    def take(self, other: Device) -> None:
        if other.row is not None:
            self.row = other.row if self.row is None else merge_record(self.row, other.row)


def lived_apart(chance: random.Random, *, steps: int) -> tuple[list[Device], dict[str, set[str]]]:
    """Three devices that edit, delete, merge and restart; and for each text, those it was written over."""
    ids = numbered()
    devices = [Device(ids) for _ in range(3)]
    over: dict[str, set[str]] = {}
    for step in range(steps):
        device = chance.choice(devices)
        act = chance.random()
        if act < 0.55:
            held = device.row["versions"] if device.row else []
            shown = [part for part in held if chance.random() < 0.8]
            text = f"t{step}"
            device.write(text, shown, deleted=chance.random() < 0.15)
            over[text] = {part["doc"]["text"] for part in shown}
        elif act < 0.9:
            device.take(chance.choice(devices))
        else:
            device.lines = Lines(ids)
    return devices, over


def never_written_over(over: dict[str, set[str]]) -> set[str]:
    return set(over) - set().union(*over.values())


def check_history(seed: int) -> None:
    devices, over = lived_apart(random.Random(seed), steps=25)
    held = [device.row for device in devices if device.row is not None]
    if not held:
        return
    merged = reduce(merge_record, held)
    assert merged == reduce(merge_record, reversed(held))
    texts = {part["doc"]["text"] for part in merged["versions"]}
    assert texts == never_written_over(over)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**63))
def test_whatever_three_devices_do_only_words_that_were_seen_are_written_over(seed: int) -> None:
    check_history(seed)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(st.integers(0, 2**63))
def test_two_thousand_histories_lose_nothing(seed: int) -> None:
    check_history(seed)


def test_joining_vectors_covers_all_of_them() -> None:
    parts = [{"a": 1}, {"a": 3, "b": 1}, {"c": 2}]
    assert all(covers(joined(parts), part) for part in parts)
