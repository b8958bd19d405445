"""Rating alone: one thing after the other, sealed until both are in."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS, Sealed
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.sealed import SealedScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line
from rmjournal.tui.widgets.subject_head import SubjectHead
from rmjournal.tui.widgets.value_form import ValueForm

_SEALED = "Nobody sees a rating before both are in; then you open both together."


class RateScreen(SealedScreen):
    """How it stands against what was expected, as one of the two sees it alone."""

    ROOM = "rate"
    BINDINGS = bindings_of("rate")
    ENTER = "this one"
    ABOUT = "Rating"
    AUTO_FOCUS: ClassVar[str | None] = "ValueForm OptionList"
    HELP = f"How it stands against what was expected, as you alone see it.\n{_SEALED}"

    def __init__(self, seat: Seat, round_id: str) -> None:
        super().__init__(seat)
        self.round_id = round_id

    def holder(self) -> Widget:
        return VerticalScroll(classes="page rate", can_focus=False)

    def page(self) -> ComposeResult:
        yield SubjectHead()
        yield ValueForm(may_pass=True, enter="seal it")
        yield Static(classes="muted")

    @property
    def state(self) -> Sealed:
        """Who is in with what."""
        return self.seat.journal.ratings.state(self.round_id)

    def read_again(self) -> None:
        if self.asked:
            self._show_state()

    @on(ValueForm.Given)
    def _given(self, event: ValueForm.Given) -> None:
        subject = self._subject(self.asked)
        if subject is None or self.attempt(lambda: self._rate(subject, event)):
            self.go_on()

    def _rate(self, subject: Goal | Expectation, said: ValueForm.Given) -> None:
        self.seat.journal.ratings.rate(self.round_id, subject, said.value, by=self.seat.writer, why=said.why)

    def action_done(self) -> None:
        """Be done: what is left is passed on."""
        self.attempt(lambda: self.seat.journal.ratings.hand_in(self.round_id, by=self.seat.writer))
        self.go_on()

    def action_close_unseen(self) -> None:
        """Close this round unseen; what was rated in it is gone."""
        choices = [
            Choice("", shown_line("Go on with it")),
            Choice("close", shown_line("Close it: what was rated is gone, and nobody has seen it")),
        ]

        def answered(answer: str | None) -> None:
            ratings, by = self.seat.journal.ratings, self.seat.writer
            if answer and self.attempt(lambda: ratings.close(self.round_id, by=by)):
                self.dismiss()

        self.app.push_screen(ChoiceScreen("Close these ratings unseen?", choices), answered)

    def ask(self, question: str) -> None:
        """Put a goal or a want to the one who is writing."""
        subject = self._subject(question)
        if subject is None:
            # It was deleted since it was asked; nothing can be said of it any more.
            self.seat.journal.sealing.skip(self.round_id, question, by=self.seat.writer)
            self.go_on()
            return
        name = one_line(self.seat.pair.first_name(self.seat.writer))
        self.query_one(SubjectHead).show(subject, above=f"{name} rates, alone", beside=self.place())
        self.query_one(ValueForm).begin(subject)
        self._show_state()

    def open_both(self) -> None:
        """Show both what both said."""
        from rmjournal.tui.screens.reveal import RevealScreen

        if self.attempt(lambda: self.seat.journal.ratings.open(self.round_id, by=Who.BOTH)):
            self.app.switch_screen(RevealScreen(self.seat, self.round_id))
        else:
            self.dismiss()

    def _show_state(self) -> None:
        state, pair = self.state, self.seat.pair
        stands = (f"{one_line(pair.first_name(who))} is {state.words(who, self.asked)}" for who in PARTNERS)
        words = f"{', '.join(stands)} with this one. {_SEALED}"
        self.query_one(".rate > .muted", Static).update(shown_line(words))

    def _subject(self, subject_id: str) -> Goal | Expectation | None:
        journal = self.seat.journal
        every: tuple[Goal | Expectation, ...] = (*journal.goals.all(), *journal.expectations.all())
        return next((one for one in every if one.id == subject_id), None)
