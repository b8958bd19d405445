from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.domain.agenda import Agenda, PlannedItem
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session, SessionState, Spell, minutes_held, seconds_used
from rmjournal.errors import RuleError

AT = datetime(2026, 2, 3, 10, tzinfo=UTC)
ITEMS = (
    PlannedItem(id="1", title="Arrive", lead=Who.BOTH, minutes=5),
    PlannedItem(id="2", title="Look", lead=Who.MENTOR, minutes=15),
)
AGENDA = Agenda(template="focus", title="Focused session", minutes=20, items=ITEMS)
PLANNED = Session(id="s", on=date(2026, 2, 3), title="Focused session", template="focus", minutes=30)


def test_a_session_goes_from_planned_to_open_to_held() -> None:
    begun = PLANNED.begun(AGENDA, at=AT)
    held = begun.wrapped_up(at=AT + timedelta(minutes=21), held=21)
    assert [one.state for one in (PLANNED, begun, held)] == [
        SessionState.PLANNED,
        SessionState.OPEN,
        SessionState.HELD,
    ]
    assert begun.minutes == 20
    assert held.held == 21


def test_a_session_that_has_started_cannot_be_started_moved_or_shortened() -> None:
    begun = PLANNED.begun(AGENDA, at=AT)
    with pytest.raises(RuleError):
        begun.begun(AGENDA, at=AT)
    with pytest.raises(RuleError):
        begun.moved_to(date(2026, 2, 10))
    with pytest.raises(RuleError):
        begun.shortened()


def test_a_session_that_was_held_cannot_be_wrapped_up_again() -> None:
    held = PLANNED.begun(AGENDA, at=AT).wrapped_up(at=AT, held=1)
    with pytest.raises(RuleError, match="held"):
        held.wrapped_up(at=AT, held=1)


def test_a_move_is_counted_and_staying_is_not_a_move() -> None:
    once = PLANNED.moved_to(date(2026, 2, 10))
    assert (once.on, once.moved) == (date(2026, 2, 10), 1)
    assert once.moved_to(date(2026, 2, 10)) == once


def test_five_more_minutes_go_to_one_item_and_to_the_session() -> None:
    longer = PLANNED.begun(AGENDA, at=AT).lengthened("2")
    assert [item.minutes for item in longer.items] == [5, 20]
    assert longer.minutes == 25


def test_the_short_version_never_makes_a_session_longer() -> None:
    assert PLANNED.shortened().minutes == 15
    assert PLANNED.replanned(minutes=10).shortened().minutes == 10


SPELLS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 120)).map(
        lambda span: Spell(
            id="x",
            session="s",
            item="1",
            began=AT + timedelta(seconds=span[0]),
            ended=AT + timedelta(seconds=span[0] + span[1]),
        )
    )
)


@given(SPELLS)
def test_time_that_two_programs_both_saw_counts_once(spells: list[Spell]) -> None:
    seconds = {
        offset
        for spell in spells
        for offset in range(int((spell.began - AT).total_seconds()), int((spell.ended - AT).total_seconds()))
    }
    assert seconds_used(spells) == len(seconds)


def test_the_minutes_held_are_those_of_the_clock_and_at_least_one() -> None:
    begun = PLANNED.begun(AGENDA, at=AT)
    held = [minutes_held(begun, seconds=seconds, at=AT) for seconds in (0, 29, 90, 1259)]
    assert held == [1, 1, 2, 21]


def test_a_forgotten_session_is_taken_to_have_kept_to_its_plan() -> None:
    begun = PLANNED.begun(AGENDA, at=AT)
    assert minutes_held(begun, seconds=0, at=AT + timedelta(minutes=59)) == 59
    assert minutes_held(begun, seconds=0, at=AT + timedelta(hours=9)) == 20
