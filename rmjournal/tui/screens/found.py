"""A sheet with what was found, where no page of its own shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from rmjournal.domain.days import long_day
from rmjournal.journal.search import Hit
from rmjournal.journal.timeline import Happening
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import lines_of, shown


class FoundScreen(Dialog[None]):
    """All the words of one record, with its day and whose it is."""

    ROOM = "found"
    BINDINGS = bindings_of("found")
    AUTO_FOCUS: ClassVar[str | None] = ".sheet--page"
    HELP = "All that stands there. Esc goes back to the list."

    def __init__(self, seat: Seat, one: Hit | Happening) -> None:
        super().__init__()
        self.seat = seat
        self.one = one

    def heading(self) -> str:
        who = self.one.who
        name = f", {one_line(self.seat.pair.name_of(who))}" if who else ""
        return f"{self.one.kind.capitalize()}{name}"

    def page(self) -> ComposeResult:
        yield Static(lines_of(*self._lines()))

    def _lines(self) -> Iterator[Content]:
        if self.one.on:
            yield Content.styled(long_day(self.one.on), "$text-muted")
        for words in filter(None, (self.one.title, self.one.text)):
            yield shown(words)

    def action_close(self) -> None:
        """It was read."""
        self.dismiss()
