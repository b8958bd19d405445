"""The agenda of a session: minutes planned, used and left an item, and where the pair is."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.pace import Pace, pace_of
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Session
from rmjournal.text import one_line
from rmjournal.tui.show import line_of, lines_of, shown_line

_HERE = "▸"
_COLUMN = 5
_INDENT = 4


class SessionAgenda(VerticalScroll, can_focus=False):
    """All items, one below the other; a click goes to one."""

    class Chosen(Message):
        """An item was clicked."""

        def __init__(self, item: str) -> None:
            super().__init__()
            self.item = item

    def __init__(self, session: Session, pair: Pair) -> None:
        super().__init__()
        self.session = session
        self.pair = pair

    def compose(self) -> ComposeResult:
        yield Static(shown_line(self.session.title), classes="heading")
        yield AgendaTotal("who", ("min", "used", "left"))
        for number, item in enumerate(self.session.items, 1):
            yield AgendaRow(item, number, leads=_leader(self.pair, item.lead))
        yield AgendaTotal("in all", ("", "", "")).add_class("-sum")

    def show(self, session: Session, *, here: str, used: Mapping[str, int], total: int) -> None:
        """Show where the pair is, and what was used up to now."""
        for row, item in zip(self.query(AgendaRow), session.items, strict=True):
            row.show(pace_of(item, used), is_here=item.id == here)
        self.query(AgendaTotal).last().show(_columns(Pace(session.minutes, total)))

    def on_agenda_row_pressed(self, message: AgendaRow.Pressed) -> None:
        message.stop()
        self.post_message(self.Chosen(message.item))


class AgendaRow(Widget):
    """One item in two lines: its title; who leads, and its minutes."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """The row was clicked."""

        def __init__(self, item: str) -> None:
            super().__init__()
            self.item = item

    def __init__(self, item: PlannedItem, number: int, *, leads: str) -> None:
        super().__init__()
        self.item = item
        self.number = number
        self.leads = leads
        self._numbers = _columns(Pace(item.minutes, 0))
        self._is_here = False

    def show(self, pace: Pace, *, is_here: bool) -> None:
        """Show its minutes, and whether the pair is here."""
        if is_here and not self.has_class("-here"):
            self.call_after_refresh(self.scroll_visible, animate=False)
        self.set_class(is_here, "-here")
        # Seconds pass unseen: over a slow link, a row that is painted for nothing is felt in the typing.
        numbers = _columns(pace)
        if (numbers, is_here) != (self._numbers, self._is_here):
            self._numbers, self._is_here = numbers, is_here
            self.refresh()

    def render(self) -> Content:
        width, is_here = self.content_size.width, self._is_here
        title = line_of(f"{_HERE if is_here else ' '}{self.number:>2} ", shown_line(self.item.title))
        return lines_of(
            title.truncate(width, ellipsis=True).stylize("bold" if is_here else ""),
            _row(self.leads, self._numbers, width).stylize("" if is_here else "$text-muted"),
        )

    def on_click(self) -> None:
        self.post_message(self.Pressed(self.item.id))


class AgendaTotal(Widget):
    """The names of the columns, or their sums."""

    ALLOW_SELECT = False

    def __init__(self, word: str, columns: tuple[str, str, str]) -> None:
        super().__init__()
        self.word = word
        self.columns = columns

    def show(self, columns: tuple[str, str, str]) -> None:
        """Show these numbers."""
        if columns != self.columns:
            self.columns = columns
            self.refresh()

    def render(self) -> Content:
        return _row(self.word, self.columns, self.content_size.width)


def _columns(pace: Pace) -> tuple[str, str, str]:
    left = f"-{pace.minutes_over}" if pace.minutes_over else f"{pace.minutes_left}"
    used = f"{pace.minutes_used}" if pace.used else "-"
    return (f"{pace.planned}", used, left)


def _row(word: str, columns: tuple[str, str, str], width: int) -> Content:
    numbers = "".join(column.rjust(_COLUMN) for column in columns)
    room = max(0, width - _INDENT - len(numbers))
    name = Content(one_line(word)).truncate(room, ellipsis=True)
    return line_of(" " * _INDENT, name, " " * (room - name.cell_length), numbers)


def _leader(pair: Pair, lead: Who) -> str:
    return "both" if lead is Who.BOTH else pair.first_name(lead)
