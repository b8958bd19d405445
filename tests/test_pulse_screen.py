"""The pulse on the screen: three taps alone, sealed until both are in, and what comes of them."""

from __future__ import annotations

from typing import Any

import pytest
from screens import EACH_SIZE, Host, picture, shows, until
from shelves import DESMOND, IMOGEN, PASSPHRASE, a_session_held, gives, with_shelf
from textual.pilot import Pilot
from textual.screen import Screen

from rmjournal.domain.pair import Who
from rmjournal.journal.pulses import MIDPOINT, RESET
from rmjournal.tui.screens.pulse import PulseScreen
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.reflections import ReflectionsScreen
from rmjournal.tui.screens.reveal_pulse import RevealPulseScreen
from rmjournal.tui.screens.signal import SignalScreen
from rmjournal.tui.screens.taps import TapRow, TapsScreen
from rmjournal.tui.screens.wrap_up import WrapUpScreen
from rmjournal.tui.session_clock import SessionClock
from rmjournal.tui.widgets.pulse_row import PulseRow

FINE = {"useful": 4, "heard": 4, "forward": 5}


async def on(pilot: Pilot[Any], kind: type[Any]) -> Any:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.focused)
    return pilot.app.screen


def answered(seat: Any, session: Any, mentor: dict[str, int], mentee: dict[str, int]) -> None:
    seat.journal.pulses.answer(session, mentor, by=IMOGEN)
    seat.journal.pulses.answer(session, mentee, by=DESMOND)


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_taps_look_as_they_should(seat, golden, size) -> None:
    items = seat.journal.pulses.items()
    sheet = TapsScreen("Imogen: how was it?", "Sealed until both are in.", items, IMOGEN)
    async with Host(sheet).run_test(size=size) as pilot:
        await on(pilot, TapsScreen)
        await pilot.press("4")
        golden(pilot.app, "taps")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_pulse_looks_as_it_should(seat, clock, golden, size) -> None:
    for mentor, mentee in ((FINE, FINE), ({**FINE, "heard": 2}, FINE), ({**FINE, "useful": 5}, FINE)):
        answered(seat, a_session_held(seat.journal), mentor, mentee)
        clock.on(days=14)
    async with Host(PulseScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "The last session")
        golden(pilot.app, "pulse")


async def test_each_answers_alone_at_the_wrap_up_and_then_both_see_both(seat) -> None:
    session = seat.journal.sessions.start(seat.journal.plan.next())
    screen = WrapUpScreen(seat, session, session.items[0], SessionClock(seat, session))
    async with Host(Screen()).run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(screen)
        screen.query_one(PulseRow).focus()
        await pilot.press("a", "enter")
        await on(pilot, TapsScreen)
        await pilot.press("2", "2", "5", "enter")
        await on(pilot, WrapUpScreen)
        await shows(pilot, "Imogen is in, Desmond is not in yet")
        assert seat.journal.pulses.shown(session) == ()
        await pilot.press("a", "enter")
        await shows(pilot, "Desmond: how was it?")
        await pilot.press("4", "4", "5", "enter")
        await on(pilot, RevealPulseScreen)
        await shows(pilot, "You saw this one differently.")
        await pilot.press("enter")
        await shows(pilot, "both are in")
    assert [(one.mentor, one.mentee) for one in seat.journal.pulses.shown(session)] == [
        (2, 4),
        (2, 4),
        (5, 5),
    ]


async def test_it_can_be_skipped_and_enter_never_stops_at_it(seat) -> None:
    session = seat.journal.sessions.start(seat.journal.plan.next())
    screen = WrapUpScreen(seat, session, session.items[0], SessionClock(seat, session))
    async with Host(Screen()).run_test(size=(80, 24)) as pilot:
        await pilot.app.push_screen(screen)
        row = screen.query_one(PulseRow)
        row.focus()
        await pilot.press("enter")
        assert pilot.app.focused is not row
        assert seat.journal.pulses.round(session) is None
        row.focus()
        await pilot.press("a", "enter")
        await on(pilot, TapsScreen)
        await pilot.press("x")
        await until(pilot, lambda: seat.journal.pulses.round(session))
    assert seat.journal.pulses.round(session).is_in(IMOGEN)


async def test_an_answer_can_be_mended_passed_or_clicked(seat) -> None:
    sheet = TapsScreen("How was it?", "", seat.journal.pulses.items(), IMOGEN)
    host = Host(sheet)
    async with host.run_test(size=(80, 24)) as pilot:
        await on(pilot, TapsScreen)
        await pilot.press("1", "s", "up", "up", "5")
        await pilot.click(list(sheet.query(TapRow))[2], offset=(8, 1))
        await until(pilot, lambda: list(sheet.query(TapRow))[2].answer)
        await pilot.press("enter")
        await until(pilot, lambda: host.answers)
    assert host.answers == [{"useful": 5, "heard": None, "forward": 2}]


