"""The fields of the wrap-up: what each takes away, and the minutes held."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label

from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session, minutes_held
from rmjournal.errors import UsageError
from rmjournal.text import one_line
from rmjournal.tui.draft import Settling
from rmjournal.tui.screens.choose_length import read_minutes
from rmjournal.tui.seat import Seat
from rmjournal.tui.session_clock import SessionClock
from rmjournal.tui.show import shown, shown_line
from rmjournal.tui.widgets.line_form import LineInput

_MOST_MINUTES = 600


class WrapField(Vertical):
    """A name, and one line to fill in. Enter goes on."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    @property
    def field(self) -> LineInput:
        """Where the line is written."""
        return self.query_one(LineInput)

    def keep(self) -> None:
        """Give the journal what stands in the field."""

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.keep()
        self.screen.focus_next()


class TakeawayField(WrapField):
    """What one partner takes away, in one line; saved as it is written."""

    def __init__(self, seat: Seat, session: Session, of: Who) -> None:
        super().__init__(seat)
        self.session = session
        self.of = of
        self._kept = self._written = self._in_journal()

    def compose(self) -> ComposeResult:
        yield Label(shown_line(f"{self.seat.pair.first_name(self.of)} takes away"))
        yield LineInput(self._written, select_on_focus=False)

    def on_mount(self) -> None:
        self._settling = Settling(self, self.keep)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self._written = message.value
        if self._written != self._kept:
            self._settling.begin()

    def on_unmount(self) -> None:
        self.keep()

    def keep(self) -> None:
        if self.field_is_there:
            self._written = self.field.value
        if self._written != self._kept:
            self.seat.journal.captures.take_away(self.session, self._written, of=self.of)
            self._kept = self._written

    @property
    def field_is_there(self) -> bool:
        """Whether the field can still be read; when a screen goes, its fields go first."""
        return bool(self.query(LineInput))

    def read_again(self) -> None:
        """Take in what another program wrote, unless something unsaved stands here."""
        now = self._in_journal()
        if self._written == self._kept and now != self._kept:
            self._kept = self._written = now
            self.field.value = now

    def _in_journal(self) -> str:
        found = self.seat.journal.captures.takeaway(self.session, self.of)
        return one_line(found.text) if found else ""


class MinutesField(WrapField):
    """How long the session took: as the clock saw it, or as the pair says."""

    def __init__(self, seat: Seat, session: Session, clock: SessionClock) -> None:
        super().__init__(seat)
        self.session = session
        self.clock = clock

    def compose(self) -> ComposeResult:
        yield Label(shown_line("Minutes held"))
        yield LineInput(str(self.minutes), select_on_focus=True)
        yield Label("", classes="field--told -none")

    @property
    def minutes(self) -> int:
        """The minutes that will be recorded."""
        if self.clock.said is not None:
            return self.clock.said
        return minutes_held(self.session, seconds=self.clock.total(), at=self.seat.now)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        told = self.query_one(".field--told", Label)
        try:
            minutes = read_minutes(message.value, least=1, most=_MOST_MINUTES)
        except UsageError as error:
            told.update(shown(str(error), "$text-error"))
            told.remove_class("-none")
            return
        told.add_class("-none")
        if minutes != self.minutes:
            self.clock.said = minutes
