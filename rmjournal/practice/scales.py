"""The scales people answer on, and the thresholds that are a matter of judgment."""

from __future__ import annotations

from functools import cache

import msgspec

from rmjournal.domain.record import Value
from rmjournal.domain.scale import Scale
from rmjournal.practice.shipped import shipped


class Scales(Value, frozen=True, kw_only=True):
    """All scales."""

    rating: Scale
    """How a goal or an expectation stands against what was expected."""
    level: Scale
    """What somebody can do, in a self-assessment."""
    seen_differently: int
    """The distance from which two answers are told as "you saw this one differently"."""
    untouched_share: int
    """The part of the program, as one in so many, after which an untouched wish shows itself."""


@cache
def read_scales() -> Scales:
    """The scales as they are shipped."""
    return msgspec.json.decode(shipped("scales.json"), type=Scales)
