"""How the demo pair's agreement and ledger are filled, told by the verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rmjournal.domain.assessment import Moment, PageMoment
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import GoalState
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session
from rmjournal.journal.agreement import Agreement
from rmjournal.journal.assessment import Assessments
from rmjournal.journal.cards import Cards
from rmjournal.journal.desk import Desk
from rmjournal.journal.expectations import Expectations
from rmjournal.journal.goals import Anchors, Goals
from rmjournal.journal.lights import TopicLights
from rmjournal.journal.plan import Plan
from rmjournal.journal.ratings import Ratings, Subject
from rmjournal.journal.sealing import Sealing
from rmjournal.journal.telling_shelves import Days
from rmjournal.practice.agreement import COORDINATOR, ENDING, WHO
from rmjournal.practice.ledger_story import EvidenceTold, GoalTold, LedgerStory, RoundTold


class LedgerTelling:
    """Fills the ledger of a journal in which the sessions were told."""

    def __init__(
        self, desk: Desk, days: Days, *, evening_of: Callable[[date], None], story: LedgerStory
    ) -> None:
        self._desk = desk
        self._days = days
        self._evening_of = evening_of
        self._story = story
        sealing = Sealing(desk)
        self._agreement = Agreement(desk, sealing, Plan(desk))
        self._ratings = Ratings(desk, sealing)
        self._goals = Goals(desk, self._ratings)
        self._expectations = Expectations(desk)
        self._assessments = Assessments(desk)

    def tell(self) -> None:
        """Fill it in the order of days."""
        told = self._story
        self._come_to(told.signed.versions[0])
        self._begin()
        days = {
            *(one.on for one in told.clauses),
            *(one.on for one in told.rounds),
            *(one.on for one in told.evidence),
            *(one.worded for one in told.goals),
            *told.signed.versions,
            told.assessed.end,
        }
        for day in sorted(days):
            self._come_to(day)
            self._tell_day(day)

    def _begin(self) -> None:
        """The first day: each alone with the form, then both; wants become expectations, then goals."""
        told, columns = self._story, self._agreement.columns
        for who in PARTNERS:
            for ask, text in told.columns[who].items():
                columns.fill(ask, text.strip(), by=who)
            columns.done(by=who)
            TopicLights(self._desk).mark(
                {topic: light for light, topics in told.lights[who].items() for topic in topics}, by=who
            )
            Cards(self._desk).write(by=who, **told.cards[who])
            self._assess(who, Moment.BEFORE)
            self._write_page(who, PageMoment.START)
        columns.open()
        for goal in told.goals:
            self._set(goal)
        self._set_days()

    def _tell_day(self, day: date) -> None:
        told = self._story
        for goal in (one for one in told.goals if one.worded == day):
            self._word(goal)
        for evidence in (one for one in told.evidence if one.on == day):
            self._link(evidence)
        for round_ in (one for one in told.rounds if one.on == day):
            self._rate(round_)
        for goal in (one for one in told.goals if one.parked == day):
            self._park(goal)
        self._amend(day)
        if day == told.assessed.end:
            self._look_back()

    def _look_back(self) -> None:
        for who in PARTNERS:
            self._assess(who, Moment.THEN)
            self._assess(who, Moment.NOW)
            self._write_page(who, PageMoment.END)

    def _set(self, told: GoalTold) -> None:
        self._goals.add(
            told.title,
            owner=told.owner,
            expectation=self._expectations.get(told.expectation),
            objective=told.objective,
            due=None if told.due is None else self._days.day(told.due),
            by=told.owner,
        )

    def _word(self, told: GoalTold) -> None:
        goal = next(one for one in self._goals.all() if one.title == told.title)
        anchors = Anchors(now=told.now, expected=told.expected, better=told.better)
        self._goals.reword(goal, anchors=anchors, by=told.owner)

    def _park(self, told: GoalTold) -> None:
        goal = next(one for one in self._goals.all() if one.title == told.title)
        self._goals.park(goal, why=told.why)
        wish = self._expectations.get(told.expectation)
        self._expectations.turn(wish, GoalState.PARKED, why=told.why)

    def _set_days(self) -> None:
        program = self._story.program
        for name, day in (("midpoint", program.midpoint), ("closing", program.closing), ("end", program.end)):
            self._agreement.set_day(WHO, name, self._days.day(day))
        self._agreement.set_day(ENDING, "keep_until", self._days.day(program.kept_until))
        for tick in program.lets_out:
            self._agreement.tick(COORDINATOR, tick, on=True)

    def _amend(self, day: date) -> None:
        for clause in self._story.clauses:
            if clause.on == day:
                self._agreement.write(clause.part, self._days.words(clause.text))
        if day in self._story.signed.versions:
            draft = self._agreement.draft()
            for who in PARTNERS:
                self._agreement.sign(draft, self._desk.pair.name_of(who), by=who)

    def _rate(self, told: RoundTold) -> None:
        subjects = {label: self._subject(label) for label in told.said}
        round_id = self._ratings.begin(
            told.occasion, subjects.values(), session=self._session_on(told.on).id
        ).round.id
        for who in PARTNERS:
            for label, said in told.said.items():
                value, why = said.of(who)
                self._ratings.rate(round_id, subjects[label], value, by=who, why=self._days.words(why))
        self._ratings.open(round_id)
        for label, said in told.said.items():
            self._ratings.agree(round_id, subjects[label], said.agreed, why=self._days.words(said.why))

    def _link(self, told: EvidenceTold) -> None:
        session = self._session_on(told.on).id
        every: list[Action | Capture] = [*self._desk.store.all(Action), *self._desk.store.all(Capture)]
        for begins in told.begins:
            (found,) = (one for one in every if one.session == session and one.text.startswith(begins))
            self._goals.link(self._subject(told.label), found)

    def _assess(self, who: Who, moment: Moment) -> None:
        self._assessments.answer(moment, self._story.assessed.of(who)[moment], by=who)

    def _write_page(self, who: Who, moment: PageMoment) -> None:
        self._assessments.write_page(moment, self._story.pages[who][moment].strip(), by=who)

    def _subject(self, label: str) -> Subject:
        if label.startswith("E"):
            return self._expectations.get(label)
        return self._goals.get(label)

    def _session_on(self, day: date) -> Session:
        return next(one for one in self._desk.store.all(Session) if one.on == self._days.day(day))

    def _come_to(self, day: date) -> None:
        self._evening_of(self._days.day(day))
