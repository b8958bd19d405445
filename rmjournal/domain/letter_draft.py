"""A letter on its way: drafted, struck, confirmed by each, released. A change clears what was confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from typing import ClassVar

import msgspec

from rmjournal.domain.letter import MOST_HIGHLIGHTS, Idea, Letter, Period
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.seal import PARTNERS
from rmjournal.errors import NotFoundError, RuleError, UsageError

HIGHLIGHTS, IDEAS, ASK, TOPICS = "highlights", "ideas", "ask", "topics"
"""The ticks of the agreement that let out what the pair writes or names for a letter."""


class LetterWords(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What the pair wrote for a letter, and the topics they name in it. Each is one line."""

    highlights: tuple[str, ...] = ()
    ideas: tuple[Idea, ...] = ()
    ask: str = ""
    topics: tuple[str, ...] = ()
    """Names, or "own" for topics of the pair's own whose names may not be said."""

    def let_out_by(self, ticks: Iterable[str]) -> LetterWords:
        """These words, without those that the agreement does not let out."""
        allowed = frozenset(ticks)
        kept = {name: getattr(self, name) for name in (HIGHLIGHTS, IDEAS, ASK, TOPICS) if name in allowed}
        return LetterWords(**kept)


class LetterDraft(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A letter that was not released yet. Its facts and its date are those of the day it was drafted."""

    table: ClassVar[str] = "letter_drafts"

    made: datetime
    edition: int
    """Goes up with every change. What was confirmed is one edition, not the next that may read the same."""
    period: Period
    facts: Letter
    words: LetterWords = LetterWords()
    ticks: tuple[str, ...] = ()
    """What the agreement lets out, as it stood when this was drafted."""
    struck: tuple[str, ...] = ()
    """The lines that one of the two took out. Whose wish it was is nowhere."""

    @property
    def whole(self) -> Letter:
        """The letter with its words and with the lines that were struck."""
        words = self.words.let_out_by(self.ticks)
        return msgspec.structs.replace(
            self.facts, highlights=words.highlights, ideas=words.ideas, ask=words.ask, topics=words.topics
        )

    @property
    def letter(self) -> Letter:
        """The letter as it would be released."""
        return self.whole.without(self.struck)

    def striking(self, lines: Iterable[str]) -> LetterDraft:
        """This draft without some lines.

        Raises:
            NotFoundError: If the letter has no such line.
        """
        return self._with_struck({*self.struck, *self._known(lines)})

    def restoring(self, lines: Iterable[str]) -> LetterDraft:
        """This draft with lines that were struck.

        Raises:
            NotFoundError: If the letter has no such line.
        """
        return self._with_struck({*self.struck} - {*self._known(lines)})

    def saying(self, words: LetterWords) -> LetterDraft:
        """This draft with other words. Lines of the words that were struck before stand again."""
        if len(words.highlights) > MOST_HIGHLIGHTS:
            raise UsageError(
                f"A letter has up to {MOST_HIGHLIGHTS} highlights; {len(words.highlights)} were given."
            )
        if words == self.words:
            return self
        facts = tuple(
            one for one in self.struck if one.partition(".")[0] not in LetterWords.__struct_fields__
        )
        return self._changed(words=words, struck=facts)

    def back_after(self, later: LetterDraft) -> LetterDraft:
        """This draft, come back after a later edition: nothing that was confirmed before stands under it."""
        return msgspec.structs.replace(self, edition=later.edition + 1)

    def _with_struck(self, struck: set[str]) -> LetterDraft:
        ordered = tuple(sorted(struck))
        return self if ordered == self.struck else self._changed(struck=ordered)

    def _changed(self, **fields: object) -> LetterDraft:
        return msgspec.structs.replace(self, edition=self.edition + 1, **fields)

    def _known(self, lines: Iterable[str]) -> tuple[str, ...]:
        known, given = tuple(self.whole.line_ids()), tuple(lines)
        for line in given:
            if line not in known:
                raise NotFoundError("line in this letter", line, f"Its lines are: {', '.join(known)}")
        return given


class Confirmation(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One partner's yes to the exact text of one edition. A record a person: both can confirm at once."""

    table: ClassVar[str] = "confirmations"

    draft: str
    edition: int
    by: Who
    name: str
    on: date
    digest: str
    """The SHA-256 of the text that was read."""

    @staticmethod
    def id_of(draft: str, edition: int, by: Who) -> str:
        """The id that every copy of the journal gives to this person's confirmation of one edition."""
        return f"{draft}.{edition}.{by}"


class Release(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of the release log: a letter that left, word for word, and who agreed to it."""

    table: ClassVar[str] = "releases"

    on: date
    period: Period
    mentor: str
    mentee: str
    """The names under which both confirmed."""
    file: str
    """The name of the file that was written."""
    digest: str
    text: str

    def is_whole(self) -> bool:
        """Whether the text that is kept is the one that was released."""
        return digest_of(self.text.encode()) == self.digest


def digest_of(data: bytes) -> str:
    """The SHA-256 of a letter's bytes, in hexadecimal."""
    return sha256(data).hexdigest()


def valid(draft: LetterDraft, digest: str, confirmations: Iterable[Confirmation]) -> dict[Who, Confirmation]:
    """The confirmations that stand: of this edition, and of just this text."""
    return {
        one.by: one
        for one in confirmations
        if one.by in PARTNERS and (one.draft, one.edition, one.digest) == (draft.id, draft.edition, digest)
    }


def must_be_ordered(period: Period, *, today: date) -> None:
    """Make sure that a period is one that can be told of: of a letter, or of notes.

    Raises:
        RuleError: If it ends before it begins, or after today.
    """
    if period.since > period.until:
        raise RuleError(
            "The period has no days yet: it begins after today. Name its first day with --since."
            if period.since > today
            else "The period ends before it begins. Name its first day, then its last."
        )
    if period.until > today:
        raise RuleError("The period can reach to today, not beyond. Name its last day with --until.")
