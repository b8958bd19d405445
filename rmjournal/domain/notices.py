"""What the ledger says of itself, in words: what is vague, what nobody touched, what has no evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rmjournal.domain.days import day_words
from rmjournal.domain.goals import Goal

DIFFERENTLY = "you saw this one differently"


def of_goal(
    goal: Goal,
    *,
    evidence: Iterable[date],
    rated: Iterable[date],
    today: date,
    is_over: bool = False,
    differently: bool = False,
) -> tuple[str, ...]:
    """What is worth knowing about a goal; nothing of one that is set aside.

    Args:
        goal: The goal.
        evidence: The days of what is linked to it.
        rated: The days on which it was rated.
        today: The day it is.
        is_over: Whether it was rated for the end, after which nobody waits for evidence.
        differently: Whether the two saw it differently the last time.
    """
    if not goal.is_open:
        return ()
    unproven = "" if is_over else _unproven(tuple(evidence), max(rated, default=None), today)
    found = (_vague(goal), unproven)
    return tuple(filter(None, (*found, DIFFERENTLY if differently else "")))


def of_wish(
    *, goals: int, touched: date, today: date, program: timedelta, share: int, differently: bool = False
) -> tuple[str, ...]:
    """What is worth knowing about an expectation that is still pursued.

    Args:
        goals: How many goals serve it.
        touched: When anything about it was last written, rated or linked.
        today: The day it is.
        program: How long the program is.
        share: After one part in so many of the program, an untouched wish shows itself.
        differently: Whether the two saw it differently the last time.
    """
    lines = []
    if not goals:
        lines.append("no goal serves this yet")
    if (today - touched) * share >= program > timedelta():
        lines.append(f"nobody has touched this since {day_words(touched, today)}")
    if differently:
        lines.append(DIFFERENTLY)
    return tuple(lines)


def _vague(goal: Goal) -> str:
    missing = goal.wording.missing
    if not missing:
        return ""
    *names, last = (f"“{name}”" for name in missing)
    named = f"{', '.join(names)} and {last}" if names else last
    return f"a little vague: {named} {'is' if len(missing) == 1 else 'are'} not written yet"


def _unproven(evidence: tuple[date, ...], rated: date | None, today: date) -> str:
    if rated is None:
        return "" if evidence else "no evidence yet"
    if any(on > rated for on in evidence):
        return ""
    words = day_words(rated, today)
    when = f"{words}'s rating" if words in ("today", "yesterday") else f"the rating on {words}"
    return f"no evidence since {when}"
