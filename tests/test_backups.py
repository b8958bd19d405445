from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from rmjournal import files
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Note
from rmjournal.errors import (
    NotFoundError,
    StoreError,
    StoreForeignError,
    StoreMissingError,
    StoreRemoveError,
    StoreUnreadableError,
    StoreWriteError,
)
from rmjournal.store import care, limits, migrations, unkept
from rmjournal.store.backups import Backup, backups_of, kept, read_backup
from rmjournal.store.check import check
from rmjournal.store.copies import conflict_copies, merge_files
from rmjournal.store.ids import new_id
from rmjournal.store.merge import Tables
from rmjournal.store.rescue import rescues, write_rescue
from rmjournal.store.restoring import restore
from rmjournal.store.store import Delete, Put, Store

BERLIN = timezone(timedelta(hours=1))
PAIR = Pair(mentor="Imogen Tao", mentee="Desmond Hale")
NOTE = Note(id="s1.1", session="s1", item="1", text="first")
SCHEMAS = Path(__file__).parent / "schemas"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 2, 3, 9, 0, tzinfo=BERLIN)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def tomorrow(self) -> None:
        self.now = (self.now + timedelta(days=1)).replace(hour=9, minute=0, second=0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Path:
    path = tmp_path / "shared" / "pair.journal.json"
    Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH)
    return path


@pytest.fixture
def store(path: Path, clock: Clock) -> Store:
    return Store.open(path, clock=clock, ids=new_id)


def reopened(path: Path, clock: Clock) -> Store:
    return Store.open(path, clock=clock, ids=new_id)


def wrote(text: str, key: str = NOTE.id) -> Note:
    return replace(NOTE, text=text, id=key)


def told(store: Store) -> set[str]:
    """All texts that are there, side by side or not."""
    both = {getattr(side.value, "text", "") for found in store.conflicts(Note) for side in found.sides}
    return both | {note.text for note in store.all(Note)}


def write_days(path: Path, clock: Clock, days: int) -> None:
    for number in range(days):
        clock.tomorrow()
        reopened(path, clock).commit(Put(wrote(f"day {number}", f"day{number}")), writer=Who.BOTH)


# Backups


def test_the_first_write_of_a_day_keeps_what_was_there_before_it(
    store: Store, path: Path, clock: Clock
) -> None:
    before = path.read_bytes()
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    store.commit(Put(wrote("third"), over=(wrote("second"),)), writer=Who.BOTH)
    (backup,) = store.backups.all()
    assert backup.why == "daily"
    assert read_backup(backup.path) == before
    assert backup.path.read_bytes()[:2] == b"\x1f\x8b"
    yesterday = path.read_bytes()
    clock.tomorrow()
    store.commit(Put(wrote("fourth"), over=(wrote("third"),)), writer=Who.BOTH)
    assert [read_backup(one.path) for one in store.backups.all()] == [before, yesterday]


def test_a_day_is_a_day_of_the_people_not_of_greenwich(store: Store, clock: Clock) -> None:
    for hour in (0, 5, 23):
        clock.now = clock.now.replace(hour=hour, minute=30)
        store.commit(Put(wrote("x", f"n{hour}")), writer=Who.BOTH)
        store = reopened(store.path, clock)
    assert len(store.backups.all()) == 1


def test_seven_daily_and_eight_weekly_backups_are_kept(path: Path, clock: Clock) -> None:
    write_days(path, clock, 80)
    made = [backup.made for backup in backups_of(path)]
    assert [(clock.now.date() - day.date()).days for day in made[-7:]] == [6, 5, 4, 3, 2, 1, 0]
    weeks = {day.isocalendar()[:2] for day in made}
    assert len(weeks) == 8
    assert len(made) <= 7 + 8


