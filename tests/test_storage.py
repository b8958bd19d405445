from __future__ import annotations

import errno
import json
import os
import random
import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal import files
from rmjournal.errors import StoreMissingError, StoreNewerError, StoreUnreadableError, StoreWriteError
from rmjournal.files import Stamp, read_regular, safe_file_name, stale_temps, write_atomically
from rmjournal.store import limits
from rmjournal.store.codec import Pages, to_bytes
from rmjournal.store.limits import LIMIT
from rmjournal.store.merge import Tables
from rmjournal.store.reading import parse, read_journal
from rmjournal.store.storage import JournalDB

GOOD: Tables = {
    "meta": {"journal": {"id": "abcdefghij", "schema": 1, "later": {"kept": [1, 2.5, None]}}},
    "notes": {
        "n1": {
            "versions": [
                {
                    "seen": {"run": 1},
                    "changed": "2026-02-03T08:00:00Z",
                    "writer": "both",
                    "doc": {"session": "s", "item": "1", "text": 'Où est-ce? 日本 \u2028 " \\ \n'},
                }
            ]
        }
    },
}
needs_posix = pytest.mark.skipif(os.name == "nt", reason="POSIX file modes")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "pair.journal.json"
    path.write_bytes(to_bytes(GOOD))
    return path


def deep(levels: int) -> bytes:
    return b'{"meta":' + b"[" * levels + b"]" * levels + b"}"


GOOD_BYTES = to_bytes(GOOD)
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "a newline": (b"\n", "its end is missing"),
    "truncated": (GOOD_BYTES[:100], "its end is missing"),
    "one byte short": (GOOD_BYTES[:-3], "its end is missing"),
    "something after it": (GOOD_BYTES + b"{}", "trailing characters"),
    "not UTF-8": (GOOD_BYTES.replace(b"O\xc3\xb9", b"O\xc3\x28"), "it is not UTF-8 text (line"),
    "zero bytes": (GOOD_BYTES[:50] + bytes(40), "zero bytes"),
    "all zero bytes": (bytes(len(GOOD_BYTES)), "zero bytes"),
    "a raw control character": (GOOD_BYTES.replace(b"est", b"e\x01t"), "invalid character"),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD_BYTES, "invalid character"),
    "UTF-16": (GOOD_BYTES.decode().encode("utf-16"), "zero bytes"),
    "a key twice": (
        GOOD_BYTES.replace(b'"item": "1"', b'"item": "1", "item": "2"'),
        "twice in one object: 'item'",
    ),
    "a record twice": (
        GOOD_BYTES.replace(b'"notes": {', b'"notes": {"n1": {},'),
        "twice in one object: 'n1'",
    ),
    "NaN": (GOOD_BYTES.replace(b"2.5", b"NaN"), "invalid character"),
    "Infinity": (GOOD_BYTES.replace(b"2.5", b"Infinity"), "invalid character"),
    "a number out of range": (GOOD_BYTES.replace(b"2.5", b"1e999"), "out of range"),
    "half a surrogate pair": (GOOD_BYTES.replace(b"est-ce", b"\\ud83d"), "surrogate"),
    "nested too deeply": (deep(100), "nested too deeply"),
    "nested far too deeply": (deep(200_000), "nested too deeply"),
    "a list": (b"[]\n", "it is not a journal of rmjournal"),
    "a number": (b"3\n", "it is not a journal of rmjournal"),
    "an empty object": (b"{}\n", "it is not a journal of rmjournal"),
    "plain TinyDB": (b'{"_default": {"1": {"text": "x"}}}', "it is not a journal of rmjournal"),
    "no id": (b'{"meta": {"journal": {"schema": 1}}}', "it is not a journal of rmjournal"),
    "an id that is a path": (b'{"meta": {"journal": {"id": "../a", "schema": 1}}}', "it is not a journal"),
    "an id that is a pattern": (b'{"meta": {"journal": {"id": "*", "schema": 1}}}', "it is not a journal"),
    "no schema": (b'{"meta": {"journal": {"id": "a"}}}', "it is not a journal of rmjournal"),
    "a schema of zero": (b'{"meta": {"journal": {"id": "a", "schema": 0}}}', "it is not a journal"),
    "a schema in words": (b'{"meta": {"journal": {"id": "a", "schema": "1"}}}', "it is not a journal"),
    "a table that is none": (
        b'{"meta": {"journal": {"id": "a", "schema": 1}}, "notes": []}',
        "it is not a journal",
    ),
    "a row that is none": (
        b'{"meta": {"journal": {"id": "a", "schema": 1}}, "n": {"a": 1}}',
        "it is not a journal",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_not_ours_is_refused_with_the_reason_and_left_as_it_is(what: str, path: Path) -> None:
    data, said = REFUSED[what]
    path.write_bytes(data)
    with pytest.raises(StoreUnreadableError) as refused:
        read_journal(path)
    assert said in refused.value.reason
    assert str(path) in str(refused.value)
    assert path.read_bytes() == data
    with pytest.raises(StoreUnreadableError), JournalDB(path).file.transaction():
        raise AssertionError("the block of a refused transaction ran")
    assert path.read_bytes() == data


def test_a_newer_schema_is_refused_and_left_as_it_is(path: Path) -> None:
    data = GOOD_BYTES.replace(b'"schema": 1', b'"schema": 7')
    path.write_bytes(data)
    with pytest.raises(StoreNewerError, match="schema 7"):
        read_journal(path)
    assert path.read_bytes() == data


def test_a_missing_file_is_told_and_not_made(path: Path) -> None:
    path.unlink()
    with pytest.raises(StoreMissingError):
        read_journal(path)
    with pytest.raises(StoreMissingError), JournalDB(path).file.transaction():
        pass
    assert not path.exists()


def test_a_file_that_is_too_large_is_refused_without_reading_it_all(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(StoreUnreadableError, match="larger than 64 MB"):
        read_journal(path)


def test_what_would_be_too_large_to_be_read_again_is_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(limits, "LIMIT", len(before) + 100)
    db = JournalDB(path)
    with pytest.raises(StoreWriteError, match="larger than"), db.file.transaction():
        db.records("notes").merge_in({"n": {"versions": [], "text": "x" * 200}})
    assert path.read_bytes() == before
    with db.file.transaction():
        db.records("notes").merge_in({"n": {"versions": []}})
    assert path.read_bytes() != before


@needs_posix
def test_what_is_not_a_regular_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for odd in (fifo, tmp_path, Path("/dev/zero")):
        with pytest.raises(StoreUnreadableError, match="not a regular file"):
            read_journal(odd)


@needs_posix
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        with pytest.raises(StoreUnreadableError):
            read_journal(Path("s"))


def fuzzed(chance: random.Random) -> bytes:
    """A journal with a few accidents."""
    data = bytearray(GOOD_BYTES)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 80)]
            case 2:
                data[at:at] = data[chance.randrange(len(data)) :][: chance.randint(1, 60)]
            case 3:
                data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 5)))
            case 4:
                del data[at:]
        data = data or bytearray(b"{")
    return bytes(data)


