"""The journal's store: values in and out, kept as versions that two copies can merge.

Reading is from memory. Writing is one transaction a call: at once (`behind=False`, for commands), or by a
thread that follows behind while its people type (`behind=True`, for the screens).
"""

from __future__ import annotations

import atexit
import contextlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

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
from rmjournal.files import Stamp, reason, stale_temps, write_atomically
from rmjournal.store.changes import Change, Delete, Drafting, Put
from rmjournal.store.codec import to_bytes, utc
from rmjournal.store.lines import Lines
from rmjournal.store.lock import PATIENCE, locked
from rmjournal.store.memory import Memory
from rmjournal.store.merge import Row, Tables
from rmjournal.store.migrations import JOURNAL, META, SCHEMA
from rmjournal.store.reading import Snapshot, read_journal
from rmjournal.store.readings import Broken, Conflict, Reading, Readings, Side
from rmjournal.store.writer import Outcome, Writer

if TYPE_CHECKING:
    from rmjournal.store.storage import JournalDB

__all__ = ["Broken", "Change", "Conflict", "Delete", "Put", "SaveState", "Side", "Store"]

R = TypeVar("R", bound=Record)

TURN = 2.0
"""Seconds for which the writer thread waits for the lock before it looks up."""

DRAIN = 5.0
"""Seconds that closing waits for the disk."""


