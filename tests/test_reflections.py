"""Reflections on both shelves, the queue of questions, and the passphrases of *mine*."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.moments import due_moments
from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import Occasion, PrivateReflection, Reflection
from rmjournal.domain.session import Session
from rmjournal.domain.shelf import KeySlot, LockedPage, PageList
from rmjournal.errors import (
    NotFoundError,
    PassphraseError,
    RuleError,
    ShelfError,
    ShelfLockedError,
    UsageError,
)
from rmjournal.journal.journal import Journal
from rmjournal.practice.reflecting import read_reflecting
from rmjournal.store import care
from rmjournal.store.vault import WEAKEST, checked_code

IMOGEN, DESMOND = Who.MENTOR, Who.MENTEE
PASSPHRASES = {IMOGEN: "roof stayed on", DESMOND: "twenty-three names"}
TENSE = "I became a generation. I wanted to say 'ask me, not us'. I did not."
Clock = Any


def cheap(journal: Journal) -> Journal:
    """The journal with passphrases that cost little to check, and pauses that are only noted."""
    journal.mine.strength = WEAKEST
    journal.mine.pause = [].append
    return journal


@pytest.fixture
def ours(journal: Journal) -> Journal:
    """The demo pair's journal in which both have set a passphrase, and *mine* is open for Imogen."""
    cheap(journal)
    journal.mine.set_up(DESMOND, PASSPHRASES[DESMOND])
    journal.mine.set_up(IMOGEN, PASSPHRASES[IMOGEN])
    return journal


@pytest.fixture
def again(ours: Journal, clock: Clock) -> Iterator[Callable[[], Journal]]:
    """Opens the same file once more, as another program does."""
    opened: list[Journal] = []

    def open_again() -> Journal:
        opened.append(cheap(Journal.open(ours.path, clock=clock)))
        return opened[-1]

    yield open_again
    for one in opened:
        one.close()


def kept(journal: Journal, text: str = TENSE, *, by: Who = IMOGEN, **said: Any) -> PrivateReflection:
    return journal.reflections.keep(journal.reflections.words(text, **said), by=by)


