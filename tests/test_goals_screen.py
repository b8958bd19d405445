from __future__ import annotations

import pytest
from conftest import Golden, StoppedClock
from ledger import a_goal, rated
from ledger_story import fill_columns, tell
from screens import EACH_SIZE, NASTY, Host, picture, said, shows, until
from test_agreement_screen import PLAIN, on, write
from textual.widgets import Input, OptionList

from rmjournal.domain.assessment import Moment, PageMoment
from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.goals import Goal, GoalState
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Choice, Occasion
from rmjournal.domain.seal import PARTNERS
from rmjournal.journal.goals import Anchors
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.agreement import AgreementScreen
from rmjournal.tui.screens.choose_goal import ChooseGoalScreen, link_to_goal
from rmjournal.tui.screens.entry import EntryScreen
from rmjournal.tui.screens.goal_form import GoalForm
from rmjournal.tui.screens.goals import GoalsScreen
from rmjournal.tui.screens.new_here import NewHereScreen
from rmjournal.tui.screens.rate import RateScreen
from rmjournal.tui.screens.reveal import RevealScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.standings import bar, plot
from rmjournal.tui.widgets.ledger_list import LedgerList
from rmjournal.tui.widgets.note_area import NoteArea


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_ledger_looks_as_it_should(
    seat: Seat, clock: StoppedClock, golden: Golden, size: tuple[int, int]
) -> None:
    tell(seat.journal, clock)
    async with Host(GoalsScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "Desmond wants")
        await pilot.pause()
        golden(pilot.app, "ledger")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_a_goal_looks_as_it_should(
    seat: Seat, clock: StoppedClock, golden: Golden, size: tuple[int, int]
) -> None:
    tell(seat.journal, clock)
    async with Host(EntryScreen(seat, seat.journal.goals.get("G1"))).run_test(size=size) as pilot:
        await shows(pilot, "as expected")
        await pilot.pause()
        golden(pilot.app, "goal")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_an_empty_ledger_says_what_is_missing_and_the_key(
    seat: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    async with Host(GoalsScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "Nothing is wanted yet.")
        golden(pilot.app, "ledger-empty")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_rating_looks_as_it_should(seat: Seat, golden: Golden, size: tuple[int, int]) -> None:
    goal = a_goal(seat.journal)
    seat.writer = Who.MENTOR
    round_id = seat.journal.ratings.begin(Occasion.ANY_TIME, [goal]).round.id
    async with Host(RateScreen(seat, round_id)).run_test(size=size) as pilot:
        await shows(pilot, "Imogen rates, alone")
        await pilot.pause()
        golden(pilot.app, "rate")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_reveal_looks_as_it_should(seat: Seat, golden: Golden, size: tuple[int, int]) -> None:
    goal = a_goal(seat.journal)
    async with Host(RevealScreen(seat, rated(seat.journal, goal, -1, 1))).run_test(size=size) as pilot:
        await shows(pilot, "How you both see it")
        await pilot.pause()
        golden(pilot.app, "reveal")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_form_of_a_goal_looks_as_it_should(
    seat: Seat, golden: Golden, size: tuple[int, int]
) -> None:
    async with Host(GoalForm(seat, a_goal(seat.journal))).run_test(size=size) as pilot:
        await shows(pilot, "as it is written")
        golden(pilot.app, "goal-form")


async def test_gaps_show_themselves_in_words(seat: Seat, clock: StoppedClock) -> None:
    fill_columns(seat.journal)
    wish = seat.journal.expectations.get("E1")
    seat.journal.goals.add("Briefing", owner=Who.MENTEE, expectation=wish, anchors=Anchors(now="Never"))
    clock.on(days=100)
    async with Host(GoalsScreen(seat)).run_test(size=(80, 60)) as pilot:
        await shows(pilot, "no goal serves this yet")
        await shows(pilot, "a little vague: “as expected” and “even better” are not written yet")
        await shows(pilot, "no evidence yet")
        await shows(pilot, "nobody has touched this since")


async def test_a_sealed_rating_is_nowhere_on_any_screen_before_both_are_in(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    round_id = seat.journal.ratings.begin(Occasion.ANY_TIME, [goal]).round.id
    seat.journal.ratings.rate(round_id, goal, -2, by=Who.MENTEE, why="He never asks me")
    for screen in (GoalsScreen(seat), EntryScreen(seat, goal), RateScreen(seat, round_id)):
        seat.writer = Who.MENTOR
        async with Host(screen).run_test(size=(120, 36)) as pilot:
            await shows(pilot, "is in")
            await pilot.pause()
            assert "never asks" not in picture(pilot.app)
            if not isinstance(screen, RateScreen):
                assert "much less" not in picture(pilot.app)


async def test_f2_in_the_middle_of_a_rating_leaves_no_word_of_it_on_the_screen(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    seat.writer = Who.MENTOR
    round_id = seat.journal.ratings.begin(Occasion.ANY_TIME, [goal]).round.id
    async with Host(RateScreen(seat, round_id)).run_test(size=PLAIN) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, OptionList))
        await pilot.press("enter")
        write(pilot, "Between us only")
        await pilot.press("f2")
        await shows(pilot, "Desmond rates, alone")
        assert "Between us" not in picture(pilot.app)
        assert not seat.journal.ratings.state(round_id).is_in(Who.MENTOR)


@pytest.mark.parametrize("verb", ["done", "close_unseen"])
async def test_a_round_that_was_closed_elsewhere_is_left_and_it_is_told(seat: Seat, verb: str) -> None:
    goal = seat.journal.goals.add("A goal", owner=Who.MENTOR, by=Who.MENTOR)
    seat.writer = Who.MENTOR
    round_id = seat.journal.ratings.begin(Occasion.ANY_TIME, [goal], by=Who.MENTOR).round.id
    app = RmjournalApp(seat.journal, theme="paper")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.seat = seat
        app.push_screen(RateScreen(seat, round_id))
        await until(pilot, lambda: isinstance(app.screen, RateScreen) and app.screen.asked)
        await app.screen.run_action(verb) if verb == "close_unseen" else None
        await pilot.pause()
        seat.journal.ratings.close(round_id)
        if verb == "done":
            await app.screen.run_action("done")
        else:
            await pilot.press("down", "enter")
        await until(pilot, lambda: "closed unseen" in said(pilot))


async def test_saving_in_the_background_does_not_begin_a_rating_anew(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    seat.writer = Who.MENTOR
    round_id = seat.journal.ratings.begin(Occasion.ANY_TIME, [goal]).round.id
    async with Host(RateScreen(seat, round_id)).run_test(size=PLAIN) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, OptionList))
        await pilot.press("enter")
        write(pilot, "Half a thought")
        seat.saving = "saved"
        pilot.app.screen.frame_changed()
        await shows(pilot, "Half a thought")


