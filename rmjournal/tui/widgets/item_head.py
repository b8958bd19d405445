"""The item the pair is at: its title, who leads, its minutes, and its prompts."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Session
from rmjournal.text import one_line
from rmjournal.tui.show import line_of, lines_of, shown, shown_line


class ItemHead(VerticalScroll, can_focus=False):
    """Stands above the notes. Where the terminal is small, one line of it stays."""

    def compose(self) -> ComposeResult:
        yield ItemTitle()
        yield Static(classes="item--prompts")

    def show(self, session: Session, item: PlannedItem, pair: Pair) -> None:
        """Show another item."""
        self.query_one(ItemTitle).show(session, item, pair)
        prompts = self.query_one(".item--prompts", Static)
        prompts.update(_prompts(item))
        prompts.set_class(not item.text.strip() and not item.prompts, "-none")
        self.scroll_home(animate=False)


class ItemTitle(Widget):
    """Two lines, or one: the title gives way before the name of who leads."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._number = self._title = self._leads = self._minutes = Content("")

    def show(self, session: Session, item: PlannedItem, pair: Pair) -> None:
        """Show another item."""
        number = session.items.index(item) + 1
        self._number = line_of((f"{number}/{len(session.items)}  ", "$text-muted"))
        self._title = shown_line(item.title, "bold $text-primary")
        self._leads = line_of((leads(pair, item), "$text-muted"))
        self._minutes = line_of((f" · {item.minutes} min", "$text-muted"))
        self.refresh()

    def render(self) -> Content:
        size = self.content_size
        if size.height > 1:
            return lines_of(self._line(self._title, size.width), line_of(self._leads, self._minutes))
        gap = line_of((" · ", "$text-muted"))
        room = size.width - self._leads.cell_length - gap.cell_length
        return line_of(self._line(self._title, room), gap, self._leads)

    def _line(self, title: Content, width: int) -> Content:
        return line_of(self._number, title).truncate(max(width, 0), ellipsis=True)


def leads(pair: Pair, item: PlannedItem) -> str:
    """Who leads an item, in words."""
    return "both lead" if item.lead is Who.BOTH else f"{one_line(pair.first_name(item.lead))} leads"


def _prompts(item: PlannedItem) -> Content:
    lines = [shown(item.text.strip())] if item.text.strip() else []
    lines += [line_of("· ", shown_line(prompt)) for prompt in item.prompts]
    return lines_of(*lines)
