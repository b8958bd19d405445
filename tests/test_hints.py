from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Golden, StoppedClock
from screens import EACH_SIZE, picture, shows, until
from textual.pilot import Pilot

from rmjournal import files
from rmjournal.config import Config
from rmjournal.domain.pair import Who
from rmjournal.journal.demo import build, thrown_away
from rmjournal.journal.hints import SEVERAL, Hints, hints_for
from rmjournal.journal.journal import Journal
from rmjournal.keys import command
from rmjournal.practice.guide import read_shelf
from rmjournal.practice.hints import read_hints
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.commands import at_hand
from rmjournal.tui.screens.reflections import ReflectionsScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.settings import Start
from rmjournal.tui.widgets.hint_line import HintLine

ROOMS = {hint.id: hint.room for hint in read_hints()}
AWAY = "F6 puts this away"


def first_run(journal: Journal, **settings: Any) -> RmjournalApp:
    return RmjournalApp(journal, theme="paper", start=Start(Config(**settings)))


def hold(journal: Journal, clock: StoppedClock, *, sessions: int = 1) -> None:
    for _ in range(sessions):
        journal.sessions.wrap_up(journal.sessions.start(journal.plan.next(), by=Who.BOTH), by=Who.BOTH)
        clock.on(days=1)


def left() -> set[str]:
    """The hints that a program started now would still tell."""
    return {hint for hint, room in ROOMS.items() if Hints().left_in(room)}


def memory() -> Path:
    return files.state_folder() / "hints.json"


def told(pilot: Pilot[Any]) -> list[str]:
    return [line.told.id for line in pilot.app.screen.query(HintLine) if line.told]


async def go_to(pilot: Pilot[Any], room: str) -> None:
    """To the page of a room, by keys, and wait for all of it."""
    await shows(pilot, "What we")
    if room == "session":
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    elif room == "reflections":
        await pilot.press("5")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReflectionsScreen))
    await pilot.pause()


def test_there_are_three_hints_at_most_and_never_two_on_one_page() -> None:
    assert len(read_hints()) <= 3
    assert len(set(ROOMS.values())) == len(read_hints())


def test_a_hint_names_commands_that_have_keys_and_teaches_one_that_it_names() -> None:
    for hint in read_hints():
        named = re.findall(r"\{([a-z_.]+)\}", hint.text)
        assert set(named) & set(hint.taught)
        assert all(command(one).keys for one in (*named, *hint.taught))


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_first_session_looks_as_it_should(
    journal: Journal, golden: Golden, size: tuple[int, int]
) -> None:
    async with first_run(journal).run_test(size=size) as pilot:
        await go_to(pilot, "session")
        await shows(pilot, "F2 says who" if size[1] > 20 else "1/8")
        golden(pilot.app, "first-run-session")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_today_after_the_first_session_looks_as_it_should(
    journal: Journal, clock: StoppedClock, golden: Golden, size: tuple[int, int]
) -> None:
    hold(journal, clock)
    async with first_run(journal).run_test(size=size) as pilot:
        await go_to(pilot, "today")
        golden(pilot.app, "first-run-today")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_first_visit_to_reflections_looks_as_it_should(
    journal: Journal, golden: Golden, size: tuple[int, int]
) -> None:
    async with first_run(journal).run_test(size=size) as pilot:
        await go_to(pilot, "reflections")
        golden(pilot.app, "first-run-reflections")


@pytest.mark.parametrize("room", ROOMS.values())
async def test_a_hint_that_was_put_away_never_comes_back(
    journal: Journal, clock: StoppedClock, room: str
) -> None:
    hold(journal, clock)
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, room)
        await shows(pilot, AWAY)
        await pilot.press("f6")
        await until(pilot, lambda: AWAY not in picture(pilot.app))
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, room)
        assert AWAY not in picture(pilot.app)
    assert room not in {ROOMS[one] for one in left()}


