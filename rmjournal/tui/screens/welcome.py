"""Welcome: no journal is here yet; start one, open one, or look at the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.errors import RmjournalError, StoreMissingError, UsageError
from rmjournal.files import typed_path
from rmjournal.journal import places
from rmjournal.journal.journal import Journal
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.frame import Leaf
from rmjournal.tui.widgets.key_line import KeyLine

_STORY = """\
A journal for two: a mentor, the junior colleague, and a mentee, the senior one.
It keeps your sessions short, your words safe, and what you agreed in sight.
Nothing leaves this computer."""


class WelcomeScreen(Leaf[None]):
    """The ways into a journal."""

    ENTER = "go"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = (
        "Start a journal, open a file, or look around in the demo pair's six months.\n"
        "Enter takes what is marked."
    )

    class Opened(Message):
        """A journal was opened or started."""

        def __init__(self, journal: Journal) -> None:
            super().__init__()
            self.journal = journal

    def __init__(self, *, demo: Callable[[], Journal] | None) -> None:
        super().__init__()
        self._demo = demo

    def compose(self) -> ComposeResult:
        with Vertical(classes="page welcome"):
            yield Static("rmjournal", classes="heading")
            yield Static(_STORY, classes="muted", markup=False)
            yield OptionList(*self._ways(), classes="plain-list")
        yield KeyLine()

    def _ways(self) -> Iterator[Option]:
        yield Option(_way("Start a journal", "two names, thirty seconds"), id="start")
        if self._demo is not None:
            yield Option(_way("Look at the demo", "six months of another pair, on a copy"), id="demo")
        yield Option(_way("Open a file", "a journal that is kept elsewhere"), id="open")

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case "start":
                self._start()
            case "demo":
                self._look_around()
            case _:
                self._open_file()

    @work
    async def _start(self) -> None:
        from rmjournal.tui.screens.new_journal import NewJournalScreen

        journal = await self.app.push_screen_wait(NewJournalScreen())
        if journal is not None:
            self.post_message(self.Opened(journal))

    def _look_around(self) -> None:
        if self._demo is not None:
            self.post_message(self.Opened(self._demo()))

    @work
    async def _open_file(self) -> None:
        path = await self.app.push_screen_wait(
            AskScreen("Which file?", read=_journal_file, hint="its path, such as ~/shared/NAME.journal.json")
        )
        if path is None:
            return
        try:
            journal = Journal.open(path, behind=True)
            places.remember(path)
        except RmjournalError as error:
            self.notify(str(error), severity="error", markup=False, timeout=15)
        else:
            self.post_message(self.Opened(journal))


def _way(words: str, more: str) -> Content:
    return Content.assemble((words, "bold"), (f"\n{more}", "$text-muted"))


def _journal_file(words: str) -> Path:
    if not words.strip():
        raise UsageError("The path of a journal's file is needed.")
    path = typed_path(words.strip())
    if not path.is_file():
        raise StoreMissingError(path)
    return path
