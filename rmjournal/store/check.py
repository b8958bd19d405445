"""Reads everything of a journal and says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from shlex import quote

import msgspec

from rmjournal.domain.progress import Progress, Tally, telling, unheard
from rmjournal.domain.record import Clock, Record
from rmjournal.errors import StoreError
from rmjournal.store.backups import Backup, backups_of
from rmjournal.store.care import read_snapshot
from rmjournal.store.copies import conflict_copies
from rmjournal.store.merge import Row, is_record, surviving
from rmjournal.store.reading import Snapshot, read_journal
from rmjournal.store.readings import Reading, read
from rmjournal.store.rescue import rescues

AHEAD = timedelta(days=1)
"""How far ahead of now a time may lie: laptops' clocks differ, and a journal travels."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong."""

    where: str
    """A file, or a table and an id."""
    what: str
    todo: str


class _Found(msgspec.Struct, frozen=True):
    """A record that could be read, at its place."""

    kind: type[Record]
    key: str
    row: Row
    reading: Reading[Record]

    @property
    def where(self) -> str:
        return f"{self.kind.table}/{self.key}"


def check(
    path: Path,
    *,
    kinds: Iterable[type[Record]],
    links: Mapping[tuple[str, str], str],
    clock: Clock,
    derived: Collection[type[Record]] = (),
    progress: Progress = unheard,
) -> tuple[Finding, ...]:
    """What is wrong with a journal, its backups and what lies beside it. Never raises for what it finds.

    Args:
        path: The journal file.
        kinds: What the journal keeps; tables of others are left alone.
        links: For a table and a field that holds an id, or several, the table it leads to.
        clock: Tells the time.
        derived: Kinds whose ids are made of others' ids, which may therefore be there twice.
        progress: Hears how many records, and then how many backups, were read.
    """
    try:
        journal = read_journal(path)
    except StoreError as error:
        what, _, todo = str(error).partition("\n")
        return (Finding(where=str(path), what=what, todo=todo), *_of_backups(backups_of(path), progress))
    now = clock()
    found: list[_Found] = []
    wrong: list[Finding] = []
    for record in _records(journal, tuple(kinds), progress):
        found.append(record)
        wrong += _of_record(record, now)
    return (
        *wrong,
        *_of_links(journal, found, links),
        *_of_ids([record for record in found if record.kind not in derived]),
        *_of_backups(backups_of(path, journal.journal_id), progress),
        *_of_neighbors(path, journal.journal_id),
    )


def _records(journal: Snapshot, kinds: Collection[type[Record]], progress: Progress) -> Iterator[_Found]:
    tables = [(kind, journal.tables.get(kind.table, {})) for kind in kinds]
    tally = Tally(progress, sum(len(rows) for _, rows in tables), "records")
    for kind, rows in tables:
        for key, row in tally.through(sorted(rows.items())):
            yield _Found(kind, key, row, read(kind, key, row))


def _of_record(record: _Found, now: datetime) -> Iterator[Finding]:
    if record.reading.broken:
        yield Finding(
            where=record.where,
            what=f"it cannot be read: {record.reading.broken}",
            todo="It is left as it is. A newer rmjournal may know it; else: rmjournal restore",
        )
    if is_record(record.row):
        yield from _of_ancestry(record)
    for side in (*record.reading.live, *record.reading.deleted):
        for name, moment in (("changed", side.changed), *_times(side.value)):
            if moment > now + AHEAD:
                yield Finding(
                    where=record.where,
                    what=f"its time `{name}` lies in the future ({moment:%Y-%m-%d})",
                    todo="Look at the clock of the computer that wrote it; nothing is lost by it.",
                )


def _of_ancestry(record: _Found) -> Iterator[Finding]:
    versions = record.row["versions"]
    left = surviving(versions)
    if len(left) < len(versions):
        yield Finding(
            where=record.where,
            what="it holds a version that was written over",
            todo="It goes when this record is saved the next time.",
        )
    if len({frozenset(version["seen"].items()) for version in left}) < len(left):
        yield Finding(
            where=record.where,
            what="two different versions say that they are the same one",
            todo="Both are kept. Open the journal and choose one, or both.",
        )


def _times(value: Record) -> Iterator[tuple[str, datetime]]:
    for name in value.__struct_fields__:
        held = getattr(value, name)
        if isinstance(held, datetime) and held.tzinfo is not None:
            yield name, held


def _of_links(
    journal: Snapshot, found: Iterable[_Found], links: Mapping[tuple[str, str], str]
) -> Iterator[Finding]:
    for record in found:
        for side in record.reading.live:
            for (table, field), target in links.items():
                if table == record.kind.table:
                    there = journal.tables.get(target, {})
                    yield from _of_link(record, field, getattr(side.value, field), target, there)


def _of_link(
    record: _Found, field: str, held: object, target: str, there: Collection[str]
) -> Iterator[Finding]:
    for key in held if isinstance(held, tuple) else (held,):
        if key and key not in there:
            yield Finding(
                where=record.where,
                what=f"its `{field}` leads to {target}/{key}, which is not there",
                todo="If another copy of the journal has it: rmjournal merge OTHER",
            )


def _of_ids(found: Iterable[_Found]) -> Iterator[Finding]:
    places: dict[str, list[str]] = {}
    for record in found:
        places.setdefault(record.key, []).append(record.where)
    for twice in (where for where in places.values() if len(where) > 1):
        yield Finding(
            where=" and ".join(twice),
            what="they have one id",
            todo="Links to it may lead to either. Write one of them anew and delete the old one.",
        )


def _of_backups(backups: Iterable[Backup], progress: Progress) -> Iterator[Finding]:
    # What a restore or a merge put away need not have been a whole journal in the first place.
    whole = [backup for backup in backups if backup.why not in ("restore", "copy")]
    for backup in telling(whole, "backups", progress):
        try:
            read_snapshot(backup.path)
        except StoreError as error:
            yield Finding(
                where=str(backup.path),
                what=str(error).partition("\n")[0],
                todo="Delete it; the next first save of a day makes another.",
            )


def _of_neighbors(path: Path, journal_id: str) -> Iterator[Finding]:
    for rescue in rescues(journal_id):
        yield Finding(
            where=str(rescue),
            what="words that could not be saved wait in this file",
            todo="Open the journal: it offers to take them in.",
        )
    for copy in conflict_copies(path, journal_id):
        what = f"cannot be merged: {copy.problem}" if copy.problem else "is another copy of this journal"
        yield Finding(
            where=str(copy.path), what=f"it {what}", todo=f"rmjournal merge {quote(str(copy.path))}"
        )
