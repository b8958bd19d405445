"""Work that may take longer than a moment: done in a thread, with a sheet that says how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from rmjournal.domain.progress import Progress, progress_words
from rmjournal.errors import JobCancelledError
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import Dialog

T = TypeVar("T")

MOMENT = 0.3
"""Seconds for which nobody wants to be told of anything."""

REPAINT = 0.1
"""Seconds between two looks of the sheet."""


async def worked(app: App[Any], doing: str, work: Callable[[Progress], T]) -> T:
    """What this work gives. It is done in a thread; if it takes a while, a sheet says how far it is.

    For a worker: whoever waits for this can be cancelled, and then the work is, too.

    Args:
        app: The program.
        doing: What is done, for the head of the sheet.
        work: Given who hears how far it is; it touches no widget.

    Raises:
        JobCancelledError: If it was cancelled by a key, in time.
    """
    job = Job()
    thread = asyncio.ensure_future(asyncio.to_thread(work, job.hear))
    # Nobody asks for the end of it once the one who waits is gone.
    thread.add_done_callback(lambda done: None if done.cancelled() else done.exception())
    try:
        await asyncio.wait({thread}, timeout=MOMENT)
        if not thread.done():
            sheet = WorkingScreen(doing, job)
            app.push_screen(sheet)
            await asyncio.wait({thread})
            job.is_over = True
            sheet.read_again()
    finally:
        job.cancel()
    return thread.result()


class Job:
    """One piece of work: how far it is, and whether somebody wants it to end."""

    def __init__(self) -> None:
        self.words = ""
        """How far it is."""
        self.is_cancelled = False
        self.is_over = False

    def hear(self, done: int, total: int, what: str) -> None:
        """Take down how far it is.

        Raises:
            JobCancelledError: If it is to end.
        """
        if self.is_cancelled:
            raise JobCancelledError
        if total:
            self.words = progress_words(done, total, what)

    def cancel(self) -> None:
        """Let it end where it is, if it has not begun to write."""
        self.is_cancelled = True


class WorkingScreen(Dialog[None]):
    """How far a piece of work is. It goes when the work is over."""

    ROOM = "working"
    BINDINGS = bindings_of("working")
    HELP = "This takes a while. Esc cancels it: what is not done by then stays as it was."

    def __init__(self, doing: str, job: Job) -> None:
        super().__init__()
        self._doing = doing
        self._job = job
        self._painted = ""

    def heading(self) -> str:
        return self._doing

    def page(self) -> ComposeResult:
        yield Static(classes="working--far")

    def on_mount(self) -> None:
        self._paint()
        self.set_interval(REPAINT, self._paint)

    def read_again(self) -> None:
        if self._job.is_over:
            self.give_up()

    def action_cancel(self) -> None:
        """Cancel the work; the sheet goes when it has ended."""
        self._job.cancel()
        self._paint()

    def _paint(self) -> None:
        job = self._job
        words = "Cancelling …" if job.is_cancelled else job.words or "One moment …"
        if words != self._painted:
            self._painted = words
            self.query_one(".working--far", Static).update(Content(words))
