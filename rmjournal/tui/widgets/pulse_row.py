"""The row of the wrap-up that asks how it was: each of the two alone."""

from __future__ import annotations

from typing import cast

from textual import work
from textual.content import Content

from rmjournal.domain.session import Session
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.pulse_verbs import answer_pulse, can_be_answered, state_words
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of
from rmjournal.tui.widgets.wrap_rows import Row


class PulseRow(Row):
    """Who is in with the pulse of this session. What was answered is nowhere before both are."""

    BINDINGS = bindings_of("pulse_row")
    ROOM = "pulse_row"
    HELP = "Three taps of each of you, alone, sealed until both are in.\na answers, Enter goes on without."

    def __init__(self, seat: Seat, session: Session) -> None:
        super().__init__(seat)
        self.session = session

    def line(self) -> Content:
        return line_of("Three taps, each alone: ", (state_words(self.seat, self.session), "$text-muted"))

    def read_again(self) -> None:
        self.changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "answer":
            return can_be_answered(self.seat, self.session)
        return super().check_action(action, parameters)

    def on_click(self) -> None:
        if can_be_answered(self.seat, self.session):
            self.action_answer()

    @work
    async def action_answer(self) -> None:
        """Answer, one of the two alone."""
        await answer_pulse(cast("JournalScreen[bool]", self.screen), self.session)
        self.changed()
