"""What both said they wanted, and the goals that serve it.

A label such as E1 or G3 is what people call something; it is not its id. Two copies of a journal can give one
label to two things: then both keep it until the pair renumbers one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Self, TypeVar

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.errors import RuleError


class GoalState(StrEnum):
    """Whether a goal, or an expectation, is still pursued. To set it aside is a decision like any other."""

    OPEN = "open"
    PARKED = "parked"
    NO_LONGER_RELEVANT = "no longer relevant"


class Turn(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A decision about a goal: parked, taken up again, no longer relevant."""

    state: GoalState
    at: datetime
    by: Who = Who.BOTH
    why: str = ""


class Pursued(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something with an owner and a label that the two rate."""

    letter: ClassVar[str]

    number: int
    owner: Who
    made: datetime
    turns: tuple[Turn, ...] = ()
    """Every decision about it, the oldest first."""

    @property
    def label(self) -> str:
        """What people call it."""
        return f"{self.letter}{self.number}"

    @property
    def state(self) -> GoalState:
        """Whether it is still pursued."""
        return self.turns[-1].state if self.turns else GoalState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether it is still pursued."""
        return self.state is GoalState.OPEN

    def turned(self, state: GoalState, *, at: datetime, by: Who = Who.BOTH, why: str = "") -> Self:
        """This, parked, taken up again or no longer relevant; the same again changes nothing."""
        if state is self.state:
            return self
        turn = Turn(state=state, at=at, by=by, why=why.strip())
        return msgspec.structs.replace(self, turns=(*self.turns, turn))

    def renumbered(self, number: int) -> Self:
        """This under another label.

        Raises:
            RuleError: If it is no number a label can have.
        """
        if number < 1:
            raise RuleError(f"A label's number starts at 1, as in {self.letter}1.")
        return msgspec.structs.replace(self, number=number)


P = TypeVar("P", bound=Pursued)


class Expectation(Pursued, frozen=True, kw_only=True, omit_defaults=True):
    """A want that one of the two stated. Its label begins with E."""

    table: ClassVar[str] = "expectations"
    letter: ClassVar[str] = "E"

    text: str

    def reworded(self, text: str) -> Expectation:
        """This expectation in other words."""
        return msgspec.structs.replace(self, text=must_have_words(text))


class Offer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something one of the two brings."""

    table: ClassVar[str] = "offers"

    owner: Who
    text: str
    made: datetime


class Wording(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A goal as it is written: the version that a rating judges."""

    id: str
    title: str
    now: str = ""
    """Where it stands at the start: -2 on the scale."""
    expected: str = ""
    """What was expected: 0."""
    better: str = ""
    """What would be better still: +2."""
    made: datetime
    by: Who = Who.BOTH

    @property
    def missing(self) -> tuple[str, ...]:
        """The anchors that are not written yet. A goal without them is vague, which is allowed."""
        anchors = {"now": self.now, "as expected": self.expected, "even better": self.better}
        return tuple(name for name, words in anchors.items() if not words.strip())

    def says_the_same_as(self, other: Wording) -> bool:
        """Whether the words are the same."""
        return (self.title, self.now, self.expected, self.better) == (
            other.title,
            other.now,
            other.expected,
            other.better,
        )


class Goal(Pursued, frozen=True, kw_only=True, omit_defaults=True):
    """Something to reach, for an expectation. Its label begins with G."""

    table: ClassVar[str] = "goals"
    letter: ClassVar[str] = "G"

    wordings: tuple[Wording, ...]
    """Its versions, the one of now last. One that was rated is never changed."""
    expectation: str = ""
    """The id of the expectation it serves."""
    objective: str = ""
    """The program's objective it serves."""
    due: date | None = None

    @property
    def wording(self) -> Wording:
        """The version of now."""
        return self.wordings[-1]

    @property
    def title(self) -> str:
        """Its title now."""
        return self.wording.title

    @property
    def is_vague(self) -> bool:
        """Whether an anchor is missing."""
        return bool(self.wording.missing)

    def reworded(self, wording: Wording, *, rated: bool) -> Goal:
        """This goal in other words: a new version where the one of now was rated."""
        must_have_words(wording.title)
        if wording.says_the_same_as(self.wording):
            return self
        if rated:
            return msgspec.structs.replace(self, wordings=(*self.wordings, wording))
        kept = msgspec.structs.replace(wording, id=self.wording.id)
        return msgspec.structs.replace(self, wordings=(*self.wordings[:-1], kept))

    def serving(self, expectation: str, *, objective: str, due: date | None) -> Goal:
        """This goal, for another expectation or objective, or by another day."""
        return msgspec.structs.replace(self, expectation=expectation, objective=objective.strip(), due=due)


class EvidenceKind(StrEnum):
    """What shows that something moved."""

    NOTE = "note"
    CAPTURE = "capture"
    ACTION = "action"
    SESSION = "session"
    REFLECTION = "reflection"


class Evidence(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The link from a goal, or an expectation, to something recorded."""

    table: ClassVar[str] = "evidence"

    subject: str
    """The id of the goal or the expectation."""
    kind: EvidenceKind
    record: str
    """The id of what was recorded."""
    line: str = ""
    """The line of a note, as it was when it was linked."""
    at: datetime
    by: Who = Who.BOTH

    @staticmethod
    def id_of(subject: str, record: str, line: str = "") -> str:
        """The id that every copy of the journal gives to this link, so that linking twice is linking once."""
        from hashlib import blake2b

        mark = blake2b(" ".join(line.split()).encode(errors="replace"), digest_size=5).hexdigest()
        return f"{subject}.{record}.{mark}" if line.strip() else f"{subject}.{record}"


def next_number(taken: Iterable[Pursued]) -> int:
    """The number of the next label."""
    return max((one.number for one in taken), default=0) + 1


def twins(values: Iterable[P]) -> tuple[tuple[P, ...], ...]:
    """Those that share a label, each group by itself."""
    groups: dict[str, list[P]] = {}
    for one in values:
        groups.setdefault(one.label, []).append(one)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def in_order(values: Iterable[P]) -> tuple[P, ...]:
    """By label, then by age."""
    return tuple(sorted(values, key=lambda one: (one.number, one.made, one.id)))


def must_have_words(text: str) -> str:
    """The words, without space around them.

    Raises:
        RuleError: If there are none.
    """
    if not text.strip():
        raise RuleError("There are no words to keep.")
    return text.strip()
