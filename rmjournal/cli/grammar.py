"""The pieces that the grammar of the command line is made of."""

from __future__ import annotations

import argparse
from typing import Any

JOURNAL_HELP = "a journal's name or path; else $RMJOURNAL; else the only one, or the last opened"
WHO_HELP = "mentor, mentee, both, or a partner's name"
TEXT_HELP = "the words, or - to read them from standard input"
DATE_HELP = "an ISO date, or words: today, next tuesday, in 2 weeks, 3 feb"

Commands = Any
"""What argparse gives back for a group of subcommands; it has no public name."""


def command(commands: Commands, name: str, run: str, words: str, example: str) -> argparse.ArgumentParser:
    """A command: the function it runs, its words in the help, and an example."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=words,
        description=words[:1].upper() + words[1:] + ".",
        epilog=f"Example: rmjournal {example}",
    )
    parser.add_argument("-j", "--journal", metavar="JOURNAL", default=argparse.SUPPRESS, help=JOURNAL_HELP)
    if run:
        parser.set_defaults(run=run)
    return parser


def group(commands: Commands, name: str, words: str, example: str) -> Commands:
    """A command that is made of others."""
    parser = command(commands, name, "", words, example)
    return parser.add_subparsers(title="commands", metavar="COMMAND", required=True)


def as_json(parser: argparse.ArgumentParser) -> None:
    """Let a command print JSON."""
    parser.add_argument("--json", action="store_true", help="print JSON; its field names are stable")


def by(parser: argparse.ArgumentParser) -> None:
    """Let a command be told who is writing."""
    parser.add_argument(
        "--by", metavar="WHO", default="both", help=f"who is writing: {WHO_HELP} (default: both)"
    )


def minutes(parser: argparse.ArgumentParser, words: str) -> None:
    """Let a command take a length."""
    parser.add_argument("--minutes", type=int, metavar="N", help=words)


def output(parser: argparse.ArgumentParser) -> None:
    """Let a command write to a file."""
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="the file to write, or - for standard output"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
