"""Generated journals full of secrets: none of them is in a letter, and a letter says what its head says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from letter_reading import read_letter

from rmjournal.domain import agreement as rules
from rmjournal.domain import testimony
from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.agreement import AgreedPart, Clause, Day, Signature, WorkingCard
from rmjournal.domain.assessment import Page, PageMoment
from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureKind
from rmjournal.domain.goals import Expectation, Goal, GoalState, Offer, Turn, Wording
from rmjournal.domain.letter import Idea, Period
from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.domain.lights import Lights, Topic
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.ratings import Agreed
from rmjournal.domain.record import Record
from rmjournal.domain.reflection import Occasion, Reflection, Words
from rmjournal.domain.seal import PARTNERS, Answer, Opened, Opening, Reply, Round, RoundKind
from rmjournal.domain.session import Note, Session
from rmjournal.domain.shelf import LockedPage
from rmjournal.journal.agreement import Agreement
from rmjournal.journal.desk import Desk
from rmjournal.journal.letters import Letters
from rmjournal.journal.lights import TopicLights
from rmjournal.journal.manuscript import Manuscript
from rmjournal.journal.mine import Mine
from rmjournal.journal.plan import Plan
from rmjournal.journal.sealing import Sealing
from rmjournal.journal.standing import Standings
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.markdown.letter import letter_markdown
from rmjournal.practice.agreement import COORDINATOR, WHO, read_parts
from rmjournal.store.store import Put
from tests.nasty import LINES, titles

TODAY = date(2026, 8, 1)
NOW = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)
FIRST = date(2026, 2, 3)
SECRET = "Qzkvx"
"""Stands in every private text, and in nothing that may be let out."""

TICKS = tuple(tick.id for part in read_parts() if part.id == COORDINATOR for tick in part.ticks)
TEMPLATES = ("focus", "ours-walk", "swap", "reset", "closing", "")
LIBRARY = TemplateLibrary()

public = titles.map(lambda text: text.replace(SECRET, ""))
secret = st.sampled_from([f"{line} {SECRET}\n{line}" for line in LINES])
who = st.sampled_from(list(Who))
days = st.integers(-30, 178).map(lambda count: FIRST + timedelta(days=count))
moments = days.map(lambda day: datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
numbers = st.integers(0, 10**6)


def any_of(kinds: type[StrEnum]) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(kinds))


def in_bytes(text: str) -> bytes:
    return text.encode(errors="replace")


def many(one: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(one, max_size=most)


@st.composite
def sessions(draw: Callable[[Any], Any]) -> Session:
    template, on, text = draw(st.sampled_from(TEMPLATES)), draw(days), draw(secret)
    held = draw(st.sampled_from([True, True, True, False]))
    began = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    return Session(
        id=f"s{draw(numbers)}",
        on=on,
        template=template,
        title=text if template in ("", "ours-walk") else LIBRARY.get(template).title,
        minutes=20,
        items=(PlannedItem(id="1", title=text, lead=Who.BOTH, minutes=20, text=text, prompts=(text,)),),
        left_out=(text,),
        started=began if held else None,
        ended=began + timedelta(minutes=20) if held else None,
        held=draw(st.integers(1, 99)) if held else 0,
        moved=draw(st.integers(0, 3)),
    )


@st.composite
def goals(draw: Callable[[Any], Any], title: st.SearchStrategy[str]) -> Goal:
    hidden, made = draw(secret), draw(moments)
    wording = Wording(id="w", title=draw(title) or "x", now=hidden, expected=hidden, better=hidden, made=made)
    turns = many(st.builds(Turn, state=st.sampled_from(list(GoalState)), at=moments, by=who, why=secret), 2)
    return Goal(
        id=f"g{draw(st.integers(0, 4))}",
        number=draw(st.integers(1, 9)),
        owner=draw(who),
        made=made,
        wordings=(wording,),
        objective=draw(public),
        turns=tuple(draw(turns)),
    )


def records(*, title: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[Record]]]:
    """What a journal may hold, most of it nobody else's business."""
    name = st.builds("id{}".format, numbers)
    subject = st.builds("g{}".format, st.integers(0, 4))
    steps = st.integers(-2, 2)
    reply = st.builds(Reply, value=steps, text=secret)
    opened = st.builds(Opened, question=subject, by=who, given=moments, reply=reply)
    words = st.builds(
        Words,
        text=secret,
        on=days,
        title=secret,
        feelings=st.tuples(secret),
        tags=st.tuples(secret),
        occasion=st.builds(Occasion, moment=secret),
    )
    kinds: tuple[st.SearchStrategy[Any], ...] = (
        goals(title),
        st.builds(
            Agreed, id=name, round=name, subject=subject, at=moments, value=st.integers(-2, 2), why=secret
        ),
        st.builds(
            Action,
            id=name,
            text=secret,
            made=moments,
            owner=who,
            status=st.sampled_from(list(ActionStatus)),
            settled=moments,
            to=secret,
            why=secret,
        ),
        st.builds(
            Capture,
            id=name,
            text=secret,
            made=moments,
            kind=st.sampled_from(list(CaptureKind)),
            outcome=secret,
        ),
        st.builds(Note, id=name, session=name, item=name, text=secret),
        st.builds(Reflection, id=name, by=who, made=moments, words=words),
        st.builds(
            Round, id=name, kind=st.sampled_from(list(RoundKind)), asked=st.tuples(subject), begun=moments
        ),
        st.builds(Answer, id=name, round=name, question=subject, by=who, given=moments, reply=reply),
        st.builds(Opening, id=name, at=moments, answers=st.tuples(opened)),
        st.builds(Lights, id=st.just("lights.mentor"), green=st.tuples(secret), amber=st.tuples(secret)),
        st.builds(Topic, id=name, name=secret),
        st.builds(Expectation, id=name, number=numbers, owner=who, made=moments, text=secret),
        st.builds(Offer, id=name, owner=who, text=secret, made=moments),
        st.builds(WorkingCard, id=st.just("card.mentor"), channel=secret, more=secret),
        st.builds(Page, id=name, who=who, moment=st.sampled_from(list(PageMoment)), text=secret, at=moments),
        st.builds(testimony.Testimony, text=secret, name=secret, on=days),
        st.builds(Clause, id=st.just("why"), text=secret),
        st.builds(
            LockedPage,
            id=name,
            author=who,
            key=name,
            sealed=numbers,
            text=secret.map(in_bytes),
        ),
    )
    full = st.lists(sessions(), min_size=3, max_size=8, unique_by=lambda one: one.id)
    return st.tuples(full, *map(many, kinds)).map(list)


