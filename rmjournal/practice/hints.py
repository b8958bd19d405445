"""The hints of the first sessions: what a newcomer needs and does not find alone."""

from __future__ import annotations

from functools import cache

import msgspec

from rmjournal.domain.record import Value
from rmjournal.practice.shipped import shipped


class Hint(Value, frozen=True, kw_only=True):
    """Something that is worth knowing, told where it helps."""

    id: str
    room: str
    """The room of the table of commands whose page tells it."""
    text: str
    """Its words; the id of a command in braces stands for the key of that command."""
    taught: tuple[str, ...]
    """The ids of the commands that it teaches: whoever has asked for one of them knows."""


@cache
def read_hints() -> tuple[Hint, ...]:
    """All hints: three, and each on a page of its own, so that there are never two at once."""
    return msgspec.json.decode(shipped("hints.json"), type=tuple[Hint, ...])
