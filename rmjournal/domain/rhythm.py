"""The rhythm of a pair: how often and how long they meant to meet, and how it went lately."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from rmjournal.domain.days import WEEKDAYS, day_words
from rmjournal.domain.record import Value
from rmjournal.domain.session import Session
from rmjournal.domain.words import counted

PERIOD_WEEKS = 4
"""How far back minutes are counted: what is longer ago is no debt."""

_OFTEN = {"other": 2, "second": 2, "third": 3, "fourth": 4, "2nd": 2, "3rd": 3, "4th": 4}
_OFTEN |= {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "eight": 8}
_LONG = {"half an hour": 30, "three quarters of an hour": 45, "an hour and a half": 90, "an hour": 60}
_LONG |= {"one hour": 60}
_MINUTES = {"fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45}
_MINUTES |= {"fifty": 50, "sixty": 60, "ninety": 90}
_ONE_WORD = {"weekly": 1, "fortnightly": 2, "once a week": 1, "twice a month": 2, "once a month": 4}


class Beat(Value, frozen=True, kw_only=True, omit_defaults=True):
    """How often and how long a pair means to meet."""

    weeks: int
    """Weeks from one session to the next, at least."""
    most: int
    """Weeks from one session to the next, at most."""
    minutes: int
    is_agreed: bool = False
    """Whether the agreement that both signed says it; else it is the plan's."""

    @property
    def words(self) -> str:
        """How often, in words: every 2 weeks, every 2 to 3 weeks."""
        if self.most > self.weeks:
            return f"every {self.weeks} to {self.most} weeks"
        return "every week" if self.weeks == 1 else f"every {self.weeks} weeks"


class Rhythm(Value, frozen=True, kw_only=True, omit_defaults=True):
    """How a pair's sessions have followed each other lately, beside what they meant to do."""

    beat: Beat
    last: date
    """The day of the last session held."""
    next: date | None = None
    period: int
    """The weeks up to today in which minutes are counted."""
    held: int
    """Minutes held in the period."""
    promised: tuple[int, int] | None = None
    """Minutes meant for the period, at least and at most; null until the first session is that long ago."""

    def lines(self, today: date) -> tuple[str, str]:
        """The rhythm in two plain sentences."""
        away = (today - self.last).days
        met = f"{away} days ago" if away > 1 else day_words(self.last, today)
        ahead = day_words(self.next, today) if self.next else "not planned"
        meant = "agreed" if self.beat.is_agreed else "planned"
        return (
            f"Last met {met}, next {ahead}; {meant}: {self.beat.words}.",
            f"{counted(self.held, 'minute')} held in the last {self.period} weeks{self._of(meant)}.",
        )

    def _of(self, meant: str) -> str:
        if self.promised is None:
            return ""
        least, most = self.promised
        return f", of {least} to {most} {meant}" if most > least else f", of {least} {meant}"


def rhythm(held: Sequence[Session], *, next_on: date | None, beat: Beat, today: date) -> Rhythm | None:
    """How the sessions have followed each other; None before the first one.

    Args:
        held: The sessions that were held, in the order of days.
        next_on: The day of the next one.
        beat: What was meant.
        today: The day it is told on.
    """
    if not held:
        return None
    period = max(PERIOD_WEEKS, beat.most)
    since = today - timedelta(weeks=period)
    least, most = (round(beat.minutes * period / weeks) for weeks in (beat.most, beat.weeks))
    return Rhythm(
        beat=beat,
        last=held[-1].on,
        next=next_on,
        period=period,
        held=sum(one.held for one in held if since <= one.on <= today),
        promised=(least, most) if held[0].on <= since else None,
    )


def read_beat(text: str, *, otherwise: Beat) -> Beat:
    """The beat that the words of an agreement name; what they leave open is as otherwise.

    Read are every week, every second or third Tuesday, every 2-3 weeks, weekly, once a month and the
    like, and the minutes in the same sentence. Words that could mean something else are left alone.
    """
    for sentence in re.split(r"[.;\n]\s*", text.casefold()):
        weeks = _every(sentence) or _in_one_word(sentence)
        if weeks is not None:
            minutes = _minutes_in(sentence) or otherwise.minutes
            return Beat(weeks=weeks[0], most=weeks[1], minutes=minutes, is_agreed=True)
    return msgspec.structs.replace(otherwise, is_agreed=False)


def _every(sentence: str) -> tuple[int, int] | None:
    number = rf"\d|{'|'.join(_OFTEN)}"
    unit = "|".join(("week", "month", *(day.casefold() for day in WEEKDAYS)))
    upto = rf"(?: or | to | ?[-\u2013] ?)({number})"
    found = re.search(rf"\bevery (?:({number})(?:{upto})? )?({unit})s?\b(?! (?:of|in) )", sentence)
    if found is None:
        return None
    step = PERIOD_WEEKS if found[3] == "month" else 1
    least = _number(found[1] or "1", _OFTEN)
    most = _number(found[2], _OFTEN) if found[2] else least
    return (least * step, most * step) if 0 < least <= most else None


def _in_one_word(sentence: str) -> tuple[int, int] | None:
    found = re.search(rf"\b({'|'.join(_ONE_WORD)})\b", sentence)
    return (_ONE_WORD[found[1]],) * 2 if found else None


def _minutes_in(sentence: str) -> int | None:
    """The first length that is named; 0 minutes are none."""
    counted = rf"(\d{{1,3}}|{'|'.join(sorted(_MINUTES, key=len, reverse=True))}) min(?:ute)?s?\b"
    long = "|".join(sorted(_LONG, key=len, reverse=True))
    found = re.search(rf"\b(?:({long})\b|{counted})", sentence)
    if found is None:
        return None
    return _LONG[found[1]] if found[1] else _number(found[2], _MINUTES)


def _number(word: str, names: dict[str, int]) -> int:
    return names[word] if word in names else int(word)
