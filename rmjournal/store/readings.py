"""What was read out of a journal's rows: decoded once, when it is asked for, and remembered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
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
    # OpenSSL comes with it, which a command that only reads has no need of.
    from hashlib import blake2b

    return blake2b(same_words(encode(value)), digest_size=16).digest()


class Readings:
    """The readings of one open journal, and what was handed out before it was written over."""

    def __init__(self) -> None:
        self._shown: dict[str, dict[str, tuple[Row, Record | None]]] = {}
        self._whole: dict[tuple[str, str], Reading[Record]] = {}
        self._past: dict[tuple[str, str], dict[bytes, Version]] = {}

    def values(self, kind: type[R], rows: Mapping[str, Row]) -> tuple[R, ...]:
        """The values to show of a table, by id; only rows that have changed are decoded again."""
        shown = self._shown.setdefault(kind.table, {})
        fresh = [key for key, row in rows.items() if (held := shown.get(key)) is None or held[0] is not row]
        for key, value in _decoded(kind, rows, fresh):
            self._show(kind, key, rows[key], value)
        for key in fresh:
            self.value(kind, key, rows[key])
        found = (shown[key][1] for key in sorted(rows))
        return tuple(value for value in found if value is not None)  # type: ignore[misc]

    def value(self, kind: type[R], key: str, row: Row) -> R | None:
        """The value to show of a row; None where it is deleted or broken."""
        held = self._shown.get(kind.table, {}).get(key)
        if held is None or held[0] is not row:
            self.of(kind, key, row)
            held = self._shown[kind.table][key]
        return held[1]  # type: ignore[return-value]  # a table holds one kind

    def of(self, kind: type[R], key: str, row: Row) -> Reading[R]:
        """All that a row says; decoded again only when it has changed."""
        held = self._whole.get((kind.table, key))
        if held is not None and held.row is row:
            return held  # type: ignore[return-value]  # a table holds one kind
        reading = read(kind, key, row)
        self._whole[kind.table, key] = reading
        self._show(kind, key, row, reading.live[0].value if reading.live else None)
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

    def _show(self, kind: type[Record], key: str, row: Row, value: Record | None) -> None:
        shown = self._shown.setdefault(kind.table, {})
        before = shown.get(key)
        if before is not None:
            if before[0] is row:
                return
            past = self._past.setdefault((kind.table, key), {})
            past.update((mark(said), version) for said, version in read(kind, key, before[0]).versions)
        shown[key] = (row, value)


def _decoded(kind: type[R], rows: Mapping[str, Row], keys: Iterable[str]) -> list[tuple[str, R]]:
    """The values of rows that have just one version and no tombstone, all in one go if none is broken."""
    plain = [key for key in keys if _is_plain(rows[key])]
    docs = [{**rows[key]["versions"][0]["doc"], "id": key} for key in plain]
    try:
        return list(zip(plain, msgspec.convert(docs, list[kind]), strict=True))  # type: ignore[valid-type]
    except msgspec.ValidationError:
        return []


def _is_plain(row: Row) -> bool:
    versions = row.get("versions")
    if type(versions) is not list or len(versions) != 1:
        return False
    version = versions[0]
    return type(version) is dict and "deleted" not in version and type(version.get("doc")) is dict


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
