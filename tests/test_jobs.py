"""Long jobs: what they tell, and that a cancelled one has changed nothing."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rmjournal.cli import job
from rmjournal.cli.main import run
from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.progress import EVERY, Tally, progress_words, telling, unheard
from rmjournal.domain.record import Record
from rmjournal.domain.session import Note, Session
from rmjournal.errors import JobCancelledError
from rmjournal.journal import care
from rmjournal.journal.checking import check_journal
from rmjournal.journal.journal import Journal, local_now
from rmjournal.markdown.html import html_page
from rmjournal.store.copies import ConflictCopy
from rmjournal.store.ids import new_id
from rmjournal.store.store import Store

SESSIONS = 60
NOTE = "What we tried, **in words**.\n\n- one\n- two\n\n> a quotation\n> of two lines\n"
needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def years(sessions: int) -> list[Record]:
    kept: list[Record] = [Pair(mentor="Imogen Tao", mentee="Desmond Hale", started=date(2015, 1, 6))]
    for number in range(sessions):
        on, name = date(2015, 1, 6) + timedelta(days=number), f"s{number:05}"
        item = PlannedItem(id="1", title="What we tried", lead=Who.BOTH, minutes=5)
        began = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        ended = began + timedelta(minutes=20)
        kept += [
            Session(
                id=name, on=on, title="Weekly", minutes=20, items=(item,), started=began, ended=ended, held=20
            ),
            Note(id=Note.id_of(name, "1"), session=name, item="1", text=NOTE),
        ]
    return kept


def written(path: Path, sessions: int = SESSIONS) -> Path:
    Store.create(path, clock=local_now, ids=new_id, records=years(sessions), writer=Who.BOTH)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with a backup from before its last words."""
    path = written(tmp_path / "pair.journal.json")
    journal = Journal.open(path)
    journal.actions.add("Draft alone", owner=Who.MENTEE)
    journal.close()
    return path


class Listener:
    """Hears how far a job is, and wants no more of it at one moment."""

    def __init__(self, at: int = -1) -> None:
        self.at = at
        self.heard: list[tuple[int, int, str]] = []

    def __call__(self, *told: Any) -> None:
        self.heard.append(told)
        if len(self.heard) - 1 == self.at:
            raise JobCancelledError


def everything(folder: Path) -> dict[Path, bytes]:
    """Every file below, but for the lock files, which stay where somebody once wrote."""
    return {one: one.read_bytes() for one in folder.rglob("*") if one.is_file() and one.suffix != ".lock"}


def test_a_loop_tells_its_beginning_its_steps_and_its_end() -> None:
    listener = Listener()
    assert list(telling(range(3 * EVERY + 1), "records", listener)) == list(range(3 * EVERY + 1))
    assert [done for done, _, _ in listener.heard] == [0, EVERY, 2 * EVERY, 3 * EVERY, 3 * EVERY + 1]


def test_two_loops_can_be_counted_as_one() -> None:
    listener = Listener()
    tally = Tally(listener, 4, "records")
    assert [*tally.through("ab"), *tally.through("cd")] == list("abcd")
    assert listener.heard == [(0, 4, "records"), (4, 4, "records")]


def test_how_far_it_is_is_said_in_words() -> None:
    assert progress_words(3400, 12000, "records") == "3,400 of 12,000 records"
    assert progress_words(0, 1, "backups") == "0 of 1 backup"


def test_a_check_tells_growing_counts_up_to_all_records_and_then_all_backups(path: Path) -> None:
    listener = Listener()
    assert check_journal(path, clock=local_now, progress=listener) == ()
    kept = sum(
        len(rows)
        for name, rows in Store.open(path, clock=local_now, ids=new_id).tables.items()
        if name != "meta"
    )
    counts = [done for done, total, what in listener.heard if what == "records" and total == kept]
    assert counts[0] == 0
    assert counts[-1] == kept
    assert counts == sorted(set(counts))
    assert len(counts) > kept // EVERY
    assert [one for one in listener.heard if one[2] == "backups"] == [(0, 1, "backups"), (1, 1, "backups")]


def checked(path: Path, hear: Listener) -> object:
    return check_journal(path, clock=local_now, progress=hear)


def restored(path: Path, hear: Listener) -> object:
    return care.restore(path, backup=None, clock=local_now, ids=new_id, progress=hear)


def merged(path: Path, hear: Listener) -> object:
    journal = Journal.open(path)
    try:
        return journal.care.merge(path.with_name("theirs.json"), progress=hear)
    finally:
        journal.close()


def notes(path: Path, hear: Listener) -> object:
    return Journal.open(path, clock=local_now).exports.notes(progress=hear)


def page(path: Path, hear: Listener) -> object:
    return html_page(Journal.open(path, clock=local_now).exports.notes(), progress=hear)


JOBS: dict[str, tuple[Callable[[Path, Listener], object], slice]] = {
    "a check": (checked, slice(None)),
    "a restore": (restored, slice(None)),
    "a restore over a file that was cut off": (restored, slice(1000)),
    "a merge": (merged, slice(None)),
    "an export": (notes, slice(None)),
    "a page": (page, slice(None)),
}
"""What is done, and which part of the file is there."""


