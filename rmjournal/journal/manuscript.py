"""A journal that is not written yet."""

from __future__ import annotations

from typing import TypeVar, cast

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record
from rmjournal.store.store import Change, Conflict, Delete, Side

R = TypeVar("R", bound=Record)


class Manuscript:
    """Records in memory for a journal that is made in one go: the verbs work on it as they do on a store."""

    def __init__(self, *, journal_id: str = "") -> None:
        self.journal_id = journal_id
        self._tables: dict[str, dict[str, Record]] = {}
        self._listed: dict[str, tuple[Record, ...]] = {}

    @property
    def records(self) -> tuple[Record, ...]:
        """All that was put here."""
        return tuple(record for table in self._tables.values() for record in table.values())

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All that is there of a kind, by id."""
        if kind.table not in self._listed:
            table = self._tables.get(kind.table, {})
            self._listed[kind.table] = tuple(table[key] for key in sorted(table))
        return cast("tuple[R, ...]", self._listed[kind.table])

    def find(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """The one with this id, if it is there."""
        return cast("R | None", self._tables.get(kind.table, {}).get(id))

    def conflicts(self, *kinds: type[Record]) -> tuple[Conflict[Record], ...]:  # noqa: ARG002
        """None: nobody else writes here."""
        return ()

    def conflict(self, kind: type[R], id: str) -> Conflict[R] | None:  # noqa: A002, ARG002
        """None: nobody else writes here."""
        return None

    def changes(self, kind: type[Record], id: str) -> int:  # noqa: A002, ARG002
        """None: what is changed here was never written."""
        return 0

    def deleted(self, kind: type[R]) -> tuple[Side[R], ...]:  # noqa: ARG002
        """Nothing: what is taken out here was never written."""
        return ()

    def commit(self, *changes: Change, writer: Who) -> None:  # noqa: ARG002
        """Keep these changes. Who writes is told when the whole is written."""
        for change in changes:
            table = self._tables.setdefault(change.value.table, {})
            self._listed.pop(change.value.table, None)
            if isinstance(change, Delete):
                table.pop(change.value.id, None)
            else:
                table[change.value.id] = change.value
