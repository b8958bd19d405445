"""The commands of the passphrase of *mine*."""

from __future__ import annotations

import argparse

from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say, tell
from rmjournal.cli.unlocking import Secrets, unlock
from rmjournal.domain.shelf import must_be_one
from rmjournal.journal.mine import FORGOTTEN

NEW = "New passphrase: "


def set_up(args: argparse.Namespace) -> int:
    """Set a first passphrase, and print the recovery code once."""
    with opened(args) as journal:
        who = writer(journal, args)
        must_be_one(who)
        if not journal.mine.is_set_up(who):
            tell(FORGOTTEN)
        _tell_code(journal.mine.set_up(who, Secrets(args.passphrase_fd).new(NEW)))
    return 0


def change(args: argparse.Namespace) -> int:
    """Change the passphrase."""
    with opened(args) as journal:
        secrets = Secrets(args.passphrase_fd)
        old = secrets.next("Passphrase now: ")
        journal.mine.change_passphrase(writer(journal, args), old, secrets.new(NEW))
    tell("Changed. Older copies and backups of the journal still open with the one before.")
    return 0


def recover(args: argparse.Namespace) -> int:
    """Set a new passphrase with the recovery code."""
    with opened(args) as journal:
        secrets = Secrets(args.passphrase_fd)
        code = secrets.next("Recovery code: ")
        journal.mine.recover(writer(journal, args), code, secrets.new(NEW))
    tell("The new passphrase opens the shelf. The recovery code still holds; a new one: passphrase code")
    return 0


def code(args: argparse.Namespace) -> int:
    """Print a new recovery code, in place of the one before."""
    with opened(args) as journal:
        who = writer(journal, args)
        unlock(journal, args, who)
        _tell_code(journal.mine.new_recovery_code(who))
    return 0


def check(args: argparse.Namespace) -> int:
    """Open the shelf and say whether all is as it should be there; 1 if it is not."""
    with opened(args) as journal:
        who = writer(journal, args)
        unlock(journal, args, who)
        if args.accept:
            journal.mine.accept(who)
        found = journal.mine.findings(who).words()
    tell("What is named above was left as it is." if found else "All pages are as they were last kept.")
    return 1 if found else 0


def _tell_code(recovery: str) -> None:
    tell("The recovery code, shown this once. Write it down, and keep it away from this computer:")
    say(recovery)
