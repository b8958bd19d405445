"""The page "a day in the life of someone new here": written at the start, and written again at the end."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from rmjournal.domain.assessment import PageMoment
from rmjournal.domain.pair import Who
from rmjournal.text import clean
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.draft import Settling
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line
from rmjournal.tui.widgets.note_area import NoteArea


class NewHereArea(NoteArea):
    """The page of one of the two."""

    HELP = "A day in the life of someone new here, as you see it.\nIt keeps itself as you write."


class NewHereScreen(JournalScreen[None]):
    """One page of one of the two; it keeps itself as it is written."""

    ROOM = "new_here"
    BINDINGS = bindings_of("new_here")
    AUTO_FOCUS: ClassVar[str | None] = "NewHereArea"
    HELP = "A day in the life of someone new here, as you see it. Review shows both pages beside each other."

    def __init__(self, seat: Seat, who: Who, moment: PageMoment) -> None:
        super().__init__(seat)
        self.who = who
        self.moment = moment
        self.kept = seat.journal.assessments.page(who, moment)
        self.settling = Settling(self, self._settle)
        self._typed_on = False
        """Whether what is kept was typed here since somebody last said to keep it."""

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
            self.kept, self._typed_on = now, False
            area.put_back(self._kept_text())

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        message.stop()
        if message.text_area.text != self._kept_text():
            self.settling.begin()

    def keep(self) -> None:
        text = self.query_one(NewHereArea).text
        if text == self._kept_text():
            return
        pages = self.seat.journal.assessments
        self.kept = pages.write_page(self.moment, text, by=self.who, over=self.kept, typed_on=self._typed_on)
        self._typed_on = True

    def leave(self) -> None:
        self.keep()
        self.dismiss()

    def action_save(self) -> None:
        """Keep it as it stands."""
        self.keep()
        self._typed_on = False
        self.tell("Kept.")

    def _settle(self) -> None:
        self.attempt(self.keep)

    def _kept_text(self) -> str:
        return clean(self.kept.text) if self.kept else ""
