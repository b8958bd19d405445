"""Self-assessment: what each could do before, how that looks later, and now; and a new colleague's day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.scale import Scale


class Moment(StrEnum):
    """From when, and looking at when, somebody answers."""

    BEFORE = "before"
    """At the start, about the start."""
    THEN = "then"
    """At the end, about the start."""
    NOW = "now"
    """At the end, about the end."""


class Area(Value, frozen=True, kw_only=True):
    """Something that somebody can be more or less at home in."""

    id: str
    name: str


class Level(Value, frozen=True, kw_only=True):
    """How much at home somebody is in an area."""

    id: str
    """The area."""
    value: int


class Assessment(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One person's levels at one moment. Every area may be left out."""

    table: ClassVar[str] = "assessments"

    who: Who
    moment: Moment
    at: datetime
    levels: tuple[Level, ...] = ()

    @staticmethod
    def id_of(who: Who, moment: Moment) -> str:
        """The id that every copy of the journal gives to it."""
        return f"{who}.{moment}"

    def level(self, area: str) -> int | None:
        """The level in an area; None where it was left out."""
        return next((one.value for one in self.levels if one.id == area), None)

    def with_level(self, area: str, value: int | None, *, at: datetime) -> Assessment:
        """This assessment with another level in an area, or none."""
        kept = tuple(one for one in self.levels if one.id != area)
        added = () if value is None else (Level(id=area, value=value),)
        return msgspec.structs.replace(
            self, levels=tuple(sorted((*kept, *added), key=lambda one: one.id)), at=at
        )


class PageMoment(StrEnum):
    """When the page is written."""

    START = "start"
    END = "end"


class Page(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The page "a day in the life of someone new here": written at the start, written again at the end."""

    table: ClassVar[str] = "new_here"

    who: Who
    moment: PageMoment
    text: str
    at: datetime

    @staticmethod
    def id_of(who: Who, moment: PageMoment) -> str:
        """The id that every copy of the journal gives to it."""
        return f"{who}.{moment}"


class AreaRow(Value, frozen=True, kw_only=True):
    """One area side by side: before, then and now, as numbers and in words."""

    id: str
    name: str
    before: int | None
    then: int | None
    now: int | None
    before_words: str
    then_words: str
    now_words: str
    said: str
    """What moved, in words; "" where nothing can be told yet."""


def side_by_side(
    areas: Iterable[Area],
    before: Assessment | None,
    then: Assessment | None,
    now: Assessment | None,
    *,
    scale: Scale,
) -> tuple[AreaRow, ...]:
    """Every area with its three answers beside each other."""
    return tuple(
        _row(area, *(one.level(area.id) if one else None for one in (before, then, now)), scale=scale)
        for area in areas
    )


def _row(area: Area, before: int | None, then: int | None, now: int | None, *, scale: Scale) -> AreaRow:
    return AreaRow(
        id=area.id,
        name=area.name,
        before=before,
        then=then,
        now=now,
        before_words=scale.words(before),
        then_words=scale.words(then),
        now_words=scale.words(now),
        said="; ".join(filter(None, (_moved(then, now), _unknown(before, then)))),
    )


def _moved(then: int | None, now: int | None) -> str:
    if then is None or now is None:
        return ""
    if now == then:
        return "as it was"
    way = "further" if now > then else "less sure"
    steps = abs(now - then)
    return f"{steps} step{'s' if steps > 1 else ''} {way} than then"


def _unknown(before: int | None, then: int | None) -> str:
    """Someone who looks back and sees less than they had thought did not know what there was to know."""
    if before is None or then is None or before <= then:
        return ""
    return "more to it than I knew before"
