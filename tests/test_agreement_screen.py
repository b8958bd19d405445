from __future__ import annotations

from typing import Any

import pytest
from conftest import Golden, StoppedClock
from ledger import both_sign
from ledger_story import amend, fill_columns, sign_first_version
from screens import EACH_SIZE, NASTY, Host, picture, shows, until
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from rmjournal.domain.agreement import StandingState
from rmjournal.domain.lights import Light, Lights
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.journal.journal import Journal
from rmjournal.journal.ledger_views import ExpectationView
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.agreement import AgreementScreen
from rmjournal.tui.screens.agreement_columns import ColumnsScreen
from rmjournal.tui.screens.agreement_differences import DifferenceScreen
from rmjournal.tui.screens.agreement_part import PartScreen
from rmjournal.tui.screens.agreement_version import VersionScreen
from rmjournal.tui.screens.rate import RateScreen
from rmjournal.tui.screens.reveal import RevealScreen
from rmjournal.tui.screens.sign import SignScreen
from rmjournal.tui.screens.topic_lights import LightsScreen
from rmjournal.tui.seat import Seat

PLAIN = (80, 24)


def write(pilot: Pilot[Any], text: str) -> None:
    """Text into the field or the area that has the focus."""
    focused = pilot.app.focused
    assert isinstance(focused, Input | TextArea)
    focused.insert(text, 0) if isinstance(focused, Input) else focused.insert(text)


async def on(pilot: Pilot[Any], screen: type[Any]) -> None:
    """Wait until this screen is the one in front."""
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))


async def fill_in(pilot: Pilot[Any], name: str, *, wants: str, offers: str) -> None:
    """One column by keys: the question of why is passed, then wants and offers, then the rest is passed."""
    await shows(pilot, f"{name} writes, alone")
    await pilot.press("ctrl+n")
    await shows(pilot, "What do I want from this?")
    write(pilot, wants)
    await pilot.press("ctrl+n")
    await shows(pilot, "What do I bring?")
    write(pilot, offers)
    await pilot.press("ctrl+n", "f8")


async def sign_both(pilot: Pilot[Any]) -> None:
    await on(pilot, SignScreen)
    for name in ("Imogen Tao", "Desmond Hale"):
        write(pilot, name)
        await pilot.press("enter")
    await on(pilot, AgreementScreen)


async def add_goal(pilot: Pilot[Any], title: str) -> None:
    await pilot.press("n")
    await shows(pilot, "A new goal")
    write(pilot, title)
    await pilot.press("ctrl+s")
    await shows(pilot, title)


