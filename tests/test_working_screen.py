from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from screens import EACH_SIZE, Host, picture, shows, until
from stores import failing
from textual import work

from rmjournal.domain.progress import Progress
from rmjournal.errors import JobCancelledError, RmjournalError, StoreUnreadableError
from rmjournal.journal.care import backups_of
from rmjournal.journal.journal import Journal
from rmjournal.store.lock import locked
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens import working
from rmjournal.tui.screens.frame import Leaf
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.screens.unreadable import UnreadableScreen
from rmjournal.tui.screens.working import Job, WorkingScreen, worked


class Asking(Leaf[None]):
    """A page that has something done, and takes down what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.became: list[object] = []

    @work
    async def ask(self, what: Callable[[Progress], object]) -> None:
        try:
            self.became.append(await worked(self.app, "Counting", what))
        except RmjournalError as error:
            self.became.append(error)


class Counting:
    """Work that goes on until it is told to end, from outside or by who hears of it."""

    def __init__(self) -> None:
        self.enough = threading.Event()
        self.ended = threading.Event()
        self.done = 0

    def __call__(self, progress: Progress) -> int:
        try:
            while not self.enough.wait(0.005):
                self.done += 1
                progress(self.done, 1_000_000, "records")
            return self.done
        finally:
            self.ended.set()


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_sheet_says_how_far_it_is_and_which_key_cancels(golden, size) -> None:
    job = Job()
    job.hear(3400, 12000, "records")
    async with Host(WorkingScreen("Bringing the backup back", job)).run_test(size=size) as pilot:
        await shows(pilot, "3,400 of 12,000 records")
        golden(pilot.app, "working")


async def test_what_is_done_in_a_moment_shows_no_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "MOMENT", 60)
    monkeypatch.setattr(working, "WorkingScreen", failing(AssertionError("a sheet was shown")))
    page = Asking()
    async with Host(page).run_test() as pilot:
        page.ask(lambda _: "done")
        await until(pilot, lambda: page.became == ["done"])


async def test_the_count_grows_on_the_sheet_which_goes_at_the_end() -> None:
    page, counting = Asking(), Counting()
    async with Host(page).run_test() as pilot:
        page.ask(counting)
        await shows(pilot, " of 1,000,000 records")
        seen = picture(pilot.app)
        await until(pilot, lambda: picture(pilot.app) != seen)
        counting.enough.set()
        await until(pilot, lambda: page.became == [counting.done] and pilot.app.screen is page)


async def test_escape_ends_the_work_and_not_before_it_has_ended_the_sheet() -> None:
    page, counting = Asking(), Counting()
    async with Host(page).run_test() as pilot:
        page.ask(counting)
        await shows(pilot, " records")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is page)
        (became,) = page.became
        assert isinstance(became, JobCancelledError)
        assert counting.ended.is_set()


async def test_work_that_is_over_when_it_is_cancelled_is_done() -> None:
    page, last = Asking(), threading.Event()

    def write(progress: Progress) -> str:
        progress(1, 2, "records")
        last.wait(60)
        return "written"

    async with Host(page).run_test() as pilot:
        page.ask(write)
        await shows(pilot, "1 of 2 records")
        await pilot.press("escape")
        await shows(pilot, "Cancelling")
        last.set()
        await until(pilot, lambda: page.became == ["written"] and pilot.app.screen is page)


async def test_a_sheet_under_the_help_goes_once_it_is_seen_again() -> None:
    page, counting = Asking(), Counting()
    async with Host(page).run_test() as pilot:
        page.ask(counting)
        await shows(pilot, " records")
        await pilot.press("f1")
        await shows(pilot, "This takes a while")
        counting.enough.set()
        await until(pilot, lambda: page.became)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is page)


async def test_leaving_the_program_cancels_the_work() -> None:
    page, counting = Asking(), Counting()
    async with Host(page).run_test() as pilot:
        page.ask(counting)
        await shows(pilot, " records")
        await pilot.press("ctrl+q")
    assert counting.ended.wait(20)
    assert not counting.enough.is_set()


async def test_a_restore_that_is_cancelled_leaves_all_as_it_was_and_can_be_asked_for_again(
    journal: Journal,
) -> None:
    session = journal.sessions.start(journal.plan.next())
    journal.sessions.write(session, "1", "words", over=None)
    cut = journal.path.read_bytes()[:1000]
    journal.path.write_bytes(cut)
    with pytest.raises(StoreUnreadableError) as caught:
        Journal.open(journal.path)
    backups = backups_of(journal.path)
    app = RmjournalApp(None, first=lambda: UnreadableScreen(journal.path, caught.value, backups))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await shows(pilot, "cannot be opened")
        with locked(journal.path):
            await pilot.press("r", "r")
            await shows(pilot, "Bringing the backup back")
            await pilot.press("escape")
            await shows(pilot, "Cancelling")
        await shows(pilot, "Cancelled; nothing was changed.")
        assert (journal.path.read_bytes(), backups_of(journal.path)) == (cut, backups)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    assert app.seat is not None
    app.seat.journal.close()
    assert journal.path.read_bytes() != cut
