"""What can be done with an entry of the ledger, from the list and from its own page alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rmjournal.domain.goals import Expectation, Goal, GoalState
from rmjournal.domain.ratings import Occasion
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line
from rmjournal.tui.widgets.ledger_list import Entry


class EntryVerbs:
    """The verbs of goals and wants, for a screen that shows them."""

    def __init__(self, screen: JournalScreen[Any], seat: Seat) -> None:
        self._screen = screen
        self._seat = seat

    def subject(self, entry: Entry) -> Goal | Expectation | None:
        """The goal or the want that an entry shows, as it is kept."""
        return self._find(entry.id)

    def view(self, entry_id: str) -> Entry | None:
        """An entry by its id, with all that belongs to it."""
        ledger = self._seat.journal.ledger.all()
        goals = (goal for wish in ledger.expectations for goal in wish.goals)
        entries: tuple[Entry, ...] = (*ledger.expectations, *goals, *ledger.unattached)
        return next((one for one in entries if one.id == entry_id), None)

    def served_by(self, goal_id: str) -> Expectation | None:
        """The want that a goal serves."""
        goal = self._find(goal_id)
        wish = self._find(goal.expectation) if isinstance(goal, Goal) else None
        return wish if isinstance(wish, Expectation) else None

    def edit(self, subject: Goal | Expectation) -> None:
        """Change the words, the anchors, the day."""
        if isinstance(subject, Goal):
            from rmjournal.tui.screens.goal_form import GoalForm

            self._screen.app.push_screen(GoalForm(self._seat, subject), self._came_back)
        else:
            from rmjournal.tui.screens.want_form import WantForm

            self._screen.app.push_screen(WantForm(self._seat, subject), self._came_back)

    def turn(self, subject: Goal | Expectation, state: GoalState) -> None:
        """Set it aside with a line of why, or take it up again."""
        from rmjournal.tui.screens.ask import AskScreen

        if not subject.is_open:
            self._turned(subject, GoalState.OPEN, "")
            return

        def decided(why: str | None) -> None:
            if why is not None:
                self._turned(subject, state, why)

        heading = f"{subject.label} is {state.value}. Why, in a line? It may stay empty."
        self._screen.app.push_screen(AskScreen(heading, read=str.strip), decided)

    def rate(self, subject: Goal | Expectation) -> None:
        """Go on where its rating stands: begin it, rate, open both, or agree."""
        ratings = self._seat.journal.ratings
        last = ratings.last(subject)
        if not ratings.running(subject) and last is not None and last.agreed is None:
            self._reveal(last.round, subject.id)
            return
        running = ratings.running(subject)
        if running:
            self._rate(running[0].round.id)
        else:
            self._begin(Occasion.ANY_TIME, [subject])

    def rate_all(self, occasion: Occasion) -> None:
        """Begin, or go on with, the round about everything that is still pursued."""
        self._begin(occasion)

    def unseal(self) -> None:
        """Open the first round in which both are in."""
        ready = next((one for one in self._seat.journal.ratings.running() if one.can_open), None)
        if ready is not None:
            self._rate(ready.round.id)

    def link(self, subject: Goal | Expectation) -> None:
        """Choose something that was recorded, as evidence."""
        from rmjournal.tui.screens.choose_evidence import EvidenceSheet

        sheet = EvidenceSheet(self._seat, subject)
        self._screen.app.push_screen(sheet, self._came_back)

    def unlink(self, subject: Goal | Expectation) -> None:
        """Choose a link to take away; what it led to stays."""
        from rmjournal.tui.screens.choice import Choice, ChoiceScreen

        entry = self.view(subject.id)
        if entry is None:
            return
        choices = [Choice(one.id, shown_line(one.text)) for one in reversed(entry.evidence)]

        def chosen(link_id: str | None) -> None:
            kept = {one.id: one for one in self._seat.journal.goals.evidence(subject)}
            if link_id in kept:
                self._seat.journal.goals.unlink(kept[link_id], by=self._seat.writer)
                self._came_back(None)

        self._screen.app.push_screen(ChoiceScreen("Which link is taken away?", choices), chosen)

    def _begin(self, occasion: Occasion, subjects: Sequence[Goal | Expectation] = ()) -> None:
        def begin() -> None:
            self._rate(self._seat.journal.ratings.begin(occasion, subjects, by=self._seat.writer).round.id)

        self._screen.attempt(begin)

    def _rate(self, round_id: str) -> None:
        from rmjournal.tui.screens.rate import RateScreen

        self._screen.app.push_screen(RateScreen(self._seat, round_id))

    def _reveal(self, round_id: str, subject: str) -> None:
        from rmjournal.tui.screens.reveal import RevealScreen

        self._screen.app.push_screen(RevealScreen(self._seat, round_id, at=subject))

    def _turned(self, subject: Goal | Expectation, state: GoalState, why: str) -> None:
        journal, by = self._seat.journal, self._seat.writer
        # While it was asked why, another program may have changed it.
        subject = self._find(subject.id) or subject

        def turn() -> None:
            if isinstance(subject, Goal):
                journal.goals.turn(subject, state, why=why, by=by)
            else:
                journal.expectations.turn(subject, state, why=why, by=by)

        if self._screen.attempt(turn):
            words = "pursued again" if state is GoalState.OPEN else state.value
            self._screen.tell(f"{subject.label} is {words}.")
        self._screen.read_again()

    def _find(self, entry_id: str) -> Goal | Expectation | None:
        journal = self._seat.journal
        every: tuple[Goal | Expectation, ...] = (*journal.goals.all(), *journal.expectations.all())
        return next((one for one in every if one.id == entry_id), None)

    def _came_back(self, _result: object) -> None:
        self._screen.read_again()
