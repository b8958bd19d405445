"""Rescue files: the words that could not be saved when the program had to end."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from rmjournal.errors import StoreUnreadableError, StoreWriteError
from rmjournal.files import reason, state_folder, write_atomically
from rmjournal.store.codec import to_bytes, utc
from rmjournal.store.merge import Tables
from rmjournal.store.reading import parse, read_bytes

SUFFIX = ".rescue.json"


class Rescue(msgspec.Struct, frozen=True, kw_only=True):
    """What a rescue file holds: rows to be merged into the journal they belong to."""

    journal: str
    """The journal's own id."""
    path: str
    """Where its file was."""
    saved: datetime
    rows: Tables


def rescue_folder() -> Path:
    """Where rescue files are kept, on this computer only."""
    return state_folder() / "rescue"


def write_rescue(
    journal: Path, journal_id: str, rows: Tables, *, now: datetime, name: str, folders: Sequence[Path] = ()
) -> Path:
    """Keep rows that could not be saved, for their owner's eyes only; `name` tells two of one second apart.

    They go to the first of these folders that can be written: by default the rescue folder, or the one for
    temporary files.

    Raises:
        StoreWriteError: If that failed too.
    """
    stamp = utc(now).replace(":", "").replace("-", "")
    rescue: Any = {"journal": journal_id, "path": str(journal.resolve()), "saved": utc(now), "rows": rows}
    why = ""
    for folder in folders or _folders():
        path = folder / f"{journal_id}-{stamp}-{name}{SUFFIX}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(path, to_bytes(rescue))
        except OSError as error:
            why = reason(error)
        else:
            return path
    raise StoreWriteError(rescue_folder(), why)


def rescues(journal_id: str) -> tuple[Path, ...]:
    """The rescue files of a journal, the oldest first."""
    found = (path for folder in _folders() for path in folder.glob(f"{journal_id}-*{SUFFIX}"))
    return tuple(sorted(filter(_is_own, found), key=lambda path: path.name))


def read_rescue(path: Path) -> Rescue:
    """Read a rescue file.

    Raises:
        StoreMissingError: If it is not there.
        StoreUnreadableError: If it is not a rescue file.
    """
    data, _ = read_bytes(path)
    try:
        return msgspec.convert(parse(data), Rescue)
    except ValueError as error:
        raise StoreUnreadableError(path, str(error)) from error


def _is_own(path: Path) -> bool:
    """Whether the person at the keyboard put it there: the folder for temporary files is everybody's."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and (not hasattr(os, "getuid") or status.st_uid == os.getuid())


def _folders() -> tuple[Path, ...]:
    # Where the home folder's disk is full, the one for temporary files is often another.
    return (rescue_folder(), Path(tempfile.gettempdir()))
