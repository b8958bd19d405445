"""A few statements, each answered with one key from 1 to 5, or passed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import HIGHEST, LOWEST
from rmjournal.practice.pulse import Asked
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.show import line_of, lines_of, shown

Taps: TypeAlias = "dict[str, int | None]"
"""The answers by item; None where it was passed."""


class TapRow(Widget, can_focus=True):
    """One statement, and the five steps under it."""

    BINDINGS = bindings_of("tap")
    ROOM = "tap"
    ALLOW_SELECT = False
    HELP = "1 to 5 answers and goes on to the next, s passes this one.\nEnter is done with all of them."

    class Tapped(Message):
        """An answer was given, or passed."""

    def __init__(self, asked: Asked, who: Who) -> None:
        super().__init__()
        self.asked = asked
        self.who = who
        self.answer: int | None = None
        self.is_passed = False

    def render(self) -> Content:
        steps = (self._step(value) for value in range(LOWEST, HIGHEST + 1))
        words = shown(self.asked.words_for(self.who))
        return lines_of(words, line_of(*steps, ("  passed" if self.is_passed else "", "bold")), self._ends())

    def tap(self, value: int | None) -> None:
        """Take an answer; None passes."""
        self.answer = value
        self.is_passed = value is None
        self.refresh(layout=True)
        self.post_message(self.Tapped())

    def wipe(self) -> None:
        """Forget the answer."""
        self.answer, self.is_passed = None, False
        self.refresh()

    def action_one(self) -> None:
        """Answer 1."""
        self.tap(1)

    def action_two(self) -> None:
        """Answer 2."""
        self.tap(2)

    def action_three(self) -> None:
        """Answer 3."""
        self.tap(3)

    def action_four(self) -> None:
        """Answer 4."""
        self.tap(4)

    def action_five(self) -> None:
        """Answer 5."""
        self.tap(5)

    def action_pass(self) -> None:
        """Say nothing to this one."""
        self.tap(None)

    def action_say(self, value: int) -> None:
        """Answer with a click."""
        self.focus()
        self.tap(value)

    def _step(self, value: int) -> Content:
        words = f"[{value}]" if value == self.answer else f" {value} "
        style = "bold $text-primary" if value == self.answer else ""
        press = Style.from_meta({"@click": f"say({value})"})
        return Content.styled(f" {words} ", style).stylize(press)

    def _ends(self) -> Content:
        asked = self.asked
        middle = f" · 3 {asked.middle}" if asked.middle else ""
        return Content.styled(f"  1 {asked.low}{middle} · 5 {asked.high}", "$text-muted")


class TapsScreen(Dialog[Taps]):
    """Statements to answer alone; dismissed with the answers, or None where they were left."""

    ROOM = "taps"
    BINDINGS = bindings_of("taps")
    AUTO_FOCUS: ClassVar[str | None] = "TapRow"
    IS_PRIVATE = True

    def __init__(self, heading: str, story: str, items: Sequence[Asked], who: Who) -> None:
        super().__init__()
        self._heading = heading
        self._story = story
        self._items = tuple(items)
        self._who = who

    def heading(self) -> str:
        return self._heading

    def page(self) -> ComposeResult:
        yield Static(shown(self._story), classes="taps--story muted")
        for item in self._items:
            yield TapRow(item, self._who)

    def on_tap_row_tapped(self) -> None:
        rows = list(self.query(TapRow))
        if self.focused is not rows[-1]:
            self.focus_next()

    def action_done(self) -> None:
        """Done with all of them; what has no answer is passed."""
        self.dismiss({row.asked.id: row.answer for row in self.query(TapRow)})

    def action_down(self) -> None:
        """To the next one."""
        self.focus_next()

    def action_up(self) -> None:
        """To the one before."""
        self.focus_previous()

    def action_skip(self) -> None:
        """Pass on all of them."""
        self.dismiss({item.id: None for item in self._items})

    def hide(self) -> None:
        for row in self.query(TapRow):
            row.wipe()
