"""Looking back on a stretch of time."""

from __future__ import annotations

import json
from datetime import date

import pytest
from conftest import StoppedClock
from ledger_story import tell
from looking_back import sentences

from rmjournal.cli import main
from rmjournal.domain.capture import ActionStatus, CaptureKind, CaptureState
from rmjournal.domain.lights import Light
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session
from rmjournal.domain.stretch import Stretch
from rmjournal.domain.words import counted
from rmjournal.journal import review_words as told
from rmjournal.journal.journal import Journal


def hold(journal: Journal, clock: StoppedClock, template: str = "swap", minutes: int = 30) -> Session:
    """A session of which every item took as long as planned."""
    session = journal.sessions.start(template=template, minutes=minutes)
    for item in session.items:
        spell = journal.sessions.begin_spell(session, item.id)
        clock.on(minutes=item.minutes)
        journal.sessions.extend_spell(spell)
    return session


def answer(journal: Journal, session: Session, mentor: int, mentee: int) -> None:
    for who, value in ((Who.MENTOR, mentor), (Who.MENTEE, mentee)):
        journal.pulses.answer(session, {"useful": value, "heard": value, "forward": value}, by=who)


@pytest.fixture
def lived(journal: Journal, clock: StoppedClock) -> Journal:
    """Goals with two rounds of ratings."""
    tell(journal, clock)
    return journal


def test_goals_and_expectations_are_told_then_and_now(lived: Journal) -> None:
    rows = {row.label: row for row in lived.review.view().goals.rows}
    assert (rows["G1"].then_words, rows["G1"].now_words) == ("as expected", "better than expected")
    assert rows["G1"].sentence == "G1: as expected then, better than expected now."
    assert rows["G3"].state == "parked"
    assert "parked" in rows["G3"].sentence


def test_a_stretch_tells_what_was_agreed_before_it_and_at_its_end(lived: Journal) -> None:
    early = lived.review.view(Stretch(until=date(2026, 3, 1))).goals
    assert {row.now for row in early.rows} == {None}
    assert "not rated together yet" in early.sentence
    late = {row.label: row for row in lived.review.view(Stretch(since=date(2026, 6, 1))).goals.rows}
    assert (late["G1"].then_words, late["G1"].now_words) == ("as expected", "better than expected")


def test_a_goal_that_nobody_rated_stood_where_its_first_anchor_says(lived: Journal) -> None:
    row = next(
        row
        for row in lived.review.view(Stretch(since=date(2026, 2, 5), until=date(2026, 3, 1))).goals.rows
        if row.label == "G4"
    )
    assert row.then is None
    assert row.then_words == "Waits to be asked"


def test_a_review_of_one_holds_what_is_theirs_or_of_both(lived: Journal) -> None:
    labels = {
        who: [row.label for row in lived.review.view(who=who).expectations.rows]
        for who in (*PARTNERS, Who.BOTH)
    }
    assert labels[Who.MENTEE] == ["E1", "E2", "E3"]
    assert labels[Who.MENTOR] == ["E4", "E5", "E6"]
    assert len(labels[Who.BOTH]) == 6


def test_who_led_is_told_in_minutes_as_the_clock_ran(journal: Journal, clock: StoppedClock) -> None:
    session = hold(journal, clock)
    journal.sessions.wrap_up(session)
    view = journal.review.view()
    minutes = {who: sum(item.minutes for item in session.items if item.lead is who) for who in Who}
    assert (view.lead.mentor, view.lead.mentee, view.lead.both) == tuple(
        minutes[who] for who in (Who.MENTOR, Who.MENTEE, Who.BOTH)
    )
    assert (view.held.sessions, view.held.minutes, view.held.planned) == (1, 30, 30)
    assert view.held.sentence == "1 session was held, 30 minutes of 30 planned."
    assert journal.review.view(Stretch(until=date(2026, 1, 1))).lead.mentor == 0


def test_pulses_are_drawn_once_both_are_in_and_never_before(journal: Journal, clock: StoppedClock) -> None:
    session = hold(journal, clock)
    journal.sessions.wrap_up(session)
    journal.pulses.answer(session, {"useful": 2, "heard": 2, "forward": 2}, by=Who.MENTOR)
    assert not [point for line in journal.review.view().pulses for point in line.points]
    journal.pulses.answer(session, {"useful": 4, "heard": 4, "forward": 4}, by=Who.MENTEE)
    lines = journal.review.view().pulses
    assert [(line.item, line.who, [one.value for one in line.points]) for line in lines[:2]] == [
        ("useful", Who.MENTOR, [2]),
        ("useful", Who.MENTEE, [4]),
    ]
    assert {line.who for line in journal.review.view(who=Who.MENTOR).pulses} == {Who.MENTOR}
    later = journal.review.view(Stretch(since=date(2027, 1, 1)))
    assert lines[0].sentence == "Imogen, useful: 2 throughout."
    assert not [point for line in later.pulses for point in line.points]