def test_thinning_keeps_the_newest_of_a_week_and_never_the_future_from_the_past() -> None:
    start = datetime(2026, 1, 5, 8, tzinfo=UTC)
    backups = {
        Backup(made=start + timedelta(days=day), why="daily", path=Path(f"{day}")) for day in range(0, 200, 3)
    }
    left = sorted(kept(backups))
    assert left[-1] == max(backups)
    assert left[-7:] == sorted(backups)[-7:]
    newest = sorted({backup.made.isocalendar()[:2] for backup in backups})[-8:]
    assert [backup.made.isocalendar()[:2] for backup in left if backup not in left[-7:]] == newest[
        : len(left) - 7
    ]
    assert kept(left) <= set(left)


def test_what_a_stopped_backup_left_is_removed_a_day_later(store: Store, clock: Clock) -> None:
    store.commit(Put(wrote("x", "n2")), writer=Who.BOTH)
    (backup,) = store.backups.all()
    left = backup.path.with_name(f".{backup.path.name}.0123456789.tmp")
    for age in (0, 2):
        left.touch()
        clock.tomorrow()
        when = (clock.now - timedelta(days=age)).timestamp()
        os.utime(left, (when, when))
        reopened(store.path, clock).commit(Put(wrote("x", f"n{age}")), writer=Who.BOTH)
        assert left.exists() is (age == 0)


def test_a_word_is_saved_even_if_the_backup_before_it_cannot_be(store: Store, path: Path) -> None:
    files.state_folder().parent.mkdir(parents=True, exist_ok=True)
    files.state_folder().write_text("a file in the way")
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    assert b"second" in path.read_bytes()


def test_a_word_is_saved_even_if_an_old_backup_cannot_be_let_go_of(path: Path, clock: Clock) -> None:
    write_days(path, clock, 1)
    held = backups_of(path)[0].path.with_name("20200101T000000Z-daily.json.gz")
    held.mkdir()
    write_days(path, clock, 70)
    assert held.is_dir()
    assert clock.now.date() == backups_of(path)[-1].made.date()


def test_links_that_go_round_in_a_circle_are_told_and_no_error_of_our_own(tmp_path: Path) -> None:
    loop = tmp_path / "loop.journal.json"
    loop.symlink_to(loop.name)
    assert backups_of(loop) == ()


def test_a_merge_without_a_backup_before_it_is_not_done(
    store: Store, path: Path, clock: Clock, tmp_path: Path
) -> None:
    other = apart(path, tmp_path / "other.json")
    reopened(other, clock).commit(Put(wrote("theirs", "n2")), writer=Who.MENTEE)
    for backup in backups_of(path):
        backup.path.unlink()
    folder = files.state_folder()
    folder.rename(folder.with_name("away"))
    folder.write_text("a file in the way")
    before = path.read_bytes()
    with pytest.raises(StoreWriteError, match="backup"):
        care.merge(store, other)
    assert path.read_bytes() == before
    assert told(store) == {"first"}


def test_a_backup_that_does_not_read_back_the_same_is_not_called_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rmjournal.store.backups.read_regular", lambda *_, **__: (b"rotten", None))
    with pytest.raises(StoreWriteError, match="backup could not be made"):
        store.backups.make(b"words", "merge", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert store.backups.all() == ()


def test_two_backups_of_one_second_are_two(store: Store) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = [store.backups.make(text, "merge", now=now) for text in (b"a", b"b", b"c")]
    assert [read_backup(backup.path) for backup in made] == [b"a", b"b", b"c"]
    assert len(store.backups.all()) == 3


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: data[:30] + b"?" + data[31:], lambda _: b"\x1f\x8b"]
)
def test_a_damaged_backup_is_told(store: Store, damage: Callable[[bytes], bytes]) -> None:
    backup = store.backups.make(b"some words " * 30, "merge", now=datetime(2026, 1, 1, tzinfo=UTC))
    backup.path.write_bytes(damage(backup.path.read_bytes()))
    with pytest.raises(StoreUnreadableError, match="damaged"):
        read_backup(backup.path)


