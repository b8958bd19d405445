from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from stores import (
    NOTE,
    PAIR,
    Opened,
    clock,
    failing,
    new_journal,
    on_disk,
    openings,
    texts,
    unreadable,
    versions,
    wrote,
)

from rmjournal import files
from rmjournal.domain.capture import Action, Capture, CaptureKind
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Record
from rmjournal.domain.session import Note, Session, Spell
from rmjournal.errors import (
    StoreExistsError,
    StoreUnreadableError,
    StoreWriteError,
)
from rmjournal.store import care
from rmjournal.store.codec import decode, encode, encode_over
from rmjournal.store.ids import ALPHABET, new_id
from rmjournal.store.merge import covers
from rmjournal.store.store import Delete, Put, Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_journal(tmp_path)


@pytest.fixture
def opened(path: Path) -> Iterator[Opened]:
    with openings(path) as open_it:
        yield open_it


# Values in and out


def test_a_new_journal_holds_what_it_was_started_with(opened: Opened) -> None:
    store = opened()
    assert store.all(Pair) == (PAIR,)
    assert store.find(Note, NOTE.id) == NOTE
    assert store.find(Note, "nobody") is None
    assert store.all(Action) == ()
    assert len(store.journal_id) == 10


def test_starting_a_journal_makes_its_folder_and_never_replaces_anything(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreExistsError):
        Store.create(path, clock=clock, ids=new_id, records=[PAIR], writer=Who.BOTH)
    assert path.read_bytes() == before
    dangling = tmp_path / "dangling.journal.json"
    dangling.symlink_to(tmp_path / "nowhere")
    with pytest.raises(StoreExistsError):
        Store.create(dangling, clock=clock, ids=new_id, records=[PAIR], writer=Who.BOTH)
    deep = tmp_path / "a" / "b" / "new.journal.json"
    Store.create(deep, clock=clock, ids=new_id, records=[PAIR], writer=Who.BOTH)
    assert on_disk(deep, Pair) == (PAIR,)


def test_what_is_committed_is_on_the_disk_when_the_call_returns(path: Path, opened: Opened) -> None:
    store = opened()
    store.commit(
        Put(wrote("second"), over=(NOTE,)),
        Put(Spell(id="x", session="s1", item="1", began=clock(), ended=clock())),
        writer=Who.MENTOR,
    )
    assert on_disk(path) == store.all(Note) == (wrote("second"),)
    assert on_disk(path, Spell) == store.all(Spell)


def test_what_is_there_comes_in_the_order_of_its_ids(opened: Opened) -> None:
    store = opened()
    for key in ("zz", "aa", "mm"):
        store.commit(Put(replace(NOTE, id=key)), writer=Who.BOTH)
    assert [note.id for note in store.all(Note)] == ["aa", "mm", "s1.1", "zz"]


def test_asking_twice_decodes_once(opened: Opened) -> None:
    store = opened()
    assert store.all(Note) is store.all(Note)
    assert store.find(Note, NOTE.id) is store.all(Note)[0]
    first = store.all(Note)[0]
    store.commit(Put(replace(NOTE, id="another")), writer=Who.BOTH)
    assert store.find(Note, NOTE.id) is first


