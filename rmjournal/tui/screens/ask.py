"""A sheet with one field to fill in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from rmjournal.errors import RmjournalError
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.show import shown

R = TypeVar("R")


class AskScreen(Dialog[R]):
    """Asks for one thing in words; dismissed with what the words mean.

    What they mean is said while they are typed. Words that mean nothing are said to, and stay in the field.
    """

    ENTER = "take it"
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    HELP = "Enter takes what is in the field, Esc leaves everything as it is."

    def __init__(
        self,
        heading: str,
        *,
        read: Callable[[str], R],
        say: Callable[[R], str] = lambda _: "",
        value: str = "",
        hint: str = "",
    ) -> None:
        super().__init__()
        self._heading = heading
        self._read = read
        self._say = say
        self._value = value
        self._hint = hint

    def heading(self) -> str:
        return self._heading

    def page(self) -> ComposeResult:
        yield Input(self._value, placeholder=self._hint)
        yield Static(classes="ask--meaning")

    @on(Input.Changed)
    def _explain(self, event: Input.Changed) -> None:
        self._mean(event.value)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            answer = self._read(event.value)
        except RmjournalError as error:
            self._meaning(str(error))
            self.app.bell()
        else:
            self.dismiss(answer)

    def _mean(self, words: str) -> None:
        if not words.strip():
            self._meaning(self._hint)
            return
        try:
            self._meaning(self._say(self._read(words)))
        except RmjournalError as error:
            self._meaning(str(error))

    def _meaning(self, words: str) -> None:
        self.query_one(".ask--meaning", Static).update(shown(words))