async def test_escape_answers_nothing(seat) -> None:
    session = a_session_held(seat.journal)
    seat.writer = IMOGEN
    async with Host(PulseScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        await on(pilot, TapsScreen)
        await pilot.press("5", "escape")
        await on(pilot, PulseScreen)
    assert seat.journal.pulses.round(session) is None


async def test_a_signal_is_told_to_its_owner_only_and_left_by_one_key(seat) -> None:
    answered(seat, a_session_held(seat.journal), {**FINE, "heard": 2}, FINE)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await shows(pilot, "You gave heard a 2.")
        await pilot.press("f2")
        await until(pilot, lambda: "You gave heard" not in picture(pilot.app))
        await pilot.press("f2", "f2")
        await shows(pilot, "You gave heard a 2.")
        pilot.app.screen.query_one("ReflectionList").highlighted = _row_of(pilot, "Signal")
        await pilot.press("s")
        await until(pilot, lambda: "You gave heard" not in picture(pilot.app))


def _row_of(pilot: Pilot[Any], kind: str) -> int:
    listed = pilot.app.screen.query_one("ReflectionList")
    return next(row for row in range(listed.option_count) if type(listed.about(row)).__name__ == kind)


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_a_reset_is_asked_for_without_a_reason(seat, golden, size) -> None:
    answered(seat, a_session_held(seat.journal), {**FINE, "heard": 2}, FINE)
    seat.writer = IMOGEN
    async with Host(ReflectionsScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "heard a 2.")
        pilot.app.screen.query_one("ReflectionList").highlighted = _row_of(pilot, "Signal")
        await pilot.press("enter")
        await on(pilot, SignalScreen)
        golden(pilot.app, "signal")
        await pilot.press("down", "enter")
        await until(pilot, lambda: seat.journal.plan.next().template == RESET)
    assert seat.journal.pulses.signals(IMOGEN) == ()


async def test_a_signal_can_be_written_down(seat) -> None:
    with_shelf(seat)
    answered(seat, a_session_held(seat.journal), {**FINE, "heard": 2}, FINE)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        pilot.app.screen.query_one("ReflectionList").highlighted = _row_of(pilot, "Signal")
        await pilot.press("enter", "enter")
        await on(pilot, ReflectScreen)


async def test_safe_and_steer_are_asked_once_the_shelf_is_open_and_stay_on_it(seat) -> None:
    a_session_held(seat.journal)
    with_shelf(seat, locked=True)
    async with Host(PulseScreen(seat)).run_test(size=(80, 40)) as pilot:
        await pilot.press("m")
        await gives(pilot, PASSPHRASE)
        await on(pilot, TapsScreen)
        await shows(pilot, "Who steered?")
        await pilot.press("4", "3", "enter")
        await shows(pilot, "only Imogen sees these")
        await pilot.press("f2")
        await until(pilot, lambda: "only Imogen" not in picture(pilot.app))
    assert seat.writer is Who.MENTEE
    assert '"safe"' not in seat.journal.path.read_text(encoding="utf-8")


async def test_a_pulse_that_is_never_finished_is_closed_unseen(seat) -> None:
    session = a_session_held(seat.journal)
    seat.journal.pulses.answer(session, FINE, by=IMOGEN)
    async with Host(PulseScreen(seat)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Desmond is not in yet")
        await pilot.press("c")
        await shows(pilot, "Closed unseen")
    assert seat.journal.pulses.round(session).is_closed


async def test_safe_and_steer_are_offered_after_the_mid_point_whatever_the_month(seat, clock) -> None:
    a_session_held(seat.journal)
    with_shelf(seat)
    seat.journal.pulses.answer_privately(by=IMOGEN, safe=4)
    clock.on(days=3)
    session = seat.journal.sessions.start(seat.journal.plan.next(), template=MIDPOINT)
    seat.journal.sessions.wrap_up(session, held=25)
    seat.journal.mine.unlock(IMOGEN, PASSPHRASE)
    async with Host(Screen()).run_test(size=(80, 36)) as pilot:
        await pilot.app.push_screen(ReflectionsScreen(seat))
        await shows(pilot, "Safe, and who steers")
        await pilot.press("p", "m", "4", "4", "enter")
        await shows(pilot, "only Imogen sees these")
        pilot.app.pop_screen()
        await until(pilot, lambda: "Safe, and who steers" not in picture(pilot.app))
