"""The clock of an open session: which item has the time now, and what was used of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rmjournal.domain.pace import slept
from rmjournal.domain.session import Session, SessionState, Spell
from rmjournal.tui.seat import Seat


class SessionClock:
    """Counts time on one item at a time. It runs in an open session only, and stands still while paused."""

    def __init__(self, seat: Seat, session: Session) -> None:
        self.seat = seat
        self.session = session
        self.item = ""
        self.is_paused = False
        self.said: int | None = None
        """Minutes that the pair says the session took, in place of those the clock saw."""
        self._spell: Spell | None = None
        self._looked_at: datetime = seat.now

    @property
    def is_running(self) -> bool:
        """Whether time is counted now."""
        return self._spell is not None

    def enter(self, item: str) -> None:
        """From now on the time is this item's."""
        self.stop()
        self.item = item
        if not self.is_paused and self.session.state is SessionState.OPEN:
            self._looked_at = self.seat.now
            self._spell = self.seat.journal.sessions.begin_spell(self.session, item)

    def pause(self) -> None:
        """Count no time until the clock goes on."""
        self.stop()
        self.is_paused = True

    def go_on(self) -> None:
        """Count time again, for the item that had it."""
        self.is_paused = False
        self.enter(self.item)

    def keep(self) -> None:
        """Give the journal the time up to now."""
        self.look()
        if self._spell is not None:
            self._spell = self.seat.journal.sessions.extend_spell(self._spell, by=self.seat.writer)

    def stop(self) -> None:
        """Keep the time up to now, and count no more."""
        self.keep()
        self._spell = None

    def drop(self) -> None:
        """Count no more, and keep nothing of what was counted since it was kept last."""
        self._spell = None

    def look(self) -> None:
        """Look at the time. What passed in a machine that slept is not counted."""
        now = self.seat.now
        if self._spell is not None and slept(self._looked_at, now):
            self._spell = self.seat.journal.sessions.begin_spell(self.session, self.item)
        self._looked_at = now

    def used(self) -> Mapping[str, int]:
        """Seconds used by item id, up to now."""
        return self.seat.journal.sessions.used(self.session, self._live())

    def total(self) -> int:
        """Seconds used by the whole session, up to now."""
        return self.seat.journal.sessions.seconds(self.session, self._live())

    def _live(self) -> tuple[Spell, ...]:
        self.look()
        if self._spell is None:
            return ()
        return (self._spell.until(self._looked_at),)
