"""What is left when the power goes: a disk that keeps only what it was told to keep, cut at every call."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace
from stores import NOTE, PAIR, clock, wrote

from rmjournal.domain.pair import Who
from rmjournal.domain.session import Note
from rmjournal.store import care
from rmjournal.store.backups import read_backup
from rmjournal.store.ids import new_id
from rmjournal.store.restoring import restore
from rmjournal.store.store import Delete, Put, Store

posix = pytest.mark.skipif(os.name == "nt", reason="the calls of a POSIX system are noted")


class Event(NamedTuple):
    """A call that changes what a disk holds. A file is known by a number, a folder by its path."""

    call: str
    file: int = 0
    path: str = ""
    to: str = ""
    data: bytes = b""


class Disk:
    """Notes each call on files below a folder, and can tell what a power cut after any of them leaves.

    Nothing counts as kept that was not forced. Of what was written to a file since its last fsync any part
    may be there, or zeros in its place; of what happened to the names in a folder since then, the
    first so many.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = str(folder)
        self.events: list[Event] = []
        self._open: dict[int, Event] = {}
        for name in ("open", "write", "fsync", "replace", "unlink", "close"):
            monkeypatch.setattr(os, name, self._noting(name, getattr(os, name)))

    def _noting(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        note = getattr(self, f"_{name}d")

        def noted(*given: Any, **more: Any) -> Any:
            done = call(*given, **more)
            note(done, *given)
            return done

        return noted

    def _opend(self, handle: int, path: Any, flags: int, *_: object) -> None:
        if not str(path).startswith(self.folder):
            return
        if Path(path).is_dir():
            self._open[handle] = Event("folder", path=str(path))
        elif flags & os.O_CREAT:
            self._open[handle] = Event("create", len(self.events) + 1, str(path))
            self.events.append(self._open[handle])

    def _writed(self, count: int, handle: int, data: Any) -> None:
        if handle in self._open:
            self.events.append(Event("write", self._open[handle].file, data=bytes(data[:count])))

    def _fsyncd(self, _: None, handle: int) -> None:
        if handle in self._open:
            opened = self._open[handle]
            self.events.append(Event("fsync", opened.file, opened.path))

    def _replaced(self, _: None, old: Any, new: Any) -> None:
        self.events.append(Event("replace", path=str(old), to=str(new)))

    def _unlinkd(self, _: None, path: Any, **__: object) -> None:
        self.events.append(Event("unlink", path=str(path)))

    def _closed(self, _: None, handle: int) -> None:
        self._open.pop(handle, None)

    def after_a_cut(self, calls: int, dice: random.Random) -> dict[str, bytes]:
        """What is at each path when the power went after so many calls."""
        names: dict[str, int] = {}
        waiting: dict[str, list[Event]] = defaultdict(list)
        written: dict[int, bytes] = defaultdict(bytes)
        forced: dict[int, int] = defaultdict(int)
        for event in self.events[:calls]:
            match event.call:
                case "write":
                    written[event.file] += event.data
                case "fsync" if event.file:
                    forced[event.file] = len(written[event.file])
                case "fsync":
                    _take(names, waiting.pop(event.path, []))
                case _:
                    waiting[str(Path(event.path).parent)].append(event)
        for renamed in waiting.values():
            _take(names, renamed[: dice.randint(0, len(renamed))])
        return {path: _left(written[file], forced[file], dice) for path, file in names.items()}


def _take(names: dict[str, int], events: list[Event]) -> None:
    for event in events:
        match event.call:
            case "create":
                names.setdefault(event.path, event.file)
            case "replace":
                names[event.to] = names.pop(event.path)
            case "unlink":
                names.pop(event.path, None)


def _left(written: bytes, forced: int, dice: random.Random) -> bytes:
    there = dice.choice((forced, len(written), dice.randint(forced, len(written))))
    zeros = dice.choice((0, len(written) - there))
    return written[:there] + bytes(zeros)


def texts(path: Path) -> frozenset[str]:
    return frozenset(note.text for note in opened(path).all(Note))


def another(note: str, text: str) -> Note:
    return replace(NOTE, id=note, text=text)


def opened(path: Path) -> Store:
    return Store.open(path, clock=clock, ids=new_id)


def _use(path: Path, other: Path) -> list[Callable[[], object]]:
    """What a pair does in a while, each to be whole on the disk when it is done."""
    second, third = wrote("second"), another("n3", "a third")
    return [
        lambda: Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH).close(),
        lambda: other.write_bytes(path.read_bytes()),
        lambda: opened(path).commit(Put(second, over=(NOTE,)), writer=Who.MENTOR),
        lambda: opened(path).commit(Put(third), Put(another("n4", "and a fourth")), writer=Who.MENTEE),
        lambda: opened(other).commit(Put(another("n5", "from elsewhere")), writer=Who.MENTEE),
        lambda: care.merge(opened(path), other),
        lambda: opened(path).commit(Delete(third), writer=Who.MENTEE),
        lambda: care.empty_trash(opened(path)),
        lambda: care.erase(opened(path), second),
        lambda: restore(path, backup=None, clock=clock, ids=new_id),
    ]


@posix
def test_a_power_cut_at_any_call_leaves_what_was_there_or_what_was_being_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, found, backup = tmp_path / "disk", tmp_path / "found.journal.json", tmp_path / "found.json.gz"
    folder.mkdir()
    path = folder / "pair.journal.json"
    states = [(0, frozenset[str]())]
    with monkeypatch.context() as patch:
        disk = Disk(tmp_path, patch)
        for use in _use(path, folder / "other.json"):
            use()
            states.append((len(disk.events), texts(path)))
    created = states[1][0]
    dice, cuts = random.Random(20260203), 0
    for calls in range(len(disk.events) + 1):
        before = next(said for done, said in reversed(states) if done <= calls)
        after = next((said for done, said in states if done > calls), before)
        for _ in range(4):
            kept = disk.after_a_cut(calls, dice)
            for copy in (name for name in kept if name.endswith(".json.gz")):
                backup.write_bytes(kept[copy])
                assert read_backup(backup)
            if str(path) not in kept:
                assert calls < created
                continue
            found.write_bytes(kept[str(path)])
            assert texts(found) in (before, after)
            cuts += 1
    assert cuts > 200


@posix
@pytest.mark.parametrize("left_out", ["file", "folder"])
def test_such_a_disk_damages_or_loses_what_is_not_forced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    target, temp = tmp_path / "kept", tmp_path / "temp"
    with monkeypatch.context() as patch:
        disk = Disk(tmp_path, patch)
        handle = os.open(temp, os.O_CREAT | os.O_WRONLY)
        os.write(handle, b"all of it")
        if left_out != "file":
            os.fsync(handle)
        os.close(handle)
        os.replace(temp, target)
        if left_out != "folder":
            folder = os.open(tmp_path, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
    dice = random.Random(1)
    left = [disk.after_a_cut(len(disk.events), dice).get(str(target)) for _ in range(40)]
    assert b"all of it" in left
    assert any(data != b"all of it" for data in left)
