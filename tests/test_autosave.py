from __future__ import annotations

import errno
import itertools
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from screens import Host, picture, shows, until

from rmjournal.domain.session import Session
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.note_area import NoteArea


@pytest.fixture
def behind(journal: Journal, clock: Any) -> Iterator[Journal]:
    """The journal as the screens open it, with the disk following behind."""
    ids = (f"run{number}" for number in itertools.count())
    opened = Journal.open(journal.path, behind=True, clock=clock, ids=ids.__next__)
    yield opened
    opened.close()


def on_disk(path: Path, session: Session, item: str = "1") -> str:
    """The note as a program that starts now would read it."""
    journal = Journal.open(path)
    note = journal.sessions.note(session, item)
    return note.text if note else ""


def started(journal: Journal) -> Session:
    return journal.sessions.start(journal.plan.next(), template="focus")


async def test_the_text_is_saved_though_the_typing_never_stops(behind) -> None:
    session = started(behind)
    async with Host(SessionScreen(Seat(behind), session)).run_test() as pilot:
        typed = 0
        end = time.monotonic() + 20
        while not on_disk(behind.path, session):
            assert time.monotonic() < end
            await pilot.press("x")
            typed += 1
        assert typed > 1


async def test_a_saved_text_is_not_saved_again(journal) -> None:
    session = started(journal)
    journal.sessions.write(session, "1", "kept", over=None)
    before = journal.path.read_bytes()
    async with Host(SessionScreen(Seat(journal), session)).run_test() as pilot:
        await pilot.press("ctrl+n", "ctrl+r", "ctrl+s")
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("keys", [["ctrl+s"], ["ctrl+n"], ["ctrl+g", "3"], ["f8"], ["f3"]])
async def test_the_text_is_there_at_once_after(journal, keys) -> None:
    session = started(journal)
    async with Host(SessionScreen(Seat(journal), session)).run_test() as pilot:
        pilot.app.screen.query_one(NoteArea).insert("so")
        await pilot.press(*keys)
        if keys != ["f3"]:
            assert on_disk(journal.path, session) == "so"
    assert on_disk(journal.path, session) == "so"


async def test_the_text_is_kept_when_the_session_is_left(journal) -> None:
    session = started(journal)
    seat = Seat(journal)
    app = RmjournalApp(journal)
    async with app.run_test() as pilot:
        await pilot.app.push_screen(SessionScreen(seat, session))
        app.screen.query_one(NoteArea).insert("so")
        await pilot.press("escape")
        assert on_disk(journal.path, session) == "so"
        await shows(pilot, session.title)


async def test_the_text_is_kept_when_the_app_ends_in_the_middle_of_a_word(journal) -> None:
    session = started(journal)
    async with Host(SessionScreen(Seat(journal), session)).run_test() as pilot:
        pilot.app.screen.query_one(NoteArea).insert("so")
        pilot.app.exit()
    assert on_disk(journal.path, session) == "so"


async def test_when_the_disk_is_full_typing_goes_on_and_it_says_so_and_tries_again(
    behind, monkeypatch
) -> None:
    session = started(behind)
    app = RmjournalApp(behind)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.app.push_screen(SessionScreen(app.seat, session))
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", _no_room)
            await pilot.press("a", "ctrl+s")
            await shows(pilot, "not saved: the disk is full")
            await pilot.press("b")
            assert app.screen.query_one(NoteArea).text == "ab"
        await until(pilot, lambda: on_disk(behind.path, session) == "ab")
        await until(pilot, lambda: "not saved" not in picture(app))


async def test_what_could_not_be_saved_is_rescued_at_the_end(behind, monkeypatch) -> None:
    session = started(behind)
    app = RmjournalApp(behind)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.app.push_screen(SessionScreen(app.seat, session))
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", _refuse(behind.path))
            app.screen.query_one(NoteArea).insert("saved nowhere else")
            await pilot.press("ctrl+s")
            await shows(pilot, "not saved")
            rescued = behind.close()
    assert rescued is not None
    assert "saved nowhere else" in rescued.read_text(encoding="utf-8")
    assert on_disk(behind.path, session) == ""


def _no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _refuse(path: Path) -> Any:
    """No file can take the journal's place; others can be written."""
    replace = os.replace

    def refusing(source: Any, target: Any) -> None:
        if Path(target) == path:
            _no_room()
        replace(source, target)

    return refusing


needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@needs_a_terminal
class TestInATerminal:
    """The real program: Enter on Today, then words, then the end."""

    def _typed(self, terminal: Any) -> None:
        terminal.shows("start")
        terminal.press("\r")
        terminal.shows("1/")
        terminal.press("half a sentence~")
        # Nothing else paints the last letter: what stands on the screen was read.
        terminal.shows("~")

    def _is_kept(self, path: Path) -> bool:
        session = Journal.open(path).sessions.open()
        return session is not None and on_disk(path, session) == "half a sentence~"

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
    def test_a_signal_at_once_loses_nothing(self, journal, number) -> None:
        from terminal import rmjournal_in_a_terminal

        with rmjournal_in_a_terminal(journal.path) as terminal:
            self._typed(terminal)
            terminal.signal(number)
            assert terminal.ended() == 0
        assert self._is_kept(journal.path)

    def test_closing_the_terminal_at_once_loses_nothing(self, journal) -> None:
        from terminal import rmjournal_in_a_terminal

        with rmjournal_in_a_terminal(journal.path) as terminal:
            self._typed(terminal)
            terminal.close()
            terminal.ended()
        assert self._is_kept(journal.path)

    def test_kill_three_seconds_after_the_last_key_loses_nothing(self, journal) -> None:
        from terminal import rmjournal_in_a_terminal

        with rmjournal_in_a_terminal(journal.path) as terminal:
            self._typed(terminal)
            terminal.waits(3, until=lambda: self._is_kept(journal.path))
            terminal.signal(signal.SIGKILL)
        assert self._is_kept(journal.path)
