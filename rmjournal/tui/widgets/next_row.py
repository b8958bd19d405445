"""A row of the wrap-up for the next session: the plan proposes, the pair agrees or changes it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from textual import work
from textual.content import Content

from rmjournal.domain.day_reading import parse_day
from rmjournal.domain.session import Session
from rmjournal.errors import UsageError
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.choose_agenda import choose_agenda
from rmjournal.tui.screens.choose_length import choose_length
from rmjournal.tui.show import shown_line
from rmjournal.tui.widgets.wrap_rows import Row
from rmjournal.tui.words import minutes_words, when_words

_LATER = timedelta(weeks=2)
_TEMPLATE = "focus"


class NextRow(Row):
    """Day, agenda and length of the next session."""

    BINDINGS = bindings_of("upcoming")
    ROOM = "upcoming"
    HELP = "The next session.\nd another day, t another agenda, m another length. Enter agrees and goes on."

    @property
    def session(self) -> Session | None:
        """The next session of the plan."""
        return self.seat.journal.plan.next()

    def line(self) -> Content:
        session = self.session
        if session is None:
            return shown_line("Nothing is planned after this. n plans one more.")
        return shown_line(f"{when_words(session.on, self.today)}: {session.title}")

    def facts(self) -> str:
        session = self.session
        return minutes_words(session.minutes) if session else ""

    def read_again(self) -> None:
        self.changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("day", "agenda", "length"):
            return self.session is not None
        if action == "plan":
            return self.session is None
        return super().check_action(action, parameters)

    def action_plan(self) -> None:
        """One more session, in two weeks."""
        self.seat.journal.plan.add(on=self.today + _LATER, template=_TEMPLATE, by=self.seat.writer)
        self.changed()

    @work
    async def action_day(self) -> None:
        """Another day."""
        session = self.session
        if session is None:
            return
        day = await self.app.push_screen_wait(
            AskScreen(
                "When is the next session?",
                read=self._day_ahead,
                say=lambda day: when_words(day, self.today),
                value=session.on.isoformat(),
                hint="next tuesday, feb 17, in 2 weeks",
            )
        )
        if day is not None:
            self._change(session, on=day)

    @work
    async def action_agenda(self) -> None:
        """Another agenda, at its own length."""
        session = self.session
        if session is None:
            return
        library = self.seat.journal.templates
        chosen = await choose_agenda(self.screen, library, now=session.template)
        if chosen is not None:
            minutes = library.get(chosen).minutes if chosen else None
            self._change(session, template=chosen, minutes=minutes)

    @work
    async def action_length(self) -> None:
        """Another length."""
        session = self.session
        if session is None:
            return
        offered = self.seat.settings.lengths
        minutes = await choose_length(self.screen, now=session.minutes, offered=offered)
        if minutes:
            self._change(session, minutes=minutes)

    def _change(self, session: Session, **agreed: Any) -> None:
        plan, by = self.seat.journal.plan, self.seat.writer
        self.attempt(lambda: plan.change(session, **agreed, by=by))
        self.changed()

    def _day_ahead(self, words: str) -> date:
        day = parse_day(words, today=self.today)
        if day < self.today:
            raise UsageError("That day is over. Say one that is still to come.")
        return day
