"""Choosing how long a session is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.screen import Screen

from rmjournal.domain.fitting import LONGEST_MINUTES, SHORTEST_MINUTES
from rmjournal.errors import UsageError
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.words import minutes_words

_OTHER = "other"


async def choose_length(screen: Screen[Any], *, now: int, offered: Sequence[int]) -> int | None:
    """The minutes that are chosen or typed; None where nothing was. Called from a worker."""
    choices = [Choice(str(minutes), Content(minutes_words(minutes))) for minutes in offered]
    choices.append(Choice(_OTHER, Content("another length")))
    answer = await screen.app.push_screen_wait(ChoiceScreen("How long?", choices, now=str(now)))
    if answer != _OTHER:
        return int(answer) if answer else None
    hint = f"{SHORTEST_MINUTES} to {LONGEST_MINUTES} minutes"
    return await screen.app.push_screen_wait(
        AskScreen("How many minutes?", read=read_minutes, value=str(now), hint=hint)
    )


def read_minutes(words: str, *, least: int = SHORTEST_MINUTES, most: int = LONGEST_MINUTES) -> int:
    """So many minutes, from words like "25" or "25 min".

    Raises:
        UsageError: If it is no number, or none that a session can have.
    """
    number = words.strip().casefold().removesuffix("minutes").removesuffix("min").strip()
    if not (number.isascii() and number.isdigit()) or not least <= int(number) <= most:
        raise UsageError(f"Say a number of minutes from {least} to {most}.")
    return int(number)
