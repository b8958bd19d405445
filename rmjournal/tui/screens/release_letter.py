"""Writing the file of a letter that both have confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.content import Content
from textual.screen import Screen

from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.errors import ExportError, RmjournalError, UsageError
from rmjournal.files import typed_path
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.told import ToldChoiceScreen, choice
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import lines_of, shown_line
from rmjournal.tui.words import path_words

_YOURS = "Only your own user can read it. Sending it is up to the two of you."


async def release(screen: Screen[Any], seat: Seat, draft: LetterDraft) -> bool:
    """Ask for the file, write it, and say where it is; whether it was written. Called from a worker."""
    proposed = Path.cwd() / seat.journal.letters.file_name(draft)
    path = await screen.app.push_screen_wait(
        AskScreen("Into which file?", read=_new_file, value=path_words(proposed), hint="a path")
    )
    if path is None:
        return False
    target = path / proposed.name if path.is_dir() else path
    try:
        seat.journal.letters.release(draft, target)
    except RmjournalError as error:
        screen.notify(str(error).replace("\n", " "), severity="warning", markup=False)
        return False
    story = lines_of(shown_line(path_words(target), "bold"), Content.styled(_YOURS, "$text-muted"))
    await screen.app.push_screen_wait(
        ToldChoiceScreen("Released, and written to this file", story, [choice("done", "Good")])
    )
    return True


def _new_file(words: str) -> Path:
    if not words.strip():
        raise UsageError("The path of a file is needed.")
    path = typed_path(words.strip())
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path_words(path)} is there already and stays as it is. Name another file.")
    return path
