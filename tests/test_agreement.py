"""The agreement: each alone, then both, then both names under one text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import StoppedClock
from hypothesis import given
from hypothesis import strategies as st
from ledger import ANCHORS, both_sign

from rmjournal.domain.agreement import StandingState
from rmjournal.domain.differences import Change, marked, word_pieces
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.journal import Journal


def fill(journal: Journal) -> None:
    """Both write their columns and open them."""
    columns = journal.agreement.columns
    columns.fill("wants", "- Use an assistant\n- Hear my starters", by=Who.MENTEE)
    columns.fill("wants", "Lead upward", by=Who.MENTOR)
    columns.fill("offers", "Time in my diary", by=Who.MENTEE)
    columns.fill("why", "To stop nodding", by=Who.MENTOR)
    for who in PARTNERS:
        columns.done(by=who)
    columns.open()


def test_the_form_has_fifteen_parts_with_words_to_begin_with(journal: Journal) -> None:
    parts = journal.agreement.parts()
    assert [one.number for one in parts] == list(range(1, 16))
    assert {one.part.id for one in parts if not one.text} == {"wants"}
    assert all("{" not in one.text for one in parts)
    assert "Imogen Tao is the mentor" in parts[0].text


def test_a_column_is_only_in_until_both_are_open(journal: Journal) -> None:
    journal.agreement.columns.fill("why", "To stop nodding", by=Who.MENTOR)
    mentor, mentee = journal.agreement.part("why").columns
    assert (mentor.stands, mentor.text) == ("in", "")
    assert (mentee.stands, mentee.text) == ("not in yet", "")
    fill(journal)
    assert journal.agreement.part("why").columns[0].text == "To stop nodding"


def test_the_agreed_text_starts_from_both(journal: Journal) -> None:
    before = journal.agreement.part("why").clause.text
    fill(journal)
    assert journal.agreement.part("why").clause.text == f"{before}\nImogen: To stop nodding"


def test_wants_become_expectations_and_offers_stand_beside_them(journal: Journal) -> None:
    fill(journal)
    wishes = [(one.label, one.owner, one.text) for one in journal.expectations.all()]
    assert wishes == [
        ("E1", Who.MENTEE, "Use an assistant"),
        ("E2", Who.MENTEE, "Hear my starters"),
        ("E3", Who.MENTOR, "Lead upward"),
    ]
    assert [one.text for one in journal.expectations.offers()] == ["Time in my diary"]
    assert "Imogen wants, E3: Lead upward" in journal.agreement.draft().text


def test_columns_that_two_programs_open_at_once_make_each_want_once(
    journal: Journal, journal_path: Path, clock: StoppedClock
) -> None:
    columns = journal.agreement.columns
    columns.fill("wants", "Lead upward", by=Who.MENTOR)
    for who in PARTNERS:
        columns.done(by=who)
    other = Journal.open(journal_path, clock=clock)
    clock.on(minutes=1)
    columns.open()
    other.agreement.columns.open()
    other.close()
    journal.refresh()
    assert [one.label for one in journal.expectations.all()] == ["E1"]


def test_at_most_three_wants_are_taken(journal: Journal) -> None:
    with pytest.raises(RuleError, match="At most 3"):
        journal.agreement.columns.fill("wants", "a\nb\nc\nd", by=Who.MENTOR)


def test_two_who_write_two_parts_at_once_never_meet(
    journal: Journal, journal_path: Path, clock: StoppedClock
) -> None:
    other = Journal.open(journal_path, clock=clock)
    journal.agreement.write("hard", "Say ouch.", by=Who.MENTOR)
    other.agreement.write("rhythm", "Mondays.", by=Who.MENTEE)
    other.close()
    journal.refresh()
    assert journal.agreement.part("hard").clause.text == "Say ouch."
    assert journal.agreement.part("4").clause.text == "Mondays."


def test_ticks_days_and_open_parts_are_in_the_signed_text(journal: Journal) -> None:
    journal.agreement.tick("coordinator", "goal_titles", on=True)
    journal.agreement.tick("coordinator", "actions", on=False)
    journal.agreement.set_day("who", "end", date(2026, 7, 31))
    journal.agreement.leave_open("hard", date(2026, 2, 10))
    text = journal.agreement.draft().text
    assert "Titles of goals: yes" in text
    assert "Number of actions: no" in text
    assert "The program ends on Friday, July 31, 2026." in text
    assert "Open until Tuesday, February 10, 2026." in text
    assert journal.agreement.ticked("coordinator") == frozenset()
    both_sign(journal)
    assert {"goal_titles", "sessions"} <= journal.agreement.ticked("coordinator")
    with pytest.raises(NotFoundError):
        journal.agreement.tick("coordinator", "notes", on=True)


def test_both_sign_the_same_characters(journal: Journal) -> None:
    shown = journal.agreement.draft()
    assert not journal.agreement.sign(shown, " imogen  tao", by=Who.MENTOR).is_signed
    assert journal.agreement.current() is None
    signed = journal.agreement.sign(journal.agreement.draft(), "Desmond Hale", by=Who.MENTEE)
    assert signed.is_signed
    assert signed.mentor is not None
    assert signed.mentee is not None
    assert signed.mentor.digest == signed.mentee.digest == sha256(shown.text.encode()).hexdigest()
    assert journal.agreement.pending() is None


def test_nobody_signs_for_another(journal: Journal) -> None:
    with pytest.raises(RuleError, match="your own name"):
        journal.agreement.sign(journal.agreement.draft(), "Imogen Tao", by=Who.MENTEE)
    with pytest.raises(RuleError, match="one person"):
        journal.agreement.sign(journal.agreement.draft(), "Imogen Tao", by=Who.BOTH)


def test_a_change_after_one_name_asks_for_both_again(journal: Journal) -> None:
    shown = journal.agreement.draft()
    journal.agreement.sign(shown, "Imogen Tao", by=Who.MENTOR)
    journal.agreement.write("hard", "Say ouch.")
    with pytest.raises(RuleError, match="has changed"):
        journal.agreement.sign(shown, "Desmond Hale", by=Who.MENTEE)
    pending = journal.agreement.pending()
    assert pending is not None
    assert pending.unsigned == PARTNERS


def test_an_amendment_is_a_new_version_and_the_older_stays_readable(
    journal: Journal, clock: StoppedClock
) -> None:
    first = both_sign(journal).version
    clock.on(days=77)
    journal.agreement.write("hard", journal.agreement.part("hard").clause.text + "\nSpeak for yourself.")
    assert journal.agreement.is_changed()
    assert "Speak for yourself" not in journal.agreement.markdown()
    second = both_sign(journal)
    assert [one.version.number for one in journal.agreement.versions()] == [1, 2]
    assert journal.agreement.version(1).version == first
    assert second.on == date(2026, 4, 21)
    assert [marked(part) for part in journal.agreement.differences(1, 2)] == [
        f"{first.parts[11].text}" + "{+\nSpeak for yourself.+}"
    ]
    assert journal.agreement.differences() == journal.agreement.differences(1, 2)
    with pytest.raises(NotFoundError):
        journal.agreement.version(3)


def test_what_was_signed_does_not_move_with_the_plan(journal: Journal) -> None:
    both_sign(journal)
    session = journal.plan.ahead()[-1]
    journal.plan.move(session, date(2026, 12, 1))
    assert not journal.agreement.is_changed()


def test_nothing_is_signed_twice(journal: Journal) -> None:
    both_sign(journal)
    with pytest.raises(RuleError, match="Nothing has changed"):
        both_sign(journal)


def test_what_is_missing_is_said_in_words_and_blocks_nothing(journal: Journal) -> None:
    assert journal.agreement.missing() == (
        "a want of Imogen and Desmond",
        "an offer of Imogen and Desmond",
        "a goal of Imogen and Desmond",
        "the name of Imogen and Desmond under the agreement",
    )
    fill(journal)
    journal.goals.add("Lead upward", owner=Who.BOTH, anchors=ANCHORS)
    assert journal.today().missing[0] == "an offer of Imogen"
    both_sign(journal)
    assert journal.agreement.missing() == ()


def test_a_pair_ends_by_choice_without_a_name_or_a_reason(journal: Journal, journal_path: Path) -> None:
    both_sign(journal)
    journal.standing.pause()
    assert journal.standing.now() is StandingState.PAUSED
    journal.standing.go_on()
    ended = journal.standing.end()
    assert (ended.state.value, ended.since) == ("ended by choice", date(2026, 2, 3))
    assert set(ended.__struct_fields__) == {"id", "state", "since"}
    kept = journal_path.read_text().partition('"standing"')[2]
    assert '"writer": "both"' in kept.partition("}")[2]
    assert journal.agreement.afterwards() == (
        "Afterwards the shared journal is kept",
        "Each takes their own pages along",
    )


def test_cards_are_open_from_the_start(journal: Journal) -> None:
    journal.cards.write(by=Who.MENTOR, pace="slow")
    journal.cards.write(by=Who.MENTOR, feedback="straight")
    card = journal.cards.of(Who.MENTOR)
    assert (card.pace, card.feedback) == ("slow", "straight")


def test_the_markdown_holds_every_part_and_both_names(journal: Journal) -> None:
    journal.agreement.write("hard", "# Not a heading of ours\n\n- [ ] a box")
    both_sign(journal)
    note = journal.agreement.markdown()
    assert [line for line in note.splitlines() if line.startswith(("# ", "## "))] == [
        "# Agreement of Imogen Tao and Desmond Hale",
        *(f"## {one.number} · {one.part.title}" for one in journal.agreement.parts()),
        "## Names",
    ]
    assert "- Imogen Tao, Tuesday, February 3, 2026" in note


words = st.text(alphabet="ab c\n.é'", max_size=40)


@given(words, words)
def test_a_difference_holds_all_of_the_old_text_and_all_of_the_new(old: str, new: str) -> None:
    pieces = word_pieces(old, new)
    without: Callable[[Change], str] = lambda change: "".join(  # noqa: E731
        piece.text for piece in pieces if piece.change is not change
    )
    assert without(Change.ADDED) == old
    assert without(Change.REMOVED) == new


def test_a_difference_of_very_long_texts_is_as_true_and_is_there_at_once() -> None:
    old = " ".join(f"w{number % 997}" for number in range(6000))
    new = " ".join(f"w{number * 7 % 997}" for number in range(6000))
    pieces = word_pieces(old, new)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == new


def test_an_exchange_of_several_words_reads_as_one() -> None:
    pieces = [(one.change.value, one.text) for one in word_pieces("We meet on Mondays.", "We talk at noon.")]
    assert pieces == [
        ("same", "We "),
        ("removed", "meet on Mondays"),
        ("added", "talk at noon"),
        ("same", "."),
    ]