class SaveState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether what was written is safe."""

    state: Literal["saved", "saving", "waiting", "failed"]
    reason: str = ""
    """Who waits for what, or why it failed."""
    pending: int = 0
    """How many records are not on the disk yet."""


class Store:
    """One open journal. Made by `Store.open` or `Store.create`."""

    def __init__(self, path: Path, disk: Snapshot, *, clock: Clock, ids: Ids, behind: bool) -> None:
        self.path = path
        self.journal_id = disk.journal_id
        self._clock = clock
        self._memory = Memory(disk)
        self._readings = Readings()
        self._drafting = Drafting(self._readings, Lines(ids))
        self._everything: dict[type[Record], tuple[object, tuple[Record, ...]]] = {}
        self._commits = threading.Lock()
        self._saves = threading.Lock()
        self._db: JournalDB | None = None
        self._listeners: list[Callable[[SaveState], None]] = []
        self._state = SaveState(state="saved")
        self._closed = False
        self._writer = None
        if behind:
            self._writer = Writer(save=self._save_behind, is_dirty=lambda: bool(self._memory.pending))
            atexit.register(self.close)

    @classmethod
    def create(cls, path: Path, *, clock: Clock, ids: Ids, records: Iterable[Record], writer: Who) -> Store:
        """Start a journal that holds these records.

        Raises:
            StoreExistsError: If there is anything at that path.
            StoreWriteError: If it cannot be written.
        """
        meta: Row = {"id": ids(), "schema": SCHEMA, "created": utc(clock())}
        drafting = Drafting(Readings(), Lines(ids))
        changes = (Put(record) for record in records)
        rows = drafting.rows(changes, {}, changed=utc(clock()), writer=writer)
        tables: Tables = {**rows, META: {JOURNAL: meta}}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
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
        if temps := stale_temps(path):
            _remove(path, temps)
        return cls(path, disk, clock=clock, ids=ids, behind=behind)

    @property
    def state(self) -> SaveState:
        """Whether what was written is safe, now."""
        return self._state

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All that is there of a kind, by id."""
        rows = self._memory.view.get(kind.table, {})
        held = self._everything.get(kind)
        if held is None or held[0] is not rows:
            values = tuple(reading.live[0].value for reading in self._all_readings(kind) if reading.live)
            self._everything[kind] = held = (rows, values)
        return held[1]  # type: ignore[return-value]  # kept under its kind

    def find(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """The one with this id, if it is there."""
        reading = self._reading(kind, id)
        return reading.live[0].value if reading is not None and reading.live else None

    def conflicts(self, *kinds: type[Record]) -> tuple[Conflict[Record], ...]:
        """Records of these kinds that were written at once in two places, both sides kept."""
        return tuple(
            Conflict(id=key, sides=reading.live)
            for kind in kinds
            for key, row in sorted(self._memory.view.get(kind.table, {}).items())
            if len(row.get("versions", ())) > 1
            and len((reading := self._readings.of(kind, key, row)).live) > 1
        )

    def deleted(self, kind: type[R]) -> tuple[Side[R], ...]:
        """The trash: what was deleted of a kind, with who did and when, the latest first.

        To bring one back: `commit(Put(side.value, over=(side.value,)))`.
        """
        sides = [side for reading in self._all_readings(kind) for side in reading.deleted]
        return tuple(sorted(sides, key=lambda side: (side.changed, side.value.id), reverse=True))

    def broken(self, *kinds: type[Record]) -> tuple[Broken, ...]:
        """Rows that cannot be read as what their table holds."""
        return tuple(
            Broken(table=kind.table, id=key, reason=reading.broken)
            for kind in kinds
            for key, row in sorted(self._memory.view.get(kind.table, {}).items())
            if (reading := self._readings.of(kind, key, row)).broken
        )

    def commit(self, *changes: Change, writer: Who) -> None:
        """Keep these changes: all of them or none.

        Raises:
            StoreError: If they could not be saved, and nothing has changed. Never when writing behind: then
            they
                are kept in memory, tried again, and `state` says so.
        """
        if self._closed:
            raise StoreWriteError(self.path, "it was closed")
        if not changes:
            return
        with self._commits:
            now = utc(self._clock())
            rows = self._drafting.rows(changes, self._memory.view, changed=now, writer=writer)
            self._take(rows)

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
        return None

    def on_state(self, callback: Callable[[SaveState], None]) -> None:
        """Call this when `state` changes: from the writer thread, or from the one that called `refresh`."""
        self._listeners.append(callback)

    def _reading(self, kind: type[R], key: str) -> Reading[R] | None:
        row = self._memory.view.get(kind.table, {}).get(key)
        return None if row is None else self._readings.of(kind, key, row)

    def _all_readings(self, kind: type[R]) -> list[Reading[R]]:
        rows = self._memory.view.get(kind.table, {})
        return [self._readings.of(kind, key, rows[key]) for key in sorted(rows)]

    def _take(self, rows: Tables) -> None:
        before = self._memory.pending
        self._memory.add(rows)
        if self._writer is not None:
            self._writer.wake()
            return
        try:
            self._save(seconds=PATIENCE)
        except BaseException:
            self._memory.take_back(before)
            raise

    def _save(self, *, seconds: float, waiting: Callable[[], None] | None = None) -> None:
        with self._saves:
            db = self._database()
            db.file.known = self._memory.disk
            with db.file.transaction(seconds=seconds, waiting=waiting) as latest:
                rows = self._memory.missing_from(latest)
                for name, held in rows.items():
                    db.records(name).merge_in(held)
            assert db.file.known is not None
            self._memory.saved(db.file.known, rows)

    def _database(self) -> JournalDB:
        if self._db is None:
            # TinyDB and the lock are for writing; a command that only reads starts without them.
            from rmjournal.store.storage import JournalDB

            self._db = JournalDB(self.path)
        return self._db

    def _save_behind(self) -> Outcome:
        if self._state.state != "waiting":
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
            raise StoreUnreadableError(self.path, "another journal has taken its place")
        return fresh

    def _settle(self) -> None:
        """The file can be read: save what waits for that, or say that all is well."""
        if not self._memory.pending:
            if self._state.state != "saved":
                self._tell("saved")
        elif self._writer is not None:
            self._writer.try_again()

    def _tell_waiting(self) -> None:
        self._tell("waiting", f"another program on this computer is writing to {self.path.name}")

    def _tell(self, state: Literal["saved", "saving", "waiting", "failed"], why: str = "") -> None:
        new = SaveState(state=state, reason=why, pending=self._memory.count)
        if new != self._state:
            self._state = new
            for listener in self._listeners:
                listener(new)


def _remove(path: Path, temps: Iterable[Path]) -> None:
    """Remove what a stopped program left, unless another one is writing just now."""
    with contextlib.suppress(StoreError), locked(path, seconds=0):
        for temp in temps:
            with contextlib.suppress(OSError):
                temp.unlink()


def _short(error: StoreError) -> str:
    if isinstance(error, StoreWriteError | StoreUnreadableError):
        return error.reason
    return str(error).partition("\n")[0]
