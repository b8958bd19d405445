"""What was read out of a journal's rows: decoded once, when it is asked for, and remembered."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import blake2b
from typing import Generic, TypeVar

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record
from rmjournal.store.codec import decode, encode, same_words
from rmjournal.store.merge import Row, Version, is_record

R_co = TypeVar("R_co", bound=Record, covariant=True)
R = TypeVar("R", bound=Record)


class Side(msgspec.Struct, Generic[R_co], frozen=True, kw_only=True):
    """One of the versions of a record: what it says, who wrote it and when."""

    value: R_co
    writer: Who
    changed: datetime
    """Aware, UTC."""


class Conflict(msgspec.Struct, Generic[R_co], frozen=True, kw_only=True):
    """A record written at once in two places. To settle it: `Put(chosen, over=(side.value, ...))`."""

    id: str
    sides: tuple[Side[R_co], ...]
    """The one that is shown first."""


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """A row that cannot be read as what its table holds. It is left in the file as it is."""

    table: str
    id: str
    reason: str
    """The field and what is wrong with it, without what it says."""


class Reading(msgspec.Struct, Generic[R_co], frozen=True, kw_only=True):
    """What one row says."""

    row: Row
    live: tuple[Side[R_co], ...] = ()
    """The versions that say different things, the one to show first."""
    deleted: tuple[Side[R_co], ...] = ()
    """Tombstones that still have their words."""
    versions: tuple[tuple[R_co, Version], ...] = ()
    """Every version that could be read."""
    broken: str = ""


def mark(value: Record) -> bytes:
    """Equal for two values that say the same."""
    return blake2b(same_words(encode(value)), digest_size=16).digest()


class Readings:
    """The readings of one open journal, and what was handed out before it was written over."""

    def __init__(self) -> None:
        self._readings: dict[tuple[str, str], Reading[Record]] = {}
        self._past: dict[tuple[str, str], dict[bytes, Version]] = {}

    def of(self, kind: type[R], key: str, row: Row) -> Reading[R]:
        """What a row says; decoded again only when it has changed."""
        place = (kind.table, key)
        before = self._readings.get(place)
        if before is not None and before.row is row:
            return before  # type: ignore[return-value]  # a table holds one kind
        reading = read(kind, key, row)
        if before is not None:
            past = self._past.setdefault(place, {})
            past.update((mark(value), version) for value, version in before.versions)
        self._readings[place] = reading
        return reading

    def versions_of(self, value: Record, row: Row | None) -> tuple[Version, ...]:
        """The versions that a value on the screen came from: of now, else of what was handed out before."""
        wanted = mark(value)
        if row is not None:
            versions = self.of(type(value), value.id, row).versions
            now = tuple(version for said, version in versions if mark(said) == wanted)
            if now:
                return now
        past = self._past.get((value.table, value.id), {}).get(wanted)
        return () if past is None else (past,)


def read(kind: type[R], key: str, row: Row) -> Reading[R]:
    """What a row of this kind's table says."""
    if not is_record(row):
        return Reading(row=row, broken="it has no list of versions")
    found: list[tuple[Side[R], Version]] = []
    broken = ""
    for version in row["versions"]:
        if version.get("deleted") and not version["doc"]:
            continue
        try:
            found.append((_side(kind, key, version), version))
        except ValueError as error:
            # Enum errors quote what the field says, which is nobody's business here.
            broken = re.sub(r" '.*'", "", str(error), flags=re.DOTALL)
    return Reading(
        row=row,
        live=_distinct([side for side, version in found if not version.get("deleted")]),
        deleted=_distinct([side for side, version in found if version.get("deleted")]),
        versions=tuple((side.value, version) for side, version in found),
        broken=broken,
    )


def _side(kind: type[R], key: str, version: Version) -> Side[R]:
    changed = datetime.fromisoformat(version["changed"])
    if changed.tzinfo is None:
        raise ValueError("Expected a time with a zone - at `changed`")
    return Side(value=decode(kind, key, version["doc"]), writer=Who(version["writer"]), changed=changed)


def _distinct(sides: list[Side[R]]) -> tuple[Side[R], ...]:
    """Each thing that is said once, in an order that every copy of the journal agrees on."""
    if len(sides) < 2:
        return tuple(sides)
    marks = {id(side): mark(side.value) for side in sides}
    best: dict[bytes, Side[R]] = {}
    for side in sorted(sides, key=lambda side: (side.changed, side.writer, marks[id(side)]), reverse=True):
        best.setdefault(marks[id(side)], side)
    return tuple(best.values())
