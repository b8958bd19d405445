"""What a journal goes through on a bad day. The numbers are small here and large under `-m slow`."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import IO, Any

import pytest
from msgspec.structs import replace

from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Note
from rmjournal.errors import StoreError
from rmjournal.store import care, migrations, reading, storage
from rmjournal.store import store as store_room
from rmjournal.store.backups import backups_of, read_backup
from rmjournal.store.ids import new_id
from rmjournal.store.reading import read_journal
from rmjournal.store.restoring import restore
from rmjournal.store.store import Delete, Put, Store

HERE = Path(__file__).parent
PAIR = Pair(mentor="Imogen Tao", mentee="Desmond Hale")
NOTE = Note(id="s1.1", session="s1", item="1", text="first")
SECOND, THEIRS = replace(NOTE, text="second"), replace(NOTE, id="n2", text="theirs")
TRASH = replace(NOTE, id="n3", text="in the trash")

posix = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")


def clock() -> datetime:
    return datetime(2026, 2, 3, 9, 0, tzinfo=timezone(timedelta(hours=1)))


def opened(path: Path, *, behind: bool = False) -> Store:
    return Store.open(path, clock=clock, ids=new_id, behind=behind)


def texts(path: Path) -> set[str]:
    return {note.text for note in opened(path).all(Note)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "pair.journal.json"
    Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH)
    return path


# Programs that are killed, and programs at the same time


def writer(path: Path, *rounds: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(HERE / "journal_writer.py"), str(path), *rounds]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def lines_of(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def acknowledged(lines: list[str]) -> set[str]:
    return {line.split()[1] for line in lines if line.startswith("ACK ") and line.endswith("\n")}


def there(path: Path) -> set[str]:
    command = [sys.executable, str(HERE / "journal_reader.py"), str(path)]
    *have, end = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert end == "END"
    return {line.removeprefix("HAVE ") for line in have}


def check_kills(path: Path, count: int) -> None:
    chance = random.Random(20260203)
    known: set[str] = set()
    for _ in range(count):
        with writer(path) as process:
            lines = [lines_of(process).readline() for _ in range(1 + chance.randrange(6))]
            # Somewhere inside of one of the next saves.
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.random() / 100)
            process.kill()
            lines += lines_of(process).readlines()
        assert lines[0] == "READY\n"
        known |= acknowledged(lines)
        assert known <= {note.id for note in opened(path).all(Note)}
    assert known <= there(path)


@posix
def test_a_program_that_is_killed_loses_nothing_that_it_said_was_saved(path: Path) -> None:
    check_kills(path, 5)


@posix
@pytest.mark.slow
def test_two_hundred_programs_that_are_killed_lose_nothing_that_they_said_was_saved(path: Path) -> None:
    check_kills(path, 200)


@pytest.mark.parametrize("programs", [2, pytest.param(4, marks=pytest.mark.slow)])
def test_programs_that_write_at_once_keep_every_record_that_was_acknowledged(
    path: Path, programs: int
) -> None:
    known: set[str] = set()
    with ExitStack() as all_of_them:
        running = [all_of_them.enter_context(writer(path, "20")) for _ in range(programs)]
        for process in running:
            lines = lines_of(process).readlines()
            assert process.wait() == 0
            assert len(acknowledged(lines)) == 20
            known |= acknowledged(lines)
    assert known <= there(path)
    assert len(known) == programs * 20


# Every call of an operation


def saving(path: Path) -> None:
    opened(path).commit(Put(SECOND, over=(NOTE,)), Put(THEIRS), writer=Who.BOTH)


def saving_behind(path: Path) -> None:
    store = opened(path, behind=True)
    store.commit(Put(SECOND, over=(NOTE,)), Put(THEIRS), writer=Who.BOTH)
    store.close()


def merging(path: Path) -> None:
    care.merge(opened(path), path.with_name("other"))


def restoring(path: Path) -> None:
    restore(path, clock=clock, ids=new_id, backup=path.with_name("other"))


def emptying(path: Path) -> None:
    care.empty_trash(opened(path))


def opening(path: Path) -> None:
    opened(path)


def apart(path: Path) -> None:
    """Beside the journal, a copy that somebody wrote in."""
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    opened(other).commit(Put(SECOND, over=(NOTE,)), Put(THEIRS), writer=Who.MENTEE)


def apart_and_cut_off(path: Path) -> None:
    apart(path)
    path.write_bytes(path.read_bytes()[:300])


def with_trash(path: Path) -> None:
    opened(path).commit(Put(TRASH), writer=Who.BOTH)
    opened(path).commit(Delete(TRASH), writer=Who.BOTH)


def older(path: Path) -> None:
    """The journal is of an older schema than the program, and so is all that is said of it."""
    migrations.STEPS = {1: lambda tables: {**tables, "new": {"row": {"made": True}}}}
    for room in (migrations, reading, storage, store_room):
        vars(room)["SCHEMA"] = 2
    path.write_bytes(path.read_bytes().replace(b'"schema": 2', b'"schema": 1'))


BOTH = {"second", "theirs"}
OPERATIONS: dict[str, tuple[Callable[[Path], None] | None, Callable[[Path], None], set[str]]] = {
    "save": (None, saving, BOTH),
    "save behind": (None, saving_behind, BOTH),
    "merge": (apart, merging, BOTH),
    "restore": (apart, restoring, BOTH),
    "restore over a cut off file": (apart_and_cut_off, restoring, BOTH),
    "emptying the trash": (with_trash, emptying, {"first"}),
    "migration": (older, opening, {"first"}),
}
CALLS = ("open", "write", "fsync", "replace", "close", "unlink", "fchmod", "mkdir")


def no_wait(_: int) -> None:
    """An fsync for tests in which the machine itself goes on: the kernel keeps what was written."""


@contextmanager
def intercepted(meet: Callable[[str, Callable[..., Any], tuple[Any, ...]], Any]) -> Iterator[None]:
    """Every call that changes something on the disk goes through `meet`."""

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **named: meet(name, lambda *given: real(*given, **named), args)

    calls = {name: getattr(os, name) for name in CALLS if hasattr(os, name)}
    try:
        for name, real in calls.items():
            setattr(os, name, wrap(name, real))
        yield
    finally:
        for name, real in calls.items():
            setattr(os, name, real)


def killed_at(number: int, act: Callable[[], None]) -> int:
    """Do it in a process that is killed at its so-manieth call, in the middle of it if that is a write."""
    calls = iter(range(1, 10**6))

    def meet(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        if next(calls) == number:
            if name == "write":
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args)

    child = os.fork()
    if child == 0:
        with intercepted(meet):
            act()
        os._exit(0)
    return os.waitpid(child, 0)[1]


def kill_everywhere(folder: Path, operation: str) -> None:
    """Kill an operation at each of its calls: what is there is whole, and doing it again completes it."""
    os.fsync = no_wait
    prepare, act, after = OPERATIONS[operation]
    for number in range(1, 500):
        path = folder / f"{number}" / "pair.journal.json"
        Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH)
        if prepare is not None:
            prepare(path)
        before = path.read_bytes()
        ended = killed_at(number, lambda: act(path))  # noqa: B023
        after_kill(path, before, after)
        act(path)
        assert texts(path) == after, operation
        assert not list(path.parent.glob(".*.tmp"))
        if ended == 0:
            assert number > 8
            return
        assert os.WTERMSIG(ended) == signal.SIGKILL
    raise AssertionError("it had no end")


def after_kill(path: Path, before: bytes, after: set[str]) -> None:
    if path.read_bytes() == before:
        return
    assert read_journal(path).tables["meta"]
    # The change is there whole: never one of its two records without the other.
    assert {note["text"] for note in notes_in(path)} == after
    for backup in backups_of(path):
        assert read_backup(backup.path)


def notes_in(path: Path) -> list[Any]:
    rows = read_journal(path).tables["notes"]
    return [
        {"id": key, **version["doc"]}
        for key, row in rows.items()
        for version in row["versions"]
        if not version.get("deleted")
    ]


@posix
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_that_is_killed_at_any_call_leaves_all_of_it_or_nothing(
    operation: str, tmp_path: Path
) -> None:
    program = (
        f"import sys; sys.path[:0] = [{str(HERE)!r}, {str(HERE.parent)!r}]; from pathlib import Path;"
        f"from test_faults import kill_everywhere; kill_everywhere(Path({str(tmp_path)!r}), {operation!r})"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.fixture
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", no_wait)


class Failing:
    """Lets calls fail: the so-manieth, or that and all after it."""

    def __init__(self, number: int, error: int, *, for_good: bool) -> None:
        self.number, self.error, self.for_good = number, error, for_good
        self.count = 0

    @property
    def was_reached(self) -> bool:
        return self.count >= self.number

    def __call__(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        self.count += 1
        fails = self.count >= self.number if self.for_good else self.count == self.number
        if fails:
            if name == "close":
                real(*args)
            raise OSError(self.error, os.strerror(self.error))
        return real(*args)


@pytest.mark.usefixtures("_quick_disk")
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=["ENOSPC", "EIO", "EACCES"])
def test_a_save_whose_calls_fail_keeps_the_file_whole_and_says_so(
    error: int, for_good: bool, tmp_path: Path
) -> None:
    for number in range(1, 200):
        path = tmp_path / f"{number}" / "pair.journal.json"
        Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH)
        store = opened(path)
        failing = Failing(number, error, for_good=for_good)
        told = ""
        with intercepted(failing):
            try:
                store.commit(Put(SECOND, over=(NOTE,)), Put(THEIRS), writer=Who.BOTH)
            except StoreError as error_told:
                told = str(error_told)
        assert texts(path) in (BOTH, {"first"})
        assert texts(path) == BOTH or str(path) in told
        store.refresh()
        store.commit(Put(SECOND, over=(NOTE,)), Put(THEIRS), writer=Who.BOTH)
        assert store.conflicts(Note) == ()
        assert texts(path) == {note.text for note in store.all(Note)} == BOTH
        if not failing.was_reached:
            assert number > 8
            return
    raise AssertionError("it had no end")


@pytest.mark.usefixtures("_quick_disk")
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=["ENOSPC", "EIO", "EACCES"])
def test_closing_on_a_disk_that_fails_at_any_call_keeps_the_words_somewhere(
    error: int, tmp_path: Path
) -> None:
    for number in range(1, 200):
        path = tmp_path / f"{number}" / "pair.journal.json"
        Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH)
        store = opened(path, behind=True)
        failing = Failing(number, error, for_good=False)
        with intercepted(failing):
            store.commit(Put(SECOND, over=(NOTE,)), Put(THEIRS), writer=Who.BOTH)
            rescue = store.close()
        kept = rescue.read_text(encoding="utf-8") if rescue is not None else path.read_text(encoding="utf-8")
        assert '"second"' in kept
        assert '"theirs"' in kept
        if not failing.was_reached:
            return
    raise AssertionError("it had no end")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB."""
    folder = tmp_path / "small"
    folder.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can only be made by an administrator, on Linux")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_that_is_really_full_loses_nothing_that_was_saved(small_disk: Path) -> None:
    path = small_disk / "pair.journal.json"
    Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH)
    store = opened(path)
    saved = 1

    def go_on() -> None:
        nonlocal saved
        for _ in range(1000):
            store.commit(Put(replace(NOTE, id=new_id(), text="word " * 400)), writer=Who.BOTH)
            saved += 1

    with pytest.raises(StoreError, match="the disk is full"):
        go_on()
    assert saved > 10
    assert len(opened(path).all(Note)) == len(store.all(Note)) == saved
    filler = small_disk / "filler"
    with suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(b"x" * 1024)
            file.flush()
    behind = opened(path, behind=True)
    behind.commit(Put(SECOND, over=(NOTE,)), writer=Who.BOTH)
    rescue = behind.close()
    assert rescue is not None
    filler.unlink()
    again = opened(path)
    care.take_in(again, rescue)
    assert len(again.all(Note)) == saved
    assert SECOND in opened(path).all(Note)


def test_the_writer_and_the_reader_speak_as_they_say(path: Path) -> None:
    with writer(path, "2") as process:
        first, *rest = lines_of(process).readlines()
    assert first == "READY\n"
    assert len(acknowledged(rest)) == len(rest) == 2
    assert there(path) == acknowledged(rest) | {NOTE.id}
    assert json.loads(path.read_bytes())["notes"].keys() == there(path)
