"""A sheet with labeled lines to fill in."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from rmjournal.errors import RmjournalError
from rmjournal.text import clean
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown
from rmjournal.tui.widgets.turn_field import TurnField

R = TypeVar("R")


class FormSheet(Dialog[R]):
    """Enter goes from line to line, and on the last one keeps all; so does ctrl+s anywhere."""

    ROOM = "form"
    BINDINGS = bindings_of("form")
    AUTO_FOCUS: ClassVar[str | None] = ".field Input"

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    def page(self) -> ComposeResult:
        yield from self.fields()
        yield Static(classes="ask--meaning")

    def fields(self) -> ComposeResult:
        """The lines, each made by `field` or `row`."""
        yield from ()

    @abstractmethod
    def result(self) -> R:
        """Keep what stands in the fields, and give what was kept.

        Raises:
            RmjournalError: If it cannot be kept; the message is shown in the sheet.
        """

    def field(self, name: str, label: str, value: str = "", hint: str = "") -> ComposeResult:
        """A line for words."""
        yield from self.row(
            label, Input(clean(value), placeholder=hint, id=name, compact=True, select_on_focus=False)
        )

    def row(self, label: str, widget: Widget) -> ComposeResult:
        """A label, and the field beside it."""
        with Horizontal(classes="field"):
            yield Label(label)
            yield widget

    def value(self, name: str) -> str:
        """The words in a line."""
        return self.query_one(f"#{name}", Input).value.strip()

    def say(self, words: str) -> None:
        """Say something below the lines."""
        self.query_one(".ask--meaning", Static).update(shown(words))

    @on(Input.Submitted)
    @on(TurnField.Given)
    def _go_on(self) -> None:
        lines = [*self.query(".field Input, .field TurnField")]
        if self.focused is lines[-1]:
            self.action_keep_all()
        else:
            self.focus_next(".field Input, .field TurnField")

    def action_keep_all(self) -> None:
        """Keep all of it."""
        try:
            kept = self.result()
        except RmjournalError as error:
            self.say(str(error))
            self.app.bell()
            return
        self.dismiss(kept)
