"""The one thread that does the disk work of an open journal, in order, while its people go on typing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import Enum

FIRST_RETRY = 1.0
LAST_RETRY = 10.0
"""Seconds between tries when saving fails; each wait is twice the one before."""


class Outcome(Enum):
    """How a try to save went."""

    DONE = "done"
    BUSY = "busy"
    """Another program holds the journal: ask again at once, as asking is waiting."""
    FAILED = "failed"


class Writer:
    """Calls `save` in a thread of its own whenever there is something to save, one call at a time."""

    def __init__(self, *, save: Callable[[], Outcome], is_dirty: Callable[[], bool]) -> None:
        self._save = save
        self._is_dirty = is_dirty
        self._change = threading.Condition()
        self._again = False
        self._close_by: float | None = None
        self._thread = threading.Thread(target=self._run, name="rmjournal-writer", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that there is something to save."""
        with self._change:
            self._change.notify()

    def try_again(self) -> None:
        """Say that what made saving fail may be over."""
        with self._change:
            self._again = True
            self._change.notify()

    def drain(self, seconds: float) -> None:
        """Save what is left and end the thread, within so many seconds."""
        with self._change:
            self._close_by = time.monotonic() + seconds
            self._change.notify()
        self._thread.join(seconds)

    def _run(self) -> None:
        delay = FIRST_RETRY
        while self._has_work():
            outcome = self._save()
            if self._is_over(outcome):
                return
            if outcome is Outcome.FAILED:
                self._pause(delay)
                delay = min(delay * 2, LAST_RETRY)
            else:
                delay = FIRST_RETRY

    def _has_work(self) -> bool:
        with self._change:
            self._change.wait_for(lambda: self._is_dirty() or self._close_by is not None)
        return self._is_dirty()

    def _is_over(self, outcome: Outcome) -> bool:
        if self._close_by is None:
            return False
        return outcome is Outcome.FAILED or time.monotonic() >= self._close_by

    def _pause(self, seconds: float) -> None:
        with self._change:
            self._again = False
            self._change.wait_for(lambda: self._again or self._close_by is not None, timeout=seconds)
