"""Sheets that tell something: to be read, or followed by a choice of a few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.show import line_of, lines_of, shown_line

R = TypeVar("R")


class ReadingSheet(Dialog[R]):
    """A sheet that is read. Where it is longer than the screen, the arrows scroll it."""

    AUTO_FOCUS: ClassVar[str | None] = ".sheet--page"

    def holder(self) -> Widget:
        return VerticalScroll(classes="sheet--page")


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
