"""Reflections: what one of the two thinks about their time together, on the shelf *mine* or *ours*."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.shelf import Private
from rmjournal.errors import RuleError, UsageError

MOST_FEELINGS = 3
"""How many feeling words a reflection may carry."""


class Occasion(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What a reflection is about: a moment such as "session" or "monthly", and the session it follows."""

    moment: str = ""
    session: str = ""
    prompt: str = ""
    """The id of the prompt that was answered."""


class Words(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What a reflection says, on whichever shelf."""

    text: str
    on: date
    """The day it is about."""
    title: str = ""
    feelings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    occasion: Occasion = Occasion()

    def __repr__(self) -> str:
        """The words for a log or a traceback: none."""
        return "Words(...)"


class PrivateReflection(
    Private, frozen=True, kw_only=True, omit_defaults=True, tag="reflection", tag_field="is"
):
    """A reflection on *mine*."""

    made: datetime
    words: Words


class Reflection(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A reflection on *ours*, which both can read."""

    table: ClassVar[str] = "reflections"

    by: Who
    made: datetime
    """When it was put on *ours*."""
    words: Words | None = None
    """None once it was taken back."""

    @property
    def is_there(self) -> bool:
        """Whether it was not taken back."""
        return self.words is not None

    def taken_back(self) -> Reflection:
        """This reflection without its words: nothing of them is left, in the trash neither."""
        return msgspec.structs.replace(self, words=None)


class PrivateQuestion(Private, frozen=True, kw_only=True, omit_defaults=True, tag="question", tag_field="is"):
    """A question somebody would like to ask, private until it is released."""

    made: datetime
    text: str


class UnkeptWords(Private, frozen=True, kw_only=True, omit_defaults=True, tag="unkept", tag_field="is"):
    """Words for *ours* that their author has not let go yet: they are nobody else's until then."""

    by: Who
    made: datetime
    """When they were begun."""
    instead_of: str = ""
    """The id of the reflection on *ours* that these are other words for, if there is one."""
    words: Words


def chosen_feelings(words: Iterable[str]) -> tuple[str, ...]:
    """The feeling words that were picked or typed, each once.

    Raises:
        UsageError: If there are more than three.
    """
    said = tuple(dict.fromkeys(" ".join(word.split()).casefold() for word in words if word.strip()))
    if len(said) > MOST_FEELINGS:
        raise UsageError(f"Up to {MOST_FEELINGS} feeling words; {len(said)} were given.")
    return said


def must_say_something(words: Words) -> None:
    """Make sure that a reflection has words or a feeling: one is enough.

    Raises:
        RuleError: If it has neither.
    """
    if not words.text.strip() and not words.feelings:
        raise RuleError("There are no words to keep. One line, or one feeling word, is enough.")


def must_be_shown(words: Words, shown: str) -> None:
    """Make sure that what goes to *ours* is what was read once more.

    Raises:
        RuleError: If other words were shown.
    """
    if words.text != shown:
        raise RuleError("These are not the words that were shown. Read them once more, then move them.")
