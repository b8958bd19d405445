"""The seal: what two people answer alone is shown when both are in, and then both see both.

A round asks the same questions of both. A sealed answer shows only "in", even to the one who gave it. A skip
counts as in. Once both are in, opening the round keeps what both said, word for word and for good; a round
that is never finished is closed, and its words are gone unseen.

This is a courtesy between two people who share a file, not cryptography: the words are in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.errors import RuleError

PARTNERS = (Who.MENTOR, Who.MENTEE)
"""Those whose answers a round waits for."""


class RoundKind(StrEnum):
    """What a round asks about."""

    AGREEMENT = "agreement"
    RATINGS = "ratings"
    PULSE = "pulse"


class Round(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The questions that both answer alone."""

    table: ClassVar[str] = "rounds"

    kind: RoundKind
    occasion: str = ""
    """What it is for, such as the mid-point or a session's end."""
    asked: tuple[str, ...]
    """The ids of the questions."""
    begun: datetime
    session: str = ""
    closed: datetime | None = None
    """When it was closed unseen."""

    def shut(self, *, at: datetime) -> Round:
        """This round, closed unseen."""
        return msgspec.structs.replace(self, closed=at)

    def joined_with(self, other: Round) -> Round:
        """This round as two copies of the journal began it at once: it asks what either asked."""
        asked = (*self.asked, *(one for one in other.asked if one not in self.asked))
        closed = max(filter(None, (self.closed, other.closed)), default=None)
        return msgspec.structs.replace(self, asked=asked, begun=min(self.begun, other.begun), closed=closed)


class Reply(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody answers: a number, one of some words, lines of their own, or nothing at all."""

    value: int | None = None
    choice: str = ""
    text: str = ""
    about: str = ""
    """The version of the thing that was judged."""

    @property
    def is_skip(self) -> bool:
        """Whether it says nothing. A skip is as good an answer as any."""
        return self.value is None and not self.choice and not self.text.strip()


class Answer(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One person's answer to one question, sealed. A record a person: two who write at once never meet."""

    table: ClassVar[str] = "answers"

    round: str
    question: str
    by: Who
    given: datetime | None = None
    """When it was given. One that is being written has words and no time, one that was taken back neither."""
    reply: Reply = Reply()

    @staticmethod
    def id_of(round_id: str, question: str, by: Who) -> str:
        """The id that every copy of the journal gives to this person's answer."""
        return f"{round_id}.{question}.{by}"

    @property
    def is_in(self) -> bool:
        """Whether it was given."""
        return self.given is not None

    @property
    def is_begun(self) -> bool:
        """Whether somebody was writing it, and has not sealed it yet."""
        return not self.is_in and not self.reply.is_skip

    def taken_back(self) -> Answer:
        """This answer, not given: nothing of it is left, in the trash neither."""
        return msgspec.structs.replace(self, given=None, reply=Reply())

    def __repr__(self) -> str:
        """The answer for a log or a traceback, which never show what is sealed."""
        return f"Answer({self.id!r}, {'in' if self.is_in else 'not in'})"


class Opened(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An answer that both can see."""

    question: str
    by: Who
    given: datetime
    reply: Reply = Reply()


class Opening(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What both had answered when the round was opened. It is written once and never changed."""

    table: ClassVar[str] = "openings"

    at: datetime
    """When the last answer was in, so that two copies that open at once write the same."""
    answers: tuple[Opened, ...]

    def by(self, who: Who, question: str) -> Opened | None:
        """What a partner answered to a question."""
        return next((one for one in self.answers if (one.by, one.question) == (who, question)), None)


class Sealed(Value, frozen=True, kw_only=True):
    """All that may be known of a round: who is in with what, and the answers once they were opened."""

    round: Round
    mentor_in: tuple[str, ...] = ()
    """The questions that the mentor has answered or skipped."""
    mentee_in: tuple[str, ...] = ()
    opening: Opening | None = None

    @property
    def is_open(self) -> bool:
        """Whether both have seen the answers."""
        return self.opening is not None

    @property
    def is_closed(self) -> bool:
        """Whether it was closed unseen."""
        return self.round.closed is not None and not self.is_open

    @property
    def is_running(self) -> bool:
        """Whether answers are still taken."""
        return not self.is_open and not self.is_closed

    @property
    def both_in(self) -> bool:
        """Whether every question has an answer, or a skip, of both."""
        return all(self.is_in(who) for who in PARTNERS)

    @property
    def can_open(self) -> bool:
        """Whether both are in and have not looked yet."""
        return self.is_running and self.both_in

    def is_in(self, who: Who, question: str = "") -> bool:
        """Whether a partner is in: with one question, or with all of them."""
        wanted = (question,) if question else self.round.asked
        return set(wanted) <= set(self._given(who))

    def left(self, who: Who) -> tuple[str, ...]:
        """The questions that a partner has not answered yet."""
        return tuple(one for one in self.round.asked if one not in self._given(who))

    def words(self, who: Who, question: str = "") -> str:
        """How it stands with a partner, in words."""
        return "in" if self.is_in(who, question) else "not in yet"

    def _given(self, who: Who) -> tuple[str, ...]:
        return self.mentor_in if who is Who.MENTOR else self.mentee_in


def sealed(round_: Round, answers: Iterable[Answer], opening: Opening | None) -> Sealed:
    """What may be known of a round."""
    given = {(one.by, one.question) for one in answers if one.is_in}
    if opening is not None:
        given |= {(one.by, one.question) for one in opening.answers}
    mentor, mentee = (
        tuple(question for question in round_.asked if (who, question) in given) for who in PARTNERS
    )
    return Sealed(round=round_, mentor_in=mentor, mentee_in=mentee, opening=opening)


def opening_of(state: Sealed, answers: Mapping[str, Answer]) -> Opening:
    """The round, opened.

    Raises:
        RuleError: If a partner is not in yet, or the round was closed.
    """
    if state.opening is not None:
        return state.opening
    must_run(state)
    if not state.both_in:
        raise RuleError("Both must be in before anything is opened; a skip counts as in.")
    opened = tuple(
        Opened(question=one.question, by=one.by, given=one.given, reply=one.reply)
        for question in state.round.asked
        for who in PARTNERS
        if (one := answers[Answer.id_of(state.round.id, question, who)]).given is not None
    )
    return Opening(id=state.round.id, at=max(one.given for one in opened), answers=opened)


def must_run(state: Sealed) -> None:
    """Make sure that a round still takes answers.

    Raises:
        RuleError: If it was opened or closed.
    """
    if state.is_open:
        raise RuleError("This round was opened; what both said then stays as it is. Begin a new one.")
    if state.is_closed:
        raise RuleError("This round was closed unseen. Begin a new one.")


def must_be_partner(who: Who) -> None:
    """Make sure that one person answers.

    Raises:
        RuleError: If it is both.
    """
    if who not in PARTNERS:
        raise RuleError("A sealed answer is one person's. Say who it is: --by mentor or --by mentee.")
