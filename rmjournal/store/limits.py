"""How much is read before it is taken for something else than a journal."""

from __future__ import annotations

from pathlib import Path

from rmjournal.errors import StoreWriteError

LIMIT = 64 * 1024**2
"""The largest journal file that is read, in bytes."""

DEPTH = 40
"""The deepest nesting that is read. A journal of ours has about a dozen levels."""


def must_be_readable(path: Path, data: bytes, *, todo: str) -> None:
    """Refuse what would be written well, and never read again.

    Args:
        path: The journal file.
        data: Its bytes as they would be.
        todo: What helps.

    Raises:
        StoreWriteError: If they are too many.
    """
    if len(data) > LIMIT:
        raise StoreWriteError(path, f"it would be larger than {LIMIT // 1024**2} MB; {todo}")
