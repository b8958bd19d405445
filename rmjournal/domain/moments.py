"""When reflecting is offered. Nobody counts whether it was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rmjournal.domain.record import Value
from rmjournal.domain.reflection import Words
from rmjournal.domain.session import Session

OFFERED_FOR = timedelta(days=7)
"""For how long after its moment, or before a milestone, a prompt is offered."""

MONTH = timedelta(days=30)

_MILESTONES = {"midpoint": "midpoint", "closing": "end"}
_AFTER = {"listen-first": "listen-first", **_MILESTONES}


class Due(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A moment to reflect that is there now."""

    moment: str
    session: str = ""
    since: date
    """From this day on a reflection counts as about this moment."""

    @property
    def key(self) -> str:
        """What tells this moment from others."""
        return f"reflect.{self.moment}.{self.session or self.since.isoformat()}"

    def is_met_by(self, words: Words) -> bool:
        """Whether a reflection is about this moment."""
        occasion = words.occasion
        return (occasion.moment, occasion.session) == (self.moment, self.session) and words.on >= self.since


def due_moments(
    *, today: date, started: date | None, last: Session | None, following: Session | None
) -> Iterator[Due]:
    """The moments that are there on a day, the rarest first.

    Args:
        today: The day.
        started: When the pair started.
        last: The last session held.
        following: The session that comes next.
    """
    around = [*_after(last, today), *_before(following, today)]
    yield from around
    if last is not None and _is_recent(last.on, today):
        yield Due(moment="session", session=last.id, since=last.on)
    if started is not None and not any(due.moment in _MILESTONES.values() for due in around):
        yield from _monthly(started, today)


def _after(last: Session | None, today: date) -> Sequence[Due]:
    if last is None or last.template not in _AFTER or not _is_recent(last.on, today):
        return ()
    return (Due(moment=_AFTER[last.template], session=last.id, since=last.on - OFFERED_FOR),)


def _before(following: Session | None, today: date) -> Sequence[Due]:
    if following is None or following.template not in _MILESTONES:
        return ()
    if not today <= following.on <= today + OFFERED_FOR:
        return ()
    moment = _MILESTONES[following.template]
    return (Due(moment=moment, session=following.id, since=following.on - OFFERED_FOR),)


def _monthly(started: date, today: date) -> Iterator[Due]:
    months = (today - started) // MONTH
    since = started + months * MONTH
    if months >= 1 and _is_recent(since, today):
        yield Due(moment="monthly", since=since)


def _is_recent(day: date, today: date) -> bool:
    return timedelta() <= today - day <= OFFERED_FOR
