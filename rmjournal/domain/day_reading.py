"""Days read as people say them, in English whatever the machine's language.

Read, in any case: `2026-02-03`, `today`, `tomorrow`, `yesterday`, `tuesday`, `next tuesday`, `last monday`,
`in 3 days`, `in 2 weeks`, `3 days ago`, `+7`, `3 feb`, `feb 3`, `1 jan 2027`, `Tuesday, February 3, 2026`.

- `tuesday` is the first one after today: who means today says so. `this tuesday` may be today.
- `next tuesday` is the Tuesday of the next week; a week begins on Monday, or as it was set.
- `last monday` is the latest one before today.
- A date without a year is the nearest one, ahead or behind; with a weekday, the nearest on which it fits.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from rmjournal.domain.days import MANNER, MONTHS, NEAR, WEEKDAYS, into_week
from rmjournal.errors import UsageError

UNDERSTOOD = (
    "Say a date (2026-02-03, 3 feb, feb 3 2027), a weekday (tuesday, next tuesday, last monday), "
    "today, tomorrow, yesterday, in 3 days, in 2 weeks or 3 days ago."
)

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_STEP = re.compile(r"([+-]\d{1,5})(?: (day|week|month)s?)?")
_AWAY = re.compile(rf"(in )?(\d{{1,5}}|{'|'.join(_NUMBERS)}) (day|week|month)s?( ago)?")
_NEIGHBOR = re.compile(r"(next|last) (week|month)")
_WEEKDAY = re.compile(r"(?:(this|next|last) )?([a-z]+)")
_DATE = re.compile(r"(?:([a-z]+) )?(?:(\d{1,2}) ([a-z]+)|([a-z]+) (\d{1,2}))(?: (\d{4}))?")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_FILLER = re.compile(r"[,\s]+|\b(?:of|the|on)\b")


def parse_day(text: str, *, today: date) -> date:
    """The day that is meant.

    Raises:
        UsageError: If it cannot be told; the message says what is understood.
    """
    return _first_of((_near, _iso, _step, _away, _neighbor, _weekday, _date), text, today)


def parse_since(text: str, *, today: date) -> date:
    """The first day of a stretch that reaches to today.

    `march` is the first of the most recent March, `2026` its first of January, `monday` the most recent one,
    today counted; `this` or `last` `week`, `month` and `year` begin where they begin. Every other day is read
    as by `parse_day`, without a year as the most recent one.

    Raises:
        UsageError: If it cannot be told; the message says what is understood.
    """
    return _first_of((_stretch, _recent, _near, _iso, _step, _away, _weekday, _date), text, today)


def without_filler(text: str) -> str:
    """A day as it is said, without case, punctuation, and the words that mean nothing in it."""
    return " ".join(_FILLER.sub(" ", _ORDINAL.sub(r"\1", text.casefold())).split())


def _first_of(readers: tuple[Callable[[str, date], date | None], ...], text: str, today: date) -> date:
    said = without_filler(text)
    for reader in readers:
        try:
            day = reader(said, today)
        except (ValueError, OverflowError):
            break
        if day is not None:
            return day
    raise UsageError(f"{text!r} is not a day that can be told.\n{UNDERSTOOD}")


def _near(said: str, today: date) -> date | None:
    distance = NEAR.get(said)
    return None if distance is None else today + timedelta(days=distance)


def _iso(said: str, _today: date) -> date | None:
    match = _ISO.fullmatch(said)
    return date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _step(said: str, today: date) -> date | None:
    match = _STEP.fullmatch(said)
    return _moved(today, int(match[1]), match[2] or "day") if match else None


def _away(said: str, today: date) -> date | None:
    match = _AWAY.fullmatch(said)
    if match is None or bool(match[1]) == bool(match[4]):
        return None
    count = _NUMBERS.get(match[2]) or int(match[2])
    return _moved(today, -count if match[4] else count, match[3])


def _neighbor(said: str, today: date) -> date | None:
    """`next week` is a week from today."""
    match = _NEIGHBOR.fullmatch(said)
    return _moved(today, 1 if match[1] == "next" else -1, match[2]) if match else None


def _weekday(said: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(said)
    wanted = _index(match[2], WEEKDAYS) if match else None
    if match is None or wanted is None:
        return None
    ahead = (wanted - today.weekday()) % 7
    match match[1]:
        case "this":
            days = ahead
        case "next":
            days = 7 - into_week(today) + (wanted - MANNER.week_start) % 7
        case "last":
            days = ahead - 7
        case _:
            days = ahead or 7
    return today + timedelta(days=days)


def _date(said: str, today: date) -> date | None:
    """The nearest of the days that are said, if the year is not."""
    days = _dates(said, today)
    return min(days, key=lambda day: (abs(day - today), day), default=None)


def _recent(said: str, today: date) -> date | None:
    """The latest day up to today with this name or date."""
    match = _WEEKDAY.fullmatch(said)
    wanted = _index(match[2], WEEKDAYS) if match and not match[1] else None
    if wanted is not None:
        return today - timedelta(days=(today.weekday() - wanted) % 7)
    return max((day for day in _dates(said, today) if day <= today), default=None)


def _stretch(said: str, today: date) -> date | None:
    if re.fullmatch(r"\d{4}", said):
        return date(int(said), 1, 1)
    month = _index(said, MONTHS)
    if month is not None:
        return date(today.year if month < today.month else today.year - 1, month + 1, 1)
    back = {"this": 0, "last": 1}
    which, _, unit = said.partition(" ")
    if which not in back:
        return None
    match unit:
        case "week":
            return today - timedelta(days=into_week(today) + 7 * back[which])
        case "month":
            return _moved(today.replace(day=1), -back[which], "month")
        case "year":
            return date(today.year - back[which], 1, 1)
    return None


def _dates(said: str, today: date) -> list[date]:
    """The days that a day and a month can mean: in the year that is said, or in last, this and next year."""
    match = _DATE.fullmatch(said)
    if match is None:
        return []
    month = _index(match[3] or match[4], MONTHS)
    weekday = _index(match[1], WEEKDAYS) if match[1] else None
    if month is None or (match[1] and weekday is None):
        return []
    number = int(match[2] or match[5])
    years = (int(match[6]),) if match[6] else (today.year - 1, today.year, today.year + 1)
    days = [date(year, month + 1, number) for year in years if _is_day(year, month + 1, number)]
    return [day for day in days if weekday is None or day.weekday() == weekday]


def _is_day(year: int, month: int, number: int) -> bool:
    return date.min.year <= year <= date.max.year and 1 <= number <= calendar.monthrange(year, month)[1]


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the name that the word is, or begins with three letters of it."""
    if len(word) < 3:
        return None
    return next((index for index, name in enumerate(names) if name.casefold().startswith(word)), None)


def _moved(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks or months on; in a shorter month, its last one."""
    if unit != "month":
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
