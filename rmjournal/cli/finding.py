"""The command that finds words."""

from __future__ import annotations

import argparse
import os
import sys

from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say_json, tell
from rmjournal.cli.unlocking import unlock
from rmjournal.journal.search import Hit, Lit

LIT, UNLIT = "\x1b[1;4m", "\x1b[22;24m"
"""What a terminal makes bold and underlined, and what ends it: found words are not lit by color alone."""


def search(args: argparse.Namespace) -> int:
    """Print everything that holds all the words; 1 where nothing does."""
    with opened(args) as journal:
        if args.mine:
            unlock(journal, args, writer(journal, args))
        hits = journal.search(args.words)
    if args.json:
        say_json(hits)
        return 0 if hits else 1
    is_lit = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    for hit in hits:
        sys.stdout.write(hit_line(hit, is_lit=is_lit) + "\n")
    if not hits:
        tell("Nothing holds all of these words.")
    return 0 if hits else 1


def hit_line(hit: Hit, *, is_lit: bool = False) -> str:
    """A hit on one line: its day, its kind, its title and the text around what was found, all of it clean."""
    day = hit.on.isoformat() if hit.on else " " * len("2026-02-03")
    parts = (_lit(hit.lit_title), _lit(hit.context)) if is_lit else (hit.lit_title.text, hit.context.text)
    return f"{day}  {hit.kind:<12}  {': '.join(filter(None, parts))}"


def _lit(line: Lit) -> str:
    text = line.text
    for start, end in reversed(line.spans):
        text = f"{text[:start]}{LIT}{text[start:end]}{UNLIT}{text[end:]}"
    return text
