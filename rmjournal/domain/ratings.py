"""Ratings: how something stands against what was expected, as each sees it and as both agree.

The scale has an order and nothing more, so nothing here adds up, averages or ranks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.scale import Scale
from rmjournal.domain.seal import Opened, Opening, Reply, Round


class Occasion(StrEnum):
    """When the two rate."""

    MIDPOINT = "midpoint"
    END = "end"
    ANY_TIME = "any time"


class Choice(StrEnum):
    """What can be said in place of a step of the scale."""

    PARKED = "parked"
    NO_LONGER_RELEVANT = "no longer relevant"


class Agreed(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The value both agreed on after they saw each other's. Another one later stands beside it."""

    table: ClassVar[str] = "agreed"

    round: str
    subject: str
    at: datetime
    value: int | None = None
    choice: str = ""
    why: str = ""


class Said(Value, frozen=True, kw_only=True):
    """What one of the two said of something, opened."""

    value: int | None
    words: str
    """In words: a step of the scale, parked, or no longer relevant; "" where nothing was said."""
    why: str
    at: datetime
    wording: str
    """The version of the goal that was judged."""


class Rated(Value, frozen=True, kw_only=True):
    """One entry in the history of a goal or an expectation."""

    round: str
    occasion: str
    at: datetime
    mentor: Said | None
    mentee: Said | None
    agreed: Said | None
    """What both agreed on last."""
    seen_differently: bool


def entry(
    round_: Round, opening: Opening, subject: str, agreed: Iterable[Agreed], *, scale: Scale, gap: int
) -> Rated:
    """What a round says of one subject."""
    mentor, mentee = (said(opening.by(who, subject), scale) for who in (Who.MENTOR, Who.MENTEE))
    mine = sorted(
        (one for one in agreed if (one.round, one.subject) == (opening.id, subject)),
        key=lambda one: (one.at, one.id),
    )
    return Rated(
        round=opening.id,
        occasion=round_.occasion,
        at=opening.at,
        mentor=mentor,
        mentee=mentee,
        agreed=_settled(mine[-1], scale) if mine else None,
        seen_differently=is_seen_differently(mentor, mentee, gap=gap),
    )


def said(opened: Opened | None, scale: Scale) -> Said | None:
    """What somebody said; None where they said nothing."""
    if opened is None or opened.reply.is_skip:
        return None
    reply = opened.reply
    return Said(
        value=reply.value,
        words=reply.choice or scale.words(reply.value),
        why=reply.text,
        at=opened.given,
        wording=reply.about,
    )


def is_seen_differently(one: Said | None, other: Said | None, *, gap: int) -> bool:
    """Whether two answers are so far apart that the pair should talk about it."""
    if one is None or other is None or one.value is None or other.value is None:
        return False
    return abs(one.value - other.value) >= gap


def reply_of(value: int | Choice | None, *, why: str, wording: str, scale: Scale) -> Reply:
    """A rating as it is sealed; None is a skip.

    Raises:
        UsageError: If the number is not on the scale.
    """
    if value is None:
        return Reply()
    if isinstance(value, Choice):
        return Reply(choice=value.value, text=why.strip(), about=wording)
    scale.must_have(value)
    return Reply(value=value, text=why.strip(), about=wording)


def _settled(agreed: Agreed, scale: Scale) -> Said:
    return Said(
        value=agreed.value,
        words=agreed.choice or scale.words(agreed.value),
        why=agreed.why,
        at=agreed.at,
        wording="",
    )
