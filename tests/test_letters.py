"""The letter: what leaves, and only that."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.capture import ActionStatus, CaptureKind
from rmjournal.domain.letter import FORMAT, Idea, Period
from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.domain.lights import Light
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session
from rmjournal.errors import (
    ExportError,
    NotFoundError,
    PassphraseError,
    RuleError,
    StoreWriteError,
    UsageError,
)
from rmjournal.journal.journal import Journal
from rmjournal.markdown.letter_reading import read_letter
from rmjournal.practice.agreement import COORDINATOR, read_parts
from rmjournal.store.store import Put, Store
from tests.ledger import a_goal, both_sign, rated

EVERY_TICK = tuple(tick.id for part in read_parts() if part.id == COORDINATOR for tick in part.ticks)


def signed(journal: Journal, *ticks: str) -> None:
    """Sign an agreement that lets out just these."""
    for tick in EVERY_TICK:
        journal.agreement.tick(COORDINATOR, tick, on=tick in ticks)
    both_sign(journal)


def hold(journal: Journal, clock: Any, template: str, *, minutes: int = 20, after: int = 7) -> Session:
    """Hold a session of so many minutes, so many days later."""
    clock.on(days=after)
    session = journal.sessions.start(template=template)
    clock.on(minutes=minutes)
    return journal.sessions.wrap_up(session)


def confirm(journal: Journal, draft: LetterDraft, *who: Who) -> None:
    text = journal.letters.text(draft)
    for one in who or PARTNERS:
        journal.letters.confirm(draft, shown=text, name=journal.pair.name_of(one), by=one)


def body(journal: Journal, draft: LetterDraft) -> str:
    return journal.letters.text(draft).partition("\n---\n")[2]


def test_without_a_signed_agreement_a_letter_says_that_the_pair_exists_and_no_more(
    journal: Journal, clock: Any
) -> None:
    hold(journal, clock, "focus")
    journal.actions.add("Look at the chart", owner=Who.MENTEE)
    letter = journal.letters.draft().letter
    assert tuple(letter.line_ids()) == ("phase",)


@pytest.mark.parametrize(
    ("tick", "lines"),
    [
        ("sessions", {"period", "sessions", "minutes", "moved"}),
        ("templates", {"templates"}),
        ("topics", {"topics.1", "topics.2"}),
        ("goal_titles", {"objectives.1"}),
        ("goal_positions", {"objectives.1"}),
        ("actions", {"actions"}),
        ("highlights", {"highlights.1"}),
        ("ideas", {"ideas.1"}),
        ("ask", {"ask"}),
        ("agreement", {"agreement", "milestone"}),
        ("own_names", set()),
    ],
)
def test_each_tick_lets_out_its_own_lines_and_no_others(
    journal: Journal, clock: Any, tick: str, lines: set[str]
) -> None:
    journal.lights.add_topic("Our canteen")
    journal.agreement.set_day("who", "closing", clock().date() + timedelta(days=150))
    signed(journal, tick)
    a_goal(journal)
    for template in ("focus", "show-me", "reset"):
        hold(journal, clock, template)
    draft = journal.letters.write(
        journal.letters.draft(),
        highlights=["A first-day text"],
        ideas=[Idea(text="A name, a gate")],
        ask="Check kit sizes",
        topics=["assistants", "Our canteen"],
    )
    assert set(draft.letter.line_ids()) == {"phase", *lines}


def test_a_letter_of_all_there_is_reads_well(journal: Journal, clock: Any) -> None:
    signed(journal, *EVERY_TICK)
    goal = a_goal(journal)
    journal.ratings.agree(rated(journal, goal, 0, 1), goal, 1)
    for template, minutes in (("focus", 20), ("show-me", 31), ("reset", 25), ("focus", 15)):
        hold(journal, clock, template, minutes=minutes)
    done = journal.actions.add("Ask at the depot", owner=Who.MENTEE)
    journal.actions.settle(done, ActionStatus.DONE)
    journal.actions.add("Look at the chart", owner=Who.MENTOR)
    draft = journal.letters.write(
        journal.letters.draft(),
        highlights=["A first-day text is normal now"],
        ideas=[Idea(text="A name, a gate", credit="Imogen Tao")],
        ask="Check kit sizes",
        topics=["assistants"],
    )
    assert (
        journal.letters.text(draft)
        == f"""\
---
format: {FORMAT}
released: true
program: Turnabout 2026
date: 2026-03-03
agreed_by:
  mentor: Imogen Tao
  mentee: Desmond Hale
phase: under way
period:
  since: 2026-02-03
  until: 2026-03-03
agreement:
  version: 1
  signed: 2026-02-03
sessions: 4
minutes: 91
moved: 0
templates:
- Focused session
- Show me
topics:
- AI assistants at work
actions:
  done: 1
  open: 1
  handed_on: 0
milestone:
  name: mid-point review
  day: 2026-04-28
goals:
- objective: ''
  count: 1
  goals:
  - title: The assistant in the briefing
    position: better than expected
highlights: 1
ideas:
- credit: Imogen Tao
ask: true
---

# Letter of Imogen Tao and Desmond Hale

Tuesday, March 3, 2026 · Turnabout 2026

- **Phase:** under way
- **Period:** Tuesday, February 3, 2026 to Tuesday, March 3, 2026
- **Agreement:** version 1, signed by both on Tuesday, February 3, 2026
- **Sessions held:** 4
- **Minutes in all:** 91
- **Dates moved:** 0
- **Agendas used:** Focused session; Show me
- **Topics:** AI assistants at work
- **Actions:** 1 done, 1 open, 0 handed on
- **Next milestone:** mid-point review on Tuesday, April 28, 2026

## Goals

### Other goals

- The assistant in the briefing · better than expected

## Highlights

- A first-day text is normal now

## Ideas to carry upward

- A name, a gate · idea: Imogen Tao

## One ask of the program

- Check kit sizes

## What this is

Drafted on Tuesday, March 3, 2026, then read word for word and released by both, Imogen Tao and Desmond Hale. Anything not here was not sent.
"""
    )  # noqa: E501