def test_a_backup_that_unpacks_to_more_than_a_journal_can_be_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(bytes(70 * 1024**2), compresslevel=9))
    with pytest.raises(StoreUnreadableError):
        read_backup(bomb)


def test_backups_are_found_when_the_journal_is_gone_or_was_moved(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    made = store.backups.all()
    moved = path.rename(tmp_path / "elsewhere.journal.json")
    assert backups_of(path) == made
    assert backups_of(moved) == ()
    assert backups_of(moved, store.journal_id) == made


@pytest.mark.parametrize("has_backups", [False, True])
def test_a_journal_that_cannot_be_read_is_told_of_the_backups_it_has_and_of_no_others(
    store: Store, path: Path, clock: Clock, has_backups: bool
) -> None:
    if has_backups:
        store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(StoreUnreadableError) as caught:
        reopened(path, clock)
    assert ("restore" in str(caught.value)) is has_backups
    assert ("no backup" in str(caught.value)) is not has_backups


# Restoring


def test_a_cut_off_journal_is_restored_and_what_was_left_of_it_is_kept(
    store: Store, path: Path, clock: Clock
) -> None:
    whole = path.read_bytes()
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    path.write_bytes(path.read_bytes()[:200])
    rest = path.read_bytes()
    done = restore(path, clock=clock, ids=new_id)
    assert path.read_bytes() == whole
    assert done.replaced is not None
    assert read_backup(done.replaced.path) == rest
    assert restore(path, clock=clock, ids=new_id).backup == done.backup


def test_a_journal_that_is_gone_is_restored(store: Store, path: Path, clock: Clock) -> None:
    whole = path.read_bytes()
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    path.unlink()
    assert restore(path, clock=clock, ids=new_id).replaced is None
    assert path.read_bytes() == whole


def test_a_restored_journal_says_what_the_backup_says_and_what_came_since_is_in_the_trash(
    store: Store, path: Path, clock: Clock
) -> None:
    store.commit(Put(wrote("gone later", "n2")), writer=Who.BOTH)
    backup = store.backups.make(path.read_bytes(), "merge", now=clock())
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    store.commit(Delete(wrote("gone later", "n2")), writer=Who.BOTH)
    store.commit(Put(wrote("new", "n3")), writer=Who.BOTH)
    done = restore(path, clock=clock, ids=new_id, backup=backup.path)
    assert done.replaced is not None
    store.refresh()
    assert store.all(Note) == reopened(path, clock).all(Note) == (wrote("gone later", "n2"), NOTE)
    assert [side.value for side in store.deleted(Note)] == [wrote("new", "n3")]
    restore(path, clock=clock, ids=new_id, backup=done.replaced.path)
    assert told(reopened(path, clock)) == {"second", "new"}


def test_a_restore_holds_against_the_copies_that_had_the_newer_words(
    store: Store, path: Path, clock: Clock, tmp_path: Path
) -> None:
    backup = store.backups.make(path.read_bytes(), "merge", now=clock())
    store.commit(Put(wrote("unwanted"), over=(NOTE,)), writer=Who.BOTH)
    other = apart(path, tmp_path / "other.json")
    restore(path, clock=clock, ids=new_id, backup=backup.path)
    again = reopened(path, clock)
    care.merge(again, other)
    assert told(again) == {"first"}


def test_a_conflict_in_a_backup_is_a_conflict_again(store: Store, path: Path, clock: Clock) -> None:
    store.commit(Put(wrote("a"), over=(NOTE,)), Put(wrote("b"), over=(NOTE,)), writer=Who.BOTH)
    backup = store.backups.make(path.read_bytes(), "merge", now=clock())
    store.commit(Put(wrote("c"), over=(wrote("a"), wrote("b"))), writer=Who.BOTH)
    restore(path, clock=clock, ids=new_id, backup=backup.path)
    assert told(reopened(path, clock)) == {"a", "b"}


def test_a_restore_without_a_backup_or_from_another_journal_changes_nothing(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    before = path.read_bytes()
    with pytest.raises(NotFoundError):
        restore(path, clock=clock, ids=new_id)
    foreign = tmp_path / "foreign.json"
    Store.create(foreign, clock=clock, ids=new_id, records=[PAIR], writer=Who.BOTH)
    with pytest.raises(StoreForeignError):
        restore(path, clock=clock, ids=new_id, backup=foreign)
    with pytest.raises(StoreMissingError):
        restore(path, clock=clock, ids=new_id, backup=tmp_path / "nothing")
    assert path.read_bytes() == before


# Merging copies


def apart(path: Path, other: Path) -> Path:
    other.write_bytes(path.read_bytes())
    return other


def test_a_copy_edited_apart_for_a_week_is_merged_without_losing_a_word(
    store: Store, path: Path, clock: Clock, tmp_path: Path
) -> None:
    other = apart(path, tmp_path / "other.json")
    theirs = reopened(other, clock)
    mine_note = their_note = NOTE
    for day in range(7):
        clock.tomorrow()
        store.commit(Put(wrote(f"mine {day}", f"m{day}")), writer=Who.MENTOR)
        theirs.commit(Put(wrote(f"theirs {day}", f"t{day}")), writer=Who.MENTEE)
        store.commit(Put(wrote(f"I say {day}"), over=(mine_note,)), writer=Who.MENTOR)
        theirs.commit(Put(wrote(f"they say {day}"), over=(their_note,)), writer=Who.MENTEE)
        mine_note, their_note = wrote(f"I say {day}"), wrote(f"they say {day}")
    their_bytes = other.read_bytes()
    merged = care.merge(store, other)
    assert merged.new == tuple(("notes", f"t{day}") for day in range(7))
    assert merged.changed == merged.choices == (("notes", NOTE.id),)
    assert told(store) == {f"{who} {day}" for who in ("mine", "theirs") for day in range(7)} | {
        "I say 6",
        "they say 6",
    }
    assert other.read_bytes() == their_bytes
    assert care.merge(store, other) == type(merged)()
    assert store.backups.all()[-1].why == "merge"


def test_two_copies_merged_both_ways_are_the_same_bytes(
    store: Store, path: Path, clock: Clock, tmp_path: Path
) -> None:
    other = apart(path, tmp_path / "other.json")
    theirs = reopened(other, clock)
    store.commit(Put(wrote("mine"), over=(NOTE,)), writer=Who.MENTOR)
    theirs.commit(Delete(NOTE), writer=Who.MENTEE)
    care.merge(store, other)
    care.merge(theirs, path)
    assert path.read_bytes() == other.read_bytes()


def test_another_journal_is_refused(store: Store, path: Path, clock: Clock, tmp_path: Path) -> None:
    foreign = tmp_path / path.name
    Store.create(foreign, clock=clock, ids=new_id, records=[PAIR], writer=Who.BOTH)
    before = path.read_bytes(), foreign.read_bytes()
    with pytest.raises(StoreForeignError):
        care.merge(store, foreign)
    with pytest.raises(StoreForeignError):
        merge_files(path, foreign)
    assert (path.read_bytes(), foreign.read_bytes()) == before


NAMES = [
    "pair.journal.sync-conflict-20260203-090000-ABCDEFG.json",
    "pair.journal (Imogen's conflicted copy 2026-02-03).json",
    "pair.journal (conflicted copy 2026-02-03 090000).json",
    "pair.journal-DESKTOP-AB12CD.json",
    "pair.journal 2.json",
    "pair.journal.json.orig",
    "something else altogether.JSON",
]


def test_conflict_copies_are_known_by_the_id_in_them_whatever_their_name(
    store: Store, path: Path, clock: Clock
) -> None:
    for name in NAMES:
        apart(path, path.with_name(name))
    Store.create(
        path.with_name("another.journal.json"), clock=clock, ids=new_id, records=[PAIR], writer=Who.BOTH
    )
    path.with_name("pair.journal.txt.json").symlink_to(path)
    path.with_name("folder.json").mkdir()
    path.with_name("broken.json").write_bytes(b"{")
    torn = path.with_name("torn.journal.json")
    torn.write_bytes(path.read_bytes()[:-20])
    found = conflict_copies(path, store.journal_id)
    assert {copy.path.name for copy in found if not copy.problem} == set(NAMES)
    assert [copy.problem for copy in found if copy.path == torn] == ["its end is missing"]
    assert len(found) == len(NAMES) + 1


def test_a_conflict_copy_that_was_merged_is_moved_to_the_backups(
    store: Store, path: Path, clock: Clock
) -> None:
    copy = apart(path, path.with_name(NAMES[0]))
    reopened(copy, clock).commit(Put(wrote("theirs", "n2")), writer=Who.MENTEE)
    data = copy.read_bytes()
    (found,) = conflict_copies(path, store.journal_id)
    assert care.merge_copy(store, found).new == (("notes", "n2"),)
    assert not copy.exists()
    assert read_backup(store.backups.all()[-1].path) == data
    assert conflict_copies(path, store.journal_id) == ()


def test_a_conflict_copy_that_its_sync_program_writes_anew_meanwhile_stays(
    store: Store, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = apart(path, path.with_name(NAMES[0]))
    newer = reopened(copy, clock)
    put = os.replace

    def sync_then_put(*names: Path) -> None:
        monkeypatch.setattr(files.os, "replace", put)
        newer.commit(Put(wrote("newer", "n2")), writer=Who.MENTEE)
        put(*names)

    monkeypatch.setattr(files.os, "replace", sync_then_put)
    care.put_away(store, copy)
    assert b"newer" in copy.read_bytes()


def git(folder: Path, *arguments: str, ok: bool = True) -> str:
    settings = ["-c", "user.name=Pair", "-c", "user.email=pair@example.org", "-c", "init.defaultBranch=main"]
    ran = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert (ran.returncode == 0) is ok, ran.stdout + ran.stderr
    return ran.stdout


DRIVER = (
    "import sys; from pathlib import Path; from rmjournal.store.copies import merge_files;"
    "merge_files(Path(sys.argv[1]), Path(sys.argv[2]))"
)


def test_git_merges_a_journal_that_both_sides_wrote(path: Path, clock: Clock) -> None:
    import sys

    folder, root = path.parent, Path(__file__).parent.parent
    git(folder, "init", "-q")
    git(
        folder,
        "config",
        "merge.rmjournal.driver",
        f'PYTHONPATH="{root}" "{sys.executable}" -c "{DRIVER}" %A %B',
    )
    (folder / ".gitattributes").write_text("*.journal.json merge=rmjournal\n")
    git(folder, "add", ".gitattributes", path.name)
    git(folder, "commit", "-q", "-m", "start")
    git(folder, "checkout", "-q", "-b", "theirs")
    reopened(path, clock).commit(
        Put(wrote("theirs"), over=(NOTE,)), Put(wrote("their own", "n2")), writer=Who.MENTEE
    )
    git(folder, "commit", "-q", "-a", "-m", "theirs")
    git(folder, "checkout", "-q", "main")
    reopened(path, clock).commit(
        Put(wrote("mine"), over=(NOTE,)), Put(wrote("my own", "n3")), writer=Who.MENTOR
    )
    git(folder, "commit", "-q", "-a", "-m", "mine")
    git(folder, "merge", "-q", "theirs")
    assert told(reopened(path, clock)) == {"mine", "theirs", "their own", "my own"}
    assert "<<<<" not in path.read_text(encoding="utf-8")


# Too much for one file


def _room_for(more: int, path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    before = path.read_bytes()
    monkeypatch.setattr(limits, "LIMIT", len(before) + more)
    return before


@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize("way", ["merge", "rescue"])
def test_what_would_not_be_readable_once_taken_in_is_refused_and_all_goes_on(
    path: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, behind: bool
) -> None:
    other = apart(path, tmp_path / "other.json")
    theirs = reopened(other, clock)
    theirs.commit(Put(wrote("x" * 2000, "n2")), writer=Who.BOTH)
    rescue = write_rescue(path, theirs.journal_id, theirs.tables, now=clock(), name="x")
    store = Store.open(path, clock=clock, ids=new_id, behind=behind)
    before = _room_for(1000, path, monkeypatch)
    with pytest.raises(StoreWriteError, match="larger than"):
        care.merge(store, other) if way == "merge" else care.take_in(store, rescue)
    assert path.read_bytes() == before
    assert rescue.exists()
    assert "merge" not in {one.why for one in backups_of(path, store.journal_id)}
    assert "rescue" not in {one.why for one in backups_of(path, store.journal_id)}
    store.commit(Put(wrote("short", "n3")), writer=Who.BOTH)
    assert store.close() is None
    assert told(reopened(path, clock)) == {"first", "short"}


def test_git_gets_no_file_that_could_not_be_read(
    path: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = apart(path, tmp_path / "other.json")
    reopened(other, clock).commit(Put(wrote("x" * 2000, "n2")), writer=Who.BOTH)
    before = _room_for(1000, path, monkeypatch)
    with pytest.raises(StoreWriteError, match="larger than"):
        merge_files(path, other)
    assert path.read_bytes() == before


def test_a_backup_that_does_not_fit_beside_what_came_since_is_not_restored(
    store: Store, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = wrote("x" * 2000)
    store.commit(Put(long, over=(NOTE,)), writer=Who.BOTH)
    backup = store.backups.make(path.read_bytes(), "merge", now=clock())
    store.commit(Put(wrote("y" * 2000), over=(long,)), Put(wrote("z" * 2000, "n2")), writer=Who.BOTH)
    store.commit(Put(wrote("short"), over=(wrote("y" * 2000),)), writer=Who.BOTH)
    before = _room_for(1000, path, monkeypatch)
    with pytest.raises(StoreWriteError, match="empty the trash"):
        restore(path, clock=clock, ids=new_id, backup=backup.path)
    assert path.read_bytes() == before


# Erasing


def test_an_erased_record_is_gone_from_the_file_its_backups_and_its_rescue_files(
    store: Store, path: Path, clock: Clock
) -> None:
    secret = wrote("my secret", "n2")
    store.commit(Put(secret), writer=Who.BOTH)
    old_copy = apart(path, path.with_name(NAMES[0]))
    clock.tomorrow()
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    rescue = write_rescue(path, store.journal_id, store.tables, now=clock(), name="x")
    assert b"my secret" in read_backup(store.backups.all()[-1].path)
    erased = care.erase(store, secret)
    assert rescue in erased.removed
    assert erased.beyond == (old_copy,)
    for backup in store.backups.all():
        assert b"my secret" not in read_backup(backup.path)
    assert b"my secret" not in path.read_bytes() + rescue.read_bytes()
    assert b"second" in path.read_bytes()
    assert store.all(Note) == (wrote("second"),)
    assert store.deleted(Note) == ()


def test_a_damaged_rescue_file_is_named_and_left_to_its_owner_when_a_record_is_erased(
    store: Store, path: Path, clock: Clock
) -> None:
    secret = wrote("my secret", "n2")
    store.commit(Put(secret), writer=Who.BOTH)
    damaged = write_rescue(path, store.journal_id, store.tables, now=clock(), name="x")
    damaged.write_bytes(damaged.read_bytes()[:-9])
    before = damaged.read_bytes()
    erased = care.erase(store, secret)
    assert damaged in erased.beyond
    assert damaged.read_bytes() == before
    assert b"my secret" not in path.read_bytes()


@pytest.mark.parametrize("what", ["backup", "damaged backup", "rescue file", "words put aside"])
def test_where_one_file_cannot_be_cleared_the_others_are_and_it_is_named(
    store: Store, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    secret = wrote("my secret", "n2")
    store.commit(Put(secret), writer=Who.BOTH)
    clock.tomorrow()
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    rescue = write_rescue(path, store.journal_id, store.tables, now=clock(), name="x")
    aside = unkept.put_aside(store.journal_id, "sheet.note.n2", {"text": "my secret"}, now=clock())
    backup = store.backups.all()[-1].path
    if what == "damaged backup":
        backup.write_bytes(backup.read_bytes()[:-9])
    held = {"rescue file": rescue, "words put aside": aside}.get(what, backup)
    replace_, unlink = os.replace, Path.unlink

    def refused(wanted: Path) -> None:
        if wanted == held:
            raise PermissionError(errno.EACCES, "no", str(wanted))

    monkeypatch.setattr(os, "replace", lambda a, b: (refused(Path(b)), replace_(a, b)))
    monkeypatch.setattr(Path, "unlink", lambda self, **how: (refused(self), unlink(self, **how)))
    with pytest.raises(StoreError, match=f"{held.name} could not be (saved|removed): it is read-only"):
        care.erase(store, secret)
    monkeypatch.undo()
    left = [one for one in (path, rescue, aside) if one.exists() and b"my secret" in one.read_bytes()]
    left += [
        one.path for one in store.backups.all() if one.path != held and b"my secret" in read_backup(one.path)
    ]
    assert left == ([held] if held in (rescue, aside) else [])


def test_a_rescue_file_that_cannot_be_removed_is_named_once_its_words_are_in(
    store: Store, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = reopened(path, clock)
    older.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    rescue = write_rescue(path, store.journal_id, older.tables, now=clock(), name="x")

    def refused(self: Path, **_: bool) -> None:
        raise PermissionError(errno.EACCES, "no", str(self))

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(StoreRemoveError, match="could not be removed"):
        care.take_in(store, rescue)
    assert store.all(Note) == (wrote("second"),)


def test_what_waits_to_be_taken_up_goes_with_what_it_is_about_or_is_named(store: Store, clock: Clock) -> None:
    secret = wrote("my own secret words", "n2")
    store.commit(Put(secret), writer=Who.BOTH)

    def aside(about: str, words: object, journal: str = store.journal_id) -> Path:
        return unkept.put_aside(journal, about, words, now=clock())

    gone = {
        aside("sheet.note.n2", {"text": "other words"}),
        aside("reflection.mentor.r1", {"instead_of": "n2", "words": {"text": "other words"}}),
    }
    named = {aside("sheet.versions.ab12", {"text": "first\nmy own secret words"})}
    broken = aside("sheet.x", {})
    broken.write_text("{")
    kept_ = {aside("sheet.note.n", {"text": "my own"}), aside("sheet.note.n2", {"text": "theirs"}, "other")}
    erased = care.erase(store, secret)
    assert set(erased.removed) >= gone
    assert set(erased.beyond) == named | {broken}
    assert not any(one.exists() for one in gone)
    assert all(one.exists() for one in (*named, *kept_))


def test_an_erased_record_does_not_come_back_with_an_older_copy(
    store: Store, path: Path, clock: Clock, tmp_path: Path
) -> None:
    older = apart(path, tmp_path / "older.json")
    program = reopened(path, clock)
    assert program.all(Note) == (NOTE,)
    care.erase(store, NOTE)
    care.merge(store, older)
    program.refresh()
    assert store.all(Note) == program.all(Note) == ()
    assert b"first" not in path.read_bytes()


def test_erasing_names_the_repository_whose_history_holds_it(store: Store, path: Path) -> None:
    git(path.parent, "init", "-q")
    assert care.erase(store, NOTE).beyond == (path.parent / ".git",)


def test_an_erased_journal_leaves_nothing_of_ours(store: Store, path: Path, clock: Clock) -> None:
    store.commit(Put(wrote("second"), over=(NOTE,)), writer=Who.BOTH)
    rescue = write_rescue(path, store.journal_id, store.tables, now=clock(), name="x")
    copy = apart(path, path.with_name(NAMES[0]))
    erased = care.erase_journal(path)
    assert erased.beyond == (copy,)
    assert path in erased.removed
    assert rescue in erased.removed
    assert os.listdir(path.parent) == [copy.name]  # noqa: PTH208
    assert backups_of(path, store.journal_id) == rescues(store.journal_id) == ()
    with pytest.raises(StoreMissingError):
        care.erase_journal(path)


# Migrations


def test_each_schema_that_was_ever_written_can_be_read(clock: Clock, tmp_path: Path) -> None:
    kept_files = sorted(SCHEMAS.glob("schema-*.journal.json"))
    assert [json.loads(file.read_bytes())["meta"]["journal"]["schema"] for file in kept_files] == list(
        range(1, migrations.SCHEMA + 1)
    )
    for file in kept_files:
        path = apart(file, tmp_path / file.name)
        store = reopened(path, clock)
        assert store.find(Pair, "pair") == Pair(
            mentor="Imogen Tao", mentee="Desmond Hale", program="Turnabout"
        )
        assert told(store) == {"What we said on Tuesday.", "Imogen's copy", "Desmond's copy"}
        assert [side.value.text for side in store.deleted(Note)] == ["In the trash."]
        found = check(path, kinds=(Pair, Note), links={}, clock=clock)
        assert not any("cannot be read" in one.what for one in found)


def test_there_is_a_step_from_every_older_schema() -> None:
    assert sorted(migrations.STEPS) == list(range(1, migrations.SCHEMA))


def renamed(tables: Tables) -> Tables:
    """A step as a later schema might need it."""
    return {("jottings" if name == "notes" else name): rows for name, rows in tables.items()}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of a later day, which writes schema 2."""
    monkeypatch.setattr(migrations, "STEPS", {1: renamed})
    for room in ("migrations", "reading", "storage", "store"):
        monkeypatch.setattr(f"rmjournal.store.{room}.SCHEMA", 2)


@pytest.mark.usefixtures("later")
def test_an_older_journal_is_migrated_after_a_copy_of_it_is_kept(clock: Clock, tmp_path: Path) -> None:
    path = apart(SCHEMAS / "schema-1.journal.json", tmp_path / "old.journal.json")
    before = path.read_bytes()
    reopened(path, clock)
    tables = json.loads(path.read_bytes())
    assert tables["meta"]["journal"]["schema"] == 2
    assert "notes" not in tables
    assert len(tables["jottings"]) == 3
    (backup,) = backups_of(path)
    assert (backup.why, read_backup(backup.path)) == ("migration", before)


@pytest.mark.usefixtures("later")
def test_a_migration_without_a_copy_is_not_done(clock: Clock, tmp_path: Path) -> None:
    path = apart(SCHEMAS / "schema-1.journal.json", tmp_path / "old.journal.json")
    before = path.read_bytes()
    files.state_folder().parent.mkdir(parents=True, exist_ok=True)
    files.state_folder().write_text("a file in the way")
    with pytest.raises(StoreWriteError, match="backup"):
        reopened(path, clock)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_rescue_file_that_somebody_else_put_there_is_not_offered(tmp_path: Path, clock: Clock) -> None:
    where = tmp_path / "a.journal.json"
    (own, other) = (write_rescue(where, "abcdefghij", {}, now=clock(), name=name) for name in ("one", "two"))
    os.chown(other, 12345, -1)
    own.with_name("abcdefghij-link.rescue.json").symlink_to(other)
    assert rescues("abcdefghij") == (own,)
