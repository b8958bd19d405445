from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from conftest import StoppedClock
from screens import EACH_SIZE, Host, picture, shows, until
from textual.app import App, ComposeResult
from textual.color import Color
from textual.fuzzy import Matcher
from textual.theme import Theme
from textual.widgets import Input

from rmjournal.crash import what_happened
from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Pair, Who
from rmjournal.errors import StoreMissingError
from rmjournal.journal.journal import Journal
from rmjournal.keys import COMMANDS, command
from rmjournal.store.store import SaveState
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.ranking import fits
from rmjournal.tui.running import run_app
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.letters import LettersScreen
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.themes import OWN_THEMES
from rmjournal.tui.widgets.key_line import ShownKey, fitting

SECRET = "what nobody else may read"


class Page(JournalScreen[None]):
    """A page with a field, which remembers what it was told."""

    HELP = "A page for a test."

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.kept = 0
        self.looked = 0

    def page(self) -> ComposeResult:
        yield Input()

    def keep(self) -> None:
        self.kept += 1

    def read_again(self) -> None:
        self.looked += 1


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_frame_names_the_pair_and_who_is_writing(seat: Seat, size: tuple[int, int]) -> None:
    async with Host(Page(seat)).run_test(size=size) as pilot:
        await shows(pilot, "writing: both")
        lines = picture(pilot.app).splitlines()
        assert "Imogen" in lines[0]
        assert "Desmond" in lines[0]
        assert "help" in lines[-1]
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)


async def test_f2_passes_the_keyboard_to_the_next_one_and_back_to_both(seat: Seat) -> None:
    async with Host(Page(seat)).run_test() as pilot:
        for writer, words in ((Who.MENTOR, "Imogen"), (Who.MENTEE, "Desmond"), (Who.BOTH, "both")):
            await pilot.press("f2")
            await shows(pilot, f"writing: {words}")
            assert seat.writer is writer


async def test_names_of_any_length_and_kind_fit_into_the_frame(tmp_path: Path) -> None:
    for number, (mentor, mentee) in enumerate(
        (("A" * 90, "B" * 90), ("[/] [@click=app.leave]x", "\x1b[2J 家族 家族"), ("K A", "K B"), ("", "B"))
    ):
        journal = Journal.create(tmp_path / f"{number}.journal.json", Pair(mentor=mentor, mentee=mentee))
        async with Host(Page(Seat(journal))).run_test(size=(40, 12)) as pilot:
            await shows(pilot, "writing: both")
            assert "\x1b" not in picture(pilot.app)
        journal.close()


async def test_saving_is_said_in_words_at_the_top(seat: Seat) -> None:
    async with Host(Page(seat)).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, RmjournalApp)
        app.post_message(app.SavingChanged(SaveState(state="failed", reason="the disk is full")))
        await shows(pilot, "not saved: the disk is full")
        app.post_message(app.SavingChanged(SaveState(state="saved")))
        await shows(pilot, "saved · writing: both")


async def test_letters_and_digits_are_typed_where_a_text_has_the_focus(seat: Seat) -> None:
    async with Host(Page(seat)).run_test() as pilot:
        await pilot.press("1", "2", "question_mark", "t")
        await until(pilot, lambda: pilot.app.screen.query_one(Input).value == "12?t")
        assert isinstance(pilot.app.screen, Page)


async def test_help_tells_of_what_has_the_focus_then_all_keys(seat: Seat) -> None:
    async with Host(Page(seat)).run_test(size=(80, 40)) as pilot:
        await pilot.press("f1")
        await shows(pilot, "A page for a test.")
        seen = picture(pilot.app)
        for command in COMMANDS:
            is_idle = command.verb in ("go_back", "today", "put_away")
            if command.room == "app" and command.keys and not is_idle:
                assert command.words in seen
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Page))


async def test_the_palette_has_the_commands_by_name_and_no_picture_taking(seat: Seat) -> None:
    async with Host(Page(seat)).run_test(size=(100, 50)) as pilot:
        await pilot.press("ctrl+p")
        await shows(pilot, "Pair: pass the keyboard")
        seen = picture(pilot.app)
        assert "Program: choose the colors" in seen
        assert "creenshot" not in seen
        await pilot.press(*"pass key", "enter")
        await until(pilot, lambda: seat.writer is Who.MENTOR)


async def test_the_palette_lists_what_has_the_typed_words_and_only_without_any_what_is_like_them(
    seat: Seat,
) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(100, 50)) as pilot:
        await pilot.press("ctrl+p", *"goal")
        await shows(pilot, "Places: open Goals")
        await until(pilot, lambda: "leave rmjournal" not in picture(pilot.app))
        await pilot.press(*(["backspace"] * 4), *"rmjl")
        await shows(pilot, "Program: leave rmjournal")


def test_a_command_whose_words_are_typed_stands_before_one_whose_place_or_help_has_them() -> None:
    commands = [command("app.goals"), command("goals.park"), command("goals.add_goal"), command("app.leave")]
    scores = [fit.score for fit in fits("goal", commands, Matcher("goal"))]
    assert scores[0] == scores[2] > scores[1] > scores[3] == 0


async def test_a_click_on_the_places_lists_them_and_a_click_goes_there(seat: Seat) -> None:
    app = RmjournalApp(seat.journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "1-8 places")
        await pilot.click(offset=_at(app, "1-8 places"))
        await shows(pilot, "Where to?")
        await pilot.click(offset=_at(app, "Letters"))
        await until(pilot, lambda: isinstance(app.screen, LettersScreen))


