"""Looking for words from anywhere, while they are typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Golden, StoppedClock
from looking_back import six_months
from screens import EACH_SIZE, NASTY, Host, picture, shows, until
from shelves import IMOGEN, SECRET, kept, with_shelf
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.opening import page_for
from rmjournal.tui.screens.agreement_version import VersionScreen
from rmjournal.tui.screens.entry import EntryScreen
from rmjournal.tui.screens.found import FoundScreen
from rmjournal.tui.screens.help import HelpScreen
from rmjournal.tui.screens.note import NoteScreen
from rmjournal.tui.screens.read_reflection import ReadReflectionScreen
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.released_letter import ReleasedScreen
from rmjournal.tui.screens.search import SearchScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.seat import Seat


async def look(pilot: Pilot[Any], words: str) -> None:
    """Have these words typed."""
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()


def is_on(pilot: Pilot[Any], page: type[Screen[Any]]) -> bool:
    return isinstance(pilot.app.screen, page)


@pytest.fixture
def shelf(tmp_path: Path) -> Seat:
    return six_months(tmp_path / "demo.journal.json")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_what_was_found_looks_as_it_should(shelf: Seat, golden: Golden, size: tuple[int, int]) -> None:
    async with Host(SearchScreen(shelf)).run_test(size=size) as pilot:
        await look(pilot, "kit")
        await shows(pilot, "found")
        golden(pilot.app, "search")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_before_anything_is_typed_it_says_what_can_be(
    seat: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    async with Host(SearchScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "Type what you look for.")
        golden(pilot.app, "search-nothing")


async def test_a_slash_opens_it_enter_opens_the_place_and_escape_goes_all_the_way_back(
    journal: Journal,
) -> None:
    session = journal.sessions.start(journal.plan.next())
    journal.sessions.write(session, session.items[0].id, "We met by the lock.", over=None)
    journal.sessions.wrap_up(session)
    app = RmjournalApp(journal)
    async with app.run_test() as pilot:
        await shows(pilot, "start")
        await pilot.press("slash", "l", "o", "c", "k")
        await shows(pilot, "1 found.")
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, NoteScreen))
        await shows(pilot, "We met by the lock.")
        await pilot.press("escape")
        await until(pilot, lambda: is_on(pilot, SearchScreen))
        assert app.screen.query_one(Input).value == "lock"
        await pilot.press("escape")
        await until(pilot, lambda: is_on(pilot, TodayScreen))


async def test_f5_opens_it_while_notes_are_typed_and_a_slash_there_is_a_slash(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    app = RmjournalApp(journal)
    async with app.run_test() as pilot:
        await shows(pilot, "go on")
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, SessionScreen))
        await pilot.press("slash", "f5")
        await until(pilot, lambda: is_on(pilot, SearchScreen))
        await pilot.press("escape")
        await until(pilot, lambda: is_on(pilot, SessionScreen))
        await until(pilot, lambda: journal.sessions.note(session, session.items[0].id) is not None)
        note = journal.sessions.note(session, session.items[0].id)
        assert note is not None
        assert note.text == "/"


async def test_the_found_words_are_lit_and_not_by_color_alone(shelf: Seat) -> None:
    async with Host(SearchScreen(shelf)).run_test() as pilot:
        await look(pilot, "kit")
        await shows(pilot, "10 found.")
        prompt = pilot.app.screen.query_one(OptionList).options[0].prompt
        lit = [prompt.plain[one.start : one.end] for one in prompt.spans if "underline" in str(one.style)]
        assert [word.casefold() for word in lit] == ["kit"]


@pytest.mark.parametrize(
    "words", ["kind:note depot leads", "kind:action kit sizes", "kind:carry-upward barrier"]
)
async def test_what_was_found_in_a_session_is_on_the_screen_when_it_opens(shelf: Seat, words: str) -> None:
    async with Host(SearchScreen(shelf)).run_test(size=(80, 12)) as pilot:
        await look(pilot, words)
        found = shelf.journal.finding.find(words).hits[0].text.split()[:3]
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, NoteScreen))
        await shows(pilot, " ".join(found))


async def test_arrows_go_through_what_was_found_while_typing_goes_on(shelf: Seat) -> None:
    async with Host(SearchScreen(shelf)).run_test() as pilot:
        await look(pilot, "kit")
        listed = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: listed.highlighted == 0)
        await pilot.press("down", "down")
        assert listed.highlighted == 2
        await pilot.press("pagedown")
        assert listed.highlighted == len(listed.options) - 1
        await pilot.press("up", "pageup", "pageup")
        assert listed.highlighted == 0
        await pilot.press("s")
        assert pilot.app.screen.query_one(Input).value == "kits"


async def test_further_down_more_is_shown_than_at_first(shelf: Seat) -> None:
    async with Host(SearchScreen(shelf)).run_test(size=(120, 36)) as pilot:
        await look(pilot, "the")
        await shows(pilot, ", the first 24 shown.")
        listed = pilot.app.screen.query_one(OptionList)
        listed.highlighted = 23
        await pilot.press("down")
        assert listed.highlighted == 24
        await shows(pilot, ", the first 48 shown.")
        await pilot.press("pagedown", "pagedown")
        assert listed.highlighted > 48
        await pilot.press("backspace")
        await shows(pilot, ", the first 24 shown.")


async def test_a_limit_that_cannot_be_told_is_named_and_the_rest_is_looked_for(shelf: Seat) -> None:
    async with Host(SearchScreen(shelf)).run_test(size=(120, 36)) as pilot:
        await look(pilot, "kit kind:sandwich")
        await shows(pilot, "10 found. 'sandwich' is not a kind")


async def test_enter_without_anything_found_says_so(seat: Seat) -> None:
    async with Host(SearchScreen(seat)).run_test(notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app._notifications)
        assert [one.message for one in pilot.app._notifications] == ["Type what you look for."]


async def test_what_is_on_an_open_mine_is_found_and_f9_takes_it_off_the_screen(seat: Seat) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(SearchScreen(seat)).run_test() as pilot:
        await look(pilot, "generation")
        await shows(pilot, SECRET)
        await pilot.press("f9")
        await until(pilot, lambda: SECRET not in picture(pilot.app))
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert all(SECRET not in str(one.prompt) for one in screen.query_one(OptionList).options)
        assert all(hit.text != SECRET for hit in screen._found.hits)
        assert screen.query_one(Input).value == ""


async def test_what_is_on_mine_opens_as_its_author_wrote_it(seat: Seat) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(SearchScreen(seat)).run_test() as pilot:
        await look(pilot, "kind:mine")
        await shows(pilot, SECRET)
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, ReflectScreen))


async def test_what_no_page_shows_opens_on_a_sheet(seat: Seat) -> None:
    seat.journal.captures.add(CaptureKind.PARKING, "The [b]canteen[/b] at Weir Lane")
    async with Host(SearchScreen(seat)).run_test() as pilot:
        await look(pilot, "canteen")
        await shows(pilot, "1 found.")
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, FoundScreen))
        await shows(pilot, "The [b]canteen[/b] at Weir Lane")
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, SearchScreen))


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("kind:session", NoteScreen),
        ("kind:note", NoteScreen),
        ("kind:action", NoteScreen),
        ("kind:goal", EntryScreen),
        ("kind:expectation", EntryScreen),
        ("kind:rating", EntryScreen),
        ("kind:agreement", VersionScreen),
        ("kind:letter", ReleasedScreen),
        ("kind:reflection", ReadReflectionScreen),
    ],
)
def test_each_kind_opens_the_page_that_shows_it(shelf: Seat, words: str, page: type[Screen[Any]]) -> None:
    hit = shelf.journal.finding.find(words).hits[0]
    assert type(page_for(shelf, hit.table, hit.id, session=hit.session)) is page


def test_everything_that_is_found_opens(shelf: Seat) -> None:
    hits = shelf.journal.finding.find("since:2000", at_most=None).hits
    without = {hit.kind for hit in hits if not page_for(shelf, hit.table, hit.id, session=hit.session)}
    assert len(hits) > 100
    assert without <= {"offer", "page", "parking"}


def test_what_is_on_a_locked_mine_opens_nothing(seat: Seat) -> None:
    with_shelf(seat)
    page = kept(seat.journal)
    assert isinstance(page_for(seat, "", page.id), ReflectScreen)
    seat.journal.mine.lock()
    assert page_for(seat, "", page.id) is None
    seat.writer = Who.BOTH
    assert page_for(seat, "", page.id) is None


async def test_nasty_texts_are_shown_as_written_among_what_was_found(seat: Seat, clock: StoppedClock) -> None:
    clock.on(minutes=1)
    for text in NASTY:
        seat.journal.captures.add(CaptureKind.PARKING, f"canteen {text}", by=IMOGEN)
    async with Host(SearchScreen(seat)).run_test(size=(120, 36)) as pilot:
        await look(pilot, "canteen")
        await shows(pilot, f"{len(NASTY)} found.")
        assert "\x1b" not in picture(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, FoundScreen))


async def test_f1_and_f5_act_over_a_sheet_too_and_escape_comes_back_to_it(journal: Journal) -> None:
    app = RmjournalApp(journal)
    async with app.run_test() as pilot:
        await shows(pilot, "start")
        await pilot.press("m")
        await until(pilot, lambda: app.screen.is_modal)
        sheet = app.screen
        await pilot.press("f5")
        await until(pilot, lambda: is_on(pilot, SearchScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is sheet)
        await pilot.press("f1")
        await until(pilot, lambda: is_on(pilot, HelpScreen))
        await pilot.press("f1", "escape")
        await until(pilot, lambda: app.screen is sheet)
