"""Backups: the journal as it was, compressed, in the user's state folder, each verified by reading it."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from rmjournal.errors import StoreMissingError, StoreUnreadableError, StoreWriteError
from rmjournal.files import read_regular, reason, state_folder, write_atomically
from rmjournal.store.limits import LIMIT

DAYS = 7
WEEKS = 8
"""How many daily and weekly backups are kept."""

DAILY = "daily"
"""Why the backup before the first write of a day is made."""

COPY = "copy"
"""Why a copy of the journal that was merged, and put away, is among the backups."""

_NAME = re.compile(r"(\d{8}T\d{6}Z)-([a-z-]+?)(?:-\d+)?\.json\.gz")
_TIME = "%Y%m%dT%H%M%SZ"
_WHERE = "where"
_LONG_AGO = timedelta(days=1)
_PACKED = b"\x1f\x8b"


class Backup(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One backup."""

    made: datetime
    """Aware, UTC."""
    why: str
    """Before what it was made: "daily", "merge", "rescue", "restore", "trash", "migration"; or "copy"."""
    path: Path


class Backups:
    """The backups of one journal file."""

    def __init__(self, journal: Path, journal_id: str) -> None:
        self.journal = journal
        self.folder = _folder(journal, journal_id)

    def all(self) -> tuple[Backup, ...]:
        """Every backup, the oldest first."""
        return _in_folder(self.folder)

    def daily(self, data: bytes, *, now: datetime) -> Backup | None:
        """Back these bytes up if none was made today, and let go of those that are too old.

        Raises:
            StoreWriteError: If it could not be made.
        """
        made = self.all()
        if any(backup.made.astimezone(now.tzinfo).date() == now.date() for backup in made):
            return None
        backup = self.make(data, DAILY, now=now)
        # The backup is made; what cannot be let go of today, because it is held or gone, goes another day.
        for old in set(self.all()) - kept({*made, backup}):
            with contextlib.suppress(OSError):
                old.path.unlink()
        for temp in self.folder.glob(".*.tmp"):
            with contextlib.suppress(OSError):
                _remove_if_stale(temp, now)
        return backup

    def make(self, data: bytes, why: str, *, now: datetime) -> Backup:
        """Back these bytes up, whatever they are.

        Raises:
            StoreWriteError: If it could not be made, or does not read back the same.
        """
        made = now.astimezone(UTC)
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self._free(f"{made.strftime(_TIME)}-{why}")
            _write_packed(path, data)
            self._say_where()
        except OSError as error:
            raise StoreWriteError(self.folder, f"the backup could not be made, {reason(error)}") from error
        return Backup(made=made.replace(microsecond=0), why=why, path=path)

    def _free(self, stem: str) -> Path:
        path, number = self.folder / f"{stem}.json.gz", 1
        while path.exists():
            number += 1
            path = self.folder / f"{stem}-{number}.json.gz"
        return path

    def _say_where(self) -> None:
        """Note whose backups these are, for people who look into the folder."""
        where = self.folder / _WHERE
        text = f"{self.journal.resolve()}\n".encode()
        if not where.exists() or where.read_bytes() != text:
            write_atomically(where, text)


def backups_of(journal: Path, journal_id: str = "") -> tuple[Backup, ...]:
    """The backups of the file at that path, also if it is gone or can no longer be read; the oldest first.

    With the journal's id, those made while it was elsewhere are among them.
    """
    folders = set(_root().glob(f"*-{_place(journal)}"))
    if journal_id:
        folders |= set(_root().glob(f"{journal_id}-*"))
    return tuple(sorted(backup for folder in folders for backup in _in_folder(folder)))


def read_backup(path: Path) -> bytes:
    """The journal's bytes in a backup, or in a plain copy of a journal file.

    Raises:
        StoreMissingError: If it is not there.
        StoreUnreadableError: If it is damaged.
    """
    try:
        data, _ = read_regular(path, limit=LIMIT)
        return _unpacked(data) if data.startswith(_PACKED) else data
    except FileNotFoundError as error:
        raise StoreMissingError(path) from error
    except (OSError, EOFError, zlib.error) as error:
        raise StoreUnreadableError(path, "the backup is damaged") from error


def rewrite(backup: Backup, data: bytes) -> None:
    """Put other bytes into a backup, verified.

    Raises:
        StoreWriteError: If that failed.
    """
    try:
        _write_packed(backup.path, data)
    except OSError as error:
        raise StoreWriteError(backup.path, reason(error)) from error


def kept(backups: Iterable[Backup]) -> set[Backup]:
    """Which to keep: all of the seven latest days that have any, and the latest of each of eight weeks."""
    newest_first = sorted(backups, reverse=True)
    days = list(dict.fromkeys(backup.made.date() for backup in newest_first))[:DAYS]
    weeks: dict[tuple[int, int], Backup] = {}
    for backup in newest_first:
        year, week, _ = backup.made.isocalendar()
        weeks.setdefault((year, week), backup)
    return {backup for backup in newest_first if backup.made.date() in days} | set(
        list(weeks.values())[:WEEKS]
    )


def _root() -> Path:
    return state_folder() / "backups"


def _folder(journal: Path, journal_id: str) -> Path:
    return _root() / f"{journal_id}-{_place(journal)}"


def _place(journal: Path) -> str:
    # Where symbolic links go round in a circle, `Path.resolve` fails, and this gives what can be told.
    place = os.path.realpath(journal)
    return hashlib.blake2b(place.encode(errors="surrogateescape"), digest_size=4).hexdigest()


def _in_folder(folder: Path) -> tuple[Backup, ...]:
    found = []
    for path in folder.glob("*.json.gz"):
        if match := _NAME.fullmatch(path.name):
            made = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
            found.append(Backup(made=made, why=match[2], path=path))
    return tuple(sorted(found))


def _remove_if_stale(temp: Path, now: datetime) -> None:
    """Remove what a program left that was stopped in the middle of a backup, long ago."""
    if temp.stat().st_mtime < (now - _LONG_AGO).timestamp():
        temp.unlink()


def _write_packed(path: Path, data: bytes) -> None:
    packed = gzip.compress(data, compresslevel=6, mtime=0)
    write_atomically(path, packed)
    held, _ = read_regular(path, limit=LIMIT)
    if held != packed or gzip.decompress(held) != data:
        path.unlink(missing_ok=True)
        raise OSError(0, "it did not read back as it was written")


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    held = unpacker.decompress(data, LIMIT + 1)
    if len(held) > LIMIT or not unpacker.eof:
        raise EOFError
    return held
