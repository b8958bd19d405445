"""A goal as a form: a title, three anchors, whose it is, what it serves."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.content import Content

from rmjournal.domain.day_reading import parse_day
from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.pair import Who
from rmjournal.journal.goals import Anchors
from rmjournal.tui.screens.choice import Choice
from rmjournal.tui.screens.form import FormSheet
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line
from rmjournal.tui.widgets.turn_field import TurnField

_NEW_VERSION = "It was rated as it stands: other words are a new version, and the rating keeps the old one."
_VAGUE = "Anchors are written first, so that nobody judges by hindsight. An empty one may wait."

_LINES = (
    ("goal-title", "Goal", "title", "a few words"),
    ("goal-now", "now", "now", "where it stands today"),
    ("goal-expected", "as expected", "expected", "what you expect"),
    ("goal-better", "even better", "better", "what would be better still"),
)


class GoalForm(FormSheet[Goal]):
    """Writes a goal down, or changes one; dismissed with the goal."""

    HELP = "Enter goes to the next line, ctrl+s keeps all of it. Only the title is needed."

    def __init__(self, seat: Seat, goal: Goal | None = None, *, serving: Expectation | None = None) -> None:
        super().__init__(seat, about=f"goal.{goal.id if goal else 'new'}")
        self.goal = goal
        self._serving = serving

    def heading(self) -> str:
        return f"{self.goal.label}, as it is written" if self.goal else "A new goal"

    def fields(self) -> ComposeResult:
        said = self.goal.wording if self.goal else None
        for name, label, attribute, hint in _LINES:
            yield from self.field(name, label, getattr(said, attribute, ""), hint)
        yield from self.row("Whose", TurnField(_owners(self.seat), now=self._owner(), name="owner"))
        yield from self.row("For", TurnField(self._wishes(), now=self._wish(), name="wish"))
        due = self.goal.due if self.goal else None
        yield from self.field("goal-due", "By", due.isoformat() if due else "", "july 28, in 3 months")
        objective = self.goal.objective if self.goal else ""
        yield from self.field("goal-objective", "Program", objective, "its objective; may stay empty")

    def on_mount(self) -> None:
        judged = self.goal is not None and self.seat.journal.goals.is_judged(self.goal)
        self.say(_NEW_VERSION if judged else _VAGUE)

    def result(self) -> Goal:
        goals, by = self.seat.journal.goals, self.seat.writer
        owner, wish, due = Who(self._turned("owner")), self._chosen_wish(), self._due()
        now, expected, better = (self.value(name) for name, *_ in _LINES[1:])
        anchors = Anchors(now=now, expected=expected, better=better)
        title, objective = self.value("goal-title"), self.value("goal-objective")
        if self.goal is None:
            return goals.add(
                title, owner=owner, expectation=wish, anchors=anchors, objective=objective, due=due, by=by
            )
        changed = goals.reword(self.goal, title=title, anchors=anchors, by=by)
        return goals.serve(changed, wish, objective=objective, due=due, by=by)

    def _due(self) -> date | None:
        said = self.value("goal-due")
        return parse_day(said, today=self.seat.now.date()) if said else None

    def _owner(self) -> str:
        if self.goal is not None:
            return self.goal.owner
        if self._serving is not None:
            return self._serving.owner
        return self.seat.writer

    def _wish(self) -> str:
        if self.goal is not None:
            return self.goal.expectation
        return self._serving.id if self._serving else ""

    def _wishes(self) -> list[Choice]:
        none = Choice("", Content.styled("no want yet", "$text-muted"))
        return [*(_wish_choice(one) for one in self.seat.journal.expectations.all()), none]

    def _chosen_wish(self) -> Expectation | None:
        chosen = self._turned("wish")
        return next((one for one in self.seat.journal.expectations.all() if one.id == chosen), None)

    def _turned(self, name: str) -> str:
        return next(one.answer for one in self.query(TurnField) if one.name == name)


def _owners(seat: Seat) -> list[Choice]:
    return [Choice(who, shown_line(seat.pair.first_name(who))) for who in (Who.MENTEE, Who.MENTOR, Who.BOTH)]


def _wish_choice(wish: Expectation) -> Choice:
    return Choice(wish.id, line_of((f"{wish.label} ", "bold"), shown_line(wish.text)))
