"""What somebody looks for, as they type it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.query import Query, Term, last_day, parse_query
from rmjournal.domain.words import first_place, folded, places, spaced

PAIR = Pair(mentor="Imogen Tao", mentee="Desmond Hale")
TODAY = date(2026, 7, 1)


def parsed(text: str) -> Query:
    return parse_query(text, today=TODAY, who_is=PAIR.who)


def words(text: str) -> list[tuple[str, ...]]:
    return [term.words for term in parsed(text).terms]


def test_words_are_folded_and_each_stands_for_itself() -> None:
    assert words("Kit  SIZES") == [("kit",), ("sizes",)]
    assert words("Café kit café") == [("cafe",), ("kit",)]


def test_a_phrase_is_whole_once_its_quotation_is_closed() -> None:
    assert parsed('"per my last"').terms == (Term(words=("per", "my", "last"), is_whole=True),)
    assert parsed('"per my la').terms == (Term(words=("per", "my", "la")),)
    assert parsed('""') == Query()


def test_a_word_with_punctuation_is_words_that_follow_each_other() -> None:
    assert words("don't carry-upward 10:30") == [("don", "t"), ("carry", "upward"), ("10", "30")]


def test_limits_are_read_apart_from_words() -> None:
    query = parsed('kit who:imogen kind:action since:march until:may tag:AI #Café goal:G2 who:"Desmond Hale"')
    limits = query.limits
    assert [term.words for term in query.terms] == [("kit",)]
    assert limits.who is Who.MENTEE
    assert limits.kinds == ("action",)
    assert (limits.since, limits.until) == (date(2026, 3, 1), date(2026, 5, 31))
    assert limits.tags == ("ai", "cafe")
    assert limits.goals == ("g2",)
    assert not query.problems


def test_kinds_are_known_by_their_beginning_and_their_plural() -> None:
    assert parsed("kind:exp").limits.kinds == ("experiment", "expectation")
    assert parsed("kind:sessions KIND:note").limits.kinds == ("session", "note")


@pytest.mark.parametrize("text", ["who:", "kit since:", "kind: kit"])
def test_a_limit_that_is_not_typed_yet_is_left_out(text: str) -> None:
    query = parsed(text)
    assert not query.problems
    assert [term.words for term in query.terms] == ([("kit",)] if "kit" in text else [])


@pytest.mark.parametrize("text", ["who:nobody", "kind:fish", "since:someday"])
def test_a_limit_that_cannot_be_told_is_named_and_the_rest_stands(text: str) -> None:
    query = parsed(f"kit {text}")
    assert len(query.problems) == 1
    assert text.partition(":")[2] in query.problems[0]
    assert [term.words for term in query.terms] == [("kit",)]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("may", date(2026, 5, 31)),
        ("feb", date(2026, 2, 28)),
        ("2025", date(2025, 12, 31)),
        ("last month", date(2026, 6, 30)),
        ("the last month", date(2026, 6, 30)),
        ("this week", date(2026, 7, 5)),
        ("last week", date(2026, 6, 28)),
        ("3 feb", date(2026, 2, 3)),
        ("yesterday", date(2026, 6, 30)),
    ],
)
def test_until_reaches_to_the_last_day_of_what_is_said(said: str, day: date) -> None:
    assert last_day(said, today=TODAY) == day


def test_more_letters_narrow_a_term_and_another_word_does_not() -> None:
    assert Term(words=("sizes",)).narrows(Term(words=("si",)))
    assert Term(words=("kit", "sizes")).narrows(Term(words=("kit", "s")))
    assert not Term(words=("sizes",)).narrows(Term(words=("so",)))
    assert not Term(words=("kits", "s")).narrows(Term(words=("kit", "s")))
    assert not Term(words=("sizes",)).narrows(Term(words=("size",), is_whole=True))


def test_a_word_is_found_from_its_first_letter_on_whatever_its_case_and_accents() -> None:
    assert places("Café am LÖCK", [("lo",)]) == ((8, 10),)
    assert places("Caf\u0065\u0301 here", [("cafe", "here")]) == ((0, 10),)
    assert places("unlock", [("lock",)]) == ()
    assert places("the ﬁre", [("fir",)]) == ((4, 6),)
    assert places("a-b, c", [("b", "c", "")]) == ((2, 6),)


def test_a_sign_that_no_alphabet_has_yet_is_a_space_in_the_text_and_in_its_places() -> None:
    assert places("0\U0003134b0", [("0", "0")]) == ((0, 3),)


def test_places_that_overlap_are_one() -> None:
    assert places("kit sizes", [("kit", "si"), ("sizes",)]) == ((0, 9),)


def test_a_script_without_spaces_is_found_sign_by_sign() -> None:
    assert places("我们在谈工资", [("工", "资")]) == ((4, 6),)


@given(st.text())
def test_nothing_that_is_typed_fails(text: str) -> None:
    parsed(text)


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_what_is_found_in_the_folded_text_has_its_place_in_the_text(text: str, said: str) -> None:
    wanted = [term.wanted for term in parsed(f'"{said}').terms]
    for one in wanted:
        is_there = f" {' '.join(one)}" in f" {' '.join(spaced(text).split())} "
        spans = places(text, [one])
        assert bool(spans) is is_there
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert first_place(text, [one]) == (spans[0][0] if spans else 0)
