"""The command that finds words."""

from __future__ import annotations

import argparse

from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say, say_json, tell
from rmjournal.cli.unlocking import unlock
from rmjournal.journal.search import Hit, Lit

LIGHT, DARK = "\x1b[1;4m", "\x1b[22;24m"
"""Bold and underlined, for words that were found; nothing is said by color alone."""


def search(args: argparse.Namespace) -> int:
    """Print everything that holds all the words; 1 where nothing does."""
    with opened(args) as journal:
        if args.mine:
            unlock(journal, args, writer(journal, args))
        hits = journal.search(args.words)
    if args.json:
        say_json(hits)
    else:
        for hit in hits:
            say(_line(hit))
        if not hits:
            tell("Nothing holds all of these words.")
    return 0 if hits else 1


def _line(hit: Hit) -> str:
    day = hit.on.isoformat() if hit.on else " " * len("2026-02-03")
    said = ": ".join(filter(None, (_lit(hit.lit_title), _lit(hit.context))))
    return f"{day}  {hit.kind:<12}  {said}"


def _lit(line: Lit) -> str:
    return line.text
