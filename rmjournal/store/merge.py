"""Two copies of one journal made into one, as pure functions.

A record is a set of versions. A version's `seen` is a version vector: for each line of writing that led to it
(normally one a program run) how far it had come. A version is *superseded* when another one's vector covers
its own and is not the same: the other was made by somebody who had it on the screen. Merging two copies of a
record is the union of their versions without the superseded ones.

Why this and not the latest time: clocks differ between two laptops, and the later of two edits is not the one
that knew of the other. Here an edit disappears only when somebody saw it and wrote over it.

Properties, which the tests hold to:

- commutative, associative and idempotent: the order and number of merges do not matter;
- a version that nobody saw is never dropped, and two versions at once both stay;
- a tombstone is a version like any other, so it stays, and an edit that did not know of it lives on beside
  it;
- nothing depends on a clock, and vectors are never cut short.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypeAlias, TypedDict

import msgspec

from rmjournal.domain.progress import Progress, Tally, unheard

Seen: TypeAlias = dict[str, int]
"""A version vector: the random id of a line of writing, and how many versions of the record it has made."""

Row: TypeAlias = dict[str, Any]
"""What TinyDB keeps under one id: a record, which is a list of `versions` none of which is
superseded by another, or a plain row such as the journal's own id."""

Tables: TypeAlias = dict[str, dict[str, Row]]
"""A journal as TinyDB knows it. What these functions are given they never change."""


class Version(TypedDict):
    """One version of a record, as it is stored. Keys that are not known here are kept."""

    seen: Seen
    changed: str
    """UTC, ISO 8601. For people to read and for a stable choice; it decides nothing."""
    writer: str
    doc: Row
    deleted: NotRequired[bool]
    """True on a tombstone, which keeps the words in its doc until the trash is emptied."""


_bytes = msgspec.json.Encoder(order="sorted").encode


def is_record(row: Row) -> bool:
    """Whether this row is a record, which can be merged by its versions."""
    versions = row.get("versions")
    return isinstance(versions, list) and bool(versions) and all(map(_is_version, versions))


def has_choices(row: Row) -> bool:
    """Whether this row holds more than one version; a quick look, for going through a whole table."""
    versions = row.get("versions")
    return isinstance(versions, list) and len(versions) > 1


def covers(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether who made `one` had seen all that `other` knew."""
    return all(one.get(line, 0) >= count for line, count in other.items())


def joined(vectors: Iterable[Mapping[str, int]]) -> Seen:
    """The smallest vector that covers all of these."""
    union: Seen = {}
    for vector in vectors:
        for line, count in vector.items():
            union[line] = max(count, union.get(line, 0))
    return union


def surviving(versions: Iterable[Version]) -> list[Version]:
    """These versions in a stable order, each once, without those that another one supersedes."""
    unique = {_bytes(version): version for version in versions}
    by_line: dict[str, list[Version]] = {}
    for version in unique.values():
        for line in version["seen"]:
            by_line.setdefault(line, []).append(version)
    return [unique[key] for key in sorted(unique) if not _is_superseded(unique[key], by_line)]


def merge_record(mine: Row, other: Row) -> Row:
    """One record from two copies of it."""
    if mine is other or mine == other:
        return mine
    records = [row for row in (mine, other) if is_record(row)]
    if not records:
        return _merged_fields(mine, other)
    versions = surviving(version for record in records for version in record["versions"])
    return {**_merged_fields(mine, other), "versions": versions}


def merge_tables(mine: Tables, other: Tables, progress: Progress = unheard) -> Tables:
    """One journal from two copies of it. Rows and tables that do not change stay the same objects."""
    merged = dict(mine)
    tally = Tally(progress, sum(map(len, other.values())), "records")
    for name, rows in other.items():
        merged[name] = _merged_rows(mine.get(name, {}), rows, tally)
    return merged


def changed_rows(old: Tables, new: Tables) -> list[tuple[str, str]]:
    """The table and id of every row in `new` that `old` does not have in just that way."""
    return [
        (name, key)
        for name, rows in new.items()
        if rows is not (before := old.get(name, {}))
        for key, row in rows.items()
        if before.get(key) is not row and before.get(key) != row
    ]


def with_objects_of(old: Tables, new: Tables) -> Tables:
    """`new`, with the objects of `old` where they are equal, so that what was read of them stays read."""
    return {
        name: {
            key: (before[key] if key in before and before[key] == row else row) for key, row in rows.items()
        }
        if (before := old.get(name, {})) != rows
        else before
        for name, rows in new.items()
    }


def _merged_rows(mine: dict[str, Row], other: dict[str, Row], tally: Tally) -> dict[str, Row]:
    news = {
        key: row if key not in mine else merge_record(mine[key], row)
        for key, row in tally.through(other.items())
        if mine.get(key) is not row
    }
    news = {key: row for key, row in news.items() if mine.get(key) is not row}
    return {**mine, **news} if news else mine


def _merged_fields(mine: Mapping[str, Any], other: Mapping[str, Any]) -> Row:
    """Both sides' fields. Where they differ, the choice is the same whichever side is which."""
    shared = {key: max(mine[key], other[key], key=_bytes) for key in mine.keys() & other.keys()}
    return {**mine, **other, **shared}


def _is_superseded(version: Version, by_line: Mapping[str, list[Version]]) -> bool:
    # Whoever had seen this version knows each of its lines, so those who know its rarest line are enough to
    # ask: in a record that thousands have written at once, that is each alone.
    known_by = min((by_line[line] for line in version["seen"]), key=len)
    return any(_supersedes(other, version) for other in known_by)


def _supersedes(other: Version, version: Version) -> bool:
    # Two versions with one vector are the trace of an accident; neither is known to have seen the other.
    return other["seen"] != version["seen"] and covers(other["seen"], version["seen"])


def _is_version(version: object) -> bool:
    if not isinstance(version, dict) or not isinstance(version.get("doc"), dict):
        return False
    if not isinstance(version.get("changed"), str) or not isinstance(version.get("writer"), str):
        return False
    return _is_vector(version.get("seen"))


def _is_vector(seen: object) -> bool:
    return (
        isinstance(seen, dict)
        and bool(seen)
        and all(type(count) is int and count > 0 for count in seen.values())
    )
