from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rmjournal.domain.plan import giving_way, planned
from rmjournal.domain.session import Session
from rmjournal.practice.plan import read_plan

FIRST = date(2026, 2, 3)


def session(number: int, on: date) -> Session:
    return Session(id=f"s{number:02}", on=on, title="Focused session", template="focus", minutes=20)


DAYS = st.lists(st.integers(1, 60), min_size=1, max_size=11).map(
    lambda gaps: [FIRST + timedelta(days=sum(gaps[: n + 1])) for n in range(len(gaps))]
)


@given(DAYS, st.integers(0, 200))
def test_later_sessions_give_way_by_whole_weeks_and_keep_their_distances(days: list[date], by: int) -> None:
    moved = session(0, FIRST).moved_to(FIRST + timedelta(days=by))
    later = [session(number, day) for number, day in enumerate(days, 1)]
    pushed = giving_way(later, moved)
    after = pushed or tuple(later)
    assert after[0].on >= moved.on + timedelta(days=7) or not pushed
    assert {(new.on - old.on).days % 7 for new, old in zip(after, later, strict=True)} == {0}
    assert len({new.on - old.on for new, old in zip(after, later, strict=True)}) == 1
    assert all(one.moved == 0 for one in after)


def test_a_session_with_a_week_before_the_next_pushes_nothing() -> None:
    later = [session(1, FIRST + timedelta(days=14))]
    assert giving_way(later, session(0, FIRST).moved_to(FIRST + timedelta(days=7))) == ()


def test_the_next_session_is_the_first_by_day() -> None:
    assert [one.id for one in planned([session(2, date(2026, 5, 5)), session(1, FIRST)])] == ["s01", "s02"]


def test_the_plan_begins_with_meeting_and_ends_with_closing() -> None:
    every_days, rows = read_plan()
    assert every_days == 14
    assert [row.template for row in (rows[0], rows[-1])] == ["kickoff", "closing"]
    assert len(rows) == 12
