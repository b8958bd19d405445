"""One goal or want of the ledger, as a page of its own."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult

from rmjournal.domain.goals import Expectation, Goal, GoalState
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.entry_verbs import EntryVerbs
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.entry_page import EntryPage


class EntryScreen(JournalScreen[None]):
    """Anchors, ratings over time, evidence, decisions."""

    ROOM = "entry"
    BINDINGS = bindings_of("entry")
    AUTO_FOCUS: ClassVar[str | None] = "EntryPage"
    HELP = "What was written first, how you both saw it over time, and what shows it. Arrows scroll."

    def __init__(self, seat: Seat, subject: Goal | Expectation) -> None:
        super().__init__(seat)
        self.subject = subject
        self.verbs = EntryVerbs(self, seat)

    def page(self) -> ComposeResult:
        yield EntryPage(self.seat.pair)

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        entry = self.verbs.view(self.subject.id)
        if entry is not None:
            self.subject = self.verbs.subject(entry) or self.subject
        self.query_one(EntryPage).show(entry, today=self.seat.now.date())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "unlink":
            return bool(self.seat.journal.goals.evidence(self.subject))
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Change the words, the anchors, the day."""
        self.verbs.edit(self.subject)

    def action_park(self) -> None:
        """Park it, or take it up again."""
        self.verbs.turn(self.subject, GoalState.PARKED)

    def action_let_go(self) -> None:
        """Say that it is no longer relevant, or take it up again."""
        self.verbs.turn(self.subject, GoalState.NO_LONGER_RELEVANT)

    def action_rate(self) -> None:
        """Rate it, each alone; then open both and agree."""
        self.verbs.rate(self.subject)

    def action_link(self) -> None:
        """Link something that was recorded, as evidence."""
        self.verbs.link(self.subject)

    def action_unlink(self) -> None:
        """Take a link away; what it led to stays."""
        self.verbs.unlink(self.subject)
