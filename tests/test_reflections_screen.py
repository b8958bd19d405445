"""The place of reflections: written by keys alone, moved to *ours* and taken back by one key each."""

from __future__ import annotations

from typing import Any

import pytest
from screens import EACH_SIZE, NASTY, Host, picture, shows, until
from shelves import DESMOND, IMOGEN, PASSPHRASE, SECRET, a_session_held, cheap, gives, kept, with_shelf
from textual.pilot import Pilot
from textual.widgets import OptionList

from rmjournal.domain.reflection import PrivateReflection, Reflection
from rmjournal.domain.shelf import Shelf
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.reflection_draft import ReflectionDraft
from rmjournal.tui.screens.passphrase import PassphraseScreen, RecoveryCodeScreen
from rmjournal.tui.screens.questions import QuestionsScreen
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.reflections import ReflectionsScreen
from rmjournal.tui.screens.to_ours import TakeBackScreen, ToOursScreen
from rmjournal.tui.widgets.feelings_field import FeelingsField
from rmjournal.tui.widgets.line_form import LineInput
from rmjournal.tui.widgets.private_area import PrivateArea
from rmjournal.tui.widgets.reflection_list import Beside, ReflectionList


async def on(pilot: Pilot[Any], kind: type[Any]) -> Any:
    """Wait for a screen, and give it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.focused)
    return pilot.app.screen


async def mark(pilot: Pilot[Any], kind: Any) -> None:
    """Mark the first line that is about such a thing."""
    listed = pilot.app.screen.query_one(ReflectionList)
    rows = [row for row in range(listed.option_count) if listed.about(row) is not None]
    listed.highlighted = next(
        row
        for row in rows
        if listed.about(row) is kind or (isinstance(kind, type) and isinstance(listed.about(row), kind))
    )
    await pilot.pause()


def in_clear(seat: Any, words: str) -> bool:
    """Whether the words stand in the file for everybody to read."""
    return words in seat.journal.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_place_looks_as_it_should(seat, golden, size) -> None:
    journal = seat.journal
    a_session_held(journal)
    with_shelf(seat, locked=True)
    words = journal.reflections.words("He wrote one sentence of his own.", feelings=["proud"])
    journal.reflections.share(words, by=DESMOND)
    async with Host(ReflectionsScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "Mine is locked")
        golden(pilot.app, "reflections")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_an_empty_place_says_which_key_fills_it(seat, golden, size) -> None:
    async with Host(ReflectionsScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "n writes the first")
        golden(pilot.app, "reflections-empty")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_writing_looks_as_it_should(seat, golden, size) -> None:
    a_session_held(seat.journal)
    with_shelf(seat)
    offer = seat.journal.reflections.offers(IMOGEN)[0]
    draft = ReflectionDraft(seat, IMOGEN, occasion=offer.occasion())
    async with Host(ReflectScreen(draft, offer=offer)).run_test(size=size) as pilot:
        await shows(pilot, "Feelings")
        golden(pilot.app, "reflect")


async def test_a_reflection_is_kept_on_mine_in_twelve_keys_beside_the_words(seat) -> None:
    a_session_held(seat.journal)
    with_shelf(seat, locked=True)
    pressed: list[str] = []

    async def press(pilot: Pilot[Any], *keys: str) -> None:
        pressed.extend(keys)
        await pilot.press(*keys)

    app = RmjournalApp(seat.journal, theme="paper")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "f2")
        await shows(pilot, "After the session")
        await press(pilot, "enter")
        sheet = await on(pilot, PassphraseScreen)
        sheet.query_one("Input").value = PASSPHRASE
        await press(pilot, "enter")
        screen = await on(pilot, ReflectScreen)
        screen.area.insert(SECRET)
        await press(pilot, "tab")
        pilot.app.focused.insert_text_at_cursor("tense")
        await press(pilot, "enter")
        await on(pilot, ReflectionsScreen)
        (page,) = seat.journal.reflections.mine(IMOGEN)
    assert (page.words.text, page.words.feelings) == (SECRET, ("tense",))
    assert page.words.occasion.moment == "session"
    assert len(pressed) <= 12
    assert not in_clear(seat, SECRET)


async def test_without_a_passphrase_it_says_so_and_nothing_is_kept_in_clear(seat) -> None:
    cheap(seat.journal)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "enter")
        await shows(pilot, "without one nothing is kept")
        await pilot.press("end", "enter")
        await on(pilot, ReflectionsScreen)
    assert seat.writer is IMOGEN
    assert seat.journal.reflections.ours() == ()
    assert not seat.journal.mine.is_set_up(IMOGEN)


async def test_the_first_passphrase_shows_its_recovery_code_once_and_goes_on_to_the_words(seat) -> None:
    cheap(seat.journal)
    seat.writer = IMOGEN
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "enter")
        await gives(pilot, PASSPHRASE, PASSPHRASE)
        sheet = await on(pilot, RecoveryCodeScreen)
        code = sheet._code
        assert code[:19] in picture(pilot.app)
        await pilot.press("enter")
        await on(pilot, ReflectScreen)
        assert code[:19] not in picture(pilot.app)
    seat.journal.mine.recover(IMOGEN, code, "another passphrase")


async def test_two_passphrases_that_differ_set_nothing(seat) -> None:
    cheap(seat.journal)
    seat.writer = IMOGEN
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("k")
        await gives(pilot, PASSPHRASE, "roof came off")
        await shows(pilot, "are not the same")
    assert not seat.journal.mine.is_set_up(IMOGEN)


async def test_a_wrong_passphrase_is_said_and_the_next_try_has_to_wait(seat) -> None:
    with_shelf(seat, locked=True)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("k", "enter")
        await gives(pilot, "no such words")
        await shows(pilot, "The next try is in")
        pauses = seat.rests_until
        await gives(pilot, PASSPHRASE)
        assert not seat.journal.mine.is_open(IMOGEN)
        seat.rests_until = 0.0
        await gives(pilot, "no such words")
        await until(pilot, lambda: seat.rests_until > pauses)
        seat.rests_until = 0.0
        await gives(pilot, PASSPHRASE)
        await until(pilot, lambda: seat.journal.mine.is_open(IMOGEN))


async def test_a_passphrase_is_changed_and_recovered_on_its_sheets(seat) -> None:
    with_shelf(seat)
    kept(seat.journal)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("k", "down", "enter")
        await gives(pilot, PASSPHRASE, "another passphrase", "another passphrase")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReflectionsScreen))
        await pilot.press("k", "down", "down", "enter")
        code = (await on(pilot, RecoveryCodeScreen))._code
        await pilot.press("enter", "f9", "k", "end", "enter")
        await gives(pilot, code.upper(), "a third passphrase", "a third passphrase")
        await until(pilot, lambda: seat.journal.mine.is_open(IMOGEN))
    seat.journal.mine.lock()
    seat.journal.mine.unlock(IMOGEN, "a third passphrase")
    assert [one.words.text for one in seat.journal.reflections.mine(IMOGEN)] == [SECRET]


async def test_what_is_offered_is_skipped_by_one_key_and_not_offered_again(seat) -> None:
    a_session_held(seat.journal)
    with_shelf(seat)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "After the session")
        await pilot.press("s")
        await until(pilot, lambda: "After the session" not in picture(pilot.app))
    assert seat.journal.reflections.offers(IMOGEN) == ()


async def test_another_question_is_one_key_and_is_kept_with_the_answer(seat) -> None:
    a_session_held(seat.journal)
    with_shelf(seat)
    offer = seat.journal.reflections.offers(IMOGEN)[0]
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await on(pilot, ReflectScreen)
        await pilot.press("a", "ctrl+n")
        await shows(pilot, offer.prompts[1].text)
        await pilot.press("escape")
        await on(pilot, ReflectionsScreen)
    (page,) = seat.journal.reflections.mine(IMOGEN)
    assert page.words.occasion.prompt == offer.prompts[1].id


async def test_what_is_written_on_mine_keeps_itself(seat) -> None:
    with_shelf(seat)
    async with Host(ReflectScreen(ReflectionDraft(seat, IMOGEN))).run_test() as pilot:
        await pilot.press("a")
        await until(pilot, lambda: seat.journal.reflections.mine(IMOGEN))
        await pilot.press("b")
        pilot.app.exit()
    (page,) = seat.journal.reflections.mine(IMOGEN)
    assert page.words.text == "ab"


async def test_looking_at_a_page_and_leaving_writes_nothing(seat) -> None:
    with_shelf(seat)
    kept(seat.journal, "tab\there \x1b[2J")
    before = seat.journal.path.read_bytes()
    async with Host(ReflectionsScreen(seat)).run_test() as pilot:
        await mark(pilot, PrivateReflection)
        await pilot.press("enter")
        await on(pilot, ReflectScreen)
        await pilot.press("escape")
        await on(pilot, ReflectionsScreen)
    assert seat.journal.path.read_bytes() == before


async def test_up_to_three_feelings_are_picked_or_typed(seat) -> None:
    with_shelf(seat)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await shows(pilot, "curious")
        field = pilot.app.screen.query_one(FeelingsField)
        line = field.query_one(LineInput)
        line.focus()
        line.value = "seen, ten"
        line.cursor_position = len(line.value)
        await until(pilot, lambda: line._suggestion == "seen, tense")
        await pilot.press("right")
        assert await pilot.click(".feelings--offered", offset=(0, 0))
        await until(pilot, lambda: field.said == ("seen", "tense", "curious"))
        line.value += ", proud"
        assert field.said == ("seen", "tense", "curious")
        await pilot.press("enter")
        await until(pilot, lambda: seat.journal.reflections.mine(IMOGEN))
    assert seat.journal.reflections.mine(IMOGEN)[0].words.feelings == ("seen", "tense", "curious")


async def test_moving_to_ours_shows_the_words_once_more_and_takes_one_key(seat) -> None:
    with_shelf(seat)
    kept(seat.journal, "Told him.\nRoof stayed on.")
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await mark(pilot, PrivateReflection)
        await pilot.press("o")
        await on(pilot, ToOursScreen)
        await shows(pilot, "Roof stayed on.")
        await pilot.press("enter", "escape")
        await on(pilot, ReflectionsScreen)
        assert seat.journal.reflections.ours() == ()
        await pilot.press("o")
        await on(pilot, ToOursScreen)
        await pilot.press("o")
        await until(pilot, seat.journal.reflections.ours)
    assert seat.journal.reflections.mine(IMOGEN) == ()


async def test_taking_back_says_who_may_have_read_it(seat) -> None:
    with_shelf(seat)
    seat.journal.reflections.share(seat.journal.reflections.words("Told him."), by=IMOGEN)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await mark(pilot, Reflection)
        await pilot.press("b")
        await on(pilot, TakeBackScreen)
        await shows(pilot, "have read it, and copies")
        await pilot.press("b")
        await until(pilot, lambda: not seat.journal.reflections.ours())
    assert [one.words.text for one in seat.journal.reflections.mine(IMOGEN)] == ["Told him."]
    assert not in_clear(seat, "Told him.")


async def test_nothing_goes_to_ours_before_its_author_says_so(seat) -> None:
    cheap(seat.journal)
    seat.writer = IMOGEN
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "down", "enter")
        screen = await on(pilot, ReflectScreen)
        screen.area.insert("not yet said")
        await pilot.press("f2")
        assert seat.writer is IMOGEN
        await pilot.press("escape")
        await shows(pilot, "kept nowhere yet")
        pilot.app.exit()
    assert not in_clear(seat, "not yet said")


async def test_words_for_ours_are_kept_there_when_their_author_says_so(seat) -> None:
    cheap(seat.journal)
    seat.writer = IMOGEN
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "down", "enter")
        screen = await on(pilot, ReflectScreen)
        assert screen.draft.shelf is Shelf.OURS
        screen.area.insert("said")
        await pilot.press("escape")
        await shows(pilot, "kept nowhere yet")
        await pilot.press("enter")
        await on(pilot, ReflectionsScreen)
    assert [one.words.text for one in seat.journal.reflections.ours() if one.words] == ["said"]


@pytest.mark.parametrize("shelf", Shelf)
async def test_what_is_deleted_is_brought_back_by_u(seat, shelf: Shelf) -> None:
    with_shelf(seat)
    reflections = seat.journal.reflections
    keep = reflections.keep if shelf is Shelf.MINE else reflections.share
    keep(reflections.words(SECRET), by=IMOGEN)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await mark(pilot, PrivateReflection if shelf is Shelf.MINE else Reflection)
        await pilot.press("d")
        await until(pilot, lambda: SECRET not in picture(pilot.app))
        await pilot.press("u")
        await shows(pilot, SECRET)


async def test_the_partners_words_are_there_to_read_only(seat) -> None:
    with_shelf(seat)
    seat.journal.reflections.share(seat.journal.reflections.words("I know 23 new names."), by=DESMOND)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await mark(pilot, Reflection)
        await pilot.press("d", "b", "enter")
        await shows(pilot, "From Desmond")
        await pilot.press("enter")
        await on(pilot, ReflectionsScreen)
    assert len(seat.journal.reflections.ours()) == 1


async def test_a_question_waits_alone_until_it_is_released(seat) -> None:
    with_shelf(seat)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await on(pilot, QuestionsScreen)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.focused, LineInput.__base__))
        pilot.app.focused.value = "Who signs these?"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.query(OptionList))
        await shows(pilot, "Who signs these?")
        assert not in_clear(seat, "Who signs these?")
        await pilot.press("d")
        await shows(pilot, "None waits")
        await pilot.press("u")
        await shows(pilot, "Who signs these?")
        await pilot.press("r")
        await until(pilot, seat.journal.captures.topics)
    assert [one.text for one in seat.journal.captures.topics()] == ["Who signs these?"]
    assert seat.journal.questions.queued(IMOGEN) == ()


async def test_the_pulse_and_the_questions_are_lines_of_the_list(seat) -> None:
    with_shelf(seat)
    async with Host(ReflectionsScreen(seat)).run_test(size=(80, 24)) as pilot:
        await mark(pilot, Beside.QUESTIONS)
        await pilot.press("enter")
        await on(pilot, QuestionsScreen)
        await pilot.press("escape")
        await on(pilot, ReflectionsScreen)
        await mark(pilot, Beside.PULSE)
        await pilot.press("enter")
        await shows(pilot, "No session was held yet")


@pytest.mark.parametrize("nasty", NASTY)
async def test_whatever_is_written_is_shown_and_never_obeyed(seat, nasty: str) -> None:
    with_shelf(seat)
    page = kept(seat.journal, nasty, title=nasty)
    async with Host(ReflectionsScreen(seat)).run_test(size=(120, 36)) as pilot:
        await mark(pilot, PrivateReflection)
        await pilot.press("o")
        await on(pilot, ToOursScreen)
        await pilot.press("escape", "enter")
        await until(pilot, lambda: pilot.app.screen.query(PrivateArea))
        await pilot.press("escape")
        await on(pilot, ReflectionsScreen)
    assert seat.journal.reflections.mine(IMOGEN) == (page,)
