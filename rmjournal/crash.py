"""What is said when the program itself fails: where, and never with what."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rmjournal import __version__, files

_FRAMES = 8
"""How many of the innermost places are named where there is no report."""

_MOST_CAUSES = 5
"""How far back the report goes from an error to what caused it."""


def what_happened(error: BaseException | None, *, journal: Path | None, report: Path | None) -> str:
    """The last words of a program that failed.

    They hold the kind of error and where the report is, or the places in the code where there is none. No
    message of the error and no value: both may quote what somebody wrote.
    """
    kept = "" if journal is None else f"What you wrote was saved first: {journal}\n"
    if report is None:
        more = "To report it, these lines are enough; none of your words are in them:\n" + "\n".join(
            f"  {place}" for place in _places(error)[-_FRAMES:]
        )
    else:
        more = f"To report it, this file is enough; none of your words are in it:\n  {report}"
    return f"rmjournal stopped because of an error of its own ({_kind(error)}).\n{kept}{more}"


def write_report(error: BaseException | None, *, now: datetime) -> Path | None:
    """Write down where a program failed, for its owner's eyes only; None where nothing can be written.

    It holds versions, the kinds of the error and of what caused it, and the places in the code: files, lines
    and the names of functions. No message and no value.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = files.state_folder() / "crashes" / f"{stamp}-{os.urandom(2).hex()}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        files.write_atomically(path, "".join(f"{line}\n" for line in _report(error)).encode())
    except OSError:
        return None
    return path


def _report(error: BaseException | None) -> Iterator[str]:
    from importlib.metadata import version

    yield f"rmjournal {__version__}, Textual {version('textual')}"
    yield f"Python {platform.python_version()} on {platform.system()}"
    for number, one in enumerate(_with_causes(error)):
        yield ""
        yield f"{'because of ' if number else ''}{_kind(one)}"
        yield from (f"  {place}" for place in _places(one))


def _with_causes(error: BaseException | None) -> Iterator[BaseException | None]:
    """An error, and what it was raised from, as far as a report goes."""
    yield error
    for _ in range(_MOST_CAUSES):
        error = None if error is None else error.__cause__ or error.__context__
        if error is None:
            return
        yield error


def _kind(error: BaseException | None) -> str:
    return "an unknown error" if error is None else type(error).__name__


def _places(error: BaseException | None) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__ if error else None)
    return [f"{_short(frame.filename)}, line {frame.lineno}, in {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])
