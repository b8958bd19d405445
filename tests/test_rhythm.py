from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.domain.rhythm import Beat, Rhythm, read_beat, rhythm
from rmjournal.domain.session import Session

PLAN = Beat(weeks=2, most=2, minutes=30)
TODAY = date(2026, 3, 31)


def held(days_ago: int, minutes: int = 30) -> Session:
    on = TODAY - timedelta(days=days_ago)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    return Session(id=str(days_ago), on=on, title="Met", minutes=30, started=at, ended=at, held=minutes)


def told(*sessions: Session, beat: Beat = PLAN, next_on: date | None = None) -> Rhythm:
    found = rhythm(sessions, next_on=next_on, beat=beat, today=TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "weeks", "most", "minutes"),
    [
        ("We meet every second week for half an hour, one to two hours a month in all.", 2, 2, 30),
        (
            "Every second or third Tuesday, after the depot call, thirty minutes.\nShort: fifteen minutes.",
            2,
            3,
            30,
        ),
        ("Every Friday, 45 min", 1, 1, 45),
        ("every 2-3 weeks, an hour and a half", 2, 3, 90),
        ("Not on Mondays. Every other week, three quarters of an hour.", 2, 2, 45),
        ("Once a month for an hour.", 4, 4, 60),
        ("Every six weeks; twenty-five minutes when time is short", 6, 6, 30),
    ],
)
def test_the_words_of_an_agreement_say_how_often_and_how_long(
    text: str, weeks: int, most: int, minutes: int
) -> None:
    agreed = Beat(weeks=weeks, most=most, minutes=minutes, is_agreed=True)
    assert read_beat(text, otherwise=PLAN) == agreed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "When it suits us.",
        "Every third Tuesday of the month.",
        "every 0 weeks",
        "every weekday",
        "every 3 to 2 weeks",
    ],
)
def test_words_that_do_not_say_it_leave_the_plan_as_it_is(text: str) -> None:
    assert read_beat(text, otherwise=PLAN) == PLAN


@given(st.text())
def test_whatever_an_agreement_says_there_is_a_beat(text: str) -> None:
    beat = read_beat(text, otherwise=PLAN)
    assert 1 <= beat.weeks <= beat.most


def test_before_the_first_session_there_is_no_rhythm() -> None:
    assert rhythm([], next_on=TODAY, beat=PLAN, today=TODAY) is None


def test_minutes_are_counted_in_the_last_weeks_only() -> None:
    found = told(held(60, 45), held(29, 45), held(27, 31), held(13, 32), next_on=TODAY + timedelta(days=1))
    assert found.lines(TODAY) == (
        "Last met 13 days ago, next tomorrow; planned: every 2 weeks.",
        "63 minutes held in the last 4 weeks, of 60 planned.",
    )


def test_who_keeps_the_rhythm_has_held_what_was_meant_before_the_day_of_the_next_too() -> None:
    found = told(held(42), held(28), held(14))
    assert (found.held, found.promised) == (60, (60, 60))


def test_an_agreed_range_is_told_as_a_range() -> None:
    beat = Beat(weeks=2, most=3, minutes=30, is_agreed=True)
    assert told(held(70), held(1), beat=beat).lines(TODAY) == (
        "Last met yesterday, next not planned; agreed: every 2 to 3 weeks.",
        "30 minutes held in the last 4 weeks, of 40 to 60 agreed.",
    )


def test_nothing_is_measured_against_weeks_that_were_not_there_yet() -> None:
    assert told(held(27)).promised is None
    assert told(held(27)).lines(TODAY)[1] == "30 minutes held in the last 4 weeks."
    assert told(held(28)).promised == (60, 60)


def test_who_meets_seldom_is_looked_at_over_longer() -> None:
    found = told(held(40), beat=Beat(weeks=6, most=6, minutes=60))
    assert (found.period, found.held) == (6, 30)
