"""Words for *ours* that their author has not let go: not lost when a run ends, and read by nobody else."""

from __future__ import annotations

import signal
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import StoppedClock
from screens import Host, picture, shows, until
from shelves import DESMOND, IMOGEN, PASSPHRASE, cheap, with_shelf

from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import UnkeptWords
from rmjournal.domain.shelf import Shelf
from rmjournal.errors import RuleError
from rmjournal.files import state_folder
from rmjournal.journal.journal import Journal
from rmjournal.store import unkept as store
from rmjournal.store.care import erase_journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.reflection_draft import ReflectionDraft
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.reflections import ReflectionsScreen
from rmjournal.tui.seat import Seat

WORDS = "I was afraid of his reading this~"

needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def files_with(folder: Path, words: str = WORDS) -> list[Path]:
    """Every file below a folder in which these words can be read."""
    return [one for one in sorted(folder.rglob("*")) if one.is_file() and words.encode() in one.read_bytes()]


def said_on_ours(journal: Journal) -> list[str]:
    return [one.words.text for one in journal.reflections.ours() if one.words]


def for_ours(seat: Seat, text: str = WORDS) -> ReflectionDraft:
    """Words on their way to *ours*."""
    draft = ReflectionDraft(seat, IMOGEN, shelf=Shelf.OURS)
    draft.text = text
    return draft


class TestWithoutAShelf:
    """Nothing can be locked: the words are in memory until the run ends, then in a file of this computer."""

    def test_they_wait_in_a_file_for_their_owner_only(self, seat: Seat, tmp_path: Path) -> None:
        draft = for_ours(seat)
        draft.keep_alone()
        assert files_with(tmp_path) == []
        draft.put_aside()
        (path,) = files_with(tmp_path)
        assert path.parent == state_folder() / "unkept"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_they_wait_for_the_one_who_wrote_them(self, seat: Seat) -> None:
        for_ours(seat).put_aside()
        assert [one.words.text for one in seat.journal.unkept.of(IMOGEN)] == [WORDS]
        assert seat.journal.unkept.of(DESMOND) == ()

    @pytest.mark.parametrize("is_kept", [True, False])
    def test_the_file_is_gone_once_they_are_kept_or_let_go(
        self, seat: Seat, tmp_path: Path, *, is_kept: bool
    ) -> None:
        for_ours(seat).put_aside()
        (left,) = seat.journal.unkept.of(IMOGEN)
        again = ReflectionDraft.of_unkept(seat, left)
        assert again.text == WORDS
        again.keep() if is_kept else again.let_go()
        assert files_with(tmp_path) == ([seat.journal.path] if is_kept else [])
        assert said_on_ours(seat.journal) == ([WORDS] if is_kept else [])

    def test_what_answers_a_question_that_stays_on_mine_is_never_written_in_the_clear(
        self, seat: Seat, tmp_path: Path
    ) -> None:
        from rmjournal.domain.reflection import Occasion
        from rmjournal.practice.reflecting import read_reflecting

        moment, prompt = next(
            (moment.id, one.id)
            for moment in read_reflecting().moments
            for one in moment.prompts(IMOGEN)
            if one.mine_only
        )
        draft = for_ours(seat)
        draft.occasion = Occasion(moment=moment, prompt=prompt)
        with pytest.raises(RuleError, match="stays on mine"):
            draft.put_aside()
        assert files_with(tmp_path) == []

    def test_what_is_no_such_file_is_left_and_passed_over(self, seat: Seat) -> None:
        for_ours(seat).put_aside()
        (path,) = store.files_of(seat.journal._store.journal_id)
        path.write_text('{"about": "reflection.mentor.x"')
        assert seat.journal.unkept.of(IMOGEN) == ()
        assert path.exists()

    def test_they_go_with_the_journal(self, seat: Seat, tmp_path: Path) -> None:
        for_ours(seat).put_aside()
        erase_journal(seat.journal.path)
        assert files_with(tmp_path) == []

    async def test_leaving_the_program_asks_first(self, seat: Seat, tmp_path: Path) -> None:
        app = RmjournalApp(seat.journal)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.app.push_screen(ReflectScreen(for_ours(seat)))
            await pilot.press("ctrl+q")
            await shows(pilot, "These words are kept nowhere yet")
            await pilot.press("escape", "ctrl+q")
            await shows(pilot, "Let them go")
            await pilot.press("down", "down", "enter")
            await until(pilot, lambda: app._exit)
        assert files_with(tmp_path) == []

    async def test_leaving_goes_on_once_they_are_kept(self, seat: Seat) -> None:
        app = RmjournalApp(seat.journal)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.app.push_screen(ReflectScreen(for_ours(seat)))
            await pilot.press("ctrl+q")
            await shows(pilot, "Keep them on ours")
            await pilot.press("enter")
            await until(pilot, lambda: app._exit)
        assert said_on_ours(seat.journal) == [WORDS]

    async def test_another_place_is_not_gone_back_to_over_them(self, seat: Seat) -> None:
        app = RmjournalApp(seat.journal)
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.app.push_screen(ReflectScreen(for_ours(seat)))
            await app.run_action("today")
            await shows(pilot, "kept nowhere yet")
            screen = app.screen
            assert isinstance(screen, ReflectScreen)
            assert screen.area.text == WORDS

    async def test_they_are_taken_up_in_the_place_of_reflections_and_wait_on_if_one_is_not_done(
        self, seat: Seat, tmp_path: Path
    ) -> None:
        for_ours(seat).put_aside()
        seat.writer = IMOGEN
        async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
            await shows(pilot, "Words you had not kept yet")
            assert WORDS not in picture(pilot.app)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ReflectScreen))
            pilot.app.screen.area.insert("More.")
            await pilot.press("escape")
            await shows(pilot, "they wait for you on this computer")
            await pilot.press("down", "down", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ReflectionsScreen))
        (path,) = files_with(tmp_path)
        assert b"More." in path.read_bytes()

    @pytest.mark.parametrize("writer", [DESMOND, Who.BOTH])
    async def test_the_partner_sees_nothing_of_them(self, seat: Seat, writer: Who) -> None:
        for_ours(seat).put_aside()
        seat.writer = writer
        async with Host(ReflectionsScreen(seat)).run_test(size=(80, 40)) as pilot:
            await shows(pilot, "How the sessions were")
            assert "not kept yet" not in picture(pilot.app)

    async def test_whoever_begins_something_new_is_asked_about_them_first(self, seat: Seat) -> None:
        cheap(seat.journal)
        for_ours(seat).put_aside()
        async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
            await pilot.press("n")
            await shows(pilot, "Who is it?")
            await pilot.press("enter")
            await shows(pilot, "Take them up")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, ReflectScreen))
            assert pilot.app.screen.area.text == WORDS


