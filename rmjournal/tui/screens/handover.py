"""Handing over the keyboard, where each of the two answers alone."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line

OPEN = "open"


class HandoverSheet(ChoiceScreen):
    """Says who is in and who is next; dismissed with who goes on, or OPEN, or None for later.

    F2 hands over as it does everywhere.
    """

    ROOM = "handover"
    BINDINGS = bindings_of("handover")
    HELP = "Each answers alone. Nobody sees anything before both are in; then you open both together."

    def __init__(self, seat: Seat, left: dict[Who, int], *, about: str, opens: str) -> None:
        """A sheet about a round.

        Args:
            seat: The journal, and who is writing.
            left: How many questions each has left.
            about: What is answered, for the heading.
            opens: The words for opening both.
        """
        self.seat = seat
        self._left = left
        super().__init__(_heading(seat, left, about), _choices(seat, left, opens))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "hand_over":
            return any(self._left.values())
        return super().check_action(action, parameters)

    def action_hand_over(self) -> None:
        """To the one who is not in."""
        self.dismiss(next(who.value for who in PARTNERS if self._left[who]))


def _heading(seat: Seat, left: dict[Who, int], about: str) -> str:
    waiting = [who for who in PARTNERS if left[who]]
    if not waiting:
        return "Both are in. Look at it together."
    if len(waiting) == 2:
        return f"{about}: each alone. Who begins?"
    done = next(who for who in PARTNERS if who not in waiting)
    return f"{seat.pair.first_name(done)} is in. Pass the keyboard to {seat.pair.first_name(waiting[0])}."


def _choices(seat: Seat, left: dict[Who, int], opens: str) -> list[Choice]:
    waiting = [who for who in PARTNERS if left[who]]
    if not waiting:
        return [Choice(OPEN, shown_line(opens))]
    return [
        Choice(who, line_of(shown_line(name), (f"  {_so_many(left[who])}", "$text-muted")))
        for who, name in ((who, seat.pair.first_name(who)) for who in waiting)
    ]


def _so_many(left: int) -> str:
    return "one question" if left == 1 else f"{left} questions"


async def one_of_them(screen: Screen[Any], seat: Seat, heading: str) -> Who | None:
    """The one who is writing; where that is both, the one who is chosen. Called from a worker."""
    if seat.writer in PARTNERS:
        return seat.writer
    choices = [Choice(who, shown_line(seat.pair.first_name(who))) for who in PARTNERS]
    answer = await screen.app.push_screen_wait(ChoiceScreen(heading, choices))
    return None if answer is None else Who(answer)
