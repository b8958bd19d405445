"""A red light is the absence of a mark: nothing tells it from a topic that nobody marked."""

from __future__ import annotations

import itertools
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from conftest import BERLIN, StoppedClock
from hypothesis import given, settings
from hypothesis import strategies as st

from rmjournal.domain.lights import Light, Lights
from rmjournal.domain.pair import Pair, Who
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.journal import Journal

TOPICS = ("pay", "class", "starting", "faith")
Form = dict[str, Light]
forms = st.lists(st.dictionaries(st.sampled_from(TOPICS), st.sampled_from(Light)), min_size=1, max_size=4)


def file_after(handed_in: list[Form]) -> bytes:
    """The bytes of a journal in which the mentor handed in these forms, under a fixed clock and ids."""
    numbers = itertools.count(1)
    clock = StoppedClock(datetime(2026, 2, 3, 9, tzinfo=BERLIN))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pair.journal.json"
        pair = Pair(mentor="Imogen Tao", mentee="Desmond Hale")
        journal = Journal.create(path, pair, clock=clock, ids=lambda: f"id{next(numbers):06}")
        for form in handed_in:
            journal.lights.mark(form, by=Who.MENTOR)
        journal.close()
        return path.read_bytes()


def opened_by(handed_in: list[Form]) -> Form:
    """What is green or amber in the end."""
    marks = {topic: light for form in handed_in for topic, light in form.items()}
    return {topic: light for topic, light in marks.items() if light is not Light.RED}


@settings(max_examples=20, deadline=None)
@given(forms)
def test_the_file_cannot_tell_a_red_from_a_topic_that_nobody_marked(handed_in: list[Form]) -> None:
    never_red: list[Form] = [{} for _ in handed_in[:-1]] + [opened_by(handed_in)]
    assert file_after(handed_in) == file_after(never_red)


def test_the_file_does_tell_an_amber_from_no_mark() -> None:
    assert file_after([{"pay": Light.AMBER}]) != file_after([{}])


def both(journal: Journal, mentor: Form, mentee: Form) -> dict[str, Light]:
    journal.lights.mark(mentor, by=Who.MENTOR)
    journal.lights.mark(mentee, by=Who.MENTEE)
    return {one.id: one.light for one in journal.lights.shared()}


def test_only_what_both_opened_is_shared_and_an_amber_wins(journal: Journal) -> None:
    green, amber, red = Light.GREEN, Light.AMBER, Light.RED
    mine = {"pay": green, "class": green, "faith": amber, "care": green, "health": red}
    theirs = {"pay": green, "class": amber, "faith": green, "health": green}
    assert both(journal, mine, theirs) == {"pay": green, "class": amber, "faith": amber}


def test_nothing_is_shared_before_both_are_in(journal: Journal) -> None:
    journal.lights.mark({"pay": Light.GREEN}, by=Who.MENTOR)
    assert journal.lights.is_in(Who.MENTOR)
    assert not journal.lights.is_in(Who.MENTEE)
    assert journal.lights.shared() == ()


def test_a_later_form_changes_only_what_it_marks(journal: Journal) -> None:
    both(journal, {"pay": Light.GREEN, "class": Light.GREEN}, {"pay": Light.GREEN, "class": Light.GREEN})
    journal.lights.mark({"pay": Light.RED}, by=Who.MENTEE)
    assert [one.id for one in journal.lights.shared()] == ["class"]


def test_marks_are_never_in_the_trash_or_in_a_log(journal: Journal, journal_path: Path) -> None:
    journal.lights.mark({"pay": Light.AMBER}, by=Who.MENTOR)
    journal.lights.mark({"pay": Light.RED}, by=Who.MENTOR)
    assert journal.care.trash() == ()
    assert b"pay" not in journal_path.read_bytes()
    assert "pay" not in repr(Lights(id="x", amber=("pay",)))


def test_of_two_forms_handed_in_at_once_the_more_careful_one_counts(
    journal: Journal, journal_path: Path, clock: StoppedClock
) -> None:
    both(journal, {}, {"pay": Light.GREEN, "class": Light.GREEN, "faith": Light.GREEN})
    other = Journal.open(journal_path, clock=clock)
    journal.lights.mark({"pay": Light.GREEN, "class": Light.GREEN}, by=Who.MENTOR)
    other.lights.mark({"pay": Light.AMBER, "faith": Light.GREEN}, by=Who.MENTOR)
    other.close()
    journal.refresh()
    assert {one.id: one.light for one in journal.lights.shared()} == {"pay": Light.AMBER}


def test_a_pair_extends_the_catalog(journal: Journal) -> None:
    added = journal.lights.add_topic("  Night   shifts ")
    assert added.name == "Night shifts"
    assert journal.lights.topic("night shifts").id == added.id
    assert both(journal, {added.id: Light.GREEN}, {added.id: Light.GREEN}) == {added.id: Light.GREEN}
    with pytest.raises(RuleError, match="already"):
        journal.lights.add_topic("NIGHT SHIFTS")


def test_a_topic_that_is_not_in_the_catalog_is_refused(journal: Journal) -> None:
    with pytest.raises(NotFoundError):
        journal.lights.mark({"nothing": Light.RED}, by=Who.MENTOR)


def test_a_topic_that_no_file_can_hold_as_it_was_typed_is_kept_as_it_can(journal: Journal) -> None:
    # A terminal in another encoding gives a byte that is no character as half of a pair.
    added = journal.lights.add_topic("Night \udcffshifts")
    assert journal.lights.topic(added.id).id == added.id
    assert b"shifts" in journal.path.read_bytes()
