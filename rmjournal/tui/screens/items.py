"""Go to an item of the agenda, by its number."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.agenda import PlannedItem
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.show import line_of, shown_line


class ItemsSheet(Dialog[str]):
    """The items with their numbers; dismissed with the id of one."""

    HEADING = "Go to an item"
    ENTER = "go to it"
    HELP = "A number goes to the item. So do the arrows and Enter."

    def __init__(self, items: Sequence[PlannedItem], *, here: str) -> None:
        super().__init__()
        self.items = tuple(items)
        self.here = here

    def page(self) -> ComposeResult:
        rows = (Option(_line(number, item)) for number, item in enumerate(self.items, 1))
        yield OptionList(*rows, classes="plain-list")

    def on_mount(self) -> None:
        here = (index for index, item in enumerate(self.items) if item.id == self.here)
        self.query_one(OptionList).highlighted = next(here, 0)

    def on_key(self, event: events.Key) -> None:
        """A number that could still become a longer one only moves the mark."""
        if event.character is None or not event.character.isdigit():
            return
        event.stop()
        number = int(event.character)
        if 1 <= number <= len(self.items):
            if number * 10 > len(self.items):
                self.dismiss(self.items[number - 1].id)
            else:
                self.query_one(OptionList).highlighted = number - 1

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.dismiss(self.items[message.option_index].id)


def _line(number: int, item: PlannedItem) -> Content:
    return line_of(
        (f"{number:>2}  ", "bold"), shown_line(item.title), (f"  {item.minutes} min", "$text-muted")
    )
