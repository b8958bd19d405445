"""A want as a form: whose it is, and its words."""

from __future__ import annotations

from textual.app import ComposeResult

from rmjournal.domain.goals import Expectation
from rmjournal.domain.pair import Who
from rmjournal.tui.screens.choice import Choice
from rmjournal.tui.screens.form import FormSheet
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line
from rmjournal.tui.widgets.turn_field import TurnField


class WantForm(FormSheet[Expectation]):
    """Writes a want down, or changes its words; dismissed with it."""

    HELP = "What one of you wants from this, in a sentence. Enter goes on, ctrl+s keeps it."

    def __init__(self, seat: Seat, wish: Expectation | None = None) -> None:
        super().__init__(seat, about=f"want.{wish.id if wish else 'new'}")
        self.wish = wish

    def heading(self) -> str:
        return f"{self.wish.label}, in other words" if self.wish else "One more want"

    def fields(self) -> ComposeResult:
        if self.wish is None:
            pair = self.seat.pair
            people = [Choice(who, shown_line(pair.first_name(who))) for who in (Who.MENTEE, Who.MENTOR)]
            yield from self.row("Who wants", TurnField(people, now=self.seat.writer, name="owner"))
        words = self.wish.text if self.wish else ""
        yield from self.field("want-text", "What", words, "what would make this worth it")

    def result(self) -> Expectation:
        wishes, text, by = self.seat.journal.expectations, self.value("want-text"), self.seat.writer
        if self.wish is not None:
            return wishes.reword(self.wish, text, by=by)
        return wishes.add(text, owner=Who(self.query_one(TurnField).answer), by=by)
