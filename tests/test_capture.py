from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from screens import EACH_SIZE, Host, picture, shows, until
from textual.pilot import Pilot

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session
from rmjournal.journal.journal import Journal
from rmjournal.tui.captured import LineKind
from rmjournal.tui.screens.capture import CaptureSheet, default_owner
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.widgets.line_form import LineInput
from rmjournal.tui.widgets.note_area import NoteArea


@pytest.fixture
def session(journal: Journal) -> Session:
    return journal.sessions.start(journal.plan.next(), template="show-me", minutes=30)


async def back(pilot: Pilot[Any]) -> None:
    """Wait until the notes have the focus again."""
    await until(pilot, lambda: isinstance(pilot.app.focused, NoteArea))


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_sheet_looks_as_it_should(seat, session, golden, size) -> None:
    async with Host(SessionScreen(seat, session)).run_test(size=size) as pilot:
        pilot.app.screen.query_one(NoteArea).insert("In the middle of a")
        await pilot.press("f3")
        await shows(pilot, "parking lot")
        golden(pilot.app, "capture-letters")
        await pilot.press("a", *"call", "tab", "tab", *"tuesday")
        await shows(pilot, "Due Tuesday, Feb 10")
        golden(pilot.app, "capture-action")


@pytest.mark.parametrize("kind", [kind for kind in LineKind if kind.capture_kind])
async def test_a_letter_a_line_and_enter_keep_a_record_of_its_item(seat, session, kind) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("ctrl+n", "f3", kind.value, *"so", "enter")
        await back(pilot)
    (capture,) = seat.journal.captures.of(session)
    assert (capture.kind, capture.text, capture.item) == (kind.capture_kind, "so", "2")


async def test_an_action_has_an_owner_without_being_asked(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f3", "a", *"call", "enter")
        await back(pilot)
    (action,) = seat.journal.actions.of(session)
    assert (action.text, action.owner, action.due) == ("call", Who.MENTEE, None)


@pytest.mark.parametrize(
    ("writer", "lead", "owner"),
    [
        (Who.MENTOR, Who.MENTEE, Who.MENTOR),
        (Who.BOTH, Who.MENTOR, Who.MENTOR),
        (Who.BOTH, Who.BOTH, Who.MENTEE),
    ],
)
def test_the_owner_is_who_writes_else_who_leads_else_the_mentee(writer, lead, owner) -> None:
    assert default_owner(writer, PlannedItem(id="1", title="One", lead=lead, minutes=5)) is owner


async def test_owner_and_day_are_a_tab_away_and_enter_keeps_from_there(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f3", "a", *"call", "tab", "right", "tab", *"next tuesday", "enter")
        await back(pilot)
    (action,) = seat.journal.actions.of(session)
    assert (action.owner, action.due) == (Who.BOTH, date(2026, 2, 10))


async def test_enter_on_the_owner_keeps_the_action(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f3", "a", *"call", "tab", "left", "enter")
        await back(pilot)
    (action,) = seat.journal.actions.of(session)
    assert action.owner is Who.MENTOR


async def test_the_cursor_is_back_in_the_sentence_where_it_was(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        notes = pilot.app.screen.query_one(NoteArea)
        notes.insert("one three")
        notes.move_cursor((0, 4))
        await pilot.press("f3", "i", *"so", "enter")
        await back(pilot)
        await pilot.press(*"two ", "ctrl+s")
    assert seat.journal.sessions.note(session, "1").text == "one two three"


async def test_escape_keeps_nothing_and_goes_back_to_the_sentence(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f3", "a", *"call", "escape")
        await back(pilot)
        await pilot.press("f3", "escape")
        await back(pilot)
    assert seat.journal.actions.of(session) == ()
    assert seat.journal.sessions.note(session, "1") is None


async def test_a_day_that_cannot_be_told_is_said_in_place_and_nothing_is_lost(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test(size=(40, 12)) as pilot:
        await pilot.press("f3", "a", *"call", "tab", "tab", *"someday", "enter")
        await shows(pilot, "Say a date")
        assert "call" in picture(pilot.app)
        assert pilot.app.focused.value == "someday"
        pilot.app.focused.value = "tomorrow"
        await pilot.press("enter")
        await back(pilot)
    (action,) = seat.journal.actions.of(session)
    assert action.due == date(2026, 2, 4)


async def test_a_line_without_words_is_not_kept_and_it_says_so(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f3", "i", "enter")
        await shows(pilot, "There are no words to keep.")
        assert isinstance(pilot.app.focused, LineInput)
    assert seat.journal.captures.of(session) == ()


async def test_letters_that_come_before_the_line_has_the_focus_are_not_lost(seat, session) -> None:
    sheet = CaptureSheet(seat, session, session.items[0])
    host = Host(sheet)
    async with host.run_test() as pilot:
        await until(pilot, lambda: sheet.is_mounted)
        from textual.events import Key

        for letter in "iso":
            sheet.post_message(Key(letter, letter))
        await until(pilot, lambda: sheet.query_one(LineInput).value == "so")


async def test_who_writes_is_kept_with_the_line(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f2", "f3", "w", *"so", "enter")
        await back(pilot)
    (capture,) = seat.journal.captures.of(session)
    assert capture.by is Who.MENTOR
    assert capture.kind is CaptureKind.PHRASE


async def test_a_letter_can_be_clicked(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f3")
        await shows(pilot, "insight")
        letters = pilot.app.screen.query_one(".capture--letters")
        await pilot.click(letters, offset=(4, 1))
        await until(pilot, lambda: isinstance(pilot.app.focused, LineInput))
        assert pilot.app.screen.kind is LineKind.INSIGHT


async def test_the_count_of_captured_lines_is_seen_where_the_lines_are_not(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test(size=(40, 12)) as pilot:
        await pilot.press("f3", "i", *"so", "enter")
        await back(pilot)
        await shows(pilot, "1 kept")
        await pilot.press("ctrl+o")
        await shows(pilot, "insight")
