"""A sheet with labeled lines to fill in."""

from __future__ import annotations

import contextlib
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
from rmjournal.tui.draft import Settling
from rmjournal.tui.screens.changes import ask_about_changes
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown
from rmjournal.tui.widgets.field_input import FieldInput
from rmjournal.tui.widgets.turn_field import TurnField

R = TypeVar("R")


_AS_LEFT = "As it stood when the program ended; it is not kept yet."


class FormSheet(Dialog[R]):
    """Enter goes from line to line, and on the last one keeps all; so does ctrl+s anywhere.

    Escape asks where something was changed. From a moment after it was typed, what is written here waits for
    the same sheet to be opened again, whatever becomes of the program.
    """

    ROOM = "form"
    BINDINGS = bindings_of("form")
    AUTO_FOCUS: ClassVar[str | None] = ".field Input"

    def __init__(self, seat: Seat, *, about: str = "") -> None:
        """A sheet.

        Args:
            seat: The journal, and who is writing.
            about: What tells this sheet from others, such as "goal.new", where its words may wait on this
                computer; "" where they may not.
        """
        super().__init__()
        self.seat = seat
        self._about = about
        self._first: dict[str, str] = {}
        """What stood in the fields at first."""
        self._settling = Settling(self, self._settle)

    def on_mount(self) -> None:
        self._first = self._said()
        left = self.seat.journal.unkept.sheet(self._about) if self._about else {}
        for field in self.query(".field Input, .field TurnField"):
            if field_name(field) in left:
                fill(field, left[field_name(field)])
        if self._is_changed():
            self.say(_AS_LEFT)

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
            label, FieldInput(clean(value), placeholder=hint, id=name, compact=True, select_on_focus=False)
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

    @on(Input.Changed, ".field Input")
    def _typed(self) -> None:
        if self._about and self._is_changed():
            self._settling.begin()

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
        self._let_go()
        self.dismiss(kept)

    def action_cancel(self) -> None:
        """Close the sheet; where something was changed, ask what becomes of it."""
        self.run_worker(self._cancel(), exclusive=True)

    async def _cancel(self) -> None:
        said = await ask_about_changes(self) if self._is_changed() else "let go"
        if said == "keep":
            self.action_keep_all()
        elif said == "let go":
            self._let_go()
            self.dismiss(None)

    def put_aside(self) -> None:
        if self._about and self._is_changed():
            self.seat.journal.unkept.put_sheet_aside(self._about, self._said())

    def _settle(self) -> None:
        # It is a precaution: whoever cannot have it is told when the sheet itself cannot be kept.
        with contextlib.suppress(RmjournalError):
            self.put_aside()

    def _let_go(self) -> None:
        """Have nothing of this sheet wait anymore."""
        self._first = self._said()
        if self._about:
            self.seat.journal.unkept.let_sheet_go(self._about)

    def _is_changed(self) -> bool:
        return self._said() != self._first

    def _said(self) -> dict[str, str]:
        """What stands in the fields, by their names."""
        return {field_name(one): value_of(one) for one in self.query(".field Input, .field TurnField")}


def field_name(field: Widget) -> str:
    """What tells a field from the others of its sheet."""
    return field.id or field.name or ""


def value_of(field: Widget) -> str:
    """What stands in a field."""
    return field.answer if isinstance(field, TurnField) else field.value if isinstance(field, Input) else ""


def fill(field: Widget, value: str) -> None:
    """Have a value stand in a field; an answer that is not offered anymore is left out."""
    if isinstance(field, Input):
        field.value = clean(value)
    elif isinstance(field, TurnField):
        field.place = next(
            (place for place, one in enumerate(field.choices) if one.answer == value), field.place
        )
