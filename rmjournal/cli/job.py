"""A long job at the terminal: a line that says how far it is, and ctrl+c, which leaves nothing half done."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rmjournal.domain.progress import Progress, progress_words
from rmjournal.errors import JobCancelledError

PATIENCE = 0.5
"""Seconds after which a person wonders what is going on."""

REPAINT = 0.1
"""Seconds between two looks of the line."""

COLUMNS = 80
"""The width of a terminal that does not say."""


@contextmanager
def job(doing: str) -> Iterator[Progress]:
    """A job, and who hears how far it is. Whatever is to be printed is printed after it.

    Where standard error is a terminal and it takes a while, a line there says so, and is gone at the end.

    Args:
        doing: What is done, as in "Checking".

    Raises:
        JobCancelledError: At a moment when nothing was changed yet, if ctrl+c was pressed before it.
    """
    line = _Line(doing)
    with ctrl_c_held_back() as ctrl_c:

        def progress(done: int, total: int, what: str) -> None:
            if ctrl_c.was_pressed:
                raise JobCancelledError
            line.show(done, total, what)

        try:
            yield progress
        finally:
            line.wipe()


class CtrlC:
    """What ctrl+c does while it is held back: it is taken down; a second one ends the program as ever."""

    was_pressed = False

    def __call__(self, *_: object) -> None:
        """Take it down."""
        if self.was_pressed:
            raise KeyboardInterrupt
        self.was_pressed = True


@contextmanager
def ctrl_c_held_back() -> Iterator[CtrlC]:
    """Let what is done here come to its end, where ctrl+c would end the program in the middle of it."""
    ctrl_c = CtrlC()
    # Whoever runs it in the background, or in a thread, has seen to signals.
    in_front = threading.current_thread() is threading.main_thread()
    if not in_front or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield ctrl_c
        return
    before = signal.signal(signal.SIGINT, ctrl_c)
    try:
        yield ctrl_c
    finally:
        signal.signal(signal.SIGINT, before)


class _Line:
    """One line on standard error, written over and over: no colors, and nothing but a carriage return."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._next = time.monotonic() + PATIENCE
        self._is_seen = sys.stderr.isatty()
        self._width = 0

    def show(self, done: int, total: int, what: str) -> None:
        """Say how far it is, if it is time to."""
        if not (self._is_seen and total) or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + REPAINT
        # In the last column the cursor would go to the next line.
        self._width = _columns() - 1
        words = f"{self._doing}: {progress_words(done, total, what)}"[: self._width]
        self._write(f"\r{words.ljust(self._width)}\r{words}")

    def wipe(self) -> None:
        """Take it away, with the ^C that a terminal writes at its end."""
        if self._width:
            self._write(f"\r{' ' * self._width}\r")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or COLUMNS
    except (OSError, ValueError):
        return COLUMNS
