"""The journal's store: values in and out, kept as versions that two copies can merge.

Reading is from memory. Writing is one transaction a call: at once (`behind=False`, for commands), or by a
thread that follows behind while its people type (`behind=True`, for the screens).
"""

from __future__ import annotations

import atexit
import contextlib
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Clock, Ids, Record
from rmjournal.errors import (
    StoreBusyError,
    StoreError,
    StoreExistsError,
    StoreMissingError,
    StoreUnreadableError,
    StoreWriteError,
)
from rmjournal.files import Stamp, reason, write_atomically
from rmjournal.store.changes import Change, Delete, Drafting, Put
from rmjournal.store.codec import to_bytes, utc
from rmjournal.store.held import Held
from rmjournal.store.lines import Lines
from rmjournal.store.lock import PATIENCE, locked, remove_stale_temps
from rmjournal.store.memory import Memory
from rmjournal.store.merge import Tables
from rmjournal.store.migrations import JOURNAL, META, SCHEMA
from rmjournal.store.reading import Snapshot, read_journal, unreadable
from rmjournal.store.readings import Conflict, Readings, Side
from rmjournal.store.state import SaveState, Stage, Teller
from rmjournal.store.writer import Outcome, Writer

if TYPE_CHECKING:
    from rmjournal.store.backups import Backups
    from rmjournal.store.storage import JournalDB

__all__ = ["Change", "Conflict", "Delete", "Put", "SaveState", "Side", "Store"]

R = TypeVar("R", bound=Record)

TURN = 2.0
"""Seconds for which the writer thread waits for the lock before it looks up."""

DRAIN = 5.0
"""Seconds that closing waits for the disk."""


