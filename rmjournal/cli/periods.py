"""The days of a period, as a command is told them."""

from __future__ import annotations

from datetime import date

from rmjournal.journal.journal import Journal


def past_day(journal: Journal, words: str | None) -> date | None:
    """The day up to today that is meant, where one was given."""
    if words is None:
        return None
    from rmjournal.domain.day_reading import parse_since

    return parse_since(words, today=journal.now().date())
