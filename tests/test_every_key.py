from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from filled import PAGES, SHEETS, filled
from screens import picture, shows
from shelves import IMOGEN, PASSPHRASE, cheap
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from rmjournal.domain.agreement import Clause
from rmjournal.domain.assessment import Page
from rmjournal.domain.capture import Capture, CaptureKind
from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Record
from rmjournal.domain.seal import Round
from rmjournal.domain.session import Session
from rmjournal.domain.shelf import LockedPage
from rmjournal.errors import RuleError
from rmjournal.journal.demo import build
from rmjournal.journal.history_steps import FINAL, UNDOABLE
from rmjournal.journal.journal import Journal, local_now
from rmjournal.keys import COMMANDS, Command
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.commands import at_hand
from rmjournal.tui.screens.note import NoteScreen
from rmjournal.tui.screens.search import SearchScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.settle import SettleScreen
from rmjournal.tui.screens.wrap_up import WrapUpScreen

LEAVING = {"ctrl+q", "ctrl+c"}
"""Keys that end the program; what they do is tested elsewhere."""

SEEN = tuple(kind for kind in (*UNDOABLE, *FINAL) if kind not in (LockedPage, Page))
"""Kinds of records that nothing writes by itself; a page, and what is on *mine*, is kept as it is typed."""

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

    async def press(self, key: str, *, then: str = "") -> None:
        """Press a key, take down a change that nothing tells of, and come back to the place.

        What lies over the place then may be given one more key.
        """
        with self._watching(key):
            await self.pilot.press(key)
        if then and self.app.screen is not self.place:
            with self._watching(f"{key}, {then}"):
                await self.pilot.press(then)
        await self.back()

    async def run(self, verb: str, node: Any) -> None:
        """The same from the palette."""
        with self._watching(verb):
            await self.app.run_action(verb, node)
            await self.pilot.pause()
        await self.back()

    async def back(self) -> None:
        for _ in range(4):
            if self.app.screen is self.place or self.place not in self.app.screen_stack:
                break
            await self.pilot.press("escape")
        while self.app.screen is not self.place and self.place in self.app.screen_stack:
            await self.app.pop_screen()

    @contextlib.contextmanager
    def _watching(self, what: str) -> Iterator[None]:
        before, held, told = self._looks(), _everything(self.journal, SEEN), self._told()
        yield
        changed = _everything(self.journal, SEEN) != held
        if changed and (self._looks(), self._told()) == (before, told):
            self.silent.append(f"{type(self.place).__name__}: {what}")

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
        case "search":
            await app.push_screen(SearchScreen(seat, "escape"))
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


def _everything(journal: Journal, kinds: Sequence[type[Record]] = UNDOABLE) -> dict[str, object]:
    """All that there is of these kinds, but for what a field saves by itself while it is typed into."""
    found: dict[str, object] = {}
    for kind in kinds:
        kept = (_as_said(one) for one in journal._store.all(kind) if not _is_takeaway(one))
        found[kind.table] = tuple(kept)
    return found


def _as_said(record: Record) -> Record:
    match record:
        case Clause():
            return msgspec.structs.replace(record, text="")
        case LetterDraft():
            return msgspec.structs.replace(record, edition=0)
    return record


def _is_takeaway(record: Record) -> bool:
    """What is typed into a field of the wrap-up, which saves it by itself."""
    return isinstance(record, Capture) and record.kind is CaptureKind.TAKEAWAY


