"""The one place where an error becomes an exit code: 0 done, 1 a problem, 2 usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from rmjournal.cli.parser import build_parser
from rmjournal.errors import JobCancelledError, RmjournalError, UsageError

INTERRUPTED = 130
"""The exit code of a program that ctrl+c ended, as shells have it."""

_WITHOUT_CONFIG = {"settings", "completion", "tui"}
"""What must work where the configuration cannot be used: mending it, and a session."""


def run(argv: Sequence[str]) -> int:
    """Run one command; errors are told on standard error."""
    _make_output_lossless()
    try:
        code = dispatch(build_parser(argv).parse_args(argv))
        # A reader that has left shows itself here, where it is known what to do about it.
        sys.stdout.flush()
        return code
    except UsageError as error:
        return _told(error, 2)
    except JobCancelledError as error:
        return _cancelled(str(error))
    except RmjournalError as error:
        return _told(error, 1)
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        return _interrupted()
    except Exception as error:  # noqa: BLE001
        # An error of the program's own: a traceback would quote what somebody wrote.
        return _own_error(error)


def dispatch(args: argparse.Namespace) -> int:
    """Run the function that the parser chose, loading its module only now."""
    module, function = args.run.split(":")
    if module not in _WITHOUT_CONFIG:
        _follow_config()
    code: int = getattr(import_module(f"rmjournal.cli.{module}"), function)(args)
    return code


def _follow_config() -> None:
    """Say days as the person set it; nothing else that can be set is about commands."""
    from rmjournal import files

    # Without a file there is nothing to load the rest for.
    if not files.config_file().exists():
        return
    from rmjournal import config
    from rmjournal.domain.days import follow

    settings = config.read()
    follow(order=settings.dates, week_start=settings.week_start)


def _told(error: RmjournalError, code: int) -> int:
    from rmjournal.text import clean

    sys.stderr.write(f"rmjournal: {clean(str(error))}\n")
    return code


def _cancelled(words: str) -> int:
    # A terminal has written ^C where this goes.
    sys.stderr.write(f"{chr(13) if sys.stderr.isatty() else ''}{words}\n")
    return INTERRUPTED


def _interrupted() -> int:
    """End in the middle of something; said to whoever watches, but not into somebody's pager."""
    if sys.stdout.isatty() and sys.stderr.isatty():
        sys.stderr.write("\nCancelled.\n")
    return INTERRUPTED


def _own_error(error: Exception) -> int:
    from rmjournal.crash import what_happened, write_report
    from rmjournal.journal.journal import local_now

    report = write_report(error, now=local_now())
    sys.stderr.write(f"{what_happened(error, journal=None, report=report)}\n")
    return 1


def _reader_gone() -> int:
    """Leave quietly when whoever reads the output has left, so that `| head` shows no error at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1


def _make_output_lossless() -> None:
    """Characters that the terminal's encoding lacks are shown as escapes instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
