"""Passphrases, asked for at the terminal or read from a file descriptor; never an argument."""

from __future__ import annotations

import argparse
import os
import warnings

from rmjournal.cli.output import tell
from rmjournal.domain.pair import Who
from rmjournal.errors import UsageError
from rmjournal.journal.journal import Journal
from rmjournal.text import clean

_MOST_BYTES = 64 * 1024


class Secrets:
    """Where a command gets its secrets from, one after the other."""

    def __init__(self, descriptor: int | None) -> None:
        self._lines = None if descriptor is None else _lines(descriptor)

    def next(self, prompt: str) -> str:
        """The next secret.

        Raises:
            UsageError: If there is none, or nobody can be asked.
        """
        if self._lines is None:
            return _asked(prompt)
        if not self._lines:
            raise UsageError(f"There is no line left for: {prompt}\nGive one line for each that is asked.")
        return self._lines.pop(0)

    def new(self, prompt: str) -> str:
        """A new passphrase; at the terminal it is asked for twice.

        Raises:
            UsageError: If the two are not the same.
        """
        secret = self.next(prompt)
        if self._lines is None and _asked("The same again: ") != secret:
            raise UsageError("The two were not the same. Nothing was changed.")
        return secret


def unlock(journal: Journal, args: argparse.Namespace, who: Who) -> None:
    """Open the shelf *mine* for a partner, and tell what is not as it should be there.

    Raises:
        ShelfError: If it does not open, or was not set up.
    """
    if not journal.mine.is_set_up(who):
        journal.mine.pages(who)
    name = journal.pair.first_name(who)
    journal.mine.unlock(who, Secrets(args.passphrase_fd).next(f"{name}'s passphrase: "))
    for words in journal.mine.findings(who).words():
        tell(f"Look at this: {words}")


def _asked(prompt: str) -> str:
    from getpass import GetPassWarning, getpass

    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return getpass(clean(prompt))
        except (GetPassWarning, EOFError, OSError) as error:
            raise UsageError(
                "There is no terminal to ask for the passphrase at.\n"
                "Give it on a file descriptor: --passphrase-fd 3 3< FILE"
            ) from error


def _lines(descriptor: int) -> list[str]:
    try:
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(_MOST_BYTES).decode().splitlines()
    except (OSError, ValueError) as error:
        raise UsageError(
            f"No passphrase can be read from file descriptor {descriptor}: it is not open, or not UTF-8 text."
        ) from error
