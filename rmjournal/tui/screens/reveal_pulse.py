"""What both answered, once both are in."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Shown
from rmjournal.domain.session import Session
from rmjournal.practice.pulse import read_pulse
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.told import ReadingSheet
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line


class RevealPulseScreen(ReadingSheet[None]):
    """Both answers beside each other. Where they are apart, it says so, and nothing else."""

    HEADING = "Both are in"
    ROOM = "reveal_pulse"
    BINDINGS = bindings_of("reveal_pulse")
    HELP = "What both of you answered. Nobody adds it up."

    def __init__(self, seat: Seat, session: Session) -> None:
        super().__init__()
        self.seat = seat
        self.session = session

    def page(self) -> ComposeResult:
        answers = self.seat.journal.pulses.shown(self.session)
        yield Static(lines_of(*(line for one in answers for line in shown_lines(self.seat, one))))

    def action_close(self) -> None:
        """Both have seen it."""
        self.dismiss()


def shown_lines(seat: Seat, one: Shown) -> Iterator[Content]:
    """One statement, what each answered, and whether they saw it differently."""
    pulse = read_pulse()
    yield shown_line(pulse.asked(one.item).words)
    said = ((Who.MENTOR, one.mentor), (Who.MENTEE, one.mentee))
    answers = (
        f"{one_line(seat.pair.first_name(who))} {'passed' if value is None else value}" for who, value in said
    )
    apart = (f"  {pulse.seen_differently}", "bold $text-warning") if one.is_different else ""
    yield line_of(("  " + ", ".join(answers), "$text-muted"), apart)
