"""A sheet that asks for another name for a tag, and says beforehand what that changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rmjournal.domain.words import counted
from rmjournal.journal.marked import Marked, Renamed
from rmjournal.tui.screens.ask import AskScreen


class RenameTagScreen(AskScreen[Renamed | None]):
    """Dismissed with what the new name comes to. It is closed with what is private: the tag may be."""

    IS_PRIVATE: ClassVar[bool] = True
    ENTER = "rename"
    HELP = (
        "One word of letters, digits, - and _. The name of another tag makes the two one.\n"
        "Enter renames it, Esc leaves everything as it is. What both can read is undone by u."
    )

    def __init__(self, marked: Marked) -> None:
        super().__init__(
            f"Rename #{marked.old}", read=marked.under, say=_meaning, value=marked.old, hint="another name"
        )


def renamed_words(done: Renamed) -> str:
    """What was renamed, without the names: it stays at the edge of the screen, and they may be private."""
    if not done.changed:
        alone = f"Renamed in {counted(done.private, 'text')} on mine; u does not undo that."
        return alone if done.private else "Nothing was changed: it is written so already."
    mine = f" On mine too, in {counted(done.private, 'text')}; u leaves that." if done.private else ""
    return f"Renamed in {counted(done.changed, 'text')}; u undoes it.{mine}"


def _meaning(done: Renamed | None) -> str:
    return "\n".join(_lines(done)) if done else ""


def _lines(done: Renamed) -> Iterator[str]:
    if not done.changed and not done.private:
        yield "It is written so already."
        return
    yield f"{counted(done.changed + done.private, 'text')} will change."
    if done.private:
        yield f"{done.private} of them on mine: u does not undo that."
    if done.joined:
        yield f"There is #{done.new} already: the two will be one."
    yield from done.rest
