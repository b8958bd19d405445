"""The letter that the demo pair released, as it is written down."""

from __future__ import annotations

from datetime import date

import msgspec

from rmjournal.domain.record import Value
from rmjournal.practice.shipped import shipped


class LetterTold(Value, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The day of the letter, its words, and the topics it names by their ids."""

    on: date
    topics: tuple[str, ...]
    highlights: tuple[str, ...]
    ask: str


def read_letter_story() -> LetterTold:
    """The letter as it is shipped."""
    return msgspec.toml.decode(shipped("letter.toml"), type=LetterTold)
