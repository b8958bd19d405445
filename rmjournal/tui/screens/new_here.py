"""The page "a day in the life of someone new here": written at the start, and written again at the end."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from rmjournal.domain.assessment import PageMoment
from rmjournal.domain.pair import Who
from rmjournal.text import clean
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line
from rmjournal.tui.widgets.note_area import NoteArea


class NewHereArea(NoteArea):
    """The page of one of the two."""

    HELP = "A day in the life of someone new here, as you see it.\nIt is kept when you leave."


class NewHereScreen(JournalScreen[None]):
    """One page of one of the two; kept when it is left."""

    ROOM = "new_here"
    BINDINGS = bindings_of("new_here")
    AUTO_FOCUS: ClassVar[str | None] = "NewHereArea"
    HELP = "A day in the life of someone new here, as you see it. Review shows both pages beside each other."

    def __init__(self, seat: Seat, who: Who, moment: PageMoment) -> None:
        super().__init__(seat)
        self.who = who
        self.moment = moment
        self.kept = seat.journal.assessments.page(who, moment)

    def page(self) -> ComposeResult:
        name = shown_line(self.seat.pair.first_name(self.who), "bold $text-primary")
        when = "at the start" if self.moment is PageMoment.START else "at the end"
        yield Static(
            line_of(name, (f": a day in the life of someone new here, {when}", "bold $text-primary"))
        )
        yield NewHereArea(self._kept_text())

    def read_again(self) -> None:
        now = self.seat.journal.assessments.page(self.who, self.moment)
        area = self.query_one(NewHereArea)
        # What is typed here and not kept yet stays; keeping it leaves the other text beside it.
        if now != self.kept and area.text == self._kept_text():
            self.kept = now
            area.put_back(self._kept_text())

    def keep(self) -> None:
        text = self.query_one(NewHereArea).text
        if text == self._kept_text():
            return
        pages = self.seat.journal.assessments
        self.kept = pages.write_page(self.moment, text, by=self.who, over=self.kept)

    def leave(self) -> None:
        self.keep()
        self.dismiss()

    def action_save(self) -> None:
        """Keep it as it stands."""
        self.keep()
        self.tell("Kept.")

    def _kept_text(self) -> str:
        return clean(self.kept.text) if self.kept else ""
