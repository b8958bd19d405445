"""The form of the agreement: its parts, what each asks and what is agreed by default."""

from __future__ import annotations

from functools import cache

import msgspec

from rmjournal.domain.agreement import Part
from rmjournal.practice.shipped import shipped

WHO = "who"
"""The part that has the days of the program."""
WANTS = "wants"
"""The part, and the question, whose lines become expectations."""
OFFERS = "offers"
"""The question whose lines are offers."""
RHYTHM = "rhythm"
"""The part that says how often and how long the pair meets."""
COORDINATOR = "coordinator"
"""The part whose ticks say what may reach the coordinator."""
ENDING = "ending"
"""The part whose ticks say what becomes of the journal."""


@cache
def read_parts() -> tuple[Part, ...]:
    """The parts in their order."""
    data = shipped("agreement.json")
    return msgspec.json.decode(data, type=tuple[Part, ...])
