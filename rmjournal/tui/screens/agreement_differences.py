"""What changed in the agreement, word by word, from one version to the next."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.tui.commands import bindings_of
from rmjournal.tui.differences import LEGEND, difference_words
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import lines_of


class DifferenceScreen(JournalScreen[None]):
    """One step between versions; the last one is to the draft, where there is something to sign."""

    ROOM = "differences"
    BINDINGS = bindings_of("differences")
    AUTO_FOCUS: ClassVar[str | None] = ".differences"
    HELP = "What changed: [-gone-] and {+new+}. b goes to the change before, n to the one after."

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.number = self._last()
        """The version that is held against the one before it."""

    def holder(self) -> Widget:
        return VerticalScroll(classes="page differences", can_focus=True)

    def page(self) -> ComposeResult:
        yield Static()

    def on_mount(self) -> None:
        self._show()

    def read_again(self) -> None:
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "sign":
                return self.seat.journal.agreement.is_changed()
            case "before":
                return self.number > 2
            case "after":
                return self.number < self._last()
        return super().check_action(action, parameters)

    def action_before(self) -> None:
        """The change before this one."""
        self.number -= 1
        self._show()

    def action_after(self) -> None:
        """The change after this one."""
        self.number += 1
        self._show()

    def action_sign(self) -> None:
        """Sign the text as it stands."""
        from rmjournal.tui.screens.sign import SignScreen

        self.app.switch_screen(SignScreen(self.seat))

    def _last(self) -> int:
        agreement = self.seat.journal.agreement
        current = agreement.current()
        number = current.version.number if current else 0
        return number + 1 if agreement.is_changed() else number

    def _show(self) -> None:
        agreement = self.seat.journal.agreement
        self.number = min(self.number, self._last())
        text = Content("\n\n").join([self._head(), self._words(agreement.version(self.number).is_signed)])
        self.query_one(Static).update(text)
        self.refresh_bindings()

    def _words(self, is_signed: bool) -> Content:
        if self.number < 2:
            return Content("There is one version only, so nothing has changed yet.")
        agreement = self.seat.journal.agreement
        # The draft is held against the version that both signed last.
        changed = (
            agreement.differences(self.number - 1, self.number) if is_signed else agreement.differences()
        )
        return difference_words(changed)

    def _head(self) -> Content:
        is_draft = self.number == self._last() and self.seat.journal.agreement.is_changed()
        to = f"version {self.number}, a draft" if is_draft else f"version {self.number}"
        words = f"From version {self.number - 1} to {to}" if self.number > 1 else "Version 1"
        return lines_of(Content.styled(words, "bold $text-primary"), LEGEND)
