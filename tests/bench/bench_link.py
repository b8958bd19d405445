"""What goes over a slow link: bytes written to the terminal, against a bare app in the same run.

    python tests/bench/bench_link.py [--quick]

The bare app is a line and a text area, and two pages full of words to go to and fro between. A letter is
counted until the terminal is quiet; "with its saves" is everything that was written while many were typed,
shared out among them. Bytes do not depend on the machine, so these figures can be compared between runs.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

from measuring import Terminal, python

BARE = """
from textual.app import App
from textual.screen import Screen
from textual.widgets import Static, TextArea
class Page(Screen):
    def compose(self):
        yield Static("page words " * (self.app.size.width * self.app.size.height // 11))
class Bare(App):
    AUTO_FOCUS = "TextArea"
    BINDINGS = [("f2", "away"), ("f3", "back")]
    def compose(self):
        yield Static("READY")
        yield TextArea()
    def action_away(self):
        self.push_screen(Page())
    def action_back(self):
        self.pop_screen()
Bare().run()
"""
SIZES = ((24, 80), (36, 120))
LETTERS = "zqjxvk" * 10
AWAY, BACK, ESCAPE = "\x1bOQ", "\x1bOR", "\x1b"
IDLE_SECONDS = 40.0
"""Longer than the time on an item goes unsaved."""
AIMS = {
    "a typed letter": 1.0,
    "a typed letter, with its saves": 1.0,
    "a second of nothing": 2.0,
    "a change of place": 2.0,
    "help": 2.0,
}


class Written(NamedTuple):
    """Bytes that one program wrote, by what happened."""

    letter: float
    letter_with_saves: float
    idle_second: float
    change_of_place: float
    help: float


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Counts the bytes written to the terminal.")
    parser.add_argument("--quick", action="store_true", help="nothing happens for a shorter time")
    idle = 10.0 if parser.parse_args().quick else IDLE_SECONDS
    with ThreadPoolExecutor() as pool:
        found = [(pool.submit(ours, size, idle), pool.submit(bare, size, idle)) for size in SIZES]
        for (rows, columns), both in zip(SIZES, found, strict=True):
            print(f"bytes written at {columns}x{rows}")
            for (name, aim), mine, other in zip(AIMS.items(), *(one.result() for one in both), strict=True):
                print(f"  {name:<40} {mine:10.0f} {other:10.0f}   ratio {mine / other:5.2f}   aim {aim}")


def ours(size: tuple[int, int], idle: float) -> Written:
    """The demo's journal: its places, help, then a session."""
    with program(python("-m", "rmjournal", "demo"), size, "Enter") as terminal:
        to_help = statistics.median(there_and_back(terminal, "?", ESCAPE) for _ in range(3))
        places = statistics.median(after(terminal, key) for key in "231231231")
        after(terminal, "\r")
        return Written(*letters(terminal), terminal.idle(idle) / idle, places, to_help)


def bare(size: tuple[int, int], idle: float) -> Written:
    """The bare app, where help is a page as another."""
    with program(python("-c", BARE), size, "READY") as terminal:
        pages = [after(terminal, key) for key in (AWAY, BACK) * 3]
        away, change = statistics.median(pages[::2]), statistics.median(pages)
        return Written(*letters(terminal), terminal.idle(idle) / idle, change, away)


@contextmanager
def program(command: list[str], size: tuple[int, int], shows: str) -> Iterator[Terminal]:
    """A program that has started, and has nothing more to say."""
    with Terminal(command, size=size) as terminal:
        terminal.wait_for(shows)
        terminal.idle(2.0)
        yield terminal


def letters(terminal: Terminal) -> tuple[float, float]:
    """Bytes for a typed letter: the median until all is quiet, and the mean of all that was written."""
    counts = [terminal.bytes_read]
    costs = []
    for letter in LETTERS:
        terminal.press(letter)
        costs.append(terminal.burst())
        terminal.idle(0.1)
        counts.append(terminal.bytes_read)
    return statistics.median(costs), statistics.fmean(later - before for before, later in pairwise(counts))


def there_and_back(terminal: Terminal, there: str, back: str) -> int:
    """Bytes written for a way there; the way back is not counted."""
    written = after(terminal, there)
    after(terminal, back)
    return written


def after(terminal: Terminal, keys: str) -> int:
    """Bytes written in the second and a half after these keys."""
    terminal.press(keys)
    return terminal.idle(1.5)


if __name__ == "__main__":
    for name in ("RMJOURNAL", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    main()
