"""What is said when the program itself fails: where, and never with what."""

from __future__ import annotations

import traceback
from pathlib import Path

from rich.text import Text

_FRAMES = 8
"""How many of the innermost places are named."""


def what_happened(error: BaseException | None, *, journal: Path | None) -> Text:
    """The last words of a program that failed.

    They hold the kind of error and the places in the code, but no message of the error and no value:
    both may quote what somebody wrote.
    """
    kind = "an unknown error" if error is None else type(error).__name__
    kept = "" if journal is None else f"What you wrote was saved first: {journal}\n"
    places = "\n".join(f"  {place}" for place in _places(error))
    return Text(
        f"rmjournal stopped because of an error of its own ({kind}).\n{kept}"
        f"To report it, these lines are enough; none of your words are in them:\n{places}"
    )


def _places(error: BaseException | None) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__ if error else None)[-_FRAMES:]
    return [f"{_short(frame.filename)}, line {frame.lineno}, in {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])
