"""What somebody looks for, as they type it.

    kit sizes                  both words, each as the beginning of a word, in any order
    "kit sizes"                these words, whole and in this order
    who:mentor                 written, owned or said by the mentor, or by both
    kind:action                one kind; said twice, either
    since:march until:may      days as people say them, both included
    tag:ai, #ai                the tag #ai
    goal:G2                    the goal, and what is linked to it

A part that is not finished yet is left out, and one that cannot be told is left out and named: who types on
sees the rest meanwhile.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from rmjournal.domain.day_reading import parse_since, without_filler
from rmjournal.domain.days import MONTHS
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.words import folded, words_of
from rmjournal.errors import UsageError

KINDS = (
    "session",
    "note",
    "action",
    "insight",
    "experiment",
    "carry-upward",
    "phrase",
    "parking",
    "takeaway",
    "expectation",
    "offer",
    "goal",
    "rating",
    "agreement",
    "reflection",
    "page",
    "mine",
    "letter",
)
"""What can be found."""

KEYS = ("who", "kind", "since", "until", "tag", "goal")
"""What can be said before a colon."""

_KEY = f"(?i:{'|'.join(KEYS)}):"
_PART = re.compile(rf'{_KEY}(?=\s|$)|(?:(?P<key>{_KEY}))?(?:"(?P<said>[^"]*)(?P<end>"?)|(?P<word>[^\s"]+))')
_TAG = re.compile(r"#([^\s#]+)")


class Term(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Words that follow each other in what is looked for."""

    words: tuple[str, ...]
    """Folded. Of the last one the beginning is enough."""
    is_whole: bool = False
    """Whether the last word must be whole too, as between quotation marks."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """As `places` and `pattern` take it."""
        return (*self.words, "") if self.is_whole else self.words

    def narrows(self, other: Term) -> bool:
        """Whether whatever this finds, the other one finds too: it is the same with more letters."""
        if other.is_whole or len(self.words) != len(other.words) or self.words[:-1] != other.words[:-1]:
            return False
        return self.words[-1].startswith(other.words[-1])


class Limits(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody wants to see, said by other things than words."""

    who: Who | None = None
    kinds: tuple[str, ...] = ()
    """Any of them; none is all."""
    since: date | None = None
    until: date | None = None
    tags: tuple[str, ...] = ()
    """All of them, folded."""
    goals: tuple[str, ...] = ()
    """Labels, all of them."""

    def allows_day(self, day: date | None) -> bool:
        """Whether a day is among those that were asked for; what has no day, only where none was."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def allows_who(self, who: Who | None) -> bool:
        """Whether it is theirs, or both's."""
        return self.who is None or who in (self.who, Who.BOTH)

    def allows_kind(self, kind: str) -> bool:
        """Whether it is of a kind that was asked for."""
        return not self.kinds or kind in self.kinds


class Query(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody looks for."""

    terms: tuple[Term, ...] = ()
    limits: Limits = Limits()
    problems: tuple[str, ...] = ()
    """What could not be told, a sentence each."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for yet."""
        return not self.terms and self.limits == Limits()


def parse_query(text: str, *, today: date, who_is: Callable[[str], Who]) -> Query:
    """What was typed. It never fails: what cannot be told is among the problems.

    Args:
        text: The words.
        today: The day it is, for days as people say them.
        who_is: Tells who a role or a name is; it raises UsageError where that is nobody.
    """
    reading = _Reading(today, who_is)
    for part in _PART.finditer(text):
        reading.take(part)
    return reading.query()


def last_day(text: str, *, today: date) -> date:
    """The last day that is meant: of a week, a month or a year its last one.

    Raises:
        UsageError: If it cannot be told.
    """
    first = parse_since(text, today=today)
    said = without_filler(text)
    if said in ("this week", "last week"):
        return first + timedelta(days=6)
    if re.fullmatch(r"\d{4}", said) or said in ("this year", "last year"):
        return date(first.year, 12, 31)
    is_month = len(said) >= 3 and any(month.casefold().startswith(said) for month in MONTHS)
    if is_month or said in ("this month", "last month"):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first


class _Reading:
    def __init__(self, today: date, who_is: Callable[[str], Who]) -> None:
        self._today = today
        self._who_is = who_is
        self._terms: list[Term] = []
        self._said: dict[str, list[str]] = {key: [] for key in KEYS}
        self._who: Who | None = None
        self._since: date | None = None
        self._until: date | None = None
        self._problems: list[str] = []

    def take(self, part: re.Match[str]) -> None:
        """Read one part."""
        said = part["word"] if part["said"] is None else part["said"]
        if part["key"] and said:
            self._take_limit(part["key"].casefold().rstrip(":"), said)
        elif part["said"] is not None:
            self._take_words(said, is_whole=bool(part["end"]))
        elif part["word"]:
            tag = _TAG.fullmatch(said)
            if tag is None:
                self._take_words(said, is_whole=False)
            else:
                self._take_limit("tag", tag[1])

    def query(self) -> Query:
        """All that was read."""
        return Query(
            terms=tuple(dict.fromkeys(self._terms)),
            limits=Limits(
                who=self._who,
                kinds=tuple(dict.fromkeys(self._said["kind"])),
                since=self._since,
                until=self._until,
                tags=tuple(dict.fromkeys(self._said["tag"])),
                goals=tuple(dict.fromkeys(self._said["goal"])),
            ),
            problems=tuple(self._problems),
        )

    def _take_words(self, said: str, *, is_whole: bool) -> None:
        words = words_of(said)
        if words:
            self._terms.append(Term(words=words, is_whole=is_whole))

    def _take_limit(self, key: str, said: str) -> None:
        try:
            match key:
                case "who":
                    self._who = self._who_is(said)
                case "since":
                    self._since = parse_since(said, today=self._today)
                case "until":
                    self._until = last_day(said, today=self._today)
                case "kind":
                    self._said[key] += kinds_of(said)
                case _:
                    self._said[key].append(folded(said.lstrip("#")))
        except UsageError as error:
            self._problems.append(str(error))


def kinds_of(said: str) -> list[str]:
    """The kinds that are meant by a word or the beginning of one.

    Raises:
        UsageError: If there is none.
    """
    wanted = "-".join(said.casefold().split())
    found = [kind for kind in KINDS if kind.startswith(wanted) or wanted == f"{kind}s"]
    if not found:
        raise UsageError(f"{said!r} is not a kind of thing here.\nThe kinds are: {', '.join(KINDS)}.")
    return found
