"""The grammar of finding and looking back."""

from __future__ import annotations

import argparse

from rmjournal.cli.grammar import Commands, as_json, by, command, group
from rmjournal.cli.shelf_grammar import secret

SINCE_HELP = "from this day on: march, 2026, monday, 3 feb, an ISO date"
UNTIL_HELP = "up to this day: may, 2026, yesterday, an ISO date"


def add_finding(commands: Commands) -> None:
    """Searching, the log, reviewing, tags."""
    _search(commands)
    _log(commands)
    _review(commands)
    _tags(commands)


def _search(commands: Commands) -> None:
    search = command(
        commands,
        "search",
        "finding:search",
        "find words in everything both can read",
        "search kit sizes kind:action since:march",
    )
    search.add_argument(
        "words",
        metavar="WORDS",
        nargs="+",
        help="all must be there, each as the beginning of a word; also '\"words together\"', who:mentor, "
        "kind:action, since:march, until:may, tag:ai, goal:G2",
    )
    search.add_argument("--mine", action="store_true", help="also in what --by keeps on mine")
    by(search)
    secret(search)
    as_json(search)


def _log(commands: Commands) -> None:
    log = command(
        commands,
        "log",
        "review:log",
        "print what happened, the newest first",
        "log --since march --kind session",
    )
    _stretch(log)
    log.add_argument(
        "--kind",
        metavar="KIND",
        action="append",
        default=[],
        help="only this: session, letter, agreement, rating, reflection or action; twice is either",
    )
    log.add_argument("--who", metavar="WHO", help="only what is this one's, or both's")
    log.add_argument("--goal", metavar="LABEL", default="", help="only what is linked to this, such as G2")
    log.add_argument("--topic", metavar="WORDS", default="", help="only what is about this: words, or a #tag")
    log.add_argument("--template", metavar="ID", default="", help="only sessions with this agenda")
    as_json(log)


def _review(commands: Commands) -> None:
    review = command(
        commands, "review", "review:review", "say what came of a stretch of time", "review --since march"
    )
    _stretch(review)
    by(review)
    review.add_argument("--mine", action="store_true", help="with what --by keeps on mine: safe and steer")
    review.add_argument("--spoke-of", metavar="WORDS", help="say only when you last spoke of this")
    secret(review)
    as_json(review)


def _tags(commands: Commands) -> None:
    tags = group(commands, "tags", "list and rename tags, #words in your texts", "tags list")
    every = command(
        tags, "list", "review:list_tags", "list the tags and what may be meant as one", "tags list"
    )
    _own(every)
    as_json(every)
    rename = command(
        tags, "rename", "review:rename_tag", "rename a tag in every text", "tags rename assistants assistant"
    )
    rename.add_argument("old", metavar="OLD", help="the tag, with or without its #")
    rename.add_argument("new", metavar="NEW", help="its new name; that of another tag makes the two one")
    _own(rename)


def _own(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mine", action="store_true", help="also in what --by keeps on mine")
    by(parser)
    secret(parser)


def _stretch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", metavar="DATE", help=SINCE_HELP)
    parser.add_argument("--until", metavar="DATE", help=UNTIL_HELP)
