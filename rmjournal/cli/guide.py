"""The command that shows the guide."""

from __future__ import annotations

import argparse
from itertools import groupby
from textwrap import fill

from rmjournal.cli.output import say, say_json
from rmjournal.journal import guide
from rmjournal.practice.guide import Card

_WIDTH = 78


def show(args: argparse.Namespace) -> int:
    """Print a card, or the titles of all of them."""
    if args.card is None:
        found = guide.cards()
        if args.json:
            say_json(found)
        else:
            say("\n\n".join(_titles(reader, list(those)) for reader, those in groupby(found, _reader)))
        return 0
    one = guide.card(args.card)
    if args.json:
        say_json(one)
    else:
        say("\n\n".join([one.title, *(fill(paragraph, _WIDTH) for paragraph in one.paragraphs)]))
    return 0


def _reader(card: Card) -> str:
    return card.reader.value


def _titles(reader: str, those: list[Card]) -> str:
    width = max(len(one.id) for one in guide.cards())
    return "\n".join([f"For {_named(reader)}", *(f"  {one.id:<{width}}  {one.title}" for one in those)])


def _named(reader: str) -> str:
    return "both" if reader == "both" else f"the {reader}"
