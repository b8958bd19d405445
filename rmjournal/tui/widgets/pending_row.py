"""A row of the wrap-up for what stood open before: an action or a topic."""

from __future__ import annotations

from textual import work
from textual.content import Content

from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureState
from rmjournal.domain.days import day_words
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.settle import SettleScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line
from rmjournal.tui.widgets.wrap_rows import Row
from rmjournal.tui.words import times_words


class PendingRow(Row):
    """Enter leaves it open and goes on."""

    BINDINGS = bindings_of("pending")
    ROOM = "pending"
    HELP = (
        "c it is done, k do it all the same, s all that can become of it, u undo.\nEnter leaves it as it is."
    )

    def __init__(self, seat: Seat, record: Action | Capture) -> None:
        super().__init__(seat)
        self.record = record
        self.first = record

    def line(self) -> Content:
        return shown_line(self.record.text)

    def facts(self) -> str:
        record = self.record
        parts = [self._decision() if record.wants_decision else "", self._state(), self._who()]
        if record.carried and not record.wants_decision:
            parts.append(f"carried {times_words(len(record.carried))}")
        return " · ".join(part for part in parts if part)

    def read_again(self) -> None:
        room = self.seat.journal.actions if isinstance(self.record, Action) else self.seat.journal.captures
        self.record = next((one for one in room.all() if one.id == self.record.id), self.record)
        self.changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("done", "settle"):
            return self.record.is_open
        if action == "keep":
            return self.record.is_open and bool(self.record.carried)
        if action == "undo":
            return self.record != self.first
        return super().check_action(action, parameters)

    def action_done(self) -> None:
        """It is done, or was talked about; go on."""
        if self.attempt(self._settle_as_done):
            self._settled()

    def action_keep(self) -> None:
        """Do it all the same, or come back to it; go on."""
        if self.attempt(self._keep_open):
            self._settled()

    def _settle_as_done(self) -> None:
        journal, by = self.seat.journal, self.seat.writer
        if isinstance(self.record, Action):
            self.record = journal.actions.settle(self.record, ActionStatus.DONE, by=by)
        else:
            self.record = journal.captures.settle(self.record, CaptureState.DONE, by=by)

    def _keep_open(self) -> None:
        journal, by = self.seat.journal, self.seat.writer
        if isinstance(self.record, Action):
            self.record = journal.actions.keep(self.record, by=by)
        else:
            self.record = journal.captures.keep(self.record, by=by)

    @work
    async def action_settle(self) -> None:
        """Done differently, handed on, parked, dropped and why."""
        await self.app.push_screen_wait(SettleScreen(self.seat, self.record))
        self.read_again()

    def action_undo(self) -> None:
        """As it was before the wrap-up."""
        journal, by = self.seat.journal, self.seat.writer
        if isinstance(self.first, Action):
            journal.actions.bring_back(self.first, by=by)
        else:
            journal.captures.bring_back(self.first, by=by)
        self.record = self.first
        self.changed()

    def _settled(self) -> None:
        self.changed()
        self.action_on()

    def _decision(self) -> str:
        park = "park it, " if isinstance(self.record, Action) else ""
        return f"carried {times_words(len(self.record.carried))}: do it, {park}or drop it with a reason?"

    def _state(self) -> str:
        record = self.record
        if isinstance(record, Action):
            status = "parked" if record.parked else record.status.value
            return status if record != self.first or not record.is_open else ""
        if record.is_open:
            return "we come back to it" if record != self.first else ""
        return "talked about" if record.state is CaptureState.DONE else record.state.value

    def _who(self) -> str:
        if isinstance(self.record, Capture):
            return ""
        due = f", by {day_words(self.record.due, self.today)}" if self.record.due else ""
        return f"{self.seat.pair.first_name(self.record.owner)}{due}"
