"""What was captured in a session, to look at, change or take back."""

from __future__ import annotations

from datetime import date

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.pair import Pair
from rmjournal.tui.captured import Captured, two_lines
from rmjournal.tui.commands import bindings_of

_NOTHING = "Nothing captured yet.\nF3 and a letter keep a line."


class CapturedList(OptionList):
    """The captured lines, the oldest first."""

    BINDINGS = bindings_of("captured")
    ROOM = "captured"
    HELP = "What was captured in this session.\nEnter or e changes a line, d takes it back, u undoes that."

    class Asked(Message):
        """Something is asked for a captured line."""

        def __init__(self, verb: str, record: Captured | None) -> None:
            super().__init__()
            self.verb = verb
            self.record = record

    def __init__(self, pair: Pair) -> None:
        super().__init__(markup=False)
        self.pair = pair
        self.records: tuple[Captured, ...] = ()

    def show(self, records: tuple[Captured, ...], *, today: date) -> None:
        """Show these lines; the one that was chosen stays chosen."""
        if records == self.records and self.option_count:
            return
        here = self.highlighted or 0
        self.records = records
        options = [Option(two_lines(record, self.pair, today=today)) for record in records]
        self.set_options(options or [Option(_NOTHING, disabled=True)])
        self.highlighted = min(here, len(records) - 1) if records else None

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Change the line's words, and who will do it by when."""
        self._ask("edit")

    def action_delete(self) -> None:
        """Take the line back."""
        self._ask("delete")

    def action_link(self) -> None:
        """Link the line to a goal, as evidence."""
        self._ask("link")

    def action_undo(self) -> None:
        """Bring back the line that was taken back last."""
        self.post_message(self.Asked("undo", None))

    def _ask(self, verb: str) -> None:
        if self.highlighted is not None and self.records:
            self.post_message(self.Asked(verb, self.records[self.highlighted]))
