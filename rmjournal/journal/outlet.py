"""The one place where a document leaves the journal for a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from rmjournal import files
from rmjournal.errors import ExportError


def write_file(path: Path, data: bytes, *, force: bool = False) -> Path:
    """Write a document, for its owner only, whole or not at all; the place where it is now.

    Args:
        path: Where; `~` is the home folder.
        data: What.
        force: Whether a file that is there is written over.

    Raises:
        ExportError: If there is one already, it is a folder or a device, or it cannot be written. Nothing
        was changed.
    """
    target = files.typed_path(path)
    try:
        if os.path.lexists(target):
            if not force:
                raise ExportError(
                    f"{target} is there already and was left as it is.\nName another file, or add --force."
                )
            if target.exists() and not target.is_file():
                raise ExportError(f"{target} is no file and was left as it is.\nName a file.")
            target.chmod(files.OWNER_ONLY)
        files.write_atomically(target, data)
    except OSError as error:
        raise ExportError(
            f"{target} could not be written: {files.reason(error)}.\nNothing was changed."
        ) from error
    return target


@contextmanager
def written(path: Path, data: bytes, *, force: bool = False) -> Iterator[Path]:
    """Write a document as `write_file` does, if all that is done in the block succeeds too.

    Where it does not, everything is as it was: no file, or the one that would have been written over.

    Raises:
        ExportError: As for `write_file`.
    """
    target = Path(os.path.realpath(files.typed_path(path)))
    with _aside(target) if force else nullcontext():
        new = write_file(target, data, force=force)
        try:
            yield new
        except BaseException:
            new.unlink(missing_ok=True)
            raise


@contextmanager
def _aside(target: Path) -> Iterator[None]:
    """Have a file out of the way: it is gone afterwards, or, where the block fails, back."""
    if not target.is_file():
        yield
        return
    # It keeps its bytes, so that it comes back on a full disk too.
    aside = target.with_name(f".{target.name}.{os.urandom(4).hex()}.before")
    try:
        target.rename(aside)
    except OSError as error:
        raise ExportError(
            f"{target} could not be written: {files.reason(error)}.\nNothing was changed."
        ) from error
    try:
        yield
    except BaseException:
        aside.replace(target)
        raise
    aside.unlink()
