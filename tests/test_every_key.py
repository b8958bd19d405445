from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from screens import picture, shows
from textual.pilot import Pilot
from textual.screen import Screen

from rmjournal.domain.capture import Capture, CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record
from rmjournal.domain.session import Session
from rmjournal.errors import RuleError
from rmjournal.journal.demo import build
from rmjournal.journal.history import UNDOABLE
from rmjournal.journal.journal import Journal, local_now
from rmjournal.keys import COMMANDS
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.commands import at_hand
from rmjournal.tui.screens.note import NoteScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.settle import SettleScreen
from rmjournal.tui.screens.wrap_up import WrapUpScreen

LEAVING = {"ctrl+q", "ctrl+c"}
"""Keys that end the program; what they do is tested elsewhere."""

TURNS = ("u", "U")
"""They come last: what they bring back is held against how it was."""

KEYS = sorted({key for one in COMMANDS for key in one.keys.split(",") if key} - LEAVING - set(TURNS))
PLACES = [one for one in COMMANDS if one.room == "app" and one.keys.isdigit()]


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.journal.json"
    build(path, today=local_now().date())
    return path


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
    """The demo pair's journal, in a file of its own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "demo.journal.json"
    shutil.copy(demo_file, path)
    journal = Journal.open(path)
    yield journal
    journal.close()


class Eyes:
    """Somebody at the keyboard who sees what every key does; typing and the clock save without a word."""

    def __init__(self, pilot: Pilot[Any], journal: Journal) -> None:
        self.pilot = pilot
        self.app = pilot.app
        self.journal = journal
        self.place: Screen[Any] = self.app.screen
        self.silent: list[str] = []

    async def press(self, key: str) -> None:
        """Press a key, take down a change that nothing tells of, and come back to the place."""
        before, held, told = self._looks(), _everything(self.journal), self._told()
        await self.pilot.press(key)
        if _everything(self.journal) != held and (self._looks(), self._told()) == (before, told):
            self.silent.append(key)
        await self.back()

    async def run(self, verb: str, node: Any) -> None:
        """The same from the palette."""
        before, held, told = self._looks(), _everything(self.journal), self._told()
        await self.app.run_action(verb, node)
        await self.pilot.pause()
        if _everything(self.journal) != held and (self._looks(), self._told()) == (before, told):
            self.silent.append(verb)
        await self.back()

    async def back(self) -> None:
        for _ in range(4):
            if self.app.screen is self.place or self.place not in self.app.screen_stack:
                break
            await self.pilot.press("escape")
        while self.app.screen is not self.place and self.place in self.app.screen_stack:
            await self.app.pop_screen()

    def _looks(self) -> object:
        return self.app.screen, picture(self.app)

    def _told(self) -> int:
        return len(self.app._notifications)


@contextlib.asynccontextmanager
async def eyes_on(demo: Journal, place: str, by: Who = Who.BOTH) -> Any:
    app = RmjournalApp(demo, theme="paper")
    async with app.run_test(size=(110, 34), notifications=True) as pilot:
        await shows(pilot, "start")
        assert app.seat is not None
        app.seat.writer = by
        await _go(pilot, place)
        yield Eyes(pilot, demo)


async def _go(pilot: Pilot[Any], place: str) -> None:
    app = pilot.app
    seat = app.seat
    journal = seat.journal
    match place:
        case "session":
            await app.push_screen(SessionScreen(seat, _open_session(journal)))
        case "wrap-up":
            session = _open_session(journal)
            page = SessionScreen(seat, session)
            await app.push_screen(page)
            await app.push_screen(WrapUpScreen(seat, session, page.item, page.clock))
        case "note":
            await app.push_screen(NoteScreen(seat, journal.sessions.held()[-1]))
        case "settle":
            await app.push_screen(SettleScreen(seat, journal.actions.open()[0]))
        case _:
            await pilot.press(place)
    await pilot.pause()


def _open_session(journal: Journal) -> Session:
    return journal.sessions.open() or journal.sessions.start(journal.plan.next())


def _everything(journal: Journal) -> dict[str, object]:
    return {
        kind.table: tuple(one for one in journal._store.all(kind) if not _is_takeaway(one))
        for kind in UNDOABLE
    }


def _is_takeaway(record: Record) -> bool:
    """What is typed into a field of the wrap-up, which saves it by itself."""
    return isinstance(record, Capture) and record.kind is CaptureKind.TAKEAWAY


QUICK = ("settle",)
WHERE = [
    place if place in QUICK else pytest.param(place, marks=pytest.mark.slow)
    for place in (*(one.keys for one in PLACES), "session", "wrap-up", "note", "settle")
]


@pytest.mark.parametrize("where", WHERE)
async def test_every_key_in_every_place_says_what_it_changes_and_undo_brings_it_back(
    demo: Journal, where: str
) -> None:
    start = _everything(demo)
    async with eyes_on(demo, where) as eyes:
        for key in KEYS:
            await eyes.press(key)
            if eyes.place not in eyes.app.screen_stack:
                await _go(eyes.pilot, where)
                eyes.place = eyes.app.screen
        for command, node in [pair for pair in at_hand(eyes.place) if not pair[0].keys]:
            await eyes.run(command.verb, node)
        assert eyes.silent == []
        left = _undo_all(demo)
        assert left or _everything(demo) == start
        for key in TURNS:
            await eyes.press(key)


def _undo_all(journal: Journal) -> list[str]:
    """Undo as long as there is something; what stays, in the words that say so."""
    left: list[str] = []
    while journal.history._done:
        try:
            journal.history.undo(by=Who.BOTH)
        except RuleError as error:
            left.append(str(error))
    return left
