"""What the demo pair keeps beside their sessions: pulses, reflections, and questions in waiting."""

from __future__ import annotations

from datetime import date

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.shelf import Shelf
from rmjournal.practice.shipped import shipped


class Taps(Value, frozen=True, kw_only=True):
    """One person's answers after a session."""

    useful: int
    heard: int
    forward: int
    safe: int
    steer: int


class PulseTold(Value, frozen=True, kw_only=True):
    """How both found the session of a day."""

    on: date
    mentor: Taps
    mentee: Taps

    def of(self, who: Who) -> Taps:
        """The answers of one of the two."""
        return self.mentor if who is Who.MENTOR else self.mentee


class Thought(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A reflection on the session of a day."""

    on: date
    by: Who
    shelf: Shelf
    text: str
    feelings: tuple[str, ...] = ()
    moment: str
    prompt: str


class Wondered(Value, frozen=True, kw_only=True):
    """A question somebody would like to ask."""

    on: date
    by: Who
    text: str


class Shelves(Value, frozen=True, kw_only=True):
    """All of it, with the passphrases that open what is on *mine*."""

    passphrases: dict[Who, str]
    pulses: tuple[PulseTold, ...]
    reflections: tuple[Thought, ...]
    questions: tuple[Wondered, ...]


def read_shelves() -> Shelves:
    """What the demo pair keeps, on the days on which it was written down."""
    return msgspec.toml.decode(shipped("shelves.toml"), type=Shelves)
