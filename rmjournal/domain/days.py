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


def day_words(day: date, today: date) -> str:
    """The day in few words: today, tomorrow, yesterday, `Tuesday, Mar 24`, with the year where it differs."""
    for word, distance in NEAR.items():
        if (day - today).days == distance:
            return word
    words = f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1][:3]} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"


def long_day(day: date) -> str:
    """The day in full: `Tuesday, February 3, 2026`."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"
