"""The letter to the coordinator as Markdown: a text for people and the same facts for machines at its head.

Both are written from one value, which the tests read back from either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from rmjournal.domain.days import long_day, span_words
from rmjournal.domain.letter import FORMAT, GoalFact, Idea, Letter, Objective
from rmjournal.domain.words import counted
from rmjournal.markdown.writing import Document, Safe, strong, words

NOT_RELEASED = "Not released"
"""How a draft begins, for people. For machines it says `released: false`."""

HIGHLIGHTS, IDEAS, ASK, GOALS = "Highlights", "Ideas to carry upward", "One ask of the program", "Goals"
NO_OBJECTIVE = "Other goals"

_HOW = (
    "a draft that the pair has not agreed to. It becomes a letter once both have confirmed "
    "these words and it is released."
)


@lru_cache(maxsize=8)
def letter_markdown(letter: Letter, *, released: bool = True) -> str:
    """The letter. It is what both confirm, to the byte; a draft says of itself that it was not released."""
    document = Document()
    document.front_matter(facts(letter, released=released))
    document.heading(1, title(letter))
    document.paragraph(long_day(letter.on), *([" · ", letter.program] if letter.program else []))
    if not released:
        document.paragraph(strong(f"{NOT_RELEASED}:"), " ", _HOW)
    document.bullets(_lines(letter))
    _goals(document, letter)
    for heading, entries in _lists(letter):
        if entries:
            document.heading(2, heading)
            document.bullets(entries)
    document.heading(2, "What this is")
    document.paragraph(_footer(letter, released=released))
    return str(document)


def title(letter: Letter) -> str:
    """The letter's heading."""
    return (
        f"Letter of pair {letter.pair}" if letter.pair else f"Letter of {letter.mentor} and {letter.mentee}"
    )


def facts(letter: Letter, *, released: bool = True) -> dict[str, Any]:
    """The letter's facts for machines. A key that is not there was not sent."""
    given: dict[str, Any] = {
        "format": FORMAT,
        "released": released,
        "pair": letter.pair,
        "program": letter.program,
        "date": letter.on,
        "agreed_by": {"mentor": letter.mentor, "mentee": letter.mentee},
        "phase": letter.phase,
        "period": letter.period and {"since": letter.period.since, "until": letter.period.until},
        "agreement": letter.agreement
        and {"version": letter.agreement.version, "signed": letter.agreement.signed},
        "sessions": letter.sessions,
        "minutes": letter.minutes,
        "moved": letter.moved,
        "templates": list(letter.templates),
        "topics": list(letter.topics),
        "actions": letter.actions
        and {
            "done": letter.actions.done,
            "open": letter.actions.open,
            "handed_on": letter.actions.handed_on,
        },
        "milestone": letter.milestone and {"name": letter.milestone.name, "day": letter.milestone.on},
        "goals": [_objective_facts(one) for one in letter.objectives],
        "highlights": len(letter.highlights) or None,
        "ideas": [{"credit": one.credit} if one.credit else {} for one in letter.ideas],
        "ask": bool(letter.ask) or None,
    }
    return {key: value for key, value in given.items() if value not in (None, "", [])}


def line_words(letter: Letter, line: str) -> str:
    """A line of a letter by its id, in words for a list of what can be struck."""
    name, _, number = line.partition(".")
    if not number:
        return _singles(letter)[name]
    entry = getattr(letter, name)[int(number) - 1]
    if isinstance(entry, Objective):
        return f"{GOALS}: {entry.name or NO_OBJECTIVE}, {counted(len(entry.goals), 'goal')}"
    kinds = {"topics": "Topic", "highlights": "Highlight", "ideas": "Idea"}
    said = f"{entry.text}{credit(entry)}" if isinstance(entry, Idea) else entry
    return f"{kinds[name]}: {said}"


def credit(idea: Idea) -> str:
    """Whose idea it is, as it stands after it."""
    return f" · idea: {idea.credit}" if idea.credit else ""


def _singles(letter: Letter) -> dict[str, str]:
    """The lines of the single fields, those that are there, in their order."""
    period, agreement, actions, milestone = letter.period, letter.agreement, letter.actions, letter.milestone
    said = {
        "phase": letter.phase and f"Phase: {letter.phase}",
        "period": period and f"Period: {span_words(period.since, period.until)}",
        "agreement": agreement
        and f"Agreement: version {agreement.version}, signed by both on {long_day(agreement.signed)}",
        "sessions": _said("Sessions held", letter.sessions),
        "minutes": _said("Minutes in all", letter.minutes),
        "moved": _said("Dates moved", letter.moved),
        "templates": letter.templates and f"Agendas used: {'; '.join(letter.templates)}",
        "actions": actions
        and f"Actions: {actions.done} done, {actions.open} open, {actions.handed_on} handed on",
        "milestone": milestone and f"Next milestone: {milestone.name} on {long_day(milestone.on)}",
        "ask": letter.ask and f"{ASK}: {letter.ask}",
    }
    return {name: words for name, words in said.items() if words}


def _said(what: str, count: int | None) -> str:
    return "" if count is None else f"{what}: {count}"


def _lines(letter: Letter) -> Iterator[Safe]:
    for name, line in _singles(letter).items():
        if name != "ask":
            what, _, said = line.partition(": ")
            yield words(strong(f"{what}:"), " ", said)
            if name == "templates":
                yield from _topics(letter)
    if not letter.templates:
        yield from _topics(letter)


def _topics(letter: Letter) -> Iterator[Safe]:
    if letter.topics:
        yield words(strong("Topics:"), " ", "; ".join(letter.topics))


def _lists(letter: Letter) -> tuple[tuple[str, list[str]], ...]:
    ideas: list[str] = [words(one.text, credit(one)) for one in letter.ideas]
    return (
        (HIGHLIGHTS, list(letter.highlights)),
        (IDEAS, ideas),
        (ASK, [letter.ask] if letter.ask else []),
    )


def _goals(document: Document, letter: Letter) -> None:
    if letter.objectives:
        document.heading(2, GOALS)
    for objective in letter.objectives:
        document.heading(3, objective.name or NO_OBJECTIVE)
        if any(goal.title for goal in objective.goals):
            document.bullets(_goal(goal) for goal in objective.goals)
        else:
            stands = Counter(goal.position for goal in objective.goals)
            said = ", ".join(f"{count} {position}" for position, count in sorted(stands.items()))
            document.paragraph(f"{counted(len(objective.goals), 'goal')}: {said}")


def _goal(goal: GoalFact) -> Safe:
    return words(goal.title, *([" · ", goal.position] if goal.position else []))


def _objective_facts(objective: Objective) -> dict[str, Any]:
    goals = [
        {key: said for key, said in (("title", one.title), ("position", one.position)) if said}
        for one in objective.goals
    ]
    return {"objective": objective.name, "count": len(goals), "goals": goals}


def _footer(letter: Letter, *, released: bool) -> str:
    both = f"{letter.mentor} and {letter.mentee}"
    if not released:
        return f"A draft of {long_day(letter.on)}. {both} have not released it."
    return (
        f"Drafted on {long_day(letter.on)}, then read word for word and released by both, {both}. "
        "Anything not here was not sent."
    )
