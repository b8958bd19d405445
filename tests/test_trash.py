"""The trash: what is in it, for whom, bringing back, undoing that, and emptying."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import StoppedClock
from ledger import both_sign
from shelves import DESMOND, IMOGEN, PASSPHRASE, cheap, kept

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.letter import Period
from rmjournal.domain.pair import Who
from rmjournal.errors import RuleError, ShelfLockedError
from rmjournal.journal.journal import Journal

BOTH = Who.BOTH


@pytest.fixture
def ours(journal: Journal) -> Journal:
    """The journal, with its steps taken down."""
    journal.take_down_steps()
    return cheap(journal)


@pytest.fixture
def private(ours: Journal) -> Journal:
    """The mentor's shelf is open; a reflection and a question on it were deleted."""
    ours.mine.set_up(IMOGEN, PASSPHRASE)
    ours.reflections.delete(kept(ours, "Alone"), by=IMOGEN)
    ours.questions.delete(ours.questions.add("Why?", by=IMOGEN), by=IMOGEN)
    return ours


def act(journal: Journal, text: str = "Send the deck") -> Any:
    return journal.actions.add(text, owner=IMOGEN)


def seen(journal: Journal, by: Who = BOTH) -> list[tuple[str, str]]:
    return [(one.kind, one.first_line) for one in journal.trash.all(by=by)]


def test_it_tells_what_was_deleted_by_whom_and_when_the_latest_first(
    ours: Journal, clock: StoppedClock
) -> None:
    ours.actions.delete(act(ours), by=IMOGEN)
    clock.on(minutes=5)
    line = ours.captures.add(CaptureKind.CARRY_UPWARD, "\n  They read it\non their phones ")
    ours.captures.delete(line, by=DESMOND)
    clock.on(minutes=5)
    ours.goals.delete(ours.goals.add("A class that stays", owner=DESMOND))
    assert seen(ours) == [
        ("goal G1", "A class that stays"),
        ("carry-upward", "They read it"),
        ("action", "Send the deck"),
    ]
    assert [one.by for one in ours.trash.ours()] == [BOTH, DESMOND, IMOGEN]
    assert [one.at.minute for one in ours.trash.ours()] == [10, 5, 0]


def test_what_came_back_is_as_it_was_and_undo_and_redo_name_it(ours: Journal) -> None:
    action = act(ours)
    ours.actions.delete(action)
    ours.trash.bring_back(ours.trash.ours()[0], by=BOTH)
    assert (ours.actions.open(), seen(ours)) == ((action,), [])
    assert ours.history.undo(by=BOTH) == "brought the action “Send the deck” back"
    assert (ours.actions.open(), seen(ours)) == ((), [("action", "Send the deck")])
    ours.history.redo(by=BOTH)
    assert ours.actions.open() == (action,)
    assert Journal.open(ours.path).actions.open() == (action,)


def test_a_session_is_one_thing_with_its_notes_and_comes_back_with_them(ours: Journal) -> None:
    session = ours.sessions.start(ours.plan.next())
    for item in session.items[:2]:
        ours.sessions.write(session, item.id, f"Note {item.id}", over=None)
    held = ours.sessions.wrap_up(session, held=20)
    notes = ours.sessions.notes(held)
    ours.trash.throw_away(held)
    (deleted,) = ours.trash.ours()
    assert (deleted.kind, len(deleted.notes)) == ("session", 2)
    ours.trash.bring_back(deleted, by=BOTH)
    assert (ours.sessions.held(), ours.sessions.notes(held)) == ((held,), notes)
    ours.history.undo(by=BOTH)
    assert ours.sessions.held() == ()
    assert [len(one.notes) for one in ours.trash.ours()] == [2]


def test_an_open_session_does_not_come_back_beside_another(ours: Journal) -> None:
    ours.trash.throw_away(ours.sessions.start(ours.plan.next()))
    other = ours.sessions.start(ours.plan.next())
    with pytest.raises(RuleError, match="Another session is open"):
        ours.trash.bring_back(ours.trash.ours()[0], by=BOTH)
    assert ours.sessions.open() == other


def test_a_reflection_comes_back_by_its_author_only(ours: Journal) -> None:
    shared = ours.reflections.share(ours.reflections.words("Told him."), by=IMOGEN)
    ours.reflections.delete(shared, by=IMOGEN)
    for by in (DESMOND, BOTH):
        with pytest.raises(RuleError, match="Imogen's; only they"):
            ours.trash.bring_back(ours.trash.ours()[0], by=by)
    ours.trash.bring_back(ours.trash.ours()[0], by=IMOGEN)
    assert ours.reflections.ours() == (shared,)


def test_a_goal_whose_want_is_in_the_trash_waits_for_it(ours: Journal) -> None:
    want = ours.expectations.add("Hear the young ones", owner=DESMOND)
    ours.goals.delete(ours.goals.add("A class that stays", owner=DESMOND, expectation=want))
    ours.history.undo(by=BOTH)
    for _ in range(2):
        ours.history.undo(by=BOTH)
    goal = next(one for one in ours.trash.ours() if one.kind == "goal G1")
    with pytest.raises(RuleError, match="want that this goal is for"):
        ours.trash.bring_back(goal, by=BOTH)
    ours.trash.bring_back(next(one for one in ours.trash.ours() if one.kind == "want E1"), by=BOTH)
    ours.trash.bring_back(goal, by=BOTH)
    assert [one.title for one in ours.goals.all()] == ["A class that stays"]


