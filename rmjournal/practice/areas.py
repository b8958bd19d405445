"""The areas of the self-assessment, eight for each role."""

from __future__ import annotations

from functools import cache

import msgspec

from rmjournal.domain.assessment import Area
from rmjournal.domain.pair import Who
from rmjournal.practice.shipped import shipped


@cache
def _all() -> dict[Who, tuple[Area, ...]]:
    data = shipped("areas.json")
    return msgspec.json.decode(data, type=dict[Who, tuple[Area, ...]])


def read_areas(who: Who) -> tuple[Area, ...]:
    """The areas of a role; none where it is both."""
    return _all().get(who, ())
