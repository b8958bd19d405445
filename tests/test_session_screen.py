from __future__ import annotations

import itertools
from typing import Any

import pytest
from screens import EACH_SIZE, NASTY, Host, picture, shows, until
from textual.events import Key, Paste
from textual.pilot import Pilot

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Note, Session, SessionState
from rmjournal.journal.journal import Journal
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.captured_list import CapturedList
from rmjournal.tui.widgets.note_area import NoteArea
from rmjournal.tui.widgets.session_agenda import AgendaRow
from rmjournal.tui.widgets.session_line import SessionLine


@pytest.fixture
def session(journal: Journal) -> Session:
    return journal.sessions.start(journal.plan.next(), template="show-me", minutes=30)


def notes_of(pilot: Pilot[Any]) -> NoteArea:
    return pilot.app.screen.query_one(NoteArea)


def line_of(pilot: Pilot[Any]) -> str:
    return pilot.app.screen.query_one(SessionLine).render().plain


def text_of(journal: Journal, session: Session, item: str) -> str:
    note = journal.sessions.note(session, item)
    return note.text if note else ""


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_session_looks_as_it_should(seat, session, clock, golden, size) -> None:
    spell = seat.journal.sessions.begin_spell(session, "1")
    clock.on(minutes=2, seconds=10)
    seat.journal.sessions.extend_spell(spell)
    text = "Filters first, then the chart.\n\n- [ ] ask for the login"
    seat.journal.sessions.write(session, "1", text, over=None)
    seat.journal.actions.add("Send the list", owner=Who.MENTEE, session=session, item="1")
    seat.journal.captures.add(CaptureKind.INSIGHT, "The filter bar makes it fast", session=session, item="1")
    seat.saving = "saved"
    async with Host(SessionScreen(seat, session)).run_test(size=size) as pilot:
        await shows(pilot, "ask for the login")
        golden(pilot.app, "session")


