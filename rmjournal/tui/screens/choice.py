"""A sheet with a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.tui.screens.frame import Dialog


class Choice(NamedTuple):
    """One line to choose: what it answers, and how it reads."""

    answer: str
    shown: Content


class ChoiceScreen(Dialog[str]):
    """Asks for one of a few; dismissed with the answer of the one chosen."""

    ENTER = "take it"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = "Arrows go through the list, Enter takes what is marked, Esc leaves everything as it is."

    def __init__(self, heading: str, choices: Sequence[Choice], *, now: str | None = None) -> None:
        super().__init__()
        self._heading = heading
        self._choices = tuple(choices)
        self._now = now

    def heading(self) -> str:
        return self._heading

    def page(self) -> ComposeResult:
        yield OptionList(*(Option(choice.shown) for choice in self._choices), classes="plain-list")

    def on_mount(self) -> None:
        answers = [choice.answer for choice in self._choices]
        self.query_one(OptionList).highlighted = answers.index(self._now) if self._now in answers else 0

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index].answer)
