"""Opening the journal that a command is about."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from rmjournal.domain.pair import Who
from rmjournal.journal import places
from rmjournal.journal.journal import Journal


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Journal]:
    """The journal that `-j`, $RMJOURNAL or habit names, closed again afterwards."""
    journal = Journal.open(places.find(args.journal))
    try:
        yield journal
    finally:
        journal.close()


def writer(journal: Journal, args: argparse.Namespace) -> Who:
    """Who `--by` says is writing."""
    return journal.pair.who(args.by)


def day(journal: Journal, words: str | None) -> date | None:
    """The day that a DATE argument means, where one was given."""
    if words is None:
        return None
    from rmjournal.domain.day_reading import parse_day

    return parse_day(words, today=journal.now().date())