@pytest.mark.parametrize("name", JOBS)
def test_a_job_cancelled_at_any_moment_that_it_tells_of_has_changed_nothing(
    name: str, path: Path, tmp_path: Path
) -> None:
    do, part = JOBS[name]
    theirs = path.with_name("theirs.json")
    shutil.copy(path, theirs)
    other = Journal.open(theirs)
    other.actions.add("Ask at the depot", owner=Who.MENTOR)
    other.close()
    path.write_bytes(path.read_bytes()[part])
    before = everything(tmp_path)
    through = Listener()
    do(path, through)
    moments = len(through.heard)
    for one in everything(tmp_path).keys() - before.keys():
        one.unlink()
    path.write_bytes(before[path])
    assert everything(tmp_path) == before
    for at in sorted({0, 1, 2, moments // 2, moments - 3, moments - 2, moments - 1} & set(range(moments))):
        with pytest.raises(JobCancelledError, match="nothing was changed"):
            do(path, Listener(at))
        assert everything(tmp_path) == before


def test_files_that_were_taken_in_before_it_was_cancelled_are_told(path: Path) -> None:
    copies = []
    for number in range(3):
        copy = path.with_name(f"copy {number}.json")
        shutil.copy(path, copy)
        theirs = Journal.open(copy)
        theirs.actions.add(f"Theirs {number}", owner=Who.MENTOR)
        theirs.close()
        copies.append(ConflictCopy(path=copy))
    begun = itertools.count(1)

    def hear(done: int, *_: object) -> None:
        if done == 0 and next(begun) == 2:
            raise JobCancelledError

    journal = Journal.open(path)
    with pytest.raises(JobCancelledError, match="1 of 3 files were taken in, the others wait"):
        journal.care.take_in_all(care.Waiting(copies=tuple(copies)), progress=hear)
    journal.close()
    texts = {action.text for action in Journal.open(path).actions.all()}
    assert texts == {"Draft alone", "Theirs 0"}
    assert [copy.path.exists() for copy in copies] == [False, True, True]


class Pressing:
    """Presses ctrl+c so often when it is first called; then does what it stands for."""

    def __init__(self, instead_of: Callable[..., Any], times: int = 1) -> None:
        self.instead_of = instead_of
        self.left = times

    def __call__(self, *given: Any) -> Any:
        while self.left:
            self.left -= 1
            signal.raise_signal(signal.SIGINT)
        return self.instead_of(*given)


def test_ctrl_c_before_the_writing_ends_with_one_line_and_130(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = everything(tmp_path)
    for words in (["check"], ["restore"], ["export", "notes", "-o", str(tmp_path / "notes.md")]):
        with monkeypatch.context() as patch:
            patch.setattr(job._Line, "show", Pressing(unheard))
            assert run(["-j", str(path), *words]) == 130
        assert capsys.readouterr() == ("", "Cancelled; nothing was changed.\n")
        assert everything(tmp_path) == before
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_while_it_is_written_is_too_late_and_told_as_done(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "notes.md"
    for words, told in (
        (["export", "notes", "-o", str(target)], "Written: "),
        (["restore"], "holds again what"),
    ):
        pressing = Pressing(os.replace)
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", pressing)
            assert run(["-j", str(path), *words]) == 0
        assert not pressing.left
        assert told in capsys.readouterr().err
    assert NOTE.splitlines()[0] in target.read_text(encoding="utf-8")
    assert Journal.open(path).actions.all() == ()


def test_a_second_ctrl_c_ends_it_at_once(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = everything(tmp_path)
    monkeypatch.setattr(job._Line, "show", Pressing(unheard, times=2))
    assert run(["-j", str(path), "restore"]) == 130
    assert everything(tmp_path) == before


def test_where_somebody_else_sees_to_ctrl_c_it_is_left_to_them() -> None:
    ours = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with job.job("Checking") as progress:
            progress(0, 1, "records")
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, ours)


def test_where_standard_error_is_no_terminal_nothing_is_told_of_the_way(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(job, "PATIENCE", 0)
    assert run(["-j", str(path), "check"]) == 0
    assert capsys.readouterr() == ("", "All is well.\n")


@needs_a_terminal
class TestTerminal:
    """Where somebody looks."""

    def test_the_line_is_written_over_in_place_and_gone_at_the_end(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import pty

        monkeypatch.setattr(job, "PATIENCE", 0)
        monkeypatch.setattr(job, "REPAINT", 0)
        ours, theirs = pty.openpty()
        with os.fdopen(theirs, "w") as terminal, monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", terminal)
            assert run(["-j", str(path), "check"]) == 0
            terminal.flush()
            said = ""
            while not said.endswith("\n"):
                said += os.read(ours, 1 << 16).decode()
        os.close(ours)
        assert "Checking: 0 of " in said
        assert "Checking: 1 of 1 backup" in said
        assert "\x1b" not in said
        assert said.isascii()
        assert max(len(part) for part in said.replace("\n", "\r").split("\r")) < job.COLUMNS
        assert _on_screen(said) == ["All is well.", ""]

    def test_ctrl_c_at_the_keyboard_leaves_one_clean_line_and_no_file(self, tmp_path: Path) -> None:
        from terminal import Terminal

        path = written(tmp_path / "long.journal.json", 2500)
        before = everything(tmp_path)
        arguments = ("-j", str(path), "export", "notes", "--html", "-o", str(tmp_path / "notes.html"))
        terminal = Terminal("-m", "rmjournal", *arguments)
        try:
            terminal.shows("Exporting: ")
            terminal.press("\x03")
            code = terminal.ended()
        finally:
            terminal.stop()
        assert code == 130
        assert _on_screen(terminal.seen)[-2:] == ["Cancelled; nothing was changed.", ""]
        assert "Traceback" not in terminal.seen
        assert everything(tmp_path) == before


def _on_screen(said: str) -> list[str]:
    """What is left to be seen of this, where a carriage return goes back to the start of the line."""
    lines = []
    for line in said.replace("\r\n", "\n").split("\n"):
        cells: list[str] = []
        for part in line.split("\r"):
            cells[: len(part)] = part
        lines.append("".join(cells).rstrip())
    return lines
