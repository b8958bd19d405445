from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import StoppedClock
from screens import Host, picture, shows, until
from textual.app import App

from rmjournal import config
from rmjournal.cli.main import run
from rmjournal.config import SETTINGS, THEMES, Config
from rmjournal.domain import days
from rmjournal.domain.day_reading import parse_day, parse_since
from rmjournal.domain.fitting import LONGEST_MINUTES, SHORTEST_MINUTES
from rmjournal.domain.pair import Who
from rmjournal.errors import ConfigError
from rmjournal.journal.journal import Journal
from rmjournal.keymap import keymap_problems
from rmjournal.keys import COMMANDS
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.guide import GuideScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.settings import Start, start_with

HERE = Path("config.toml")


@pytest.fixture(autouse=True)
def _usual_days() -> Any:
    yield
    days.follow(order="month-first", week_start="monday")


def _write(text: str) -> Path:
    config.path().parent.mkdir(parents=True, exist_ok=True)
    config.path().write_text(text, encoding="utf-8")
    return config.path()


def _read(text: str) -> Config:
    return config.from_toml(text.encode(), HERE)


def _refused(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        _read(text)
    return str(caught.value)


def test_without_a_file_everything_is_as_it_comes() -> None:
    assert config.read() == Config()


def test_every_setting_is_told_and_every_told_one_is_there() -> None:
    assert tuple(setting.key for setting in SETTINGS) == Config.__struct_fields__


def test_what_is_shown_as_a_file_is_read_back_the_same() -> None:
    keys = {"session.next": "ctrl+o", "session.captured": "ctrl+n, f21"}
    for one in (Config(), Config(theme="nord", lengths=(15, 45), bell=True, keys=keys)):
        assert _read(config.to_toml(one)) == one


WRONG = {
    "theme": '"pink"',
    "writer": '"petra"',
    "lengths": "[5]",
    "cue": '"maybe"',
    "bell": "1",
    "dates": '"american"',
    "week_start": '"tuesday"',
    "idle_lock": "0",
    "ascii": '"yes"',
    "hints": "1",
    "keys": "3",
}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_wrong_value_is_refused_by_file_key_value_and_what_is_allowed(setting: config.Setting) -> None:
    told = _refused(f"{setting.key} = {WRONG[setting.key]}")
    assert str(HERE) in told
    assert f"{setting.key} = {WRONG[setting.key]}" in told
    assert setting.allowed in told


def test_an_unknown_key_is_refused_with_those_there_are() -> None:
    told = _refused("colour = 1\ncue = 2")
    assert "colour = 1: there is no such key; there are theme, writer" in told
    assert "cue = 2" in told


@pytest.mark.parametrize("bomb", ["keys = " + "[" * 50_000, "idle_lock = " + "9" * 9_000])
def test_a_file_made_to_break_the_reader_is_refused(bomb: str) -> None:
    assert "cannot be used" in _refused(bomb)


def test_what_is_no_toml_is_told_with_its_line() -> None:
    assert "line 2" in _refused("cue = true\ncue 3")
    with pytest.raises(ConfigError, match="not TOML"):
        config.from_toml(b"\xff", HERE)


def test_a_folder_in_the_place_of_the_file_is_told() -> None:
    config.path().mkdir(parents=True)
    with pytest.raises(ConfigError, match="cannot be read"):
        config.read()


def test_the_lengths_are_those_that_a_session_can_have() -> None:
    _read(f"lengths = [{SHORTEST_MINUTES}, {LONGEST_MINUTES}]")
    for outside in (SHORTEST_MINUTES - 1, LONGEST_MINUTES + 1):
        _refused(f"lengths = [{outside}]")


def test_the_themes_are_those_of_the_program() -> None:
    assert set(RmjournalApp(None).available_themes) == set(THEMES)


def test_every_usual_key_can_be_given_to_its_own_command() -> None:
    assert list(keymap_problems({one.id: one.keys for one in COMMANDS if one.keys})) == []


@pytest.mark.parametrize(
    ("command", "keys", "told"),
    [
        ("session.nxt", "f7", "is it session.next?"),
        ("session.next", "", "no key is named"),
        ("session.next", "hyper+x", "is no key"),
        ("session.next", "ctrl+i", "terminals send ctrl+i as Tab"),
        ("session.next", "t", "would be typed"),
        ("session.next", "ctrl+k", "takes ctrl+k for itself"),
        ("session.next", "f3", "f3 is also the key of session.capture"),
        ("session.next", "f1", "f1 is also the key of app.help"),
        ("today.template", "m", "m is also the key of today.length"),
        ("app.writer", "f8", "f8 is also the key of session.wrap_up"),
        ("app.writer", "ctrl+q", "ctrl+q is also the key of app.leave"),
    ],
)
def test_a_keymap_that_cannot_work_is_refused(command: str, keys: str, told: str) -> None:
    assert any(told in problem for problem in keymap_problems({command: keys}))
    assert told in _refused(f'[keys]\n"{command}" = "{keys}"')


def test_two_commands_may_change_their_keys() -> None:
    assert not list(keymap_problems({"today.template": "m", "today.length": "t"}))


def test_a_command_refuses_to_run_on_a_file_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    path = _write('cue = "maybe"')
    assert run(["guide"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{path} cannot be used" in told.err
    assert 'cue = "maybe": not allowed; it may be true or false' in told.err


def test_config_says_where_the_file_is_what_is_set_and_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["config", "path"]) == 0
    assert capsys.readouterr().out.strip() == str(config.path())
    assert run(["config", "check"]) == 0
    path = _write("bell = true")
    assert run(["config", "check"]) == 0
    assert run(["config", "show"]) == 0
    assert "bell = true" in capsys.readouterr().out
    assert run(["config", "show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bell"] is True
    path.write_text("bell = 3")
    assert run(["config", "check"]) == 1
    assert run(["config", "show"]) == 1
    capsys.readouterr()
    assert run(["config", "show", "--defaults"]) == 0
    assert "bell = false" in capsys.readouterr().out
    assert run(["config", "check", str(tmp_path / "nothing.toml")]) == 1


def test_days_are_written_in_the_order_that_was_set() -> None:
    day, today = date(2026, 3, 24), date(2026, 2, 3)
    said = {}
    for order in ("month-first", "day-first", "iso"):
        days.follow(order=order, week_start="monday")
        said[order] = days.day_words(day, today)
        assert parse_day(said[order], today=today) == day
        assert days.long_day(day) == "Tuesday, March 24, 2026"
    assert said == {"month-first": "Tuesday, Mar 24", "day-first": "Tuesday, 24 Mar", "iso": "2026-03-24"}


@pytest.mark.parametrize(
    ("start", "next_sunday", "this_week"),
    [("monday", (2, 15), (2, 2)), ("sunday", (2, 8), (2, 1)), ("saturday", (2, 8), (1, 31))],
)
def test_a_week_begins_where_it_was_set(
    start: str, next_sunday: tuple[int, int], this_week: tuple[int, int]
) -> None:
    days.follow(order="month-first", week_start=start)
    tuesday = date(2026, 2, 3)
    assert parse_day("next sunday", today=tuesday) == date(2026, *next_sunday)
    assert parse_since("this week", today=tuesday) == date(2026, *this_week)


def test_a_command_says_days_as_they_were_set(
    journal: Journal, journal_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write('dates = "iso"')
    journal.close()
    assert run(["show", "-j", str(journal_path)]) == 0
    assert "2026-02-03" in capsys.readouterr().out.split("\n\n")[0]


def test_the_screens_start_with_the_defaults_where_the_file_cannot_be_used() -> None:
    _write("bell = 3")
    settings, told = start_with()
    assert settings == Config()
    assert told.startswith("Started without your settings.")
    assert "bell = 3" in told


async def test_why_the_settings_are_not_used_is_told_on_the_screen(journal: Journal) -> None:
    app = RmjournalApp(journal, start=Start(Config(), "Started without your settings. [/x] cue = 3"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "your settings. [/x]")


async def test_the_program_starts_in_the_theme_and_with_the_writer_that_were_set(journal: Journal) -> None:
    app = RmjournalApp(journal, start=Start(Config(theme="nord", writer="mentee", lengths=(25,))))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "writing: Desmond")
        assert app.theme == "nord"
        await pilot.press("m")
        await shows(pilot, "25 minutes")
        assert "60 minutes" not in picture(app)


async def test_keys_of_ones_own_act_and_are_told(journal: Journal) -> None:
    app = RmjournalApp(journal, start=Start(Config(keys={"today.length": "g", "app.writer": "f21, f22"})))
    async with app.run_test(size=(120, 60)) as pilot:
        await shows(pilot, "g minutes")
        await pilot.press("f22")
        await shows(pilot, "writing: Imogen")
        await pilot.press("f2")
        await pilot.press("m")
        assert "writing: Imogen" in picture(app)
        await pilot.press("question_mark")
        await shows(pilot, "F21 F22")
        await pilot.press("escape")
        await pilot.press("g")
        await shows(pilot, "How long?")


class _Rung(Host):
    rings = 0

    def bell(self) -> None:
        self.rings += 1


@pytest.mark.parametrize(
    ("settings", "rings", "is_told"),
    [(Config(), 0, True), (Config(bell=True), 1, True), (Config(cue=False, bell=True), 0, False)],
)
async def test_the_cue_and_its_bell_come_only_where_they_are_wanted(
    journal: Journal, clock: StoppedClock, settings: Config, rings: int, is_told: bool
) -> None:
    session = journal.sessions.start(journal.plan.next(), by=Who.BOTH)
    screen = SessionScreen(Seat(journal, settings=settings), session)
    app = _Rung(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Arrive")
        for _ in range(8):
            clock.on(minutes=1)
            screen._tick()
        await pilot.pause()
        assert ("time for the next item" in picture(app)) is is_told
        assert app.rings == rings


async def test_plain_characters_draw_everything_where_that_was_set(journal: Journal) -> None:
    app = RmjournalApp(journal, start=Start(Config(ascii=True)), theme="paper")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Imogen Tao, mentor - Desmond Hale")
        assert picture(app).isascii()
        for key in ("m", "escape", "8", "end", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            assert picture(app).isascii(), picture(app)


async def test_letters_stay_letters_where_plain_characters_are_drawn(seat: Seat) -> None:
    app: App[Any] = Host(GuideScreen(seat), start=Start(Config(ascii=True)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("Zoë · 家族", markup=False)
        await until(pilot, lambda: "Zoë - 家族" in picture(app))


async def test_the_private_shelf_locks_after_the_minutes_that_were_set(
    journal: Journal, clock: StoppedClock
) -> None:
    app = RmjournalApp(journal, start=Start(Config(idle_lock=3, writer="mentor")))
    async with app.run_test(size=(80, 24)) as pilot:
        journal.mine.set_up(Who.MENTOR, "long enough to be one")
        await pilot.press("tab")
        clock.on(minutes=2)
        assert journal.mine.is_open(Who.MENTOR)
        clock.on(minutes=2)
        assert not journal.mine.is_open(Who.MENTOR)
