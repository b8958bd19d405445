"""What to reflect on, and when: prompts by moment and role, and words for feelings."""

from __future__ import annotations

from functools import cache

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.practice.shipped import shipped


class Prompt(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A question to think about; nobody has to."""

    id: str
    text: str
    mine_only: bool = False
    """Whether its answer stays on *mine*."""


class Moment(Value, frozen=True, kw_only=True, omit_defaults=True):
    """When to think, for how long, and about what."""

    id: str
    title: str
    minutes: int
    mentor: tuple[Prompt, ...]
    mentee: tuple[Prompt, ...]

    def prompts(self, who: Who) -> tuple[Prompt, ...]:
        """The prompts for one of the two."""
        return self.mentor if who is Who.MENTOR else self.mentee


class Reflecting(Value, frozen=True, kw_only=True, omit_defaults=True):
    """All of it."""

    feelings: tuple[str, ...]
    moments: tuple[Moment, ...]

    def moment(self, wanted: str) -> Moment | None:
        """The moment with this id."""
        return next((moment for moment in self.moments if moment.id == wanted), None)

    def stays_on_mine(self, moment: str, prompt: str, who: Who) -> bool:
        """Whether what answers this prompt is for its author's eyes only."""
        found = self.moment(moment)
        return found is not None and any(one.mine_only for one in found.prompts(who) if one.id == prompt)


@cache
def read_reflecting() -> Reflecting:
    """The prompts and feeling words as they are shipped."""
    data = shipped("reflecting.json")
    return msgspec.json.decode(data, type=Reflecting)
