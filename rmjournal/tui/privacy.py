"""Hiding what is private: when F9 asks for it, when the keyboard is passed, and when nobody is there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from textual.app import App

from rmjournal.domain.pair import Who
from rmjournal.errors import RmjournalError
from rmjournal.journal.journal import Journal
from rmjournal.tui.screens.frame import Leaf

if TYPE_CHECKING:
    from rmjournal.journal.mine import Mine


class Privacy:
    """Keeps what is private off the screen of a journal whenever its author's shelf is not open."""

    def __init__(self, app: App[Any], journal: Journal, *, idle: timedelta) -> None:
        self._app = app
        self._journal = journal
        self._idle = idle
        self._was_open: Who | None = None

    def stir(self) -> None:
        """Somebody is at the keyboard, so that an open shelf stays open."""
        mine = self._mine()
        if mine is not None:
            mine.touch()
            self.look()

    def look(self) -> None:
        """Hide everything if the shelf has locked itself meanwhile."""
        mine = self._mine()
        author = mine.author if mine is not None else None
        if self._was_open is not None and author is not self._was_open:
            self.hide()
        self._was_open = author

    def hide(self) -> None:
        """Keep, lock, and take what is private off every screen and out of memory, before the next frame."""
        for leaf in self._leaves():
            if leaf.IS_PRIVATE and leaf.is_mounted:
                # What one screen cannot keep must not keep the others open.
                with contextlib.suppress(RmjournalError):
                    leaf.keep()
        mine = self._mine()
        if mine is not None:
            mine.lock()
        self._was_open = None
        for leaf in self._leaves():
            if leaf.is_mounted:
                leaf.hide()
        self._close_private()

    def hide_for_the_next(self) -> None:
        """Hide everything before somebody else writes; words nobody let go wait for their author."""
        for leaf in self._leaves():
            if leaf.IS_PRIVATE and leaf.is_mounted and leaf.holding:
                with contextlib.suppress(RmjournalError):
                    leaf.put_aside()
        self.hide()

    def _close_private(self) -> None:
        """Close the private screens, and with them whatever lies over them."""
        while any(leaf.IS_PRIVATE for leaf in self._leaves()):
            self._app.screen.dismiss()

    def _leaves(self) -> Iterator[Leaf[Any]]:
        stack = self._app.screen_stack
        return (screen for screen in reversed(stack) if isinstance(screen, Leaf))

    def _mine(self) -> Mine | None:
        """The shelf, if somebody went to it in this run: a key press must not be what loads it."""
        mine = cast("Mine | None", vars(self._journal).get("mine"))
        if mine is not None:
            mine.idle = self._idle
        return mine
