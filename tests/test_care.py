"""Taking care of a journal as a whole, from the command line and by its verbs."""

from __future__ import annotations

import gzip
import importlib
import json
import os
import pkgutil
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from shelves import PASSPHRASE, cheap, kept

import rmjournal.domain
from rmjournal.cli import main
from rmjournal.domain.assessment import PageMoment
from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.lights import Topic
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Record
from rmjournal.errors import NotFoundError
from rmjournal.journal.checking import KINDS, check_journal
from rmjournal.journal.journal import Journal
from rmjournal.store.ids import new_id
from rmjournal.store.store import Delete, Store

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(journal: Journal) -> Run:
    """The program, on a journal in a real file."""
    journal.actions.add("Draft alone", owner=Who.MENTEE)

    def call(*arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "rmjournal", "-j", str(journal.path), *arguments]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert ran.returncode == code, ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr
        return ran

    return call


def test_a_cut_off_journal_is_refused_and_restored_by_what_the_message_names(
    run: Run, journal: Journal
) -> None:
    run("park", "A topic")
    whole = run("show").stdout
    run("action", "add", "Another", "--owner", "mentor")
    cut = journal.path.read_bytes()[:1000]
    journal.path.write_bytes(cut)
    said = run("show", code=1).stderr
    assert "backups" in said
    assert journal.path.read_bytes() == cut
    assert json.loads(run("backups", "--json").stdout)
    (command,) = (line.partition(": rmjournal ")[2] for line in said.splitlines() if line.endswith("restore"))
    told = run(*shlex.split(command)).stderr
    assert "What was there before is kept" in told
    assert "Next:" in run("show").stdout
    assert whole


def test_a_restore_can_be_undone_by_another(run: Run) -> None:
    run("park", "Pilot")
    run("restore")
    assert "Pilot" not in run("show").stdout
    kept = [one for one in json.loads(run("backups", "--json").stdout) if one["why"] == "restore"]
    run("restore", "--from", kept[-1]["path"])
    assert "Pilot" in run("show").stdout


def test_another_copy_is_merged_and_left_as_it_is(run: Run, journal: Journal, tmp_path: Path) -> None:
    other = tmp_path / "theirs.json"
    shutil.copy(journal.path, other)
    theirs = Journal.open(other)
    theirs.captures.add(CaptureKind.PARKING, "From the train")
    theirs.close()
    before = other.read_bytes()
    run("park", "From the office")
    assert "1 new" in run("merge", str(other)).stderr
    shown = run("show").stdout
    assert "From the train" in shown
    assert "From the office" in shown
    assert other.read_bytes() == before
    assert "Nothing new" in run("merge", str(other)).stderr


def test_a_packed_copy_such_as_a_backup_is_merged_too(run: Run, journal: Journal, tmp_path: Path) -> None:
    other = tmp_path / "theirs.json"
    shutil.copy(journal.path, other)
    theirs = Journal.open(other)
    theirs.captures.add(CaptureKind.PARKING, "From the train")
    theirs.close()
    packed = tmp_path / "theirs.json.gz"
    packed.write_bytes(gzip.compress(other.read_bytes()))
    run("merge", str(packed))
    assert "From the train" in run("show").stdout


def test_a_packed_copy_of_another_journal_is_not_merged(run: Run, tmp_path: Path) -> None:
    pair = Pair(mentor="Ada", mentee="Bo")
    other = Journal.create(tmp_path / "other.journal.json", pair).path
    packed = tmp_path / "other.json.gz"
    packed.write_bytes(gzip.compress(other.read_bytes()))
    assert "other" in run("merge", str(packed), code=1).stderr


def test_another_journal_is_not_merged(run: Run, tmp_path: Path) -> None:
    new = ["new", "other", "--mentor", "Ada", "--mentee", "Bo", "--path", str(tmp_path)]
    subprocess.run([sys.executable, "-m", "rmjournal", *new], check=True, capture_output=True)
    assert "other" in run("merge", str(tmp_path / "other.journal.json"), code=1).stderr


def test_what_was_deleted_is_in_the_trash_until_it_is_emptied(run: Run, journal: Journal) -> None:
    (action,) = journal.actions.all()
    journal.actions.delete(action)
    assert "Draft alone" in run("trash", "list").stdout
    run("trash", "restore", action.id)
    assert "Draft alone" in run("action", "list").stdout
    journal.refresh()
    journal.actions.delete(journal.actions.get(action.id))
    assert "1 record" in run("trash", "empty").stderr
    assert run("trash", "list").stdout == ""
    assert b"Draft alone" not in journal.path.read_bytes()


def test_erasing_takes_the_words_from_the_backups_too(run: Run, journal: Journal) -> None:
    run("park", "Makes a backup")
    (action,) = journal.actions.all()
    assert "--yes" in run("erase", action.id, code=2).stderr
    run("erase", action.id, "--yes")
    assert b"Draft alone" not in journal.path.read_bytes()
    for backup in json.loads(run("backups", "--json").stdout):
        run("restore", "--from", backup["path"])
        assert "Draft alone" not in run("action", "list", "--all").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("what", ["record", "journal", "reflection"])
def test_who_says_no_when_asked_has_changed_nothing_and_made_no_mistake(
    journal: Journal, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    import pty

    cheap(journal).mine.set_up(Who.MENTOR, PASSPHRASE)
    action = journal.actions.add("Draft alone", owner=Who.MENTEE)
    page = kept(journal)
    asked = {
        "record": ("erase", action.id),
        "journal": ("erase", "--whole-journal"),
        "reflection": ("reflections", "share", page.id, "--by", "mentor"),
    }[what]
    before = journal.path.read_bytes()
    terminal, keys = pty.openpty()
    os.write(terminal, b"no\n")
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode())
    os.close(writing)
    secret = ("--passphrase-fd", str(reading)) if what == "reflection" else ()
    with os.fdopen(keys, "r") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert main.run(["-j", str(journal.path), *asked, *secret]) == 1
    os.close(terminal)
    os.close(reading)
    assert capfd.readouterr().err.endswith("Nothing was changed.\n")
    assert journal.path.read_bytes() == before


