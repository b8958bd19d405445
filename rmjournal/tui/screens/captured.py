"""What was captured in a session, as a sheet, where the terminal has no room for it beside the notes."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from rmjournal.tui.captured_verbs import CapturedVerbs
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.widgets.captured_list import CapturedList


class CapturedSheet(Dialog[None]):
    """The captured lines, to change or to take back."""

    HEADING = "Captured"

    def __init__(self, verbs: CapturedVerbs) -> None:
        super().__init__()
        self.verbs = verbs

    def holder(self) -> Widget:
        return Vertical(classes="sheet--page")

    def page(self) -> ComposeResult:
        yield CapturedList(self.verbs.seat.pair)

    def on_captured_list_asked(self, message: CapturedList.Asked) -> None:
        message.stop()
        self.verbs.do(message.verb, message.record, screen=self, then=self.read_again)

    def read_again(self) -> None:
        self.query_one(CapturedList).show(self.verbs.records, today=self.verbs.seat.now.date())
