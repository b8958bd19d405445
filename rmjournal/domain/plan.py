"""The plan: the sessions still ahead, in order, with their days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rmjournal.domain.session import Session, SessionState

WEEK = timedelta(days=7)


def planned(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """The sessions still ahead, the next one first."""
    return tuple(sorted((one for one in sessions if one.state is SessionState.PLANNED), key=by_day))


def by_day(session: Session) -> tuple[date, str, str]:
    """Sorts sessions as they follow each other; on one day by the time they started."""
    return (session.on, session.started.isoformat() if session.started else "~", session.id)


def giving_way(later: Iterable[Session], moved: Session) -> tuple[Session, ...]:
    """The later planned sessions that a moved one pushes on, changed.

    They keep their distances and their weekday: all go on by the same whole weeks, just enough to leave a
    week between the moved session and the one after it. Where there is a week already, none changes.
    """
    following = planned(later)
    if not following:
        return ()
    short = moved.on + WEEK - following[0].on
    if short <= timedelta():
        return ()
    weeks = -(-short.days // 7)
    return tuple(session.replanned(on=session.on + weeks * WEEK) for session in following)
