"""How a run of the screens ends: by a key, a signal, a lost terminal, or an error of the program itself."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

from rich.text import Text
from textual.timer import Timer

from rmjournal.crash import what_happened, write_report
from rmjournal.journal.journal import local_now
from rmjournal.tui.hinting import Hinting
from rmjournal.tui.screens.frame import Leaf

SECOND_CTRL_C = 5.0
"""Seconds in which a second ctrl+c leaves."""

SOON = 0.02
"""Seconds in which a screen that is being made is there."""


class Leaving(Hinting, inherit_bindings=False):
    """Leaves, once all that stands on the screens is kept, put aside or decided about."""

    _about_to_leave: Timer | None = None

    def action_leave(self) -> None:
        """Save, and leave. Where words wait for somebody to decide about them, ask first."""
        if isinstance(self.screen, Leaf) and self.screen.holding:
            self.run_worker(self._leave_once_settled(self.screen))
        elif not self._is_held(self.screen_stack):
            self._told_to_end()

    async def _leave_once_settled(self, screen: Leaf[Any]) -> None:
        if await screen.settled():
            self.action_leave()

    def _told_to_end(self) -> None:
        """Save, and leave without a question."""
        self._put_all_aside()
        self._end()

    def _hung_up(self) -> None:
        """The window was closed, or the line is down."""
        from rmjournal.tui.hang_up import end_without_terminal, terminal_is_gone

        self._put_all_aside()
        if not self.is_headless and terminal_is_gone():
            end_without_terminal(lambda: self.seat and self.seat.journal.close())
        self._end()

    def _end(self) -> None:
        """End, once every screen is there: one that is just being made would miss parts of itself."""
        if all(screen.is_mounted for screen in self.screen_stack):
            self.exit()
        else:
            self.set_timer(SOON, self._end)

    def action_mention_leaving(self) -> None:
        """Say how to leave; asked a second time, leave."""
        if self._about_to_leave is not None:
            self.action_leave()
            return
        self._about_to_leave = self.set_timer(SECOND_CTRL_C, self._stay)
        said = "" if self._is_held(self.screen_stack) else " All is saved."
        self.notify(f"ctrl+q leaves, and so does ctrl+c once more.{said}", markup=False)

    def _stay(self) -> None:
        self._about_to_leave = None

    def _fatal_error(self) -> None:
        """An error of the program's own: save first, then say so without a word of what was written."""
        error = sys.exception()
        for screen in self._leaves(self.screen_stack):
            # Nothing is known of the state that the screens are in: none may stop the others, nor the report.
            with contextlib.suppress(Exception):
                screen.keep()
            with contextlib.suppress(Exception):
                screen.put_aside()
        journal = None if self.seat is None else self.seat.journal
        now = local_now() if journal is None else journal.now()
        report = write_report(error, now=now)
        self.panic(Text(what_happened(error, journal=journal.path if journal else None, report=report)))
