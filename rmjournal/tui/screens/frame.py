"""The frame of every screen: the pair at the top, keys at the bottom, the page between; sheets over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.errors import RmjournalError
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line
from rmjournal.tui.widgets.hint_line import HintLine
from rmjournal.tui.widgets.key_line import KeyLine
from rmjournal.tui.widgets.pair_line import PairLine

R = TypeVar("R")


class Leaf(Screen[R]):
    """What pages and sheets have in common: the app tells all of them to keep, and to read again."""

    ROOM: ClassVar[str] = ""
    """The room of the table of commands whose keys act here."""
    ENTER: ClassVar[str] = ""
    """What Enter does in a list or a field here, in a word for the line of keys."""
    IS_PRIVATE: ClassVar[bool] = False
    """Whether it shows one person's alone, so that it is closed when what is private is hidden."""

    @property
    def holding(self) -> str:
        """Why the keyboard cannot be passed just now; "" where it can."""
        return ""

    _given_up = False

    def page(self) -> ComposeResult:
        """The widgets of the page itself."""
        yield from ()

    def read_again(self) -> None:
        """Show what the journal says now: another screen, or another program, may have changed it."""

    def keep(self) -> None:
        """Give the journal what stands on the screen and is not kept yet."""

    def put_aside(self) -> None:
        """Keep apart from the journal what nobody has let go to it yet: the program ends, and asks nobody."""

    async def settled(self) -> bool:
        """Ask what becomes of what holds the keyboard; whether the screen can be left now."""
        return True

    def hide(self) -> None:
        """Take what is private off the screen and out of memory: the shelf *mine* is locked now."""
        self.read_again()

    def leave(self) -> None:
        """Escape: back to where one came from."""
        self.dismiss()

    def give_up(self) -> None:
        """Leave, since what this was about is not there anymore; from below others, once it is seen again."""
        if self.app.screen is self and not self._given_up:
            self._given_up = True
            self.dismiss()

    def frame_changed(self) -> None:
        """Paint the frame again: who is writing, how saving stands."""
        self.saving_changed()

    def saving_changed(self) -> None:
        """Say how saving stands; a page that is covered says it once it is seen again."""
        for line in self.query(PairLine):
            line.refresh()

    def tell(self, message: str, *, problem: bool = False) -> None:
        """Say something at the edge of the screen; it goes by itself."""
        self.notify(one_line(message), severity="warning" if problem else "information", markup=False)

    def attempt(self, verb: Callable[[], object]) -> bool:
        """Do it, and say why where it cannot be done; whether it was done."""
        try:
            verb()
        except RmjournalError as error:
            self.tell(str(error), problem=True)
            return False
        return True

    def on_screen_resume(self) -> None:
        self.frame_changed()
        self.read_again()


class JournalScreen(Leaf[R]):
    """A page in the frame. It is given the seat; what it shows it reads from the seat's journal."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    def compose(self) -> ComposeResult:
        yield PairLine(self.seat)
        with self.holder():
            yield from self.page()
        if self.seat.hint_for(self.ROOM) is not None:
            yield HintLine(self.seat, self.ROOM, is_free=lambda: self.is_free_for_hint)
        yield KeyLine()

    @property
    def is_free_for_hint(self) -> bool:
        """Whether nothing else on the page wants the eye of a newcomer, so that a hint may stand there."""
        return True

    def frame_changed(self) -> None:
        super().frame_changed()
        self.look_for_hint()

    @on(Resize)
    def look_for_hint(self) -> None:
        """Tell the hint of this page, or take it away."""
        for line in self.query(HintLine):
            line.look()

    def holder(self) -> Widget:
        """What holds the page between the two lines of the frame."""
        return Vertical(classes="page")


class Dialog(Leaf[R], ModalScreen[R]):
    """A sheet laid over a page, with a title and its own line of keys. Escape dismisses it with None."""

    BINDINGS = bindings_of("dialog")
    ROOM = "dialog"
    HEADING: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(shown_line(self.heading()), classes="sheet--title")
            with self.holder():
                yield from self.page()
            yield KeyLine()

    def heading(self) -> str:
        """The words at the top of the sheet."""
        return self.HEADING

    def holder(self) -> Widget:
        """What holds the page; it scrolls where the terminal is small."""
        return VerticalScroll(classes="sheet--page", can_focus=False)

    # A sheet keeps the keys of what it lies over to itself, and so those of the program: these two act all
    # the same.
    async def action_help(self) -> None:
        """What has the focus, and all keys."""
        await self.app.run_action("app.help")

    async def action_search(self) -> None:
        """Look for words; the sheet waits."""
        await self.app.run_action("app.search")

    def action_cancel(self) -> None:
        """Close the sheet; nothing was changed."""
        self.dismiss(None)
