"""The errors a person can meet. Each message says what happened and what to do.

RmjournalError                  exit 1
├── UsageError                  exit 2: what was asked cannot be understood
├── RuleError                   the journal's rules do not allow it now
├── NotFoundError               nothing here has that name or id
├── TemplateError               an agenda template cannot be used
├── ConfigError                 the configuration cannot be used
├── ExportError                 a file could not be written out
├── JobCancelledError           exit 130: who asked for it would not wait for its end
├── ShelfError                  the shelf mine cannot be used so
│   ├── ShelfLockedError        is locked, or has no passphrase yet
│   ├── PassphraseError         the passphrase or recovery code does not open it
│   └── SealedTextError         a page there does not open; it is left as it is
└── StoreError                  the journal file
    ├── StoreMissingError       is not there
    ├── StoreExistsError        is there already
    ├── StoreUnreadableError    is not what rmjournal wrote; it is left as it is
    ├── StoreNewerError         was written by a newer rmjournal
    ├── StoreForeignError       belongs to another journal
    ├── StoreBusyError          is held by another program
    ├── StoreRemoveError        could not be removed
    └── StoreWriteError         could not be written

A message holds names, paths and field names, never what somebody wrote in the journal.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class RmjournalError(Exception):
    """Something a person should be told, in words made for them."""


class UsageError(RmjournalError):
    """What was asked cannot be understood."""


class RuleError(RmjournalError):
    """What was asked is clear, and not possible now."""


class NotFoundError(RmjournalError):
    """Nothing in the journal has the name or id that was given."""

    def __init__(self, what: str, given: str, hint: str) -> None:
        super().__init__(f"There is no {what} {given!r}.\n{hint}")


class TemplateError(RmjournalError):
    """An agenda template cannot be used as it stands."""


class ConfigError(RmjournalError):
    """The configuration file cannot be used as it stands."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(
            f"{path} cannot be used:\n{lines}\nTo see what can be set: rmjournal config show --defaults"
        )
        self.path = path
        self.problems = tuple(problems)


class ExportError(RmjournalError):
    """A file could not be written out; nothing was changed."""


class JobCancelledError(RmjournalError):
    """A long job was cancelled before it changed anything, or with what it did by then."""

    def __init__(self, done: str = "nothing was changed") -> None:
        super().__init__(f"Cancelled; {done}.")


class ShelfError(RmjournalError):
    """The shelf *mine* cannot be used in this way."""


class ShelfLockedError(ShelfError):
    """The shelf is locked, or has no passphrase yet."""


class PassphraseError(ShelfError):
    """The passphrase or the recovery code does not open the shelf, or cannot be used for it."""


class SealedTextError(ShelfError):
    """A page on the shelf *mine* does not open with the keys that are there."""

    def __init__(self, page: str) -> None:
        super().__init__(
            f"The page {page} does not open with this key: it was changed or moved.\n"
            "It was left as it is. To see the file's backups: rmjournal backups"
        )


class StoreError(RmjournalError):
    """The journal file cannot be used."""


class StoreMissingError(StoreError):
    """There is no journal file at that place."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"There is no journal at {path}.\n"
            "If it was moved, name its new place with -j; "
            "to start one: rmjournal new NAME --mentor NAME --mentee NAME"
        )


class StoreExistsError(StoreError):
    """A journal, or another file, is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already and was left as it is.\nChoose another name, or open it with -j."
        )


class StoreUnreadableError(StoreError):
    """The file is not what rmjournal wrote. It is left byte for byte as it is."""

    def __init__(self, path: Path, reason: str, *, has_backups: bool = False) -> None:
        """The message.

        Args:
            path: The file.
            reason: Words that follow "cannot be read: ".
            has_backups: Whether there is one to bring back.
        """
        from shlex import quote

        backed_up = (
            "It was left as it is. To bring its latest backup back, which keeps this file too: "
            f"rmjournal -j {quote(str(path))} restore\n"
            f"To see its backups: rmjournal -j {quote(str(path))} backups"
        )
        alone = (
            "It was left as it is, and there is no backup of it on this computer.\n"
            "Your partner's copy, a synced folder or a repository may have it as it was: open that with -j."
        )
        super().__init__(f"{path} cannot be read: {reason}.\n{backed_up if has_backups else alone}")
        self.path = path
        self.reason = reason


class StoreNewerError(StoreError):
    """The file was written by a newer rmjournal than this one."""

    def __init__(self, path: Path, schema: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a newer rmjournal (schema {schema}, this one knows {known}).\n"
            "It was left as it is. Update rmjournal to open it."
        )


class StoreForeignError(StoreError):
    """The file is a journal, and not a copy of this one."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is another journal, not a copy of this one.\n"
            "Nothing was taken from it. To look into it, open it with -j."
        )


class StoreBusyError(StoreError):
    """Another program holds the journal."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__(
            f"{path} has been held by another program for {seconds:.0f} seconds.\n"
            "Close the other rmjournal, or try again in a moment."
        )


class StoreRemoveError(StoreError):
    """The journal file, or one that belongs to it, could not be removed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} could not be removed: {reason}.\nIt is still there; remove it yourself.")


class StoreWriteError(StoreError):
    """The journal file could not be written; the last good one is still there."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} could not be saved: {reason}.\nWhat was saved before is still there.")
        self.path = path
        self.reason = reason
