"""Letting a reflection go to *ours*, and taking it back: the words once more, then one key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from rmjournal.domain.reflection import PrivateReflection, Reflection
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.told import ReadingSheet
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown
from rmjournal.tui.widgets.reflection_page import page_of


class _WordsOnceMore(ReadingSheet[bool]):
    """The words as they are, and what the key means; dismissed with True once it was pressed."""

    IS_PRIVATE = True

    def __init__(self, seat: Seat, one: PrivateReflection | Reflection, story: str) -> None:
        super().__init__()
        self.seat = seat
        self._one: PrivateReflection | Reflection | None = one
        self._story = story

    def page(self) -> ComposeResult:
        yield Static(shown(self._story), classes="told--story")
        yield Static(page_of(self.seat, self._one), classes="words--shown")

    def hide(self) -> None:
        self._one = None
        self.query_one(".words--shown", Static).update("")


class ToOursScreen(_WordsOnceMore):
    """A reflection on *mine*, before both can read it."""

    HEADING = "Move this to ours?"
    ROOM = "to_ours"
    BINDINGS = bindings_of("to_ours")
    HELP = "o moves the words to ours. Esc leaves them on mine."

    def __init__(self, seat: Seat, page: PrivateReflection) -> None:
        partner = one_line(seat.pair.first_name(seat.writer.partner))
        story = f"{partner} can read these words then. You can take them back, but not make them unread."
        super().__init__(seat, page, story)

    def action_move(self) -> None:
        """Move it."""
        self.dismiss(True)


class TakeBackScreen(_WordsOnceMore):
    """A reflection on *ours*, before it is taken off it."""

    HEADING = "Take this back from ours?"
    ROOM = "take_back"
    BINDINGS = bindings_of("take_back")
    HELP = "b takes the words off ours. Esc leaves them there."

    def __init__(self, seat: Seat, shared: Reflection) -> None:
        journal = seat.journal
        if journal.mine.is_set_up(shared.by):
            goes = "It goes back to mine."
        else:
            goes = "There is no shelf mine for it to go to: it is gone from the journal then."
        story = f"{goes} {journal.reflections.notice(shared, by=shared.by)}"
        super().__init__(seat, shared, story.replace("\n", " "))

    def action_take_back(self) -> None:
        """Take it back."""
        self.dismiss(True)
