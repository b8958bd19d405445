"""A letter that left, word for word."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.days import long_day
from rmjournal.domain.letter_draft import Release
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.letter_words import period_words, text_lines
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line
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
        yield Static(self._head(), classes="letter--head")
        yield LetterPage()

    def on_mount(self) -> None:
        page = self.query_one(LetterPage)
        page.handout = self.release.text
        page.show(text_lines(self.release.text))

    def _head(self) -> Content:
        one = self.release
        both = line_of("Confirmed by ", shown_line(one.mentor), " and ", shown_line(one.mentee)).plain
        return lines_of(
            line_of(shown_line(one.file, "bold $text-primary")),
            Content.styled(
                f"Released on {long_day(one.on)}, about {period_words(one.period)}. {both}.", "$text-muted"
            ),
            Content.styled(f"SHA-256 {one.digest}", "$text-muted"),
        )
