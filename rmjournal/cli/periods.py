"""The days of a period, as a command is told them."""

from __future__ import annotations

from datetime import date

from rmjournal.journal.journal import Journal


def first_day(journal: Journal, words: str | None) -> date | None:
    """The first day of a period, where one was given: of a month or a year its first one."""
    if not words:
        return None
    from rmjournal.domain.day_reading import parse_since

    return parse_since(words, today=journal.now().date())


def final_day(journal: Journal, words: str | None) -> date | None:
    """The last day of a period, where one was given: of a month or a year its last one."""
    if not words:
        return None
    from rmjournal.domain.query import last_day

    return last_day(words, today=journal.now().date())
