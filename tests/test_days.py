from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.domain.day_reading import parse_day, parse_since
from rmjournal.domain.days import day_words, long_day, on_day
from rmjournal.errors import UsageError

TUESDAY = date(2026, 3, 24)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-02-03", date(2026, 2, 3)),
        ("2026-2-3", date(2026, 2, 3)),
        ("today", TUESDAY),
        (" Tomorrow ", date(2026, 3, 25)),
        ("YESTERDAY", date(2026, 3, 23)),
        ("wednesday", date(2026, 3, 25)),
        ("wed", date(2026, 3, 25)),
        ("thurs", date(2026, 3, 26)),
        ("monday", date(2026, 3, 30)),
        ("tuesday", date(2026, 3, 31)),
        ("this tuesday", TUESDAY),
        ("this friday", date(2026, 3, 27)),
        ("on Friday", date(2026, 3, 27)),
        ("next tuesday", date(2026, 3, 31)),
        ("Next Friday", date(2026, 4, 3)),
        ("next monday", date(2026, 3, 30)),
        ("last monday", date(2026, 3, 23)),
        ("last tuesday", date(2026, 3, 17)),
        ("last sunday", date(2026, 3, 22)),
        ("in 3 days", date(2026, 3, 27)),
        ("in 1 day", date(2026, 3, 25)),
        ("in a week", date(2026, 3, 31)),
        ("in 2 weeks", date(2026, 4, 7)),
        ("in two weeks", date(2026, 4, 7)),
        ("in 1 month", date(2026, 4, 24)),
        ("3 days ago", date(2026, 3, 21)),
        ("a week ago", date(2026, 3, 17)),
        ("next week", date(2026, 3, 31)),
        ("last month", date(2026, 2, 24)),
        ("+7", date(2026, 3, 31)),
        ("-1", date(2026, 3, 23)),
        ("+2 weeks", date(2026, 4, 7)),
        ("3 feb", date(2026, 2, 3)),
        ("feb 3", date(2026, 2, 3)),
        ("3rd of February", date(2026, 2, 3)),
        ("the 1st of sept", date(2026, 9, 1)),
        ("20 dec", date(2025, 12, 20)),
        ("1 jan 2027", date(2027, 1, 1)),
        ("Jan 1, 2027", date(2027, 1, 1)),
        ("Tuesday, February 3, 2026", date(2026, 2, 3)),
        ("tue 3 feb", date(2026, 2, 3)),
        ("29 feb 2028", date(2028, 2, 29)),
    ],
)
def test_days_are_read_as_people_say_them(said: str, meant: date) -> None:
    assert parse_day(said, today=TUESDAY) == meant


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("march", date(2026, 3, 1)),
        ("Feb", date(2026, 2, 1)),
        ("may", date(2025, 5, 1)),
        ("2025", date(2025, 1, 1)),
        ("tuesday", TUESDAY),
        ("monday", date(2026, 3, 23)),
        ("wednesday", date(2026, 3, 18)),
        ("this week", date(2026, 3, 23)),
        ("last week", date(2026, 3, 16)),
        ("this month", date(2026, 3, 1)),
        ("last month", date(2026, 2, 1)),
        ("last year", date(2025, 1, 1)),
        ("20 april", date(2025, 4, 20)),
        ("3 feb", date(2026, 2, 3)),
        ("2 weeks ago", date(2026, 3, 10)),
        ("yesterday", date(2026, 3, 23)),
        ("last monday", date(2026, 3, 23)),
        ("2026-04-01", date(2026, 4, 1)),
    ],
)
def test_since_looks_back(said: str, begins: date) -> None:
    assert parse_since(said, today=TUESDAY) == begins


def test_last_month_begins_in_last_year_when_it_is_january() -> None:
    assert parse_since("last month", today=date(2026, 1, 31)) == date(2025, 12, 1)


def test_a_month_from_its_last_day_is_the_last_day_of_a_shorter_one() -> None:
    assert parse_day("in 1 month", today=date(2026, 1, 31)) == date(2026, 2, 28)


def test_in_december_a_day_in_february_is_the_coming_one() -> None:
    assert parse_day("3 feb", today=date(2026, 12, 10)) == date(2027, 2, 3)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "soon",
        "tu",
        "32 jan",
        "30 feb",
        "2026-13-01",
        "2026-02-30",
        "0000-01-01",
        "3.2.2026",
        "3/2/2026",
        "in 99999 months",
        "in 3 days ago",
        "3 days",
        "+99999 months",
        "monday 3 feb 2026",
        "1 jan 0000",
        "next",
        "\x1b[31m",
        "२ feb 2026x",
    ],
)
def test_what_cannot_be_told_is_refused_and_says_what_is_understood(said: str) -> None:
    with pytest.raises(UsageError, match="next tuesday") as raised:
        parse_day(said, today=TUESDAY)
    assert "\x1b" not in str(raised.value)


@given(st.text(max_size=20), days)
def test_no_words_do_worse_than_being_refused(said: str, today: date) -> None:
    for parse in (parse_day, parse_since):
        try:
            parse(said, today=today)
        except UsageError:
            continue


@given(days, days)
def test_a_day_that_is_shown_can_be_typed_back(day: date, today: date) -> None:
    assert parse_day(long_day(day), today=today) == day
    assert parse_day(day.isoformat(), today=today) == day
    assert parse_day(day_words(day, today), today=today) == day


@given(days, st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
def test_a_weekday_is_within_a_week_and_the_next_one_in_the_week_after(today: date, name: str) -> None:
    coming, following, last = (parse_day(f"{word}{name}", today=today) for word in ("", "next ", "last "))
    assert today < coming <= today + timedelta(days=7)
    assert today - timedelta(days=7) <= last < today
    assert following.isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]
    assert coming.weekday() == following.weekday() == last.weekday()
    assert parse_since(name, today=today) <= today


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TUESDAY, "today"),
        (date(2026, 3, 25), "tomorrow"),
        (date(2026, 3, 23), "yesterday"),
        (date(2026, 3, 31), "Tuesday, Mar 31"),
        (date(2027, 1, 5), "Tuesday, Jan 5, 2027"),
        (date(2025, 12, 30), "Tuesday, Dec 30, 2025"),
    ],
)
def test_a_day_in_few_words(day: date, said: str) -> None:
    assert day_words(day, TUESDAY) == said
    assert on_day(day, TUESDAY) == (said if said.islower() else f"on {said}")


def test_a_day_in_full() -> None:
    assert long_day(date(2026, 2, 3)) == "Tuesday, February 3, 2026"
