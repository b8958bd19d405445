"""The agreement: fifteen parts, signed by both over one text, in versions that stay readable."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from rmjournal.domain.days import long_day
from rmjournal.domain.pair import Who, compared
from rmjournal.domain.record import Record, Value
from rmjournal.domain.seal import PARTNERS
from rmjournal.errors import RuleError


class Ask(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A question that each answers in their own column, alone."""

    id: str
    prompt: str
    at_most: int = 0
    """How many lines it takes, where each line is a thing of its own; 0 is free text."""


class Tick(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Something in a part that can be ticked."""

    id: str
    words: str
    on: bool = False
    """Whether it is ticked until the pair says otherwise."""


class DayAsked(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A day that a part asks for."""

    id: str
    words: str


class Part(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One part of the agreement's form, as it is shipped."""

    id: str
    title: str
    about: str = ""
    """What it is for, in a line."""
    asks: tuple[Ask, ...] = ()
    text: str = ""
    """What is agreed until the pair says otherwise; `{mentor}` and `{mentee}` stand for the names."""
    ticks: tuple[Tick, ...] = ()
    days: tuple[DayAsked, ...] = ()


class Day(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A day that was agreed on."""

    id: str
    on: date


class Clause(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What both agree on in one part, in the draft. A record a part: two who write at once never meet."""

    table: ClassVar[str] = "clauses"

    text: str = ""
    ticks: tuple[str, ...] = ()
    """The ids of what is ticked."""
    days: tuple[Day, ...] = ()
    open_until: date | None = None
    """The day by which an open part is to be closed."""

    def day(self, name: str) -> date | None:
        """A day of this part."""
        return next((one.on for one in self.days if one.id == name), None)

    def ticked(self, tick: str, *, on: bool) -> Clause:
        """This clause with one thing ticked or not."""
        kept = [one for one in self.ticks if one != tick]
        return msgspec.structs.replace(self, ticks=tuple(sorted([*kept, tick] if on else kept)))

    def dated(self, name: str, on: date | None) -> Clause:
        """This clause with one of its days set, or taken out."""
        kept = tuple(one for one in self.days if one.id != name)
        added = (Day(id=name, on=on),) if on else ()
        return msgspec.structs.replace(
            self, days=tuple(sorted((*kept, *added), key=lambda one: (one.on, one.id)))
        )


class AgreedPart(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One part as it is signed: its words hold its ticks and days too."""

    id: str
    number: int
    title: str
    text: str = ""
    clause: Clause
    """What a later version starts from."""

    @property
    def open_until(self) -> date | None:
        """The day by which an open part is to be closed."""
        return self.clause.open_until


class Version(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The agreement as it was put before both to sign."""

    table: ClassVar[str] = "agreements"

    number: int
    text: str
    """The text that both sign: the same characters for both."""
    parts: tuple[AgreedPart, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the text, in hexadecimal."""
        return digest_of(self.text)

    def says_the_same_as(self, other: Version) -> bool:
        """Whether both have the same parts with the same words, whatever their numbers."""
        mine, theirs = (
            [(one.id, one.text, one.open_until) for one in version.parts] for version in (self, other)
        )
        return mine == theirs


class Signature(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A name under a version. A record a person: both can sign at once."""

    table: ClassVar[str] = "signatures"

    version: str
    by: Who
    name: str
    on: date
    digest: str
    """The SHA-256 of the text that was signed."""

    @staticmethod
    def id_of(version: str, by: Who) -> str:
        """The id that every copy of the journal gives to this person's signature."""
        return f"{version}.{by}"


class Signed(Value, frozen=True, kw_only=True):
    """A version with the names under it."""

    version: Version
    mentor: Signature | None = None
    mentee: Signature | None = None

    @property
    def is_signed(self) -> bool:
        """Whether both names stand under it."""
        return self.mentor is not None and self.mentee is not None

    @property
    def on(self) -> date | None:
        """The day of the later signature, once both stand."""
        if self.mentor is None or self.mentee is None:
            return None
        return max(self.mentor.on, self.mentee.on)

    @property
    def unsigned(self) -> tuple[Who, ...]:
        """Whose name is missing."""
        names = {Who.MENTOR: self.mentor, Who.MENTEE: self.mentee}
        return tuple(who for who in PARTNERS if names[who] is None)


class WorkingCard(Record, frozen=True, kw_only=True, omit_defaults=True):
    """How somebody likes to work, in their own words; open to both from the start."""

    table: ClassVar[str] = "cards"

    channel: str = ""
    pace: str = ""
    feedback: str = ""
    more: str = ""

    @staticmethod
    def id_of(who: Who) -> str:
        """The id of a person's card."""
        return f"card.{who}"


class StandingState(StrEnum):
    """Whether the pair is under way. How it came to end is never said."""

    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    ENDED = "ended by choice"


class Standing(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Whether the pair is under way, and since which day. It has no reason and no name in it."""

    table: ClassVar[str] = "standing"
    ID: ClassVar[str] = "standing"

    id: str = ID
    state: StandingState
    since: date


def signed(version: Version, signatures: Iterable[Signature]) -> Signed:
    """A version with those names that stand under just this text."""
    valid = {one.by: one for one in signatures if one.version == version.id and one.digest == version.digest}
    return Signed(version=version, mentor=valid.get(Who.MENTOR), mentee=valid.get(Who.MENTEE))


def version_of(number: int, pair: str, parts: tuple[AgreedPart, ...]) -> Version:
    """The version that these parts make. Its id comes from its text: the same words are the same version."""
    text = canonical_text(number, pair, parts)
    return Version(id=digest_of(text)[:20], number=number, text=text, parts=parts)


def canonical_text(number: int, pair: str, parts: Iterable[AgreedPart]) -> str:
    """The text that both sign: composed Unicode, lines that end in a line feed and no space at their ends."""
    lines = [f"Agreement of {' '.join(pair.split())}", f"Version {number}"]
    for part in parts:
        lines += ["", f"{part.number}. {part.title}", part.text]
        if part.open_until is not None:
            lines.append(f"Open until {long_day(part.open_until)}.")
    whole = unicodedata.normalize("NFC", "\n".join(lines))
    return "\n".join(line.rstrip() for line in whole.splitlines()).strip() + "\n"


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    from hashlib import sha256

    return sha256(text.encode("utf-8", "replace")).hexdigest()


def agreed_text(part: Part, clause: Clause, *, wants: str = "") -> str:
    """The words of a part: what is agreed, then its days, wants and ticks."""
    days = [
        f"{asked.words} {long_day(on)}." for asked in part.days if (on := clause.day(asked.id)) is not None
    ]
    ticks = [f"{tick.words}: {'yes' if tick.id in clause.ticks else 'no'}" for tick in part.ticks]
    return "\n".join(filter(None, [clause.text.strip(), *days, wants, *ticks]))


def default_clause(part: Part, names: Mapping[str, str], days: Mapping[str, date]) -> Clause:
    """What a part says until the pair says otherwise."""
    text = part.text
    for key, name in names.items():
        text = text.replace("{" + key + "}", name)
    clause = Clause(id=part.id, text=text, ticks=tuple(sorted(tick.id for tick in part.ticks if tick.on)))
    for asked in part.days:
        clause = clause.dated(asked.id, days.get(asked.id))
    return clause


def must_sign_as(name: str, expected: str) -> str:
    """The name somebody signs with.

    Raises:
        RuleError: If it is not their own name.
    """
    typed = " ".join(name.split())
    if compared(typed) != compared(expected):
        raise RuleError(f"To sign, type your own name as it stands in the journal: {expected}")
    return typed


def together(sides: Sequence[Clause]) -> Clause:
    """A clause that was written in two places at once: the words of both, until one text is made of them."""
    texts = dict.fromkeys(one.text for one in sides if one.text)
    return msgspec.structs.replace(sides[0], text="\n\n".join(texts))


def missing_words(
    *, unsaid: Mapping[str, Iterable[str]], has_date: bool, unsigned: Iterable[str]
) -> tuple[str, ...]:
    """What is missing before the agreement stands, in words. It is told, and blocks nothing.

    Args:
        unsaid: What is missing of each: "a want", "an offer", "a goal", and the first names it is missing of.
        has_date: Whether a day is set for the next session.
        unsigned: The first names of those who have not signed.
    """
    lines = [f"{what} of {' and '.join(names)}" for what, names in unsaid.items() if names]
    if not has_date:
        lines.append("a date for the next session")
    names = tuple(unsigned)
    if names:
        lines.append(f"the name of {' and '.join(names)} under the agreement")
    return tuple(lines)