def test_a_transaction_is_kept_whole_or_not_at_all(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    before = path.read_bytes()
    replace_file = os.replace
    monkeypatch.setattr(files.os, "replace", failing(OSError(28, "No space left on device")))
    with pytest.raises(StoreWriteError, match="the disk is full"):
        store.commit(Put(wrote("second"), over=(NOTE,)), Put(replace(NOTE, id="new")), writer=Who.BOTH)
    assert path.read_bytes() == before
    assert store.all(Note) == (NOTE,)
    monkeypatch.setattr(files.os, "replace", replace_file)
    store.commit(Put(wrote("third"), over=(NOTE,)), writer=Who.BOTH)
    assert texts(store) == ["third"]


def test_two_changes_of_one_record_in_one_transaction_build_on_each_other(path: Path, opened: Opened) -> None:
    store = opened()
    changes = (Put(wrote("second"), over=(NOTE,)), Put(wrote("third"), over=(wrote("second"),)))
    store.commit(*changes, writer=Who.BOTH)
    assert texts(store) == ["third"]
    assert versions(path) == 1


def test_a_closed_store_takes_nothing_more(opened: Opened) -> None:
    store = opened()
    store.close()
    with pytest.raises(StoreWriteError, match="closed"):
        store.commit(Put(NOTE), writer=Who.BOTH)
    assert store.close() is None


instants = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(microsecond=0))
any_text = st.text(st.characters(codec="utf-8"))
whoever = st.sampled_from(Who)
values = st.one_of(
    st.builds(Note, id=st.text(min_size=1), session=any_text, item=any_text, text=any_text, by=whoever),
    st.builds(
        Action,
        id=st.text(min_size=1),
        text=any_text,
        made=instants,
        owner=whoever,
        due=st.none() | st.dates(),
        carried=st.lists(any_text).map(tuple),
    ),
    st.builds(
        Capture, id=st.text(min_size=1), text=any_text, made=instants, kind=st.sampled_from(CaptureKind)
    ),
    st.builds(
        Session,
        id=st.text(min_size=1),
        on=st.dates(),
        title=any_text,
        minutes=st.integers(),
        started=st.none() | instants,
    ),
)


@given(values)
def test_a_value_comes_back_from_its_document_as_it_was(value: Record) -> None:
    doc = msgspec.json.decode(msgspec.json.encode(encode(value)))
    assert decode(type(value), value.id, doc) == value
    assert "id" not in doc


def test_half_a_surrogate_pair_is_kept_as_the_replacement_character(path: Path, opened: Opened) -> None:
    opened().commit(Put(wrote("a\ud83db"), over=(NOTE,)), writer=Who.BOTH)
    (note,) = on_disk(path)
    assert note.text == "a\ufffdb"
    assert versions(path) == 1


def test_ids_are_random_and_easy_to_read_out() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(one) == 10 and set(one) <= set(ALPHABET) for one in made)


# Two programs


def test_what_another_program_wrote_appears_at_a_refresh(opened: Opened) -> None:
    mine, other = opened(), opened()
    assert not mine.refresh()
    other.commit(Put(wrote("theirs"), over=(NOTE,)), writer=Who.MENTEE)
    assert mine.refresh()
    assert mine.all(Note) == (wrote("theirs"),)
    assert not mine.refresh()


def test_ones_own_commits_are_no_news(opened: Opened) -> None:
    store = opened()
    store.commit(Put(wrote("mine"), over=(NOTE,)), writer=Who.BOTH)
    assert not store.refresh()


def test_what_came_in_with_a_save_is_news_too(opened: Opened) -> None:
    mine, other = opened(), opened()
    other.commit(Put(replace(NOTE, id="theirs")), writer=Who.MENTEE)
    mine.commit(Put(replace(NOTE, id="mine")), writer=Who.MENTOR)
    assert {note.id for note in mine.all(Note)} == {"s1.1", "theirs", "mine"}
    assert mine.refresh()


def test_two_people_who_write_on_one_item_keep_both_texts(path: Path, opened: Opened) -> None:
    mine, other = opened(), opened()
    mine.commit(Put(wrote("mine"), over=(NOTE,)), writer=Who.MENTOR)
    other.commit(Put(wrote("theirs"), over=(NOTE,)), writer=Who.MENTEE)
    mine.refresh()
    assert texts(mine) == texts(other) == ["mine", "theirs"]
    (conflict,) = mine.conflicts(Pair, Note)
    assert conflict.id == NOTE.id
    assert {(side.writer, getattr(side.value, "text", "")) for side in conflict.sides} == {
        ("mentor", "mine"),
        ("mentee", "theirs"),
    }
    assert mine.all(Note) == other.all(Note) == on_disk(path)


