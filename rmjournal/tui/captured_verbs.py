"""What can be done with the captured lines of a session: change one, take it back, bring it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rmjournal.domain.capture import Action
from rmjournal.domain.session import Session
from rmjournal.errors import RmjournalError
from rmjournal.tui.captured import Captured, captured_in
from rmjournal.tui.screens.capture import EditSheet
from rmjournal.tui.screens.choose_goal import link_to_goal
from rmjournal.tui.screens.frame import Leaf
from rmjournal.tui.seat import Seat


class CapturedVerbs:
    """The captured lines of one session, and what was taken back of them here."""

    def __init__(self, seat: Seat, session: Session) -> None:
        self.seat = seat
        self.session = session
        self._taken_back: list[Captured] = []

    @property
    def records(self) -> tuple[Captured, ...]:
        """The lines as the journal has them now."""
        return captured_in(self.seat.journal, self.session)

    def do(self, verb: str, record: Captured | None, *, screen: Leaf[Any], then: Callable[[], None]) -> None:
        """Do what was asked for a line, then show it."""
        if verb == "edit" and record is not None:
            self._edit(record, screen=screen, then=then)
            return
        if verb == "link" and record is not None:
            link_to_goal(screen, self.seat, record, words=record.text)
            return
        try:
            told = self._take_back(record) if record is not None else self._bring_back()
        except RmjournalError as error:
            screen.tell(str(error), problem=True)
            return
        screen.tell(told)
        then()

    def _edit(self, record: Captured, *, screen: Leaf[Any], then: Callable[[], None]) -> None:
        if not record.is_open:
            screen.tell("This is settled already; what is settled stays as it is.", problem=True)
            return
        screen.app.push_screen(EditSheet(self.seat, record), lambda _: then())

    def _take_back(self, record: Captured) -> str:
        journal, by = self.seat.journal, self.seat.writer
        if isinstance(record, Action):
            journal.actions.delete(record, by=by)
        else:
            journal.captures.delete(record, by=by)
        self._taken_back.append(record)
        return "Taken back. u brings the line back."

    def _bring_back(self) -> str:
        # One that is there again was brought back by undo, and may say something newer by now.
        there = {one.id for one in self.records}
        gone = [one for one in self._taken_back if one.id not in there]
        if not gone:
            return "Nothing was taken back here."
        record, by = gone.pop(), self.seat.writer
        self._taken_back = gone
        if isinstance(record, Action):
            self.seat.journal.actions.bring_back(record, by=by)
        else:
            self.seat.journal.captures.bring_back(record, by=by)
        return "The line is back."
