"""Sessions: those held, the newest first, then those ahead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.days import short_day
from rmjournal.domain.session import Session, SessionState
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line
from rmjournal.tui.words import moved_words


class _Line(NamedTuple):
    shown: Content
    session: Session | None = None


class SessionsScreen(JournalScreen[None]):
    """Every session by time."""

    ROOM = "sessions"
    BINDINGS = bindings_of("sessions")
    ENTER = "read"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = "All sessions: those held, the newest first, then those ahead.\nEnter shows what was written."

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._rows: tuple[_Line, ...] = ()

    def page(self) -> ComposeResult:
        yield OptionList(classes="plain-list")

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        lines = tuple(_lines(self.seat.journal.sessions.all()))
        if lines == self._rows:
            return
        listed = self.query_one(OptionList)
        marked = listed.highlighted
        self._rows = lines
        listed.set_options(Option(line.shown, disabled=line.session is None) for line in lines)
        if marked is not None:
            listed.highlighted = min(marked, len(lines) - 1)
        else:
            listed.action_first()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        session = self._rows[event.option_index].session
        if session is not None:
            from rmjournal.tui.screens.note import NoteScreen

            self.app.push_screen(NoteScreen(self.seat, session))


def _lines(sessions: tuple[Session, ...]) -> Iterator[_Line]:
    held = [one for one in reversed(sessions) if one.state is not SessionState.PLANNED]
    ahead = [one for one in sessions if one.state is SessionState.PLANNED]
    if not held:
        yield _heading("Held")
        yield _Line(
            Content.styled("None yet. 1 opens Today, and Enter there starts the first.", "$text-muted")
        )
    for year, those in groupby(held, key=lambda one: one.on.year):
        yield _heading(f"Held in {year}")
        yield from (_Line(_row(one), one) for one in those)
    if ahead:
        yield _Line(Content())
        yield _heading("Ahead")
        yield from (_Line(_row(one), one) for one in ahead)


def _heading(words: str) -> _Line:
    return _Line(Content.styled(words, "bold $text-primary"))


def _row(session: Session) -> Content:
    day = short_day(session.on, width=2)
    minutes = f"{session.held or session.minutes:>3} min"
    facts = ["not wrapped up yet"] if session.state is SessionState.OPEN else []
    if session.moved:
        facts.append(moved_words(session.moved))
    more = f"  {', '.join(facts)}" if facts else ""
    return line_of((f"{day}  {minutes}  ", "$text-muted"), shown_line(session.title), (more, "$text-muted"))
