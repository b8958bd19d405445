"""Words that nobody had kept yet when the program had to end: on this computer only, never in the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Container, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from rmjournal.errors import StoreError, StoreWriteError
from rmjournal.files import reason, safe_file_name, state_folder, write_atomically
from rmjournal.store.codec import to_bytes, utc
from rmjournal.store.reading import parse, read_bytes

SUFFIX = ".unkept.json"


class Unkept(msgspec.Struct, frozen=True, kw_only=True):
    """What one sheet or page held."""

    journal: str
    """The journal's own id."""
    about: str
    """Which sheet or page it was, such as "goal.new"."""
    saved: datetime
    words: Any


def unkept_folder() -> Path:
    """Where words that were not kept yet wait, for their owner's eyes only."""
    return state_folder() / "unkept"


def put_aside(journal_id: str, about: str, words: Any, *, now: datetime) -> Path:
    """Put words aside, in place of those that were put aside about the same thing.

    Raises:
        StoreWriteError: If they cannot be written.
    """
    path = _path(journal_id, about)
    held = {"journal": journal_id, "about": about, "saved": utc(now), "words": words}
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, to_bytes(held))
    except OSError as error:
        raise StoreWriteError(path, reason(error)) from error
    return path


def left_aside(journal_id: str, about: str) -> tuple[Unkept, ...]:
    """What was put aside of a journal, where its `about` begins so, the oldest first."""
    found = (_read(path) for path in files_of(journal_id))
    those = (one for one in found if one and one.journal == journal_id and one.about.startswith(about))
    return tuple(sorted(those, key=lambda one: (one.saved, one.about)))


def let_go(journal_id: str, about: str) -> None:
    """Remove what was put aside about something, if anything was.

    Raises:
        StoreWriteError: If it cannot be removed.
    """
    path = _path(journal_id, about)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreWriteError(path, reason(error)) from error


def files_of(journal_id: str) -> tuple[Path, ...]:
    """The files with what was put aside of a journal."""
    return tuple(sorted(unkept_folder().glob(f"{_safe(journal_id)}-*{SUFFIX}")))


def sort_out(journal_id: str, ids: Container[str], texts: Collection[str]) -> tuple[list[Path], list[Path]]:
    """The files about certain records, and those that may hold words of them.

    Args:
        journal_id: The journal's own id.
        ids: The records.
        texts: What they say. A file that says the same of something else, or cannot be read, may hold them.
    """
    about, maybe = [], []
    for path in files_of(journal_id):
        held = _read(path)
        if held is None:
            maybe.append(path)
        elif _is_about(held, ids):
            about.append(path)
        elif any(text in said for said in strings(held.words) for text in texts):
            maybe.append(path)
    return about, maybe


def strings(words: object) -> Iterator[str]:
    """All that is said in something that was kept, field by field."""
    if isinstance(words, str):
        yield words
    elif isinstance(words, Mapping):
        for one in words.values():
            yield from strings(one)
    elif isinstance(words, list | tuple):
        for one in words:
            yield from strings(one)


def _is_about(held: Unkept, ids: Container[str]) -> bool:
    """Whether a sheet or page is about one of these: by its name, such as "sheet.goal.ID", or in a field."""
    parts = held.about.split(".")
    names = (".".join(parts[at:]) for at in range(len(parts)))
    return any(one in ids for one in (*names, *strings(held.words)))


def _read(path: Path) -> Unkept | None:
    try:
        data, _ = read_bytes(path)
        return msgspec.convert(parse(data), Unkept)
    except (StoreError, ValueError):
        return None


def _path(journal_id: str, about: str) -> Path:
    name = hashlib.blake2b(about.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return unkept_folder() / f"{_safe(journal_id)}-{name}{SUFFIX}"


def _safe(journal_id: str) -> str:
    return safe_file_name("".join(one for one in journal_id if one.isalnum()))
