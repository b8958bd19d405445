"""Logging a session that was held without the program."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.day_reading import parse_day
from rmjournal.domain.days import day_words
from rmjournal.domain.session import Session
from rmjournal.domain.words import counted
from rmjournal.errors import RmjournalError, UsageError
from rmjournal.tui.screens.choose_agenda import agenda_choices
from rmjournal.tui.screens.choose_length import read_minutes
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown
from rmjournal.tui.widgets.field_input import FieldInput

_LONGEST_HELD = 600
"""Minutes; a session that was longer was something else."""


class LogScreen(Dialog[Session]):
    """Day, minutes and agenda of a session that was held; dismissed with the session as it is kept."""

    HEADING = "Log a session that was held"
    ENTER = "go on"
    AUTO_FOCUS: ClassVar[str | None] = "#day"
    HELP = "The day and the minutes, then Enter on an agenda keeps it.\nIts notes can be added afterwards."

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self._agendas = agenda_choices(seat.journal.templates)[::-1]

    def page(self) -> ComposeResult:
        for name, label, value in (("day", "Day", "yesterday"), ("minutes", "Minutes", "30")):
            with Horizontal(classes="field"):
                yield Label(label)
                yield FieldInput(value, id=name, compact=True)
        yield Static(classes="ask--meaning")
        yield Label("Its agenda")
        yield OptionList(*(Option(choice.shown) for choice in self._agendas), classes="plain-list")

    @on(Input.Submitted)
    def _go_on(self) -> None:
        self.focus_next()

    @on(Input.Changed)
    def _explain(self) -> None:
        self._say(self._meaning())

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        try:
            session = self._logged(self._agendas[event.option_index].answer)
        except RmjournalError as error:
            self._say(str(error))
            self.app.bell()
        else:
            self.dismiss(session)

    def _logged(self, template: str) -> Session:
        return self.seat.journal.sessions.log(
            on=self._day(), minutes=self._minutes(), template=template, by=self.seat.writer
        )

    def _meaning(self) -> str:
        try:
            return f"{day_words(self._day(), self.seat.now.date())}, {counted(self._minutes(), 'minute')}"
        except RmjournalError as error:
            return str(error)

    def _day(self) -> date:
        today = self.seat.now.date()
        day = parse_day(self.query_one("#day", Input).value, today=today)
        if day > today:
            raise UsageError(f"{day_words(day, today)} is still to come.")
        return day

    def _minutes(self) -> int:
        return read_minutes(self.query_one("#minutes", Input).value, least=1, most=_LONGEST_HELD)

    def _say(self, words: str) -> None:
        self.query_one(".ask--meaning", Static).update(shown(words))
