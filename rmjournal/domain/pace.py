"""The pace of a session: time used and left, and the soft cues. The clock is a help, not a boss."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.session import Session

MINUTE = 60

ENDING_SECONDS = 2 * MINUTE
"""How long before the end of a session it is said that the end is near."""

ASLEEP = timedelta(minutes=2)
"""A clock that was not looked at for so long was in a machine that slept: that time is nobody's."""


class Cue(StrEnum):
    """What the clock has to say, if anything."""

    NONE = ""
    NEXT = "time for the next item"
    LAST = "this item's time is used"
    ENDING = "2 minutes left"
    ENDED = "the time is used"


class Pace(NamedTuple):
    """Whole minutes planned for something, and seconds used of them."""

    planned: int
    """Minutes."""
    used: int
    """Seconds."""

    @property
    def minutes_used(self) -> int:
        """Whole minutes used."""
        return self.used // MINUTE

    @property
    def minutes_left(self) -> int:
        """Whole minutes left, begun ones counted; 0 where none is left."""
        return max(0, self.planned - self.minutes_used)

    @property
    def minutes_over(self) -> int:
        """Whole minutes used beyond what was planned."""
        return max(0, self.minutes_used - self.planned)

    @property
    def is_used(self) -> bool:
        """Whether all of its time is used."""
        return self.used >= self.planned * MINUTE

    @property
    def words(self) -> str:
        """Planned, used and left, in words: "3 min, 1 used, 2 left"."""
        planned = f"{self.planned} min"
        if self.minutes_over:
            return f"{planned}, {self.minutes_used} used, {self.minutes_over} over"
        return f"{planned}, {self.minutes_used} used, {self.minutes_left} left" if self.used else planned


def pace_of(item: PlannedItem, used: Mapping[str, int]) -> Pace:
    """The pace of one item, from the seconds used by item id."""
    return Pace(item.minutes, used.get(item.id, 0))


def cue(session: Session, item: PlannedItem, *, used: Mapping[str, int], total: int) -> Cue:
    """What to say in this item, after so many seconds in all; the session's end comes before all else."""
    left = session.minutes * MINUTE - total
    if left <= 0:
        return Cue.ENDED
    if left <= ENDING_SECONDS:
        return Cue.ENDING
    if not pace_of(item, used).is_used:
        return Cue.NONE
    return Cue.LAST if item == session.items[-1] else Cue.NEXT


def clock_face(seconds: int) -> str:
    """Seconds as a clock shows them: "9:40"."""
    return f"{seconds // MINUTE}:{seconds % MINUTE:02}"


def unfinished(session: Session, used: Mapping[str, int]) -> tuple[PlannedItem, ...]:
    """The items that got less than half of their minutes: what a pair may want to carry over."""
    return tuple(item for item in session.items if 2 * used.get(item.id, 0) < item.minutes * MINUTE)


def slept(last: datetime, now: datetime) -> bool:
    """Whether the machine slept between two looks at the clock."""
    return now - last > ASLEEP
