"""The release log: the letters that left, word for word, and whether a file is one of them."""

from __future__ import annotations

from pathlib import Path

from rmjournal import files
from rmjournal.domain.letter_draft import Release, digest_of
from rmjournal.errors import ExportError
from rmjournal.journal.desk import Desk
from rmjournal.journal.letter_views import Verified

MOST_BYTES = 1024**2
"""A letter is far smaller."""


class ReleaseLog:
    """What was released."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Release, ...]:
        """Every release, the newest first."""
        found = self._desk.store.all(Release)
        return tuple(sorted(found, key=lambda one: (one.on, one.period.until, one.id), reverse=True))

    def get(self, ref: str) -> Release:
        """A release by its id, the start of it, or its file's name.

        Raises:
            NotFoundError: If there is none.
        """
        found = [one for one in self.all() if one.file == ref]
        return (
            found[0]
            if found
            else self._desk.named(
                self.all(), ref, what="released letter", hint="To see them: rmjournal letters list"
            )
        )

    def verify(self, path: Path) -> Verified:
        """Whether a file is a letter of this journal that was released, unchanged.

        Raises:
            ExportError: If it cannot be read.
        """
        try:
            data, _ = files.read_regular(files.typed_path(path), limit=MOST_BYTES)
        except OSError as error:
            raise ExportError(f"{path} could not be read: {files.reason(error)}.") from error
        digest = digest_of(data)
        return Verified(
            digest=digest, release=next((one for one in self.all() if one.digest == digest), None)
        )
