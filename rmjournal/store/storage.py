"""TinyDB on a storage that survives bad days.

TinyDB's own storage writes over the file in place, so a crash, a full disk or a second program destroys it.
This one changes a journal only inside a transaction: lock, read again, change, write a new file beside it,
make that durable, and put it in the old one's place. No file stays open in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from rmjournal.errors import StoreWriteError
from rmjournal.files import reason, write_atomically
from rmjournal.store.codec import Pages
from rmjournal.store.limits import must_be_readable
from rmjournal.store.lock import PATIENCE, locked
from rmjournal.store.merge import Row, Tables, merge_record
from rmjournal.store.migrations import SCHEMA
from rmjournal.store.reading import Snapshot, read_bytes, snapshot, unreadable


class JournalStorage(Storage):
    """The journal file, as TinyDB sees it. Writing needs a transaction, whose end writes the file once."""

    def __init__(self, path: Path, *, known: Snapshot | None = None) -> None:
        self.path = path
        self.known = known
        """What the file held when it was last read or written here."""
        self._changing: Tables | None = None
        self._pages = Pages()

    def read(self) -> Tables:
        """The tables: those of the open transaction, else those on disk.

        Raises:
            StoreError: If the file is missing or unreadable.
        """
        tables = self._latest().tables if self._changing is None else self._changing
        # TinyDB puts the changed table into what it was given.
        return dict(tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take TinyDB's change into the open transaction."""
        if self._changing is None:
            raise RuntimeError("A journal is written in a transaction.")
        self._changing = data

    @contextmanager
    def transaction(
        self,
        *,
        seconds: float = PATIENCE,
        waiting: Callable[[], None] | None = None,
        before: Callable[[Snapshot], None] | None = None,
    ) -> Iterator[Snapshot]:
        """Change the journal: all that is written in the block is kept, or nothing if it raises.

        Args:
            seconds: How long to wait for the lock.
            waiting: Called once when that takes longer than a second.
            before: Called with what the file holds, when that is about to be replaced.

        Raises:
            StoreError: If the file is held, missing, unreadable or cannot be written.
        """
        with locked(self.path, seconds=seconds, waiting=waiting):
            latest = self._latest()
            self._changing = latest.tables
            try:
                yield latest
                self._keep(latest, self._changing, before)
            finally:
                self._changing = None

    def _latest(self) -> Snapshot:
        # The bytes are compared, not the stamp: a coarse clock or a network folder can give two files one
        # stamp.
        data, stamp = read_bytes(self.path)
        if self.known is None or self.known.written != data:
            latest = snapshot(self.path, data, stamp)
            if self.known is not None and self.known.journal_id != latest.journal_id:
                raise unreadable(self.path, "another journal has taken its place")
            self.known = latest
        return self.known

    def _keep(self, latest: Snapshot, tables: Tables, before: Callable[[Snapshot], None] | None) -> None:
        if tables is latest.tables and latest.schema == SCHEMA:
            return
        data = self._pages.to_bytes(tables)
        if data == latest.written:
            return
        must_be_readable(self.path, data, todo="shorten what was written last")
        if before is not None:
            before(latest)
        try:
            stamp = write_atomically(self.path, data)
        except OSError as error:
            raise StoreWriteError(self.path, reason(error)) from error
        self.known = Snapshot(tables=tables, written=data, stamp=stamp, schema=SCHEMA)


class RecordTable(Table):
    """A table of records, under ids of our own."""

    # TinyDB lets a table choose its kind of id, though its annotations know only numbers.
    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0

    def merge_in(self, rows: dict[str, Row]) -> None:
        """Merge these rows with those of the same ids."""
        tables = self.storage.read() or {}
        table = dict(tables.get(self.name, {}))
        for key, row in rows.items():
            table[key] = merge_record(table[key], row) if key in table else row
        tables[self.name] = table
        self.storage.write(tables)
        self.clear_cache()


class JournalDB(TinyDB):
    """A journal as a TinyDB database."""

    table_class = RecordTable

    def __init__(self, path: Path, *, known: Snapshot | None = None) -> None:
        super().__init__(path, known=known, storage=JournalStorage)

    @property
    def file(self) -> JournalStorage:
        """The storage below."""
        storage = self.storage
        assert isinstance(storage, JournalStorage)
        return storage

    def records(self, name: str) -> RecordTable:
        """The table of that name."""
        table = self.table(name)
        assert isinstance(table, RecordTable)
        return table
