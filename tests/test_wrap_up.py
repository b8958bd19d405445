from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from screens import EACH_SIZE, NASTY, Host, picture, shows, until
from textual.pilot import Pilot
from textual.screen import Screen

from rmjournal.domain.capture import ActionStatus, CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session, SessionState
from rmjournal.journal.journal import Journal
from rmjournal.journal.offers import offers
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.wrap_up import WrapUpScreen
from rmjournal.tui.session_clock import SessionClock
from rmjournal.tui.widgets.next_row import NextRow
from rmjournal.tui.widgets.note_area import NoteArea
from rmjournal.tui.widgets.pending_row import PendingRow
from rmjournal.tui.widgets.wrap_fields import MinutesField, TakeawayField
from rmjournal.tui.widgets.wrap_rows import ActionRow, FinishRow, ItemRow


def held_before(journal: Journal, clock: Any, times: int) -> None:
    """So many sessions, two weeks apart."""
    for _ in range(times):
        session = journal.sessions.start(journal.plan.next())
        journal.sessions.wrap_up(session, held=20)
        clock.on(days=14)


def started(journal: Journal) -> Session:
    return journal.sessions.start(journal.plan.next(), template="show-me", minutes=30)


def wrap_up(seat: Any, session: Session) -> WrapUpScreen:
    clock = SessionClock(seat, session)
    clock.enter("1")
    return WrapUpScreen(seat, session, session.items[0], clock)


def row(pilot: Pilot[Any], kind: type[Any], at: int = 0) -> Any:
    found = list(pilot.app.screen.query(kind))[at]
    found.focus()
    return found


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_wrap_up_looks_as_it_should(seat, clock, golden, size) -> None:
    journal = seat.journal
    journal.actions.add("Try the dashboard before Monday", owner=Who.MENTEE, due=date(2026, 2, 9))
    held_before(journal, clock, 3)
    journal.actions.add("Write down two questions", owner=Who.BOTH)
    session = started(journal)
    journal.sessions.write(session, "2", "Filters first.\n\n- [ ] ask for the login", over=None)
    journal.captures.add(CaptureKind.PARKING, "Who owns the numbers?", session=session, item="2")
    seat.saving = "saved"
    async with Host(wrap_up(seat, session)).run_test(size=size) as pilot:
        await until(pilot, lambda: pilot.app.focused)
        golden(pilot.app, "wrap-up")
        await pilot.press("f8")
        await shows(pilot, "Finish")
        golden(pilot.app, "wrap-up-end")


async def test_two_people_finish_with_enter_and_a_line_each(seat) -> None:
    session = started(seat.journal)
    seat.journal.sessions.write(session, "1", "- [ ] ask for the login", over=None)
    async with Host(Screen()).run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(wrap_up(seat, session))
        await pilot.press("a", "enter", "b", "enter")
        steps = 0
        while not isinstance(pilot.app.focused, FinishRow):
            await pilot.press("enter")
            assert (steps := steps + 1) < 20
        await pilot.press("enter")
        await until(pilot, lambda: seat.journal.sessions.get(session.id).state is SessionState.HELD)
    captures = seat.journal.captures
    assert captures.takeaway(session, Who.MENTOR).text == "a"
    assert captures.takeaway(session, Who.MENTEE).text == "b"
    assert [action.text for action in seat.journal.actions.of(session)] == ["ask for the login"]


async def test_escape_goes_back_to_the_session_with_everything_kept(seat) -> None:
    session = started(seat.journal)
    async with Host(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, WrapUpScreen))
        await until(pilot, lambda: pilot.app.focused)
        await pilot.press("a", "escape")
        await until(pilot, lambda: isinstance(pilot.app.focused, NoteArea))
        assert seat.journal.captures.takeaway(session, Who.MENTOR).text == "a"
        await pilot.press("f8")
        await until(pilot, lambda: pilot.app.screen.query(TakeawayField))
        assert pilot.app.screen.query(TakeawayField).first().field.value == "a"
    assert seat.journal.sessions.get(session.id).state is SessionState.OPEN