def on_disk(journal: Journal) -> dict[str, Any]:
    return json.loads(journal.path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def rewrite(journal: Journal, change: Callable[[dict[str, Any]], None]) -> None:
    tables = on_disk(journal)
    change(tables)
    text = json.dumps(tables, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    journal.path.write_text(text, encoding="utf-8")


def hold(journal: Journal, clock: Clock, template: str = "focus") -> Session:
    session = journal.sessions.start(template=template)
    clock.on(minutes=5)
    return journal.sessions.wrap_up(session)


# What is kept where


def test_a_reflection_on_mine_is_there_for_its_author(ours: Journal) -> None:
    page = kept(ours, title="The notice", feelings=["tense", "Left  out"], tags=["speaking up"])
    assert ours.reflections.mine(IMOGEN) == (page,)
    assert page.words.feelings == ("tense", "left out")


def test_nothing_of_it_can_be_read_in_the_file(ours: Journal) -> None:
    kept(ours, title="The notice", feelings=["tense"], tags=["speaking up"], on=date(2026, 1, 30))
    text = ours.path.read_text(encoding="utf-8")
    for words in (TENSE, "generation", "notice", "tense", "speaking", "2026-01-30", "reflection"):
        assert words not in text


def test_a_page_shows_author_time_number_and_size_only(ours: Journal) -> None:
    kept(ours, "short")
    kept(ours, "x" * 300)
    rows = on_disk(ours)["mine"].values()
    docs = [version["doc"] for row in rows for version in row["versions"]]
    assert {tuple(sorted(doc)) for doc in docs} == {("author", "key", "sealed", "text")}
    assert len({len(doc["text"]) for doc in docs}) == 1


def test_without_a_passphrase_nothing_is_kept_on_mine(journal: Journal) -> None:
    before = journal.path.read_bytes()
    with pytest.raises(ShelfLockedError, match="without one nothing is kept"):
        kept(journal)
    with pytest.raises(ShelfLockedError):
        journal.questions.add("Who was in the room?", by=IMOGEN)
    assert journal.path.read_bytes() == before


def test_a_locked_shelf_keeps_nothing_and_shows_nothing(ours: Journal) -> None:
    page = kept(ours)
    ours.mine.lock()
    before = ours.path.read_bytes()
    for act in (
        lambda: kept(ours),
        lambda: ours.reflections.mine(IMOGEN),
        lambda: ours.reflections.change(page, ours.reflections.words("other"), by=IMOGEN),
        lambda: ours.reflections.delete(page, by=IMOGEN),
        lambda: ours.reflections.move_to_ours(page, shown=TENSE, by=IMOGEN),
    ):
        with pytest.raises(ShelfLockedError, match="locked"):
            act()
    assert ours.path.read_bytes() == before
    assert ours.search(["wanted", "say"]) == ()


def test_one_line_or_one_feeling_is_enough_and_nothing_is_not(ours: Journal) -> None:
    assert kept(ours, "", feelings=["flat"]).words.feelings == ("flat",)
    with pytest.raises(RuleError, match="no words"):
        kept(ours, " \n")
    with pytest.raises(UsageError, match="3 feeling words; 4"):
        kept(ours, feelings=["glad", "calm", "tired", "moved"])


def test_changing_and_deleting_leave_only_ciphertext_behind(ours: Journal) -> None:
    page = kept(ours)
    changed = ours.reflections.change(page, ours.reflections.words("Said it after all."), by=IMOGEN)
    assert ours.reflections.mine(IMOGEN) == (changed,)
    ours.reflections.delete(changed, by=IMOGEN)
    assert ours.reflections.mine(IMOGEN) == ()
    assert ours.mine.pages(IMOGEN).deleted(PrivateReflection) == (changed,)
    text = ours.path.read_text(encoding="utf-8")
    assert "Said it" not in text
    assert "generation" not in text
    assert ours.reflections.bring_back(changed, by=IMOGEN) == changed
    assert ours.reflections.mine(IMOGEN) == (changed,)
    assert not ours.mine.findings(IMOGEN).words()


# Moving and taking back


def test_moving_makes_a_new_record_on_ours_and_takes_the_page_off_mine(ours: Journal) -> None:
    page = kept(ours, "Told him. Roof stayed on.", feelings=["proud"])
    shared = ours.reflections.move_to_ours(page, shown="Told him. Roof stayed on.", by=IMOGEN)
    assert shared.id != page.id
    assert shared.words == page.words
    assert ours.reflections.ours() == (shared,)
    assert ours.reflections.mine(IMOGEN) == ()


def test_words_that_were_not_shown_are_not_moved(ours: Journal) -> None:
    page = kept(ours)
    with pytest.raises(RuleError, match="not the words that were shown"):
        ours.reflections.move_to_ours(page, shown="Something kinder.", by=IMOGEN)
    assert ours.reflections.ours() == ()


def test_an_answer_that_stays_on_mine_is_not_moved(ours: Journal) -> None:
    page = kept(ours, occasion=Occasion(moment="session", prompt="held-back"))
    with pytest.raises(RuleError, match="stays on mine"):
        ours.reflections.move_to_ours(page, shown=TENSE, by=IMOGEN)
    with pytest.raises(RuleError, match="stays on mine"):
        ours.reflections.share(page.words, by=IMOGEN)


def test_taking_back_leaves_no_words_and_says_who_may_have_read_them(ours: Journal) -> None:
    page = kept(ours)
    shared = ours.reflections.move_to_ours(page, shown=TENSE, by=IMOGEN)
    taken = ours.reflections.take_back(shared, by=IMOGEN)
    assert ours.reflections.ours() == ()
    assert [one.words for one in ours.reflections.mine(IMOGEN)] == [page.words]
    assert "Desmond may have read it" in taken.notice
    assert "generation" not in ours.path.read_text(encoding="utf-8")


def test_who_has_no_shelf_can_take_back_too_and_gets_the_words(journal: Journal) -> None:
    shared = journal.reflections.share(journal.reflections.words(TENSE), by=IMOGEN)
    taken = journal.reflections.take_back(shared, by=IMOGEN)
    assert (taken.words.text, taken.page) == (TENSE, None)
    assert journal.reflections.ours() == ()


def test_only_its_author_changes_takes_back_or_deletes_what_is_on_ours(ours: Journal) -> None:
    shared = ours.reflections.share(ours.reflections.words(TENSE), by=IMOGEN)
    for act in (
        lambda: ours.reflections.take_back(shared, by=DESMOND),
        lambda: ours.reflections.delete(shared, by=DESMOND),
        lambda: ours.reflections.change_ours(shared, ours.reflections.words("no"), by=DESMOND),
    ):
        with pytest.raises(RuleError, match="Imogen's"):
            act()
    changed = ours.reflections.change_ours(shared, ours.reflections.words("Better said."), by=IMOGEN)
    ours.reflections.delete(changed, by=IMOGEN)
    assert ours.reflections.ours() == ()
    ours.reflections.bring_back_ours(changed, by=IMOGEN)
    assert ours.reflections.ours() == (changed,)


# Passphrases


def test_a_passphrase_is_set_once(ours: Journal) -> None:
    with pytest.raises(RuleError, match="already"):
        ours.mine.set_up(IMOGEN, "another one")
    with pytest.raises(UsageError):
        ours.mine.set_up(Who.BOTH, "another one")


def test_a_wrong_passphrase_is_told_after_a_growing_pause(ours: Journal) -> None:
    pauses: list[float] = []
    ours.mine.pause = pauses.append
    for _ in range(8):
        with pytest.raises(PassphraseError, match="does not open"):
            ours.mine.unlock(DESMOND, PASSPHRASES[IMOGEN])
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    ours.mine.unlock(DESMOND, PASSPHRASES[DESMOND])
    with pytest.raises(PassphraseError):
        ours.mine.unlock(DESMOND, "wrong again")
    assert pauses[-1] == 1


def test_a_new_passphrase_opens_the_same_pages_and_the_old_one_no_more(
    ours: Journal, again: Callable[[], Journal]
) -> None:
    page = kept(ours)
    locked = on_disk(ours)["mine"]
    ours.mine.change_passphrase(IMOGEN, PASSPHRASES[IMOGEN], "site kit in two sizes")
    assert on_disk(ours)["mine"] == locked
    other = again()
    with pytest.raises(PassphraseError):
        other.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    other.mine.unlock(IMOGEN, "site kit in two sizes")
    assert other.reflections.mine(IMOGEN) == (page,)


def test_a_copy_from_before_opens_with_the_old_passphrase(
    ours: Journal, tmp_path: Path, clock: Clock
) -> None:
    kept(ours)
    shutil.copy(ours.path, tmp_path / "copy.journal.json")
    ours.mine.change_passphrase(IMOGEN, PASSPHRASES[IMOGEN], "site kit in two sizes")
    copied = cheap(Journal.open(tmp_path / "copy.journal.json", clock=clock))
    copied.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    assert len(copied.reflections.mine(IMOGEN)) == 1
    copied.close()


def test_the_recovery_code_sets_a_new_passphrase(journal: Journal) -> None:
    code = cheap(journal).mine.set_up(IMOGEN, PASSPHRASES[IMOGEN])
    page = kept(journal)
    journal.mine.lock()
    journal.mine.recover(IMOGEN, code.upper(), "site kit in two sizes")
    assert journal.reflections.mine(IMOGEN) == (page,)
    journal.mine.unlock(IMOGEN, "site kit in two sizes")
    assert checked_code(code) not in journal.path.read_text(encoding="utf-8")


def test_a_new_recovery_code_replaces_the_one_before(journal: Journal) -> None:
    first = cheap(journal).mine.set_up(IMOGEN, PASSPHRASES[IMOGEN])
    second = journal.mine.new_recovery_code(IMOGEN)
    with pytest.raises(PassphraseError, match="code does not open"):
        journal.mine.recover(IMOGEN, first, "site kit in two sizes")
    journal.mine.recover(IMOGEN, second, "site kit in two sizes")


def test_a_new_passphrase_that_is_too_short_changes_nothing(ours: Journal) -> None:
    before = ours.path.read_bytes()
    with pytest.raises(PassphraseError, match="8 characters"):
        ours.mine.change_passphrase(IMOGEN, PASSPHRASES[IMOGEN], "short")
    assert ours.path.read_bytes() == before


def test_a_hostile_slot_is_refused_and_changes_nothing(ours: Journal, again: Callable[[], Journal]) -> None:
    def weaken(tables: dict[str, Any]) -> None:
        for row in tables["keys"].values():
            if row["versions"][0]["doc"]["way"] == "passphrase":
                row["versions"][0]["doc"]["memory"] = 1 << 30

    rewrite(ours, weaken)
    before = ours.path.read_bytes()
    with pytest.raises(ShelfError, match="refused"):
        again().mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    assert ours.path.read_bytes() == before


# Locking


def test_the_shelf_locks_after_ten_idle_minutes(ours: Journal, clock: Clock) -> None:
    clock.on(minutes=9)
    ours.mine.touch()
    clock.on(minutes=9)
    assert ours.mine.is_open(IMOGEN)
    clock.on(minutes=1)
    assert not ours.mine.is_open(IMOGEN)
    with pytest.raises(ShelfLockedError):
        ours.reflections.mine(IMOGEN)


def test_a_key_press_after_too_long_does_not_open_it_again(ours: Journal, clock: Clock) -> None:
    clock.on(minutes=11)
    ours.mine.touch()
    assert ours.mine.author is None


def test_a_clock_that_was_set_back_locks_too(ours: Journal, clock: Clock) -> None:
    clock.on(hours=-1)
    assert ours.mine.lock_if_idle()


def test_the_idle_time_is_a_setting(ours: Journal, clock: Clock) -> None:
    ours.mine.idle = timedelta(minutes=2)
    clock.on(minutes=3)
    assert not ours.mine.is_open(IMOGEN)


def test_it_is_open_for_one_at_a_time(ours: Journal) -> None:
    kept(ours)
    ours.mine.unlock(DESMOND, PASSPHRASES[DESMOND])
    assert ours.mine.author is DESMOND
    assert ours.reflections.mine(DESMOND) == ()
    with pytest.raises(ShelfLockedError):
        ours.reflections.mine(IMOGEN)


# Finding


def test_searching_covers_mine_only_while_it_is_open_and_only_for_its_author(ours: Journal) -> None:
    page = kept(ours, feelings=["tense"], tags=["speaking up"])
    assert [(hit.kind, hit.id) for hit in ours.search(["Tense", "GENERATION", "speaking"])] == [
        ("mine", page.id)
    ]
    ours.mine.unlock(DESMOND, PASSPHRASES[DESMOND])
    assert ours.search(["wanted", "say"]) == ()
    ours.mine.lock()
    assert ours.search(["wanted", "say"]) == ()


def test_what_is_on_ours_is_found_by_both(ours: Journal) -> None:
    shared = ours.reflections.share(ours.reflections.words("Told him.", feelings=["proud"]), by=IMOGEN)
    ours.mine.lock()
    assert [(hit.kind, hit.id) for hit in ours.search(["proud"])] == [("reflection", shared.id)]


# Two copies, and changed files


def two_copies(ours: Journal, tmp_path: Path, clock: Clock) -> Journal:
    shutil.copy(ours.path, tmp_path / "laptop.journal.json")
    return cheap(Journal.open(tmp_path / "laptop.journal.json", clock=clock))


def test_pages_written_in_two_copies_are_all_there_after_merging(
    ours: Journal, tmp_path: Path, clock: Clock
) -> None:
    page = kept(ours)
    other = two_copies(ours, tmp_path, clock)
    other.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    other.reflections.change(page, other.reflections.words("on the laptop"), by=IMOGEN)
    kept(other, "new on the laptop")
    other.close()
    ours.reflections.change(page, ours.reflections.words("on the desk"), by=IMOGEN)
    assert ours.care.merge(other.path).choices == ()
    assert {one.words.text for one in ours.reflections.mine(IMOGEN)} == {
        "on the laptop",
        "on the desk",
        "new on the laptop",
    }
    assert ours.mine.findings(IMOGEN).words() == ()
    gone = next(one for one in ours.reflections.mine(IMOGEN) if one.words.text == "on the desk")
    ours.reflections.delete(gone, by=IMOGEN)
    assert {one.words.text for one in ours.reflections.mine(IMOGEN)} == {"on the laptop", "new on the laptop"}
    assert ours.mine.findings(IMOGEN).words() == ()


def test_two_copies_that_each_set_a_passphrase_keep_both_keys(
    journal: Journal, tmp_path: Path, clock: Clock
) -> None:
    other = two_copies(cheap(journal), tmp_path, clock)
    journal.mine.set_up(IMOGEN, "roof stayed on")
    kept(journal, "on the desk")
    other.mine.set_up(IMOGEN, "two by the lock")
    kept(other, "on the laptop")
    other.close()
    care.merge(journal._store, other.path)
    journal.mine.lock()
    journal.mine.unlock(IMOGEN, "two by the lock")
    assert [one.words.text for one in journal.reflections.mine(IMOGEN)] == ["on the laptop"]
    assert "another passphrase" in " ".join(journal.mine.findings(IMOGEN).words())
    kept(journal, "with one key")
    journal.mine.unlock(IMOGEN, "roof stayed on")
    assert len(journal.reflections.mine(IMOGEN)) == 3
    journal.mine.change_passphrase(IMOGEN, "roof stayed on", "one for both of them")
    journal.mine.lock()
    journal.mine.unlock(IMOGEN, "one for both of them")
    assert len(journal.reflections.mine(IMOGEN)) == 3
    assert journal.mine.findings(IMOGEN).words() == ()


def test_a_passphrase_changed_in_two_copies_opens_with_either(
    ours: Journal, tmp_path: Path, clock: Clock
) -> None:
    kept(ours)
    other = two_copies(ours, tmp_path, clock)
    other.mine.change_passphrase(IMOGEN, PASSPHRASES[IMOGEN], "changed on the laptop")
    other.close()
    ours.mine.change_passphrase(IMOGEN, PASSPHRASES[IMOGEN], "changed on the desk")
    care.merge(ours._store, other.path)
    for passphrase in ("changed on the laptop", "changed on the desk"):
        ours.mine.lock()
        ours.mine.unlock(IMOGEN, passphrase)
        assert len(ours.reflections.mine(IMOGEN)) == 1


def latest(tables: dict[str, Any], page: str) -> dict[str, Any]:
    return tables["mine"][page]["versions"][0]["doc"]  # type: ignore[no-any-return]


def test_an_older_text_that_was_put_back_is_told(ours: Journal, again: Callable[[], Journal]) -> None:
    page = kept(ours, "first")
    before = copy.deepcopy(latest(on_disk(ours), page.id))
    ours.reflections.change(page, ours.reflections.words("second"), by=IMOGEN)
    rewrite(ours, lambda tables: tables["mine"][page.id]["versions"][0].update(doc=before))
    other = again()
    other.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    findings = other.mine.findings(IMOGEN)
    assert findings.older == (page.id,)
    assert "older text" in findings.words()[0]


def test_an_older_text_with_a_newer_number_does_not_open(ours: Journal, again: Callable[[], Journal]) -> None:
    page = kept(ours, "first")
    before = latest(on_disk(ours), page.id)["text"]
    ours.reflections.change(page, ours.reflections.words("second"), by=IMOGEN)
    rewrite(ours, lambda tables: latest(tables, page.id).update(text=before))
    other = again()
    other.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    assert other.mine.findings(IMOGEN).unreadable == (page.id,)
    assert other.reflections.mine(IMOGEN) == ()


def test_a_deleted_page_that_was_put_back_and_a_page_that_was_taken_away_are_told(
    ours: Journal, again: Callable[[], Journal]
) -> None:
    deleted, taken = kept(ours, "deleted"), kept(ours, "taken away")
    before = copy.deepcopy(on_disk(ours)["mine"][deleted.id])
    ours.reflections.delete(deleted, by=IMOGEN)

    def tamper(tables: dict[str, Any]) -> None:
        tables["mine"][deleted.id] = before
        del tables["mine"][taken.id]

    rewrite(ours, tamper)
    other = again()
    other.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    findings = other.mine.findings(IMOGEN)
    assert (findings.older, findings.missing) == ((deleted.id,), (taken.id,))
    other.mine.accept(IMOGEN)
    assert other.mine.findings(IMOGEN).words() == ()
    assert other.reflections.mine(IMOGEN) == (deleted,)


def test_an_older_list_that_was_put_back_is_told(ours: Journal, again: Callable[[], Journal]) -> None:
    kept(ours, "first")
    own_list = PageList.id_of(IMOGEN)
    before = copy.deepcopy(on_disk(ours)["mine"][own_list])
    late = kept(ours, "second")
    rewrite(ours, lambda tables: tables["mine"].update({own_list: before}))
    other = again()
    other.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    assert other.mine.findings(IMOGEN).unlisted == (late.id,)


def test_a_page_that_does_not_open_is_left_as_it_is_by_every_verb(
    ours: Journal, again: Callable[[], Journal]
) -> None:
    broken, page = kept(ours, "broken"), kept(ours, "whole")

    def tamper(tables: dict[str, Any]) -> None:
        text = latest(tables, broken.id)["text"]
        latest(tables, broken.id)["text"] = ("A" if text[0] != "A" else "B") + text[1:]

    rewrite(ours, tamper)
    before = on_disk(ours)["mine"][broken.id]
    other = again()
    other.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    other.reflections.change(page, other.reflections.words("changed"), by=IMOGEN)
    other.mine.change_passphrase(IMOGEN, PASSPHRASES[IMOGEN], "site kit in two sizes")
    with pytest.raises(NotFoundError, match="changed or deleted"):
        other.reflections.delete(broken, by=IMOGEN)
    assert on_disk(other)["mine"][broken.id] == before
    assert [one.words.text for one in other.reflections.mine(IMOGEN)] == ["changed"]


def test_what_a_newer_program_keeps_is_left_as_it_is(ours: Journal) -> None:
    vault = ours.mine.pages(IMOGEN).vault
    page = vault.lock(b'{"is":"drawing","id":"p1"}', id="p1", sealed=1)
    ours._desk.put(page, by=IMOGEN)
    assert ours.reflections.mine(IMOGEN) == ()
    assert ours.mine.findings(IMOGEN).unreadable == ("p1",)
    kept(ours)
    assert ours._desk.store.find(LockedPage, "p1") == page


def test_rescue_files_hold_ciphertext(ours: Journal, clock: Clock) -> None:
    behind = cheap(Journal.open(ours.path, behind=True, clock=clock))
    behind.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    ours.path.rename(ours.path.with_name("elsewhere.json"))
    kept(behind)
    rescue = behind.close()
    ours.path.with_name("elsewhere.json").rename(ours.path)
    assert rescue is not None
    text = rescue.read_text(encoding="utf-8")
    assert "generation" not in text
    assert '"mine"' in text


def test_a_page_can_be_erased_from_the_backups_too(ours: Journal) -> None:
    page = kept(ours)
    shared = ours.reflections.share(ours.reflections.words("Told him, on ours."), by=IMOGEN)
    ours.reflections.delete(page, by=IMOGEN)
    locked = on_disk(ours)["mine"][page.id]["versions"][0]["doc"]["text"]
    ours.care.erase(page.id)
    ours.care.erase(shared.id)
    text = ours.path.read_text(encoding="utf-8")
    assert locked not in text
    assert "Told him" not in text
    assert ours.mine.findings(IMOGEN).words() == ()
    assert ours.mine.pages(IMOGEN).deleted(PrivateReflection) == ()


def test_a_reflection_deleted_from_ours_is_in_the_trash_and_a_private_one_is_not_listed_there(
    ours: Journal,
) -> None:
    shared = ours.reflections.share(ours.reflections.words("Told him."), by=IMOGEN)
    ours.reflections.delete(shared, by=IMOGEN)
    ours.reflections.delete(kept(ours), by=IMOGEN)
    assert ours.care.trash() == (shared,)
    ours.care.bring_back(shared.id, by=IMOGEN)
    assert ours.reflections.ours() == (shared,)


# What is offered


def test_after_a_session_each_is_offered_prompts_of_their_own(ours: Journal, clock: Clock) -> None:
    assert ours.reflections.offers(IMOGEN) == ()
    session = hold(ours, clock)
    (offer,) = ours.reflections.offers(IMOGEN)
    assert (offer.due.moment, offer.due.session) == ("session", session.id)
    assert "friend" in offer.prompts[0].text
    assert "surprised" in ours.reflections.offers(DESMOND)[0].prompts[0].text
    kept(ours, occasion=offer.occasion(offer.prompts[0]))
    assert ours.reflections.offers(IMOGEN) == ()
    assert len(ours.reflections.offers(DESMOND)) == 1
    clock.on(days=8)
    assert ours.reflections.offers(DESMOND) == ()


def test_a_skipped_offer_does_not_come_back_and_is_written_nowhere_in_clear(
    ours: Journal, clock: Clock, again: Callable[[], Journal]
) -> None:
    hold(ours, clock)
    (offer,) = ours.reflections.offers(IMOGEN)
    ours.mine.touch()
    ours.reflections.skip(offer, by=IMOGEN)
    assert ours.reflections.offers(IMOGEN) == ()
    assert "skip" not in ours.path.read_text(encoding="utf-8")
    other = again()
    other.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    assert other.reflections.offers(IMOGEN) == ()
    before = other.path.read_bytes()
    other.reflections.skip(other.reflections.offers(DESMOND)[0], by=DESMOND)
    assert other.reflections.offers(DESMOND) == ()
    assert other.path.read_bytes() == before


@pytest.mark.parametrize(
    ("template", "moments"),
    [
        ("focus", ["session"]),
        ("listen-first", ["listen-first", "session"]),
        ("midpoint", ["midpoint", "session"]),
        ("closing", ["end", "session"]),
    ],
)
def test_some_sessions_offer_more(ours: Journal, clock: Clock, template: str, moments: list[str]) -> None:
    hold(ours, clock, template)
    assert [offer.due.moment for offer in ours.reflections.offers(IMOGEN)] == moments


def test_once_a_month_there_is_an_offer_for_a_week() -> None:
    started = date(2026, 2, 3)
    offered = [
        days
        for days in range(100)
        if list(due_moments(today=started + timedelta(days=days), started=started, last=None, following=None))
    ]
    assert offered == [*range(30, 38), *range(60, 68), *range(90, 98)]


def test_every_moment_has_prompts_for_both() -> None:
    reflecting = read_reflecting()
    assert {moment.id for moment in reflecting.moments} == {
        "session",
        "monthly",
        "midpoint",
        "end",
        "listen-first",
    }
    assert len(reflecting.feelings) == 16
    for moment in reflecting.moments:
        for who in (IMOGEN, DESMOND):
            ids = [prompt.id for prompt in moment.prompts(who)]
            assert len(ids) == len(set(ids)) >= 2


# Questions


def test_a_question_is_private_until_it_is_released_to_the_next_session(ours: Journal) -> None:
    question = ours.questions.add("How was the tanker case really decided?", by=IMOGEN)
    assert ours.questions.queued(IMOGEN) == (question,)
    assert "tanker" not in ours.path.read_text(encoding="utf-8")
    assert ours.captures.topics() == ()
    topic = ours.questions.release(question, by=IMOGEN)
    assert ours.captures.topics() == (topic,)
    assert (topic.kind, topic.text, topic.by) == (CaptureKind.PARKING, question.text, IMOGEN)
    assert ours.questions.queued(IMOGEN) == ()
    assert ours.today().topics == (topic,)


def test_a_question_can_be_reworded_deleted_and_brought_back(ours: Journal) -> None:
    question = ours.questions.add("Why?", by=IMOGEN)
    better = ours.questions.reword(question, "Who had to agree?", by=IMOGEN)
    ours.questions.delete(better, by=IMOGEN)
    assert ours.questions.queued(IMOGEN) == ()
    ours.questions.bring_back(better, by=IMOGEN)
    assert ours.questions.get(better.id[:4] + better.id[4:], by=IMOGEN) == better
    with pytest.raises(RuleError):
        ours.questions.add("  ", by=IMOGEN)


def test_private_values_and_words_show_nothing_in_a_traceback(ours: Journal) -> None:
    page = kept(ours)
    shared = ours.reflections.share(page.words, by=IMOGEN)
    assert "generation" not in f"{page!r}{shared!r}{ours.mine.pages(IMOGEN)!r}{page.words!r}"


def test_what_is_private_is_not_a_record_so_it_cannot_be_kept_in_clear() -> None:
    assert not hasattr(PrivateReflection, "table")
    assert {LockedPage.table, KeySlot.table, Reflection.table} == {"mine", "keys", "reflections"}
    assert issubclass(PrivateReflection, msgspec.Struct)
