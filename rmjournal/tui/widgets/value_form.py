"""A step of the scale in words, and a line of why."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.ratings import Choice
from rmjournal.practice.scales import read_scales
from rmjournal.tui.hanging import hanging
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.standings import BAR, bar

_SPARE = 3
"""Columns of the list that are not for words: space at both sides, and the scrollbar."""
_INDENT = BAR + 1
_WHY = "why, in a line; it may stay empty"


class WhyField(Input):
    """A line of why; Enter there gives the value."""

    def __init__(self, *, enter: str) -> None:
        super().__init__(placeholder=_WHY, compact=True, classes="why")
        self.ENTER = enter


class ValueForm(Vertical):
    """The steps from the best to the least, then what can be said instead. Enter, then why, then Enter.

    Args:
        may_pass: Whether nothing may be said as well.
        enter: What the second Enter does, in a word for the line of keys.
    """

    class Given(Message):
        """A value was given, with why; None is a pass."""

        def __init__(self, value: int | Choice | None, why: str) -> None:
            super().__init__()
            self.value = value
            self.why = why

    def __init__(self, *, may_pass: bool, enter: str) -> None:
        super().__init__()
        self._enter = enter
        self._subject: Goal | Expectation | None = None
        self._values: tuple[int | Choice | None, ...] = (
            *(step.value for step in reversed(read_scales().rating.steps)),
            *Choice,
            *((None,) if may_pass else ()),
        )

    def compose(self) -> ComposeResult:
        yield OptionList(classes="plain-list")
        yield WhyField(enter=self._enter)

    def begin(self, subject: Goal | Expectation, value: int | Choice | None = 0) -> None:
        """Begin with this value marked, and no why. A goal's anchors stand with their steps."""
        self._subject = subject
        self.query_one(Input).value = ""
        listed = self.query_one(OptionList)
        self._paint()
        listed.highlighted = self._values.index(value) if value in self._values else 2
        listed.focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._paint)

    def _paint(self) -> None:
        listed = self.query_one(OptionList)
        anchors, marked = _anchors(self._subject), listed.highlighted
        width = listed.size.width - _SPARE
        listed.set_options(Option(_row(one, anchors.get(one, ""), width)) for one in self._values)
        listed.highlighted = marked

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._values[event.option_index] is None:
            self.post_message(self.Given(None, ""))
        else:
            self.query_one(Input).focus()

    @on(Input.Submitted)
    def _explained(self, event: Input.Submitted) -> None:
        event.stop()
        marked = self.query_one(OptionList).highlighted
        if marked is not None:
            self.post_message(self.Given(self._values[marked], event.value))


def _anchors(subject: Goal | Expectation | None) -> dict[int | Choice | None, str]:
    """What was written first, by the step it stands for."""
    if not isinstance(subject, Goal):
        return {}
    wording = subject.wording
    return {2: wording.better, 0: wording.expected, -2: wording.now}


def _row(value: int | Choice | None, anchor: str, width: int) -> Content:
    if not isinstance(value, int):
        words = value.value if value else "pass: say nothing about this one"
        return line_of(" " * _INDENT, words)
    row = line_of(bar(value), f" {read_scales().rating.words(value)}")
    if not anchor:
        return row
    return lines_of(row, hanging(Content(" " * _INDENT), shown_line(anchor, "$text-muted italic"), width))
