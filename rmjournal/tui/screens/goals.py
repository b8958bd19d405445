"""Goals: the ledger of what both wanted, the goals that serve it, what shows it, and how both see it."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList

from rmjournal.domain.day_reading import parse_day
from rmjournal.domain.goals import Expectation, Goal, GoalState
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.session import Session
from rmjournal.journal.ledger_views import GoalView
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.entry_verbs import EntryVerbs
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.told import choice
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.entry_page import EntryPage
from rmjournal.tui.widgets.ledger_list import LedgerList
from rmjournal.tui.words import when_words

_DELETE = "delete"
_OF_AN_ENTRY = {"edit", "park", "let_go", "rate", "link", "new_label"}


class GoalsScreen(JournalScreen[None]):
    """The ledger, and at the right, where there is room, the entry that is marked."""

    ROOM = "goals"
    BINDINGS = bindings_of("goals")
    ENTER = "open"
    AUTO_FOCUS: ClassVar[str | None] = "LedgerList"
    HELP = (
        "The ledger: what each of you wants, the goals for it, and how it goes against what you expected.\n"
        "n adds a goal to the marked want, r rates the marked one, l links what shows it."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.verbs = EntryVerbs(self, seat)

    def holder(self) -> Widget:
        return Horizontal(classes="page ledger")

    def page(self) -> ComposeResult:
        yield LedgerList(self.seat.pair)
        yield EntryPage(self.seat.pair)

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        today = self.seat.now.date()
        listed = self.query_one(LedgerList)
        listed.show(self.seat.journal.ledger.all(), self.seat.journal.plan.ahead(), today=today)
        self.query_one(EntryPage).show(listed.marked, today=today)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _OF_AN_ENTRY and self.marked is None:
            return False
        match action:
            case "delete":
                return isinstance(self.marked, Goal)
            case "rebook":
                return self._planned is not None
            case "unseal":
                return any(one.can_open for one in self.seat.journal.ratings.running())
            case "new_label":
                return self.marked is not None and self.marked.label in self._twins()
            case "midpoint" | "closing":
                return bool(self.seat.journal.ratings.rateable())
        return super().check_action(action, parameters)

    @property
    def marked(self) -> Goal | Expectation | None:
        """The goal or the want that is marked."""
        entry = self.query_one(LedgerList).marked if self.is_mounted else None
        return None if entry is None else self.verbs.subject(entry)

    @property
    def _planned(self) -> Session | None:
        return self.query_one(LedgerList).marked_session if self.is_mounted else None

    @on(OptionList.OptionHighlighted)
    def _mark_moved(self) -> None:
        self.query_one(EntryPage).show(self.query_one(LedgerList).marked, today=self.seat.now.date())
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        from rmjournal.tui.screens.entry import EntryScreen

        subject, session = self.marked, self._planned
        if subject is not None:
            self.app.push_screen(EntryScreen(self.seat, subject))
        elif session is not None:
            from rmjournal.tui.screens.note import NoteScreen

            self.app.push_screen(NoteScreen(self.seat, session))

    @work
    async def action_add_goal(self) -> None:
        """Write a goal down, for the want that is marked."""
        from rmjournal.tui.screens.goal_form import GoalForm

        added = await self.app.push_screen_wait(GoalForm(self.seat, serving=self._marked_wish()))
        self._show(added)

    @work
    async def action_add_want(self) -> None:
        """Write down one more thing that somebody wants."""
        from rmjournal.tui.screens.want_form import WantForm

        added = await self.app.push_screen_wait(WantForm(self.seat))
        self._show(added)

    def action_edit(self) -> None:
        """Change the words, the anchors, the day."""
        if self.marked is not None:
            self.verbs.edit(self.marked)

    def action_park(self) -> None:
        """Park it, or take it up again."""
        if self.marked is not None:
            self.verbs.turn(self.marked, GoalState.PARKED)

    def action_let_go(self) -> None:
        """Say that it is no longer relevant, or take it up again."""
        if self.marked is not None:
            self.verbs.turn(self.marked, GoalState.NO_LONGER_RELEVANT)

    @work
    async def action_delete(self) -> None:
        """Delete the goal that is marked, once asked."""
        goal = self.marked
        if not isinstance(goal, Goal):
            return
        answers = [choice("", "Keep it"), choice(_DELETE, "Delete it; the trash keeps it")]
        name = f"{goal.label}, {goal.title}"
        if await self.app.push_screen_wait(ChoiceScreen(f"Delete this goal? {name}", answers)) != _DELETE:
            return
        if self.attempt(lambda: self.seat.journal.goals.delete(goal, by=self.seat.writer)):
            self.tell(f"{goal.label} is in the trash. u brings it back.")
        self.read_again()

    def action_rate(self) -> None:
        """Rate it, each alone; then open both and agree."""
        if self.marked is not None:
            self.verbs.rate(self.marked)

    def action_unseal(self) -> None:
        """Open the ratings of both together, where both are in."""
        self.verbs.unseal()

    def action_midpoint(self) -> None:
        """Rate everything that is still pursued, at the mid-point."""
        self.verbs.rate_all(Occasion.MIDPOINT)

    def action_closing(self) -> None:
        """Rate everything that is still pursued, at the end."""
        self.verbs.rate_all(Occasion.END)

    def action_link(self) -> None:
        """Link something that was recorded, as evidence."""
        if self.marked is not None:
            self.verbs.link(self.marked)

    @work
    async def action_rebook(self) -> None:
        """Agree on another day for the session of the plan that is marked."""
        session, today = self._planned, self.seat.now.date()
        if session is None:
            return
        ask = AskScreen(
            "On which day? Later sessions give way.",
            read=lambda words: parse_day(words, today=today),
            say=lambda day: when_words(day, today),
            value=session.on.isoformat(),
        )
        day = await self.app.push_screen_wait(ask)
        if day is not None:
            plan, by = self.seat.journal.plan, self.seat.writer
            self.attempt(lambda: plan.change(session, on=day, by=by))
            self.read_again()

    def action_new_label(self) -> None:
        """Give the marked one the next free label."""
        journal, marked = self.seat.journal, self.marked
        if isinstance(marked, Goal):
            self.attempt(lambda: journal.goals.renumber(marked, by=self.seat.writer))
        elif marked is not None:
            self.attempt(lambda: journal.expectations.renumber(marked, by=self.seat.writer))
        self.read_again()

    def _twins(self) -> tuple[str, ...]:
        journal = self.seat.journal
        groups = (*journal.goals.twins(), *journal.expectations.twins())
        return tuple(group[0].label for group in groups)

    def _marked_wish(self) -> Expectation | None:
        entry = self.query_one(LedgerList).marked
        if isinstance(entry, GoalView):
            return self.verbs.served_by(entry.id)
        subject = self.marked
        return subject if isinstance(subject, Expectation) else None

    def _show(self, added: Goal | Expectation | None) -> None:
        self.read_again()
        if added is not None:
            self.query_one(LedgerList).mark(added.id)
