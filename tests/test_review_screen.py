"""The review as a place: what came of it in pictures, each with the sentence that it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Golden, StoppedClock
from looking_back import sentences, six_months
from screens import EACH_SIZE, NASTY, Host, picture, shows, until
from shelves import DESMOND, IMOGEN, with_shelf
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from rmjournal.domain.capture import ActionStatus, CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.stretch import Stretch
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.review_pieces import pieces_of, strip
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.note import NoteScreen
from rmjournal.tui.screens.review import ReviewScreen
from rmjournal.tui.seat import Seat


@pytest.fixture
def shelf(tmp_path: Path) -> Seat:
    return six_months(tmp_path / "demo.journal.json")


def page(seat: Seat, *, width: int = 90, who: Who = Who.BOTH) -> str:
    view = seat.journal.review.view(Stretch(), who=who)
    return "\n\n".join(piece.plain for piece in pieces_of(view, seat, width=width))


def on_screen(pilot: Pilot[Any]) -> str:
    return "\n\n".join(str(one.content) for one in pilot.app.screen.query(".review Static").results(Static))


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_review_looks_as_it_should(shelf: Seat, golden: Golden, size: tuple[int, int]) -> None:
    async with Host(ReviewScreen(shelf)).run_test(size=size) as pilot:
        await shows(pilot, "from the beginning" if size[0] > 64 else "beginning")
        golden(pilot.app, "review")


async def test_further_down_it_looks_as_it_should(shelf: Seat, golden: Golden) -> None:
    async with Host(ReviewScreen(shelf)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "from the beginning")
        pulses = next(one for one in pilot.app.screen.query(".review Static") if "pulse" in str(one.render()))
        pilot.app.screen.query_one(".review").scroll_to_widget(pulses, top=True, animate=False)
        await shows(pilot, "The pulse by time")
        golden(pilot.app, "review-pulses")


def test_every_figure_is_said_in_its_sentence(shelf: Seat) -> None:
    for who in Who:
        view = shelf.journal.review.view(Stretch(), who=who)
        shown = " ".join(page(shelf, who=who).split())
        rows = {row.sentence for row in (*view.expectations.rows, *view.goals.rows)}
        missing = [one for one in sentences(view) if one not in rows and " ".join(one.split()) not in shown]
        assert missing == []
        assert len(sentences(view)) > 12


@pytest.mark.parametrize("width", [36, 58, 74, 90])
def test_no_drawn_line_is_wider_than_the_page(shelf: Seat, width: int) -> None:
    drawn = [line for line in page(shelf, width=width).splitlines() if set(line) & set("┄━▁▂▄▆█")]
    assert len(drawn) > 20
    assert [line for line in drawn if len(line) > width and not line.startswith("Each answer")] == []


def test_an_empty_journal_has_a_review_that_says_so(seat: Seat) -> None:
    title, said = page(seat).split("\n\n")[:2]
    assert "No session was held in this time." in title
    assert "To begin: 1, then Enter" in said


def test_a_time_without_sessions_still_tells_where_expectations_stand(seat: Seat) -> None:
    seat.journal.expectations.add("To write so that a stranger acts on it.", owner=Who.MENTEE)
    shown = page(seat)
    for words in (
        "No session was held in this time.",
        "To write so that a stranger acts on it.",
        "There were no actions in this time.",
        "No answer was opened in this time.",
    ):
        assert words in shown


def test_a_strip_is_longest_for_the_most_and_there_for_anything() -> None:
    assert len(strip(159, 159)) == 24
    assert len(strip(1, 1000)) == 1
    assert strip(0, 10) == ""


async def test_seven_opens_it_and_it_is_for_the_one_who_writes(shelf: Seat) -> None:
    async with RmjournalApp(shelf.journal).run_test() as pilot:
        await shows(pilot, "help")
        await pilot.press("7")
        await shows(pilot, "Imogen and Desmond, from the beginning")
        await pilot.press("f2")
        await shows(pilot, "Imogen Tao, from the beginning")
        await pilot.press("f2")
        await shows(pilot, "Desmond Hale, from the beginning")


async def test_t_takes_another_time(shelf: Seat) -> None:
    async with Host(ReviewScreen(shelf)).run_test() as pilot:
        await shows(pilot, "12 sessions were held")
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceScreen))
        await pilot.press("down", "down", "enter")
        await shows(pilot, "since Wednesday, May 6")
        assert "12 sessions were held" not in picture(pilot.app)
        await pilot.press("t", "escape")
        await shows(pilot, "since Wednesday, May 6")


async def test_t_takes_a_day_in_words_and_one_that_cannot_be_told_is_refused(shelf: Seat) -> None:
    async with Host(ReviewScreen(shelf)).run_test() as pilot:
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceScreen))
        listed = pilot.app.screen.query_one(OptionList)
        listed.highlighted = len(listed.options) - 1
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        pilot.app.screen.query_one(Input).value = "soon"
        await pilot.press("enter")
        await shows(pilot, "is not a day that can be told")
        pilot.app.screen.query_one(Input).value = "june"
        await pilot.press("enter")
        await shows(pilot, "since Monday, Jun 1")


async def test_l_says_when_something_was_last_spoken_of_and_enter_opens_it(shelf: Seat) -> None:
    async with Host(ReviewScreen(shelf)).run_test() as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        pilot.app.screen.query_one(Input).value = "kit sizes"
        await shows(pilot, "You last spoke of it on Tuesday, July 21, 2026")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))


async def test_what_was_never_spoken_of_opens_nothing(shelf: Seat) -> None:
    async with Host(ReviewScreen(shelf)).run_test() as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
        pilot.app.screen.query_one(Input).value = "zeppelins"
        await pilot.press("enter")
        await shows(pilot, "You have not spoken of it yet.")


async def test_a_pulse_on_mine_is_in_it_only_while_that_shelf_is_open(seat: Seat) -> None:
    with_shelf(seat, IMOGEN)
    session = seat.journal.sessions.start(seat.journal.plan.next())
    seat.journal.sessions.wrap_up(session)
    seat.journal.pulses.answer_privately(by=IMOGEN, safe=2)
    async with Host(ReviewScreen(seat)).run_test() as pilot:
        await until(pilot, lambda: "on mine: only you see it" in on_screen(pilot))
        await pilot.press("f9")
        await until(pilot, lambda: "on mine" not in on_screen(pilot))
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert all("on mine" not in piece.plain for piece in screen._shown)


def test_a_sealed_pulse_is_in_it_for_nobody(seat: Seat, clock: StoppedClock) -> None:
    journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    journal.sessions.wrap_up(session)
    journal.pulses.answer(session, {"useful": 1, "heard": 1, "forward": 1}, by=IMOGEN)
    clock.on(days=1)
    for who in Who:
        assert "No answer was opened in this time." in page(seat, who=who)
    journal.pulses.answer(session, {"useful": 5, "heard": 5, "forward": 5}, by=DESMOND)
    assert "▁" in page(seat)


async def test_nasty_texts_are_shown_as_written_in_it(seat: Seat) -> None:
    journal: Journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    for text in NASTY:
        action = journal.actions.add(text, owner=Who.BOTH, session=session)
        journal.actions.settle(action, ActionStatus.DROPPED, why=text)
        journal.captures.add(CaptureKind.INSIGHT, text, session=session)
        journal.captures.add(CaptureKind.EXPERIMENT, text, session=session)
        journal.expectations.add(text, owner=IMOGEN)
    journal.sessions.wrap_up(session)
    async with Host(ReviewScreen(seat)).run_test(size=(120, 36)) as pilot:
        await shows(pilot, "1 session was held")
        for _ in range(12):
            assert "\x1b" not in picture(pilot.app)
            await pilot.press("pagedown")
    assert "[@click=app.quit]" in page(seat) or "[x]" in page(seat)
