from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from msgspec.structs import replace
from stores import (
    NOTE,
    PAIR,
    Opened,
    clock,
    failing,
    new_journal,
    on_disk,
    openings,
    texts,
    until,
    versions,
    wrote,
)

from rmjournal import files
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Note
from rmjournal.errors import (
    StoreBusyError,
    StoreForeignError,
    StoreMissingError,
)
from rmjournal.store import care
from rmjournal.store import lock as lock_room
from rmjournal.store.ids import new_id
from rmjournal.store.lock import lock_path
from rmjournal.store.rescue import read_rescue, rescues
from rmjournal.store.store import Put, SaveState, Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_journal(tmp_path)


@pytest.fixture
def opened(path: Path) -> Iterator[Opened]:
    with openings(path) as open_it:
        yield open_it


def test_writing_behind_shows_at_once_and_is_saved_soon(path: Path, opened: Opened) -> None:
    store = opened(behind=True)
    store.commit(Put(wrote("typed"), over=(NOTE,)), writer=Who.MENTOR)
    assert store.all(Note) == (wrote("typed"),)
    until(lambda: store.state.state == "saved")
    assert on_disk(path) == (wrote("typed"),)


class SlowDisk:
    """A disk whose fsync waits until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go = threading.Event()
        self.entered = threading.Event()
        fsync = os.fsync

        def slow(handle: int) -> None:
            self.entered.set()
            assert self.go.wait(20)
            fsync(handle)

        monkeypatch.setattr(files.os, "fsync", slow)


def test_typing_does_not_wait_for_a_slow_disk_and_saves_stay_in_order(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(behind=True)
    disk = SlowDisk(monkeypatch)
    store.commit(Put(wrote("1"), over=(NOTE,)), writer=Who.BOTH)
    assert disk.entered.wait(20)
    for number in range(1, 50):
        store.commit(Put(wrote(f"{number + 1}"), over=(wrote(f"{number}"),)), writer=Who.BOTH)
        assert not store.refresh()
    assert texts(store) == ["50"]
    assert on_disk(path) == (NOTE,)
    assert store.state == SaveState(state="saving", pending=1)
    disk.go.set()
    until(lambda: store.state.state == "saved")
    assert on_disk(path) == (wrote("50"),)
    assert versions(path) == 1


def test_closing_saves_what_is_left(path: Path, opened: Opened) -> None:
    store = opened(behind=True)
    for number in range(20):
        store.commit(Put(replace(NOTE, id=f"n{number}")), writer=Who.BOTH)
    assert store.close() is None
    assert len(on_disk(path)) == 21


def test_a_failing_disk_is_told_tried_again_and_nothing_is_lost(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(behind=True)
    told: list[SaveState] = []
    store.on_state(told.append)
    fsync = os.fsync
    monkeypatch.setattr(files.os, "fsync", failing(OSError(28, "No space left on device")))
    store.commit(Put(wrote("typed"), over=(NOTE,)), writer=Who.BOTH)
    until(lambda: store.state.state == "failed")
    assert store.state == SaveState(state="failed", reason="the disk is full", pending=1)
    store.commit(Put(wrote("typed on"), over=(wrote("typed"),)), writer=Who.BOTH)
    assert texts(store) == ["typed on"]
    monkeypatch.setattr(files.os, "fsync", fsync)
    until(lambda: store.state.state == "saved")
    assert on_disk(path) == (wrote("typed on"),)
    assert [state.state for state in told][:2] == ["saving", "failed"]


def test_what_cannot_be_saved_at_the_end_is_in_a_rescue_file_that_can_be_taken_in(
    path: Path, opened: Opened
) -> None:
    store = opened(behind=True)
    store.commit(Put(wrote("saved"), over=(NOTE,)), writer=Who.BOTH)
    until(lambda: store.state.state == "saved")
    path.chmod(0o400)
    store.commit(Put(wrote("rescued"), over=(wrote("saved"),)), writer=Who.BOTH)
    rescue = store.close()
    assert rescue is not None
    assert rescue.stat().st_mode & 0o777 == 0o600
    path.chmod(0o600)
    again = opened()
    assert rescues(again.journal_id) == (rescue,)
    assert read_rescue(rescue).path == str(path)
    assert texts(again) == ["saved"]
    assert care.take_in(again, rescue).changed == (("notes", NOTE.id),)
    assert on_disk(path) == (wrote("rescued"),)
    assert rescues(again.journal_id) == ()


def test_a_rescue_file_of_another_journal_is_refused(path: Path, tmp_path: Path, opened: Opened) -> None:
    store = opened(behind=True)
    path.unlink()
    store.commit(Put(wrote("rescued"), over=(NOTE,)), writer=Who.BOTH)
    rescue = store.close()
    assert rescue is not None
    foreign = Store.create(tmp_path / "b.json", clock=clock, ids=new_id, records=[PAIR], writer=Who.BOTH)
    with pytest.raises(StoreForeignError):
        care.take_in(foreign, rescue)
    assert rescue.exists()


def test_a_writer_that_is_forgotten_is_drained_when_the_program_ends(path: Path) -> None:
    program = f"""
