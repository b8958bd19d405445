"""The grammar of the command line. Names are fixed: scripts rely on them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from rmjournal import __version__
from rmjournal.cli.grammar import JOURNAL_HELP

DESCRIPTION = """\
A shared, local journal for a reverse-mentoring pair. Without a command it opens the journal in the
terminal; every command does one thing and leaves. Data goes to standard output, messages to standard error.
Exit codes: 0 done, 1 a problem was found or it cannot be done, 2 the command was not understood."""


GROUPS: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"demo", "new", "list", "show"}), "journal_grammar:add_journals"),
    (frozenset({"agenda", "templates"}), "journal_grammar:add_agendas"),
    (frozenset({"session"}), "session_grammar:add_sessions"),
    (frozenset({"action", "park"}), "session_grammar:add_actions"),
    (frozenset({"goals", "goal", "expectations", "expectation"}), "ledger_grammar:add_goals"),
    (frozenset({"agreement"}), "ledger_grammar:add_agreement"),
    (frozenset({"card", "topics", "assess", "new-here"}), "ledger_grammar:add_people"),
    (frozenset({"reflect", "reflections", "questions", "pulse", "passphrase"}), "shelf_grammar:add_shelf"),
    (frozenset({"search", "log", "review", "tags"}), "finding_grammar:add_finding"),
    (frozenset({"letters"}), "letters_grammar:add_letters"),
    (frozenset({"export"}), "letters_grammar:add_exports"),
    (frozenset({"record"}), "letters_grammar:add_record"),
    (frozenset({"guide", "config", "completion"}), "program_grammar:add_program"),
    (
        frozenset({"check", "backups", "restore", "merge", "rescue", "merge-driver", "trash", "erase"}),
        "care_grammar:add_care",
    ),
)
"""The commands in the order of the help: their names, and the function that writes down their grammar."""


class Parser(argparse.ArgumentParser):
    """A parser whose messages quote what was typed without letting a terminal obey it."""

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Leave, after the message."""
        from rmjournal.text import clean

        super().exit(status, clean(message) if message else message)


def build_parser(argv: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The grammar; of the commands only those that these arguments can mean, where they name any.

    To write all of it down takes longer than many a command.
    """
    parser = Parser(
        prog="rmjournal",
        description=DESCRIPTION,
        epilog="Look around first: rmjournal demo",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-V", "--version", action="version", version=f"rmjournal {__version__}")
    parser.add_argument("-j", "--journal", metavar="JOURNAL", default=None, help=JOURNAL_HELP)
    parser.add_argument("--ascii", action="store_true", help="draw the screens with plain characters")
    parser.set_defaults(run="tui:open_journal")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    named = [group for group in GROUPS if not group[0].isdisjoint(argv)]
    for _, where in named or GROUPS:
        module, function = where.split(":")
        getattr(import_module(f"rmjournal.cli.{module}"), function)(commands)
    return parser