def test_safe_and_steer_are_for_their_owner_while_mine_is_open(journal: Journal) -> None:
    journal.mine.set_up(Who.MENTOR, "roof stayed on")
    journal.pulses.answer_privately(by=Who.MENTOR, safe=2, steer=3)
    seen = {who: {line.item for line in journal.review.view(who=who).pulses} for who in Who}
    assert {"safe", "steer"} <= seen[Who.MENTOR]
    assert not {"safe", "steer"} & (seen[Who.MENTEE] | seen[Who.BOTH])
    journal.mine.lock()
    assert "safe" not in {line.item for line in journal.review.view(who=Who.MENTOR).pulses}


def test_actions_are_kept_dropped_handed_on_carried_or_open(journal: Journal, clock: StoppedClock) -> None:
    session = hold(journal, clock)
    made = {name: journal.actions.add(name, owner=Who.MENTEE, session=session) for name in "abcde"}
    journal.actions.settle(made["a"], ActionStatus.DONE)
    journal.actions.settle(made["b"], ActionStatus.DONE_DIFFERENTLY)
    journal.actions.settle(made["c"], ActionStatus.DROPPED, why="no need")
    journal.actions.settle(made["d"], ActionStatus.HANDED_ON, to="the depots")
    journal.sessions.wrap_up(session)
    clock.on(days=7)
    journal.sessions.wrap_up(hold(journal, clock))
    journal.actions.add("f", owner=Who.MENTOR)
    figures = journal.review.view().actions
    names = {
        name: [action.text for action in getattr(figures, name)]
        for name in ("kept", "handed_on", "dropped", "carried", "fresh")
    }
    assert names == {
        "kept": ["a", "b"],
        "handed_on": ["d"],
        "dropped": ["c"],
        "carried": ["e"],
        "fresh": ["f"],
    }
    assert figures.sentence == "Of 6 actions: 2 kept, 1 handed on, 1 dropped, 1 carried and 1 open."
    assert not journal.review.view(who=Who.MENTOR).actions.kept
    before = journal.review.view(Stretch(until=date(2026, 2, 2))).actions
    assert before.sentence == "There were no actions in this time."


def test_what_was_open_then_and_is_done_now_was_open_then(journal: Journal, clock: StoppedClock) -> None:
    action = journal.actions.add("a", owner=Who.BOTH)
    clock.on(days=30)
    journal.actions.settle(action, ActionStatus.DONE)
    assert journal.review.view(Stretch(until=date(2026, 2, 20))).actions.fresh
    assert not journal.review.view(Stretch(until=date(2026, 2, 20))).actions.kept
    assert journal.review.view(Stretch(since=date(2026, 2, 20))).actions.kept


def test_topics_are_touched_by_name_tag_or_agenda_and_the_rest_is_not_yet(
    journal: Journal, clock: StoppedClock
) -> None:
    assert "once both have marked" in journal.review.view().topics.sentence
    open_ones = dict.fromkeys(("pay", "leaving", "presence", "race"), Light.GREEN)
    for who in PARTNERS:
        journal.lights.mark(open_ones | {"faith": Light.GREEN if who is Who.MENTOR else Light.RED}, by=who)
    session = hold(journal, clock, "presence")
    journal.captures.add(CaptureKind.INSIGHT, "About #pay", session=session)
    journal.sessions.write(session, "1", "Why people leave, once more.", over=None)
    journal.sessions.wrap_up(session)
    topics = journal.review.view().topics
    assert {row.id for row in topics.touched} == {"pay", "leaving", "presence"}
    assert [row.id for row in topics.not_yet] == ["race"]
    assert {row.last for row in topics.touched} == {session.on}
    assert topics.sentence.startswith("3 of 4 open topics touched.")


