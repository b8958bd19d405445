"""What an open journal holds, read from memory: nothing here touches the disk."""

from __future__ import annotations

from typing import TypeVar

from rmjournal.domain.record import Record
from rmjournal.store.memory import Memory
from rmjournal.store.merge import Tables, has_choices, is_record, joined
from rmjournal.store.readings import Conflict, Reading, Readings, Side

R = TypeVar("R", bound=Record)


class Held:
    """The reading half of a store."""

    def __init__(self, memory: Memory, readings: Readings) -> None:
        self._memory = memory
        self._readings = readings
        self._everything: dict[type[Record], tuple[object, tuple[Record, ...]]] = {}

    @property
    def tables(self) -> Tables:
        """All that it holds, as it is stored. Never changed; a later look may find others."""
        return self._memory.view

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All that is there of a kind, by id."""
        rows = self._memory.view.get(kind.table, {})
        held = self._everything.get(kind)
        if held is None or held[0] is not rows:
            self._everything[kind] = held = (rows, self._readings.values(kind, rows))
        return held[1]  # type: ignore[return-value]  # kept under its kind

    def find(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """The one with this id, if it is there."""
        row = self._memory.view.get(kind.table, {}).get(id)
        return None if row is None else self._readings.value(kind, id, row)

    def conflicts(self, *kinds: type[Record]) -> tuple[Conflict[Record], ...]:
        """Records of these kinds that were written at once in two places, both sides kept."""
        return tuple(
            Conflict(id=key, sides=reading.live)
            for kind in kinds
            for key, row in sorted(self._memory.view.get(kind.table, {}).items())
            if has_choices(row) and len((reading := self._readings.of(kind, key, row)).live) > 1
        )

    def conflict(self, kind: type[R], id: str) -> Conflict[R] | None:  # noqa: A002
        """The sides of one record, if it was written at once in two places; no other row is looked at."""
        row = self._memory.view.get(kind.table, {}).get(id)
        if row is None or not has_choices(row):
            return None
        sides = self._readings.of(kind, id, row).live
        return Conflict(id=id, sides=sides) if len(sides) > 1 else None

    def changes(self, kind: type[Record], id: str) -> int:  # noqa: A002
        """How often a record was written, as far as this copy knows: no merge makes it fall."""
        row = self._memory.view.get(kind.table, {}).get(id, {})
        return sum(joined(version["seen"] for version in row["versions"]).values()) if is_record(row) else 0

    def deleted(self, kind: type[R]) -> tuple[Side[R], ...]:
        """The trash: what was deleted of a kind, with who did and when, the latest first.

        To bring one back: `commit(Put(side.value, over=(side.value,)))`.
        """
        sides = [side for reading in self._all_readings(kind) for side in reading.deleted]
        return tuple(sorted(sides, key=lambda side: (side.changed, side.value.id), reverse=True))

    def _all_readings(self, kind: type[R]) -> list[Reading[R]]:
        rows = self._memory.view.get(kind.table, {})
        return [self._readings.of(kind, key, rows[key]) for key in sorted(rows)]
