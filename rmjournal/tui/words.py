"""Small facts in words, as the screens say them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rmjournal.domain.days import day_words, short_day
from rmjournal.domain.words import counted
from rmjournal.store.store import SaveState

_TIMES = {1: "once", 2: "twice"}


def times_words(times: int) -> str:
    """How often: once, twice, 3 times."""
    return _TIMES.get(times, f"{times} times")


def minutes_words(minutes: int) -> str:
    """So many minutes, in words."""
    return counted(minutes, "minute")


def listed_day(day: date | None, today: date) -> str:
    """A day in the column of a list, with its year where that is another; blank where there is none."""
    if day is None:
        return " " * 6
    return short_day(day, width=2) if day.year == today.year else f"{short_day(day, width=2)}, {day.year}"


def moved_words(times: int) -> str:
    """How often a session was moved. Who moved it is nowhere."""
    return f"moved {times_words(times)}"


def carried_words(times: int) -> str:
    """How often something was carried over."""
    return f"carried {times_words(times)}"


def when_words(day: date, today: date) -> str:
    """A day, and how far it is where that helps: "Tuesday, Feb 17, in 14 days"."""
    away = (day - today).days
    words = day_words(day, today)
    if away < -1:
        return f"{words}, {-away} days ago"
    return f"{words}, in {away} days" if away > 1 else words


def saving_words(state: SaveState) -> str:
    """How saving stands, for the top line."""
    match state.state:
        case "saved":
            return "saved"
        case "failed":
            return f"not saved: {state.reason}" if state.reason else "not saved"
        case _:
            return f"saving ({state.reason})" if state.reason else "saving"


def path_words(path: Path) -> str:
    """A path as people write it, from their home folder on."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
