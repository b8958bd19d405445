"""What is done to a journal as a whole: merging, emptying the trash, erasing."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Container, Iterable
from functools import partial
from pathlib import Path

import msgspec

from rmjournal.domain.progress import Progress, unheard
from rmjournal.domain.record import Record
from rmjournal.errors import (
    StoreError,
    StoreForeignError,
    StoreMissingError,
    StoreRemoveError,
    StoreUnreadableError,
    StoreWriteError,
)
from rmjournal.files import Stamp, reason, write_atomically
from rmjournal.store import reissue, unkept
from rmjournal.store.backups import COPY, Backup, backups_of, read_backup, rewrite
from rmjournal.store.codec import to_bytes, utc
from rmjournal.store.copies import TOO_MUCH, ConflictCopy, Merged, conflict_copies, read_copy, report
from rmjournal.store.limits import must_be_readable
from rmjournal.store.lock import lock_path
from rmjournal.store.merge import Tables, merge_tables
from rmjournal.store.reading import Snapshot, parse, read_bytes, snapshot
from rmjournal.store.rescue import read_rescue, rescues
from rmjournal.store.store import Store


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What erasing reached, and what it did not."""

    removed: tuple[Path, ...] = ()
    """Files that are gone, or no longer hold it."""
    beyond: tuple[Path, ...] = ()
    """Copies found on this computer that still hold it. Copies elsewhere cannot be seen from here."""


def merge(store: Store, other: Path, *, progress: Progress = unheard) -> Merged:
    """Merge another copy of the journal, or one of its backups, into this one; the other is left as it is.

    Raises:
        JobCancelledError: If whoever hears of the progress wants no more of it; nothing was changed.
        StoreForeignError: If it is another journal.
        StoreError: If it cannot be read, the backup before it not made, or the journal not saved.
    """
    copy = read_snapshot(other) if other.suffix == ".gz" else read_copy(other, store.journal_id)
    if copy.journal_id != store.journal_id:
        raise StoreForeignError(other)
    return _take_in(store, copy.tables, why="merge", progress=progress)


def take_in(store: Store, rescue: Path, *, progress: Progress = unheard) -> Merged:
    """Merge a rescue file, and remove it once its words are on the disk.

    Raises:
        JobCancelledError: If whoever hears of the progress wants no more of it; nothing was changed.
        StoreForeignError: If it is another journal's.
        StoreError: If it cannot be read, or the journal not saved; then it is still there.
    """
    held = read_rescue(rescue)
    if held.journal != store.journal_id:
        raise StoreForeignError(rescue)
    merged = _take_in(store, held.rows, why="rescue", progress=progress)
    _remove(rescue)
    return merged


def merge_copy(store: Store, copy: ConflictCopy, *, progress: Progress = unheard) -> Merged:
    """Merge a conflict copy found beside the journal, then move it to the backups.

    Raises:
        JobCancelledError: If whoever hears of the progress wants no more of it; nothing was changed.
        StoreError: If it cannot be read, the journal not saved, or the copy not put away; then it is still
        there.
    """
    merged = merge(store, copy.path, progress=progress)
    put_away(store, copy.path)
    return merged


def put_away(store: Store, copy: Path) -> Backup:
    """Move a file from beside the journal to its backups.

    Raises:
        StoreError: If that failed; then it is still there.
    """
    data, stamp = read_bytes(copy)
    backup = store.backups.make(data, COPY, now=store.clock())
    with contextlib.suppress(OSError):
        # What its sync program put there in the meantime has not been looked at yet.
        if Stamp.of(copy.lstat()) == stamp:
            copy.unlink()
    return backup


def empty_trash(store: Store, *, spared: Container[tuple[str, str]] = ()) -> int:
    """Take the words of what was deleted out of the journal. How many records that were.

    Args:
        store: The journal.
        spared: What stays in the trash, by table and id.

    Raises:
        StoreError: If the backup before it could not be made or the journal not saved.
    """
    rows = reissue.without_trash(store.tables, spared=spared, changed=utc(store.clock()), ids=store.ids)
    if rows:
        _back_up(store, "trash")
        store.take(rows)
    return sum(map(len, rows.values()))


def erase(store: Store, *values: Record) -> Erased:
    """Take records out of the journal, its backups and its rescue files, for good.

    A mark stays in their place, so that merging an older copy does not bring them back.

    Raises:
        StoreError: If the journal could not be written, and all is as it was; or if another file could not:
            it holds them still, and all the others were dealt with.
    """
    places = [(value.table, value.id) for value in values]
    rows = _rows(store, places)
    about, maybe = unkept.sort_out(store.journal_id, {value.id for value in values}, _texts(rows))
    store.take(reissue.all_erased(rows, changed=utc(store.clock()), ids=store.ids))
    readable, damaged = _told_apart(rescues(store.journal_id))
    removed = _each(
        *(partial(_purged, backup, places) for backup in backups_of(store.path, store.journal_id)),
        *(partial(_forgotten, path, places) for path in readable),
        *(partial(_remove, path) for path in about),
    )
    copies = (copy.path for copy in conflict_copies(store.path, store.journal_id))
    beyond = [path for path in copies if _holds(path, places)]
    return Erased(removed=removed, beyond=(*beyond, *damaged, *maybe, *_repository(store.path)))


