"""Pausing, ending, going on: chosen by either, without a reason."""

from __future__ import annotations

from typing import Any

from rmjournal.domain.agreement import StandingState
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line

_WORDS = {
    StandingState.RUNNING: "We are under way",
    StandingState.PAUSED: "We pause",
    StandingState.ENDED: "We end here, by choice",
    StandingState.COMPLETED: "We have completed the program",
}


async def choose_standing(screen: JournalScreen[Any], seat: Seat) -> None:
    """Ask whether the pair goes on, pauses or ends, and keep it. Called from a worker."""
    standing = seat.journal.standing
    choices = [Choice(state, shown_line(words)) for state, words in _WORDS.items()]
    sheet = ChoiceScreen(
        "Either of you may choose. No reason is asked, and none is kept.", choices, now=standing.now()
    )
    chosen = await screen.app.push_screen_wait(sheet)
    if chosen is None or chosen == standing.now():
        return
    if not screen.attempt(lambda: _keep(seat, StandingState(chosen))):
        return
    said = seat.journal.agreement.afterwards() if chosen in ("ended by choice", "completed") else ()
    agreed = f" You agreed: {'; '.join(said)}. Nothing happens by itself." if said else ""
    screen.tell(f"{_WORDS[StandingState(chosen)]}.{agreed}")


def _keep(seat: Seat, state: StandingState) -> None:
    standing = seat.journal.standing
    match state:
        case StandingState.RUNNING:
            standing.go_on()
        case StandingState.PAUSED:
            standing.pause()
        case StandingState.ENDED:
            standing.end()
        case StandingState.COMPLETED:
            standing.complete()