def test_learned_taught_tried_and_carried_upward(journal: Journal, clock: StoppedClock) -> None:
    session = hold(journal, clock)
    journal.captures.take_away(session, "Names first.", of=Who.MENTEE)
    journal.captures.add(CaptureKind.INSIGHT, "Ask twice.", session=session, by=Who.MENTOR)
    tried = journal.captures.add(CaptureKind.EXPERIMENT, "A text on day one", session=session)
    journal.captures.settle(tried, CaptureState.DONE, outcome="All depots do it.")
    journal.captures.add(CaptureKind.CARRY_UPWARD, "Check kit sizes", session=session)
    view = journal.review.view(who=Who.MENTOR)
    assert [row.text for row in view.learned.rows] == ["Ask twice."]
    assert [row.text for row in view.taught.rows] == ["Names first."]
    assert [row.sentence for row in view.experiments.rows] == ["All depots do it."]
    assert view.experiments.sentence == "1 experiment: 1 came to something."
    assert view.upward.sentence == "1 idea carried upward: 1 still open."
    both = journal.review.view()
    assert len(both.learned.rows) == 2
    assert (both.taught.rows, both.taught.sentence) == ((), "")


def test_doors_are_what_stands_where_the_agenda_asks_for_one(journal: Journal, clock: StoppedClock) -> None:
    session = hold(journal, clock)
    item = next(item for item in session.items if "door" in item.title)
    journal.sessions.write(session, item.id, "The ops leads, on the 14th.", over=None)
    journal.captures.add(CaptureKind.INSIGHT, "Another #door", session=session)
    journal.sessions.wrap_up(session)
    assert {row.text for row in journal.review.view().doors.rows} == {
        "The ops leads, on the 14th.",
        "Another #door",
    }
    assert not journal.review.view(Stretch(until=date(2026, 1, 1))).doors.rows


def test_whose_topics_is_told_by_the_goals_that_something_is_linked_to(
    lived: Journal, clock: StoppedClock
) -> None:
    session = hold(lived, clock)
    kept = lived.captures.add(CaptureKind.INSIGHT, "Seen.", session=session)
    lived.goals.link(lived.goals.get("G4"), kept)
    lived.sessions.wrap_up(session)
    served = lived.review.view().served
    assert (served.mentor, served.mentee, served.both, served.sessions) == (1, 0, 0, 1)
    assert served.sentence == "Of 1 session, something is linked to Imogen's goals in 1."


def test_the_last_time_of_a_topic_is_said_in_a_sentence(journal: Journal, clock: StoppedClock) -> None:
    assert journal.review.last_spoken("kit").sentence == "You have not spoken of it yet."
    session = hold(journal, clock)
    journal.captures.add(CaptureKind.INSIGHT, "Kit sizes.", session=session)
    spoken = journal.review.last_spoken("kit siz")
    assert (spoken.on, spoken.session) == (session.on, session.id)
    assert spoken.sentence.startswith("You last spoke of it on Tuesday, February 3, 2026")


def test_an_empty_journal_says_so_in_whole_sentences(journal: Journal) -> None:
    for who in Who:
        for sentence in sentences(journal.review.view(who=who)):
            assert sentence.endswith((".", "topics mark"))
            assert "  " not in sentence


def test_sentences_count_in_words_that_fit() -> None:
    assert counted(1, "idea carried upward", "ideas carried upward") == "1 idea carried upward"
    assert counted(2, "idea carried upward", "ideas carried upward") == "2 ideas carried upward"
    assert told.held_words(1, 1, 30) == "1 session was held, 1 minute of 30 planned."
    assert told.listed(["a", "b", "c"]) == "a, b and c"
    rows = [(0, "open"), (-1, "open"), (None, "open"), (-1, "parked")]
    assert told.stand_words("goals", rows) == (
        "1 of 2 rated goals stands as expected or better, 1 is not rated together yet "
        "and 1 was set aside by decision."
    )


def test_the_command_line_says_every_figure(lived: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["-j", str(lived.path), "review"]
    assert main.run(base) == 0
    out = capsys.readouterr().out
    for sentence in sentences(lived.review.view()):
        assert sentence in out
    assert main.run([*base, "--json", "--since", "june", "--by", "imogen"]) == 0
    view = json.loads(capsys.readouterr().out)
    assert view["who"] == "mentor"
    assert view["stretch"]["since"]
    assert view["goals"]["rows"][0]["label"] == "G4"
    assert main.run([*base, "--spoke-of", "quoll"]) == 1
    assert "not spoken" in capsys.readouterr().out
    assert main.run([*base, "--since", "someday"]) == 2
