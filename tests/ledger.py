"""Steps that the tests of the agreement and the ledger share."""

from __future__ import annotations

from rmjournal.domain.agreement import Signed
from rmjournal.domain.goals import Goal
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.seal import PARTNERS
from rmjournal.journal.goals import Anchors
from rmjournal.journal.journal import Journal

ANCHORS = Anchors(now="Never used one", expected="Drafts alone", better="Shows the others")


def a_goal(journal: Journal, title: str = "The assistant in the briefing") -> Goal:
    wish = journal.expectations.add("Use an assistant", owner=Who.MENTEE)
    return journal.goals.add(title, owner=Who.MENTEE, expectation=wish, anchors=ANCHORS)


def rated(journal: Journal, goal: Goal, mentor: int, mentee: int) -> str:
    """A round about one goal that both rated and opened."""
    round_id = journal.ratings.begin(Occasion.ANY_TIME, [goal]).round.id
    for who, value in zip(PARTNERS, (mentor, mentee), strict=True):
        journal.ratings.rate(round_id, goal, value, by=who)
    journal.ratings.open(round_id)
    return round_id


def both_sign(journal: Journal) -> Signed:
    draft = journal.agreement.draft()
    for who in PARTNERS:
        signed = journal.agreement.sign(draft, journal.pair.name_of(who), by=who)
    return signed
