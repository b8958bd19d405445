"""Files that are whole or not there: atomic writing, careful reading, safe names, and our own folders.

Nothing is made, read or looked up before it is asked for. What goes wrong is an `OSError`; the rooms above
turn it into words for people.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple

APP = "rmjournal"

OWNER_ONLY = 0o600
"""The mode of a new file."""

_READ_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_TOKEN_BYTES = 5
_NAME_BYTES = 100
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


class Stamp(NamedTuple):
    """What tells one written file from the next at that place, without reading it."""

    changed: int
    """Nanoseconds."""
    size: int
    """Bytes."""
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp in a file's status."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


def data_folder() -> Path:
    """Where journals are kept unless the pair says otherwise."""
    import platformdirs

    return platformdirs.user_data_path(APP, appauthor=False)


def config_folder() -> Path:
    """Where the configuration file is looked for."""
    import platformdirs

    return platformdirs.user_config_path(APP, appauthor=False)


def config_file() -> Path:
    """Where a person's configuration is, or would be."""
    return config_folder() / "config.toml"


def state_folder() -> Path:
    """Where backups, rescue files and what was opened last are kept: on this machine, never synced."""
    import platformdirs

    return platformdirs.user_state_path(APP, appauthor=False)


def templates_folder() -> Path:
    """Where a person's own agenda templates are looked for."""
    return config_folder() / "templates"


def typed_path(words: str | Path) -> Path:
    """The path that somebody typed: `~` is the home folder, and `~name` of nobody is a name as any other."""
    # `Path.expanduser` fails for such a name.
    return Path(os.path.expanduser(words))  # noqa: PTH111


def safe_file_name(text: str, *, otherwise: str = "journal") -> str:
    """A file name of this text that every system takes: no separators, not hidden, at most 100 bytes."""
    kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in unicodedata.normalize("NFC", text))
    name = re.sub(r"-{2,}", "-", kept).strip("-. ")
    name = name.encode()[:_NAME_BYTES].decode(errors="ignore").strip("-. ")
    if name.split(".")[0].casefold() in _RESERVED:
        name = f"{name}-"
    return name or otherwise


def read_regular(path: Path, *, limit: int) -> tuple[bytes, Stamp]:
    """The bytes of a regular file and its stamp.

    Raises:
        OSError: If it is not there, cannot be read, is not a regular file (EINVAL) or has more than `limit`
            bytes (EFBIG). A FIFO or a device is never waited for.
    """
    handle = os.open(path, _READ_FLAGS)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))
        parts, left = [], limit + 1
        while left and (part := os.read(handle, min(left, max(status.st_size + 1, 65536)))):
            parts.append(part)
            left -= len(part)
        if not left:
            raise OSError(errno.EFBIG, f"it is larger than {limit // 1024**2} MB", str(path))
        return b"".join(parts), Stamp.of(status)
    finally:
        os.close(handle)


def write_atomically(path: Path, data: bytes) -> Stamp:
    """Put these bytes at this place so that whatever happens, the old file or the new one is there, whole.

    Returns once the bytes and the name are on the disk. A symbolic link is written through; a new file is for
    its owner only; an existing one keeps its mode.

    Raises:
        OSError: If it cannot be written, or was made read-only. The file that was there is still there, but
            for the last step, which makes the new name durable.
    """
    target = path.resolve()
    mode = _mode_to_keep(target)
    temp = target.with_name(f".{target.name}.{os.urandom(_TOKEN_BYTES).hex()}.tmp")
    handle = os.open(temp, _WRITE_FLAGS, OWNER_ONLY)
    try:
        try:
            stamp = _fill(handle, data, mode)
        finally:
            os.close(handle)
        os.replace(temp, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temp.unlink()
        raise
    sync_folder(target.parent)
    return stamp


def stale_temps(path: Path) -> tuple[Path, ...]:
    """The temporary files beside this one, left by programs that were stopped in the middle of a write."""
    target = path.resolve()
    ours = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{{_TOKEN_BYTES * 2}}}\.tmp")
    try:
        with os.scandir(target.parent) as entries:
            return tuple(Path(entry.path) for entry in entries if ours.fullmatch(entry.name))
    except OSError:
        return ()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system has a way to.

    Raises:
        OSError: If the disk failed.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network file systems have no such call; there is nothing more that can be done on them.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def reason(error: OSError) -> str:
    """Why a file could not be used, in words."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "the disk is full"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return "it is read-only here, or belongs to somebody else"
        case errno.ENOENT if error.filename and Path(error.filename).parent.is_dir():
            return "it is not there"
        case errno.ENOENT | errno.ENOTDIR:
            return "its folder is not there"
        case errno.EIO:
            return "the disk has failed to answer"
        case errno.EISDIR:
            return "it is a folder"
    return error.strerror or type(error).__name__


def _mode_to_keep(target: Path) -> int:
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return OWNER_ONLY
    # Replacing needs no right to write the file itself, so a file made read-only on purpose would not notice.
    if not mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return mode


def _fill(handle: int, data: bytes, mode: int) -> Stamp:
    if mode != OWNER_ONLY and hasattr(os, "fchmod"):
        os.fchmod(handle, mode)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)
    return Stamp.of(os.fstat(handle))
