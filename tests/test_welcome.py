from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Golden
from screens import EACH_SIZE, picture, shows, until
from textual.pilot import Pilot
from textual.widgets import Input

from rmjournal.domain.pair import Pair
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.new_journal import NewJournalScreen
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.screens.welcome import WelcomeScreen


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def app(home: Path) -> Iterator[RmjournalApp]:
    def demo() -> Journal:
        return Journal.create(home / "demo.journal.json", Pair(mentor="Imogen Tao", mentee="Desmond Hale"))

    app = RmjournalApp(None, demo=demo, theme="paper")
    yield app
    if app.seat is not None:
        app.seat.journal.close()


def field(pilot: Pilot[None], name: str) -> Input:
    return pilot.app.screen.query_one(f"#{name}", Input)


def _journals(folder: Path) -> list[Path]:
    return list(folder.rglob("*.json"))


async def form(pilot: Pilot[None]) -> None:
    """Open the form that starts a journal."""
    await shows(pilot, "Start a journal")
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, NewJournalScreen))


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_welcome_looks_as_it_should(
    app: RmjournalApp, golden: Golden, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Open a file")
        golden(app, "welcome")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_form_looks_as_it_should(app: RmjournalApp, golden: Golden, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await form(pilot)
        field(pilot, "mentor").value = "Imogen Tao"
        field(pilot, "mentee").value = "Desmond Hale"
        await shows(pilot, "~/data/rmjournal/")
        golden(app, "new-journal")


async def test_two_names_and_enter_make_a_journal_and_open_today(app: RmjournalApp, home: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await form(pilot)
        await pilot.press(*"Imogen Tao", "enter", *"Desmond Hale", "enter", "enter", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await shows(pilot, "First meeting: how we will work")
        assert app.seat is not None
        assert app.seat.journal.path == home / "data" / "rmjournal" / "imogen-desmond.journal.json"
        assert (app.seat.pair.mentor, app.seat.pair.mentee) == ("Imogen Tao", "Desmond Hale")


async def test_program_code_and_place_are_kept_as_typed(app: RmjournalApp, home: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await form(pilot)
        for name, words in (("mentor", "Imogen"), ("program", "Turnabout 2026"), ("code", "P-07")):
            field(pilot, name).value = words
        field(pilot, "path").value = str(home / "shared" / "lindgate")
        field(pilot, "mentee").value = "Desmond"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert app.seat is not None
        assert app.seat.journal.path == home / "shared" / "lindgate.journal.json"
        assert (app.seat.pair.program, app.seat.pair.code) == ("Turnabout 2026", "P-07")


async def test_without_both_names_nothing_is_made_and_it_says_what_is_missing(
    app: RmjournalApp, home: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await form(pilot)
        field(pilot, "mentor").value = "Imogen Tao"
        await until(pilot, lambda: field(pilot, "path").value)
        await pilot.press("ctrl+s")
        await shows(pilot, "Both names are needed.")
        assert not _journals(home)


async def test_a_file_that_is_there_is_left_as_it_is(app: RmjournalApp, home: Path) -> None:
    there = home / "there.journal.json"
    there.write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await form(pilot)
        field(pilot, "mentor").value = "Imogen"
        field(pilot, "mentee").value = "Desmond"
        (home / "~nobody-of-that-name.journal.json").write_text("mine")
        field(pilot, "path").value = "~nobody-of-that-name"
        await pilot.press("ctrl+s")
        await shows(pilot, "is there already")
        field(pilot, "path").value = str(there)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "nobody" not in picture(pilot.app))
        await shows(pilot, "is there already")
        await shows(pilot, "is there already")
        assert isinstance(app.screen, NewJournalScreen)
        assert there.read_text() == "mine"


async def test_a_journal_kept_elsewhere_is_opened_by_its_path(app: RmjournalApp, home: Path) -> None:
    path = home / "elsewhere.journal.json"
    Journal.create(path, Pair(mentor="Imogen Tao", mentee="Desmond Hale")).close()
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Open a file")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.focused, Input))
        field_of_path = app.screen.query_one(Input)
        field_of_path.value = str(home / "nothing.json")
        await pilot.press("enter")
        await shows(pilot, "There is no journal at")
        field_of_path.value = "~nobody-of-that-name/nothing.json"
        await pilot.press("enter")
        await shows(pilot, "~nobody-of-that-name")
        field_of_path.value = "~/elsewhere.journal.json"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_a_file_that_is_no_journal_is_refused_in_words(app: RmjournalApp, home: Path) -> None:
    (home / "other.json").write_text("[1, 2")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "Open a file")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.focused, Input))
        app.screen.query_one(Input).value = str(home / "other.json")
        await pilot.press("enter")
        await shows(pilot, "cannot be read")
        assert isinstance(app.screen, WelcomeScreen)


async def test_the_demo_opens_at_one_key(app: RmjournalApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Look at the demo")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert "Imogen" in picture(app)


async def test_places_and_passing_the_keyboard_wait_for_a_journal(app: RmjournalApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Open a file")
        await pilot.press("1", "2", "f2", "escape", "question_mark")
        await shows(pilot, "Enter takes what is marked.")
        assert "pass the keyboard" not in picture(app)