class Store(Held):
    """One open journal. Made by `Store.open` or `Store.create`."""

    def __init__(self, path: Path, disk: Snapshot, *, clock: Clock, ids: Ids, behind: bool) -> None:
        self.path = path
        self.journal_id = disk.journal_id
        self.clock = clock
        self.ids = ids
        super().__init__(Memory(disk), Readings())
        self._drafting = Drafting(self._readings, Lines(ids))
        self._commits = threading.Lock()
        self._saves = threading.Lock()
        self._db: JournalDB | None = None
        self._teller = Teller()
        self._backed_up: date | None = None
        self._has_written = False
        self._closed = False
        self._writer = None
        if behind:
            self._writer = Writer(save=self._save_behind, is_dirty=lambda: bool(self._memory.pending))
            atexit.register(self.close)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        clock: Clock,
        ids: Ids,
        records: Iterable[Record],
        writer: Who,
        journal_id: str = "",
    ) -> Store:
        """Start a journal that holds these records, under an id of its own where none is given.

        Raises:
            StoreExistsError: If there is anything at that path.
            StoreWriteError: If it cannot be written.
        """
        now = utc(clock())
        drafting = Drafting(Readings(), Lines(ids))
        rows = drafting.rows(map(Put, records), {}, changed=now, writer=writer)
        tables: Tables = {
            **rows,
            META: {JOURNAL: {"id": journal_id or ids(), "schema": SCHEMA, "created": now}},
        }
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with locked(path):
                if path.is_symlink() or path.exists():
                    raise StoreExistsError(path)
                write_atomically(path, to_bytes(tables))
        except OSError as error:
            raise StoreWriteError(path, reason(error)) from error
        return cls.open(path, clock=clock, ids=ids)

    @classmethod
    def open(cls, path: Path, *, clock: Clock, ids: Ids, behind: bool = False) -> Store:
        """Open a journal.

        Args:
            path: The file, or a symbolic link to it.
            clock: Tells the time.
            ids: Makes the ids of this run's lines of writing: random, never the same in two runs.
            behind: Whether a thread writes behind. Then `close` must be called.

        Raises:
            StoreError: If it is missing, unreadable or was written by a newer rmjournal; it is left as it is.
        """
        disk = read_journal(path)
        remove_stale_temps(path)
        store = cls(path, disk, clock=clock, ids=ids, behind=behind)
        if disk.schema < SCHEMA:
            store.save()
        return store

    @cached_property
    def backups(self) -> Backups:
        """The backups of this file."""
        from rmjournal.store.backups import Backups

        return Backups(self.path, self.journal_id)

    @property
    def state(self) -> SaveState:
        """Whether what was written is safe, now."""
        told, pending = self._teller.state, self._memory.count
        stage: Stage = "saving" if told.state == "saved" and pending else told.state
        return SaveState(state=stage, reason=told.reason, pending=pending)

    def commit(self, *changes: Change, writer: Who) -> None:
        """Keep these changes: all of them or none.

        Raises:
            StoreError: If they could not be saved, and nothing has changed. Never when writing behind: then
                they are kept in memory, tried again, and `state` says so.
        """
        if self._closed:
            raise StoreWriteError(self.path, "it was closed")
        if not changes:
            return
        with self._commits:
            now = utc(self.clock())
            before = self._memory.pending
            self._memory.add(self._drafting.rows(changes, self._memory.view, changed=now, writer=writer))
        if self._writer is None:
            self._save_or_forget(before)
        else:
            self._writer.wake()

    def take(self, rows: Tables) -> None:
        """Merge rows of this journal, from wherever they are, and save at once.

        Raises:
            StoreError: If they could not be saved. When writing behind, that is tried again.
        """
        before = self._memory.pending
        self._memory.add(rows)
        if self._writer is None:
            self._save_or_forget(before)
        else:
            self.save()

    def save(self) -> None:
        """Save now what is not on the disk yet, without the writer thread.

        Raises:
            StoreError: If that failed.
        """
        self._save(seconds=PATIENCE)

    def refresh(self) -> bool:
        """Look whether another program wrote, and take that in. Never raises: trouble is told by `state`.

        Returns:
            Whether others have changed anything since the last call.
        """
        before = self._memory.disk
        try:
            fresh = self._read_again(before)
        except StoreError as error:
            self._tell("failed", _short(error))
            return self._memory.take_news()
        if fresh is not None:
            self._memory.reread(before, fresh)
        self._settle()
        return self._memory.take_news()

    def close(self) -> Path | None:
        """Save what is left and let go of the journal.

        Returns:
            The rescue file with what could not be saved, if there was such a thing.
        """
        if self._closed:
            return None
        self._closed = True
        if self._writer is not None:
            atexit.unregister(self.close)
            self._writer.drain(DRAIN)
        return self._rescue()

    def rescue(self, folder: Path) -> Path | None:
        """Keep what could not be saved in a folder that somebody names, after `close` found no place for it.

        Raises:
            StoreWriteError: If that failed too.
        """
        return self._rescue((folder,))

    def on_state(self, callback: Callable[[SaveState], None]) -> None:
        """Call this when `state` changes: from the writer thread, or from the one that called `refresh`."""
        self._teller.listeners.append(callback)

    def _save_or_forget(self, before: Tables) -> None:
        try:
            self.save()
        except BaseException:
            self._memory.take_back(before)
            raise

    def _save(self, *, seconds: float, waiting: Callable[[], None] | None = None) -> None:
        with self._saves:
            db = self._database()
            db.file.known = self._memory.disk
            with db.file.transaction(seconds=seconds, waiting=waiting, before=self._back_up) as latest:
                rows = self._memory.missing_from(latest)
                for name, held in rows.items():
                    db.records(name).merge_in(held)
            assert db.file.known is not None
            self._memory.saved(db.file.known, rows)
            self._has_written = True

    def _back_up(self, latest: Snapshot) -> None:
        """Keep a copy of what is about to be replaced, if none was kept today or it is of an older schema."""
        now = self.clock()
        if latest.schema < SCHEMA:
            self.backups.make(latest.written, "migration", now=now)
        elif self._backed_up != now.date():
            # A new word is worth more than a copy of the old ones, so this does not stand in its way.
            with contextlib.suppress(StoreError):
                self.backups.daily(latest.written, now=now)
            self._backed_up = now.date()

    def _rescue(self, folders: Sequence[Path] = ()) -> Path | None:
        rows = self._memory.pending
        if self._is_lost():
            rows = {name: held for name, held in self._memory.view.items() if name != META}
        if not rows:
            return None
        from rmjournal.store.rescue import write_rescue

        return write_rescue(
            self.path, self.journal_id, rows, now=self.clock(), name=self.ids(), folders=folders
        )

    def _is_lost(self) -> bool:
        """Whether what is known here is not at its place: it was damaged, or is gone though written here.

        One that was only read, and then taken away, may have been taken away on purpose.
        """
        try:
            self._read_again(self._memory.disk)
        except StoreMissingError:
            return self._has_written
        except StoreError:
            return True
        return False

    def _database(self) -> JournalDB:
        if self._db is None:
            # TinyDB and the lock are for writing; a command that only reads starts without them.
            from rmjournal.store.storage import JournalDB

            self._db = JournalDB(self.path)
        return self._db

    def _save_behind(self) -> Outcome:
        if self.state.state not in ("waiting", "failed"):
            self._tell("saving")
        try:
            self._save(seconds=TURN, waiting=self._tell_waiting)
        except StoreBusyError:
            return Outcome.BUSY
        except StoreError as error:
            self._tell("failed", _short(error))
            return Outcome.FAILED
        if not self._memory.pending:
            self._tell("saved")
        return Outcome.DONE

    def _read_again(self, before: Snapshot) -> Snapshot | None:
        try:
            if Stamp.of(self.path.stat()) == before.stamp:
                return None
        except OSError as error:
            raise StoreMissingError(self.path) from error
        fresh = read_journal(self.path)
        if fresh.journal_id != self.journal_id:
            raise unreadable(self.path, "another journal has taken its place")
        return fresh

    def _settle(self) -> None:
        """The file can be read: save what waits for that, or say that all is well."""
        if not self._memory.pending:
            if self.state.state != "saved":
                self._tell("saved")
        elif self._writer is not None:
            self._writer.try_again()
        else:
            with contextlib.suppress(StoreError):
                self.save()

    def _tell_waiting(self) -> None:
        self._tell("waiting", f"another program on this computer is writing to {self.path.name}")

    def _tell(self, stage: Stage, why: str = "") -> None:
        self._teller.tell(stage, why, pending=self._memory.count)


def _short(error: StoreError) -> str:
    if isinstance(error, StoreWriteError | StoreUnreadableError):
        return error.reason
    return str(error).partition("\n")[0]
