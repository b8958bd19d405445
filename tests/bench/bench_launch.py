"""Launch to Today, a key in a session's notes, and the light commands, each against the bare thing."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measuring import Terminal, python, ratio, whole_process

BARE = """
from textual.app import App
from textual.widgets import Static, TextArea
class Bare(App):
    AUTO_FOCUS = "TextArea"
    def compose(self):
        yield Static("READY")
        yield TextArea()
Bare().run()
"""
KEYS = "zqjxvkzqjxvkzqjxvkzq"


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {f"XDG_{name}_HOME": f"{folder}/{name}" for name in ("DATA", "CONFIG", "STATE")}
        journal = Path(folder, "demo.journal.json")
        build = python("-m", "rmjournal", "demo", "--keep", str(journal))
        whole_process(build, environment)()
        ours = python("-m", "rmjournal", "-j", str(journal))
        bare = python("-c", BARE)
        ratio(
            "launch to Today, against a bare app",
            launch(ours, environment, "Enter"),
            launch(bare, {}, "READY"),
            aim=2.0,
        )
        ratio(
            "launch of the demo, against a bare app",
            launch(demo(), environment, "Enter"),
            launch(bare, {}, "READY"),
            aim=2.0,
        )
        ratio(
            "key to repaint in the notes, against a bare text area",
            keys(ours, environment, "\r"),
            keys(bare, {}, ""),
            aim=1.5,
        )
        empty = whole_process(python("-c", "pass"), {})
        ratio(
            "rmjournal show, against python -c pass (CPU)",
            whole_process([*ours, "show"], environment),
            empty,
            aim=6,
        )
        ratio(
            "rmjournal --version, against python -c pass (CPU)",
            whole_process(python("-m", "rmjournal", "--version"), {}),
            empty,
            aim=4,
        )


def demo() -> list[str]:
    """The command of the demo."""
    return python("-m", "rmjournal", "demo")


def launch(command: list[str], environment: dict[str, str], shows: str) -> Callable[[], float]:
    """Seconds from launch until this text is there."""

    def run() -> float:
        with Terminal(command, environment=environment) as terminal:
            return terminal.wait_for(shows)

    return run


def keys(command: list[str], environment: dict[str, str], first: str) -> Callable[[], float]:
    """Median seconds from a typed key until it is on the screen."""

    def run() -> float:
        with Terminal(command, environment=environment) as terminal:
            terminal.wait_for("Enter" if first else "READY")
            terminal.settle()
            terminal.press(first)
            terminal.settle(1.0)
            return statistics.median(one_key(terminal, key) for key in KEYS)

    return run


def one_key(terminal: Terminal, key: str) -> float:
    """Seconds from this key until it is painted."""
    terminal.press(key)
    seconds = terminal.wait_for(key)
    time.sleep(0.03)
    return seconds


if __name__ == "__main__":
    for name in ("RMJOURNAL", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    main()
