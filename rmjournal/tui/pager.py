"""A text in the person's own pager; the program waits meanwhile."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from typing import Any

from textual.app import App, SuspendNotSupported

from rmjournal.errors import RuleError

FALLBACKS = ("less", "more")
"""What is tried where $PAGER names none."""


def pager_command() -> list[str]:
    """The pager that $PAGER asks for, with its arguments.

    Raises:
        RuleError: If what was asked for cannot be read, or is not there.
    """
    asked = os.environ.get("PAGER", "").strip()
    if not asked:
        asked = next((name for name in FALLBACKS if shutil.which(name)), FALLBACKS[0])
    try:
        command = shlex.split(asked, posix=os.name != "nt")
    except ValueError as error:
        raise RuleError("$PAGER cannot be read: a quote in it has no end.") from error
    if not command or shutil.which(command[0]) is None:
        raise RuleError("There is no such pager here. Let $PAGER name one.")
    return command


def read_in_pager(app: App[Any], text: str) -> None:
    """Let a text be read in the pager. It comes through a pipe, so that no copy of it stays.

    Raises:
        RuleError: If there is no pager, or the terminal cannot be handed over.
    """
    command = pager_command()
    try:
        with app.suspend():
            _page(command, text)
    except SuspendNotSupported as error:
        raise RuleError("This terminal cannot hand the screen to a pager.") from error


def _page(command: list[str], text: str) -> None:
    try:
        # A pager that is left early breaks the pipe, which `run` passes over.
        subprocess.run(command, input=text.encode(), check=False)
    except OSError as error:
        raise RuleError("The pager could not be started.") from error
