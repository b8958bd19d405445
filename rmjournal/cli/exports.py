"""The commands that write something out as Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from rmjournal import files
from rmjournal.cli.opening import opened
from rmjournal.cli.output import say, tell
from rmjournal.errors import ExportError


def session(args: argparse.Namespace) -> int:
    """Write a session's note."""
    with opened(args) as journal:
        write_out(journal.session_note(journal.sessions.get(args.id)), args)
    return 0


def write_out(text: str, args: argparse.Namespace) -> None:
    """Write a document to the file that `-o` names, or to standard output.

    Raises:
        ExportError: If the file is there already, or cannot be written.
    """
    if args.output == "-":
        say(text)
        return
    path = Path(args.output).expanduser()
    if path.exists() and not args.force:
        raise ExportError(
            f"{path} is there already and was left as it is.\nName another file, or add --force."
        )
    try:
        files.write_atomically(path, text.encode())
    except OSError as error:
        raise ExportError(
            f"{path} could not be written: {files.reason(error)}.\nNothing was changed."
        ) from error
    tell(f"Written: {path}")
