"""A pair's half year in the agreement and the ledger: wants, goals, evidence, two rounds, two versions."""

from __future__ import annotations

from datetime import date

from conftest import StoppedClock
from ledger import both_sign

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Choice, Occasion
from rmjournal.domain.seal import PARTNERS
from rmjournal.journal.goals import Anchors
from rmjournal.journal.journal import Journal
from rmjournal.journal.ratings import Subject

DUE = date(2026, 7, 28)

WANTS = {
    Who.MENTEE: (
        "Use an approved AI assistant for real work, and know when not to.",
        "Understand why new starters in my depots go quiet or go.",
        "Be findable and sound like myself on LinkedIn.",
    ),
    Who.MENTOR: (
        "Practise leading a conversation with someone senior, and say the awkward thing well.",
        "Learn how spending decisions are really made.",
        "Be known outside my own team for work I chose.",
    ),
}
OFFERS = {
    Who.MENTEE: "How a spending case gets through\nA door to the operations leadership",
    Who.MENTOR: "An evening with the numbers behind the depots",
}

GOALS = (
    (
        "E1",
        "AI assistant in the weekly briefing",
        Anchors(
            now="Never used one; pastes colleagues' text",
            expected="Drafts own briefing and checks facts, unaided, 3 weeks in 4",
            better="Shows the ops leads and writes the do/don't note",
        ),
        "Leaders use digital tools with judgment",
    ),
    (
        "E2",
        "Hear six first-year colleagues and change one thing",
        Anchors(
            now="Knows only the exit-survey chart",
            expected="Six listening talks; one change to induction",
            better="Change adopted by two depots with feedback",
        ),
        "First-year colleagues feel heard and stay",
    ),
    ("E3", "A profile that sounds like Desmond", Anchors(now="Profile last touched in 2014"), ""),
    (
        "E4",
        "Lead upward",
        Anchors(
            now="Waits to be asked",
            expected="Runs the sessions and gives one piece of upward feedback a month",
            better="Presents to the operations leadership",
        ),
        "Mentors gain skill, confidence and visibility",
    ),
    (
        "E5",
        "Read the business",
        Anchors(
            now="Cannot say how a spending case gets through",
            expected="Can explain it to a colleague from memory",
            better="Co-writes a case",
        ),
        "",
    ),
)

EVIDENCE = (
    ("G1", "Two invented figures caught in the Monday briefing before it went out."),
    ("G1", "Rule: no customer data, and no number without its source."),
    ("G2", "The induction pack has 46 pages; the first human name is on page 19."),
    ("G4", "She told him that he had answered two questions meant for her."),
    ("G5", "Who had to agree, and what did not show on paper: the tanker case."),
)

MIDPOINT = {
    "G1": (-1, "I still see whole lines of mine in it.", 0, "Two weeks of four are my own.", 0),
    "G2": (-1, "", -1, "", -1),
    "G3": (-1, "", -1, "I put it off each week.", Choice.PARKED),
    "G4": (0, "", 1, "", 1),
    "G5": (-1, "", -1, "", -1),
    "E6": (-2, "Nobody outside the team has heard of it.", 0, "The leads ask who made the chart.", -1),
}
END = {
    "G1": (1, "He showed the ops leads by himself.", 1, "", 1),
    "G2": (0, "", 0, "Six talks, and the first-day text.", 0),
    "G4": (2, "I presented, under my own name.", 2, "She ran the room.", 2),
    "G5": (0, "", 0, "", 0),
}


def tell(journal: Journal, clock: StoppedClock) -> None:
    """Everything, up to a week after the end."""
    sign_first_version(journal)
    for ref, title, anchors, objective in GOALS:
        wish = journal.expectations.get(ref)
        journal.goals.add(
            title,
            owner=wish.owner,
            expectation=wish,
            anchors=anchors,
            objective=objective,
            due=date(2026, 7, 28),
        )
    clock.on(days=21)
    for ref, text in EVIDENCE:
        kept = journal.captures.add(CaptureKind.INSIGHT, text, by=Who.MENTOR)
        journal.goals.link(journal.goals.get(ref), kept)
    clock.on(days=56)
    amend(journal)
    clock.on(days=14)
    rate(journal, Occasion.MIDPOINT, MIDPOINT)
    clock.on(days=84)
    kept = journal.captures.add(CaptureKind.CARRY_UPWARD, "A first-day text, at all depots.")
    journal.goals.link(journal.goals.get("G2"), kept)
    rate(journal, Occasion.END, END)
    clock.on(days=7)


def fill_columns(journal: Journal) -> None:
    """Both fill their columns and open them: six wants, three offers."""
    for who in PARTNERS:
        journal.agreement.columns.fill("wants", "\n".join(WANTS[who]), by=who)
        journal.agreement.columns.fill("offers", OFFERS[who], by=who)
        journal.agreement.columns.done(by=who)
    journal.agreement.columns.open()


def sign_first_version(journal: Journal) -> None:
    """The agreement, filled in, opened and signed by both."""
    fill_columns(journal)
    both_sign(journal)


def amend(journal: Journal) -> None:
    """Another version, signed by both: each speaks for themselves, and the mentor picks the place."""
    journal.agreement.write(
        "topics",
        "We talk about what both of us opened. An amber topic is by invitation, a day before.\n"
        "Each speaks as one person, not for a generation.\n"
        "Out of bounds, said openly: the performance of named colleagues, and family.",
    )
    both_sign(journal)


def rate(
    journal: Journal,
    occasion: Occasion,
    said: dict[str, tuple[int, str, int, str, int | Choice]],
) -> str:
    """A round that both rated, opened and agreed on; the id of the round."""
    subjects = {ref: _subject(journal, ref) for ref in said}
    round_id = journal.ratings.begin(occasion, subjects.values()).round.id
    for ref, (mentor, mentor_why, mentee, mentee_why, _) in said.items():
        journal.ratings.rate(round_id, subjects[ref], mentor, by=Who.MENTOR, why=mentor_why)
        journal.ratings.rate(round_id, subjects[ref], mentee, by=Who.MENTEE, why=mentee_why)
    journal.ratings.open(round_id)
    for ref, (*_, agreed) in said.items():
        journal.ratings.agree(round_id, subjects[ref], agreed)
    return round_id


def _subject(journal: Journal, ref: str) -> Subject:
    return journal.goals.get(ref) if ref.startswith("G") else journal.expectations.get(ref)
