"""What tests of looking back share: the demo pair's six months, on a day that is always the same."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from conftest import BERLIN

from rmjournal.journal.demo import build
from rmjournal.journal.journal import Journal
from rmjournal.journal.review_views import ReviewView
from rmjournal.tui.seat import Seat

AFTERWARDS = datetime(2026, 8, 4, 9, 0, tzinfo=BERLIN)


@cache
def _demo() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.journal.json"
        build(path, today=date(2026, 8, 4))
        return path.read_bytes()


def six_months(path: Path) -> Seat:
    """A seat at the journal of the demo, after its last session."""
    path.write_bytes(_demo())
    return Seat(Journal.open(path, clock=lambda: AFTERWARDS))


def sentences(view: ReviewView) -> tuple[str, ...]:
    """All that a review says, a sentence a figure."""
    parts = (view.held, view.expectations, view.goals, view.actions, view.lead, view.served, view.topics)
    lines = (view.learned, view.taught, view.experiments, view.upward, view.doors, *view.pulses)
    return tuple(filter(None, (part.sentence for part in (*parts, *lines))))
