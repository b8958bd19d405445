"""A reflection on *ours*, to read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from rmjournal.domain.reflection import Reflection
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.told import ReadingSheet
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.reflection_page import page_of


class ReadReflectionScreen(ReadingSheet[None]):
    """What one of the two let the other read."""

    ROOM = "read_reflection"
    BINDINGS = bindings_of("read_reflection")
    HELP = "A reflection on ours. Only its author can change it or take it back."

    def __init__(self, seat: Seat, one: Reflection) -> None:
        super().__init__()
        self.seat = seat
        self.one = one

    def heading(self) -> str:
        return f"From {one_line(self.seat.pair.first_name(self.one.by))}"

    def page(self) -> ComposeResult:
        yield Static(page_of(self.seat, self.one))

    def action_close(self) -> None:
        """It was read."""
        self.dismiss()
