"""What all screens of one run share: the journal on the table, and whose hands are on the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from rmjournal.config import Config
from rmjournal.domain.pair import Pair, Who
from rmjournal.journal.journal import Journal

if TYPE_CHECKING:
    from rmjournal.journal.hints import Hints
    from rmjournal.practice.hints import Hint


class Seat:
    """The journal on the table, and whose hands are on the keyboard."""

    def __init__(
        self,
        journal: Journal,
        *,
        writer: Who = Who.BOTH,
        settings: Config | None = None,
        hints: Hints | None = None,
    ) -> None:
        self.journal = journal
        journal.take_down_steps()
        self.writer = writer
        self.settings = settings or Config()
        self._hints = hints
        self.saving = ""
        """How saving stands, in words for the top line; "" until something was written."""
        self.rests_until = 0.0
        """By the clock that only goes forward: before this no passphrase is tried."""
        self.before_handing_on: Callable[[], None] = lambda: None
        """Hides what is private, set by whoever shows it."""

    @property
    def pair(self) -> Pair:
        """The two people of the journal."""
        return self.journal.pair

    @property
    def now(self) -> datetime:
        """The time, by the journal's clock."""
        return self.journal.now()

    def hint_for(self, room: str) -> Hint | None:
        """The hint that is left for the page of a room."""
        return self._hints.left_in(room) if self._hints is not None else None

    def put_away(self, hint: Hint) -> None:
        """Never tell this hint again."""
        if self._hints is not None:
            self._hints.put_away(hint)

    def learned(self, command_id: str) -> None:
        """Somebody asked for this command, and so needs no hint that teaches it."""
        if self._hints is not None:
            self._hints.learned(command_id)

    def hand_to(self, who: Who) -> None:
        """Let this one write from now on. What the one before kept alone is hidden first."""
        if who is not self.writer:
            self.before_handing_on()
            self.writer = who
