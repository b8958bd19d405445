"""Throwing a draft away, once asked."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.screen import Screen

from rmjournal.domain.days import dated_day
from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.errors import RmjournalError
from rmjournal.tui.screens.told import ToldChoiceScreen, choice
from rmjournal.tui.seat import Seat

_AWAY = "away"


async def discard(screen: Screen[Any], seat: Seat, draft: LetterDraft) -> bool:
    """Ask, then throw the draft away; whether it was. Called from a worker."""
    sheet = ToldChoiceScreen(
        f"Throw the draft of {dated_day(draft.facts.on)} away?",
        Content.styled("Nothing of it has left the journal.", "$text-muted"),
        [choice("keep", "Keep it"), choice(_AWAY, "Throw it away", "its words stay in the trash")],
    )
    if await screen.app.push_screen_wait(sheet) != _AWAY:
        return False
    try:
        seat.journal.letters.discard(draft, by=seat.writer)
    except RmjournalError as error:
        screen.notify(str(error).replace("\n", " "), severity="warning", markup=False)
        return False
    return True
