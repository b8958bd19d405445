"""Choosing something recorded as evidence for a goal or a want."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.days import day_words
from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.session import Session
from rmjournal.journal.goals import Recorded
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import lines_of, shown_line

_AT_MOST = 40
"""How many lines the list shows; more words find the others."""


class Candidate(NamedTuple):
    """Something that can be linked."""

    record: Recorded
    on: date
    kind: str
    text: str
    line: str = ""


class EvidenceSheet(Dialog[None]):
    """What was recorded, the newest first. Words narrow the list, Enter links what is marked."""

    ENTER = "link it"
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    HELP = "Everything both can read, the newest first. Type to narrow it, arrows choose, Enter links."

    def __init__(self, seat: Seat, subject: Goal | Expectation) -> None:
        super().__init__()
        self.seat = seat
        self.subject = subject
        self._all = tuple(candidates(seat))
        self._found: tuple[Candidate, ...] = ()

    def heading(self) -> str:
        return f"What shows that {self.subject.label} moved?"

    def page(self) -> ComposeResult:
        yield Input(placeholder="words to look for", compact=True, classes="sheet--words")
        yield OptionList(classes="plain-list")

    def on_mount(self) -> None:
        self._look_for("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look_for(event.value)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        if self._found:
            found = self._found[event.option_index]
            goals = self.seat.journal.goals
            goals.link(self.subject, found.record, line=found.line, by=self.seat.writer)
            self.dismiss(None)

    def key_down(self) -> None:
        """From the words to the list."""
        if isinstance(self.focused, Input):
            self.query_one(OptionList).focus()

    def _look_for(self, words: str) -> None:
        wanted = words.casefold().split()
        fits = (one for one in self._all if all(word in one.text.casefold() for word in wanted))
        self._found = tuple(one for one, _ in zip(fits, range(_AT_MOST), strict=False))
        today = self.seat.now.date()
        rows = [Option(_row(one, today)) for one in self._found]
        listed = self.query_one(OptionList)
        listed.set_options(rows or [Option(Content.styled(self._nothing(), "$text-muted"), disabled=True)])
        listed.highlighted = 0 if rows else None

    def _nothing(self) -> str:
        if self._all:
            return "Nothing with these words."
        return "Nothing was recorded yet. In a session, F3 keeps a line."


def candidates(seat: Seat) -> Iterator[Candidate]:
    """Everything that both can read and that can be evidence, the newest first."""
    journal = seat.journal
    found = [*_from_sessions(seat)]
    days = {one.id: one.on for one in journal.sessions.all()}
    found += [
        Candidate(one, days.get(one.session, one.made.date()), one.kind.value, one.text)
        for one in journal.captures.all()
    ]
    found += [
        Candidate(one, days.get(one.session, one.made.date()), "action", one.text)
        for one in journal.actions.all()
    ]
    found += [
        Candidate(one, one.words.on, "reflection", one.words.text)
        for one in journal.reflections.ours()
        if one.words is not None
    ]
    yield from sorted(found, key=lambda one: one.on, reverse=True)


def _from_sessions(seat: Seat) -> Iterator[Candidate]:
    for session in seat.journal.sessions.held():
        yield Candidate(session, session.on, "a whole session", session.title)
        yield from _from_notes(seat, session)


def _from_notes(seat: Seat, session: Session) -> Iterator[Candidate]:
    for note in seat.journal.sessions.notes(session).values():
        for line in filter(None, map(str.strip, note.text.splitlines())):
            yield Candidate(note, session.on, "note", line, line=line)


def _row(one: Candidate, today: date) -> Content:
    return lines_of(
        shown_line(one.text), Content.styled(f"{day_words(one.on, today)} · {one.kind}", "$text-muted")
    )