QUICK = ("settle",)
WHERE = [
    place if place in QUICK else pytest.param(place, marks=pytest.mark.slow)
    for place in (*(one.keys for one in PLACES), "session", "wrap-up", "note", "search", "settle")
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
        _must_be_brought_back(demo, start)
        for key in TURNS:
            await eyes.press(key)


def _must_be_brought_back(journal: Journal, start: dict[str, object]) -> None:
    """Undo all there is; where nothing but what somebody did alone stays, all is as it was."""
    left = _undo_all(journal)
    if all(FINAL[Round] in one for one in left):
        assert _everything(journal) == start


def _undo_all(journal: Journal) -> list[str]:
    """Undo as long as there is something; what stays, in the words that say so."""
    left: list[str] = []
    while steps := len(journal.history._done):
        told = [_undone(journal, by) for by in Who if len(journal.history._done) == steps]
        assert len(journal.history._done) < steps, told
        left += filter(None, told[-1:])
    return left


def _undone(journal: Journal, by: Who) -> str:
    """Why the last step is not taken back by this one; "" where it is."""
    try:
        journal.history.undo(by=by)
    except RuleError as error:
        return str(error)
    return ""


@pytest.fixture(scope="module")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "filled.journal.json"
    filled(path, "An escape #tag", pair=Pair(mentor="Imogen Tao", mentee="Desmond Hale")).close()
    return path


@pytest.fixture
def whole(filled_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Journal]:
    """A journal with something of every kind in it, in a file of its own; the mentor's shelf is open."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "filled.journal.json"
    shutil.copy(filled_file, path)
    journal = cheap(Journal.open(path))
    journal.mine.unlock(IMOGEN, PASSPHRASE)
    yield journal
    journal.close()


LINES = 6
"""How many lines of a list Enter is pressed on."""

PRESSED_ABOVE = {"today", "timeline", "goals", "agreement", "reflections", "letters", "review", "guide"} | {
    "search",
    "session",
    "note",
}
QUICK_ONES = ("letter", "action")
SLOW_ONES = [one for one in (*PAGES, *SHEETS) if one not in {*PRESSED_ABOVE, *QUICK_ONES}]
RUNS = [
    pytest.param(QUICK_ONES, id="quick"),
    *(pytest.param(SLOW_ONES[at::4], id=f"{at}", marks=pytest.mark.slow) for at in range(4)),
]


@pytest.mark.parametrize("names", RUNS)
async def test_every_command_of_a_page_or_sheet_says_what_it_changes_and_undo_brings_it_back(
    whole: Journal, names: Sequence[str]
) -> None:
    app = RmjournalApp(whole, theme="paper")
    async with app.run_test(size=(110, 34), notifications=True) as pilot:
        await shows(pilot, "Enter")
        eyes = Eyes(pilot, whole)
        for name in names:
            await _give_every_command(eyes, name)
        assert eyes.silent == []
        assert app.return_code is None


async def _give_every_command(eyes: Eyes, name: str) -> None:
    """Give every command of a page or sheet once, and Enter on its first lines; each is undone again."""
    home, done = eyes.app.screen, set[tuple[str, str]]()
    start = _everything(eyes.journal)
    await _come_to(eyes, name)
    lists = list(eyes.place.query(OptionList))
    for line in range(min(LINES, lists[0].option_count if lists else 0)):
        eyes.place.query(OptionList).first().highlighted = line
        await eyes.press("enter", then="enter")
        await _undone_again(eyes, name, start)
    while (one := _next_command(eyes.place, done)) is not None:
        command, node = one
        if command.keys:
            await eyes.press(command.keys.split(",")[0], then="enter")
        else:
            await eyes.run(command.verb, node)
        await _undone_again(eyes, name, start)
    while eyes.app.screen is not home:
        await eyes.app.pop_screen()


async def _come_to(eyes: Eyes, name: str) -> None:
    eyes.app.seat.writer = IMOGEN
    eyes.place = {**PAGES, **SHEETS}[name](eyes.app.seat)
    await eyes.app.push_screen(eyes.place)
    await eyes.pilot.pause()


async def _undone_again(eyes: Eyes, name: str, start: dict[str, object]) -> None:
    if not eyes.journal.mine.is_open(IMOGEN):
        eyes.journal.mine.unlock(IMOGEN, PASSPHRASE)
    eyes.app.seat.writer = IMOGEN
    _must_be_brought_back(eyes.journal, start)
    eyes.app._read_all_again()
    start.update(_everything(eyes.journal))
    if eyes.place not in eyes.app.screen_stack:
        await _come_to(eyes, name)


def _next_command(place: Screen[Any], done: set[tuple[str, str]]) -> tuple[Command, Any] | None:
    """A command of the page, or of something on it that can have the focus, which was not given yet."""
    for widget in [None, *place.focus_chain]:
        if widget is not None:
            place.set_focus(widget)
        for command, node in at_hand(place):
            about = (type(node).__name__, command.id)
            if command.room not in ("app", "dialog") and about not in done:
                done.add(about)
                return command, node
    return None
