"""The sessions ahead as a calendar file. The one place that knows the calendar library."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from rmjournal import __version__
from rmjournal.domain.pair import Pair
from rmjournal.domain.session import Session
from rmjournal.domain.words import counted
from rmjournal.text import one_line

_A_DAY = timedelta(days=1)


def calendar(sessions: Iterable[tuple[Session, int]], *, pair: Pair, journal_id: str, now: datetime) -> bytes:
    """An entry of a whole day for each session, private, and with nothing said of its agenda.

    An entry keeps its id when the session comes to be on another day, so that importing anew moves it in the
    calendar too.

    Args:
        sessions: The sessions, each with how often it was changed.
        pair: Whose they are.
        journal_id: The journal's own id.
        now: When it is exported.
    """
    import icalendar

    book = icalendar.Calendar()
    book.add("prodid", f"-//rmjournal//{__version__}//EN")
    book.add("version", "2.0")
    summary = f"Reverse mentoring: {one_line(pair.mentor)} and {one_line(pair.mentee)}"
    for session, changes in sessions:
        entry = icalendar.Event()
        entry.add("uid", f"{session.id}@{journal_id}.rmjournal")
        # A calendar takes an entry for news only where these two say that it is (RFC 5546, 2.1.5).
        entry.add("dtstamp", now.astimezone(UTC))
        entry.add("sequence", changes)
        entry.add("dtstart", session.on)
        entry.add("dtend", session.on + _A_DAY)
        entry.add("summary", summary)
        entry.add("description", counted(session.minutes, "minute"))
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        book.add_component(entry)
    return bytes(book.to_ical())