def test_the_sides_of_one_record_are_told_without_a_look_at_the_others(opened: Opened) -> None:
    one, other = opened(), opened()
    one.commit(Put(wrote("hers"), over=(NOTE,)), writer=Who.MENTOR)
    other.commit(Put(wrote("his"), over=(NOTE,)), writer=Who.MENTEE)
    other.commit(*(Put(replace(NOTE, id=f"s1.{number}")) for number in range(2, 9)), writer=Who.BOTH)
    one.refresh()
    fresh = opened()

    conflict = fresh.conflict(Note, NOTE.id)
    assert conflict is not None
    assert {side.value.text for side in conflict.sides} == {"hers", "his"}
    assert set(fresh._readings._whole) == {(Note.table, NOTE.id)}
    assert fresh.conflict(Note, "s1.2") is None
    assert fresh.conflict(Note, "s1.99") is None


def test_a_choice_settles_a_conflict_for_everybody(path: Path, opened: Opened) -> None:
    mine, other = opened(), opened()
    mine.commit(Put(wrote("mine"), over=(NOTE,)), writer=Who.MENTOR)
    other.commit(Put(wrote("theirs"), over=(NOTE,)), writer=Who.MENTEE)
    (conflict,) = other.conflicts(Note)
    other.commit(Put(wrote("both"), over=tuple(side.value for side in conflict.sides)), writer=Who.BOTH)
    mine.refresh()
    assert texts(mine) == texts(other) == ["both"]
    assert versions(path) == 1


def test_a_choice_does_not_cover_what_came_in_after_it_was_shown(opened: Opened) -> None:
    mine, other = opened(), opened()
    mine.commit(Put(wrote("mine"), over=(NOTE,)), writer=Who.MENTOR)
    other.commit(Put(wrote("theirs"), over=(NOTE,)), writer=Who.MENTEE)
    (conflict,) = other.conflicts(Note)
    mine.commit(Put(wrote("mine, later"), over=(wrote("mine"),)), writer=Who.MENTOR)
    other.commit(Put(wrote("both"), over=tuple(side.value for side in conflict.sides)), writer=Who.BOTH)
    assert texts(other) == ["both", "mine, later"]


def test_the_same_words_written_twice_are_no_conflict(path: Path, opened: Opened) -> None:
    mine, other = opened(), opened()
    mine.commit(Put(wrote("same"), over=(NOTE,)), writer=Who.MENTOR)
    other.commit(Put(wrote("same"), over=(NOTE,)), writer=Who.MENTEE)
    assert other.conflicts(Note) == ()
    assert texts(other) == ["same"]
    other.commit(Put(wrote("next"), over=(wrote("same"),)), writer=Who.MENTEE)
    assert versions(path) == 1


def test_two_screens_of_one_program_do_not_write_over_each_other(opened: Opened) -> None:
    store = opened()
    store.commit(Put(wrote("one screen"), over=(NOTE,)), writer=Who.MENTOR)
    store.commit(Put(wrote("other screen"), over=(NOTE,)), writer=Who.MENTEE)
    assert texts(store) == ["one screen", "other screen"]


def test_a_save_covers_the_old_text_that_was_on_its_screen(opened: Opened) -> None:
    mine, other = opened(), opened()
    shown = mine.all(Note)[0]
    mine.commit(Put(wrote("a"), over=(shown,)), writer=Who.BOTH)
    mine.commit(Put(wrote("ab"), over=(wrote("a"),)), writer=Who.BOTH)
    other.commit(Put(wrote("theirs"), over=(NOTE,)), writer=Who.MENTEE)
    mine.refresh()
    mine.commit(Put(wrote("abc"), over=(wrote("ab"),)), writer=Who.BOTH)
    assert texts(mine) == ["abc", "theirs"]


def test_a_value_that_nobody_was_shown_covers_nothing(opened: Opened) -> None:
    store = opened()
    store.commit(Put(wrote("new"), over=(wrote("never written"),)), writer=Who.BOTH)
    assert texts(store) == ["first", "new"]


def test_every_save_of_a_long_evening_leaves_one_version(path: Path, opened: Opened) -> None:
    store = opened()
    note = NOTE
    for second in range(30):
        following = wrote(f"{second}")
        store.commit(Put(following, over=(note,)), writer=Who.BOTH)
        note = following
    (version,) = json.loads(path.read_bytes())["notes"][NOTE.id]["versions"]
    assert sorted(version["seen"].values()) == [1, 30]


