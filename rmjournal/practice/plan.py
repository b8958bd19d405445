"""The six-month plan: which agenda follows which, how long, how far apart."""

from __future__ import annotations

from functools import cache

import msgspec

from rmjournal.domain.record import Value
from rmjournal.practice.shipped import shipped


class PlanRow(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One session of the plan: its agenda and its minutes."""

    template: str
    minutes: int


class _Plan(Value, frozen=True, kw_only=True, omit_defaults=True):
    every_days: int
    sessions: tuple[PlanRow, ...]


@cache
def read_plan() -> tuple[int, tuple[PlanRow, ...]]:
    """Days from one session to the next, and the sessions of the six-month plan in order."""
    plan = msgspec.json.decode(shipped("plan.json"), type=_Plan)
    return plan.every_days, plan.sessions
