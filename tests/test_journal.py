"""The journal's verbs, on a real file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from rmjournal.domain.capture import ActionStatus, CaptureKind, CaptureState
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session, SessionState
from rmjournal.errors import NotFoundError, RuleError, UsageError
from rmjournal.journal.journal import Journal


def hold(journal: Journal, clock, minutes: int = 20) -> Session:
    """Start the next session and wrap it up."""
    session = journal.sessions.start(journal.plan.next())
    clock.on(minutes=minutes)
    ended = journal.sessions.wrap_up(session)
    clock.on(days=7)
    return ended


def reopened(journal: Journal) -> Journal:
    """What another program reads."""
    return Journal.open(journal.path)


def test_a_new_journal_has_the_six_month_plan_from_its_first_day(journal: Journal) -> None:
    ahead = journal.plan.ahead()
    assert [one.template for one in ahead][:3] == ["kickoff", "show-me", "focus"]
    assert ahead[0].on == journal.now().date()
    assert ahead[-1].on - ahead[0].on == timedelta(days=14 * 11)


def test_starting_fits_the_agenda_and_opens_the_session(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next(), minutes=30)
    assert session.state is SessionState.OPEN
    assert sum(item.minutes for item in session.items) == 30
    assert journal.today().open == session
    assert reopened(journal).sessions.open() == session


def test_another_template_takes_its_own_length(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next(), template="focus")
    assert (session.template, session.minutes) == ("focus", 20)


def test_a_blank_session_has_one_place_for_notes(journal: Journal) -> None:
    session = journal.sessions.start(template="")
    assert [item.title for item in session.items] == ["Notes"]


def test_a_second_session_cannot_be_opened(journal: Journal) -> None:
    journal.sessions.start(journal.plan.next())
    with pytest.raises(RuleError, match="still open"):
        journal.sessions.start(journal.plan.next())


def test_notes_are_kept_by_item_and_say_who_wrote(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    first = journal.sessions.write(session, "1", "Cafe by the lock.", over=None, by=Who.MENTOR)
    journal.sessions.write(session, "1", "Cafe by the lock. Two teas.", over=first, by=Who.MENTEE)
    journal.sessions.write(session, "2", "Night shift.", over=None, by=Who.MENTEE)
    notes = reopened(journal).sessions.notes(session)
    assert notes["1"].text == "Cafe by the lock. Two teas."
    assert [notes[item].by for item in ("1", "2")] == [Who.BOTH, Who.MENTEE]


def test_the_same_text_again_writes_nothing(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    note = journal.sessions.write(session, "1", "Tea.", over=None)
    before = journal.path.read_bytes()
    assert journal.sessions.write(session, "1", "Tea.", over=note) == note
    assert journal.path.read_bytes() == before


def test_a_note_needs_a_started_session_and_one_of_its_items(journal: Journal) -> None:
    with pytest.raises(RuleError, match="started"):
        journal.sessions.write(journal.plan.next(), "1", "x", over=None)
    session = journal.sessions.start(journal.plan.next())
    with pytest.raises(RuleError, match="1 to 8"):
        journal.sessions.write(session, "99", "x", over=None)


def test_a_note_is_added_as_a_paragraph(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    journal.sessions.add_to_note(session, "1", "One.\n")
    journal.sessions.add_to_note(session, "1", "Two.")
    assert journal.sessions.notes(session)["1"].text == "One.\n\nTwo."


def test_time_is_kept_by_item_and_survives_closing(journal: Journal, clock) -> None:
    session = journal.sessions.start(journal.plan.next())
    spell = journal.sessions.begin_spell(session, "1")
    clock.on(minutes=4)
    spell = journal.sessions.extend_spell(spell)
    clock.on(minutes=2)
    assert journal.sessions.used(session, [spell])["1"] == 4 * 60
    journal.sessions.extend_spell(spell)
    assert reopened(journal).sessions.used(session)["1"] == 6 * 60


def test_a_spell_of_no_time_writes_nothing(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    before = journal.path.read_bytes()
    journal.sessions.extend_spell(journal.sessions.begin_spell(session, "1"))
    assert journal.path.read_bytes() == before


def test_wrapping_up_takes_the_minutes_of_the_clock(journal: Journal, clock) -> None:
    session = journal.sessions.start(journal.plan.next())
    spell = journal.sessions.begin_spell(session, "1")
    clock.on(minutes=17)
    journal.sessions.extend_spell(spell)
    clock.on(hours=3)
    assert journal.sessions.wrap_up(session).held == 17


def test_without_the_clock_the_minutes_are_those_since_the_start(journal: Journal, clock) -> None:
    assert hold(journal, clock, minutes=22).held == 22


def test_a_session_left_open_over_night_did_not_take_all_night(journal: Journal, clock) -> None:
    session = journal.sessions.start(journal.plan.next(), minutes=30)
    clock.on(days=1)
    assert journal.sessions.wrap_up(session).held == 30


def test_carrying_over_is_one_record_that_knows_its_sessions(journal: Journal, clock) -> None:
    session = journal.sessions.start(journal.plan.next())
    action = journal.actions.add("Draft alone", owner=Who.MENTEE, session=session)
    topic = journal.captures.carry_item(session, "8")
    journal.sessions.wrap_up(session)
    passed = [hold(journal, clock).id for _ in range(3)]
    assert [one.id for one in journal.actions.all()] == [action.id]
    assert journal.actions.get(action.id).carried == tuple(passed)
    assert journal.captures.get(topic.id).carried == tuple(passed)
    assert [one.id for one in journal.today().decisions] == [action.id, topic.id]


def test_carrying_an_item_twice_gives_one_topic(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    assert journal.captures.carry_item(session, "2") == journal.captures.carry_item(session, "2")


def test_what_was_settled_is_not_carried(journal: Journal, clock) -> None:
    done = journal.actions.add("Draft", owner=Who.MENTEE)
    topic = journal.captures.add(CaptureKind.PARKING, "Pilot")
    journal.actions.settle(done, ActionStatus.DONE)
    journal.captures.settle(topic, CaptureState.DONE)
    hold(journal, clock)
    assert journal.actions.get(done.id).carried == journal.captures.get(topic.id).carried == ()


def test_an_action_without_words_is_refused(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    with pytest.raises(RuleError, match="words"):
        journal.actions.add(" ", owner=Who.BOTH, session=session)
    assert reopened(journal).actions.of(session) == ()


def test_each_partner_has_one_takeaway_that_can_be_changed_and_taken_back(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    journal.captures.take_away(session, "Ask.", of=Who.MENTEE)
    journal.captures.take_away(session, "Ask, then\nwait.", of=Who.MENTEE)
    journal.captures.take_away(session, "Say it.", of=Who.MENTOR)
    assert journal.captures.takeaway(session, Who.MENTEE).text == "Ask, then wait."
    journal.captures.take_away(session, " ", of=Who.MENTOR)
    assert journal.captures.takeaway(session, Who.MENTOR) is None
    assert len(journal.captures.of(session)) == 1


def test_moving_counts_once_and_pushes_later_sessions_on(journal: Journal) -> None:
    first, second = journal.plan.ahead()[:2]
    moved = journal.plan.move(first, second.on)
    assert moved.moved == 1
    after = {one.id: one for one in reopened(journal).plan.ahead()}
    assert after[second.id].on == second.on + timedelta(days=7)
    assert after[second.id].moved == 0


def test_after_two_moves_both_are_asked(journal: Journal) -> None:
    session = journal.plan.next()
    for days in (1, 2):
        assert not journal.today().asks_about_moving
        session = journal.plan.move(session, session.on + timedelta(days=days))
    assert journal.today().asks_about_moving


def test_a_planned_session_can_be_changed_without_counting_as_moved(journal: Journal) -> None:
    changed = journal.plan.change(journal.plan.next(), on=date(2026, 2, 5), template="focus", minutes=20)
    assert (changed.on, changed.title, changed.minutes, changed.moved) == (
        date(2026, 2, 5),
        "Focused session",
        20,
        0,
    )


def test_a_session_taken_out_of_the_plan_is_gone_from_it(journal: Journal) -> None:
    first, second = journal.plan.ahead()[:2]
    journal.trash.throw_away(first)
    assert journal.plan.next().id == second.id


def test_a_past_session_is_logged_with_its_minutes(journal: Journal) -> None:
    day = journal.now().date() - timedelta(days=1)
    session = journal.sessions.log(on=day, minutes=25, template="focus")
    assert (session.state, session.held, session.on) == (SessionState.HELD, 25, day)
    journal.sessions.add_to_note(session, "1", "From memory.")
    with pytest.raises(RuleError, match="still to come"):
        journal.sessions.log(on=journal.now().date() + timedelta(days=1), minutes=25)


def test_logging_a_planned_session_takes_its_place(journal: Journal, clock) -> None:
    planned = journal.plan.next()
    clock.on(days=1)
    journal.sessions.log(on=planned.on, minutes=45, template=planned.template, session=planned)
    assert journal.plan.next().id != planned.id
    assert len(journal.sessions.all()) == 12


def test_something_is_meant_by_the_start_of_its_id(journal: Journal) -> None:
    action = journal.actions.add("Draft", owner=Who.BOTH)
    assert journal.actions.get(action.id.upper()) == action
    with pytest.raises(NotFoundError, match="action list"):
        journal.actions.get("nothing")
    journal.actions.add("Draft two", owner=Who.BOTH)
    with pytest.raises(UsageError, match="Give more"):
        journal.actions.get(action.id[:1])


def test_the_last_session_is_the_open_one_else_the_last_held(journal: Journal, clock) -> None:
    with pytest.raises(NotFoundError):
        journal.sessions.get()
    held = hold(journal, clock)
    assert journal.sessions.get() == held
    opened = journal.sessions.start(journal.plan.next())
    assert journal.sessions.get() == opened


def test_words_are_needed(journal: Journal) -> None:
    with pytest.raises(RuleError):
        journal.actions.add(" ", owner=Who.BOTH)
    with pytest.raises(RuleError):
        journal.captures.add(CaptureKind.INSIGHT, "\n")
    with pytest.raises(RuleError):
        journal.captures.reword(journal.captures.add(CaptureKind.INSIGHT, "x"), "")


def test_the_journal_says_where_it_is(journal: Journal, journal_path: Path) -> None:
    assert journal.path == journal_path
