"""The sessions ahead as a calendar file. The one place that knows the calendar library."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from rmjournal import __version__
from rmjournal.domain.pair import Pair
from rmjournal.domain.session import Session
from rmjournal.text import one_line

_A_DAY = timedelta(days=1)


def calendar(sessions: Iterable[Session], *, pair: Pair, journal_id: str) -> bytes:
    """An entry of a whole day for each session, private, and with nothing said of its agenda.

    An entry keeps its id when the session is moved, so that importing anew moves it in the calendar too.
    """
    import icalendar

    book = icalendar.Calendar()
    book.add("prodid", f"-//rmjournal//{__version__}//EN")
    book.add("version", "2.0")
    summary = f"Reverse mentoring: {one_line(pair.mentor)} and {one_line(pair.mentee)}"
    for session in sessions:
        entry = icalendar.Event()
        entry.add("uid", f"{session.id}@{journal_id}.rmjournal")
        # The stamp comes from the record, so that the same plan gives the same bytes.
        entry.add("dtstamp", datetime.combine(session.on, time(), tzinfo=UTC))
        entry.add("sequence", session.moved)
        entry.add("dtstart", session.on)
        entry.add("dtend", session.on + _A_DAY)
        entry.add("summary", summary)
        entry.add("description", f"{session.minutes} minutes")
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        book.add_component(entry)
    return bytes(book.to_ical())
