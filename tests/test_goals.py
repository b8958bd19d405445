"""Goals, what both said they wanted, and how they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import StoppedClock
from ledger import ANCHORS, a_goal, rated

from rmjournal.domain.assessment import Moment, PageMoment
from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.goals import Goal, GoalState
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Choice, Occasion
from rmjournal.domain.seal import PARTNERS
from rmjournal.errors import NotFoundError, RuleError, UsageError
from rmjournal.journal.goals import Anchors
from rmjournal.journal.journal import Journal
from rmjournal.journal.ledger_views import GoalView


def shown(journal: Journal, goal: Goal) -> GoalView:
    return next(one for one in journal.ledger.goals() if one.id == goal.id)


def notices(journal: Journal, label: str = "G1") -> tuple[str, ...]:
    return shown(journal, journal.goals.get(label)).notices


def test_a_goal_is_found_by_its_label_and_serves_an_expectation(journal: Journal) -> None:
    goal = a_goal(journal)
    view = shown(journal, journal.goals.get("g1"))
    assert (view.label, view.expectation, view.state) == ("G1", "E1", "open")
    assert journal.goals.of(journal.expectations.get("E1")) == (goal,)


def test_a_vague_goal_is_allowed_and_gently_marked(journal: Journal) -> None:
    journal.goals.add("Read the business", owner=Who.MENTOR, anchors=Anchors(now="Cannot say"))
    assert notices(journal)[0] == "a little vague: “as expected” and “even better” are not written yet"


def test_a_label_that_two_copies_gave_twice_is_told_apart_and_renumbered(
    journal: Journal, journal_path: Path, clock: StoppedClock
) -> None:
    other = Journal.open(journal_path, clock=clock, ids=lambda: "zz0001")
    journal.goals.add("Here", owner=Who.MENTOR)
    there = other.goals.add("There", owner=Who.MENTEE)
    other.close()
    journal.refresh()
    assert journal.ledger.all().twins == ("G1",)
    with pytest.raises(UsageError, match="2 have the label G1"):
        journal.goals.get("G1")
    assert journal.goals.renumber(journal.goals.get(there.id)).label == "G2"
    assert [one.title for one in journal.goals.all()] == ["Here", "There"]


def test_an_anchor_changed_before_a_rating_is_the_same_version(journal: Journal) -> None:
    goal = journal.goals.reword(a_goal(journal), anchors=Anchors(now="Never"))
    assert len(goal.wordings) == 1
    assert goal.wording.now == "Never"


def test_an_anchor_changed_after_a_rating_is_a_new_version_and_the_rating_keeps_its_own(
    journal: Journal,
) -> None:
    goal = a_goal(journal)
    judged = goal.wording
    rated(journal, goal, -1, 0)
    changed = journal.goals.reword(goal, anchors=Anchors(now="Never", expected="Shows it", better="Teaches"))
    assert [one.expected for one in changed.wordings] == ["Drafts alone", "Shows it"]
    entry = journal.ratings.history(changed)[0]
    assert entry.mentor is not None
    assert entry.mentor.wording == judged.id
    assert changed.wordings[0].id == entry.mentor.wording


def test_a_goal_that_is_being_rated_keeps_the_words_that_are_judged(journal: Journal) -> None:
    goal = a_goal(journal)
    state = journal.ratings.begin(Occasion.ANY_TIME, [goal])
    journal.ratings.rate(state.round.id, goal, 0, by=Who.MENTOR)
    assert len(journal.goals.reword(goal, title="Other").wordings) == 2


def test_both_values_stand_beside_the_agreed_one(journal: Journal) -> None:
    goal = a_goal(journal)
    round_id = rated(journal, goal, -1, 0)
    entry = journal.ratings.agree(round_id, goal, -1, why="Two Mondays of four")
    assert [one.words for one in (entry.mentor, entry.mentee, entry.agreed) if one] == [
        "less than expected",
        "as expected",
        "less than expected",
    ]
    assert shown(journal, goal).agreed == -1


@pytest.mark.parametrize(
    ("mentor", "mentee", "told"), [(-1, 0, False), (-1, 1, True), (2, -2, True), (0, 0, False)]
)
def test_a_gap_of_two_is_told_as_seen_differently(
    journal: Journal, mentor: int, mentee: int, told: bool
) -> None:
    goal = a_goal(journal)
    round_id = rated(journal, goal, mentor, mentee)
    (entry,) = journal.ratings.history(goal)
    assert (entry.round, entry.seen_differently) == (round_id, told)
    assert ("you saw this one differently" in notices(journal)) is told


def test_a_midpoint_asks_every_goal_and_expectation_that_is_not_set_aside(journal: Journal) -> None:
    goal = a_goal(journal)
    journal.goals.park(journal.goals.add("Profile", owner=Who.MENTEE))
    asked = journal.ratings.begin(Occasion.MIDPOINT).round.asked
    assert asked == (goal.id, goal.expectation)


def test_the_end_closes_an_unfinished_midpoint_unseen(journal: Journal) -> None:
    goal = a_goal(journal)
    midpoint = journal.ratings.begin(Occasion.MIDPOINT).round.id
    journal.ratings.rate(midpoint, goal, 0, by=Who.MENTOR)
    journal.ratings.begin(Occasion.END)
    assert journal.ratings.state(midpoint).is_closed
    assert journal.ratings.history(goal) == ()


def test_to_agree_on_parked_parks_the_goal_and_it_can_be_taken_up_again(journal: Journal) -> None:
    goal = a_goal(journal)
    round_id = rated(journal, goal, -1, -1)
    journal.ratings.agree(round_id, goal, Choice.PARKED, why="The polite goal")
    parked = journal.goals.get("G1")
    assert parked.state is GoalState.PARKED
    assert notices(journal) == ()
    kept = journal.goals.turn(parked, GoalState.OPEN)
    assert [one.state for one in kept.turns] == [GoalState.PARKED, GoalState.OPEN]


def test_a_value_is_agreed_on_only_after_the_opening(journal: Journal) -> None:
    goal = a_goal(journal)
    round_id = journal.ratings.begin(Occasion.ANY_TIME, [goal]).round.id
    with pytest.raises(RuleError, match="Open both"):
        journal.ratings.agree(round_id, goal, 0)


def test_a_rating_off_the_scale_is_refused(journal: Journal) -> None:
    goal = a_goal(journal)
    round_id = journal.ratings.begin(Occasion.ANY_TIME, [goal]).round.id
    with pytest.raises(UsageError, match="scale"):
        journal.ratings.rate(round_id, goal, 3, by=Who.MENTOR)


def test_a_goal_that_was_rated_is_not_deleted(journal: Journal) -> None:
    goal = a_goal(journal)
    rated(journal, goal, 0, 0)
    with pytest.raises(RuleError, match="history"):
        journal.goals.delete(goal)


def test_everything_recorded_can_be_evidence(journal: Journal) -> None:
    goal = a_goal(journal)
    session = journal.sessions.start(journal.plan.next())
    note = journal.sessions.write(session, "1", "Two figures were invented.\nWe laughed.", over=None)
    assert note is not None
    action = journal.actions.add("Draft alone", owner=Who.MENTEE, session=session)
    insight = journal.captures.add(CaptureKind.INSIGHT, "Ask first", session=session)
    journal.goals.link(goal, note, line="Two figures were  invented.")
    for recorded in (action, insight, session, action):
        journal.goals.link(goal, recorded)
    linked = {(one.kind, one.text) for one in shown(journal, goal).evidence}
    assert linked == {
        ("note", "Two figures were invented."),
        ("action", "Draft alone"),
        ("insight", "Ask first"),
        ("session", session.title),
    }
    with pytest.raises(RuleError, match="not in what"):
        journal.goals.link(goal, note, line="Three figures")


def test_evidence_that_was_deleted_is_not_shown_and_a_link_can_be_taken_away(journal: Journal) -> None:
    goal = a_goal(journal)
    action = journal.actions.add("Draft alone", owner=Who.MENTEE)
    link = journal.goals.link(goal, action)
    journal.goals.unlink(link)
    assert shown(journal, goal).evidence == ()
    journal.goals.link(goal, action)
    assert len(shown(journal, goal).evidence) == 1
    journal.actions.delete(action)
    assert shown(journal, goal).evidence == ()


def test_a_goal_says_that_it_has_no_evidence_since_its_rating(journal: Journal, clock: StoppedClock) -> None:
    goal = a_goal(journal)
    assert notices(journal) == ("no evidence yet",)
    journal.goals.link(goal, journal.actions.add("Draft alone", owner=Who.MENTEE))
    assert notices(journal) == ()
    rated(journal, goal, 0, 0)
    clock.on(days=7)
    assert notices(journal) == ("no evidence since the rating on Tuesday, Feb 3",)
    journal.goals.link(goal, journal.actions.add("Draft again", owner=Who.MENTEE))
    assert notices(journal) == ()


def test_a_wish_that_nobody_touched_for_a_third_of_the_program_shows_itself(
    journal: Journal, clock: StoppedClock
) -> None:
    a_goal(journal)
    length = journal.ledger.program()
    clock.on(days=length.days // 3)
    assert journal.ledger.expectations()[0].notices == ()
    clock.on(days=1)
    assert journal.ledger.expectations()[0].notices == ("nobody has touched this since Tuesday, Feb 3",)
    journal.goals.reword(journal.goals.get("G1"), title="Other words")
    assert journal.ledger.expectations()[0].notices == ()


def test_an_expectation_without_a_goal_shows_itself(journal: Journal) -> None:
    journal.expectations.add("Be known", owner=Who.MENTOR)
    assert journal.ledger.expectations()[0].notices == ("no goal serves this yet",)


def test_a_goal_without_an_expectation_is_in_the_ledger(journal: Journal) -> None:
    journal.goals.add("Loose", owner=Who.MENTOR)
    assert [one.label for one in journal.ledger.all().unattached] == ["G1"]


def test_words_are_needed(journal: Journal) -> None:
    for verb in (journal.goals.add, journal.expectations.add, journal.expectations.offer):
        with pytest.raises(RuleError, match="no words"):
            verb("  ", owner=Who.MENTOR)


def test_the_self_assessment_shows_before_then_and_now(journal: Journal) -> None:
    for moment, value in ((Moment.BEFORE, 2), (Moment.THEN, 1), (Moment.NOW, 4)):
        journal.assessments.answer(moment, {"tools": value}, by=Who.MENTEE)
    rows = {one.id: one for one in journal.assessments.side_by_side(Who.MENTEE)}
    assert len(rows) == 8
    assert (rows["tools"].before, rows["tools"].then, rows["tools"].now) == (2, 1, 4)
    assert rows["tools"].said == "3 steps further than then; more to it than I knew before"
    assert rows["listening"].said == ""
    with pytest.raises(NotFoundError):
        journal.assessments.answer(Moment.NOW, {"upward": 2}, by=Who.MENTEE)
    with pytest.raises(UsageError):
        journal.assessments.answer(Moment.NOW, {"tools": 6}, by=Who.MENTEE)


def test_the_page_of_a_new_colleagues_day_is_kept_twice(journal: Journal) -> None:
    room = journal.assessments
    room.write_page(PageMoment.START, "They leave for money.", by=Who.MENTEE)
    room.write_page(PageMoment.END, "They leave before anyone learns their name.", by=Who.MENTEE)
    pages = [room.page(Who.MENTEE, moment) for moment in PageMoment]
    assert [page.text for page in pages if page] == [
        "They leave for money.",
        "They leave before anyone learns their name.",
    ]


def test_ratings_of_two_programs_meet_in_one_round(
    journal: Journal, journal_path: Path, clock: StoppedClock, ids: Callable[[], str]
) -> None:
    goal = a_goal(journal)
    other = Journal.open(journal_path, clock=clock, ids=ids)
    for program, who in zip((journal, other), PARTNERS, strict=True):
        clock.on(minutes=1)
        state = program.ratings.begin(Occasion.MIDPOINT)
        program.ratings.rate(state.round.id, goal, 1, by=who)
        program.ratings.hand_in(state.round.id, by=who)
    other.close()
    journal.refresh()
    (running,) = journal.ratings.running()
    assert running.can_open
    assert ANCHORS.now == goal.wording.now


def test_a_goal_that_was_deleted_is_brought_back_from_the_trash(journal: Journal) -> None:
    goal = a_goal(journal)
    journal.goals.delete(goal)
    assert journal.goals.all() == ()
    assert journal.care.bring_back(goal.id) == goal
    assert journal.goals.get("G1") == goal