def check_fuzzed(path: Path, count: int) -> None:
    opened = 0
    for seed in range(count):
        data = fuzzed(random.Random(seed))
        path.write_bytes(data)
        try:
            tables = read_journal(path).tables
        except (StoreUnreadableError, StoreNewerError):
            assert path.read_bytes() == data
        else:
            opened += 1
            assert json.loads(data) == tables
            assert parse(to_bytes(tables)) == tables
    assert 0 < opened < count


def test_damaged_files_are_refused_or_read_as_json_reads_them(path: Path) -> None:
    check_fuzzed(path, 200)


@pytest.mark.slow
def test_two_thousand_damaged_files_are_refused_or_read_as_json_reads_them(path: Path) -> None:
    check_fuzzed(path, 2000)


def test_the_same_journal_is_the_same_bytes_one_field_a_line() -> None:
    text = GOOD_BYTES.decode()
    backwards = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert to_bytes(backwards) == GOOD_BYTES
    assert text.endswith("}\n")
    assert '            "item": "1",\n            "session": "s",\n' in text
    assert "日本" in text
    assert text == json.dumps(GOOD, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_a_transaction_of_many_tinydb_changes_writes_the_file_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renames: list[object] = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda *names: (renames.append(names), replace(*names)))
    db = JournalDB(path)
    with db.file.transaction():
        for number in range(5):
            db.records(f"t{number}").merge_in({"k": {"id": number}})
        assert path.read_bytes() == GOOD_BYTES
    assert len(renames) == 1
    assert {f"t{number}" for number in range(5)} <= JournalDB(path).tables()
    assert db.records("t3").get(doc_id="k") == {"id": 3}  # type: ignore[call-overload]


def test_a_transaction_that_raises_leaves_the_file_as_it_was(path: Path) -> None:
    db = JournalDB(path)

    def change_and_fail() -> None:
        with db.file.transaction():
            db.records("t").merge_in({"k": {"id": 1}})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert path.read_bytes() == GOOD_BYTES
    assert db.file.read() == GOOD


def test_a_transaction_without_a_change_writes_nothing(path: Path) -> None:
    before = path.stat()
    db = JournalDB(path)
    with db.file.transaction():
        db.records("notes").merge_in(GOOD["notes"])
    assert path.stat().st_ino == before.st_ino


def test_tinydb_cannot_write_outside_of_a_transaction(path: Path) -> None:
    with pytest.raises(RuntimeError):
        JournalDB(path).table("notes").truncate()
    assert path.read_bytes() == GOOD_BYTES


def test_what_another_program_wrote_in_between_is_read_again(path: Path) -> None:
    db, other = JournalDB(path), JournalDB(path)
    for number, turn in enumerate((db, other, db)):
        with turn.file.transaction():
            turn.records("t").merge_in({f"k{number}": {"id": number}})
    assert set(read_journal(path).tables["t"]) == {"k0", "k1", "k2"}


