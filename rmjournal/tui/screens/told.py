"""A sheet that tells something, and then asks for one of a few."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.show import line_of, lines_of, shown_line


class ToldChoiceScreen(ChoiceScreen):
    """A few words, then a list to choose from; dismissed with the answer of the one chosen."""

    def __init__(self, heading: str, story: Content, choices: Sequence[Choice]) -> None:
        super().__init__(heading, choices)
        self._story = story

    def page(self) -> ComposeResult:
        yield Static(self._story, classes="told--story")
        yield from super().page()


def choice(answer: str, words: str, more: str = "") -> Choice:
    """A line to choose, and beneath it what it means."""
    line = shown_line(words)
    return Choice(answer, lines_of(line, line_of((more, "$text-muted"))) if more else line)
