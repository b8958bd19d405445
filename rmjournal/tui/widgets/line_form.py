"""One line to keep; for an action also who will do it, and by when."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from rmjournal.domain.capture import NewAction
from rmjournal.domain.day_reading import parse_day
from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Pair, Who
from rmjournal.errors import RmjournalError, UsageError
from rmjournal.text import clean, one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.show import line_of, shown_line


class LineInput(Input):
    """One line of a person's words; Enter gives it."""

    BINDINGS = bindings_of("line")

    def _on_paste(self, event: events.Paste) -> None:
        # Textual calls the field's own handler after this one.
        event.text = one_line(event.text)


class OwnerField(Widget, can_focus=True):
    """Who will do it: mentor, mentee, or both. The arrows and the space bar turn it."""

    BINDINGS = bindings_of("owner")
    ROOM = "owner"
    HELP = "Who will do it.\nThe arrows or the space bar choose: both, mentor, mentee."
    ALLOW_SELECT = False

    owner: reactive[Who] = reactive(Who.MENTEE)

    class Given(Message):
        """Enter was pressed."""

    def __init__(self, pair: Pair, owner: Who) -> None:
        super().__init__()
        self.pair = pair
        self.set_reactive(OwnerField.owner, owner)

    def render(self) -> Content:
        return line_of("◂ ", shown_line(self.pair.first_name(self.owner), "bold"), " ▸")

    def action_turn(self) -> None:
        """The next one."""
        self.owner = self.owner.next

    def action_turn_back(self) -> None:
        """The one before."""
        self.owner = self.owner.next.next

    def action_submit(self) -> None:
        """Keep it so."""
        self.post_message(self.Given())

    def on_click(self) -> None:
        self.action_turn()


class LineForm(Vertical):
    """The line, who and by when. Enter in any of them gives all of it."""

    class Given(Message):
        """Enter was pressed in one of the fields."""

    def __init__(
        self, pair: Pair, *, today: date, owner: Who, text: str = "", due: date | None = None
    ) -> None:
        super().__init__()
        self.pair = pair
        self.today = today
        self._first = (text, owner, due)

    def compose(self) -> ComposeResult:
        text, owner, due = self._first
        yield LineInput(clean(text), classes="form--line", select_on_focus=False)
        with Horizontal(classes="form--action"):
            yield Label("Who ")
            yield OwnerField(self.pair, owner)
            yield Label(" Due ")
            yield LineInput(due.isoformat() if due else "", placeholder="next tuesday", classes="form--due")
        yield Static(classes="form--told")

    @property
    def line(self) -> LineInput:
        """The field for the words."""
        return self.query_one(".form--line", LineInput)

    @property
    def text(self) -> str:
        """The words."""
        return self.line.value

    @property
    def new_action(self) -> NewAction:
        """The words, who and by when.

        Raises:
            UsageError: If the day cannot be told.
        """
        return NewAction(text=self.text, owner=self.query_one(OwnerField).owner, due=self._due())

    def is_about_action(self, is_action: bool) -> None:
        """Ask for who and by when, or for the words only."""
        self.query_one(".form--action").display = is_action

    def tell(self, error: RmjournalError) -> None:
        """Say what is wrong, in place, and go where it can be mended."""
        self._say(str(error).replace("\n", " "), "$text-error")
        wrong = ".form--due" if isinstance(error, UsageError) else ".form--line"
        self.query_one(wrong, LineInput).focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self._say(self._read_back(), "$text-muted")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.post_message(self.Given())

    def on_owner_field_given(self, message: OwnerField.Given) -> None:
        message.stop()
        self.post_message(self.Given())

    def _due(self) -> date | None:
        said = self.query_one(".form--due", LineInput).value.strip()
        return parse_day(said, today=self.today) if said else None

    def _read_back(self) -> str:
        """The day that would be kept, in words."""
        try:
            due = self._due()
        except UsageError:
            return ""
        return f"Due {day_words(due, self.today)}" if due else ""

    def _say(self, words: str, style: str) -> None:
        self.query_one(".form--told", Static).update(line_of((words, style)))
