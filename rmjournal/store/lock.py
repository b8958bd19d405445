"""One writer at a time, among the programs of one machine.

The lock is a hidden file beside the journal. It says nothing to another machine that shares the folder: what
two machines write at once, their sync program keeps as two copies, and merging makes them one again.
"""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rmjournal.errors import StoreBusyError, StoreError, StoreWriteError
from rmjournal.files import reason, stale_temps

PATIENCE = 10.0
"""Seconds that a command waits for another program to let go of the journal."""

TOLD_AFTER = 1.0
"""Seconds after which a wait is worth telling."""


def lock_path(journal: Path) -> Path:
    """The lock file of a journal, which every name of it leads to."""
    target = journal.resolve()
    return target.with_name(f".{target.name}.lock")


@contextmanager
def locked(
    journal: Path, *, seconds: float = PATIENCE, waiting: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the journal's lock.

    Args:
        journal: The journal file.
        seconds: How long to wait for it.
        waiting: Called once when it has taken longer than a second.

    Raises:
        StoreBusyError: If another program holds it all that time.
        StoreWriteError: If the lock file cannot be made.
    """
    # filelock brings asyncio along, which reading a journal has no need of.
    from filelock import FileLock, Timeout

    lock = FileLock(lock_path(journal), mode=0o600, thread_local=False)
    began = time.monotonic()
    try:
        try:
            lock.acquire(timeout=min(TOLD_AFTER, seconds))
        except Timeout:
            if waiting is not None:
                waiting()
            lock.acquire(timeout=max(0.0, seconds - TOLD_AFTER))
    except Timeout as error:
        raise StoreBusyError(journal, time.monotonic() - began) from error
    except NotImplementedError as error:
        raise StoreWriteError(journal, "this file system has no locks; keep it in another folder") from error
    except OSError as error:
        raise StoreWriteError(journal, _why(error)) from error
    try:
        yield
    finally:
        # What was written in between is safe; a lock that cannot be let go of ends with the program.
        with contextlib.suppress(OSError):
            lock.release()


def remove_stale_temps(journal: Path) -> None:
    """Remove what a stopped program left beside the journal, unless another one is writing just now."""
    temps = stale_temps(journal)
    if not temps:
        return
    with contextlib.suppress(StoreError), locked(journal, seconds=0):
        for temp in temps:
            with contextlib.suppress(OSError):
                temp.unlink()


def _why(error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "nothing can be written in its folder"
    return reason(error)
