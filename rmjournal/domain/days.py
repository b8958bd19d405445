"""Days in words, in English whatever the machine's language."""

from __future__ import annotations

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
"""Days that have a word of their own, and how far they are from today."""


class Manner:
    """How somebody writes days, and where their week begins: one for the whole run, as a locale is.

    It is for screens and messages only. Notes and letters are the pair's, and say days in full.
    """

    def __init__(self) -> None:
        self.order = "month-first"
        """month-first, day-first or iso."""
        self.week_start = 0
        """0 is Monday."""


MANNER = Manner()


def follow(*, order: str, week_start: str) -> None:
    """From now on, write days in this order, and begin weeks on this weekday."""
    MANNER.order = order
    MANNER.week_start = WEEKDAYS.index(week_start.capitalize())


def into_week(day: date) -> int:
    """How many days of its week lie before this day."""
    return (day.weekday() - MANNER.week_start) % 7


def short_day(day: date, *, width: int = 1) -> str:
    """The day without its weekday and its year: `Mar 24`, the number at least so wide."""
    month = MONTHS[day.month - 1][:3]
    match MANNER.order:
        case "iso":
            return day.isoformat()
        case "day-first":
            return f"{day.day:>{width}} {month}"
    return f"{month} {day.day:>{width}}"


def dated_day(day: date) -> str:
    """The day without its weekday: `Mar 24, 2026`."""
    return day.isoformat() if MANNER.order == "iso" else f"{short_day(day)}, {day.year}"


def day_words(day: date, today: date) -> str:
    """The day in few words: today, tomorrow, yesterday, `Tuesday, Mar 24`, with the year where it differs."""
    for word, distance in NEAR.items():
        if (day - today).days == distance:
            return word
    if MANNER.order == "iso":
        return day.isoformat()
    words = f"{WEEKDAYS[day.weekday()]}, {short_day(day)}"
    return words if day.year == today.year else f"{words}, {day.year}"


def on_day(day: date, today: date) -> str:
    """A day with the "on" that it needs: "on Tuesday, Feb 17", but "today"."""
    words = day_words(day, today)
    return words if words in NEAR else f"on {words}"


def long_day(day: date) -> str:
    """The day in full: `Tuesday, February 3, 2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def span_words(since: date, until: date) -> str:
    """The days of a time in full, its first and its last; a single day is said once."""
    return long_day(since) if since == until else f"{long_day(since)} to {long_day(until)}"
