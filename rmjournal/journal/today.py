"""What a pair needs to see in ten seconds before a session."""

from __future__ import annotations

from datetime import date

from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.pair import Pair
from rmjournal.domain.record import Value
from rmjournal.domain.rhythm import Rhythm
from rmjournal.domain.session import Session
from rmjournal.journal.ledger_views import ExpectationView

RECENT = 3
MOVES_BEFORE_ASKING = 2


class Today(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Where the pair stands today."""

    day: date
    pair: Pair
    open: Session | None = None
    """A session that was started and not wrapped up."""
    next: Session | None = None
    actions: tuple[Action, ...] = ()
    parked: tuple[Action, ...] = ()
    topics: tuple[Capture, ...] = ()
    recent: tuple[Session, ...] = ()
    """The last sessions held, the newest first."""
    held: int = 0
    """How many sessions were held."""
    missing: tuple[str, ...] = ()
    """What is missing before the agreement stands, in words. It blocks nothing."""
    expectations: tuple[ExpectationView, ...] = ()
    """What both wanted, and where it stands."""
    rhythm: Rhythm | None = None
    """How the sessions follow each other; null before the first one, and while the pair is not under way."""

    @property
    def decisions(self) -> tuple[Action | Capture, ...]:
        """What was carried so often that the pair should do it, park it, or drop it."""
        open_ones: tuple[Action | Capture, ...] = (*self.actions, *self.topics)
        return tuple(one for one in open_ones if one.wants_decision)

    @property
    def asks_about_moving(self) -> bool:
        """Whether the next session was moved so often that both should see: shorten, pause, or finish?"""
        return self.next is not None and self.next.moved >= MOVES_BEFORE_ASKING