# Deleting


def test_what_is_deleted_is_in_the_trash_with_its_words(path: Path, opened: Opened) -> None:
    store = opened()
    store.commit(Delete(NOTE), writer=Who.MENTEE)
    assert store.all(Note) == on_disk(path) == ()
    assert store.find(Note, NOTE.id) is None
    (side,) = opened().deleted(Note)
    assert (side.value, side.writer, side.changed) == (NOTE, Who.MENTEE, clock())


def test_what_is_in_the_trash_can_be_brought_back(opened: Opened) -> None:
    store = opened()
    store.commit(Delete(NOTE), writer=Who.MENTEE)
    (side,) = store.deleted(Note)
    store.commit(Put(side.value, over=(side.value,)), writer=Who.MENTOR)
    assert store.all(Note) == (NOTE,)
    assert store.deleted(Note) == ()


def test_an_edit_beats_a_delete_that_did_not_know_of_it(opened: Opened) -> None:
    mine, other = opened(), opened()
    other.commit(Put(wrote("more"), over=(NOTE,)), writer=Who.MENTEE)
    mine.commit(Delete(NOTE), writer=Who.MENTOR)
    other.refresh()
    assert texts(mine) == texts(other) == ["more"]
    assert mine.conflicts(Note) == ()


def test_emptying_the_trash_takes_the_words_and_leaves_the_mark(path: Path, opened: Opened) -> None:
    store, other = opened(), opened()
    old_copy = path.read_bytes()
    secret = replace(NOTE, id="n2", text="forget me")
    store.commit(Put(secret), writer=Who.BOTH)
    store.commit(Delete(secret), writer=Who.BOTH)
    assert care.empty_trash(store) == 1
    assert store.deleted(Note) == ()
    assert b"forget me" not in path.read_bytes()
    assert care.empty_trash(store) == 0
    assert [backup.why for backup in store.backups.all()] == ["daily", "trash"]
    other.refresh()
    assert other.all(Note) == (NOTE,)
    assert old_copy != path.read_bytes()


# What this program does not know


class NotedItem(Record, frozen=True, kw_only=True, omit_defaults=True):
    text: str = ""


class Known(Record, frozen=True, kw_only=True, omit_defaults=True):
    table = "known"
    text: str = ""
    one: NotedItem = NotedItem(id="")
    items: tuple[NotedItem, ...] = ()


def test_fields_that_are_not_known_here_are_kept_when_a_value_is_written_over() -> None:
    older = {
        "text": "old",
        "mood": "good",
        "one": {"id": "x", "text": "o", "color": 1},
        "items": [{"id": "1", "text": "a", "stars": 3}, {"id": "2", "stars": 4}, {"id": "3", "stars": 5}],
    }
    value = decode(Known, "k", older)
    changed = replace(
        value, text="new", items=(value.items[1], replace(value.items[0], text="b"), NotedItem(id="4"))
    )
    assert encode_over(changed, older) == {
        "text": "new",
        "mood": "good",
        "one": {"id": "x", "text": "o", "color": 1},
        "items": [{"id": "2", "stars": 4}, {"id": "1", "text": "b", "stars": 3}, {"id": "4"}],
    }


