"""The tags as a place: what there is, looking one up, renaming it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Golden, StoppedClock
from looking_back import six_months
from screens import EACH_SIZE, NASTY, ONE_SIZE_QUICKLY, Host, picture, said, shows, until
from shelves import IMOGEN, PASSPHRASE, cheap, kept, with_shelf
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.reflection_draft import ReflectionDraft
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.rename_tag import RenameTagScreen
from rmjournal.tui.screens.search import SearchScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.sessions import SessionsScreen
from rmjournal.tui.screens.tags import TagsScreen
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.note_area import NoteArea

LINES = ("#kit sizes", "The #Kit", "Two #depots", "The #depot and #kit", "#größe")


@pytest.fixture
def marked(seat: Seat, clock: StoppedClock) -> Seat:
    """A few lines with tags, the last of them two weeks later."""
    for number, line in enumerate(LINES):
        clock.on(days=14 if number == len(LINES) - 1 else 0)
        seat.journal.captures.add(CaptureKind.INSIGHT, line)
    return seat


def is_on(pilot: Pilot[Any], page: type[Screen[Any]]) -> bool:
    return isinstance(pilot.app.screen, page)


async def rename(pilot: Pilot[Any], new: str) -> None:
    """Give the marked tag another name."""
    await pilot.press("r")
    await until(pilot, lambda: is_on(pilot, RenameTagScreen) and pilot.app.focused)
    pilot.app.screen.query_one(Input).value = new
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: is_on(pilot, TagsScreen))


def names(journal: Journal) -> dict[str, int]:
    return {tag.name: tag.count for tag in journal.tags.all().tags}


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_tags_look_as_they_should(marked: Seat, golden: Golden, size: tuple[int, int]) -> None:
    async with Host(TagsScreen(marked)).run_test(size=size) as pilot:
        await shows(pilot, "4 tags")
        golden(pilot.app, "tags")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_what_renaming_will_do_is_said_before(
    marked: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    async with Host(TagsScreen(marked)).run_test(size=size) as pilot:
        await shows(pilot, "4 tags")
        await pilot.press("down", "e")
        await until(pilot, lambda: is_on(pilot, RenameTagScreen))
        await shows(pilot, "It is written so already.")
        pilot.app.screen.query_one(Input).value = "kit"
        await shows(pilot, "There is #kit already")
        golden(pilot.app, "tags-rename")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_where_there_are_none_it_says_how_to_set_one(
    seat: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    async with Host(TagsScreen(seat)).run_test(size=size, notifications=True) as pilot:
        await shows(pilot, "There are no tags yet.")
        golden(pilot.app, "tags-none")
        await pilot.press("enter", "r", "f")
        assert is_on(pilot, TagsScreen)


async def test_near_duplicates_are_pointed_out_in_words(marked: Seat) -> None:
    async with Host(TagsScreen(marked)).run_test() as pilot:
        await shows(pilot, "also written #Kit")
        await shows(pilot, "perhaps meant as #depots (plural)")


async def test_what_is_typed_narrows_the_list_and_escape_shows_all_again(marked: Seat) -> None:
    async with RmjournalApp(marked.journal).run_test() as pilot:
        await shows(pilot, "start")
        await pilot.press("number_sign")
        await shows(pilot, "4 tags")
        listed = pilot.app.screen.query_one(OptionList)
        await pilot.press("f", "e", "p", "o")
        await shows(pilot, "2 of 4 tags")
        await pilot.press("down")
        assert listed.highlighted == 1
        await pilot.press("up")
        assert listed.highlighted == 0
        pilot.app.screen.query_one(Input).value = "grosse"
        await shows(pilot, "1 of 4 tags")
        pilot.app.screen.query_one(Input).value = "nowhere"
        await shows(pilot, "No tag has this in its name.")
        await pilot.press("escape")
        await shows(pilot, "4 tags")
        assert pilot.app.focused is listed
        await pilot.press("escape")
        await until(pilot, lambda: is_on(pilot, TodayScreen))


async def test_enter_finds_what_has_it_and_escape_comes_back(marked: Seat) -> None:
    async with Host(TagsScreen(marked)).run_test() as pilot:
        await shows(pilot, "4 tags")
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, SearchScreen))
        assert pilot.app.screen.query_one(Input).value == "tag:kit"
        await shows(pilot, "3 found.")
        await pilot.press("escape")
        await until(pilot, lambda: is_on(pilot, TagsScreen))
        await pilot.press("f", *"gr", "enter")
        await until(pilot, lambda: is_on(pilot, SearchScreen))
        await shows(pilot, "1 found.")


async def test_a_tag_of_two_words_is_found_too(seat: Seat) -> None:
    reflections = seat.journal.reflections
    reflections.share(reflections.words("Seen.", tags=["two words"]), by=IMOGEN)
    async with Host(TagsScreen(seat)).run_test() as pilot:
        await shows(pilot, "#two words")
        await pilot.press("enter")
        await shows(pilot, "1 found.")


async def test_renaming_marks_the_new_name_and_u_takes_it_back(marked: Seat) -> None:
    async with Host(TagsScreen(marked)).run_test(size=(120, 36), notifications=True) as pilot:
        await shows(pilot, "4 tags")
        await rename(pilot, "material")
        await shows(pilot, "Renamed in 3 texts; u undoes it.")
        assert names(marked.journal)["material"] == 3
        await pilot.press("u")
        await shows(pilot, "Undone: renamed the tag #kit to #material in 3")
        await shows(pilot, "also written #Kit")
        assert names(marked.journal)["kit"] == 3


async def test_two_near_duplicates_become_one_and_two_again(marked: Seat) -> None:
    async with Host(TagsScreen(marked)).run_test(size=(120, 36)) as pilot:
        await shows(pilot, "perhaps meant as")
        await pilot.press("down")
        await rename(pilot, "depots")
        await shows(pilot, "3 tags")
        assert "perhaps meant as" not in picture(pilot.app)
        assert names(marked.journal)["depots"] == 2
        await pilot.press("u")
        await shows(pilot, "perhaps meant as #depots (plural)")


async def test_what_cannot_be_a_tag_is_said_and_stays_in_the_field(marked: Seat) -> None:
    async with Host(TagsScreen(marked)).run_test() as pilot:
        await shows(pilot, "4 tags")
        await pilot.press("r")
        await until(pilot, lambda: is_on(pilot, RenameTagScreen) and pilot.app.focused)
        pilot.app.screen.query_one(Input).value = "two words"
        await shows(pilot, "A tag is one word")
        await pilot.press("enter")
        assert is_on(pilot, RenameTagScreen)
        await pilot.press("escape")
        await until(pilot, lambda: is_on(pilot, TagsScreen))
        assert names(marked.journal)["kit"] == 3


async def test_what_nobody_may_change_is_refused_with_the_reason(seat: Seat) -> None:
    want = seat.journal.expectations.add("Know them", owner=Who.MENTEE)
    seat.journal.goals.add("Two #depots", owner=Who.MENTEE, expectation=want)
    async with Host(TagsScreen(seat)).run_test(size=(120, 36), notifications=True) as pilot:
        await shows(pilot, "1 tag,")
        await pilot.press("r")
        await shows(pilot, "That stays as it is.")
        assert is_on(pilot, TagsScreen)


async def test_what_only_the_other_one_may_change_says_which_key_helps(seat: Seat) -> None:
    reflections = seat.journal.reflections
    reflections.share(reflections.words("Seen #there."), by=IMOGEN)
    async with Host(TagsScreen(seat)).run_test(size=(120, 36), notifications=True) as pilot:
        await shows(pilot, "#there")
        await pilot.press("r")
        await until(pilot, lambda: "F2 passes the keyboard." in said(pilot))
        await pilot.press("f2")
        await rename(pilot, "here")
        await shows(pilot, "#here")


async def test_of_an_open_mine_nothing_stays_on_the_screen_after_f9(marked: Seat) -> None:
    with_shelf(marked)
    kept(marked.journal, "Tense. #alone")
    async with Host(TagsScreen(marked)).run_test(size=(120, 36), notifications=True) as pilot:
        await shows(pilot, "#alone")
        await pilot.press("f", *"alone")
        await shows(pilot, "1 of 5 tags")
        pilot.app.screen.query_one(OptionList).focus()
        await rename(pilot, "lonely")
        await shows(pilot, "Renamed in 1 text on mine; u does not undo that.")
        pilot.app.screen.query_one(Input).value = "lone"
        await pilot.press("r")
        await until(pilot, lambda: is_on(pilot, RenameTagScreen))
        await pilot.press("f9")
        await until(pilot, lambda: is_on(pilot, TagsScreen))
        await shows(pilot, "4 tags")
        assert "lone" not in picture(pilot.app)
        await pilot.press("u")
        await until(pilot, lambda: "Not undone." in said(pilot))
        assert not [name for name in ("#alone", "lonely") if name in said(pilot) + picture(pilot.app)]


async def test_a_locked_mine_is_said_not_to_be_looked_at(marked: Seat) -> None:
    cheap(marked.journal).mine.set_up(IMOGEN, PASSPHRASE)
    marked.journal.mine.lock()
    async with Host(TagsScreen(marked)).run_test() as pilot:
        await shows(pilot, "4 tags")
        await pilot.press("r")
        await until(pilot, lambda: is_on(pilot, RenameTagScreen) and pilot.app.focused)
        pilot.app.screen.query_one(Input).value = "gear"
        await shows(pilot, "What is kept on mine was not looked at.")


async def test_it_is_reached_by_a_sign_from_the_timeline_and_by_f7_from_search(journal: Journal) -> None:
    app = RmjournalApp(journal)
    async with app.run_test() as pilot:
        await shows(pilot, "start")
        await pilot.press("2")
        await until(pilot, lambda: is_on(pilot, SessionsScreen))
        await pilot.press("number_sign")
        await until(pilot, lambda: is_on(pilot, TagsScreen))
        await pilot.press("escape")
        await until(pilot, lambda: is_on(pilot, SessionsScreen))
        await pilot.press("slash")
        await until(pilot, lambda: is_on(pilot, SearchScreen))
        await pilot.press("number_sign")
        assert app.screen.query_one(Input).value == "#"
        await pilot.press("f7")
        await until(pilot, lambda: is_on(pilot, TagsScreen))
        await pilot.press("escape")
        await until(pilot, lambda: is_on(pilot, SearchScreen))


async def test_a_text_that_is_open_below_is_renamed_and_written_on(journal: Journal) -> None:
    app = RmjournalApp(journal)
    async with app.run_test(notifications=True) as pilot:
        await shows(pilot, "start")
        await pilot.press("enter")
        await until(pilot, lambda: is_on(pilot, SessionScreen))
        page = app.screen
        assert isinstance(page, SessionScreen)
        page.query_one(NoteArea).insert("About #kit")
        await app.run_action("tags")
        await until(pilot, lambda: is_on(pilot, TagsScreen))
        await shows(pilot, "#kit")
        await rename(pilot, "gear")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is page)
        await shows(pilot, "About #gear")
        area = page.query_one(NoteArea)
        area.insert(" too", location=area.document.end)
        page.keep()
        assert journal.sessions.notes(page.session)[page.item.id].text == "About #gear too"
        assert journal.sessions.versions(page.session, page.item.id) == ()


async def test_while_something_is_written_alone_below_nothing_is_renamed(marked: Seat) -> None:
    page = kept(with_shelf(marked).journal, "Tense. #alone")
    draft = ReflectionDraft(marked, IMOGEN, page=page)
    async with Host(ReflectScreen(draft)).run_test(notifications=True) as pilot:
        await shows(pilot, "Tense.")
        await pilot.app.push_screen(TagsScreen(marked))
        await shows(pilot, "#alone")
        await pilot.press("r")
        await until(pilot, lambda: "Close it first" in said(pilot))
        assert is_on(pilot, TagsScreen)


@pytest.mark.parametrize("size", ONE_SIZE_QUICKLY)
async def test_nasty_tags_are_shown_as_written(seat: Seat, size: tuple[int, int]) -> None:
    reflections = seat.journal.reflections
    for text in NASTY:
        reflections.share(reflections.words(f"{text} #kit", tags=[text]), by=IMOGEN)
    async with Host(TagsScreen(seat)).run_test(size=size, notifications=True) as pilot:
        await shows(pilot, "#kit")
        listed = pilot.app.screen.query_one(OptionList)
        for place in range(listed.option_count):
            listed.highlighted = place
            await pilot.press("r")
            assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set(picture(pilot.app))
        seat.writer = IMOGEN
        await pilot.press("home")
        await rename(pilot, "gear")
        await shows(pilot, "#gear")
        await pilot.press("end", "enter")
        await until(pilot, lambda: is_on(pilot, SearchScreen))
        assert "\x1b" not in picture(pilot.app)


async def test_the_timeline_narrows_to_a_tag(tmp_path: Path) -> None:
    seat = six_months(tmp_path / "demo.journal.json")
    session = seat.journal.sessions.held()[3]
    seat.journal.captures.add(CaptureKind.INSIGHT, "The #door is open", session=session)
    async with Host(SessionsScreen(seat)).run_test(size=(120, 36)) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: pilot.app.screen.query(Input))
        pilot.app.screen.query_one(Input).value = "#door"
        await pilot.press("enter")
        await shows(pilot, "about #door")
        await shows(pilot, session.title)
        assert "1 of " in picture(pilot.app)
