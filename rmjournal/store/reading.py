"""Reading a journal file strictly: what rmjournal wrote, or a refusal with the reason."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

import msgspec

from rmjournal.errors import StoreMissingError, StoreNewerError, StoreUnreadableError
from rmjournal.files import Stamp, read_regular, reason
from rmjournal.store.codec import as_read
from rmjournal.store.limits import DEPTH, LIMIT
from rmjournal.store.merge import Tables
from rmjournal.store.migrations import JOURNAL, META, SCHEMA, migrated, schema_of

_ID = re.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
"""A journal's id: it names folders and files, and finds them, so it holds no path and no pattern."""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A journal file at one moment. Its tables are shared and never changed."""

    tables: Tables
    """In the schema of now."""
    written: bytes
    """The file's bytes."""
    stamp: Stamp
    schema: int
    """The schema the file is in."""

    @property
    def journal_id(self) -> str:
        """The journal's own random id, the same in every copy of it."""
        return str(self.tables[META][JOURNAL]["id"])


def read_journal(path: Path) -> Snapshot:
    """Read a journal.

    Raises:
        StoreMissingError: If there is no such file.
        StoreNewerError: If a newer rmjournal wrote it.
        StoreUnreadableError: If it cannot be read or is not what rmjournal wrote.
    """
    data, stamp = read_bytes(path)
    return snapshot(path, data, stamp)


def unreadable(path: Path, why: str) -> StoreUnreadableError:
    """What to raise about a journal that cannot be read; it tells of its backups where it has any."""
    from rmjournal.store.backups import backups_of

    return StoreUnreadableError(path, why, has_backups=bool(backups_of(path)))


def read_bytes(path: Path) -> tuple[bytes, Stamp]:
    """Read the bytes that may be a journal.

    Raises:
        StoreMissingError: If there is no such file.
        StoreUnreadableError: If it cannot be read, is too large or is not a regular file.
    """
    try:
        return read_regular(path, limit=LIMIT)
    except FileNotFoundError as error:
        raise StoreMissingError(path) from error
    except OSError as error:
        own_words = error.errno in (errno.EINVAL, errno.EFBIG) and error.strerror
        raise unreadable(path, own_words or reason(error)) from error


def snapshot(path: Path, data: bytes, stamp: Stamp) -> Snapshot:
    """What these bytes, read from that path, say.

    Raises:
        StoreNewerError: If a newer rmjournal wrote them.
        StoreUnreadableError: If rmjournal did not write them.
    """
    try:
        tables = parse(data)
        schema = _checked_schema(path, tables)
    except ValueError as error:
        raise unreadable(path, str(error)) from error
    return Snapshot(tables=migrated(tables), written=data, stamp=stamp, schema=schema)


def parse(data: bytes) -> Any:
    """The JSON in these bytes, refusing what JSON allows and a journal does not.

    Raises:
        ValueError: Saying what is wrong with them, in words that follow "cannot be read: ".
    """
    if not data:
        raise ValueError("it is empty")
    try:
        held = msgspec.json.decode(data)
        again = as_read(held)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 text ({_where(data, error)})") from error
    except ValueError as error:
        raise ValueError(_said(data, error)) from error
    if b"\n" + b"  " * DEPTH in again:
        raise ValueError("it is nested too deeply")
    # A file of ours comes back byte for byte, which no file with a key twice in one object can do.
    if not (data.startswith(again) and data[len(again) :] == b"\n"):
        _refuse_twins(data)
    return held


def _refuse_twins(data: bytes) -> None:
    import json

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise ValueError(f"a key is there twice in one object: {key[:40]!r}")
            found[key] = value
        return found

    try:
        json.loads(data, object_pairs_hook=once)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _checked_schema(path: Path, tables: Any) -> int:
    shape = ValueError("it is not a journal of rmjournal")
    if not isinstance(tables, dict) or not all(isinstance(rows, dict) for rows in tables.values()):
        raise shape
    row = tables.get(META, {}).get(JOURNAL)
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not _ID.fullmatch(row["id"]):
        raise shape
    if type(row.get("schema")) is not int or row["schema"] < 1:
        raise shape
    if (schema := schema_of(tables)) > SCHEMA:
        raise StoreNewerError(path, schema, SCHEMA)
    if not all(isinstance(held, dict) for rows in tables.values() for held in rows.values()):
        raise shape
    return schema


def _where(data: bytes, error: UnicodeDecodeError) -> str:
    try:
        data.decode()
    except UnicodeDecodeError as whole:
        line = data.count(b"\n", 0, whole.start) + 1
        return f"line {line}"
    return error.reason


def _said(data: bytes, error: ValueError) -> str:
    if b"\0" in data:
        return "there are zero bytes in it, as a crash of the machine can leave them"
    said = str(error)
    if "truncated" in said:
        return "its end is missing"
    return said[:1].lower() + said[1:]