async def test_a_finished_session_is_left_and_it_says_where_its_note_is(seat) -> None:
    session = started(seat.journal)
    async with Host(SessionScreen(seat, session)).run_test(notifications=True) as pilot:
        await pilot.app.push_screen(SessionScreen(seat, session))
        await pilot.press("f8", "f8", "enter")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 1)
        await shows(pilot, "export session last")
    assert seat.journal.sessions.get(session.id).state is SessionState.HELD


async def test_a_takeaway_is_saved_while_it_is_written(seat) -> None:
    session = started(seat.journal)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        await until(pilot, lambda: pilot.app.focused)
        await pilot.press("a")
        await until(pilot, lambda: seat.journal.captures.takeaway(session, Who.MENTOR))


async def test_a_line_of_the_notes_is_kept_with_owner_and_day(seat) -> None:
    session = started(seat.journal)
    seat.journal.sessions.write(session, "2", "- [ ] ask for the login", over=None)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        row(pilot, ActionRow)
        await pilot.press("o", "d")
        await shows(pilot, "By when?")
        pilot.app.focused.value = "next tuesday"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WrapUpScreen))
    (action,) = seat.journal.actions.of(session)
    assert (action.owner, action.due, action.item) == (Who.MENTEE, date(2026, 2, 10), "2")


async def test_a_skipped_line_is_no_action_and_enter_takes_it_after_all(seat) -> None:
    session = started(seat.journal)
    seat.journal.sessions.write(session, "2", "- [ ] ask for the login", over=None)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        offered = row(pilot, ActionRow)
        await pilot.press("s")
        assert "skipped" in picture(pilot.app)
        assert seat.journal.actions.of(session) == ()
        offered.focus()
        await pilot.press("enter")
        await until(pilot, lambda: seat.journal.actions.of(session))


def test_only_open_tasks_outside_of_code_that_were_not_kept_are_offered(journal) -> None:
    session = started(journal)
    text = "- [ ] one\n- [x] two\n- [ ] Kept\n- [ ] one\n\n```\n- [ ] three\n```\n"
    journal.sessions.write(session, "1", text, over=None)
    kept = journal.actions.add("kept", owner=Who.BOTH, session=session)
    found = offers(session, journal.sessions.notes(session), (kept,))
    assert [(offer.text, offer.item) for offer in found] == [("one", "1")]


async def test_what_stood_open_is_done_by_one_key_and_undone_by_another(seat, clock) -> None:
    action = seat.journal.actions.add("call", owner=Who.MENTEE)
    held_before(seat.journal, clock, 1)
    action = seat.journal.actions.get(action.id)
    session = started(seat.journal)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        pending = row(pilot, PendingRow)
        await pilot.press("c")
        assert seat.journal.actions.get(action.id).status is ActionStatus.DONE
        pending.focus()
        await pilot.press("u")
        assert seat.journal.actions.get(action.id) == action


async def test_what_was_carried_three_times_asks_and_can_be_dropped_with_a_reason(seat, clock) -> None:
    seat.journal.actions.add("call", owner=Who.MENTEE)
    held_before(seat.journal, clock, 3)
    session = started(seat.journal)
    async with Host(wrap_up(seat, session)).run_test(size=(80, 24)) as pilot:
        row(pilot, PendingRow)
        await shows(pilot, "carried 3 times: do it, park it, or drop it with a reason?")
        await pilot.press("s")
        await shows(pilot, "A decision, please")
        await pilot.press("end", "enter")
        await shows(pilot, "Why is it dropped?")
        await pilot.press(*"moot", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WrapUpScreen))
        await shows(pilot, "dropped")
    (action,) = seat.journal.actions.all()
    assert (action.status, action.why) == (ActionStatus.DROPPED, "moot")


async def test_doing_it_all_the_same_stops_the_asking(seat, clock) -> None:
    seat.journal.captures.add(CaptureKind.PARKING, "the numbers")
    held_before(seat.journal, clock, 3)
    session = started(seat.journal)
    async with Host(wrap_up(seat, session)).run_test(size=(80, 24)) as pilot:
        row(pilot, PendingRow)
        await pilot.press("k")
    (topic,) = seat.journal.captures.topics()
    assert not topic.wants_decision


