"""What a verb asks of the store, and the versions that come of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, overload

import msgspec

from rmjournal.domain.record import Record
from rmjournal.store.codec import encode_over
from rmjournal.store.lines import Lines
from rmjournal.store.merge import Row, Tables, Version, merge_record
from rmjournal.store.readings import Readings


class Put(msgspec.Struct, frozen=True):
    """Keep this value."""

    value: Record
    over: tuple[Record, ...] = ()
    """The values that were on the screen, usually the one that this was made from. They are superseded by it,
    and nothing else is: what came in between from elsewhere stays beside it."""


class Delete(msgspec.Struct, frozen=True):
    """Put this value, as it was on the screen, into the trash."""

    value: Record


Change: TypeAlias = Put | Delete


class Drafting:
    """Turns changes into versions."""

    def __init__(self, readings: Readings, lines: Lines) -> None:
        self._readings = readings
        self._lines = lines

    def rows(self, changes: Iterable[Change], view: Tables, *, changed: str, writer: str) -> Tables:
        """The rows that these changes add to this view, each with one version by the change."""
        rows: Tables = {}
        for change in changes:
            table, key = change.value.table, change.value.id
            known = _merged(view.get(table, {}).get(key), rows.get(table, {}).get(key))
            version = self._version(change, known, changed=changed, writer=writer)
            drafted = rows.setdefault(table, {})
            drafted[key] = _merged(drafted.get(key), {"versions": [version]})
        return rows

    def _version(self, change: Change, row: Row | None, *, changed: str, writer: str) -> Version:
        value = change.value
        over = change.over if isinstance(change, Put) else (value,)
        made_from = [version for shown in over for version in self._readings.versions_of(shown, row)]
        seen = self._lines.next((value.table, value.id), (version["seen"] for version in made_from))
        doc = encode_over(value, *(version["doc"] for version in made_from))
        version: Version = {"seen": seen, "changed": changed, "writer": writer, "doc": doc}
        if isinstance(change, Delete):
            version["deleted"] = True
        return version


@overload
def _merged(one: Row | None, other: Row) -> Row: ...


@overload
def _merged(one: Row | None, other: Row | None) -> Row | None: ...


def _merged(one: Row | None, other: Row | None) -> Row | None:
    if one is None or other is None:
        return one or other
    return merge_record(one, other)
