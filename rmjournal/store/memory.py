"""An open journal in memory: what the disk holds, and what was written here and is on its way there."""

from __future__ import annotations

import threading

from rmjournal.store.merge import Tables, changed_rows, merge_tables, with_objects_of
from rmjournal.store.reading import Snapshot


class Memory:
    """The view of an open journal: always the merge of what the disk holds with what is pending.

    All that it hands out is never changed afterwards, so a screen may read while the writer works.
    """

    def __init__(self, disk: Snapshot) -> None:
        self._lock = threading.Lock()
        self._has_news = False
        self.disk = disk
        """What the file held when it was last read or written here."""
        self.pending: Tables = {}
        """Rows that are not on the disk yet."""
        self.view = disk.tables

    @property
    def count(self) -> int:
        """How many rows are pending."""
        return sum(map(len, self.pending.values()))

    def add(self, rows: Tables) -> None:
        """Take in what was just written here."""
        with self._lock:
            self.pending = merge_tables(self.pending, rows)
            self.view = merge_tables(self.view, rows)

    def take_back(self, pending: Tables) -> None:
        """Forget what was added since this was pending."""
        with self._lock:
            self.pending = pending
            self._show(merge_tables(self.disk.tables, pending))

    def missing_from(self, disk: Snapshot) -> Tables:
        """What is to be merged into this state of the disk, so that nothing that is known here is lost.

        A sync program can put a file there that never knew of words which were saved long ago.
        """
        return self.pending if disk is self.disk else _missing(disk.tables, self.view)

    def saved(self, disk: Snapshot, rows: Tables) -> None:
        """The disk holds this now, after these rows were merged in."""
        with self._lock:
            self.disk = disk
            self.pending = _without(self.pending, rows)
            self._show(merge_tables(disk.tables, self.pending))

    def reread(self, before: Snapshot, disk: Snapshot) -> bool:
        """Another program has written this. Whether it was taken: not if this one wrote in between."""
        with self._lock:
            if self.disk is not before:
                return False
            self.disk = disk
            self.pending = _missing(disk.tables, self.view)
            self._show(merge_tables(disk.tables, self.pending))
            return True

    def take_news(self) -> bool:
        """Whether others have changed the view since this was last asked."""
        with self._lock:
            had, self._has_news = self._has_news, False
            return had

    def _show(self, tables: Tables) -> None:
        before = self.view
        self.view = with_objects_of(before, tables)
        self._has_news |= any(
            self.view.get(name) is not before.get(name) for name in self.view.keys() | before.keys()
        )


def _missing(disk: Tables, view: Tables) -> Tables:
    merged = merge_tables(disk, view)
    missing: Tables = {}
    for name, key in changed_rows(disk, merged):
        missing.setdefault(name, {})[key] = merged[name][key]
    return missing


def _without(pending: Tables, rows: Tables) -> Tables:
    """What is pending and was not among these rows, or has been changed since."""
    left = {
        name: {key: row for key, row in held.items() if rows.get(name, {}).get(key) is not row}
        for name, held in pending.items()
    }
    return {name: held for name, held in left.items() if held}
