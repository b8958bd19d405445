"""A letter that left, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from rmjournal.domain.days import long_day
from rmjournal.domain.letter_draft import Release
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.letter_words import GAP, PageLine, plain_line, text_lines
from rmjournal.tui.pager import read_in_pager
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line
from rmjournal.tui.widgets.letter_page import LetterPage


class ReleasedScreen(JournalScreen[None]):
    """The exact text that was released, who confirmed it, and what its file is known by."""

    ROOM = "released_letter"
    BINDINGS = bindings_of("released_letter")
    AUTO_FOCUS: ClassVar[str | None] = "LetterPage"
    HELP = "A letter as it left, to the byte. y sends it to the terminal's clipboard, p opens your pager."

    def __init__(self, seat: Seat, release: Release) -> None:
        super().__init__(seat)
        self.release = release

    def holder(self) -> Widget:
        return Vertical(classes="page letter")

    def page(self) -> ComposeResult:
        yield LetterPage()

    def on_mount(self) -> None:
        self.query_one(LetterPage).show([*self._facts(), *text_lines(self.release.text)])

    def action_copy(self) -> None:
        """Send the letter to the terminal's clipboard."""
        self.app.copy_to_clipboard(self.release.text)
        self.tell("Sent to the terminal. Its clipboard gives no answer.")

    def action_pager(self) -> None:
        """Read the letter in the pager."""
        self.attempt(lambda: read_in_pager(self.app, self.release.text))

    def _facts(self) -> Iterator[PageLine]:
        one = self.release
        both = line_of("Confirmed by ", shown_line(one.mentor), " and ", shown_line(one.mentee), ".")
        yield plain_line(shown_line(one.file, "bold $text-primary"))
        yield plain_line(Content(f"Released on {long_day(one.on)}, about {one.period.words}."))
        yield plain_line(both)
        yield plain_line(Content.styled(f"SHA-256 {one.digest}", "$text-muted"))
        yield GAP
        yield plain_line(Content.styled("What left, word for word", "bold $text-primary"))
        yield GAP