async def test_a_pair_agrees_signs_rates_and_amends_by_keys_alone(journal: Journal) -> None:
    app = RmjournalApp(journal, theme="paper")
    async with app.run_test(size=PLAIN) as pilot:
        await pilot.press("4", "f")
        await shows(pilot, "Who begins?")
        await pilot.press("enter")
        await fill_in(pilot, "Imogen", wants="Say the awkward thing\nBe known", offers="The numbers")
        await shows(pilot, "Imogen is in. Pass the keyboard to Desmond.")
        assert "awkward" not in picture(app)
        await pilot.press("f2")
        await fill_in(pilot, "Desmond", wants="Use an assistant\nHear new starters", offers="A door upward")
        await shows(pilot, "Both are in")
        await pilot.press("enter")
        await on(pilot, AgreementScreen)
        assert [one.label for one in journal.expectations.all()] == ["E1", "E2", "E3", "E4"]

        await pilot.press("s")
        await sign_both(pilot)
        await shows(pilot, "Version 1, signed by both")

        await pilot.press("3")
        await shows(pilot, "Desmond wants")
        for place, title in enumerate(("Briefing", "Six talks", "Lead upward", "A talk of my own")):
            listed = app.screen.query_one(OptionList)
            wishes = [at for at, row in enumerate(listed._rows) if isinstance(row.about, ExpectationView)]
            listed.highlighted = wishes[place]
            await add_goal(pilot, title)
        assert {goal.owner for goal in journal.goals.all()} == {Who.MENTEE, Who.MENTOR}

        app.screen.query_one(OptionList).highlighted = 2
        await pilot.press("r")
        await shows(pilot, "Who begins?")
        await pilot.press("enter")
        await on(pilot, RateScreen)
        await until(pilot, lambda: isinstance(app.focused, OptionList))
        await pilot.press("up", "enter")
        write(pilot, "She says it aloud")
        await pilot.press("enter")
        await shows(pilot, "Imogen is in. Pass the keyboard to Desmond.")
        assert "aloud" not in picture(app)
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.focused, OptionList))
        await pilot.press("down", "enter", "enter")
        await shows(pilot, "Both are in")
        await pilot.press("enter")
        await on(pilot, RevealScreen)
        await shows(pilot, "You saw this one differently")
        await pilot.press("t", "down", "enter", "enter")
        await shows(pilot, "Desmond wants")
        goal = journal.goals.get("G1")
        rated = journal.ratings.last(goal)
        assert rated is not None
        assert rated.mentor is not None
        assert rated.mentee is not None
        assert rated.agreed is not None
        assert (rated.mentor.value, rated.mentee.value, rated.agreed.value) == (1, -1, 0)
        assert [one.text for one in journal.captures.topics()] == ["We saw G1 differently: Briefing"]

        await pilot.press("4", "end", "enter")
        await on(pilot, PartScreen)
        write(pilot, "One session in four is a swap. ")
        await pilot.press("escape")
        await shows(pilot, "Version 2 is a draft")
        await pilot.press("d")
        await shows(pilot, "{+One session in four is a swap. +}")
        await pilot.press("s")
        await sign_both(pilot)
        await shows(pilot, "Version 2, signed by both")
    assert [one.version.number for one in journal.agreement.versions()] == [1, 2]


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_agreement_looks_as_it_should(
    seat: Seat, clock: StoppedClock, golden: Golden, size: tuple[int, int]
) -> None:
    sign_first_version(seat.journal)
    clock.on(days=77)
    seat.journal.agreement.write("topics", "Each speaks as one person, not for a generation.")
    async with Host(AgreementScreen(seat)).run_test(size=size) as pilot:
        pilot.app.screen.query_one(OptionList).highlighted = 2
        await shows(pilot, "Version 2 is a draft")
        await shows(pilot, "What each wants")
        await pilot.pause()
        golden(pilot.app, "agreement")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_form_of_the_agreement_looks_as_it_should(
    seat: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    seat.writer = Who.MENTOR
    seat.journal.agreement.columns.fill("why", "To be heard.", by=Who.MENTOR)
    async with Host(ColumnsScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "2 of 11")
        golden(pilot.app, "agreement-form")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_a_part_looks_as_it_should(seat: Seat, golden: Golden, size: tuple[int, int]) -> None:
    fill_columns(seat.journal)
    async with Host(PartScreen(seat, "ending")).run_test(size=size) as pilot:
        await shows(pilot, "What should become")
        await pilot.pause()
        golden(pilot.app, "agreement-part")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_difference_between_versions_looks_as_it_should(
    seat: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    sign_first_version(seat.journal)
    amend(seat.journal)
    async with Host(DifferenceScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "From version 1 to version 2")
        golden(pilot.app, "agreement-differences")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_signing_looks_as_it_should(seat: Seat, golden: Golden, size: tuple[int, int]) -> None:
    fill_columns(seat.journal)
    async with Host(SignScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "signs: type the whole")
        golden(pilot.app, "agreement-sign")


async def test_words_of_a_column_are_sealed_when_the_keyboard_is_passed_in_mid_answer(seat: Seat) -> None:
    seat.writer = Who.MENTOR
    async with Host(ColumnsScreen(seat)).run_test(size=PLAIN) as pilot:
        await shows(pilot, "Imogen writes, alone")
        write(pilot, "Between us only")
        await pilot.press("f2")
        await shows(pilot, "Desmond writes, alone")
        assert "Between us" not in picture(pilot.app)
        state = seat.journal.agreement.columns.state()
        assert state is not None
        assert state.is_in(Who.MENTOR, "why")
        assert not state.is_in(Who.MENTEE, "why")


async def test_words_of_a_column_are_kept_when_it_is_left(seat: Seat) -> None:
    seat.writer = Who.MENTEE
    host = Host(AgreementScreen(seat))
    async with host.run_test(size=PLAIN) as pilot:
        await pilot.press("f")
        await shows(pilot, "Desmond writes, alone")
        write(pilot, "To keep up")
        await pilot.press("escape")
        await on(pilot, AgreementScreen)
    state = seat.journal.agreement.columns.state()
    assert state is not None
    assert state.is_in(Who.MENTEE, "why")


async def test_too_many_wants_are_refused_and_stay_in_the_area(seat: Seat) -> None:
    seat.writer = Who.MENTOR
    seat.journal.agreement.columns.fill("why", "", by=Who.MENTOR)
    async with Host(ColumnsScreen(seat)).run_test(size=PLAIN, notifications=True) as pilot:
        await shows(pilot, "What do I want from this?")
        write(pilot, "one\ntwo\nthree\nfour")
        await pilot.press("ctrl+n")
        await shows(pilot, "At most 3 lines")
        assert "four" in picture(pilot.app)


async def test_another_name_than_ones_own_signs_nothing(seat: Seat) -> None:
    fill_columns(seat.journal)
    seat.writer = Who.MENTEE
    async with Host(SignScreen(seat)).run_test(size=PLAIN) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        write(pilot, "Imogen Tao")
        await pilot.press("enter")
        await shows(pilot, "type your own name")
        assert seat.journal.agreement.signatures(seat.journal.agreement.draft()).unsigned == PARTNERS


async def test_a_mistyped_name_is_told_whose_name_is_to_be_typed(seat: Seat) -> None:
    fill_columns(seat.journal)
    async with Host(SignScreen(seat)).run_test(size=PLAIN) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        write(pilot, "Imogn Tao")
        await pilot.press("enter")
        await shows(pilot, "type your own name as it stands in the journal: Imogen Tao")
        assert seat.journal.agreement.signatures(seat.journal.agreement.draft()).unsigned == PARTNERS


async def test_a_part_keeps_its_words_days_and_ticks_when_it_is_left(seat: Seat) -> None:
    async with Host(AgreementScreen(seat)).run_test(size=PLAIN) as pilot:
        pilot.app.screen.query_one(OptionList).highlighted = 12
        await pilot.press("enter")
        await on(pilot, PartScreen)
        write(pilot, "We say goodbye over tea. ")
        pilot.app.screen.query_one("#day-keep_until", Input).value = "2027-02-03"
        pilot.app.screen.query_one("#day-left-open", Input).value = "in 2 weeks"
        pilot.app.screen.query("TurnField").last().focus()
        await pilot.press("space", "escape")
        await on(pilot, AgreementScreen)
    clause = seat.journal.agreement.part("ending").clause
    assert clause.text.startswith("We say goodbye over tea.")
    assert str(clause.day("keep_until")) == "2027-02-03"
    assert str(clause.open_until) == "2026-02-17"
    assert "delete" in clause.ticks


async def test_a_day_that_cannot_be_told_keeps_the_part_open_and_says_so(seat: Seat) -> None:
    async with Host(AgreementScreen(seat)).run_test(size=PLAIN) as pilot:
        await pilot.press("enter")
        await on(pilot, PartScreen)
        pilot.app.screen.query_one("#day-left-open", Input).value = "someday"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PartScreen)
        assert seat.journal.agreement.part("who").clause.open_until is None


async def test_topics_are_marked_alone_and_leave_the_screen_with_the_hand_on_the_keyboard(
    seat: Seat,
) -> None:
    seat.writer = Who.MENTOR
    journal = seat.journal
    async with Host(AgreementScreen(seat)).run_test(size=PLAIN) as pilot:
        await pilot.press("t")
        await on(pilot, LightsScreen)
        await pilot.press("g", "down", "a", "down", "r")
        await shows(pilot, "green: open")
        await pilot.press("ctrl+s")
        await on(pilot, AgreementScreen)
        await pilot.press("f2", "t")
        await on(pilot, LightsScreen)
        assert "green: open" not in picture(pilot.app)
        await pilot.press("g", "down", "g", "ctrl+s")
        await on(pilot, AgreementScreen)
    assert [one.light for one in journal.lights.shared()] == [Light.GREEN, Light.AMBER]
    kept = journal._desk.store.find(Lights, Lights.id_of(Who.MENTOR))
    assert kept is not None
    assert len(kept.green) + len(kept.amber) == 2


async def test_a_pair_pauses_and_goes_on_without_a_reason(seat: Seat) -> None:
    async with Host(AgreementScreen(seat)).run_test(size=PLAIN) as pilot:
        await pilot.press("p", "down", "enter")
        await shows(pilot, "Paused, since today")
        await pilot.press("p", "up", "enter")
        await until(pilot, lambda: "Paused" not in picture(pilot.app))
    assert seat.journal.standing.now() is StandingState.RUNNING


async def test_an_older_version_stays_readable(seat: Seat) -> None:
    sign_first_version(seat.journal)
    amend(seat.journal)
    async with Host(AgreementScreen(seat)).run_test(size=PLAIN) as pilot:
        await pilot.press("v", "down", "enter")
        await on(pilot, VersionScreen)
        await shows(pilot, "Version 1")
        await shows(pilot, "SHA-256")


async def test_what_people_wrote_is_shown_and_never_obeyed(seat: Seat) -> None:
    journal, text = seat.journal, "\n".join(NASTY)
    for who in PARTNERS:
        journal.agreement.columns.fill("why", text, by=who)
        journal.agreement.columns.done(by=who)
        journal.cards.write(by=who, pace=text)
    journal.agreement.columns.open()
    journal.agreement.write("why", text)
    both_sign(journal)
    journal.agreement.write("why", f"{text} and more")
    async with Host(AgreementScreen(seat)).run_test(size=PLAIN) as pilot:
        pilot.app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("enter", "ctrl+n", "escape", "d", "s")
        await on(pilot, SignScreen)
        assert "\x1b" not in picture(pilot.app)