def test_erasing_takes_the_line_that_was_linked_as_evidence(journal: Journal) -> None:
    session = journal.sessions.start(template="")
    note = journal.sessions.write(session, "1", "A secret line.\nAnother.", over=None)
    goal = journal.goals.add("Draft alone", owner=Who.MENTEE)
    assert note is not None
    journal.goals.link(goal, note, line="A secret line.")
    journal.goals.unlink(journal.goals.link(goal, note, line="Another."))
    journal.care.erase(note.id)
    kept = journal.path.read_bytes()
    assert b"secret" not in kept
    assert b"Another" not in kept
    assert journal.goals.evidence(goal) == ()


def test_a_page_a_card_and_a_part_of_the_agreement_can_be_erased(journal: Journal) -> None:
    page = journal.assessments.write_page(PageMoment.START, "A secret page.", by=Who.MENTEE)
    card = journal.cards.write(pace="Secretly slow", by=Who.MENTOR)
    journal.agreement.write("rhythm", "A secret rhythm.", by=Who.MENTOR)
    assert page is not None
    for key in (page.id, card.id, "rhythm"):
        journal.care.erase(key)
    assert b"ecret" not in journal.path.read_bytes()
    assert check_journal(journal.path, clock=journal.now) == ()


def test_whatever_is_in_the_trash_can_be_erased_from_it(journal: Journal) -> None:
    wish = journal.expectations.add("A secret want", owner=Who.MENTOR)
    topic = journal.lights.add_topic("A secret topic")
    draft = journal.letters.draft()
    journal.letters.discard(draft)
    store = Store.open(journal.path, clock=journal.now, ids=new_id)
    topics = store.all(Topic)
    store.commit(Delete(wish), *map(Delete, topics), writer=Who.BOTH)
    journal.refresh()
    assert {one.id for one in journal.care.trash()} == {wish.id, topic.id, draft.id}
    for one in journal.care.trash():
        journal.care.erase(one.id)
    assert journal.care.trash() == ()
    assert b"secret" not in journal.path.read_bytes()


def test_a_whole_journal_is_erased_with_its_backups(run: Run, journal: Journal) -> None:
    run("park", "Makes a backup")
    backups = [Path(one["path"]) for one in json.loads(run("backups", "--json").stdout)]
    run("erase", "--whole-journal", "--yes")
    assert not journal.path.exists()
    assert not [path for path in backups if path.exists()]


def test_a_sound_journal_has_no_findings(run: Run, journal: Journal) -> None:
    assert run("check").stdout == ""
    assert json.loads(run("check", "--json").stdout) == []
    assert check_journal(journal.path, clock=journal.now) == ()


def test_what_is_wrong_is_told_with_its_place_and_what_to_do(run: Run, journal: Journal) -> None:
    text = journal.path.read_text()
    journal.path.write_text(text.replace('"owner": "mentee"', '"owner": "somebody"', 1))
    told = run("check", code=1).stdout
    assert "actions/" in told
    assert "owner" in told


def test_a_released_letter_that_was_changed_in_the_file_is_found_by_check(run: Run, journal: Journal) -> None:
    draft = journal.letters.draft()
    for who in (Who.MENTOR, Who.MENTEE):
        text = journal.letters.text(draft)
        journal.letters.confirm(draft, shown=text, name=journal.pair.name_of(who), by=who)
    release = journal.letters.log(draft, "letter.md")
    assert run("check").stdout == ""
    held = journal.path.read_text(encoding="utf-8")
    journal.path.write_text(held.replace("released by both", "released by one"), encoding="utf-8")
    assert f"releases/{release.id}: its text is not the one" in run("check", code=1).stdout


def test_a_template_that_cannot_be_used_is_found_by_check(run: Run, journal: Journal) -> None:
    folder = journal.path.with_name("lindgate.templates")
    folder.mkdir()
    (folder / "bad.md").write_text("no heading")
    assert "bad.md:1" in run("check", code=1).stdout


def test_git_merges_what_both_sides_wrote(run: Run, journal: Journal, tmp_path: Path) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    for copy in (base, ours, theirs):
        shutil.copy(journal.path, copy)
    for copy, words in ((ours, "Ours"), (theirs, "Theirs")):
        opened = Journal.open(copy)
        opened.captures.add(CaptureKind.PARKING, words)
        opened.close()
    run("merge-driver", str(base), str(ours), str(theirs))
    assert {topic.text for topic in Journal.open(ours).captures.topics()} == {"Ours", "Theirs"}


def records(kind: type[Record] = Record) -> Iterator[type[Record]]:
    for module in pkgutil.iter_modules(rmjournal.domain.__path__):
        importlib.import_module(f"rmjournal.domain.{module.name}")
    for below in kind.__subclasses__():
        ours = below.__module__.startswith("rmjournal.") and hasattr(below, "table")
        yield from ((below,) if ours else ())
        yield from records(below)


def test_check_knows_every_kind_of_record() -> None:
    assert set(records()) == set(KINDS)


def test_an_unknown_backup_is_told(run: Run, tmp_path: Path) -> None:
    assert "no backup" in run("restore", "--from", str(tmp_path / "none.gz"), code=1).stderr


def test_something_that_is_not_there_cannot_be_erased(journal: Journal) -> None:
    with pytest.raises(NotFoundError, match="trash"):
        journal.care.erase("zzz")