def test_what_is_not_known_here_survives_every_rewrite(path: Path, opened: Opened) -> None:
    tables = json.loads(path.read_bytes())
    tables["later table"] = {"row": {"any": [1, {"thing": None}]}}
    tables["meta"]["journal"]["later"] = "kept"
    tables["meta"]["more"] = {"x": 1}
    row = tables["notes"][NOTE.id]
    row["later"] = {"kept": True}
    row["versions"][0]["doc"]["mood"] = 1.0
    path.write_text(json.dumps(tables))
    store = opened()
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    store.commit(Delete(wrote("second")), writer=Who.BOTH)
    after = json.loads(path.read_bytes())
    assert after["later table"] == tables["later table"]
    assert after["meta"] == tables["meta"]
    assert after["notes"][NOTE.id]["later"] == {"kept": True}
    assert after["notes"][NOTE.id]["versions"][0]["doc"]["mood"] == 1.0


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"versions": []},
        {"versions": 3},
        {"versions": [{"seen": {"a": 1}, "changed": "then", "writer": "both", "doc": {}}]},
        {"versions": [{"seen": {"a": 1}, "changed": "2026-02-03T08:00:00Z", "writer": "x", "doc": {}}]},
        {"versions": [{"seen": {"a": 1}, "changed": "2026-02-03T08:00:00", "writer": "both", "doc": {}}]},
        {
            "versions": [
                {"seen": {"a": 1}, "changed": "2026-02-03T08:00:00Z", "writer": "both", "doc": {"session": 1}}
            ]
        },
    ],
)
def test_a_broken_record_is_told_and_left_and_the_rest_goes_on(path: Path, opened: Opened, row: Any) -> None:
    tables = json.loads(path.read_bytes())
    tables["notes"]["bad"] = row
    path.write_text(json.dumps(tables))
    store = opened()
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    assert store.all(Note) == (wrote("second"),)
    (finding,) = unreadable(path)
    assert finding.where == "notes/bad"
    assert store.conflicts(Note) == ()
    assert json.loads(path.read_bytes())["notes"]["bad"] == row


def test_what_a_broken_field_says_is_not_told(path: Path) -> None:
    tables = json.loads(path.read_bytes())
    tables["notes"][NOTE.id]["versions"][0]["doc"]["by"] = "my secret"
    path.write_text(json.dumps(tables))
    (finding,) = unreadable(path)
    assert "secret" not in finding.what
    assert "by" in finding.what


def test_reading_loads_neither_tinydb_nor_the_lock(path: Path) -> None:
    program = f"""
import sys
from rmjournal.store.merge import covers
from rmjournal.store.store import Store
from rmjournal.store.ids import new_id
from rmjournal.domain.session import Note
from pathlib import Path
from datetime import datetime
assert Store.open(Path({str(path)!r}), clock=datetime.now, ids=new_id).all(Note)
assert not {{"tinydb", "filelock", "asyncio", "gzip"}} & set(sys.modules), sorted(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent.parent)


def test_an_unreadable_journal_cannot_be_opened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(StoreUnreadableError, match="its end is missing"):
        Store.open(path, clock=clock, ids=new_id)


def test_a_save_knows_of_the_text_on_its_screen_also_when_others_wrote_over_that(
    path: Path, opened: Opened
) -> None:
    mine, other = opened(), opened()
    shown = mine.all(Note)[0]
    (first,) = json.loads(path.read_bytes())["notes"][NOTE.id]["versions"]
    other.commit(Put(wrote("theirs"), over=(NOTE,)), writer=Who.MENTEE)
    mine.refresh()
    assert texts(mine) == ["theirs"]
    mine.commit(Put(wrote("mine"), over=(shown,)), writer=Who.MENTOR)
    both = json.loads(path.read_bytes())["notes"][NOTE.id]["versions"]
    assert len(both) == 2
    assert all(covers(version["seen"], first["seen"]) for version in both)


@pytest.mark.parametrize("texts_in_turn", [("aaa", "zzz"), ("zzz", "aaa")])
def test_of_two_sides_the_later_one_is_shown_first_in_every_copy(
    path: Path, texts_in_turn: tuple[str, str]
) -> None:
    for minute, text in enumerate(texts_in_turn):
        at = clock() + timedelta(minutes=minute)
        store = Store.open(path, clock=lambda at=at: at, ids=new_id)  # type: ignore[misc]
        store.commit(Put(wrote(text)), writer=Who.MENTEE if minute else Who.MENTOR)
    reader = Store.open(path, clock=clock, ids=new_id)
    assert [note.text for note in reader.all(Note)] == [texts_in_turn[1]]
    (conflict,) = reader.conflicts(Note)
    assert [side.value for side in conflict.sides][:2] == [wrote(texts_in_turn[1]), wrote(texts_in_turn[0])]
