"""The two people of a journal."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import StrEnum
from typing import ClassVar

from rmjournal.domain.record import Record
from rmjournal.errors import UsageError


class Who(StrEnum):
    """Who leads, writes or owns something."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"

    def joined_with(self, other: Who) -> Who:
        """Who it was when both of these had a hand in it."""
        return self if self is other else Who.BOTH

    @property
    def next(self) -> Who:
        """The one that comes after when writers take turns."""
        order = (Who.BOTH, Who.MENTOR, Who.MENTEE)
        return order[(order.index(self) + 1) % 3]

    @property
    def partner(self) -> Who:
        """The other one of the two; both stay both."""
        return {Who.MENTOR: Who.MENTEE, Who.MENTEE: Who.MENTOR}.get(self, self)


class Pair(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A reverse-mentoring pair: the mentor is the junior colleague, the mentee the senior one."""

    table: ClassVar[str] = "pair"
    ID: ClassVar[str] = "pair"

    id: str = ID
    mentor: str
    mentee: str
    mentor_title: str = ""
    mentee_title: str = ""
    program: str = ""
    code: str = ""
    coordinator: str = ""
    started: date | None = None

    def name_of(self, who: Who) -> str:
        """The name to show: both names where it is both."""
        match who:
            case Who.MENTOR:
                return self.mentor
            case Who.MENTEE:
                return self.mentee
        return f"{self.first_name(Who.MENTOR)} and {self.first_name(Who.MENTEE)}"

    def first_name(self, who: Who) -> str:
        """The short name to show: "both" where it is both, the whole name where two first names are alike."""
        if who is Who.BOTH:
            return "both"
        mentor, mentee = (name.split()[0] if name.split() else name for name in (self.mentor, self.mentee))
        if compared(mentor) == compared(mentee):
            return self.name_of(who)
        return mentor if who is Who.MENTOR else mentee

    def who(self, text: str) -> Who:
        """Who is meant by a role, a whole name or a first name.

        Raises:
            UsageError: If it is neither.
        """
        wanted = compared(text)
        for who in Who:
            names = (
                {who.value}
                if who is Who.BOTH
                else {who.value, compared(self.name_of(who)), compared(self.first_name(who))}
            )
            if wanted in names:
                return who
        raise UsageError(
            f"{text!r} is not one of this pair.\nSay mentor, mentee, both, {self.mentor} or {self.mentee}."
        )


def compared(name: str) -> str:
    """A name as it is compared: without case, with single spaces, and in composed Unicode.

    Some keyboards and systems give an accented letter as two characters, others as one.
    """
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


def must_be_told_apart(pair: Pair) -> None:
    """Make sure that each of the two can be named.

    Raises:
        UsageError: If both have the same whole name.
    """
    if compared(pair.mentor) == compared(pair.mentee):
        raise UsageError(
            "Both have the same name, so nobody could tell who signs what.\n"
            "Add what tells them apart, such as a second name or an initial."
        )
