"""What is left to do when the terminal is gone: end in order, without anyone to tell."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable

GRACE = 10.0
"""Seconds that an orderly end may take once the terminal is gone."""


def terminal_is_gone() -> bool:
    """Whether nothing that is painted can be seen anymore."""
    return not any(
        stream is not None and _is_terminal(stream.fileno()) for stream in (sys.__stdout__, sys.__stderr__)
    )


def end_without_terminal(last: Callable[[], object]) -> None:
    """Send what is still painted nowhere, so that the end is not held up by a terminal that is gone.

    Textual's output thread dies of its first write to such a terminal, and from then on nobody reads what
    it is given. If that has happened already, the program still ends, after `last` was done.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)

    def end() -> None:
        try:
            last()
        finally:
            os._exit(0)

    timer = threading.Timer(GRACE, end)
    timer.daemon = True
    timer.start()


def _is_terminal(stream: int) -> bool:
    try:
        return os.isatty(stream)
    except OSError:
        return False
