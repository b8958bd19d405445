"""The trash as a page: what it lists, bringing back, undoing that, emptying."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Golden, StoppedClock
from screens import EACH_SIZE, NASTY, ONE_SIZE_QUICKLY, Host, picture, said, shows, until
from shelves import DESMOND, IMOGEN, PASSPHRASE, kept, with_shelf
from textual.pilot import Pilot
from textual.widgets import OptionList

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.journal.journal import Journal
from rmjournal.store.backups import backups_of
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.told import ToldChoiceScreen
from rmjournal.tui.screens.trash import TrashScreen
from rmjournal.tui.seat import Seat


@pytest.fixture
def thrown(seat: Seat, clock: StoppedClock) -> Seat:
    """A seat at a journal with three things in the trash, the last of them two weeks later."""
    journal = seat.journal
    topic = journal.captures.add(CaptureKind.PARKING, "Who decides what goes on the screens?")
    journal.captures.delete(topic, by=DESMOND)
    clock.on(minutes=5)
    journal.actions.delete(journal.actions.add("Send the deck to the depots", owner=IMOGEN), by=IMOGEN)
    clock.on(days=14)
    journal.goals.delete(journal.goals.add("A class of new drivers that stays", owner=DESMOND))
    return seat


def texts(journal: Journal, by: Who = Who.BOTH) -> list[str]:
    return [one.first_line for one in journal.trash.all(by=by)]


async def asked(pilot: Pilot[Any]) -> None:
    """Ask to empty the trash."""
    await pilot.press("e")
    await until(pilot, lambda: isinstance(pilot.app.screen, ToldChoiceScreen) and pilot.app.focused)


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_trash_looks_as_it_should(thrown: Seat, golden: Golden, size: tuple[int, int]) -> None:
    async with Host(TrashScreen(thrown)).run_test(size=size) as pilot:
        await shows(pilot, "Trash: 3 things")
        golden(pilot.app, "trash")
        await asked(pilot)
        await shows(pilot, "Keep it all")
        golden(pilot.app, "trash-empty")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_where_nothing_was_deleted_it_says_so(
    seat: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    async with Host(TrashScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "Nothing was deleted.")
        golden(pilot.app, "trash-none")
        await pilot.press("enter", "r", "e")
        assert isinstance(pilot.app.screen, TrashScreen)


async def test_it_is_opened_from_anywhere_and_left_again(thrown: Seat) -> None:
    async with RmjournalApp(thrown.journal).run_test() as pilot:
        await shows(pilot, "start")
        home = pilot.app.screen
        await pilot.press("T")
        await shows(pilot, "Trash: 3 things")
        await pilot.press("T")
        assert len(pilot.app.screen_stack) == 2
        await pilot.press("escape")
        assert pilot.app.screen is home


async def test_it_is_made_for_the_width_it_has(thrown: Seat) -> None:
    async with Host(TrashScreen(thrown)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "action   Send")
        await pilot.resize_terminal(40, 12)
        await shows(pilot, "action  Send")


@pytest.mark.parametrize("key", ["enter", "r"])
async def test_a_key_brings_back_what_is_marked_and_u_undoes_it(thrown: Seat, key: str) -> None:
    journal = thrown.journal
    async with Host(TrashScreen(thrown)).run_test(notifications=True) as pilot:
        await shows(pilot, "Trash: 3 things")
        await pilot.press("down", key)
        await shows(pilot, "Trash: 2 things")
        assert [one.text for one in journal.actions.open()] == ["Send the deck to the depots"]
        assert "The action is back." in said(pilot)
        await pilot.press("u")
        await shows(pilot, "Trash: 3 things")
        assert journal.actions.open() == ()
        assert "Undone: brought the action “Send the deck to the depots” back." in said(pilot)
        await pilot.press("U")
        await shows(pilot, "Trash: 2 things")
        assert len(journal.actions.open()) == 1


async def test_all_of_it_comes_back_by_one_key(thrown: Seat) -> None:
    async with Host(TrashScreen(thrown)).run_test() as pilot:
        await shows(pilot, "Trash: 3 things")
        await pilot.press("r", "r", "r")
        await shows(pilot, "Nothing was deleted.")
        assert texts(thrown.journal) == []
        assert [one.title for one in thrown.journal.goals.all()] == ["A class of new drivers that stays"]


async def test_it_is_emptied_only_once_that_was_said_and_then_undo_says_why_not(thrown: Seat) -> None:
    async with Host(TrashScreen(thrown)).run_test(notifications=True) as pilot:
        await shows(pilot, "Trash: 3 things")
        for keys in (("enter",), ("escape",)):
            await asked(pilot)
            await shows(pilot, "3 things. This cannot be undone.")
            await pilot.press(*keys)
            await until(pilot, lambda: isinstance(pilot.app.screen, TrashScreen))
            assert len(texts(thrown.journal)) == 3
        await asked(pilot)
        await pilot.press("down", "enter")
        await shows(pilot, "Nothing was deleted.")
        assert "Emptied: 3 things. A backup from before it was kept." in said(pilot)
        assert b"Send the deck" not in thrown.journal.path.read_bytes()
        assert [one.why for one in backups_of(thrown.journal.path)][-1:] == ["trash"]
        await pilot.press("u")
        await shows(pilot, "Not undone. The trash was emptied")


async def test_what_is_deleted_while_it_is_asked_is_not_emptied_unseen(thrown: Seat) -> None:
    async with Host(TrashScreen(thrown)).run_test(notifications=True) as pilot:
        await shows(pilot, "Trash: 3 things")
        await asked(pilot)
        other = Journal.open(thrown.journal.path)
        other.actions.delete(other.actions.add("Not to be lost", owner=DESMOND))
        await pilot.press("down", "enter")
        await shows(pilot, "Trash: 4 things")
        assert "Something else was deleted meanwhile." in said(pilot)
        assert "Not to be lost" in texts(thrown.journal)


async def test_another_program_emptied_it_meanwhile(thrown: Seat) -> None:
    other = Journal.open(thrown.journal.path)
    async with Host(TrashScreen(thrown)).run_test(notifications=True) as pilot:
        await shows(pilot, "Trash: 3 things")
        await asked(pilot)
        other.trash.empty()
        await pilot.press("down", "enter")
        await shows(pilot, "Nothing was deleted.")
        assert "Nothing was left to empty" in said(pilot)


async def test_what_is_gone_from_the_trash_is_not_brought_back_from_the_screen(thrown: Seat) -> None:
    async with Host(TrashScreen(thrown)).run_test(notifications=True) as pilot:
        await shows(pilot, "Trash: 3 things")
        Journal.open(thrown.journal.path).trash.empty()
        thrown.journal.refresh()
        await pilot.press("enter")
        await shows(pilot, "Nothing was deleted.")
        assert "It is not in the trash anymore" in said(pilot)
        assert thrown.journal.goals.all() == ()


async def test_two_versions_are_both_listed_and_the_one_in_the_way_is_told(
    seat: Seat, journal_path: Path
) -> None:
    journal = seat.journal
    action = journal.actions.add("Send the deck", owner=IMOGEN)
    other = Journal.open(journal_path)
    other.actions.change(action, text="Send it by mail", owner=IMOGEN, due=None)
    journal.actions.delete(action)
    journal.refresh()
    async with Host(TrashScreen(seat)).run_test(notifications=True) as pilot:
        await shows(pilot, "in use in other words, from another copy")
        await pilot.press("r")
        await until(pilot, lambda: "in use in other words" in said(pilot))
        assert [one.text for one in journal.actions.all()] == ["Send it by mail"]
        assert texts(journal) == ["Send the deck"]


async def test_mine_is_listed_for_its_owner_and_comes_back_and_goes_again_unseen_by_the_other(
    seat: Seat,
) -> None:
    journal = with_shelf(seat).journal
    journal.reflections.delete(kept(journal, "Alone with it"), by=IMOGEN)
    async with Host(TrashScreen(seat)).run_test(notifications=True) as pilot:
        await shows(pilot, "Alone with it")
        await pilot.press("enter")
        await shows(pilot, "Nothing was deleted.")
        assert [one.words.text for one in journal.reflections.mine(IMOGEN)] == ["Alone with it"]
        await pilot.press("u")
        await shows(pilot, "Alone with it")
        assert journal.reflections.mine(IMOGEN) == ()
        await pilot.press("f9")
        await shows(pilot, "What you deleted on mine is listed")
        assert "Alone" not in picture(pilot.app)
        journal.mine.unlock(IMOGEN, PASSPHRASE)
        await pilot.press("f2")
        await shows(pilot, "writing: Desmond")
        assert "Alone" not in picture(pilot.app)
        assert "mine" not in picture(pilot.app)


async def test_with_both_at_the_keyboard_an_open_shelf_is_not_listed(seat: Seat) -> None:
    journal = with_shelf(seat).journal
    journal.reflections.delete(kept(journal, "Alone with it"), by=IMOGEN)
    seat.writer = Who.BOTH
    async with Host(TrashScreen(seat)).run_test() as pilot:
        await shows(pilot, "for its owner, while it is open.")
        assert "Alone" not in picture(pilot.app)


@pytest.mark.parametrize("size", ONE_SIZE_QUICKLY)
async def test_hostile_words_are_shown_and_brought_back_as_they_were(
    seat: Seat, size: tuple[int, int]
) -> None:
    journal = seat.journal
    for text in NASTY:
        journal.actions.delete(journal.actions.add(text, owner=IMOGEN))
    before = {one.what for one in journal.trash.ours()}
    async with Host(TrashScreen(seat)).run_test(size=size, notifications=True) as pilot:
        await shows(pilot, f"Trash: {len(NASTY)} things")
        assert pilot.app.screen.query_one(OptionList).option_count == len(NASTY)
        for _ in NASTY:
            await pilot.press("r")
        await shows(pilot, "Nothing was deleted.")
        assert set(journal.actions.all()) == before
