"""Capture: one line out of the middle of a session, without leaving the sentence."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.capture import Action
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session
from rmjournal.errors import RmjournalError
from rmjournal.tui.captured import Captured, LineKind, kind_words
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of
from rmjournal.tui.widgets.line_form import LineForm

_COLUMN = 15
"""Columns for the words of the letters at the left."""


def default_owner(writer: Who, item: PlannedItem) -> Who:
    """Who will most likely do it: the one who writes, else the one who leads, else the mentee."""
    return next((who for who in (writer, item.lead) if who is not Who.BOTH), Who.MENTEE)


class LineSheet(Dialog[Captured]):
    """A sheet with one line, and for an action who and by when; dismissed with the record as it was kept."""

    AUTO_FOCUS: ClassVar[str | None] = ".form--line"

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    def on_line_form_given(self) -> None:
        form = self.query_one(LineForm)
        try:
            self.dismiss(self.keep_line(form))
        except RmjournalError as error:
            form.tell(error)

    def put_aside(self) -> None:
        # It belongs to what is talked about just now, and would mean little the next time.
        form = self.query_one(LineForm)
        if form.display and form.text.strip():
            self.keep_line(form)

    def keep_line(self, form: LineForm) -> Captured:
        """Give the journal what stands in the form.

        Raises:
            RmjournalError: If it cannot be kept so; nothing that was typed is lost.
        """
        raise NotImplementedError


class EditSheet(LineSheet):
    """Other words for a captured line, another owner, another day."""

    def __init__(self, seat: Seat, record: Captured) -> None:
        super().__init__(seat)
        self.record = record

    def heading(self) -> str:
        return "Action" if isinstance(self.record, Action) else kind_words(self.record.kind).capitalize()

    def page(self) -> ComposeResult:
        record = self.record
        owner, due = (record.owner, record.due) if isinstance(record, Action) else (Who.BOTH, None)
        today = self.seat.now.date()
        yield LineForm(self.seat.pair, today=today, text=record.text, owner=owner, due=due)

    def on_mount(self) -> None:
        self.query_one(LineForm).is_about_action(isinstance(self.record, Action))

    def keep_line(self, form: LineForm) -> Captured:
        journal, by = self.seat.journal, self.seat.writer
        if isinstance(self.record, Action):
            new = form.new_action
            return journal.actions.change(self.record, text=new.text, owner=new.owner, due=new.due, by=by)
        return journal.captures.reword(self.record, form.text, by=by)


class CaptureSheet(LineSheet):
    """F3: a letter says what it is, then one line, then Enter."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    HEADING = "Keep a line"
    HELP = "A letter says what it is. Then one line, and Enter keeps it.\nEsc goes back to your sentence."

    def __init__(self, seat: Seat, session: Session, item: PlannedItem) -> None:
        super().__init__(seat)
        self.session = session
        self.item = item
        self.kind: LineKind | None = None

    def page(self) -> ComposeResult:
        yield Static(_letters(), classes="capture--letters")
        owner = default_owner(self.seat.writer, self.item)
        yield LineForm(self.seat.pair, today=self.seat.now.date(), owner=owner)

    def on_mount(self) -> None:
        self.query_one(LineForm).display = False

    def on_key(self, event: events.Key) -> None:
        """Letters come here until the line has the focus, however fast they are typed."""
        if self.kind is None:
            if event.key in set(LineKind):
                event.stop()
                self.take(LineKind(event.key))
        elif event.is_printable and event.character:
            event.stop()
            self.query_one(LineForm).line.insert_text_at_cursor(event.character)

    def action_choose(self, letter: str) -> None:
        """A letter was clicked."""
        self.take(LineKind(letter))

    def take(self, kind: LineKind) -> None:
        """Ask for a line of this kind."""
        self.kind = kind
        form = self.query_one(LineForm)
        self.query_one(".capture--letters").display = False
        self.query_one(".sheet--title", Static).update(kind.words.capitalize())
        form.is_about_action(kind is LineKind.ACTION)
        form.display = True
        self.set_focus(form.line)

    def keep_line(self, form: LineForm) -> Captured:
        journal, by, item = self.seat.journal, self.seat.writer, self.item.id
        kind = (self.kind or LineKind.INSIGHT).capture_kind
        if kind is not None:
            return journal.captures.add(kind, form.text, session=self.session, item=item, by=by)
        new = form.new_action
        return journal.actions.add(
            new.text, owner=new.owner, due=new.due, session=self.session, item=item, by=by
        )


def _letters() -> Content:
    """All letters, in two columns."""
    kinds = list(LineKind)
    half = len(kinds) // 2
    rows = zip(kinds[:half], kinds[half:], strict=True)
    return lines_of(*(line_of(_letter(left).pad_right(_gap(left)), _letter(right)) for left, right in rows))


def _gap(kind: LineKind) -> int:
    return _COLUMN - len(kind.words)


def _letter(kind: LineKind) -> Content:
    press = Style.from_meta({"@click": f"screen.choose({kind.value!r})"})
    return line_of((kind.value, "bold $text"), f"  {kind.words}").stylize(press)
