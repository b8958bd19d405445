"""A text in the person's own editor and back, by way of a private file that does not stay."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from rmjournal.errors import RuleError
from rmjournal.text import clean

FALLBACK = "notepad" if os.name == "nt" else "vi"


def editor_command() -> list[str]:
    """The editor that was asked for by $VISUAL or $EDITOR, with its arguments.

    Raises:
        RuleError: If what was asked for cannot be read, or is not there.
    """
    asked = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip() or FALLBACK
    try:
        command = shlex.split(asked, posix=os.name != "nt")
    except ValueError as error:
        raise RuleError("$VISUAL or $EDITOR cannot be read: a quote in it has no end.") from error
    if not command or shutil.which(command[0]) is None:
        raise RuleError("The editor that $VISUAL or $EDITOR names is not there. Nothing was changed.")
    return command


def edited(app: App[Any], text: str) -> str | None:
    """The text as it came back from the editor; None where it was not changed. The program waits meanwhile.

    Raises:
        RuleError: If there is no editor, it failed, or what it left is no text. Nothing is changed then.
    """
    command = editor_command()
    try:
        with app.suspend():
            return edited_by(command, text)
    except SuspendNotSupported as error:
        raise RuleError("This terminal cannot hand the screen to an editor. Nothing was changed.") from error


def edited_by(command: list[str], text: str) -> str | None:
    """The text as this command left it; None where it did not change it.

    Raises:
        RuleError: If the command failed, or left no text.
    """
    # The folder is the owner's alone, so that what editors put beside a file is private, and goes.
    folder = Path(tempfile.mkdtemp(prefix="rmjournal-", dir=_in_memory()))
    try:
        page = folder / "page.md"
        _write(page, text)
        _run([*command, str(page)])
        after = _read(page)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if not text.endswith("\n"):
        after = after.removesuffix("\n")
    return None if after == text else after


def _in_memory() -> str | None:
    """The folder for a login's passing files, where there is one: it is seldom on a disk."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return folder if folder and os.access(folder, os.W_OK | os.X_OK) else None


def _write(page: Path, text: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(page, flags, 0o600), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _run(command: list[str]) -> None:
    try:
        status = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise RuleError("The editor could not be started. Nothing was changed.") from error
    if status:
        raise RuleError(f"The editor ended with status {status}. Nothing was changed.")


def _read(page: Path) -> str:
    try:
        return clean(page.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("What the editor left cannot be read as text. Nothing was changed.") from error