async def test_a_click_on_the_words_that_start_the_session_starts_it(seat: Seat) -> None:
    app = RmjournalApp(seat.journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Enter starts it")
        await pilot.click(offset=_at(app, "Enter starts it"))
        await until(pilot, lambda: seat.journal.sessions.open() is not None)


def _at(app: RmjournalApp, words: str) -> tuple[int, int]:
    """Where these words begin on the screen, and one to the right."""
    found = ((line.find(words) + 1, row) for row, line in enumerate(picture(app).splitlines()))
    return next((column, row) for column, row in found if column)


async def test_ctrl_c_says_how_to_leave_and_the_second_one_leaves(seat: Seat) -> None:
    page = Page(seat)
    async with Host(page).run_test(notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await shows(pilot, "ctrl+q leaves")
        assert page.kept == 0
        await pilot.press("ctrl+c")
        await until(pilot, lambda: page.kept == 1)


@pytest.mark.parametrize("way", ["ctrl+q", "SIGTERM", "SIGHUP"])
async def test_leaving_keeps_what_stands_on_the_screen_whichever_way(seat: Seat, way: str) -> None:
    page = Page(seat)
    app = Host(page)
    async with app.run_test() as pilot:
        if way.startswith("SIG"):
            os.kill(os.getpid(), getattr(signal, way))
        else:
            await pilot.press(way)
        await until(pilot, lambda: page.kept == 1 and app._exit)


async def test_what_another_program_wrote_is_taken_in(seat: Seat, journal_path: Path) -> None:
    page = Page(seat)
    async with Host(page).run_test() as pilot:
        await until(pilot, lambda: page.looked == 1)
        other = Journal.open(journal_path)
        other.captures.add(next(iter(CaptureKind)), "from the other one")
        other.close()
        await until(pilot, lambda: page.looked == 2)
        assert seat.journal.captures.all()


async def test_a_new_day_is_noticed(seat: Seat, clock: StoppedClock) -> None:
    page = Page(seat)
    async with Host(page).run_test() as pilot:
        await until(pilot, lambda: page.looked == 1)
        clock.on(days=1)
        await until(pilot, lambda: page.looked == 2)


async def test_after_a_failure_all_is_kept_and_no_word_of_it_is_shown(
    seat: Seat, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Page(seat)

    def fail() -> None:
        note = SECRET
        raise ValueError(f"cannot read {note}")

    async def run() -> None:
        async with Host(page).run_test() as pilot:
            pilot.app.call_later(fail)
            await asyncio.wait_for(pilot.app._exception_event.wait(), 10)

    with pytest.raises(ValueError, match=SECRET):
        await run()
    assert page.kept == 1
    told = capsys.readouterr().err
    assert "rmjournal stopped because of an error of its own (ValueError)" in " ".join(told.split())
    assert "saved first" in told
    assert SECRET not in told


def test_the_hook_for_failures_is_still_there() -> None:
    assert callable(App._fatal_error)
    assert "_fatal_error" in App._handle_exception.__code__.co_names


def test_a_failure_without_an_error_is_told_too() -> None:
    assert "unknown error" in what_happened(None, journal=None, report=None)


def test_several_journals_and_no_name_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        run_app(str(tmp_path / "nothing.journal.json"))


def test_the_line_of_keys_keeps_help_where_nothing_else_fits() -> None:
    keys = [
        ShownKey("a.b", "t", "agenda"),
        ShownKey("app.help", "question_mark", "help"),
        ShownKey("c.d", "x", "y"),
    ]
    assert fitting(keys, 80) == keys
    assert [key.command for key in fitting(keys, 20)] == ["a.b", "app.help"]
    assert [key.command for key in fitting(keys, 3)] == ["app.help"]


def test_the_line_of_keys_keeps_the_search_too_where_it_is_wide_enough() -> None:
    own = [ShownKey(f"a.{letter}", letter, "a word or two") for letter in "bcdef"]
    last = [ShownKey("app.search", "slash", "search"), ShownKey("app.help", "question_mark", "help")]
    assert fitting([*own, *last], 76) == [*own[:3], *last]
    assert fitting([*own, *last], 38) == [*own[:1], last[1]]


TEXTS = (
    "foreground",
    "text",
    "text-muted",
    "text-disabled",
    *(f"text-{c}" for c in ("primary", "secondary", "accent")),
)
STATES = ("text-success", "text-warning", "text-error", "foreground-muted", "link-color")
GROUNDS = ("background", "surface", "panel", "block-cursor-background", "input-selection-background")


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
async def test_every_text_color_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    app = RmjournalApp(None, theme=theme.name)
    colors = app.get_css_variables()
    for name in (*TEXTS, *STATES):
        contrast = _contrast(Color.parse(colors[ground]), Color.parse(colors[name]))
        assert contrast >= 4.5, f"{name} on {ground}: {contrast:.2f}"


def _contrast(one: Color, other: Color) -> float:
    """The contrast of two colors, as the accessibility guidelines of the web count it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    assert color.a == 1, "A transparent color has no contrast of its own."
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [*(one.name for one in OWN_THEMES), "nord", "textual-light", "ansi-dark"])
async def test_the_program_stands_in_any_theme(seat: Seat, theme: str) -> None:
    app = Host(Page(seat))
    app.theme = theme
    async with app.run_test() as pilot:
        await shows(pilot, "writing: both")


async def test_without_colors_the_screens_say_the_same(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Host(Page(seat)).run_test() as pilot:
        await shows(pilot, "writing: both")