async def test_an_unfinished_item_is_carried_over_and_not_twice(seat) -> None:
    session = started(seat.journal)
    async with Host(wrap_up(seat, session)).run_test(size=(80, 24)) as pilot:
        item = row(pilot, ItemRow, 1)
        await pilot.press("space")
        (topic,) = seat.journal.captures.topics()
        assert topic.text == session.items[1].title
        assert "carried over" in item.line().plain
        await pilot.press("space")
        assert seat.journal.captures.topics() == ()


async def test_an_item_that_got_its_time_is_not_offered(seat, clock) -> None:
    session = started(seat.journal)
    spell = seat.journal.sessions.begin_spell(session, "1")
    clock.on(minutes=3)
    seat.journal.sessions.extend_spell(spell)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        assert "1" not in [row.item.id for row in pilot.app.screen.query(ItemRow)]


async def test_the_next_session_gets_another_day_agenda_and_length(seat) -> None:
    session = started(seat.journal)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        row(pilot, NextRow)
        await pilot.press("d")
        await shows(pilot, "When is the next session?")
        pilot.app.focused.value = "feb 19"
        await pilot.press("enter")
        await until(pilot, lambda: seat.journal.plan.next().on == date(2026, 2, 19))
        await until(pilot, lambda: isinstance(pilot.app.screen, WrapUpScreen))
        await pilot.press("m")
        await shows(pilot, "How long?")
        await pilot.press("home", "enter")
        await until(pilot, lambda: seat.journal.plan.next().minutes == 15)
        await until(pilot, lambda: isinstance(pilot.app.screen, WrapUpScreen))
        await pilot.press("t")
        await shows(pilot, "Which agenda?")
        await pilot.press("end", "enter")
        await until(pilot, lambda: seat.journal.plan.next().template == "")
    assert seat.journal.plan.next().moved == 0


async def test_where_nothing_is_planned_one_more_session_is_a_key_away(seat) -> None:
    session = started(seat.journal)
    for planned in seat.journal.plan.ahead():
        seat.journal.trash.throw_away(planned)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        row(pilot, NextRow)
        await shows(pilot, "Nothing is planned")
        await pilot.press("n")
        assert seat.journal.plan.next().on == date(2026, 2, 17)


async def test_the_minutes_held_are_those_of_the_clock_or_as_the_pair_says(seat, clock) -> None:
    session = started(seat.journal)
    screen = wrap_up(seat, session)
    clock.on(seconds=100)
    screen.clock.keep()
    clock.on(seconds=100)
    async with Host(Screen()).run_test() as pilot:
        await pilot.app.push_screen(screen)
        field = pilot.app.screen.query_one(MinutesField)
        assert field.field.value == "3"
        field.field.focus()
        field.field.value = "many"
        await shows(pilot, "Say a number")
        field.field.value = "25"
        await until(pilot, lambda: screen.clock.said == 25)
        await pilot.press("f8", "enter")
        await until(pilot, lambda: seat.journal.sessions.get(session.id).held == 25)


async def test_a_line_captured_in_the_wrap_up_is_a_row_of_it(seat) -> None:
    session = started(seat.journal)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        await pilot.press("f3", "a", *"go", "enter")
        await until(pilot, lambda: pilot.app.screen.query(ActionRow))
        await shows(pilot, "kept · Desmond · no day")


async def test_what_people_wrote_is_shown_and_never_obeyed(seat, clock) -> None:
    for words in NASTY:
        seat.journal.actions.add(words, owner=Who.BOTH)
    held_before(seat.journal, clock, 1)
    session = started(seat.journal)
    tasks = "\n".join(f"- [ ] {words}" for words in NASTY)
    seat.journal.sessions.write(session, "1", tasks, over=None)
    async with Host(wrap_up(seat, session)).run_test(size=(120, 200)) as pilot:
        await shows(pilot, "[x] done")
        assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(picture(pilot.app))


async def test_every_row_is_reached_by_the_arrows_in_order(seat) -> None:
    session = started(seat.journal)
    async with Host(wrap_up(seat, session)).run_test() as pilot:
        await until(pilot, lambda: pilot.app.focused)
        chain = pilot.app.screen.focus_chain
        assert pilot.app.focused is chain[0]
        await pilot.press("down", "down")
        assert pilot.app.focused is chain[2]
        await pilot.press("up")
        assert pilot.app.focused is chain[1]