def erase_journal(path: Path) -> Erased:
    """Remove a journal with its backups, its rescue files and what was put aside of it, for good.

    Raises:
        StoreMissingError: If it is not there.
        StoreRemoveError: If something could not be removed.
    """
    journal_id = id_of(path)
    copies = conflict_copies(path, journal_id) if journal_id else ()
    beyond = (*(copy.path for copy in copies), *_repository(path))
    folders = {backup.path.parent for backup in backups_of(path, journal_id)}
    if not folders and not path.exists():
        raise StoreMissingError(path)
    beside = (*rescues(journal_id), *unkept.files_of(journal_id)) if journal_id else ()
    files = [path.resolve(), lock_path(path), *beside]
    try:
        for folder in folders:
            shutil.rmtree(folder)
    except OSError as error:
        raise StoreRemoveError(path, reason(error)) from error
    for file in files:
        _remove(file)
    return Erased(removed=(*files, *sorted(folders)), beyond=beyond)


def id_of(path: Path) -> str:
    """The id of the journal at this path; "" if it cannot be told."""
    try:
        data, stamp = read_bytes(path)
        return snapshot(path, data, stamp).journal_id
    except (StoreUnreadableError, StoreMissingError):
        return ""


def read_snapshot(path: Path) -> Snapshot:
    """The journal in a backup, or in a plain copy of a journal file.

    Raises:
        StoreError: If it is not there, damaged, or not a journal.
    """
    data = read_backup(path)
    return snapshot(path, data, Stamp(0, len(data), 0))


def _take_in(store: Store, tables: Tables, *, why: str, progress: Progress) -> Merged:
    after = merge_tables(store.tables, tables, progress)
    brought = report(store.tables, after)
    if brought.new or brought.changed:
        must_be_readable(store.path, to_bytes(after), todo=TOO_MUCH)
        _back_up(store, why)
        store.take(tables)
    return brought


def _back_up(store: Store, why: str) -> Backup:
    data, _ = read_bytes(store.path)
    return store.backups.make(data, why, now=store.clock())


def _each(*steps: Callable[[], Path | None]) -> tuple[Path, ...]:
    """Take all of these steps, also where one fails, and say which files were changed or removed.

    Raises:
        StoreError: The first that a step ended in.
    """
    done, failed = [], []
    for step in steps:
        try:
            done.append(step())
        except StoreError as error:
            failed.append(error)
    if failed:
        raise failed[0]
    return tuple(filter(None, done))


def _rows(store: Store, places: Iterable[tuple[str, str]]) -> Tables:
    rows: Tables = {}
    for table, key in places:
        if row := store.tables.get(table, {}).get(key):
            rows.setdefault(table, {})[key] = row
    return rows


def _texts(tables: Tables) -> set[str]:
    """What people wrote in these rows: a single word would be found anywhere."""
    said = (text.strip() for rows in tables.values() for row in rows.values() for text in unkept.strings(row))
    return {text for text in said if len(text.split()) > 2}


def _purged(backup: Backup, places: Iterable[tuple[str, str]]) -> Path | None:
    try:
        tables = parse(read_backup(backup.path))
    except (StoreError, ValueError):
        # What cannot be read cannot be searched, and no longer serves anybody.
        return _remove(backup.path)
    left = _without(tables, places)
    if left == tables:
        return None
    rewrite(backup, to_bytes(left))
    return backup.path


def _told_apart(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The rescue files that can be read, and those that cannot: these may hold words of somebody else."""
    readable, damaged = [], []
    for path in paths:
        try:
            read_rescue(path)
        except StoreError:
            damaged.append(path)
        else:
            readable.append(path)
    return readable, damaged


def _forgotten(path: Path, places: Iterable[tuple[str, str]]) -> Path | None:
    rescue = parse(read_bytes(path)[0])
    left = _without(rescue["rows"], places)
    if left == rescue["rows"]:
        return None
    try:
        write_atomically(path, to_bytes({**rescue, "rows": left}))
    except OSError as error:
        raise StoreWriteError(path, reason(error)) from error
    return path


def _remove(path: Path) -> Path:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreRemoveError(path, reason(error)) from error
    return path


def _holds(path: Path, places: Iterable[tuple[str, str]]) -> bool:
    try:
        tables = parse(read_bytes(path)[0])
    except (StoreError, ValueError):
        return True
    return bool(_without(tables, places) != tables)


def _without(tables: Tables, places: Iterable[tuple[str, str]]) -> Tables:
    gone = set(places)
    return {
        name: {key: row for key, row in rows.items() if (name, key) not in gone}
        for name, rows in tables.items()
    }


def _repository(path: Path) -> tuple[Path, ...]:
    """The git repository whose history may hold it."""
    return tuple(parent / ".git" for parent in path.resolve().parents if (parent / ".git").exists())[:1]