import sys; sys.path.insert(0, 'tests')
from stores import NOTE, Store, Who, clock, new_id, wrote
from rmjournal.store.store import Put
from pathlib import Path
store = Store.open(Path({str(path)!r}), clock=clock, ids=new_id, behind=True)
store.commit(Put(wrote("last words"), over=(NOTE,)), writer=Who.BOTH)
"""
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent.parent)
    assert on_disk(path) == (wrote("last words"),)


def test_a_lock_that_is_held_for_long_is_told_and_typing_goes_on(path: Path, opened: Opened) -> None:
    store = opened(behind=True)
    with FileLock(lock_path(path)):
        store.commit(Put(wrote("typed"), over=(NOTE,)), writer=Who.BOTH)
        until(lambda: store.state.state == "waiting")
        assert path.name in store.state.reason
        assert texts(store) == ["typed"]
    until(lambda: store.state.state == "saved")
    assert on_disk(path) == (wrote("typed"),)


def test_a_command_that_cannot_get_the_lock_says_so_and_changes_nothing(
    path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened()
    monkeypatch.setattr("rmjournal.store.store.PATIENCE", 0.05)
    assert lock_room.PATIENCE == 10
    with FileLock(lock_path(path)), pytest.raises(StoreBusyError):
        store.commit(Put(wrote("typed"), over=(NOTE,)), writer=Who.BOTH)
    assert on_disk(path) == store.all(Note) == (NOTE,)


# The file changes while it is open


def test_a_copy_that_never_knew_of_saved_words_does_not_lose_them(path: Path, opened: Opened) -> None:
    other_copy = path.with_name("copy.json")
    other_copy.write_bytes(path.read_bytes())
    store = opened(behind=True)
    store.commit(Put(wrote("mine, saved"), over=(NOTE,)), writer=Who.MENTOR)
    until(lambda: store.state.state == "saved")
    opened(other_copy).commit(Put(replace(NOTE, id="theirs")), writer=Who.MENTEE)
    other_copy.replace(path)
    assert store.refresh()
    assert {note.text for note in store.all(Note)} == {"mine, saved", "first"}
    until(lambda: store.state.state == "saved" and len(on_disk(path)) == 2)
    assert on_disk(path) == store.all(Note)


def test_a_copy_that_is_put_there_between_two_saves_does_not_lose_words_either(
    path: Path, opened: Opened
) -> None:
    old = path.read_bytes()
    store = opened()
    store.commit(Put(replace(NOTE, id="n2")), writer=Who.BOTH)
    path.write_bytes(old)
    store.commit(Put(replace(NOTE, id="n3")), writer=Who.BOTH)
    assert {note.id for note in on_disk(path)} == {"s1.1", "n2", "n3"}


BAD_DAYS: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:300]),
    "another journal's": lambda path: path.write_bytes(
        path.read_bytes().replace(json.loads(path.read_bytes())["meta"]["journal"]["id"].encode(), b"x")
    ),
    "read-only": lambda path: path.chmod(0o400),
    "in a folder that moved": lambda path: path.parent.rename(path.parent.parent / "moved"),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "pair.journal.json"
    Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH)
    return path


@pytest.mark.parametrize("day", BAD_DAYS)
def test_when_the_file_becomes_unusable_the_words_are_kept_and_the_user_told(
    day: str, home: Path, opened: Opened
) -> None:
    store = opened(home, behind=True)
    BAD_DAYS[day](home)
    before = home.read_bytes() if home.is_file() else None
    store.commit(Put(wrote("typed"), over=(NOTE,)), writer=Who.BOTH)
    until(lambda: store.state.state == "failed")
    assert store.state.reason
    assert not store.refresh()
    assert texts(store) == ["typed"]
    assert (home.read_bytes() if home.is_file() else None) == before
    rescue = store.close()
    assert rescue is not None
    assert "typed" in rescue.read_text(encoding="utf-8")


@pytest.mark.parametrize("day", ["deleted", "emptied", "in a folder that moved"])
def test_a_file_that_comes_back_gets_what_was_written_meanwhile(day: str, home: Path, opened: Opened) -> None:
    store = opened(home, behind=True)
    good = home.read_bytes()
    BAD_DAYS[day](home)
    store.commit(Put(wrote("typed"), over=(NOTE,)), writer=Who.BOTH)
    until(lambda: store.state.state == "failed")
    home.parent.mkdir(exist_ok=True)
    home.write_bytes(good)
    store.refresh()
    until(lambda: store.state.state == "saved")
    assert on_disk(home) == (wrote("typed"),)


def test_a_file_that_vanished_after_a_save_leaves_all_its_words_in_the_rescue_file(
    path: Path, tmp_path: Path, opened: Opened
) -> None:
    store = opened(behind=True)
    store.commit(Put(wrote("saved"), over=(NOTE,)), writer=Who.BOTH)
    until(lambda: store.state.state == "saved")
    copy = tmp_path / "older copy.json"
    copy.write_bytes(path.read_bytes().replace(b"saved", b"older"))
    path.unlink()
    rescue = store.close()
    assert rescue is not None
    assert set(read_rescue(rescue).rows) == {"notes", "pair"}


def test_a_missing_or_damaged_file_is_told_by_a_refresh_and_all_is_well_when_it_is_back(
    path: Path, opened: Opened
) -> None:
    store = opened(behind=True)
    aside = path.rename(path.with_name("aside"))
    assert not store.refresh()
    assert store.state.state == "failed"
    aside.rename(path)
    assert not store.refresh()
    assert store.state.state == "saved"


def test_a_missing_journal_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        Store.open(tmp_path / "nothing.json", clock=clock, ids=new_id)
    assert not (tmp_path / "nothing.json").exists()


def test_what_a_stopped_program_left_is_removed_at_open_but_not_under_a_running_one(
    path: Path, opened: Opened
) -> None:
    left = path.with_name(f".{path.name}.0123456789.tmp")
    left.touch()
    with FileLock(lock_path(path)):
        opened()
        assert left.exists()
    opened()
    assert not left.exists()