class TestWithAShelf:
    """While *mine* is open the words wait there, locked, from the first second on."""

    def test_they_are_noted_down_where_nobody_else_reads_them(self, seat: Seat, tmp_path: Path) -> None:
        with_shelf(seat)
        draft = for_ours(seat)
        draft.keep_alone()
        draft.text += " More."
        draft.keep_alone()
        assert files_with(tmp_path) == []
        assert [one.words.text for one in seat.journal.unkept.of(IMOGEN)] == [f"{WORDS} More."]
        seat.journal.mine.lock()
        assert seat.journal.unkept.of(IMOGEN) == ()

    def test_they_are_in_no_list_no_search_and_no_count_of_reflections(self, seat: Seat) -> None:
        with_shelf(seat)
        for_ours(seat).keep_alone()
        assert seat.journal.reflections.mine(IMOGEN) == ()
        assert seat.journal.search(["afraid"]) == ()

    def test_other_words_for_what_is_on_ours_take_its_place_when_they_are_let_go(self, seat: Seat) -> None:
        with_shelf(seat)
        page = seat.journal.reflections.share(seat.journal.reflections.words("Before."), by=IMOGEN)
        draft = ReflectionDraft(seat, IMOGEN, page=page)
        draft.text = WORDS
        draft.keep_alone()
        (left,) = seat.journal.unkept.of(IMOGEN)
        ReflectionDraft.of_unkept(seat, left).keep()
        assert said_on_ours(seat.journal) == [WORDS]
        assert seat.journal.unkept.of(IMOGEN) == ()

    def test_what_waited_in_the_clear_is_locked_when_it_is_written_on(
        self, seat: Seat, tmp_path: Path
    ) -> None:
        for_ours(seat).put_aside()
        with_shelf(seat)
        (left,) = seat.journal.unkept.of(IMOGEN)
        ReflectionDraft.of_unkept(seat, left).keep_alone()
        assert files_with(tmp_path) == []
        assert [one.words.text for one in seat.journal.unkept.of(IMOGEN)] == [WORDS]

    async def test_hiding_keeps_them(self, seat: Seat, tmp_path: Path) -> None:
        with_shelf(seat)
        page = seat.journal.reflections.share(seat.journal.reflections.words("Before."), by=IMOGEN)
        app = RmjournalApp(seat.journal)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.app.push_screen(ReflectScreen(ReflectionDraft(seat, IMOGEN, page=page)))
            await until(pilot, lambda: isinstance(app.screen, ReflectScreen))
            app.screen.area.insert(WORDS)
            await pilot.press("f9")
            await until(pilot, lambda: not isinstance(app.screen, ReflectScreen))
        assert files_with(tmp_path) == []
        seat.journal.mine.unlock(IMOGEN, PASSPHRASE)
        assert [WORDS in one.words.text for one in seat.journal.unkept.of(IMOGEN)] == [True]

    async def test_what_is_let_go_is_not_noted_down_again(self, seat: Seat) -> None:
        with_shelf(seat)
        page = seat.journal.reflections.share(seat.journal.reflections.words("Before."), by=IMOGEN)
        app = RmjournalApp(seat.journal)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.app.push_screen(ReflectScreen(ReflectionDraft(seat, IMOGEN, page=page)))
            await until(pilot, lambda: isinstance(app.screen, ReflectScreen))
            app.screen.area.insert(WORDS)
            await until(pilot, lambda: seat.journal.unkept.of(IMOGEN))
            await pilot.press("escape")
            await shows(pilot, "they wait for you on mine")
            await pilot.press("end", "enter")
            await until(pilot, lambda: not isinstance(app.screen, ReflectScreen))
        assert seat.journal.unkept.of(IMOGEN) == ()
        assert said_on_ours(seat.journal) == ["Before."]


