"""Today: the next session, one key from its first notes, and what it builds on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from rmjournal.domain.capture import Action, ActionStatus, Capture
from rmjournal.domain.days import day_words, on_day
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session
from rmjournal.errors import JobCancelledError, RmjournalError, UsageError
from rmjournal.journal.ledger_views import ExpectationView
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.next_session import NextSession
from rmjournal.tui.widgets.standing import Standing
from rmjournal.tui.words import minutes_words, when_words

if TYPE_CHECKING:
    from rmjournal.journal.care import Waiting

_ABOUT_THE_NEXT = {"length", "rebook", "shorten"}
_BEFORE_A_START = {"template", "blank", *_ABOUT_THE_NEXT}


class TodayScreen(JournalScreen[None]):
    """Where the pair stands, and the key that starts the next session."""

    ROOM = "today"
    BINDINGS = bindings_of("today")
    ENTER = "open"
    AUTO_FOCUS: ClassVar[str | None] = "NextSession"
    HELP = (
        "Today: the next session at the left, what stands open at the right. Tab goes from one to the other."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.today = seat.journal.today()
        self._standing: Standing | None = None
        self._waiting: Waiting | None = None
        self._offered_to: Who | None = None

    def holder(self) -> Widget:
        return Horizontal(classes="page today")

    def page(self) -> ComposeResult:
        yield NextSession(self.today)

    def on_mount(self) -> None:
        # Enter works from the first frame on; the rest follows.
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        if not self.query_one(".today").is_attached:
            # Whoever leaves at once leaves before there was more to see.
            return
        if self._standing is None:
            self._standing = Standing()
            self.query_one(".today").mount(self._standing)
            self._look_beside()
        self.read_again()

    @work
    async def _look_beside(self) -> None:
        """Look for rescued words and other copies; in a thread, since a synced folder can be slow."""
        from rmjournal.tui.waiting import can_be_taken_in

        waiting = await asyncio.to_thread(self.seat.journal.care.waiting)
        for copy in waiting.copies:
            if copy.problem:
                self.tell(copy.problem, problem=True)
        if can_be_taken_in(waiting):
            self._waiting = waiting
            self.read_again()

    def read_again(self) -> None:
        if self._standing is None:
            return
        journal = self.seat.journal
        self.today = today = journal.today()
        agenda, used = None, 0
        if today.open is not None:
            used = journal.sessions.seconds(today.open)
        elif today.next is not None:
            agenda = journal.sessions.agenda(today.next)
        self.query_one(NextSession).show_today(today, agenda=agenda, used=used)
        self._standing.show_today(today, waiting=self._waiting, writer=self.seat.writer)
        self._offer_card()
        self.refresh_bindings()

    def frame_changed(self) -> None:
        super().frame_changed()
        if self._standing is not None and self._offered_to is not self.seat.writer:
            self._standing.show_today(self.today, waiting=self._waiting, writer=self.seat.writer)
            self._offer_card()

    @property
    def is_free_for_hint(self) -> bool:
        return self._standing is not None and not self.query_one(NextSession).names_card

    def _offer_card(self) -> None:
        """The card of the guide that helps whoever is writing now."""
        from rmjournal.journal.guide import offered

        self._offered_to = self.seat.writer
        card = offered(self.seat.journal, writer=self.seat.writer)
        self.query_one(NextSession).show_card(card)
        self.look_for_hint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _BEFORE_A_START and self.today.open is not None:
            return False
        if action in _ABOUT_THE_NEXT:
            return self.today.next is not None
        if action == "take_in":
            return self._waiting is not None
        if action == "done":
            return isinstance(self._marked(), Action)
        return super().check_action(action, parameters)

    @property
    def does_now(self) -> Mapping[str, str]:
        """What commands do now, where the line of keys has other words for it."""
        return {"today.start": "go on"} if self.today.open is not None else {}

    @on(Standing.OptionHighlighted)
    def _mark_moved(self) -> None:
        self.refresh_bindings()

    @on(Standing.Picked)
    def _picked(self, event: Standing.Picked) -> None:
        if isinstance(event.about, Session):
            from rmjournal.tui.screens.note import NoteScreen

            self.app.push_screen(NoteScreen(self.seat, event.about))
        elif isinstance(event.about, Action | Capture):
            from rmjournal.tui.screens.settle import SettleScreen

            self.app.push_screen(SettleScreen(self.seat, event.about))
        elif isinstance(event.about, ExpectationView):
            from rmjournal.tui.screens.entry import EntryScreen

            wanted = self.seat.journal.expectations.get(event.about.id)
            self.app.push_screen(EntryScreen(self.seat, wanted))
        else:
            self.action_take_in()

    def action_start(self) -> None:
        """Start the next session, or go on with the one that is open."""
        self._open(self.today.open or self._started(self.today.next))

    def action_blank(self) -> None:
        """Start a session without an agenda."""
        self._open(self._started(None))

    @work
    async def action_template(self) -> None:
        """Take another agenda for the next session; where none is planned, for one today."""
        from rmjournal.tui.screens.choose_agenda import choose_agenda

        session = self.today.next
        chosen = await choose_agenda(
            self, self.seat.journal.templates, now=session.template if session else None
        )
        if chosen is None:
            return
        plan, by = self.seat.journal.plan, self.seat.writer
        if session is None:
            plan.add(on=self.today.day, template=chosen, by=by)
        else:
            length = self.seat.journal.templates.get(chosen).minutes if chosen else None
            self.attempt(lambda: plan.change(session, template=chosen, minutes=length, by=by))
        self.read_again()

    @work
    async def action_length(self) -> None:
        """Take another length for the next session."""
        from rmjournal.tui.screens.choose_length import choose_length

        session = self.today.next
        offered = self.seat.settings.lengths
        minutes = await choose_length(self, now=session.minutes, offered=offered) if session else None
        if session and minutes:
            plan, by = self.seat.journal.plan, self.seat.writer
            self.attempt(lambda: plan.change(session, minutes=minutes, by=by))
            self.read_again()

    @work
    async def action_rebook(self) -> None:
        """Move the next session to another day."""
        from rmjournal.tui.screens.ask import AskScreen

        session = self.today.next
        if session is None:
            return
        proposed = max(session.on, self.today.day) + timedelta(days=7)
        day = await self.app.push_screen_wait(
            AskScreen(
                f"On which day instead of {day_words(session.on, self.today.day)}?",
                read=self._day_ahead,
                say=lambda day: f"{when_words(day, self.today.day)}. Later sessions give way.",
                value=day_words(proposed, self.today.day),
                hint="A date or a weekday: next tuesday, feb 17, in 2 weeks",
            )
        )
        if day is None:
            return
        plan, by = self.seat.journal.plan, self.seat.writer
        if self.attempt(lambda: plan.move(session, day, by=by)):
            self.tell(f"{session.title} is {on_day(day, self.today.day)} now.")
        self.read_again()

    def action_shorten(self) -> None:
        """Turn the next session into the pair's 15-minute version."""
        session, plan, by = self.today.next, self.seat.journal.plan, self.seat.writer
        if session is None:
            return
        if self.attempt(lambda: plan.shorten(session, by=by)):
            short = self.seat.journal.sessions.get(session.id)
            self.tell(f"{short.title} takes {minutes_words(short.minutes)} now, on the day it was.")
        self.read_again()

    @work
    async def action_log(self) -> None:
        """Log a session that was held without the program."""
        from rmjournal.tui.screens.log_session import LogScreen
        from rmjournal.tui.screens.note import NoteScreen

        logged = await self.app.push_screen_wait(LogScreen(self.seat))
        if logged is not None:
            self.read_again()
            self.app.push_screen(NoteScreen(self.seat, logged))

    @work
    async def action_take_in(self) -> None:
        """Take in what was found beside the journal; nothing that is here is lost."""
        from rmjournal.tui.screens.working import worked
        from rmjournal.tui.waiting import take_in

        journal, waiting = self.seat.journal, self._waiting
        if waiting is None:
            return
        self._waiting = None
        try:
            self.tell(await worked(self.app, "Taking it in", partial(take_in, journal, waiting)))
        except JobCancelledError as error:
            self.tell(str(error))
            self._look_beside()
        except RmjournalError as error:
            self.tell(str(error), problem=True)
        self.read_again()

    def action_done(self) -> None:
        """Mark the action done."""
        action = self._marked()
        if isinstance(action, Action):
            actions, by = self.seat.journal.actions, self.seat.writer
            if self.attempt(lambda: actions.settle(action, ActionStatus.DONE, by=by)):
                self.tell(f"Done: {action.text}")
            self.read_again()

    def _marked(self) -> object:
        focused = self._standing is not None and self._standing.has_focus
        return self._standing.marked if self._standing is not None and focused else None

    def _started(self, session: Session | None) -> Session | None:
        try:
            return self.seat.journal.sessions.start(session, by=self.seat.writer)
        except RmjournalError as error:
            self.tell(str(error), problem=True)
            return None

    def _open(self, session: Session | None) -> None:
        if session is not None:
            from rmjournal.tui.screens.session import SessionScreen

            self.app.push_screen(SessionScreen(self.seat, session))

    def _day_ahead(self, words: str) -> date:
        from rmjournal.domain.day_reading import parse_day
        from rmjournal.domain.days import day_words

        day = parse_day(words, today=self.today.day)
        if day < self.today.day:
            raise UsageError(f"{day_words(day, self.today.day)} has passed.")
        return day
