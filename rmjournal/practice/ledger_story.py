"""What the demo pair agreed on, wanted and rated, as it is written down."""

from __future__ import annotations

from datetime import date

import msgspec

from rmjournal.domain.assessment import Moment, PageMoment
from rmjournal.domain.lights import Light
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.record import Value
from rmjournal.practice.shipped import shipped


class _Told(Value, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of the story. A key that is not known is an error, so that a slip of the pen is not lost."""


class ClauseTold(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """What both wrote into a part of the agreement on a day."""

    on: date
    part: str
    text: str


class ProgramTold(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """The days of the agreement, and its ticks."""

    midpoint: date
    closing: date
    end: date
    kept_until: date
    lets_out: tuple[str, ...] = ()
    """What may reach the coordinator besides what the form offers."""


class SignedTold(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """The days on which both signed."""

    versions: tuple[date, ...]


class GoalTold(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """A goal, the day its anchors were written, and the day it was parked, if it was."""

    expectation: str
    owner: Who
    objective: str
    title: str
    worded: date
    now: str
    expected: str
    better: str
    due: date | None = None
    parked: date | None = None
    why: str = ""


class SaidTold(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """What both said of one thing, and what they agreed on."""

    mentor: int
    mentee: int
    agreed: int
    mentor_why: str = ""
    mentee_why: str = ""
    why: str = ""

    def of(self, who: Who) -> tuple[int, str]:
        """What one of the two said, and why."""
        return (self.mentor, self.mentor_why) if who is Who.MENTOR else (self.mentee, self.mentee_why)


class RoundTold(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """Ratings that both opened on a day, by the label of what was rated."""

    on: date
    occasion: Occasion
    said: dict[str, SaidTold]


class EvidenceTold(_Told, frozen=True, kw_only=True, omit_defaults=True, rename={"label": "for"}):
    """What was recorded on a day and linked, by the words it begins with."""

    on: date
    label: str
    begins: tuple[str, ...]


class AssessedTold(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """Where both stood, by moment and area, and the days on which they said so."""

    start: date
    end: date
    mentor: dict[Moment, dict[str, int]]
    mentee: dict[Moment, dict[str, int]]

    def of(self, who: Who) -> dict[Moment, dict[str, int]]:
        """Where one of the two stood."""
        return self.mentor if who is Who.MENTOR else self.mentee


class LedgerStory(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """All of it."""

    columns: dict[Who, dict[str, str]]
    cards: dict[Who, dict[str, str]]
    lights: dict[Who, dict[Light, tuple[str, ...]]]
    clauses: tuple[ClauseTold, ...]
    program: ProgramTold
    signed: SignedTold
    goals: tuple[GoalTold, ...]
    rounds: tuple[RoundTold, ...]
    evidence: tuple[EvidenceTold, ...]
    assessed: AssessedTold
    pages: dict[Who, dict[PageMoment, str]]


def read_ledger_story() -> LedgerStory:
    """The story's ledger, on the days on which it was written down."""
    return msgspec.toml.decode(shipped("ledger.toml"), type=LedgerStory)
