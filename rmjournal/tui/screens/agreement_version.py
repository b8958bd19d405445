"""A version of the agreement to read, as it was signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.agreement import Signed
from rmjournal.domain.days import long_day, on_day
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.choice import Choice
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown, shown_line


class VersionScreen(JournalScreen[None]):
    """The text that both signed, with both names and what proves that it is the same."""

    ROOM = "agreement_version"
    BINDINGS = bindings_of("agreement_version")
    AUTO_FOCUS: ClassVar[str | None] = ".version"
    HELP = "A version of the agreement, as it was signed. Arrows scroll."

    def __init__(self, seat: Seat, number: int) -> None:
        super().__init__(seat)
        self.number = number

    def holder(self) -> Widget:
        return VerticalScroll(classes="page version", can_focus=True)

    def page(self) -> ComposeResult:
        signed = self.seat.journal.agreement.version(self.number)
        yield Static(lines_of(*_names(signed), Content(), shown(signed.version.text)))


def version_choices(seat: Seat) -> list[Choice]:
    """The versions that both signed, the newest first."""
    today = seat.now.date()
    return [
        Choice(
            str(one.version.number),
            line_of(
                f"Version {one.version.number}",
                (f"  signed by both {on_day(one.on, today)}" if one.on else "", "$text-muted"),
            ),
        )
        for one in reversed(seat.journal.agreement.versions())
    ]


def _names(signed: Signed) -> Iterator[Content]:
    for signature in (signed.mentor, signed.mentee):
        if signature is not None:
            yield line_of(shown_line(signature.name, "bold"), f" signed on {long_day(signature.on)}")
    yield Content.styled(f"SHA-256 of the text: {signed.version.digest}", "$text-muted")