async def test_the_cursor_is_in_the_notes_of_the_first_item(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press(*"hi")
        await pilot.press("ctrl+s")
    assert text_of(seat.journal, session, "1") == "hi"


async def test_the_next_item_begins_with_its_own_notes_and_the_last_ones_are_kept(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        notes_of(pilot).insert("one")
        await pilot.press("ctrl+n")
        assert notes_of(pilot).text == ""
        notes_of(pilot).insert("two")
        await pilot.press("ctrl+r")
        assert notes_of(pilot).text == "one"
    assert [text_of(seat.journal, session, item) for item in ("1", "2")] == ["one", "two"]


async def test_letters_on_both_sides_of_a_change_of_item_stay_on_their_sides(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        # All at once, as a terminal hands them over when the machine was busy.
        for key in ("a", "b", "ctrl+n", "c", "d"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: notes_of(pilot).text == "cd")
        await pilot.press("ctrl+s")
    assert [text_of(seat.journal, session, item) for item in ("1", "2")] == ["ab", "cd"]


async def test_before_the_first_and_after_the_last_item_there_is_no_further(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("ctrl+r")
        assert pilot.app.screen.item.id == "1"
        for _ in session.items:
            await pilot.press("ctrl+n")
        assert pilot.app.screen.item == session.items[-1]


async def test_an_item_is_reached_by_its_number(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        notes_of(pilot).insert("one")
        await pilot.press("ctrl+g", "4")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        assert pilot.app.screen.item.id == "4"
        assert pilot.app.focused is notes_of(pilot)
    assert text_of(seat.journal, session, "1") == "one"


async def test_an_item_is_reached_by_a_click(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test(size=(120, 36)) as pilot:
        row = pilot.app.screen.query(AgendaRow)[2]
        await pilot.click(row)
        await until(pilot, lambda: pilot.app.screen.item.id == "3")
        assert pilot.app.focused is notes_of(pilot)


async def test_the_clock_gives_its_time_to_the_item_the_pair_is_at(seat, session, clock) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        clock.on(seconds=70)
        await pilot.press("ctrl+n")
        clock.on(seconds=20)
        await pilot.press("ctrl+s")
    used = seat.journal.sessions.used(session)
    assert (used["1"], used["2"]) == (70, 20)


async def test_a_paused_clock_counts_nothing_and_says_so(seat, session, clock) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        clock.on(seconds=10)
        await pilot.press("ctrl+t")
        assert "clock paused" in line_of(pilot)
        clock.on(seconds=60)
        await pilot.press("ctrl+n", "ctrl+t")
        assert "paused" not in line_of(pilot)
        clock.on(seconds=5)
        await pilot.press("ctrl+s")
    used = seat.journal.sessions.used(session)
    assert (used["1"], used["2"]) == (10, 5)


async def test_the_time_in_a_closed_laptop_is_nobodys(seat, session, clock) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        clock.on(seconds=30)
        await pilot.press("ctrl+s")
        clock.on(hours=3)
        await pilot.press("ctrl+s")
        clock.on(seconds=30)
        await pilot.press("ctrl+s")
    assert seat.journal.sessions.seconds(session) == 60


async def test_an_open_session_goes_on_with_its_text_and_its_time(seat, session, clock) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("ctrl+n")
        notes_of(pilot).insert("half a sen")
        clock.on(seconds=40)
        pilot.app.exit()
    reopened = Journal.open(seat.journal.path, clock=clock, ids=map(str, itertools.count()).__next__)
    again = Seat(reopened)
    async with Host(SessionScreen(again, reopened.sessions.get(session.id))).run_test() as pilot:
        assert notes_of(pilot).text == "half a sen"
        assert pilot.app.screen.item.id == "2"
        assert "0:40" in line_of(pilot)


async def test_five_minutes_more_go_to_the_item_and_the_session(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("ctrl+l")
        assert "of 35" in line_of(pilot)
    longer = seat.journal.sessions.get(session.id)
    assert (longer.minutes, longer.items[0].minutes) == (35, session.items[0].minutes + 5)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(60, ""), (180, "time for the next item"), (28 * 60, "2 minutes left"), (31 * 60, "the time is used")],
)
async def test_the_cue_is_a_few_words_beside_the_clock(seat, session, clock, seconds, words) -> None:
    spell = seat.journal.sessions.begin_spell(session, "1")
    clock.on(seconds=seconds)
    seat.journal.sessions.extend_spell(spell)
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await shows(pilot, words or "session")
        assert line_of(pilot).startswith(words)
        assert len(pilot.app.screen_stack) == 1
        assert not pilot.app._notifications


async def test_who_writes_is_kept_with_the_note(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f2", "x", "ctrl+s")
        assert seat.journal.sessions.note(session, "1").by is Who.MENTOR
        await pilot.press("y", "f2", "z", "ctrl+s")
        assert seat.journal.sessions.note(session, "1").by is Who.BOTH


async def test_what_another_program_writes_appears_and_undo_and_cursor_stay(
    seat, session, journal_path, clock
) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        notes_of(pilot).insert("one two")
        await pilot.press("ctrl+s", "left", "left")
        other = Journal.open(journal_path, clock=clock, ids=iter(["other"]).__next__)
        other.sessions.write(
            session, "1", "one two, and three", over=other.sessions.note(session, "1"), by=Who.MENTEE
        )
        assert seat.journal.refresh()
        pilot.app.screen.read_again()
        await until(pilot, lambda: notes_of(pilot).text == "one two, and three")
        assert notes_of(pilot).cursor_location == (0, 5)
        notes_of(pilot).undo()
        assert notes_of(pilot).text == "one two"
        other.close()


async def test_a_captured_line_is_taken_back_and_brought_back(seat, session) -> None:
    kept = seat.journal.captures.add(CaptureKind.INSIGHT, "so it is", session=session, item="1")
    async with Host(SessionScreen(seat, session)).run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+o", "d")
        await until(pilot, lambda: not seat.journal.captures.of(session))
        await pilot.press("u")
        await until(pilot, lambda: seat.journal.captures.of(session) == (kept,))


async def test_a_captured_action_is_changed(seat, session) -> None:
    seat.journal.actions.add("call", owner=Who.MENTEE, session=session, item="1")
    async with Host(SessionScreen(seat, session)).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.focused, CapturedList))
        await pilot.press("e", *" her", "tab", "right", "enter")
        await until(pilot, lambda: isinstance(pilot.app.focused, CapturedList))
    (action,) = seat.journal.actions.of(session)
    assert (action.text, action.owner) == ("call her", Who.BOTH)


async def test_a_session_that_was_held_takes_more_notes_and_no_more_time(seat, session, clock) -> None:
    held = seat.journal.sessions.wrap_up(session, held=20)
    async with Host(SessionScreen(seat, held)).run_test() as pilot:
        assert "held, 20 min" in line_of(pilot)
        clock.on(minutes=5)
        notes_of(pilot).insert("afterthought")
        await pilot.press("ctrl+s")
    assert text_of(seat.journal, held, "1") == "afterthought"
    assert seat.journal.sessions.seconds(held) == 0
    assert seat.journal.sessions.get(held.id).state is SessionState.HELD


async def test_what_people_wrote_is_shown_and_never_obeyed(seat, session) -> None:
    text = "\n".join(NASTY)
    for kind in (CaptureKind.INSIGHT, CaptureKind.PARKING):
        for words in NASTY:
            seat.journal.captures.add(kind, words, session=session, item="1")
    before = seat.journal.sessions.write(session, "1", text, over=None)
    async with Host(SessionScreen(seat, session)).run_test(size=(120, 36)) as pilot:
        await shows(pilot, "[x] done")
        seen = picture(pilot.app)
        assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(seen)
        await pilot.press("ctrl+n", "ctrl+r", "ctrl+s")
    after = seat.journal.sessions.note(session, "1")
    assert after == before
    assert isinstance(after, Note)


async def test_what_is_pasted_is_clean_before_it_is_kept(seat, session) -> None:
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        pilot.app.post_message(Paste("a\x1b[2Jb\r\nc\u202e"))
        await until(pilot, lambda: "c" in notes_of(pilot).text)
        await pilot.press("ctrl+s")
    assert text_of(seat.journal, session, "1") == "a␛[2Jb\nc"


async def test_tab_goes_from_the_notes_to_what_was_captured(seat, session) -> None:
    seat.journal.captures.add(CaptureKind.INSIGHT, "so it is", session=session, item="1")
    async with Host(SessionScreen(seat, session)).run_test(size=(120, 36)) as pilot:
        assert [type(one) for one in pilot.app.screen.focus_chain] == [NoteArea, CapturedList]