def test_a_log_or_a_traceback_shows_none_of_the_words(seat: Seat, clock: StoppedClock) -> None:
    words = seat.journal.reflections.words(WORDS)
    one = UnkeptWords(id="a", by=IMOGEN, made=clock(), words=words)
    assert WORDS not in f"{one!r} {one}"


@pytest.fixture
def terminal_on(journal: Journal) -> Callable[[], Any]:
    from terminal import rmjournal_in_a_terminal

    return lambda: rmjournal_in_a_terminal(journal.path)


@needs_a_terminal
class TestInATerminal:
    """The real program, ended in the middle of a sentence for *ours*."""

    def _typed(self, terminal: Any) -> None:
        terminal.shows("start")
        terminal.press("5")
        terminal.shows("Each thinks alone")
        terminal.press("n")
        terminal.shows("Who is it?")
        terminal.press("\r")
        terminal.shows("Keep nothing")
        terminal.press("\x1b[B\r")
        terminal.shows("Feelings")
        terminal.press(WORDS)
        terminal.shows("~")

    @pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, "the window is closed"])
    def test_they_wait_for_their_author(self, terminal_on: Any, journal: Journal, how: Any, tmp_path) -> None:
        with terminal_on() as terminal:
            self._typed(terminal)
            if isinstance(how, signal.Signals):
                terminal.signal(how)
            else:
                terminal.close()
            terminal.ended()
        (path,) = files_with(tmp_path)
        assert path.parent == state_folder() / "unkept"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with terminal_on() as terminal:
            terminal.shows("start")
            terminal.press("\x1bOQ")
            terminal.shows("wait for you under")
            terminal.press("5")
            terminal.shows("Enter takes them up")
            terminal.press("\r")
            terminal.shows("~")
            terminal.press("\x13")
            terminal.shows("Written in")
            terminal.press("\x11")
            assert terminal.ended() == 0
        assert said_on_ours(Journal.open(journal.path)) == [WORDS]
        assert not path.exists()

    def test_kill_leaves_nothing_of_them_anywhere(self, terminal_on: Any, tmp_path: Path) -> None:
        with terminal_on() as terminal:
            self._typed(terminal)
            terminal.waits(1.5, until=lambda: bool(files_with(tmp_path)))
            terminal.signal(signal.SIGKILL)
            terminal.ended()
        assert files_with(tmp_path) == []


@needs_a_terminal
class TestInATerminalWithAShelf:
    """The real program, ended in the middle of a sentence, with *mine* open."""

    def _opened(self, terminal: Any) -> None:
        terminal.shows("start")
        terminal.press("5\x1bOQ")
        terminal.shows("Mine is locked")
        terminal.press("\x1b[H\r")
        terminal.shows("Passphrase")
        terminal.press(f"{PASSPHRASE}\r")
        terminal.shows("Mine is open")

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
    @pytest.mark.parametrize("shelf", Shelf)
    def test_they_are_kept_locked(
        self, terminal_on: Any, seat: Seat, tmp_path: Path, shelf: Shelf, number: signal.Signals
    ) -> None:
        with_shelf(seat)
        if shelf is Shelf.OURS:
            seat.journal.reflections.share(seat.journal.reflections.words("Before."), by=IMOGEN)
        size = seat.journal.path.stat().st_size
        with terminal_on() as terminal:
            self._opened(terminal)
            terminal.press("\x1b[F\r" if shelf is Shelf.OURS else "n")
            terminal.shows("Feelings")
            terminal.press(WORDS)
            terminal.shows("~")
            if number is signal.SIGKILL:
                terminal.waits(4, until=lambda: seat.journal.path.stat().st_size > size + 500)
            terminal.signal(number)
            terminal.ended()
        assert files_with(tmp_path) == []
        kept = Journal.open(seat.journal.path)
        kept.mine.unlock(IMOGEN, PASSPHRASE)
        if shelf is Shelf.MINE:
            assert [one.words.text for one in kept.reflections.mine(IMOGEN)] == [WORDS]
        else:
            assert [one.words.text for one in kept.unkept.of(IMOGEN)] == [f"Before.{WORDS}"]
            assert said_on_ours(kept) == ["Before."]
