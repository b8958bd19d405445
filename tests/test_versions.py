from __future__ import annotations

from typing import Any

import pytest
from screens import EACH_SIZE, Host, picture, shows, until
from textual.pilot import Pilot

from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session
from rmjournal.journal.journal import Journal
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.versions import VersionPane
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.note_area import NoteArea
from rmjournal.tui.widgets.session_line import SessionLine


@pytest.fixture
def session(journal: Journal) -> Session:
    return journal.sessions.start(journal.plan.next(), template="show-me", minutes=30)


def notes_of(pilot: Pilot[Any]) -> NoteArea:
    return pilot.app.screen.query_one(NoteArea)


def line_of(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one(SessionLine).render().plain


def text_of(journal: Journal, session: Session) -> str:
    note = journal.sessions.note(session, "1")
    return note.text if note else ""


async def _two_versions(pilot: Pilot[Any], seat: Seat, session: Session, clock: Any) -> None:
    """Both write in one item: here is something unsaved while another program saves."""
    screen = pilot.app.screen
    notes_of(pilot).insert("mine here")
    await until(pilot, lambda: screen.draft.is_unsaved)
    other = Journal.open(seat.journal.path, clock=clock, ids=iter(["other"]).__next__)
    other.sessions.write(session, "1", "theirs there", over=None, by=Who.MENTEE)
    other.close()
    seat.journal.refresh()
    screen.read_again()
    assert notes_of(pilot).text == "mine here"
    await pilot.press("ctrl+s")
    screen.read_again()
    await shows(pilot, "two versions")


async def test_when_both_write_in_one_item_both_texts_are_there_to_choose_from(seat, session, clock) -> None:
    seat.writer = Who.MENTOR
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await _two_versions(pilot, seat, session, clock)
        await pilot.press("f6")
        await shows(pilot, "Imogen's copy says")
        seen = picture(pilot.app)
        assert "Desmond's copy says" in seen
        assert "mine here" in seen
        assert "theirs there" in seen
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        assert set(notes_of(pilot).text.split("\n\n")) == {"mine here", "theirs there"}
        assert "two versions" not in line_of(pilot)
        assert seat.journal.sessions.versions(session, "1") == ()


async def test_one_of_two_versions_can_be_chosen(seat, session, clock) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await _two_versions(pilot, seat, session, clock)
        await pilot.press("f6")
        panes = list(pilot.app.screen.query(VersionPane))
        await until(pilot, lambda: pilot.app.focused is panes[0])
        await pilot.press("right")
        assert pilot.app.focused is panes[1]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        assert notes_of(pilot).text == panes[1].version.text
    assert text_of(seat.journal, session) == panes[1].version.text


async def test_one_text_can_be_made_of_two_versions(seat, session, clock) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await _two_versions(pilot, seat, session, clock)
        await pilot.press("f6")
        await shows(pilot, "copy")
        await pilot.press("e")
        notes_of(pilot).load_text("ours")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    assert text_of(seat.journal, session) == "ours"


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_two_versions_look_as_they_should(seat, session, clock, golden, size) -> None:
    seat.writer = Who.MENTOR
    async with Host(SessionScreen(seat, session)).run_test(size=size) as pilot:
        await _two_versions(pilot, seat, session, clock)
        await pilot.press("f6")
        await shows(pilot, "copy says")
        golden(pilot.app, "versions")
