"""A field that is turned through a few answers by the arrows, the space bar or a click."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.choice import Choice
from rmjournal.tui.show import line_of


class TurnField(Widget, can_focus=True):
    """One of a few answers, on one line."""

    BINDINGS = bindings_of("turn")
    ROOM = "turn"
    HELP = "One of a few answers.\nThe arrows or the space bar turn to the next one, Enter goes on."
    ALLOW_SELECT = False

    place: reactive[int] = reactive(0)

    class Given(Message):
        """Enter was pressed."""

    def __init__(self, choices: Sequence[Choice], *, now: str = "", name: str = "") -> None:
        super().__init__(name=name)
        self.choices = tuple(choices)
        answers = [one.answer for one in self.choices]
        self.set_reactive(TurnField.place, answers.index(now) if now in answers else 0)

    @property
    def answer(self) -> str:
        """The answer that stands there."""
        return self.choices[self.place].answer

    def render(self) -> Content:
        room = max(1, self.size.width - 4)
        return line_of("◂ ", self.choices[self.place].shown.truncate(room, ellipsis=True), " ▸")

    def action_turn(self) -> None:
        """The next one."""
        self.place = (self.place + 1) % len(self.choices)

    def action_turn_back(self) -> None:
        """The one before."""
        self.place = (self.place - 1) % len(self.choices)

    def action_submit(self) -> None:
        """Go on."""
        self.post_message(self.Given())

    def on_click(self) -> None:
        self.action_turn()
