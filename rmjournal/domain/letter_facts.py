"""What a letter may be filled from.

Each function takes the few values it needs and gives one field of the letter. Nothing here takes a note, a
reflection, a light, a pulse or a sealed answer, so no byte of a letter can come from one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from rmjournal.domain.agreement import Clause
from rmjournal.domain.capture import Action, ActionStatus
from rmjournal.domain.goals import Goal, GoalState, in_order
from rmjournal.domain.letter import OWN, ActionCounts, GoalFact, Milestone, Objective, Period
from rmjournal.domain.ratings import Agreed
from rmjournal.domain.session import Session, SessionState

FEWEST_SESSIONS = 3
"""With fewer in a period, which agendas were used would say when, so the line is left out."""

NOT_RATED = "not rated together yet"

_DONE = (ActionStatus.DONE, ActionStatus.DONE_DIFFERENTLY)


def held_in(sessions: Iterable[Session], period: Period) -> tuple[Session, ...]:
    """The sessions that were held in a period. One that was a reset is among them, as any other."""
    return tuple(one for one in sessions if one.state is SessionState.HELD and period.holds(one.on))


def agendas_used(
    held: Iterable[Session],
    built_in: Mapping[str, str],
    *,
    is_repair: Callable[[str], bool],
    own_names: bool,
    line: Callable[[str], str],
) -> tuple[str, ...]:
    """Which agendas were used, each once and by the alphabet; none where few sessions would tell when.

    Args:
        held: The sessions of the period.
        built_in: The titles of the agendas that come with the program, by their ids.
        is_repair: Whether an agenda, by its id, is one for when it got hard. Those are never listed.
        own_names: Whether the names of a pair's own agendas may be said.
        line: Makes one clean line of a name.
    """
    sessions = tuple(held)
    if len(sessions) < FEWEST_SESSIONS:
        return ()
    named = {
        built_in.get(one.template) or (line(one.title) if own_names else OWN)
        for one in sessions
        if one.template and not is_repair(one.template)
    }
    return tuple(sorted(named, key=lambda name: (name == OWN, name.casefold(), name)))


def action_counts(actions: Iterable[Action], period: Period) -> ActionCounts:
    """How many actions were done or handed on in a period, and how many were open at its end."""
    kept = tuple(actions)
    ended = [one for one in kept if one.settled is not None and period.holds(one.settled.date())]
    return ActionCounts(
        done=sum(one.status in _DONE for one in ended),
        open=sum(one.is_open and one.made.date() <= period.until for one in kept),
        handed_on=sum(one.status is ActionStatus.HANDED_ON for one in ended),
    )


def objectives(
    goals: Iterable[Goal],
    agreed: Iterable[Agreed],
    *,
    titles: bool,
    positions: bool,
    words: Callable[[int | None], str],
    line: Callable[[str], str],
) -> tuple[Objective, ...]:
    """The goals by the program's objectives: their titles, where they stand, or both. Neither: none.

    Where a goal stands is what both agreed on, never what one of them said. Without titles the goals stand in
    the order of these words, which does not say which is which.

    Args:
        goals: The goals.
        agreed: What both agreed on, of any of them.
        titles: Whether their titles may be said.
        positions: Whether it may be said where they stand.
        words: The words of a step of the scale.
        line: Makes one clean line of a title.
    """
    if not titles and not positions:
        return ()
    last = {one.subject: one for one in sorted(agreed, key=lambda one: (one.at, one.id))}
    groups: dict[str, list[GoalFact]] = {}
    for goal in in_order(one for one in goals if one.state is not GoalState.NO_LONGER_RELEVANT):
        stands = _position(goal, last.get(goal.id), words) if positions else ""
        fact = GoalFact(title=line(goal.title) if titles else "", position=stands)
        groups.setdefault(line(goal.objective), []).append(fact)
    return tuple(
        Objective(name=name, goals=tuple(facts if titles else sorted(facts, key=lambda one: one.position)))
        for name, facts in sorted(
            groups.items(), key=lambda group: (not group[0], group[0].casefold(), group[0])
        )
    )


def next_milestone(clause: Clause | None, names: Mapping[str, str], *, after: date) -> Milestone | None:
    """The next of the days that the agreement names."""
    days = clause.days if clause else ()
    ahead = [Milestone(name=names[day.id], on=day.on) for day in days if day.id in names and day.on > after]
    return min(ahead, key=lambda one: (one.on, one.name), default=None)


def _position(goal: Goal, agreed: Agreed | None, words: Callable[[int | None], str]) -> str:
    said = (agreed.choice or words(agreed.value)) if agreed else ""
    if goal.state is GoalState.PARKED:
        return f"{said}, parked" if said and said != GoalState.PARKED.value else GoalState.PARKED.value
    return said or NOT_RATED
