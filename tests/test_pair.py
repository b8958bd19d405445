from __future__ import annotations

import pytest

from rmjournal.domain.pair import Pair, Who
from rmjournal.errors import UsageError

PAIR = Pair(mentor="Imogen Tao", mentee="Desmond Hale")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("mentor", Who.MENTOR),
        (" Mentee ", Who.MENTEE),
        ("both", Who.BOTH),
        ("imogen", Who.MENTOR),
        ("Desmond Hale", Who.MENTEE),
    ],
)
def test_a_partner_is_meant_by_role_or_by_name(text: str, who: Who) -> None:
    assert PAIR.who(text) is who


def test_somebody_else_is_told_apart() -> None:
    with pytest.raises(UsageError, match="not one of this pair"):
        PAIR.who("Petra")


def test_two_people_of_one_first_name_are_told_apart_by_their_whole_names() -> None:
    pair = Pair(mentor="Sam Lee", mentee="Sam Orr")
    assert pair.first_name(Who.MENTOR) == "Sam Lee"
    assert pair.who("sam orr") is Who.MENTEE
    with pytest.raises(UsageError):
        pair.who("sam")


def test_writers_take_turns_and_come_back() -> None:
    turns = [Who.BOTH]
    for _ in range(3):
        turns.append(turns[-1].next)
    assert turns == [Who.BOTH, Who.MENTOR, Who.MENTEE, Who.BOTH]


def test_two_hands_in_one_text_make_it_both() -> None:
    assert Who.MENTOR.joined_with(Who.MENTOR) is Who.MENTOR
    assert Who.MENTOR.joined_with(Who.MENTEE) is Who.BOTH
