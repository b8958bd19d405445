"""Signing: both read the same text, and each types their own name under it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from rmjournal.domain.agreement import Signed
from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.errors import RmjournalError
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.differences import LEGEND, difference_words
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown, shown_line


class SignScreen(JournalScreen[None]):
    """The text, what changed in it, and a line for a name; once both names stand, it is left."""

    ROOM = "sign"
    BINDINGS = bindings_of("sign")
    ENTER = "sign"
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    HELP = "Read it, then type your own name and press Enter. Up and down scroll the text."

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.shown = seat.journal.agreement.draft()
        """The text that is on the screen: only this one is signed."""

    def holder(self) -> Widget:
        return Vertical(classes="page sign")

    def page(self) -> ComposeResult:
        with VerticalScroll(classes="sign--text", can_focus=False):
            yield Static()
        yield Static(classes="sign--stands")
        yield Input(id="name", compact=True)
        yield Static(classes="ask--meaning")

    def on_mount(self) -> None:
        self.read_again()

    @property
    def signed(self) -> Signed:
        """The text with the names that stand under it."""
        return self.seat.journal.agreement.signatures(self.shown)

    def read_again(self) -> None:
        agreement = self.seat.journal.agreement
        if agreement.is_changed():
            self.shown = agreement.draft()
        self.query_one(".sign--text Static", Static).update(self._text())
        self._show_names()

    def frame_changed(self) -> None:
        super().frame_changed()
        if self.query(".sign--stands"):
            self._show_names()

    @on(Input.Submitted)
    def _sign(self, event: Input.Submitted) -> None:
        try:
            signed = self.seat.journal.agreement.sign(self.shown, event.value, by=self._by(event.value))
        except RmjournalError as error:
            self._say(str(error))
            self.app.bell()
            return
        event.input.value = ""
        self.seat.hand_to(Who.BOTH if signed.is_signed else signed.unsigned[0])
        self.frame_changed()
        if signed.is_signed:
            self.tell(f"Version {signed.version.number} is signed by both.")
            self.dismiss()

    def action_scroll_text_down(self) -> None:
        """Further down in the text."""
        self.query_one(".sign--text").scroll_page_down(animate=False)

    def action_scroll_text_up(self) -> None:
        """Further up in the text."""
        self.query_one(".sign--text").scroll_page_up(animate=False)

    @property
    def _next(self) -> Who:
        """Whose name is still missing, the mentor's first."""
        return next(iter(self.signed.unsigned), Who.MENTOR)

    def _by(self, name: str) -> Who:
        """Who signs: the one who is writing, and where that is both, the one whose name it is, or is next."""
        if self.seat.writer in PARTNERS:
            return self.seat.writer
        named = (who for who in PARTNERS if self.seat.pair.name_of(who).casefold() == name.strip().casefold())
        return next(named, self._next)

    def _text(self) -> Content:
        agreement = self.seat.journal.agreement
        pieces = []
        if agreement.current() is not None and agreement.is_changed():
            changed = Content.styled("What changed since both signed last", "bold $text-primary")
            pieces += [lines_of(changed, LEGEND), difference_words(agreement.differences())]
        head = Content.styled("The whole text that both sign", "bold $text-primary")
        return Content("\n\n").join([*pieces, lines_of(head, shown(self.shown.text))])

    def _show_names(self) -> None:
        signed = self.signed
        self.query_one(".sign--stands", Static).update(lines_of(*self._names(signed)))
        who = self.seat.writer if self.seat.writer in signed.unsigned else self._next
        name = one_line(self.seat.pair.name_of(who))
        self.query_one(Input).placeholder = f"{name} signs: type the whole name"
        self._say("")

    def _names(self, signed: Signed) -> Iterator[Content]:
        today = self.seat.now.date()
        for who, signature in ((Who.MENTOR, signed.mentor), (Who.MENTEE, signed.mentee)):
            name = shown_line(self.seat.pair.name_of(who), "bold")
            when = f"signed, {day_words(signature.on, today)}" if signature else "has not signed yet"
            yield line_of(name, (f"  {when}", "$text-muted"))

    def _say(self, words: str) -> None:
        self.query_one(".ask--meaning", Static).update(shown(words))
