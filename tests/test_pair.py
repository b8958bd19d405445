from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from rmjournal import files
from rmjournal.domain.agreement import must_sign_as
from rmjournal.domain.pair import Pair, Who
from rmjournal.errors import UsageError
from rmjournal.journal import places
from rmjournal.journal.journal import Journal

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


def test_a_name_is_the_same_however_its_accents_are_stored() -> None:
    pair = Pair(mentor="Zoë Lin", mentee="José  Ruiz")
    for form in ("NFC", "NFD"):
        assert pair.who(unicodedata.normalize(form, "zoë")) is Who.MENTOR
        assert pair.who(unicodedata.normalize(form, "José Ruiz")) is Who.MENTEE
        assert must_sign_as(unicodedata.normalize(form, "Zoë Lin"), pair.mentor)
    apart = Pair(mentor="Zoë Lin", mentee=unicodedata.normalize("NFD", "Zoë Ruiz"))
    assert apart.first_name(Who.MENTOR) == "Zoë Lin"


def test_two_people_of_one_whole_name_cannot_start_a_journal(tmp_path: Path) -> None:
    pair = Pair(mentor="Sam Lee", mentee=" sam  lee")
    with pytest.raises(UsageError, match="same name"):
        Journal.create(tmp_path / "sam.journal.json", pair)
    assert not list(tmp_path.iterdir())


def test_a_journal_s_name_is_the_same_however_its_accents_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed, apart = (unicodedata.normalize(form, "Zoë") for form in ("NFC", "NFD"))
    assert places.path_for(apart, tmp_path) == places.path_for(composed, tmp_path)
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path)
    places.path_for(composed).touch()
    assert places.find(apart) == places.find(composed) == places.path_for(composed)


def test_writers_take_turns_and_come_back() -> None:
    turns = [Who.BOTH]
    for _ in range(3):
        turns.append(turns[-1].next)
    assert turns == [Who.BOTH, Who.MENTOR, Who.MENTEE, Who.BOTH]


def test_two_hands_in_one_text_make_it_both() -> None:
    assert Who.MENTOR.joined_with(Who.MENTOR) is Who.MENTOR
    assert Who.MENTOR.joined_with(Who.MENTEE) is Who.BOTH
