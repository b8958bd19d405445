"""A goal written by mistake, and an offer that no longer holds, are taken out; the trash keeps them."""

from __future__ import annotations

import pytest
from command_line import Run, within
from conftest import StoppedClock
from ledger import a_goal, rated
from screens import Host, said, shows, until

from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Occasion
from rmjournal.errors import RuleError
from rmjournal.journal.journal import Journal
from rmjournal.tui.screens.goals import GoalsScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.ledger_list import LedgerList


@pytest.fixture
def run(journal: Journal, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    call = within(capfd, monkeypatch)
    return lambda *words, **how: call("-j", str(journal.path), *words, **how)


def test_a_goal_is_deleted_from_the_command_line_and_comes_back(run: Run, journal: Journal) -> None:
    goal = a_goal(journal)
    assert goal.id in run("goal", "delete", "g1").stderr
    assert run("goals").stdout == ""
    run("trash", "restore", goal.id)
    assert goal.title in run("goals").stdout


def test_a_goal_that_something_is_about_stays(run: Run, journal: Journal, clock: StoppedClock) -> None:
    linked, judged, asked = (a_goal(journal, title) for title in ("Linked", "Judged", "Asked"))
    journal.goals.link(linked, journal.actions.add("Draft alone", owner=Who.MENTEE))
    rated(journal, judged, 0, 0)
    journal.ratings.begin(Occasion.ANY_TIME, [asked])
    clock.on(minutes=1)
    for goal in (linked, judged, asked):
        with pytest.raises(RuleError, match="stays"):
            journal.goals.delete(goal)
        assert "Park it" in run("goal", "delete", goal.id, code=1).stderr
    assert len(journal.goals.all()) == 3


def test_an_offer_is_listed_withdrawn_and_comes_back(run: Run, journal: Journal) -> None:
    offer = journal.expectations.offer("An hour a week", owner=Who.MENTOR)
    assert "An hour a week" in journal.agreement.draft().text
    assert f"{offer.id}  Imogen offers: An hour a week" in run("expectations").stdout
    run("expectation", "withdraw", offer.id)
    journal.refresh()
    assert "An hour a week" not in run("expectations").stdout + journal.agreement.draft().text
    run("expectation", "withdraw", offer.id, code=1)
    run("trash", "restore", offer.id)
    assert "An hour a week" in run("expectations").stdout


async def test_the_marked_goal_is_deleted_once_asked_and_undone(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    async with Host(GoalsScreen(seat)).run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, goal.title)
        pilot.app.screen.query_one(LedgerList).mark(goal.id)
        await pilot.press("D")
        await shows(pilot, "Delete this goal?")
        await pilot.press("enter")
        assert seat.journal.goals.all() == (goal,)
        await pilot.press("D")
        await shows(pilot, "Delete this goal?")
        await pilot.press("down", "enter")
        await until(pilot, lambda: not seat.journal.goals.all())
        assert "trash" in said(pilot)
        await pilot.press("u")
        await until(pilot, lambda: seat.journal.goals.all() == (goal,))


async def test_a_goal_with_evidence_stays_and_it_says_why(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    seat.journal.goals.link(goal, seat.journal.actions.add("Draft alone", owner=Who.MENTEE))
    async with Host(GoalsScreen(seat)).run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, goal.title)
        pilot.app.screen.query_one(LedgerList).mark(goal.id)
        await pilot.press("D")
        await shows(pilot, "Delete this goal?")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "linked" in said(pilot))
    assert seat.journal.goals.all() == (goal,)
