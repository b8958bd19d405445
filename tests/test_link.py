"""What is painted, and so sent, while somebody writes: over a slow link, all else is felt in the typing."""

from __future__ import annotations

from typing import Any

import pytest
from screens import Host, shows
from textual._compositor import LayoutUpdate
from textual.screen import Screen

from rmjournal.store.store import SaveState
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.widgets.key_line import KeyLine
from rmjournal.tui.widgets.session_agenda import AgendaRow


class Watched(RmjournalApp):
    """The program, which counts how often the whole screen was painted."""

    whole = 0

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        self.whole += isinstance(renderable, LayoutUpdate)
        super()._display(screen, renderable)


@pytest.fixture
def painted(monkeypatch) -> list[object]:
    """The rows of the agenda and the lines of keys, each time that one was painted."""
    found: list[object] = []
    for kind in (AgendaRow, KeyLine):
        paint = kind.render

        def watched(self: Any, paint: Any = paint) -> Any:
            found.append(self)
            return paint(self)

        monkeypatch.setattr(kind, "render", watched)
    return found


async def test_a_save_paints_its_word_and_not_the_whole_screen(journal) -> None:
    app = Watched(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(SessionScreen(app.seat, journal.sessions.start(journal.plan.next())))
        await shows(pilot, "ctrl+n next")
        before = app.whole
        for state in ("saving", "saved"):
            app.post_message(RmjournalApp.SavingChanged(SaveState(state=state)))
            await shows(pilot, f"{state} ·")
        assert app.whole == before


async def test_a_page_that_was_covered_says_how_saving_stands_once_it_is_seen(journal) -> None:
    app = Watched(journal)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(SessionScreen(app.seat, journal.sessions.start(journal.plan.next())))
        await shows(pilot, "ctrl+n next")
        app.post_message(RmjournalApp.SavingChanged(SaveState(state="saved")))
        await shows(pilot, "saved ·")
        await pilot.press("escape")
        await shows(pilot, "Not wrapped up yet")
        await shows(pilot, "saved ·")


async def test_a_sheet_lets_the_page_below_it_say_how_saving_stands(journal) -> None:
    app = Watched(journal)
    async with app.run_test(size=(200, 60)) as pilot:
        await shows(pilot, "Enter")
        await pilot.press("f1")
        await shows(pilot, "Esc close")
        app.post_message(RmjournalApp.SavingChanged(SaveState(state="saved")))
        await shows(pilot, "saved ·")


async def test_a_second_that_passes_paints_no_row_of_the_agenda_and_no_keys(seat, clock, painted) -> None:
    session = seat.journal.sessions.start(seat.journal.plan.next())
    async with Host(SessionScreen(seat, session)).run_test(size=(80, 24)) as pilot:
        clock.on(seconds=1)
        await shows(pilot, "session 0:01")
        painted.clear()
        clock.on(seconds=1)
        await shows(pilot, "session 0:02")
        assert painted == []


async def test_a_minute_that_passes_is_painted_in_the_row_of_its_item_alone(seat, clock, painted) -> None:
    session = seat.journal.sessions.start(seat.journal.plan.next())
    async with Host(SessionScreen(seat, session)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "session 0:00")
        painted.clear()
        clock.on(minutes=1)
        await shows(pilot, "session 1:00")
        assert [row.number for row in set(painted)] == [1]
