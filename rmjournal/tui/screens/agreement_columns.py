"""One's own column of the agreement: question by question, sealed until both are in."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.agreement import Ask
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import Sealed
from rmjournal.errors import NotFoundError, RmjournalError
from rmjournal.journal.agreement import PartView
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.sealed import SealedScreen
from rmjournal.tui.show import line_of, lines_of, shown
from rmjournal.tui.widgets.note_area import NoteArea

_SEALED = "Sealed once you go on: nobody reads it, you neither, before both are in."


class ColumnArea(NoteArea):
    """What one of the two writes, alone."""

    HELP = (
        "Your own words, as many lines as you like.\nctrl+n seals them and goes on; left empty, it is passed."
    )


class ColumnsScreen(SealedScreen):
    """What one of the two wants and needs, alone."""

    ROOM = "columns"
    BINDINGS = bindings_of("columns")
    ABOUT = "Filling it in"
    AUTO_FOCUS: ClassVar[str | None] = "ColumnArea"
    HELP = f"Your own column. ctrl+n seals it and goes on; left empty, it is passed.\n{_SEALED}"

    def holder(self) -> Widget:
        return Vertical(classes="page columns")

    def page(self) -> ComposeResult:
        yield Static(classes="columns--question")
        yield ColumnArea()
        yield Static(_SEALED, classes="muted")

    @property
    def state(self) -> Sealed:
        """Who is in with what; asking for it begins the columns."""
        return self.seat.journal.agreement.columns.begin(by=self.seat.writer)

    def ask(self, question: str) -> None:
        """Put a question of the form to the one who is writing."""
        view, ask = self._of(question)
        pair = self.seat.pair
        head = line_of(
            (f"{one_line(pair.first_name(self.seat.writer))} writes, alone", "bold $text-primary"),
            (f"  {self.place()}", "$text-muted"),
        )
        lines = [head, Content(), line_of((f"{view.number}. {view.part.title}", "bold"))]
        lines += [
            Content.styled(view.part.about, "$text-muted"),
            Content(),
            Content.styled(ask.prompt, "bold"),
        ]
        if view.clause.text:
            lines += [
                line_of(
                    ("Without other words, we agree: ", "$text-muted"), shown(view.clause.text, "$text-muted")
                )
            ]
        self.query_one(".columns--question", Static).update(lines_of(*lines))
        area = self.query_one(ColumnArea)
        area.load_text("")
        area.focus()

    def open_both(self) -> None:
        """Open both columns; the wants in them become expectations."""
        try:
            self.seat.journal.agreement.columns.open(by=Who.BOTH)
        except RmjournalError as error:
            self.tell(str(error), problem=True)
        else:
            self.app.notify("Open. The wants are expectations now: 3 shows them.", markup=False)
        self.dismiss()

    def writer_changed(self) -> None:
        """Seal what the one before has written, then ask the next."""
        if self._seal(by=self._asking, may_pass=False):
            self.go_on()

    def keep(self) -> None:
        self._seal(by=self._asking, may_pass=False)

    def leave(self) -> None:
        self.keep()
        self.dismiss()

    def action_next(self) -> None:
        """Seal this one and go on."""
        if self._seal(by=self.seat.writer, may_pass=True):
            self.go_on()

    def action_done(self) -> None:
        """Be done: what is left is passed on."""
        if self._seal(by=self.seat.writer, may_pass=False):
            self.seat.journal.agreement.columns.done(by=self.seat.writer)
            self.go_on()

    def _seal(self, *, by: Who, may_pass: bool) -> bool:
        """Seal what stands there; whether it was taken. Nothing is passed that was only left."""
        text = self.query_one(ColumnArea).text
        if not self.asked or not (text.strip() or may_pass):
            return True
        try:
            self.seat.journal.agreement.columns.fill(self.asked, text, by=by)
        except RmjournalError as error:
            self.tell(str(error), problem=True)
            return False
        self.query_one(ColumnArea).load_text("")
        return True

    def _of(self, question: str) -> tuple[PartView, Ask]:
        for view in self.seat.journal.agreement.parts():
            for ask in view.part.asks:
                if ask.id == question:
                    return view, ask
        raise NotFoundError(
            "question of the agreement", question, "To begin again: close the columns unseen."
        )
