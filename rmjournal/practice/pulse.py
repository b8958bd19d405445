"""The pulse: what is asked at a session's end, in which words, and what counts as a signal."""

from __future__ import annotations

from functools import cache

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Limits
from rmjournal.domain.record import Value
from rmjournal.practice.shipped import shipped


class Asked(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One statement, answered from 1 to 5 or passed."""

    id: str
    words: str
    mentee_words: str = ""
    """Its words for the mentee, where they differ."""
    low: str
    """What 1 means."""
    middle: str = ""
    """What 3 means, where it is said."""
    high: str
    """What 5 means."""
    signals_to: tuple[Who, ...] = (Who.MENTOR, Who.MENTEE)
    """To whom a low answer, or a fall, is a signal."""

    def words_for(self, who: Who) -> str:
        """Its words for one of the two."""
        return self.mentee_words or self.words if who is Who.MENTEE else self.words


class SignalWords(Value, frozen=True, kw_only=True):
    """How a signal is said."""

    low: str
    fall: str
    note: str


class Choices(Value, frozen=True, kw_only=True):
    """What somebody can do about a signal."""

    write: str
    reset: str
    leave: str


class Pulse(Value, frozen=True, kw_only=True):
    """The whole pulse."""

    shared: tuple[Asked, ...]
    private: tuple[Asked, ...]
    """Asked monthly and at mid-point, always kept on *mine*."""
    signal: SignalWords
    choices: Choices
    seen_differently: str
    low_from: int
    fall_from: int
    gap_from: int
    private_every_days: int
    signal_days: int
    """For how many days after a session a signal is offered."""

    @property
    def limits(self) -> Limits:
        """From where on something is told."""
        return Limits(low=self.low_from, fall=self.fall_from, gap=self.gap_from)

    def asked(self, item: str) -> Asked:
        """The statement with this id."""
        return next(one for one in (*self.shared, *self.private) if one.id == item)


@cache
def read_pulse() -> Pulse:
    """The pulse as it is shipped."""
    return msgspec.json.decode(shipped("pulse.json"), type=Pulse)
