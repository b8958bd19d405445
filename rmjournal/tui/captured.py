"""Captured lines, of either kind of record, in words for the screens."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeAlias

from textual.content import Content

from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureKind
from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Session
from rmjournal.journal.journal import Journal
from rmjournal.text import one_line
from rmjournal.tui.show import line_of, lines_of, shown_line

Captured: TypeAlias = Action | Capture
"""A line that was captured."""


class LineKind(StrEnum):
    """What can be captured; the letter after F3 says which."""

    ACTION = "a"
    INSIGHT = "i"
    EXPERIMENT = "x"
    CARRY_UPWARD = "u"
    PHRASE = "w"
    PARKING = "p"

    @property
    def capture_kind(self) -> CaptureKind | None:
        """The kind of record; None for an action, which is a record of its own."""
        return None if self is LineKind.ACTION else CaptureKind[self.name]

    @property
    def words(self) -> str:
        """Its name on the screen."""
        return "action" if self is LineKind.ACTION else kind_words(CaptureKind[self.name])


def kind_words(kind: CaptureKind) -> str:
    """The name of a kind on the screen."""
    return {CaptureKind.CARRY_UPWARD: "carry upward", CaptureKind.PARKING: "parking lot"}.get(
        kind, kind.value
    )


def captured_in(journal: Journal, session: Session) -> tuple[Captured, ...]:
    """What was captured in a session, in its order; the partners' takeaways come at the end."""
    found: list[Captured] = [*journal.actions.of(session), *journal.captures.of(session)]
    return tuple(sorted(found, key=lambda one: (_is_takeaway(one), one.made, one.id)))


def label_of(record: Captured, pair: Pair, *, today: date) -> str:
    """What a captured line is, in a few words: "action, Desmond, by Tuesday, Feb 10"."""
    if isinstance(record, Capture):
        return _capture_label(record, pair)
    due = f", by {day_words(record.due, today)}" if record.due else ""
    state = "" if record.status is ActionStatus.OPEN else f", {record.status}"
    return f"action, {one_line(pair.first_name(record.owner))}{due}{state}"


def two_lines(record: Captured, pair: Pair, *, today: date) -> Content:
    """A captured line under its label, and room before the next."""
    label = line_of((label_of(record, pair, today=today), "$text-muted"))
    return lines_of(label, shown_line(record.text), Content(""))


def _is_takeaway(record: Captured) -> bool:
    return isinstance(record, Capture) and record.kind is CaptureKind.TAKEAWAY


def _capture_label(capture: Capture, pair: Pair) -> str:
    words = kind_words(capture.kind)
    by = "" if capture.by is Who.BOTH else f", {one_line(pair.first_name(capture.by))}"
    return f"{words}{by}" if capture.is_open else f"{words}{by}, {capture.state}"