async def test_a_round_over_everything_is_rated_opened_and_agreed_on_thing_by_thing(seat: Seat) -> None:
    journal = seat.journal
    a_goal(journal)
    seat.writer = Who.MENTOR
    async with Host(GoalsScreen(seat)).run_test(size=PLAIN) as pilot:
        await pilot.press("m")
        for name in ("Imogen", "Desmond"):
            await shows(pilot, f"{name} rates, alone  1 of 2")
            await pilot.press("enter", "enter")
            await shows(pilot, "2 of 2")
            await pilot.press("f8")
            if name == "Imogen":
                await shows(pilot, "Pass the keyboard to Desmond")
                await pilot.press("f2")
        await shows(pilot, "Both are in")
        await pilot.press("enter")
        await shows(pilot, "How you both see it  1 of 2")
        await pilot.press("enter", "enter")
        await shows(pilot, "How you both see it  2 of 2")
        assert "passed" in picture(pilot.app)
        await pilot.press("end", "enter", "enter")
        await shows(pilot, "let go")
    assert not journal.expectations.get("E1").is_open
    last = journal.ratings.last(journal.goals.get("G1"))
    assert last is not None
    assert last.agreed is not None
    assert last.agreed.value == 0


async def test_ratings_that_were_opened_and_left_are_gone_on_with_by_the_same_key(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    rated(seat.journal, goal, -1, 1)
    async with Host(GoalsScreen(seat)).run_test(size=PLAIN) as pilot:
        await shows(pilot, "not agreed")
        await pilot.press("r")
        await on(pilot, RevealScreen)


async def test_a_goal_is_parked_with_why_and_taken_up_again(seat: Seat) -> None:
    a_goal(seat.journal)
    async with Host(GoalsScreen(seat)).run_test(size=PLAIN) as pilot:
        await pilot.press("p")
        await shows(pilot, "G1 is parked. Why")
        write(pilot, "After the summer")
        await pilot.press("enter")
        await shows(pilot, "parked")
        goal = seat.journal.goals.get("G1")
        assert (goal.state, goal.turns[-1].why) == (GoalState.PARKED, "After the summer")
        await pilot.press("p")
        await until(pilot, lambda: seat.journal.goals.get("G1").is_open)


async def test_a_goal_that_was_reworded_elsewhere_while_it_was_asked_why_is_parked_as_it_is_now(
    seat: Seat,
) -> None:
    goal = seat.journal.goals.add("Read page nineteen", owner=Who.MENTOR)
    async with Host(EntryScreen(seat, goal)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Read page nineteen")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        seat.journal.goals.reword(goal, title="Read every page")
        await pilot.press("enter")
        await until(pilot, lambda: not seat.journal.goals.all()[0].is_open)
    assert seat.journal.goals.all()[0].title == "Read every page"
    assert seat.journal._desk.store.conflicts(Goal) == ()


async def test_changing_an_anchor_after_a_rating_is_a_new_version_and_the_form_says_so(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    rated(seat.journal, goal, 0, 0)
    async with Host(GoalsScreen(seat)).run_test(size=(120, 36)) as pilot:
        await pilot.press("e")
        await shows(pilot, "other words are a new version")
        pilot.app.screen.query_one("#goal-better", Input).value = "Teaches it"
        await pilot.press("ctrl+s")
        await shows(pilot, "These are the words of version 2.")
        await shows(pilot, "of version 1")
    assert len(seat.journal.goals.get("G1").wordings) == 2


async def test_a_form_that_cannot_be_kept_says_why_and_keeps_its_words(seat: Seat) -> None:
    host = Host(GoalForm(seat))
    async with host.run_test(size=PLAIN) as pilot:
        await shows(pilot, "A new goal")
        pilot.app.screen.query_one("#goal-due", Input).value = "someday"
        write(pilot, "A title")
        await pilot.press("ctrl+s")
        await shows(pilot, "someday")
        assert host.answers == []
        pilot.app.screen.query_one("#goal-due", Input).value = "july 28"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: host.answers)
    assert str(seat.journal.goals.get("G1").due) == "2026-07-28"


async def test_evidence_is_found_by_its_words_and_linked_by_enter(seat: Seat) -> None:
    a_goal(seat.journal)
    for text in ("Two invented figures caught", "The induction pack has 46 pages"):
        seat.journal.captures.add(CaptureKind.INSIGHT, text)
    async with Host(GoalsScreen(seat)).run_test(size=PLAIN) as pilot:
        await pilot.press("l")
        await shows(pilot, "What shows that G1 moved?")
        write(pilot, "figures")
        await until(pilot, lambda: "induction" not in picture(pilot.app))
        await pilot.press("enter")
        await shows(pilot, "1 in evidence")
    proofs = seat.journal.ledger.goals()[0].evidence
    assert [one.text for one in proofs] == ["Two invented figures caught"]


async def test_what_is_in_focus_elsewhere_is_linked_to_the_goal_that_is_chosen(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    kept = seat.journal.captures.add(CaptureKind.INSIGHT, "She asked first")
    screen = GoalsScreen(seat)
    async with Host(screen).run_test(size=PLAIN) as pilot:
        link_to_goal(screen, seat, kept, words=kept.text)
        await on(pilot, ChooseGoalScreen)
        await shows(pilot, "She asked first")
        await pilot.press("down", "enter")
        await on(pilot, GoalsScreen)
    assert [one.record for one in seat.journal.goals.evidence(goal)] == [kept.id]


async def test_letters_typed_into_a_field_never_act(seat: Seat) -> None:
    a_goal(seat.journal)
    async with Host(GoalsScreen(seat)).run_test(size=PLAIN) as pilot:
        await pilot.press("n")
        await shows(pilot, "A new goal")
        await pilot.press(*"prxlw3")
        assert pilot.app.screen.query_one("#goal-title", Input).value == "prxlw3"
        assert seat.journal.goals.get("G1").is_open


async def test_what_people_wrote_is_shown_and_never_obeyed(seat: Seat) -> None:
    journal, text = seat.journal, "\n".join(NASTY)
    wish = journal.expectations.add(text, owner=Who.MENTEE)
    goal = journal.goals.add(
        text, owner=Who.MENTOR, expectation=wish, anchors=Anchors(now=text), objective=text
    )
    journal.goals.link(goal, journal.captures.add(CaptureKind.INSIGHT, text))
    round_id = journal.ratings.begin(Occasion.MIDPOINT).round.id
    for who in PARTNERS:
        for subject in (goal, wish):
            journal.ratings.rate(round_id, subject, 1, by=who, why=text)
    journal.ratings.open(round_id)
    journal.ratings.agree(round_id, goal, Choice.PARKED, why=text)
    for size in ((120, 36), (40, 12)):
        async with Host(GoalsScreen(seat)).run_test(size=size) as pilot:
            await pilot.press("enter")
            await on(pilot, EntryScreen)
            await pilot.press("e", "escape", "l", "escape", "escape")
            await on(pilot, GoalsScreen)
            assert "\x1b" not in picture(pilot.app)
    async with Host(RevealScreen(seat, round_id)).run_test(size=PLAIN) as pilot:
        await shows(pilot, "better than expected")
        assert "\x1b" not in picture(pilot.app)


@pytest.mark.parametrize("value", [None, -2, -1, 0, 1, 2])
def test_every_bar_is_as_wide_as_the_others_and_no_two_look_alike(value: int | None) -> None:
    bars = {one: bar(one).plain for one in (None, -2, -1, 0, 1, 2)}
    assert len(bars[value]) == 9
    assert sum(other == bars[value] for other in bars.values()) == 1


def test_the_plot_tells_partners_with_one_first_letter_apart(seat: Seat) -> None:
    goal = a_goal(seat.journal)
    rated(seat.journal, goal, -1, 1)
    history = seat.journal.ratings.history(goal)
    pair = type(seat.pair)(mentor="Ada Low", mentee="Abel High")
    assert "1 Ada · 2 Abel" in plot(history, pair).plain


async def test_the_mark_stays_on_its_goal_when_another_program_adds_one_above(seat: Seat) -> None:
    fill_columns(seat.journal)
    wish = seat.journal.expectations.get("E4")
    seat.journal.goals.add("Lead upward", owner=Who.MENTOR, expectation=wish)
    async with Host(GoalsScreen(seat)).run_test(size=PLAIN) as pilot:
        await shows(pilot, "Desmond wants")
        seat.journal.goals.add("Above", owner=Who.MENTEE, expectation=seat.journal.expectations.get("E1"))
        pilot.app.screen.read_again()
        marked = pilot.app.screen.query_one(LedgerList).marked
        assert marked is not None
        assert marked.label == "G1"


async def test_the_line_with_the_cursor_is_linked_to_a_goal_from_the_session(seat: Seat) -> None:
    journal = seat.journal
    goal = a_goal(journal)
    session = journal.sessions.start(journal.plan.next())
    async with Host(SessionScreen(seat, session)).run_test(size=PLAIN) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, NoteArea))
        write(pilot, "First line\nHe drafted it himself")
        await pilot.press("f7")
        await shows(pilot, "Which goal does this show?")
        await pilot.press("down", "enter")
        await on(pilot, SessionScreen)
    assert [one.line for one in journal.goals.evidence(goal)] == ["He drafted it himself"]


async def test_a_midpoint_session_leads_to_the_sealed_ratings_and_back(seat: Seat) -> None:
    journal = seat.journal
    a_goal(journal)
    planned = journal.plan.next()
    assert planned is not None
    session = journal.sessions.start(journal.plan.change(planned, template="midpoint"))
    seat.writer = Who.MENTEE
    async with Host(SessionScreen(seat, session)).run_test(size=PLAIN) as pilot:
        await pilot.press("f12")
        await shows(pilot, "Rate everything, each alone")
        await pilot.press("enter")
        await shows(pilot, "Desmond rates, alone")
        await pilot.press("escape")
        await on(pilot, SessionScreen)
    assert [one.round.occasion for one in journal.ratings.running()] == ["midpoint"]


async def test_the_goals_and_the_agreement_are_opened_over_the_notes_and_escape_leads_back(
    seat: Seat,
) -> None:
    session = seat.journal.sessions.start(seat.journal.plan.next())
    async with RmjournalApp(seat.journal, theme="paper").run_test(size=PLAIN) as pilot:
        assert isinstance(pilot.app, RmjournalApp)
        pilot.app.push_screen(SessionScreen(seat, session))
        for up, place in ((2, GoalsScreen), (1, AgreementScreen)):
            await on(pilot, SessionScreen)
            await pilot.press("f12")
            await shows(pilot, "Beside the notes")
            listed = pilot.app.screen.query_one(OptionList)
            listed.highlighted = listed.option_count - up
            await pilot.press("enter")
            await on(pilot, place)
            assert isinstance(pilot.app.screen_stack[-2], SessionScreen)
            await pilot.press("escape")


async def test_where_one_stands_is_said_area_by_area(seat: Seat) -> None:
    journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    seat.writer = Who.MENTOR
    async with Host(SessionScreen(seat, session)).run_test(size=PLAIN) as pilot:
        await pilot.press("f12", "down", "enter")
        await shows(pilot, "Imogen: where I stand at the start")
        await pilot.press("right", "right", "ctrl+s")
        await on(pilot, SessionScreen)
    kept = journal.assessments.of(Who.MENTOR, Moment.BEFORE)
    assert kept is not None
    assert (len(kept.levels), kept.level("explaining")) == (1, 2)


async def test_the_plan_stands_below_the_ledger_and_a_key_gives_a_session_another_day(seat: Seat) -> None:
    journal = seat.journal
    async with Host(GoalsScreen(seat)).run_test(size=(80, 40)) as pilot:
        await shows(pilot, "The plan ahead")
        await pilot.press("end", "d")
        await shows(pilot, "On which day?")
        pilot.app.screen.query_one(Input).value = "2026-07-21"
        await pilot.press("enter")
        await on(pilot, GoalsScreen)
    assert str(journal.plan.ahead()[-1].on) == "2026-07-21"
    assert journal.plan.ahead()[-1].moved == 0


async def test_the_page_of_someone_new_here_is_kept_when_it_is_left(seat: Seat) -> None:
    journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    seat.writer = Who.MENTEE
    async with Host(SessionScreen(seat, session)).run_test(size=PLAIN) as pilot:
        await pilot.press("f12", "down", "down", "enter")
        await on(pilot, NewHereScreen)
        write(pilot, "Nobody says her name before noon.")
        await pilot.press("escape")
        await on(pilot, SessionScreen)
    page = journal.assessments.page(Who.MENTEE, PageMoment.START)
    assert page is not None
    assert page.text == "Nobody says her name before noon."
