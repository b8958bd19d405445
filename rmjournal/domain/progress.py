"""How far a long job is, told while it runs to whoever wants to hear it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Progress: TypeAlias = Callable[[int, int, str], None]
"""Hears how many are done, of how many, and what they are ("records").

It may raise `JobCancelledError`, and the job ends there. A job that changes something tells no more once it
begins to write, so that it is done as a whole or not at all.
"""

EVERY = 20
"""After how many it is told again: often enough to cancel at once, too seldom to cost anything."""


def unheard(done: int, total: int, what: str) -> None:
    """Nobody listens."""


class Tally:
    """Counts what is done, in one loop or several, and tells it."""

    def __init__(self, progress: Progress, total: int, what: str) -> None:
        self._progress = progress
        self._total = total
        self._what = what
        self._done = 0
        progress(0, total, what)

    def through(self, items: Iterable[T]) -> Iterator[T]:
        """These items, each counted once it is done with."""
        for item in items:
            yield item
            self._done += 1
            if self._done % EVERY == 0 or self._done == self._total:
                self._progress(self._done, self._total, self._what)


def telling(items: Collection[T], what: str, progress: Progress) -> Iterator[T]:
    """These items one after the other, telling how many of them are done."""
    return Tally(progress, len(items), what).through(items)


def progress_words(done: int, total: int, what: str) -> str:
    """How far it is: "3,400 of 12,000 records"."""
    return f"{done:,} of {total:,} {what.removesuffix('s') if total == 1 else what}"
