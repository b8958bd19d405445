"""The question before something that cannot be taken back."""

from __future__ import annotations

import sys

from rmjournal.errors import RuleError, UsageError


def ask_first(what: str, *, yes: bool) -> None:
    """Ask whoever is at the terminal, unless the command was given their yes.

    Args:
        what: What is about to be done, as whole sentences.
        yes: Whether the command said so already.

    Raises:
        RuleError: If they do not want it.
        UsageError: If nobody can be asked.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError(f"{what}\nWhere nobody can be asked, add --yes.")
    sys.stderr.write(f"{what} Type yes to go on: ")
    sys.stderr.flush()
    if sys.stdin.readline().strip() != "yes":
        raise RuleError("Nothing was changed.")
