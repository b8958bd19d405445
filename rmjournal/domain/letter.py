"""The letter to the coordinator: every fact that it may hold, and nothing else has a place in it.

A letter is made of these fields alone. What a field may be filled from is said in `letter_facts`; whether it
is filled at all, by the agreement that both signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

import msgspec

from rmjournal.domain.days import dated_day, short_day
from rmjournal.domain.record import Value

FORMAT = "rmjournal-letter/1"
"""What the first line of every letter says for machines."""

OWN = "own"
"""What stands for the names of a pair's own agendas and topics, unless the agreement lets them out."""

MOST_HIGHLIGHTS = 3


class Period(Value, frozen=True, kw_only=True):
    """The days that a letter is about, both included."""

    since: date
    until: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day <= self.until

    @property
    def words(self) -> str:
        """Its days in few words: "Feb 3 to Jul 28, 2026"."""
        if self.since == self.until:
            return dated_day(self.since)
        is_one_year = self.since.year == self.until.year
        since = short_day(self.since) if is_one_year else dated_day(self.since)
        return f"{since} to {dated_day(self.until)}"


class InPlace(Value, frozen=True, kw_only=True):
    """The version of the agreement that holds."""

    version: int
    signed: date


class GoalFact(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A goal: by its title, by where it stands, or by both. Without a title nobody can tell which it is."""

    title: str = ""
    position: str = ""


class Objective(Value, frozen=True, kw_only=True, omit_defaults=True):
    """The goals that serve one of the program's objectives; "" is those that serve none."""

    name: str = ""
    goals: tuple[GoalFact, ...]


class ActionCounts(Value, frozen=True, kw_only=True):
    """How many actions ended how."""

    done: int
    open: int
    handed_on: int


class Milestone(Value, frozen=True, kw_only=True):
    """A day of the agreement that lies ahead."""

    name: str
    on: date


class Idea(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An idea to carry upward, and whose it is said to be."""

    text: str
    credit: str = ""


class Letter(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What the coordinator gets. A field that is not there was not sent."""

    pair: str = ""
    """The pair's code in the program."""
    program: str = ""
    on: date
    """The day it was drafted."""
    mentor: str
    mentee: str
    phase: str = ""
    period: Period | None = None
    agreement: InPlace | None = None
    sessions: int | None = None
    minutes: int | None = None
    moved: int | None = None
    templates: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    actions: ActionCounts | None = None
    milestone: Milestone | None = None
    objectives: tuple[Objective, ...] = ()
    highlights: tuple[str, ...] = ()
    ideas: tuple[Idea, ...] = ()
    ask: str = ""

    SINGLES: ClassVar[tuple[str, ...]] = (
        "phase",
        "period",
        "agreement",
        "sessions",
        "minutes",
        "moved",
        "templates",
        "actions",
        "milestone",
        "ask",
    )
    """The fields that are one line each."""

    LISTS: ClassVar[tuple[str, ...]] = ("topics", "objectives", "highlights", "ideas")
    """The fields whose entries can be struck one by one."""

    def line_ids(self) -> Iterator[str]:
        """What can be struck: `minutes`, `highlights.1`, ..."""
        for name in self.SINGLES:
            if getattr(self, name) not in (None, "", ()):
                yield name
        for name in self.LISTS:
            yield from (f"{name}.{number}" for number in range(1, len(getattr(self, name)) + 1))

    def without(self, struck: Iterable[str]) -> Letter:
        """This letter without these lines: they are in the text no more, nor among the facts for machines."""
        gone = frozenset(struck)
        singles = {name: _NOTHING[name] for name in self.SINGLES if name in gone}
        lists = {
            name: tuple(
                entry
                for number, entry in enumerate(getattr(self, name), start=1)
                if f"{name}.{number}" not in gone
            )
            for name in self.LISTS
        }
        return msgspec.structs.replace(self, **singles, **lists)


_NOTHING = {
    name: () if name == "templates" else "" if name in ("phase", "ask") else None for name in Letter.SINGLES
}
