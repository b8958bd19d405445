"""The rooms of a journal, each opened when somebody first goes in, so that a light command stays light."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from rmjournal.journal.desk import Desk

if TYPE_CHECKING:
    from rmjournal.journal.actions import Actions
    from rmjournal.journal.agreement import Agreement
    from rmjournal.journal.assessment import Assessments
    from rmjournal.journal.captures import Captures
    from rmjournal.journal.cards import Cards
    from rmjournal.journal.entries import Entry
    from rmjournal.journal.expectations import Expectations
    from rmjournal.journal.goals import Goals
    from rmjournal.journal.happenings import Happenings
    from rmjournal.journal.ledger import Ledger
    from rmjournal.journal.letters import Letters
    from rmjournal.journal.lights import TopicLights
    from rmjournal.journal.mine import Mine
    from rmjournal.journal.plan import Plan
    from rmjournal.journal.pulses import Pulses
    from rmjournal.journal.questions import Questions
    from rmjournal.journal.ratings import Ratings
    from rmjournal.journal.record import MentorRecord
    from rmjournal.journal.reflections import Reflections
    from rmjournal.journal.sealing import Sealing
    from rmjournal.journal.search import Search
    from rmjournal.journal.sessions import Sessions
    from rmjournal.journal.standing import Standings
    from rmjournal.journal.tags import Tags
    from rmjournal.journal.timeline import Timeline
    from rmjournal.journal.unkept import Unkept


class Rooms:
    """A room for each subject, all at one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def plan(self) -> Plan:
        """The sessions still ahead."""
        from rmjournal.journal.plan import Plan

        return Plan(self._desk)

    @cached_property
    def sessions(self) -> Sessions:
        """Sessions from their start to their note."""
        from rmjournal.journal.sessions import Sessions

        return Sessions(self._desk)

    @cached_property
    def actions(self) -> Actions:
        """What the two said they will do."""
        from rmjournal.journal.actions import Actions

        return Actions(self._desk)

    @cached_property
    def captures(self) -> Captures:
        """The lines worth keeping."""
        from rmjournal.journal.captures import Captures

        return Captures(self._desk)

    @cached_property
    def mine(self) -> Mine:
        """The shelf that only its owner reads, locked or open."""
        from rmjournal.journal.mine import Mine

        return Mine(self._desk)

    @cached_property
    def reflections(self) -> Reflections:
        """What each of them, or both, made of it."""
        from rmjournal.journal.reflections import Reflections

        return Reflections(self._desk, self.mine)

    @cached_property
    def unkept(self) -> Unkept:
        """What somebody had not let go yet when they were interrupted."""
        from rmjournal.journal.unkept import Unkept

        return Unkept(self._desk, self.mine)

    @cached_property
    def questions(self) -> Questions:
        """The questions somebody would like to ask."""
        from rmjournal.journal.questions import Questions

        return Questions(self._desk, self.mine)

    @cached_property
    def sealing(self) -> Sealing:
        """The one place that sealed answers go through."""
        from rmjournal.journal.sealing import Sealing

        return Sealing(self._desk)

    @cached_property
    def pulses(self) -> Pulses:
        """How each session was for each of them."""
        from rmjournal.journal.pulses import Pulses

        return Pulses(self._desk, self.mine, self.sealing)

    @cached_property
    def ratings(self) -> Ratings:
        """How the two see their goals going."""
        from rmjournal.journal.ratings import Ratings

        return Ratings(self._desk, self.sealing)

    @cached_property
    def agreement(self) -> Agreement:
        """What the two agreed on, and signed."""
        from rmjournal.journal.agreement import Agreement

        return Agreement(self._desk, self.sealing, self.plan)

    @cached_property
    def standing(self) -> Standings:
        """Whether the two go on, pause or have ended."""
        from rmjournal.journal.standing import Standings

        return Standings(self._desk)

    @cached_property
    def cards(self) -> Cards:
        """How each of them likes to work."""
        from rmjournal.journal.cards import Cards

        return Cards(self._desk)

    @cached_property
    def lights(self) -> TopicLights:
        """The topics that are open to both."""
        from rmjournal.journal.lights import TopicLights

        return TopicLights(self._desk)

    @cached_property
    def assessments(self) -> Assessments:
        """What each of them can do, before and after."""
        from rmjournal.journal.assessment import Assessments

        return Assessments(self._desk)

    @cached_property
    def expectations(self) -> Expectations:
        """What each of them wants from this."""
        from rmjournal.journal.expectations import Expectations

        return Expectations(self._desk)

    @cached_property
    def goals(self) -> Goals:
        """What they work towards."""
        from rmjournal.journal.goals import Goals

        return Goals(self._desk, self.ratings)

    @cached_property
    def ledger(self) -> Ledger:
        """Expectations, their goals, the evidence and the ratings, as one."""
        from rmjournal.journal.ledger import Ledger

        return Ledger(
            self._desk,
            expectations=self.expectations,
            goals=self.goals,
            ratings=self.ratings,
            agreement=self.agreement,
        )

    @cached_property
    def letters(self) -> Letters:
        """What the coordinator gets, and what was released."""
        from rmjournal.journal.letters import Letters

        return Letters(
            self._desk, agreement=self.agreement, standing=self.standing, lights=self.lights, mine=self.mine
        )

    @cached_property
    def finding(self) -> Search:
        """Anything that both can read, by its words."""
        from rmjournal.journal.search import Search

        return Search(self._desk, private=self._open_pages)

    @cached_property
    def tags(self) -> Tags:
        """The words that the two mark things with."""
        from rmjournal.journal.tags import Tags

        return Tags(self._desk, self.mine, self.finding.entries)

    @cached_property
    def timeline(self) -> Timeline:
        """What happened, by time."""
        from rmjournal.journal.timeline import Timeline

        return Timeline(*self.happenings.sources(), about=self.finding.about)

    @cached_property
    def happenings(self) -> Happenings:
        """What the timeline is made of."""
        from rmjournal.journal.happenings import Happenings

        return Happenings(self._desk, agreement=self.agreement, sealing=self.sealing)

    def _open_pages(self) -> Iterable[Entry]:
        # A shelf that nobody went to in this run is not open, and a light command stays light.
        return self.reflections.entries() if "mine" in vars(self) else ()

    @cached_property
    def record(self) -> MentorRecord:
        """What the mentor can show of their work here."""
        from rmjournal.journal.record import MentorRecord

        return MentorRecord(self._desk, sessions=self.sessions, assessments=self.assessments, mine=self.mine)
