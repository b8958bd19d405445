"""The one place where a document leaves the journal for a file."""

from __future__ import annotations

import os
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
