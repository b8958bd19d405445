"""A letter read back as a program of a coordinator would: facts from its head, words from its text."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any

import msgspec

from rmjournal.domain.letter import (
    FORMAT,
    ActionCounts,
    GoalFact,
    Idea,
    InPlace,
    Letter,
    Milestone,
    Objective,
    Period,
)
from rmjournal.domain.record import Value
from rmjournal.errors import ExportError
from rmjournal.markdown.letter import ASK, HIGHLIGHTS, IDEAS, credit

MOST_CHARACTERS = 200_000
"""A letter is far shorter."""


class _AgreedBy(Value, frozen=True, kw_only=True):
    mentor: str
    mentee: str


class _Objective(Value, frozen=True, kw_only=True):
    objective: str
    count: int
    goals: tuple[GoalFact, ...]


class _Milestone(Value, frozen=True, kw_only=True):
    name: str
    day: datetime.date


class _Credit(Value, frozen=True, kw_only=True, omit_defaults=True):
    credit: str = ""


class _Facts(Value, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    format: str
    released: bool
    date: datetime.date
    agreed_by: _AgreedBy
    pair: str = ""
    program: str = ""
    phase: str = ""
    period: Period | None = None
    agreement: InPlace | None = None
    sessions: int | None = None
    minutes: int | None = None
    moved: int | None = None
    templates: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    actions: ActionCounts | None = None
    milestone: _Milestone | None = None
    goals: tuple[_Objective, ...] = ()
    highlights: int = 0
    ideas: tuple[_Credit, ...] = ()
    ask: bool = False


_ALIKE = (
    "pair",
    "program",
    "phase",
    "period",
    "agreement",
    "sessions",
    "minutes",
    "moved",
    "templates",
    "topics",
    "actions",
)
"""The fields that a letter and its head have under one name."""


class LetterReading(Value, frozen=True, kw_only=True):
    """A letter, and whether it says of itself that it was released."""

    letter: Letter
    released: bool


def read_letter(text: str) -> LetterReading:
    """The values that a letter was written from.

    Raises:
        ExportError: If it is not a letter of this format, or its head and its text do not agree.
    """
    facts, lists = _facts(text), _lists(text)
    highlights, ideas, ask = (lists.get(name, []) for name in (HIGHLIGHTS, IDEAS, ASK))
    if (len(highlights), len(ideas), len(ask)) != (facts.highlights, len(facts.ideas), int(facts.ask)):
        raise ExportError("This letter was changed: its head counts other words than its text holds.")
    letter = Letter(
        **{name: getattr(facts, name) for name in _ALIKE},
        on=facts.date,
        mentor=facts.agreed_by.mentor,
        mentee=facts.agreed_by.mentee,
        milestone=_milestone(facts.milestone),
        objectives=tuple(Objective(name=one.objective, goals=one.goals) for one in facts.goals),
        highlights=tuple(highlights),
        ideas=tuple(map(_idea, ideas, facts.ideas)),
        ask=ask[0] if ask else "",
    )
    return LetterReading(letter=letter, released=facts.released)


def _facts(text: str) -> _Facts:
    import yaml

    _, opened, rest = text[:MOST_CHARACTERS].partition("---\n")
    head, closed, _ = rest.partition("\n---\n")
    not_one = ExportError(f"This is no letter: it has no head with the line `format: {FORMAT}`.")
    if not opened or not closed or not text.startswith("---\n"):
        raise not_one
    stands_for = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DirectiveToken)
    try:
        if any(isinstance(token, stands_for) for token in yaml.scan(head, Loader=yaml.SafeLoader)):
            raise not_one
        given: Any = yaml.safe_load(head)
        facts = msgspec.convert(given, _Facts)
    except (yaml.YAMLError, msgspec.ValidationError, ValueError, RecursionError) as error:
        raise not_one from error
    if facts.format != FORMAT:
        raise not_one
    return facts


def _lists(text: str) -> dict[str, list[str]]:
    """The entries of the lists under each heading of the second level, as a reader sees them."""
    from rmjournal.markdown.judge import blocks_strictly, inlines, visible

    lists: dict[str, list[str]] = {}
    heading = ""
    tokens = blocks_strictly(text.partition("\n---\n")[2])
    for before, token in pairwise(tokens):
        if token.type != "inline":
            continue
        if before.type == "heading_open":
            heading = visible(inlines(token.content)) if before.tag == "h2" else heading
        elif heading:
            lists.setdefault(heading, []).append(visible(inlines(token.content)))
    return lists


def _idea(line: str, given: _Credit) -> Idea:
    return Idea(text=line.removesuffix(credit(Idea(text="", credit=given.credit))), credit=given.credit)


def _milestone(given: _Milestone | None) -> Milestone | None:
    return None if given is None else Milestone(name=given.name, on=given.day)
