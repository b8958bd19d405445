"""The wrap-up: what each takes away, who does what by when, what is carried on, when it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.pace import unfinished
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session, SessionState
from rmjournal.journal.offers import offers
from rmjournal.tui.captured import Captured
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.capture import CaptureSheet
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.session_clock import SessionClock
from rmjournal.tui.widgets.next_row import NextRow
from rmjournal.tui.widgets.pending_row import PendingRow
from rmjournal.tui.widgets.pulse_row import PulseRow
from rmjournal.tui.widgets.wrap_fields import MinutesField, TakeawayField
from rmjournal.tui.widgets.wrap_rows import ActionRow, FinishRow, ItemRow, Row


class Section(Vertical):
    """A few rows under a heading. Without rows it is not shown."""

    def __init__(self, heading: str, rows: list[Widget], *, name: str) -> None:
        super().__init__(Static(heading, classes="heading"), *rows, name=name)


class WrapUpPage(VerticalScroll, inherit_bindings=False):
    """Holds the sections. The arrows go from row to row, and the page follows."""


class WrapUpScreen(JournalScreen[bool]):
    """One page, from top to bottom. What is done on it is kept at once; Escape goes back to the session.

    Dismissed with whether the session was ended.
    """

    ROOM = "wrap_up"
    BINDINGS = bindings_of("wrap_up")
    AUTO_FOCUS: ClassVar[str | None] = "LineInput"
    HELP = "Enter goes on to the next row, F8 to the last one.\nEsc goes back; all of this is kept."

    def __init__(self, seat: Seat, session: Session, item: PlannedItem, clock: SessionClock) -> None:
        super().__init__(seat)
        self.session = session
        self.item = item
        self.clock = clock

    def holder(self) -> Widget:
        return WrapUpPage(classes="page", can_focus=False)

    def page(self) -> ComposeResult:
        for name, heading, rows in self._sections():
            yield Section(heading, rows, name=name)

    def on_mount(self) -> None:
        self._hide_empty()

    def on_finish_row_finished(self) -> None:
        self.attempt(self._finish)

    def action_to_finish(self) -> None:
        """To the row that ends the session."""
        self.query_one(FinishRow).focus()

    def action_capture(self) -> None:
        """Keep a line."""
        self.app.push_screen(CaptureSheet(self.seat, self.session, self.item), self._captured)

    def action_down(self) -> None:
        """To the next row."""
        self.focus_next()

    def action_up(self) -> None:
        """To the row before."""
        self.focus_previous()

    def action_page_down(self) -> None:
        """A page further."""
        self.query_one(WrapUpPage).scroll_page_down()

    def action_page_up(self) -> None:
        """A page back."""
        self.query_one(WrapUpPage).scroll_page_up()

    def keep(self) -> None:
        for field in self.query(TakeawayField):
            field.keep()
        self.clock.keep()

    def leave(self) -> None:
        self.keep()
        self.dismiss(False)

    def read_again(self) -> None:
        for field in self.query(TakeawayField):
            field.read_again()
        for row in self.query(Row):
            row.read_again()

    def _sections(self) -> Iterator[tuple[str, str, list[Widget]]]:
        seat, session = self.seat, self.session
        partners = (Who.MENTOR, Who.MENTEE)
        yield "takeaways", "One line each", [TakeawayField(seat, session, of) for of in partners]
        yield "actions", "Actions from this session", list(self._action_rows())
        asking, waiting = self._pending()
        yield "decisions", "Carried often: decide", [PendingRow(seat, one) for one in asking]
        yield "open", "Still open from before", [PendingRow(seat, one) for one in waiting]
        yield "parked", "Parking lot of this session", [PendingRow(seat, one) for one in self._parked()]
        if session.state is SessionState.OPEN:
            items = unfinished(session, self.clock.used())
            yield "unfinished", "Items that got little time", [ItemRow(seat, session, one) for one in items]
        yield "next", "Next session", [NextRow(seat)]
        yield "pulse", "How was it?", [PulseRow(seat, session)]
        yield "end", "", self._end()

    def _action_rows(self) -> Iterator[ActionRow]:
        journal, session = self.seat.journal, self.session
        kept = journal.actions.of(session)
        for offer in offers(session, journal.sessions.notes(session), kept):
            yield ActionRow(self.seat, session, offer)
        for action in kept:
            yield ActionRow(self.seat, session, action)

    def _pending(self) -> tuple[list[Captured], list[Captured]]:
        """What stood open before this session: what wants a decision, and the rest."""
        journal = self.seat.journal
        found: list[Captured] = [*journal.actions.open(), *journal.captures.topics()]
        before = [one for one in found if one.session != self.session.id]
        asking = [one for one in before if one.wants_decision]
        return asking, [one for one in before if not one.wants_decision]

    def _parked(self) -> list[Capture]:
        """What went into the parking lot in this session, but for items that are carried over."""
        titles = {item.id: item.title for item in self.session.items}
        found = (one for one in self.seat.journal.captures.of(self.session) if one.travels)
        return [one for one in found if titles.get(one.item) != one.text]

    def _end(self) -> list[Widget]:
        if self.session.state is SessionState.OPEN:
            minutes = MinutesField(self.seat, self.session, self.clock)
            return [minutes, FinishRow(self.seat, "Finish: the session ends here")]
        return [FinishRow(self.seat, "Done: back to where you came from")]

    def _captured(self, record: Captured | None) -> None:
        if record is None:
            return
        if isinstance(record, Action):
            self._section("actions").mount(ActionRow(self.seat, self.session, record))
        elif record.travels:
            self._section("parked").mount(PendingRow(self.seat, record))
        self.call_after_refresh(self._hide_empty)

    def _section(self, name: str) -> Section:
        return next(section for section in self.query(Section) if section.name == name)

    def _hide_empty(self) -> None:
        for section in self.query(Section):
            section.display = bool(section.query(Row)) or bool(section.query(TakeawayField))

    def _finish(self) -> None:
        self.keep()
        journal = self.seat.journal
        session = journal.sessions.get(self.session.id)
        if session.state is SessionState.OPEN:
            held = self.query_one(MinutesField).minutes
            journal.sessions.wrap_up(session, held=held, by=self.seat.writer)
        self.dismiss(True)