@pytest.mark.parametrize(("room", "key"), [("session", "f2"), ("reflections", "f9"), ("today", "3")])
async def test_whoever_does_what_a_hint_teaches_is_not_told_again(
    journal: Journal, clock: StoppedClock, room: str, key: str
) -> None:
    hold(journal, clock)
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, room)
        await shows(pilot, AWAY)
        await pilot.press(key)
        await until(pilot, lambda: AWAY not in picture(pilot.app))
        if room == "today":
            await pilot.press("1")
            await shows(pilot, "What we")
            assert not told(pilot)
    assert room not in {ROOMS[one] for one in left()}


async def test_passing_the_keyboard_does_not_count_as_hiding(journal: Journal) -> None:
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "reflections")
        await pilot.press("f2")
        await shows(pilot, "writing: Imogen")
        assert told(pilot) == ["mine"]


async def test_the_key_of_the_hint_stays_the_texts_own_where_there_is_none(journal: Journal) -> None:
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "session")
        notes = pilot.app.screen.query_one("NoteArea")
        notes.insert("one line")
        await pilot.press("f6")
        assert not notes.selected_text
        await pilot.press("f6")
        assert notes.selected_text == "one line"


async def test_a_click_on_its_words_puts_a_hint_away(journal: Journal) -> None:
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "session")
        line = pilot.app.screen.query_one(HintLine)
        assert await pilot.click(HintLine, offset=(line.size.width - 5, 0))
        await until(pilot, lambda: not told(pilot))
    assert "writer" not in left()


async def test_the_palette_and_the_help_know_of_it_only_while_there_is_a_hint(journal: Journal) -> None:
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "session")
        assert "app.put_away" in {one.id for one, _ in at_hand(pilot.app.screen)}
        await pilot.press("f6")
        await until(pilot, lambda: not told(pilot))
        assert "app.put_away" not in {one.id for one, _ in at_hand(pilot.app.screen)}


async def test_a_hint_says_the_keys_of_a_persons_own(journal: Journal) -> None:
    app = first_run(journal, keys={"app.writer": "f21", "app.put_away": "f22"})
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "session")
        await shows(pilot, "F21 says who is writing")
        await shows(pilot, "F22 puts this away")
        await pilot.press("f22")
        await until(pilot, lambda: not told(pilot))


async def test_no_hint_is_told_where_none_are_wanted(journal: Journal, clock: StoppedClock) -> None:
    hold(journal, clock)
    async with first_run(journal, hints=False).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "today")
        assert not pilot.app.screen.query(HintLine)
    assert not memory().exists()


async def test_a_card_and_a_hint_are_never_on_the_screen_together(
    journal: Journal, clock: StoppedClock
) -> None:
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "8 opens: Your first meeting")
        assert not told(pilot)
    hold(journal, clock)
    ahead = journal.plan.next()
    assert ahead is not None
    for template in read_shelf().before:
        journal.plan.change(journal.plan.next() or ahead, template=template, by=Who.BOTH)
        async with first_run(journal).run_test(size=(80, 24)) as pilot:
            await shows(pilot, "8 opens: ")
            assert not told(pilot)


async def test_a_hint_gives_way_to_the_card_of_whoever_is_writing(
    journal: Journal, clock: StoppedClock
) -> None:
    session = journal.sessions.start(journal.plan.next(), by=Who.BOTH)
    journal.pulses.answer(session, {"useful": 4, "heard": 1, "forward": 4}, by=Who.MENTOR)
    journal.pulses.answer(session, {"useful": 4, "heard": 4, "forward": 4}, by=Who.MENTEE)
    journal.sessions.wrap_up(session, by=Who.BOTH)
    clock.on(days=1)
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await shows(pilot, AWAY)
        await pilot.press("f2")
        await shows(pilot, "8 opens a card")
        assert not told(pilot)
        await pilot.press("f2")
        await shows(pilot, AWAY)
        assert "opens a card" not in picture(pilot.app)


