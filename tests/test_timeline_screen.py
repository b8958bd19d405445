"""The timeline as a place: what happened by time, and what narrows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Golden
from looking_back import six_months
from screens import EACH_SIZE, NASTY, Host, picture, said, shows, until
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from rmjournal.domain.capture import ActionStatus
from rmjournal.domain.pair import Who
from rmjournal.journal.timeline import Asked, Happening
from rmjournal.tui.opening import page_for
from rmjournal.tui.screens.agreement_version import VersionScreen
from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.entry import EntryScreen
from rmjournal.tui.screens.found import FoundScreen
from rmjournal.tui.screens.goals import GoalsScreen
from rmjournal.tui.screens.note import NoteScreen
from rmjournal.tui.screens.read_reflection import ReadReflectionScreen
from rmjournal.tui.screens.released_letter import ReleasedScreen
from rmjournal.tui.screens.sessions import SessionsScreen
from rmjournal.tui.seat import Seat


@pytest.fixture
def shelf(tmp_path: Path) -> Seat:
    return six_months(tmp_path / "demo.journal.json")


def shown_kinds(pilot: Pilot[Any]) -> set[str]:
    screen = pilot.app.screen
    assert isinstance(screen, SessionsScreen)
    return {line.about.kind for line in screen._rows if isinstance(line.about, Happening)}


async def choose(pilot: Pilot[Any], key: str, place: int) -> None:
    """Take what stands at that place of the sheet that a key opens."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceScreen))
    pilot.app.screen.query_one(OptionList).highlighted = place
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_timeline_looks_as_it_should(shelf: Seat, golden: Golden, size: tuple[int, int]) -> None:
    async with Host(SessionsScreen(shelf)).run_test(size=size) as pilot:
        await shows(pilot, "July 2026")
        golden(pilot.app, "timeline")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_one_kind_for_one_goal_looks_as_it_should(
    shelf: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    screen = SessionsScreen(shelf)
    async with Host(screen).run_test(size=size) as pilot:
        await shows(pilot, "July 2026")
        screen._ask(Asked(kinds=("action",), goal="G2"))
        await shows(pilot, "Actions that were settled")
        golden(pilot.app, "timeline-asked")


async def test_f_shows_one_kind_only_and_x_everything_again(shelf: Seat) -> None:
    async with Host(SessionsScreen(shelf)).run_test() as pilot:
        await shows(pilot, "Everything that happened")
        assert len(shown_kinds(pilot)) == 6
        await choose(pilot, "f", 2)
        await shows(pilot, "Letters")
        assert shown_kinds(pilot) == {"letter"}
        await pilot.press("x")
        await shows(pilot, "Everything that happened")
        assert len(shown_kinds(pilot)) == 6


async def test_escape_from_a_sheet_leaves_what_is_shown(shelf: Seat) -> None:
    async with Host(SessionsScreen(shelf)).run_test() as pilot:
        await choose(pilot, "f", 3)
        await pilot.press("f", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        assert shown_kinds(pilot) == {"agreement"}


async def test_w_g_and_a_narrow_what_is_shown_together(shelf: Seat) -> None:
    screen = SessionsScreen(shelf)
    async with Host(screen).run_test(size=(120, 36)) as pilot:
        await choose(pilot, "w", 1)
        await shows(pilot, "of Imogen")
        await choose(pilot, "g", 2)
        await shows(pilot, "for E2")
        every = [line.about for line in screen._rows if isinstance(line.about, Happening)]
        assert every
        assert all(one.who in (Who.MENTOR, Who.BOTH) and "E2" in one.goals for one in every)
        await pilot.press("x")
        await choose(pilot, "a", 1)
        await shows(pilot, "Closing and handing on")
        held = {line.about.template for line in screen._rows if isinstance(line.about, Happening)}
        assert held == {"closing"}


async def test_t_shows_what_is_about_something(shelf: Seat) -> None:
    screen = SessionsScreen(shelf)
    async with Host(screen).run_test(size=(120, 36)) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: pilot.app.screen.query(Input))
        pilot.app.screen.query_one(Input).value = "kit sizes"
        await pilot.press("enter")
        await shows(pilot, "about kit sizes")
        titles = [line.about.title for line in screen._rows if isinstance(line.about, Happening)]
        assert "Inclusion: listen first" in titles
        assert "Two-way swap" not in titles


async def test_what_was_asked_for_and_never_happened_says_how_to_see_everything(seat: Seat) -> None:
    seat.journal.sessions.start(seat.journal.plan.next())
    screen = SessionsScreen(seat)
    async with Host(screen).run_test() as pilot:
        await shows(pilot, "not wrapped up yet")
        screen._ask(Asked(kinds=("letter",)))
        await shows(pilot, "Nothing of this has happened.")


async def test_an_empty_journal_says_how_to_begin_and_shows_what_is_ahead(seat: Seat) -> None:
    async with Host(SessionsScreen(seat)).run_test() as pilot:
        await shows(pilot, "1 opens Today; Enter starts there.")
        assert "Ahead" in picture(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))


