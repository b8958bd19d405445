"""Bringing a backup back over a journal, readable or not."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from rmjournal.domain.progress import Progress, unheard
from rmjournal.domain.record import Clock, Ids
from rmjournal.errors import (
    NotFoundError,
    StoreError,
    StoreForeignError,
    StoreUnreadableError,
    StoreWriteError,
)
from rmjournal.files import read_regular, reason, write_atomically
from rmjournal.store import reissue
from rmjournal.store.backups import COPY, Backup, Backups, backups_of
from rmjournal.store.care import id_of, read_snapshot
from rmjournal.store.codec import to_bytes, utc
from rmjournal.store.limits import LIMIT, must_be_readable
from rmjournal.store.lock import locked
from rmjournal.store.merge import merge_tables
from rmjournal.store.reading import Snapshot, snapshot

_TOO_MUCH = "with what came since, which stays in the trash, it is too much; empty the trash first"


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What a restore did."""

    backup: Path
    """What was brought back."""
    replaced: Backup | None = None
    """What was there before; None if nothing was."""


def restore(
    path: Path, *, clock: Clock, ids: Ids, backup: Path | None = None, progress: Progress = unheard
) -> Restored:
    """Bring a backup back: the latest, unless one is named. What it replaces becomes a backup first.

    A journal that can still be read gets the backup's words as new versions, so that the other copies of it
    agree when they are merged, and what came since is in the trash. One that cannot, or is gone, gets its
    bytes.

    Raises:
        JobCancelledError: If whoever hears of the progress wants no more of it; nothing was changed.
        StoreForeignError: If the backup is of another journal.
        StoreError: If there is no backup, it is damaged, or the journal could not be written.
    """
    journal_id = id_of(path)
    chosen = backup or _latest(path, journal_id)
    held = read_snapshot(chosen)
    if journal_id and held.journal_id != journal_id:
        raise StoreForeignError(chosen)
    total = sum(map(len, held.tables.values()))
    progress(0, total, "records")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path):
            before, new = _to_restore(path, held, changed=utc(clock()), ids=ids, progress=progress)
            must_be_readable(path, new, todo=_TOO_MUCH)
            # The last moment to cancel: from here on it is written.
            progress(total, total, "records")
            replaced = (
                Backups(path, held.journal_id).make(before, "restore", now=clock())
                if before is not None
                else None
            )
            write_atomically(path, new)
    except OSError as error:
        raise StoreWriteError(path, reason(error)) from error
    return Restored(backup=chosen, replaced=replaced)


def _to_restore(
    path: Path, held: Snapshot, *, changed: str, ids: Ids, progress: Progress
) -> tuple[bytes | None, bytes]:
    """What is there, None if nothing is, and what is to be there."""
    try:
        data, stamp = read_regular(path, limit=LIMIT)
    except FileNotFoundError:
        return None, held.written
    try:
        now = snapshot(path, data, stamp)
    except StoreUnreadableError:
        return data, held.written
    rows = reissue.restored(now.tables, held.tables, changed=changed, ids=ids, progress=progress)
    return data, to_bytes(merge_tables(now.tables, rows))


def _latest(path: Path, journal_id: str) -> Path:
    for backup in reversed(backups_of(path, journal_id)):
        with contextlib.suppress(StoreError):
            # A backup of a damaged file, or of somebody's copy, is there to be named, not to be chosen.
            if backup.why != COPY and read_snapshot(backup.path):
                return backup.path
    raise NotFoundError("backup", path.name, "Backups are made before the first change of a day.")