def test_a_draft_that_was_thrown_away_comes_back_unconfirmed(ours: Journal) -> None:
    both_sign(ours)
    draft = ours.letters.draft(Period(since=ours.now().date(), until=ours.now().date()))
    for who in (IMOGEN, DESMOND):
        name = ours.pair.name_of(who)
        ours.letters.confirm(draft, shown=ours.letters.text(draft), name=name, by=who)
    ours.letters.discard(draft)
    (deleted,) = ours.trash.ours()
    assert deleted.kind == "draft of a letter"
    ours.trash.bring_back(deleted, by=BOTH)
    (back,) = ours.letters.drafts()
    assert (back.words, ours.letters.confirmed(back)) == (draft.words, {})


def test_the_draft_of_a_letter_that_was_released_was_not_deleted(ours: Journal) -> None:
    both_sign(ours)
    draft = ours.letters.draft(Period(since=ours.now().date(), until=ours.now().date()))
    for who in (IMOGEN, DESMOND):
        name = ours.pair.name_of(who)
        ours.letters.confirm(draft, shown=ours.letters.text(draft), name=name, by=who)
    ours.letters.log(draft, "letter.md")
    assert ours.trash.ours() == ()


def test_what_was_deleted_on_mine_is_listed_for_its_owner_while_it_is_open(private: Journal) -> None:
    both = [("question on mine", "Why?"), ("reflection on mine", "Alone")]
    assert sorted(seen(private, IMOGEN)) == both
    assert seen(private, DESMOND) == seen(private) == []
    assert "Alone" not in repr(private.trash.all(by=IMOGEN))
    private.mine.lock()
    assert seen(private, IMOGEN) == []


def test_what_comes_back_on_mine_is_locked_as_before_and_can_be_put_back(private: Journal) -> None:
    deleted = next(one for one in private.trash.all(by=IMOGEN) if one.first_line == "Alone")
    private.trash.bring_back(deleted, by=IMOGEN)
    assert [one.words.text for one in private.reflections.mine(IMOGEN)] == ["Alone"]
    assert b"Alone" not in private.path.read_bytes()
    private.trash.put_back(deleted, by=IMOGEN)
    assert private.reflections.mine(IMOGEN) == ()
    private.mine.lock()
    with pytest.raises(ShelfLockedError):
        private.trash.bring_back(deleted, by=IMOGEN)


def test_nothing_comes_back_that_is_not_in_the_trash_anymore(private: Journal) -> None:
    action = act(private)
    private.actions.delete(action)
    gone = private.trash.all(by=IMOGEN)
    private.trash.empty(by=IMOGEN)
    for one in gone:
        with pytest.raises(RuleError, match="not in the trash anymore"):
            private.trash.bring_back(one, by=IMOGEN)
    assert (private.actions.all(), private.reflections.mine(IMOGEN)) == ((), ())


def test_emptying_takes_all_words_out_and_cannot_be_undone(private: Journal) -> None:
    private.actions.delete(act(private, "Draft alone"))
    assert private.trash.empty(by=IMOGEN) == 3
    assert seen(private, IMOGEN) == []
    assert b"Draft alone" not in private.path.read_bytes()
    with pytest.raises(RuleError, match="The trash was emptied"):
        private.history.undo(by=BOTH)
    assert private.trash.empty(by=IMOGEN) == 0


@pytest.mark.parametrize("by", [BOTH, DESMOND])
def test_what_one_deleted_alone_stays_when_another_empties_the_trash(private: Journal, by: Who) -> None:
    private.actions.delete(act(private, "Draft alone"))
    assert private.trash.empty(by=by) == 1
    assert [kind for kind, _ in seen(private, IMOGEN)] == ["question on mine", "reflection on mine"]


def test_what_one_deleted_alone_stays_while_the_shelf_is_locked(private: Journal) -> None:
    private.mine.lock()
    assert private.trash.empty(by=IMOGEN) == 0
    private.mine.unlock(IMOGEN, PASSPHRASE)
    assert len(seen(private, IMOGEN)) == 2


def test_an_empty_trash_that_is_emptied_is_no_step(ours: Journal) -> None:
    act(ours)
    ours.trash.empty()
    assert "added" in ours.history.undo(by=BOTH)


def in_two_places(journal: Journal, journal_path: Path) -> tuple[Any, Journal]:
    """An action, and the journal in another program that has not heard of what comes."""
    action = act(journal)
    return action, Journal.open(journal_path)


def test_what_two_copies_deleted_in_other_words_is_there_twice_and_each_can_come_back(
    ours: Journal, journal_path: Path
) -> None:
    action, other = in_two_places(ours, journal_path)
    others = other.actions.change(action, text="Send it", owner=IMOGEN, due=None)
    other.actions.delete(others, by=DESMOND)
    ours.actions.delete(action, by=IMOGEN)
    ours.refresh()
    assert sorted(seen(ours)) == [("action", "Send it"), ("action", "Send the deck")]
    theirs = next(one for one in ours.trash.ours() if one.first_line == "Send it")
    ours.trash.bring_back(theirs, by=BOTH)
    assert [one.text for one in ours.actions.all()] == ["Send it"]
    (left,) = ours.trash.ours()
    assert (left.first_line, left.is_in_use) == ("Send the deck", True)
    with pytest.raises(RuleError, match="in use in other words"):
        ours.trash.bring_back(left, by=BOTH)
    ours.history.undo(by=BOTH)
    assert ours.actions.all() == ()
    assert len(ours.trash.ours()) == 2