@pytest.mark.parametrize(
    ("kind", "pages"),
    [
        ("session", {NoteScreen}),
        ("letter", {ReleasedScreen}),
        ("agreement", {VersionScreen}),
        ("rating", {GoalsScreen, EntryScreen}),
        ("reflection", {ReadReflectionScreen}),
        ("action", {NoteScreen}),
    ],
)
def test_each_thing_that_happened_opens(shelf: Seat, kind: str, pages: set[type[Screen[Any]]]) -> None:
    happened = [one for one in shelf.journal.timeline.all() if one.kind == kind]
    opened = {type(page_for(shelf, one.table, one.id, session=one.session)) for one in happened}
    assert opened
    assert opened <= pages


async def test_an_action_of_no_session_opens_on_a_sheet_with_nasty_texts_as_written(seat: Seat) -> None:
    for text in NASTY:
        action = seat.journal.actions.add(text, owner=Who.MENTOR)
        seat.journal.actions.settle(action, ActionStatus.DROPPED, why=text)
    async with Host(SessionsScreen(seat)).run_test(size=(120, 36)) as pilot:
        await shows(pilot, "February 2026")
        assert "\x1b" not in picture(pilot.app)
        for _ in NASTY:
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, FoundScreen))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
            await pilot.press("down")


async def test_d_puts_a_session_with_its_notes_into_the_trash_once_asked_and_u_brings_it_back(
    seat: Seat,
) -> None:
    journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    journal.sessions.write(session, session.items[0].id, "Begun by mistake", over=None)
    held = journal.sessions.wrap_up(session, held=5)
    notes = journal.sessions.notes(held)
    async with Host(SessionsScreen(seat)).run_test() as pilot:
        await choose(pilot, "d", 0)
        assert journal.sessions.held() == (held,)
        await choose(pilot, "d", 1)
        await until(pilot, lambda: "u brings it back" in said(pilot))
        assert (journal.sessions.held(), journal.sessions.notes(held)) == ((), {})
        assert [len(one.notes) for one in journal.trash.ours()] == [1]
        await pilot.press("u")
        await until(pilot, lambda: journal.sessions.held() == (held,))
    assert journal.sessions.notes(held) == notes


async def test_d_leaves_a_session_that_something_was_captured_in(seat: Seat) -> None:
    journal = seat.journal
    session = journal.sessions.wrap_up(journal.sessions.start(journal.plan.next()), held=5)
    journal.actions.add("Ask twice", owner=Who.MENTOR, session=session)
    async with Host(SessionsScreen(seat)).run_test() as pilot:
        await choose(pilot, "d", 1)
        await until(pilot, lambda: "belong to this session" in said(pilot))
    assert journal.sessions.held() == (session,)


async def test_a_session_ahead_is_deleted_too(seat: Seat) -> None:
    journal = seat.journal
    first, *rest = journal.plan.ahead()
    async with Host(SessionsScreen(seat)).run_test() as pilot:
        await choose(pilot, "d", 1)
        await until(pilot, lambda: list(journal.plan.ahead()) == rest)
    assert [one.what for one in journal.trash.ours()] == [first]
