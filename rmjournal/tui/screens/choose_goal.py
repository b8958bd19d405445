"""Choosing the goal, or the want, that something recorded belongs to."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.screen import Screen

from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.session import Note
from rmjournal.errors import RmjournalError
from rmjournal.journal.goals import Recorded
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line

_NOTHING = "There is no goal yet: 3 opens Goals, n adds one."


_NO_WORDS = "There are no words here yet to link to a goal."


class ChooseGoalScreen(ChoiceScreen):
    """Asks which goal or want something belongs to; dismissed with its id."""

    HELP = "Enter links it to the goal or the want that is marked, Esc links nothing."

    def __init__(self, seat: Seat, *, about: str) -> None:
        super().__init__("Which goal does this show?", goal_choices(seat))
        self._about = shown_line(about, "$text-muted italic")

    def page(self) -> Any:
        from textual.widgets import Static

        yield Static(self._about, classes="ask--about")
        yield from super().page()


def goal_choices(seat: Seat) -> list[Choice]:
    """The goals that are pursued, each below the want it serves."""
    ledger = seat.journal.ledger.all()
    choices = []
    for wish in ledger.expectations:
        if wish.state == "open":
            choices.append(Choice(wish.id, _row(wish.label, wish.text, "$text-muted")))
        choices += [Choice(goal.id, _row(f"  {goal.label}", goal.title)) for goal in wish.goals]
    return [*choices, *(Choice(goal.id, _row(goal.label, goal.title)) for goal in ledger.unattached)]


def link_to_goal(screen: Screen[Any], seat: Seat, record: Recorded, *, words: str, line: str = "") -> None:
    """Ask which goal something recorded belongs to, and link it there.

    Args:
        screen: The screen that asks; a word about the link is said at its edge.
        seat: The journal, and who is writing.
        record: What was recorded.
        words: What is linked, as it is shown in the sheet.
        line: The line of a note that is meant; "" is the whole of it.
    """
    if not goal_choices(seat):
        screen.notify(_NOTHING, markup=False)
        return

    def chosen(subject_id: str | None) -> None:
        subject = _subject(seat, subject_id) if subject_id else None
        if subject is None:
            return
        try:
            seat.journal.goals.link(subject, record, line=line, by=seat.writer)
        except RmjournalError as error:
            screen.notify(str(error), severity="warning", markup=False)
        else:
            screen.notify(f"It is in evidence for {subject.label} now.", markup=False)

    screen.app.push_screen(ChooseGoalScreen(seat, about=words), chosen)


def link_line(screen: Screen[Any], seat: Seat, note: Note | None, line: str) -> None:
    """Ask which goal a line of a note belongs to; an empty line means the whole note."""
    if note is None or not note.text.strip():
        screen.notify(_NO_WORDS, markup=False)
        return
    words = " ".join(line.split())
    link_to_goal(screen, seat, note, words=words or note.text, line=words)


def _subject(seat: Seat, subject_id: str) -> Goal | Expectation | None:
    every: tuple[Goal | Expectation, ...] = (*seat.journal.goals.all(), *seat.journal.expectations.all())
    return next((one for one in every if one.id == subject_id), None)


def _row(label: str, words: str, style: str = "") -> Content:
    return line_of((f"{label}  ", "bold $text-secondary"), shown_line(words, style))
