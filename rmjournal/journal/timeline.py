"""What happened, by time: sessions, letters, versions, ratings, reflections on *ours*, actions settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from itertools import groupby
from typing import TypeAlias

from rmjournal.domain.days import MONTHS
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.stretch import Stretch
from rmjournal.domain.words import folded

TIMELINE_KINDS = ("session", "letter", "agreement", "rating", "reflection", "action")
"""What stands in the timeline."""


class Happening(Value, frozen=True, kw_only=True):
    """Something that happened. The field names are those of `--json`."""

    kind: str
    """One of TIMELINE_KINDS."""
    table: str
    """With the id, what to open."""
    id: str
    on: date
    at: datetime | None
    """The time, where one is known; it sorts what happened on one day."""
    title: str
    text: str
    """One more line about it, as it is now; "" where there is none."""
    who: Who
    """Whose it is; both where it is both's."""
    session: str = ""
    template: str = ""
    """The template of its session."""
    goals: tuple[str, ...] = ()
    """Labels of the goals and expectations that it is linked to."""


class Asked(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody wants to see of the timeline; what is not said is not asked."""

    kinds: tuple[str, ...] = ()
    who: Who | None = None
    goal: str = ""
    """A label."""
    topic: str = ""
    """A tag such as #pay, or words that stand in it or in what was written there."""
    template: str = ""
    """A template's id."""
    stretch: Stretch = Stretch()


class Month(Value, frozen=True, kw_only=True):
    """A month with what happened in it, the newest first."""

    year: int
    month: int
    title: str
    happenings: tuple[Happening, ...]


class TimelineView(Value, frozen=True, kw_only=True):
    """The timeline as it was asked for."""

    asked: Asked
    months: tuple[Month, ...]
    """The newest first; a month in which nothing happened is not there."""
    shown: int
    total: int
    """How many there are without asking."""

    @property
    def words(self) -> str:
        """How many are shown, in words."""
        if not self.total:
            return "Nothing has happened yet. To start a session: rmjournal session start"
        return f"{self.shown} of {self.total} shown." if self.shown < self.total else f"{self.total} shown."


Source: TypeAlias = Callable[[], Iterable[Happening]]
"""Gives one kind of thing that happened, in any order."""


class Timeline:
    """Reads what happened. Another kind of thing is one more source."""

    def __init__(self, *sources: Source, about: Callable[[str], frozenset[str]]) -> None:
        self._sources = sources
        self._about = about

    def all(self) -> tuple[Happening, ...]:
        """Everything that happened, the newest first."""
        every = (one for source in self._sources for one in source())
        return tuple(sorted(every, key=_by_time, reverse=True))

    def view(self, asked: Asked | None = None) -> TimelineView:
        """What was asked for, month by month."""
        wanted = asked or Asked()
        every = self.all()
        about = self._about(wanted.topic) if wanted.topic.strip() else None
        shown = [one for one in every if is_asked(one, wanted)]
        if about is not None:
            shown = [one for one in shown if not about.isdisjoint(_ids(one))]
        return TimelineView(asked=wanted, months=tuple(by_month(shown)), shown=len(shown), total=len(every))


def is_asked(happening: Happening, asked: Asked) -> bool:
    """Whether something that happened was asked for; its topic is not looked at."""
    return (
        (not asked.kinds or happening.kind in asked.kinds)
        and (asked.who is None or happening.who in (asked.who, Who.BOTH))
        and (not asked.goal or folded(asked.goal) in map(folded, happening.goals))
        and (not asked.template or happening.template == asked.template)
        and asked.stretch.holds(happening.on)
    )


def by_month(happenings: Iterable[Happening]) -> Iterator[Month]:
    """The months of what happened, in the order in which it is given."""
    for (year, month), group in groupby(happenings, key=lambda one: (one.on.year, one.on.month)):
        title = f"{MONTHS[month - 1]} {year}"
        yield Month(year=year, month=month, title=title, happenings=tuple(group))


def _ids(happening: Happening) -> tuple[str, ...]:
    return (happening.id, happening.session) if happening.kind == "session" else (happening.id,)


def _by_time(happening: Happening) -> tuple[date, time, str, str]:
    # A day without a time sorts before those with one: what was signed came out of that day's session.
    at = happening.at.timetz().replace(tzinfo=None) if happening.at else time.min
    return (happening.on, at, happening.kind, happening.id)
