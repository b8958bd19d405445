"""From a path to the screens and back: which journal is meant, what is shown first, and the exit status."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from textual.screen import Screen

from rmjournal.errors import StoreError, StoreMissingError, StoreUnreadableError
from rmjournal.journal import places
from rmjournal.journal.journal import Journal, local_now
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.ending import put_away
from rmjournal.tui.multiplexer import can_watch_mouse
from rmjournal.tui.settings import start_with


def run_app(given: str | None, *, ascii_only: bool = False) -> int:
    """Run the program on the journal that is meant, or the welcome where there is none yet; the exit status.

    Raises:
        RmjournalError: If the journal that is meant cannot be told or opened.
    """
    if not (given or os.environ.get(places.ENVIRONMENT) or places.known()):
        return _welcome(ascii_only=ascii_only)
    path = places.find(given)
    unreadable: StoreError | None = None
    try:
        journal = Journal.open(path, behind=True)
    except (StoreMissingError, StoreUnreadableError) as error:
        unreadable = error
    if unreadable is not None:
        return _restoring(path, unreadable, ascii_only=ascii_only)
    places.remember(path)
    return run(journal, ascii_only=ascii_only)


def _restoring(path: Path, error: StoreError, *, ascii_only: bool) -> int:
    """Offer the backups of a journal that is gone or cannot be read; without any, it is an error."""
    from rmjournal.journal.care import backups_of
    from rmjournal.tui.screens.unreadable import UnreadableScreen

    backups = backups_of(path)
    if not backups:
        raise error
    return run(None, ascii_only=ascii_only, first=lambda: UnreadableScreen(path, error, backups))


def _welcome(*, ascii_only: bool) -> int:
    with contextlib.ExitStack() as until_the_end:

        def demo() -> Journal:
            from rmjournal.journal.demo import build, thrown_away

            make = partial(build, today=local_now().date())
            path = until_the_end.enter_context(thrown_away(make))
            return Journal.open(path, behind=True)

        return run(None, demo=demo, ascii_only=ascii_only)


def run(
    journal: Journal | None,
    *,
    demo: Callable[[], Journal] | None = None,
    ascii_only: bool = False,
    first: Callable[[], Screen[Any]] | None = None,
) -> int:
    """Run the program in the terminal until the pair leaves; the exit status.

    Where words could not be saved, the path of the rescue file is told once the terminal is itself again.
    """
    app = RmjournalApp(journal, demo=demo, start=start_with(ascii_only=ascii_only), first=first)
    unsaved = 0
    try:
        app.run(mouse=can_watch_mouse())
    finally:
        if app.seat is not None:
            unsaved = put_away(app.seat.journal)
    return unsaved or app.return_code or 0