def agreed(pair: Pair, ticks: tuple[str, ...], hidden: str) -> list[Record]:
    """An agreement that both signed, with private words in its other parts."""
    milestone = Day(id="closing", on=TODAY + timedelta(days=9))
    clauses = {
        COORDINATOR: Clause(id=COORDINATOR, text=hidden, ticks=ticks),
        WHO: Clause(id=WHO, text=hidden, days=(milestone,)),
        "why": Clause(id="why", text=hidden),
    }
    parts = tuple(
        AgreedPart(id=name, number=number, title=name, text=clause.text, clause=clause)
        for number, (name, clause) in enumerate(clauses.items(), start=1)
    )
    version = rules.version_of(1, f"{pair.mentor} and {pair.mentee}", parts)
    signed = {"version": version.id, "name": "x", "on": FIRST, "digest": version.digest}
    names = (Signature(id=Signature.id_of(version.id, by), by=by, **signed) for by in PARTNERS)
    return [version, *names]


def letters_of(kept: list[Record]) -> Letters:
    manuscript = Manuscript()
    for record in kept:
        manuscript.commit(Put(record), writer=Who.BOTH)
    ids = iter(range(10**6))
    desk = Desk(manuscript, clock=lambda: NOW, ids=lambda: f"new{next(ids)}", library=LIBRARY)
    return Letters(
        desk,
        agreement=Agreement(desk, Sealing(desk), Plan(desk)),
        standing=Standings(desk),
        lights=TopicLights(desk),
        mine=Mine(desk),
    )


@st.composite
def drafts(draw: Callable[[Any], Any]) -> tuple[Letters, LetterDraft]:
    """A letter of any journal, with any ticks, any words of its own, and any of its lines struck."""
    ticks = tuple(sorted(draw(st.one_of(st.just({*TICKS}), st.sets(st.sampled_from(TICKS))))))
    ticks = tuple(one for one in ticks if one != "own_names")
    pair = Pair(
        mentor=draw(public) or "I",
        mentee=draw(public) or "D",
        mentor_title=draw(secret),
        coordinator=draw(secret),
        program=draw(public),
        code=draw(public),
    )
    title = public if "goal_titles" in ticks else secret
    kept = [one for group in draw(records(title=title)) for one in group]
    letters = letters_of([pair, *agreed(pair, ticks, draw(secret)), *kept])
    since = FIRST - timedelta(days=30) if draw(st.sampled_from(range(4))) else draw(days)
    period = Period(since=since, until=TODAY)
    words = {"highlights": public, "ideas": public, "ask": public}
    written = {name: said if name in ticks else secret for name, said in words.items()}
    own = [one.id for one in kept if isinstance(one, Topic)]
    draft = letters.write(
        letters.draft(period),
        highlights=draw(many(written["highlights"], 3)),
        ideas=draw(many(st.builds(Idea, text=written["ideas"], credit=written["ideas"]), 3)),
        ask=draw(written["ask"]),
        topics=draw(many(st.sampled_from(["pay", "tools", *own]))),
    )
    struck = draw(st.one_of(st.just(set()), st.sets(st.sampled_from([*draft.whole.line_ids()]))))
    return letters, letters.strike(draft, *struck)


def holds(letters: Letters, draft: LetterDraft) -> None:
    """A letter has no secret in it, and can be read back to its values, from which its text follows."""
    for released in (True, False):
        text = letters.text(draft, released=released)
        assert SECRET.casefold() not in text.casefold()
        read = read_letter(text)
        assert (read.letter, read.released) == (draft.letter, released)
        assert letter_markdown(read.letter, released=released) == text
    assert "reset" not in {one.casefold() for one in draft.letter.templates}
    assert LIBRARY.get("reset").title not in text


SLOW_TO_DRAW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW_TO_DRAW)
@given(drafts())
def test_no_secret_is_in_a_letter_and_its_head_and_text_agree(made: tuple[Letters, LetterDraft]) -> None:
    holds(*made)


@pytest.mark.slow
@settings(
    max_examples=2000, deadline=None, suppress_health_check=SLOW_TO_DRAW, phases=[Phase.reuse, Phase.generate]
)
@given(drafts())
def test_no_secret_is_in_any_of_2000_letters(made: tuple[Letters, LetterDraft]) -> None:
    holds(*made)
