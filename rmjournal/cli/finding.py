"""The command that finds words."""

from __future__ import annotations

import argparse

from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say, say_json, tell
from rmjournal.cli.unlocking import unlock
from rmjournal.journal.search import Hit, folded


def search(args: argparse.Namespace) -> int:
    """Print everything that holds all the words; 1 where nothing does."""
    with opened(args) as journal:
        if args.mine:
            unlock(journal, args, writer(journal, args))
        hits = journal.search(args.words)
    if args.json:
        say_json(hits)
        return 0 if hits else 1
    for hit in hits:
        say(_line(hit, args.words))
    if not hits:
        tell("Nothing holds all of these words.")
    return 0 if hits else 1


def _line(hit: Hit, words: list[str]) -> str:
    day = hit.on.isoformat() if hit.on else "          "
    lines = [line.strip() for line in hit.text.splitlines() if line.strip()]
    first = folded(words[0])
    shown = next((line for line in lines if first in folded(line)), lines[0] if lines else "")
    return f"{day}  {hit.kind:<12}  {hit.title}: {shown}" if shown else f"{day}  {hit.kind:<12}  {hit.title}"
