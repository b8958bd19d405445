"""The ledger: from what was wanted to the goals, what shows that they moved, and how both see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rmjournal.domain import notices
from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Occasion, Rated
from rmjournal.journal.agreement import Agreement
from rmjournal.journal.desk import Desk
from rmjournal.journal.expectations import Expectations
from rmjournal.journal.goals import Goals
from rmjournal.journal.ledger_views import ExpectationView, GoalView, LedgerView, SealedView
from rmjournal.journal.proofs import Proof, proof_of
from rmjournal.journal.ratings import Ratings, Subject
from rmjournal.practice.agreement import WHO
from rmjournal.practice.scales import read_scales

HALF_A_YEAR = timedelta(weeks=26)


class Ledger:
    """Reads the ledger."""

    def __init__(
        self, desk: Desk, *, expectations: Expectations, goals: Goals, ratings: Ratings, agreement: Agreement
    ) -> None:
        self._desk = desk
        self._expectations = expectations
        self._goals = goals
        self._ratings = ratings
        self._agreement = agreement

    def all(self) -> LedgerView:
        """Every expectation with its goals, and the goals that serve none."""
        views = self.expectations()
        known = {one.id for one in self._expectations.all()}
        labels = self._labels()
        loose = (self._goal(one, labels) for one in self._goals.all() if one.expectation not in known)
        shared = [*self._expectations.twins(), *self._goals.twins()]
        return LedgerView(
            expectations=views, unattached=tuple(loose), twins=tuple(group[0].label for group in shared)
        )

    def goals(self) -> tuple[GoalView, ...]:
        """Every goal, by its label."""
        labels = self._labels()
        return tuple(self._goal(one, labels) for one in self._goals.all())

    def expectations(self) -> tuple[ExpectationView, ...]:
        """Every expectation, by its label."""
        labels, program = self._labels(), self.program()
        return tuple(self._expectation(one, labels, program) for one in self._expectations.all())

    def program(self) -> timedelta:
        """How long the program is, by the days of the agreement."""
        who = self._agreement.part(WHO).clause
        start, end = who.day("start"), who.day("end")
        return end - start if start and end and end > start else HALF_A_YEAR

    def _labels(self) -> Mapping[str, str]:
        return {one.id: one.label for one in self._expectations.all()}

    def _goal(self, goal: Goal, labels: Mapping[str, str]) -> GoalView:
        ratings = self._ratings.history(goal)
        evidence = self._proofs(goal)
        said = _agreed(ratings)
        return GoalView(
            id=goal.id,
            label=goal.label,
            owner=goal.owner,
            title=goal.title,
            now=goal.wording.now,
            expected=goal.wording.expected,
            better=goal.wording.better,
            version=len(goal.wordings),
            expectation=labels.get(goal.expectation, ""),
            objective=goal.objective,
            due=goal.due,
            state=goal.state.value,
            agreed=said[0],
            agreed_words=said[1],
            ratings=ratings,
            sealed=self._sealed(goal),
            evidence=evidence,
            turns=goal.turns,
            wordings=goal.wordings,
            notices=notices.of_goal(
                goal,
                evidence=[one.on for one in evidence],
                rated=[one.at.date() for one in ratings],
                today=self._desk.today,
                is_over=bool(ratings) and ratings[-1].occasion == Occasion.END,
                differently=_differently(ratings),
            ),
        )

    def _expectation(
        self, wish: Expectation, labels: Mapping[str, str], program: timedelta
    ) -> ExpectationView:
        goals = tuple(self._goal(one, labels) for one in self._goals.of(wish))
        ratings, evidence = self._ratings.history(wish), self._proofs(wish)
        touched = max([wish.made.date(), *_touches(wish, ratings, evidence), *_of_goals(goals)])
        said = _agreed(ratings)
        told = notices.of_wish(
            goals=len(goals),
            touched=touched,
            today=self._desk.today,
            program=program,
            share=read_scales().untouched_share,
            differently=_differently(ratings),
        )
        return ExpectationView(
            id=wish.id,
            label=wish.label,
            owner=wish.owner,
            text=wish.text,
            state=wish.state.value,
            agreed=said[0],
            agreed_words=said[1],
            goals=goals,
            ratings=ratings,
            sealed=self._sealed(wish),
            evidence=evidence,
            turns=wish.turns,
            touched=touched,
            notices=told if wish.is_open else (),
        )

    def _sealed(self, subject: Subject) -> tuple[SealedView, ...]:
        return tuple(
            SealedView(
                round=one.round.id,
                occasion=one.round.occasion,
                mentor=one.words(Who.MENTOR, subject.id),
                mentee=one.words(Who.MENTEE, subject.id),
                can_open=one.can_open,
            )
            for one in self._ratings.running(subject)
        )

    def _proofs(self, subject: Subject) -> tuple[Proof, ...]:
        proofs = (proof_of(one, self._desk.store) for one in self._goals.evidence(subject))
        return tuple(sorted((one for one in proofs if one), key=lambda one: (one.on, one.id)))


def _agreed(ratings: tuple[Rated, ...]) -> tuple[int | None, str]:
    settled = [one.agreed for one in ratings if one.agreed is not None]
    return (settled[-1].value, settled[-1].words) if settled else (None, "")


def _differently(ratings: tuple[Rated, ...]) -> bool:
    return bool(ratings) and ratings[-1].seen_differently


def _touches(wish: Expectation, ratings: Iterable[Rated], evidence: Iterable[Proof]) -> Iterable[date]:
    yield from (one.at.date() for one in wish.turns)
    yield from (one.at.date() for one in ratings)
    yield from (one.on for one in evidence)


def _of_goals(goals: Iterable[GoalView]) -> Iterable[date]:
    for goal in goals:
        yield from (one.made.date() for one in goal.wordings)
        yield from (one.at.date() for one in goal.turns)
        yield from (one.at.date() for one in goal.ratings)
        yield from (one.on for one in goal.evidence)
