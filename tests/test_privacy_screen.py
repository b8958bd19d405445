"""F9, F2 and ten idle minutes: what is private is gone from the screen and from memory at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from screens import EACH_SIZE, ONE_SIZE_QUICKLY, Host, picture, said, shows, until
from shelves import DESMOND, IMOGEN, SECRET, a_session_held, gives, kept, with_shelf
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from rmjournal.domain.shelf import Shelf
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.reflection_draft import ReflectionDraft
from rmjournal.tui.screens.agreement_columns import ColumnsScreen
from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.handover import HandoverSheet
from rmjournal.tui.screens.passphrase import PassphraseScreen, RecoveryCodeScreen, setting_up
from rmjournal.tui.screens.pulse import PulseScreen
from rmjournal.tui.screens.questions import AskAloneScreen, QuestionsScreen
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.reflections import ReflectionsScreen
from rmjournal.tui.screens.search import SearchScreen
from rmjournal.tui.screens.sign import SignScreen
from rmjournal.tui.screens.to_ours import ToOursScreen
from rmjournal.tui.seat import Seat

Way = Callable[[Pilot[Any]], Awaitable[None]]


async def on(pilot: Pilot[Any], kind: type[Any]) -> Any:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.focused)
    return pilot.app.screen


async def to_the_list(pilot: Pilot[Any]) -> None:
    await on(pilot, ReflectionsScreen)
    await pilot.press("end")


async def to_the_words(pilot: Pilot[Any]) -> None:
    await to_the_list(pilot)
    await pilot.press("enter")
    await on(pilot, ReflectScreen)


async def to_the_words_once_more(pilot: Pilot[Any]) -> None:
    await to_the_list(pilot)
    await pilot.press("o")
    await on(pilot, ToOursScreen)


async def to_the_questions(pilot: Pilot[Any]) -> None:
    await on(pilot, ReflectionsScreen)
    await pilot.press("q")
    await on(pilot, QuestionsScreen)


async def to_a_question_half_typed(pilot: Pilot[Any]) -> None:
    await to_the_questions(pilot)
    await pilot.press("n")
    (await on(pilot, AskAloneScreen)).query_one(Input).value = SECRET


async def to_the_palette_over_the_words(pilot: Pilot[Any]) -> None:
    await to_the_words(pilot)
    await pilot.press("ctrl+p")
    await until(pilot, lambda: len(pilot.app.screen_stack) == 3)


WAYS = [to_the_list, to_the_words, to_the_words_once_more, to_the_questions, to_a_question_half_typed]


@pytest.mark.parametrize("size", ONE_SIZE_QUICKLY)
@pytest.mark.parametrize("way", [*WAYS, to_the_palette_over_the_words], ids=lambda way: way.__name__)
async def test_f9_hides_what_is_private_within_one_frame(seat, way: Way, size: Any) -> None:
    with_shelf(seat)
    kept(seat.journal)
    seat.journal.questions.add(SECRET, by=IMOGEN)
    async with Host(ReflectionsScreen(seat)).run_test(size=size) as pilot:
        await way(pilot)
        frames: list[str] = []

        def look() -> None:
            if seat.journal.mine.author is None:
                frames.append(picture(pilot.app))

        looking = pilot.app.set_interval(0.001, look)
        await pilot.press("f9")
        await until(pilot, lambda: len(frames) > 3)
        looking.stop()
        assert not any(SECRET[:9] in frame for frame in frames)
        assert isinstance(pilot.app.screen, ReflectionsScreen)


async def test_f9_keeps_the_words_that_are_being_written(seat) -> None:
    with_shelf(seat)
    screen = ReflectScreen(ReflectionDraft(seat, IMOGEN))
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        await pilot.app.push_screen(screen)
        screen.area.insert(SECRET)
        await pilot.press("f9")
        await on(pilot, ReflectionsScreen)
    seat.journal.mine.unlock(IMOGEN, "roof stayed on")
    assert [one.words.text for one in seat.journal.reflections.mine(IMOGEN)] == [SECRET]


async def test_nothing_private_is_left_in_memory_or_behind_undo(seat) -> None:
    with_shelf(seat)
    page = kept(seat.journal)
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        screen = ReflectScreen(ReflectionDraft(seat, IMOGEN, page=page))
        await pilot.app.push_screen(screen)
        await pilot.press("a", "f9")
        below = await on(pilot, ReflectionsScreen)
        screen.area.undo()
        assert (screen.area.text, screen.draft.text, screen.draft.page) == ("", "", None)
        listed = below.query_one("ReflectionList")
        assert not any(SECRET in str(line) for line in listed._rows)
        await pilot.press("u")
        assert SECRET not in picture(pilot.app)


async def test_what_was_deleted_cannot_be_brought_back_once_it_is_locked(seat) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        await to_the_list(pilot)
        await pilot.press("d", "f9", "u")
        assert not pilot.app.screen.check_action("undo", ())
        assert SECRET not in picture(pilot.app)


async def test_f2_keeps_and_hides_before_the_next_one_writes(seat) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(ReflectionsScreen(seat)).run_test(size=(120, 36)) as pilot:
        await to_the_words(pilot)
        await pilot.press("f2")
        await on(pilot, ReflectionsScreen)
        assert seat.writer is DESMOND
        assert SECRET[:9] not in picture(pilot.app)
        assert seat.journal.mine.author is None


async def hands_over_the_columns(pilot: Pilot[Any], seat: Seat) -> None:
    pilot.app.push_screen(ColumnsScreen(seat))
    await until(pilot, lambda: getattr(pilot.app.screen, "asked", ""))
    await pilot.app.screen.run_action("done")
    await on(pilot, HandoverSheet)
    await pilot.press("enter")


async def signs_the_agreement(pilot: Pilot[Any], seat: Seat) -> None:
    pilot.app.push_screen(SignScreen(seat))
    field = (await on(pilot, SignScreen)).query_one(Input)
    field.value = seat.pair.name_of(IMOGEN)
    await pilot.press("enter")


@pytest.mark.parametrize("hands_over", [hands_over_the_columns, signs_the_agreement])
async def test_every_way_to_hand_the_keyboard_on_locks_the_shelf_of_the_one_before(
    seat: Seat, hands_over: Callable[[Pilot[Any], Seat], Awaitable[None]]
) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(Screen()).run_test(size=(80, 24)) as pilot:
        pilot.app.seat = seat
        pilot.app.push_screen(SearchScreen(seat, SECRET))
        await shows(pilot, "1 found")
        await hands_over(pilot, seat)
        await until(pilot, lambda: seat.writer is DESMOND)
        assert seat.journal.mine.author is None
        assert seat.journal.finding.find(SECRET).total == 0


async def test_what_waits_for_a_decision_below_waits_for_its_author_when_the_keyboard_is_handed_on(
    seat: Seat,
) -> None:
    seat.writer = IMOGEN
    draft = ReflectionDraft(seat, IMOGEN, shelf=Shelf.OURS)
    async with Host(Screen()).run_test(size=(80, 24)) as pilot:
        pilot.app.seat = seat
        pilot.app.push_screen(ReflectScreen(draft))
        (await on(pilot, ReflectScreen)).area.insert("for both, one day")
        await hands_over_the_columns(pilot, seat)
        await until(pilot, lambda: seat.writer is DESMOND)
        assert [one.words.text for one in seat.journal.unkept.of(IMOGEN)] == ["for both, one day"]
        assert not any(isinstance(screen, ReflectScreen) for screen in pilot.app.screen_stack)


@pytest.mark.parametrize("size", ONE_SIZE_QUICKLY)
async def test_ten_idle_minutes_lock(seat, clock, size: Any) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(ReflectionsScreen(seat)).run_test(size=size) as pilot:
        await to_the_words(pilot)
        clock.on(minutes=9)
        await pilot.press("right")
        clock.on(minutes=9)
        await pilot.press("right")
        assert isinstance(pilot.app.screen, ReflectScreen)
        clock.on(minutes=10)
        await on(pilot, ReflectionsScreen)
        assert SECRET[:9] not in picture(pilot.app)


async def test_a_key_after_a_long_sleep_shows_nothing(seat, clock) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        await to_the_words(pilot)
        clock.on(days=1)
        await pilot.press("x")
        await on(pilot, ReflectionsScreen)
        assert SECRET[:9] not in picture(pilot.app)


async def test_a_shelf_that_is_being_opened_stays_locked_after_f9(seat) -> None:
    with_shelf(seat, locked=True)
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        await pilot.press("k", "enter")
        await gives(pilot, "roof stayed on")
        await pilot.press("f9")
        await on(pilot, ReflectionsScreen)
        pilot.app.workers.cancel_all()
    assert seat.journal.mine.author is None


async def test_a_shelf_that_locks_itself_under_a_sheet_is_not_worked_on(seat: Seat) -> None:
    with_shelf(seat)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, ReflectionsScreen)
        await pilot.press("k")
        await on(pilot, ChoiceScreen)
        seat.journal.mine.lock()
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: said(pilot))
        assert isinstance(pilot.app.screen, ReflectionsScreen)


async def test_a_recovery_code_is_hidden_too(seat) -> None:
    with_shelf(seat)
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        screen = RecoveryCodeScreen("abcd-efgh-jkmn-pqrs")
        await pilot.app.push_screen(screen)
        await shows(pilot, "abcd-")
        await pilot.press("f9")
        await on(pilot, ReflectionsScreen)
        assert "abcd" not in picture(pilot.app)
        assert screen._code == ""


async def test_safe_and_steer_are_gone_from_the_pulse(seat) -> None:
    a_session_held(seat.journal)
    with_shelf(seat)
    seat.journal.pulses.answer_privately(by=IMOGEN, safe=2, steer=4)
    async with Host(PulseScreen(seat)).run_test(size=(80, 40)) as pilot:
        await shows(pilot, "only Imogen sees these")
        await pilot.press("f9")
        await until(pilot, lambda: "only Imogen" not in picture(pilot.app))


async def test_no_key_of_the_other_one_opens_the_shelf(seat) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with RmjournalApp(seat.journal, theme="paper").run_test(size=(120, 36)) as pilot:
        seat = pilot.app.seat
        await pilot.press("5", "f2", "f2")
        assert seat.writer is DESMOND
        seen = []
        for key in (
            "end",
            "enter",
            "escape",
            "o",
            "escape",
            "q",
            "escape",
            "p",
            "escape",
            "k",
            "escape",
            "u",
        ):
            await pilot.press(key)
            seen.append(picture(pilot.app))
        assert not any(SECRET[:9] in page for page in seen)
        assert seat.journal.mine.author is None


async def test_a_passphrase_never_stands_on_the_screen(seat) -> None:
    with_shelf(seat, locked=True)
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        await pilot.press("k", "enter")
        sheet = await on(pilot, PassphraseScreen)
        await pilot.press(*"roof")
        assert sheet.query_one(Input).value == "roof"
        assert "roof" not in picture(pilot.app)


@pytest.mark.parametrize("keys", [[], ["2"], ["enter"], ["?"], ["ctrl+p"], ["enter", "f3"], ["enter", "f8"]])
async def test_f9_locks_from_wherever_one_is(seat, keys: list[str]) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with RmjournalApp(seat.journal, theme="paper").run_test() as pilot:
        await until(pilot, lambda: pilot.app.focused)
        for key in keys:
            await pilot.press(key)
        assert seat.journal.mine.is_open(IMOGEN)
        await pilot.press("f9")
        await until(pilot, lambda: seat.journal.mine.author is None)


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_passphrase_sheet_looks_as_it_should(seat, golden, size: Any) -> None:
    async with Host(PassphraseScreen(seat, setting_up(seat, IMOGEN))).run_test(size=size) as pilot:
        await on(pilot, PassphraseScreen)
        golden(pilot.app, "passphrase")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_recovery_code_looks_as_it_should(golden, size: Any) -> None:
    async with Host(RecoveryCodeScreen("-".join(["0000"] * 8))).run_test(size=size) as pilot:
        await on(pilot, RecoveryCodeScreen)
        golden(pilot.app, "recovery-code")


async def test_what_was_copied_from_private_words_is_not_left_in_the_clipboard(seat) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        await to_the_words(pilot)
        pilot.app.screen.area.select_all()
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard == SECRET
        await pilot.press("f9")
        await on(pilot, ReflectionsScreen)
        assert pilot.app.clipboard == ""
