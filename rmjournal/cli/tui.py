"""The way from the command line to the screens."""

from __future__ import annotations

import argparse


def open_journal(args: argparse.Namespace) -> int:
    """Open the journal in the terminal, or the welcome where there is none yet."""
    from rmjournal.tui.app import run_app

    return run_app(args.journal)
