"""The card "working with me", as a form."""

from __future__ import annotations

from textual.app import ComposeResult

from rmjournal.domain.agreement import WorkingCard
from rmjournal.domain.pair import Who
from rmjournal.tui.screens.form import FormSheet
from rmjournal.tui.seat import Seat

_LINES = (
    ("channel", "Reach me", "where and when I read"),
    ("pace", "Pace", "how fast I like it, how much at once"),
    ("feedback", "Feedback", "straight, examples first, in writing, time to think"),
    ("more", "And", "anything else that helps"),
)


class CardForm(FormSheet[WorkingCard]):
    """Four lines about how one likes to work, open to both; dismissed with the card."""

    HELP = "How you like to work. Both of you can read it. Enter goes on, ctrl+s keeps it."

    def __init__(self, seat: Seat, who: Who) -> None:
        super().__init__(seat, about=f"card.{who}")
        self.who = who

    def heading(self) -> str:
        return f"Working with {self.seat.pair.first_name(self.who)}"

    def fields(self) -> ComposeResult:
        card = self.seat.journal.cards.of(self.who)
        for name, label, hint in _LINES:
            yield from self.field(f"card-{name}", label, getattr(card, name), hint)

    def result(self) -> WorkingCard:
        said = {name: self.value(f"card-{name}") for name, *_ in _LINES}
        return self.seat.journal.cards.write(by=self.who, **said)
