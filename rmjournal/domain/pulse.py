"""The pulse: three taps at a session's end that both give sealed, and two more that stay with each alone.

Nothing here adds up, averages or compares two people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from rmjournal.domain.days import short_day
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.shelf import Private
from rmjournal.errors import UsageError

LOWEST, HIGHEST = 1, 5


class Limits(Value, frozen=True, kw_only=True):
    """From where on an answer is told as a signal or a difference."""

    low: int
    """The highest answer that is a signal."""
    fall: int
    """The smallest fall that is a signal."""
    gap: int
    """The smallest distance between the two that is told to both."""


class PrivatePulse(Private, frozen=True, kw_only=True, omit_defaults=True, tag="pulse", tag_field="is"):
    """The answers that stay with their author, on *mine*."""

    made: datetime
    on: date
    session: str = ""
    safe: int | None = None
    steer: int | None = None


class Point(Value, frozen=True, kw_only=True):
    """One answer."""

    on: date
    session: str
    value: int


class Line(Value, frozen=True, kw_only=True):
    """The answers of one person to one item, in the order of days, to be drawn."""

    item: str
    who: Who
    points: tuple[Point, ...]

    def words(self) -> str:
        """The line for those who cannot see it drawn."""
        if not self.points:
            return "no answer yet"
        last, lowest, highest = (
            self.points[-1],
            min(self.points, key=lambda point: point.value),
            max(self.points, key=lambda point: point.value),
        )
        if lowest.value == highest.value:
            return f"{last.value} throughout"
        return (
            f"{last.value} last, {_on(last)}; lowest {lowest.value}, {_on(lowest)}; "
            f"highest {highest.value}, {_on(highest)}"
        )


class Shown(Value, frozen=True, kw_only=True):
    """What both answered to one item, opened."""

    item: str
    mentor: int | None
    """None where it was passed."""
    mentee: int | None
    is_different: bool
    """Whether the two saw it differently enough to say so."""


class Signal(Value, frozen=True, kw_only=True):
    """A low answer or a fall, told to the one who gave it and to nobody else."""

    item: str
    who: Who
    point: Point
    before: int | None = None
    """Where it fell from; None where it is low only."""

    @property
    def key(self) -> str:
        """What tells this signal from others."""
        return f"signal.{self.item}.{self.point.session or self.point.on.isoformat()}"


def must_be_an_answer(value: int | None) -> None:
    """Make sure that an answer is on the scale, or passes.

    Raises:
        UsageError: If it is not.
    """
    if value is not None and not LOWEST <= value <= HIGHEST:
        raise UsageError(f"{value} is not an answer. Say {LOWEST} to {HIGHEST}, or pass.")


def shown(item: str, mentor: int | None, mentee: int | None, *, limits: Limits) -> Shown:
    """What both answered to one item."""
    apart = mentor is not None and mentee is not None and abs(mentor - mentee) >= limits.gap
    return Shown(item=item, mentor=mentor, mentee=mentee, is_different=apart)


def signal_of(line: Line, *, limits: Limits) -> Signal | None:
    """The signal that the last answer of a line is, if it is one."""
    if not line.points:
        return None
    last = line.points[-1]
    before = line.points[-2].value if len(line.points) > 1 else None
    fell = before is not None and before - last.value >= limits.fall
    if not fell and last.value > limits.low:
        return None
    return Signal(item=line.item, who=line.who, point=last, before=before if fell else None)


def private_line(item: str, who: Who, pulses: Iterable[PrivatePulse]) -> Line:
    """The line of one of the answers that stay with their author."""
    points = (
        Point(on=pulse.on, session=pulse.session, value=value)
        for pulse in sorted(pulses, key=lambda one: (one.on, one.made))
        if isinstance(value := getattr(pulse, item), int)
    )
    return Line(item=item, who=who, points=tuple(points))


def is_private_due(pulses: Sequence[PrivatePulse], *, today: date, every_days: int) -> bool:
    """Whether so many days have passed since the private answers were last given."""
    return all((today - pulse.on).days >= every_days for pulse in pulses)


def _on(point: Point) -> str:
    return short_day(point.on)
