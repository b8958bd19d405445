"""A journal that is gone or cannot be read: what is wrong, and its backups to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.progress import Progress
from rmjournal.errors import RmjournalError, StoreError
from rmjournal.journal import places
from rmjournal.journal.care import restore
from rmjournal.journal.journal import Journal, local_now
from rmjournal.store.backups import Backup
from rmjournal.store.ids import new_id
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import Leaf
from rmjournal.tui.screens.welcome import WelcomeScreen
from rmjournal.tui.screens.working import worked
from rmjournal.tui.show import shown_line
from rmjournal.tui.widgets.key_line import KeyLine

_OFFER = "Its backups are below, the latest first. Enter brings one back; the file as it is now is kept, too."
_MADE = {
    "daily": "before the first change of that day",
    "merge": "before another copy was merged into it",
    "rescue": "before rescued words were taken in",
    "restore": "before a backup was brought back",
    "trash": "before the trash was emptied",
    "migration": "before an update of its format",
    "copy": "a copy that was merged, and put away",
}
"""Why a backup was made, in words."""


class UnreadableScreen(Leaf[None]):
    """The backups of a journal that cannot be opened."""

    ROOM = "unreadable"
    BINDINGS = bindings_of("unreadable")
    ENTER = "restore"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = (
        "The journal's file is gone or damaged. Nothing was changed.\n"
        "Bringing a backup back keeps the file as it is now among the backups. ctrl+q leaves it all."
    )

    def __init__(self, path: Path, error: StoreError, backups: Sequence[Backup]) -> None:
        super().__init__()
        self.path = path
        self._error = error
        self._backups = tuple(sorted(backups, reverse=True))
        self._is_busy = False

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="page welcome", can_focus=False):
            yield Static("This journal cannot be opened", classes="heading")
            yield Static(shown_line(self._what_is_wrong))
            yield Static(Content(_OFFER), classes="muted")
            yield OptionList(*(Option(_backup(one)) for one in self._backups), classes="plain-list")
        yield KeyLine()

    @property
    def _what_is_wrong(self) -> str:
        """The first sentence of the message; what it says to do then is done here."""
        return str(self._error).partition("\n")[0]

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._bring_back(self._backups[event.option_index])

    def action_restore(self) -> None:
        """Bring the backup back that is marked."""
        marked = self.query_one(OptionList).highlighted
        self._bring_back(self._backups[marked or 0])

    def _bring_back(self, backup: Backup) -> None:
        if not self._is_busy:
            self._is_busy = True
            self._restore(backup)

    @work
    async def _restore(self, backup: Backup) -> None:
        def bring_back(progress: Progress) -> Journal:
            restore(self.path, backup=backup.path, clock=local_now, ids=new_id, progress=progress)
            return Journal.open(self.path, behind=True)

        try:
            journal = await worked(self.app, "Bringing the backup back", bring_back)
        except RmjournalError as error:
            self.tell(str(error), problem=True)
            return
        finally:
            self._is_busy = False
        places.remember(self.path)
        self.app.notify(f"This is how it was on {_when(backup.made)}.", title="Restored", markup=False)
        self.post_message(WelcomeScreen.Opened(journal))


def _backup(backup: Backup) -> Content:
    why = _MADE.get(backup.why, backup.why)
    return Content.assemble((_when(backup.made), "bold"), (f"  {why}", "$text-muted"))


def _when(made: datetime) -> str:
    return f"{made.astimezone():%Y-%m-%d at %H:%M}"