def test_a_file_with_the_stamp_of_the_one_before_is_still_read_again(path: Path) -> None:
    db = JournalDB(path)
    db.file.read()
    before = path.stat()
    with path.open("r+b") as file:
        file.write(GOOD_BYTES.replace(b'"item": "1"', b'"item": "2"'))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Stamp.of(path.stat()) == Stamp.of(before)
    with db.file.transaction() as latest:
        assert latest.tables["notes"]["n1"]["versions"][0]["doc"]["item"] == "2"


def test_another_journal_in_its_place_is_not_written_to(path: Path) -> None:
    db = JournalDB(path)
    db.file.read()
    other = GOOD_BYTES.replace(b"abcdefghij", b"0000000000")
    path.write_bytes(other)
    with pytest.raises(StoreUnreadableError, match="another journal"), db.file.transaction():
        pass
    assert path.read_bytes() == other


@needs_posix
def test_a_new_file_is_for_its_owner_only_and_another_mode_is_kept(path: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    write_atomically(new, b"x")
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    path.chmod(0o664)
    write_atomically(path, b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@needs_posix
def test_a_file_that_was_made_read_only_is_not_replaced(path: Path) -> None:
    path.chmod(0o400)
    db = JournalDB(path)
    with pytest.raises(StoreWriteError, match="read-only"), db.file.transaction():
        db.records("t").merge_in({"k": {"id": 1}})
    assert path.read_bytes() == GOOD_BYTES


@needs_posix
def test_a_symbolic_link_is_written_through_and_shares_its_lock(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(path)
    db = JournalDB(link)
    with db.file.transaction():
        db.records("t").merge_in({"k": {"id": 1}})
    assert link.is_symlink()
    assert b'"t"' in path.read_bytes()
    assert list(link.parent.iterdir()) == [link]


def test_the_stamp_of_what_was_written_is_the_stamp_of_the_file(path: Path) -> None:
    assert write_atomically(path, b"xyz") == Stamp.of(path.stat())
    assert read_regular(path, limit=10) == (b"xyz", Stamp.of(path.stat()))


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    call: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, call, fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"x" * 10)
    assert path.read_bytes() == GOOD_BYTES
    assert list(path.parent.iterdir()) == [path]


def test_new_bytes_are_durable_before_they_take_the_place_and_the_name_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, put = os.fsync, os.replace

    def note_fsync(handle: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def note_replace(*names: Path) -> None:
        calls.append("replace")
        put(*names)

    monkeypatch.setattr(files.os, "fsync", note_fsync)
    monkeypatch.setattr(files.os, "replace", note_replace)
    write_atomically(path, b"x")
    assert calls == (["file", "replace"] if os.name == "nt" else ["file", "replace", "folder"])


def test_a_write_that_comes_out_short_goes_on_to_the_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write: Callable[[int, memoryview], int] = os.write
    monkeypatch.setattr(files.os, "write", lambda handle, data: write(handle, data[:3]))
    write_atomically(path, b"0123456789")
    assert path.read_bytes() == b"0123456789"


def test_only_temporary_files_of_this_journal_are_called_stale(path: Path) -> None:
    ours = path.with_name(f".{path.name}.0123456789.tmp")
    for name in (ours.name, ".other.json.0123456789.tmp", f".{path.name}.lock", f"{path.name}.tmp"):
        path.with_name(name).touch()
    assert stale_temps(path) == (ours,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Imogen & Desmond", "Imogen-Desmond"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "journal"),
        ("", "journal"),
        ("CON", "CON-"),
        ("nul.txt", "nul.txt-"),
        ("a\x00b\nc", "a-b-c"),
        ("Zoë", "Zoë"),
        ("日本" * 40, ("日本" * 40)[:33]),
    ],
)
def test_a_file_name_is_safe_everywhere(text: str, name: str) -> None:
    assert safe_file_name(text) == name
    assert len(name.encode()) <= 100


def test_asking_for_a_folder_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / variable))
    for folder in (files.data_folder, files.config_folder, files.state_folder, files.templates_folder):
        assert "rmjournal" in folder().parts
    if sys.platform == "linux":
        assert files.state_folder() == tmp_path / "STATE" / "rmjournal"
    assert list(tmp_path.iterdir()) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=12,
)
rows_of_any_kind = st.dictionaries(st.text(), st.dictionaries(st.text(), anything, max_size=3), max_size=4)
any_tables = st.dictionaries(st.text(), rows_of_any_kind, max_size=3)


@given(any_tables, any_tables)
def test_bytes_made_of_the_pages_of_before_are_the_same_bytes(before: Tables, tables: Tables) -> None:
    pages = Pages()
    assert pages.to_bytes(before) == to_bytes(before)
    mixed = {**before, **tables}
    assert pages.to_bytes(mixed) == to_bytes(mixed)
    assert pages.to_bytes(tables) == to_bytes(tables)
    assert parse(to_bytes(tables)) == tables
