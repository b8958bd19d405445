"""The passphrase of *mine*: setting it, opening the shelf with it, changing it, and the recovery code."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Label, Static

from rmjournal.domain.pair import Who
from rmjournal.errors import PassphraseError, RmjournalError
from rmjournal.journal.mine import FORGOTTEN
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.screens.told import ReadingSheet
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown, shown_line
from rmjournal.tui.widgets.field_input import FieldInput

_TWICE = "The two passphrases are not the same. Type both once more."


class Asking(NamedTuple):
    """What is asked for, and what is done with it."""

    heading: str
    story: str
    fields: tuple[str, ...]
    do: Callable[..., str | None]
    """Takes what stands in the fields; gives a recovery code to show, if there is one."""
    hint: str = ""
    """What stands in the passphrase's field while it is empty."""


class PassphraseScreen(Dialog[bool]):
    """Asks for a passphrase; dismissed with True once it was taken. Nothing that is typed is ever shown."""

    ROOM = "passphrase"
    BINDINGS = bindings_of("passphrase")
    ENTER = "go on"
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    IS_PRIVATE = True
    WRONG: ClassVar[str] = "This does not open the shelf."
    """What is said of a wrong passphrase."""
    HELP = "Enter goes on, and in the last field takes the passphrase.\nEsc leaves everything as it is."

    def __init__(self, seat: Seat, asking: Asking) -> None:
        super().__init__()
        self.seat = seat
        self.asking = asking
        self._is_left = False
        self._is_busy = False

    def heading(self) -> str:
        return self.asking.heading

    def page(self) -> ComposeResult:
        for words in self.asking.fields:
            yield Label(words, classes="muted")
            yield FieldInput(password=True, placeholder=self.asking.hint, select_on_focus=False)
        yield Static(classes="passphrase--told")
        yield Static(shown(self.asking.story), classes="passphrase--story")

    def on_mount(self) -> None:
        # The pause after a wrong passphrase is counted here; sleeping would hold up the way out as well.
        self.seat.journal.mine.pause = self._rest
        self.set_interval(0.25, self._count_down, name="rest")

    @on(Input.Submitted)
    def _on_or_try(self, event: Input.Submitted) -> None:
        event.stop()
        fields = list(self.query(Input))
        if event.input is not fields[-1]:
            self.focus_next()
        else:
            self.action_take()

    def action_take(self) -> None:
        """Take what stands in the fields."""
        if not self._is_busy and self._seconds_left() == 0:
            self._is_busy = True
            self._say("One moment …")
            self._try(tuple(field.value for field in self.query(Input)))

    def action_cancel(self) -> None:
        """Close the sheet; nothing was changed."""
        # What is being set is being written: its recovery code has to be seen.
        if not self._is_busy:
            self.dismiss(False)

    def hide(self) -> None:
        self._is_left = True
        self._clear()

    @work
    async def _try(self, typed: tuple[str, ...]) -> None:
        try:
            code = await asyncio.to_thread(self._do, typed)
        except RmjournalError as error:
            self._is_busy = False
            self._clear()
            self._say(str(error), "$text-error")
            self.query(Input).first().focus()
            return
        self._clear()
        if code:
            await self.app.push_screen_wait(RecoveryCodeScreen(code))
        self.dismiss(True)

    def _do(self, typed: tuple[str, ...]) -> str | None:
        try:
            return self.asking.do(*typed)
        finally:
            if self._is_left:
                self.seat.journal.mine.lock()

    def _rest(self, seconds: float) -> None:
        self.seat.rests_until = time.monotonic() + seconds

    def _seconds_left(self) -> int:
        return max(0, -int(-(self.seat.rests_until - time.monotonic()) // 1))

    def _count_down(self) -> None:
        left = self._seconds_left()
        note = self.query_one(".passphrase--told", Static)
        if left:
            self._say(f"{self.WRONG} The next try is in {left} s.", "$text-error")
            note.add_class("-resting")
        elif note.has_class("-resting"):
            note.remove_class("-resting")
            self._say("")

    def _clear(self) -> None:
        for field in self.query(Input):
            field.clear()

    def _say(self, words: str, style: str = "$text-muted") -> None:
        self.query_one(".passphrase--told", Static).update(shown(words, style))


class RecoveryCodeScreen(ReadingSheet[None]):
    """The recovery code, this once."""

    HEADING = "Your recovery code, shown this once"
    ROOM = "recovery_code"
    BINDINGS = bindings_of("recovery_code")
    IS_PRIVATE = True
    HELP = "Write the code on paper. Enter closes it for good; k in Reflections makes a new one."

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def page(self) -> ComposeResult:
        yield Static(Content("It opens your shelf if you forget the passphrase. Write it on paper now:"))
        yield Static(Content(_in_two_lines(self._code)), classes="recovery--code")
        yield Static(Content(FORGOTTEN), classes="muted")

    def action_close(self) -> None:
        """It is written down."""
        self.dismiss()

    def hide(self) -> None:
        self._code = ""
        self.query_one(".recovery--code", Static).update("")


def setting_up(seat: Seat, who: Who) -> Asking:
    """A first passphrase."""
    partner = _first_name(seat, who.partner)
    story = (
        f"{FORGOTTEN}\n\n"
        f"What you keep on mine, {partner} cannot read, nor can anybody who has the file.\n"
        "Several words that are no quotation are best."
    )

    def do(first: str, again: str) -> str:
        return seat.journal.mine.set_up(who, _the_same(first, again))

    return Asking(f"{_first_name(seat, who)}: a passphrase for mine", story, ("Passphrase", "Once more"), do)


def unlocking(seat: Seat, who: Who) -> Asking:
    """The passphrase there is."""
    return Asking(
        f"{_first_name(seat, who)}: open mine",
        "It locks after ten idle minutes, when F2 passes the keyboard, and on F9.",
        ("Passphrase",),
        lambda words: seat.journal.mine.unlock(who, words),
        known_in_demo(seat, who),
    )


def known_in_demo(seat: Seat, who: Who) -> str:
    """The passphrase that the demo lets everybody know, as a hint; "" in a journal of one's own."""
    from rmjournal.journal.demo import known_passphrase

    known = known_passphrase(seat.pair, who)
    return f"in the demo: {known}" if known else ""


def changing(seat: Seat, who: Who) -> Asking:
    """Another passphrase."""

    def do(old: str, first: str, again: str) -> None:
        seat.journal.mine.change_passphrase(who, old, _the_same(first, again))

    story = "Your texts stay as they are. Older copies of the file still open with the old passphrase."
    return Asking("Change the passphrase", story, ("The one now", "The new one", "Once more"), do)


def recovering(seat: Seat, who: Who) -> Asking:
    """A new passphrase by the recovery code."""

    def do(code: str, first: str, again: str) -> None:
        seat.journal.mine.recover(who, code, _the_same(first, again))

    story = "The code is eight groups of four; case and spaces do not matter."
    return Asking("A new passphrase, by the recovery code", story, ("Recovery code", "New", "Once more"), do)


def _the_same(first: str, again: str) -> str:
    if first != again:
        raise PassphraseError(_TWICE)
    return first


def _first_name(seat: Seat, who: Who) -> str:
    return shown_line(seat.pair.first_name(who)).plain


def _in_two_lines(code: str) -> str:
    groups = code.split("-")
    half = len(groups) // 2
    return "-".join(groups[:half]) + "-\n" + "-".join(groups[half:])
