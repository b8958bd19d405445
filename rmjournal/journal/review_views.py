"""What a review shows: figures, and with each the one sentence that it says. Nothing compares two people."""

from __future__ import annotations

from datetime import date

from rmjournal.domain.capture import Action
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Point
from rmjournal.domain.record import Value
from rmjournal.domain.stretch import Stretch


class StandRow(Value, frozen=True, kw_only=True):
    """An expectation or a goal, then and now."""

    table: str
    id: str
    label: str
    owner: Who
    title: str
    state: str
    """open, parked or no longer relevant."""
    then: int | None
    """What both agreed on last before the stretch; None where nothing was."""
    then_words: str
    now: int | None
    """What both agreed on last up to its end."""
    now_words: str
    sentence: str


class Stand(Value, frozen=True, kw_only=True):
    """Where expectations and goals stood and stand."""

    rows: tuple[StandRow, ...]
    sentence: str


class PulseLine(Value, frozen=True, kw_only=True):
    """The answers of one person to one item over the stretch, to be drawn."""

    item: str
    words: str
    """What was asked."""
    who: Who
    points: tuple[Point, ...]
    """Opened answers only, 1 to 5, in the order of days."""
    sentence: str


class Held(Value, frozen=True, kw_only=True):
    """The sessions that were held."""

    sessions: int
    minutes: int
    """Held."""
    planned: int
    """Minutes planned for them."""
    sentence: str


class ActionFigures(Value, frozen=True, kw_only=True):
    """What became of actions. Dropped is not done."""

    kept: tuple[Action, ...]
    """Done, or done differently, in the stretch."""
    handed_on: tuple[Action, ...]
    dropped: tuple[Action, ...]
    carried: tuple[Action, ...]
    """Open at its end, and carried over at least once."""
    fresh: tuple[Action, ...]
    """Open at its end, and not carried yet, or set aside."""
    sentence: str


class Lead(Value, frozen=True, kw_only=True):
    """Who led, in minutes of agenda items: as the clock ran, else as planned."""

    mentor: int
    mentee: int
    both: int
    sentence: str


class Served(Value, frozen=True, kw_only=True):
    """Whose topics: in how many sessions something was linked to whose wants and goals."""

    mentor: int
    mentee: int
    both: int
    sessions: int
    """How many were held."""
    sentence: str


class TopicRow(Value, frozen=True, kw_only=True):
    """A topic that both opened."""

    id: str
    name: str
    sessions: int
    """In how many sessions of the stretch it was touched."""
    last: date | None
    """The last day it was touched, up to the end of the stretch."""


class Topics(Value, frozen=True, kw_only=True):
    """What both opened, and what of it was touched."""

    touched: tuple[TopicRow, ...]
    not_yet: tuple[TopicRow, ...]
    sentence: str


class LineRow(Value, frozen=True, kw_only=True):
    """A line that was kept, and what came of it."""

    table: str
    id: str
    kind: str
    on: date
    who: Who
    text: str
    state: str
    outcome: str
    sentence: str


class Lines(Value, frozen=True, kw_only=True):
    """Lines of one sort."""

    rows: tuple[LineRow, ...]
    """The newest first."""
    sentence: str


class Spoken(Value, frozen=True, kw_only=True):
    """When something was last spoken of."""

    topic: str
    on: date | None
    table: str
    id: str
    session: str
    sentence: str


class ReviewView(Value, frozen=True, kw_only=True):
    """What came of a stretch of time, for one or for both. The field names are those of `--json`."""

    who: Who
    stretch: Stretch
    title: str
    held: Held
    expectations: Stand
    goals: Stand
    pulses: tuple[PulseLine, ...]
    actions: ActionFigures
    lead: Lead
    served: Served
    topics: Topics
    learned: Lines
    """Insights and takeaways: of one's own, or of both."""
    taught: Lines
    """What the partner took from it; for both, nothing: it is all in what was learned."""
    experiments: Lines
    upward: Lines
    doors: Lines
    """What was written or promised where the agenda asks for a door to open, and what is tagged #door."""

    @property
    def has_anything(self) -> bool:
        """Whether there is anything to look back on in it."""
        figures = self.actions
        actions = (figures.kept, figures.handed_on, figures.dropped, figures.carried, figures.fresh)
        lines = (self.learned, self.taught, self.experiments, self.upward, self.doors)
        rows = (self.expectations.rows, self.goals.rows, *actions, *(one.rows for one in lines))
        return bool(self.held.sessions or any(rows) or any(line.points for line in self.pulses))
