"""One's own column of the agreement: question by question, sealed until both are in."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from rmjournal.domain.agreement import Ask
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import Sealed
from rmjournal.errors import NotFoundError
from rmjournal.journal.agreement_form import PartView
from rmjournal.journal.sealing import Begun
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.draft import Settling
from rmjournal.tui.screens.sealed import SealedScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown
from rmjournal.tui.widgets.note_area import NoteArea

_SEALED = "Sealed once you go on: nobody reads it, you neither, before both are in."
_BEGUN = "You had begun: {lines} kept, unseen as all of it is. What you write now follows it."


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

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.settling = Settling(self, self._settle)
        self._begun: Begun | None = None
        """What the one who is asked had begun to write to this question."""

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
        self._begun = self.seat.journal.agreement.columns.begun(question, by=self.seat.writer)
        if self._begun.lines:
            lines += [Content.styled(_begun_words(self._begun.lines), "$text-warning")]
        self.query_one(".columns--question", Static).update(lines_of(*lines))
        area = self.query_one(ColumnArea)
        area.load_text("")
        area.focus()

    def open_both(self) -> None:
        """Open both columns; the wants in them become expectations."""
        if self.attempt(lambda: self.seat.journal.agreement.columns.open(by=Who.BOTH)):
            self.app.notify("Open. The wants are expectations now: 3 shows them.", markup=False)
        self.dismiss()

    def writer_changed(self) -> None:
        """Seal what the one before has written, then ask the next."""
        if self._seal(may_pass=False):
            self.go_on()

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        message.stop()
        if self.asked:
            self.settling.begin()

    def keep(self) -> None:
        # Half a sentence is not sealed: whoever was interrupted is not in, and writes on later.
        if self.asked and self._begun is not None and self.query(ColumnArea):
            self.seat.journal.agreement.columns.note_down(self._begun, self.query_one(ColumnArea).text)

    def leave(self) -> None:
        if self._seal(may_pass=False):
            self.dismiss()

    def action_next(self) -> None:
        """Seal this one and go on."""
        if self._seal(may_pass=True):
            self.go_on()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "anew":
            return self._begun is not None and self._begun.lines > 0
        return super().check_action(action, parameters)

    def action_anew(self) -> None:
        """Let go of what was begun before; what stands in the area stays."""
        columns, begun = self.seat.journal.agreement.columns, self._begun
        if begun is not None and self.attempt(lambda: columns.take_back(self.asked, by=begun.by)):
            text = self.query_one(ColumnArea).text
            self.ask(self.asked)
            self.query_one(ColumnArea).load_text(text)
            self.refresh_bindings()

    def action_done(self) -> None:
        """Be done: what is left is passed on."""
        columns, by = self.seat.journal.agreement.columns, self.seat.writer
        if self._seal(may_pass=False):
            self.attempt(lambda: columns.done(by=by))
            self.go_on()

    def _seal(self, *, may_pass: bool) -> bool:
        """Seal what stands there; whether it was taken. Nothing is passed that was only left."""
        text = self.query_one(ColumnArea).text
        if not self.asked or self._begun is None or not (text.strip() or may_pass):
            return True
        begun = self._begun
        if not self.attempt(lambda: self.seat.journal.agreement.columns.seal(begun, text)):
            return False
        self.asked, self._begun = "", None
        self.query_one(ColumnArea).load_text("")
        return True

    def _settle(self) -> None:
        self.attempt(self.keep)

    def _of(self, question: str) -> tuple[PartView, Ask]:
        for view in self.seat.journal.agreement.parts():
            for ask in view.part.asks:
                if ask.id == question:
                    return view, ask
        raise NotFoundError(
            "question of the agreement", question, "To begin again: close the columns unseen."
        )


def _begun_words(lines: int) -> str:
    return _BEGUN.format(lines="one line is" if lines == 1 else f"{lines} lines are")
