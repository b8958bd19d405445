"""Both ratings, opened together: how each saw it, and the value that both agree on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.ratings import Choice, Rated, Said
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import lines_of
from rmjournal.tui.standings import said_lines
from rmjournal.tui.widgets.folded import Folded
from rmjournal.tui.widgets.subject_head import SubjectHead
from rmjournal.tui.widgets.value_form import ValueForm

_DIFFERENTLY = "You saw this one differently. t keeps it as a topic for the next session."
_ON_THE_LIST = "You saw this one differently. It is a topic for the next session."


class RevealScreen(JournalScreen[None]):
    """One thing after the other; Enter agrees on a value and goes on."""

    ROOM = "reveal"
    BINDINGS = bindings_of("reveal")
    ENTER = "this one"
    AUTO_FOCUS: ClassVar[str | None] = "ValueForm OptionList"
    HELP = (
        "How both of you saw it. Talk, then choose what you agree on; why may stay empty.\n"
        "Both ratings stay beside it. Nothing is averaged."
    )

    def __init__(self, seat: Seat, round_id: str, *, at: str = "") -> None:
        super().__init__(seat)
        self.round_id = round_id
        asked = seat.journal.ratings.state(round_id).round.asked
        self.subjects = tuple(one for one in _subjects(seat) if one.id in asked)
        self._place = next((at_ for at_, one in enumerate(self.subjects) if one.id == at), 0)

    def holder(self) -> Widget:
        return VerticalScroll(classes="page rate reveal", can_focus=False)

    def page(self) -> ComposeResult:
        yield SubjectHead()
        yield Folded(classes="reveal--both")
        yield ValueForm(may_pass=False, enter="agree")

    def on_mount(self) -> None:
        self._show()

    @property
    def subject(self) -> Goal | Expectation:
        """The goal or the want in question, as it is now."""
        kept = {one.id: one for one in _subjects(self.seat)}
        shown = self.subjects[self._place]
        return kept.get(shown.id, shown)

    @property
    def rated(self) -> Rated:
        """How both saw it, and what they agreed on."""
        history = self.seat.journal.ratings.history(self.subject)
        return next(one for one in reversed(history) if one.round == self.round_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "topic":
                return self._offers_topic()
            case "next":
                return self._place + 1 < len(self.subjects)
            case "previous":
                return self._place > 0
        return super().check_action(action, parameters)

    @on(ValueForm.Given)
    def _agreed(self, event: ValueForm.Given) -> None:
        value = event.value
        if value is None or not self.attempt(lambda: self._agree(value, event.why)):
            return
        if self._place + 1 < len(self.subjects):
            self.action_next()
        else:
            self.tell("Agreed. All of it is in the ledger.")
            self.dismiss()

    def _agree(self, value: int | Choice, why: str) -> None:
        self.seat.journal.ratings.agree(self.round_id, self.subject, value, why=why, by=self.seat.writer)

    def action_next(self) -> None:
        """To the next one; this one may be agreed on later."""
        self._place += 1
        self._show()

    def action_previous(self) -> None:
        """To the one before."""
        self._place -= 1
        self._show()

    def action_topic(self) -> None:
        """Keep it as a topic for the next session."""
        self.seat.journal.captures.add(CaptureKind.PARKING, self._topic(), by=self.seat.writer)
        self._show()

    def _show(self) -> None:
        rated = self.rated
        self.query_one(SubjectHead).show(
            self.subject,
            above="How you both see it",
            beside=f"{self._place + 1} of {len(self.subjects)}",
        )
        self.query_one(".reveal--both", Folded).fold(lambda width: lines_of(*self._both(rated, width)))
        self.query_one(ValueForm).begin(self.subject, _proposed(rated))
        self.refresh_bindings()

    def _both(self, rated: Rated, width: int) -> Iterator[Content]:
        yield from said_lines(rated, self.seat.pair, width=width)
        if rated.seen_differently:
            words = _DIFFERENTLY if self._offers_topic() else _ON_THE_LIST
            yield Content.styled(words, "bold $text-accent")
        yield Content()
        yield Content.styled("What do you agree on?", "bold $text-primary")

    def _offers_topic(self) -> bool:
        topics = [one.text for one in self.seat.journal.captures.topics()]
        return self.rated.seen_differently and self._topic() not in topics

    def _topic(self) -> str:
        subject = self.subject
        words = subject.title if isinstance(subject, Goal) else subject.text
        return f"We saw {subject.label} differently: {words}"


def _proposed(rated: Rated) -> int | Choice | None:
    """Where the list begins: at what was agreed, or at the mentor's word, which the other might drown."""
    for said in (rated.agreed, rated.mentor, rated.mentee):
        if said is not None:
            return _value(said)
    return 0


def _value(said: Said) -> int | Choice:
    return Choice(said.words) if said.value is None else said.value


def _subjects(seat: Seat) -> tuple[Goal | Expectation, ...]:
    return (*seat.journal.goals.all(), *seat.journal.expectations.all())
