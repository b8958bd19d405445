"""The commands that start, list and try out journals."""

from __future__ import annotations

import argparse
from shlex import quote

from rmjournal.cli.output import say, say_json, tell
from rmjournal.domain.pair import Pair
from rmjournal.errors import UsageError
from rmjournal.files import typed_path
from rmjournal.journal import places
from rmjournal.journal.journal import Journal


def new(args: argparse.Namespace) -> int:
    """Start a journal and print its path."""
    mentor, mentee = args.mentor.strip(), args.mentee.strip()
    if not mentor or not mentee:
        raise UsageError("Both names are needed: --mentor NAME --mentee NAME")
    path = places.path_for(args.name, typed_path(args.path) if args.path else None)
    pair = Pair(mentor=mentor, mentee=mentee, code=args.code.strip(), program=args.program.strip())
    Journal.create(path, pair).close()
    places.remember(path)
    named = quote(str(path)) if args.path else args.name
    tell(f"Started the journal {args.name}. To open it: rmjournal -j {named}")
    say(str(path))
    return 0


def known(args: argparse.Namespace) -> int:
    """List the journals known here."""
    listed = places.known()
    if args.json:
        say_json(listed)
        return 0
    for place in listed:
        say(f"{place.name}  {place.path}{'  (last opened)' if place.last_opened else ''}")
    if not listed:
        tell("There is no journal here yet. To start one: rmjournal new NAME --mentor NAME --mentee NAME")
    return 0