async def test_a_hint_comes_and_goes_with_the_room_there_is(journal: Journal) -> None:
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "session")
        for width, height in ((80, 15), (63, 24), (64, 24)):
            await pilot.resize_terminal(width, height)
            await until(pilot, lambda: not told(pilot))
            assert "F2 says" not in picture(pilot.app)
            await pilot.press("f6")
            await pilot.resize_terminal(80, 24)
            await until(pilot, lambda: told(pilot))
    assert "writer" in left()


async def test_a_hint_takes_no_row_from_the_notes_and_the_agenda(journal: Journal) -> None:
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "session")
        notes = pilot.app.screen.query_one("NoteArea")
        with_hint = notes.size
        await shows(pilot, "in all")
        await pilot.press("f6")
        await until(pilot, lambda: not told(pilot))
        await shows(pilot, "in all")
        assert notes.size == with_hint


async def test_a_pair_that_has_held_several_sessions_is_told_nothing(
    journal: Journal, clock: StoppedClock
) -> None:
    hold(journal, clock, sessions=SEVERAL)
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "today")
        assert not pilot.app.screen.query(HintLine)
    assert left() == set()


async def test_newcomers_to_the_demo_are_told_until_they_put_it_away() -> None:
    with thrown_away(lambda path: build(path, today=date(2026, 9, 1))) as path:
        journal = Journal.open(path)
        assert len(journal.sessions.held()) > SEVERAL
        async with first_run(journal).run_test(size=(80, 24)) as pilot:
            await go_to(pilot, "session")
            await shows(pilot, AWAY)
            await pilot.press("f6")
            await until(pilot, lambda: not told(pilot))
        journal.close()
    assert left() == set(ROOMS) - {"writer"}


def test_two_programs_remember_what_was_put_away_in_either() -> None:
    one, other = Hints(), Hints()
    one.learned("app.hide")
    other.learned("app.writer")
    assert left() == {"places"}


def _a_folder() -> None:
    memory().mkdir(parents=True)


def _holding(data: bytes) -> Callable[[], None]:
    def write() -> None:
        memory().parent.mkdir(parents=True)
        memory().write_bytes(data)

    return write


BROKEN = {
    "empty": _holding(b""),
    "cut off": _holding(b'["writer'),
    "not a list": _holding(b'{"writer": true}'),
    "other things": _holding(b"[1, null]"),
    "not text": _holding(b'["\xff\xfe"]'),
    "huge": _holding(b" " * 70_000 + b'["writer"]'),
    "deep": _holding(b"[" * 60_000),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=list(BROKEN))
async def test_a_broken_memory_of_hints_is_as_good_as_none(
    journal: Journal, broken: Callable[[], None]
) -> None:
    broken()
    async with first_run(journal).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "session")
        await shows(pilot, AWAY)
        await pilot.press("f6")
        await until(pilot, lambda: not told(pilot))
    assert left() == set(ROOMS) - {"writer"}


@pytest.mark.parametrize("in_the_way", ["a folder", "a file for a folder", "read-only"])
async def test_where_nothing_can_be_remembered_a_hint_is_put_away_for_the_run(
    journal: Journal, in_the_way: str
) -> None:
    match in_the_way:
        case "a folder":
            _a_folder()
        case "a file for a folder":
            files.state_folder().parent.mkdir(parents=True, exist_ok=True)
            files.state_folder().write_text("")
        case _:
            _holding(b"[]")()
            memory().chmod(0o444)
    async with first_run(journal).run_test(size=(80, 24), notifications=True) as pilot:
        await go_to(pilot, "session")
        await pilot.press("f6")
        await until(pilot, lambda: not told(pilot))
        await pilot.press("escape")
        await go_to(pilot, "session")
        assert not told(pilot)
        assert not pilot.app._notifications
    assert left() == set(ROOMS)


def test_what_a_newer_program_put_away_is_not_forgotten(journal: Journal) -> None:
    _holding(b'["of a later day", "writer"]')()
    hints_for(journal).learned("app.hide")
    assert b"of a later day" in memory().read_bytes()
    assert left() == {"places"}
