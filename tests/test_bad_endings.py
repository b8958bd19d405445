from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

import pytest
from screens import Host, shows, until
from test_app import Page

from rmjournal.__main__ import main
from rmjournal.crash import what_happened, write_report
from rmjournal.domain.pair import Who
from rmjournal.files import state_folder
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.ending import put_away
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.screens.unreadable import UnreadableScreen
from rmjournal.tui.seat import Seat

SECRET = "what nobody else may read"

needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


class BrokenPage(Page):
    """A page that cannot even be kept."""

    def keep(self) -> None:
        super().keep()
        raise ValueError(SECRET)


def _reports() -> list[Path]:
    return sorted((state_folder() / "crashes").glob("*.txt"))


async def test_a_failure_leaves_a_report_without_a_word_of_anybody(
    seat: Seat, capsys: pytest.CaptureFixture[str]
) -> None:
    under, page = Page(seat), BrokenPage(seat)

    def fail() -> None:
        note = SECRET
        try:
            raise KeyError(note)
        except KeyError as error:
            raise ValueError(f"cannot read {note}") from error

    async def run() -> None:
        async with Host(under).run_test() as pilot:
            await pilot.app.push_screen(page)
            pilot.app.call_later(fail)
            await until(pilot, pilot.app._exception_event.is_set)

    with pytest.raises(ValueError, match=SECRET):
        await run()
    assert (under.kept, page.kept) == (1, 1)
    told = "".join(capsys.readouterr().err.split())
    (report,) = _reports()
    assert "(ValueError)" in told
    assert "savedfirst" in told
    assert str(report) in told
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "because of KeyError" in text
    assert ", in fail" in text
    assert report.stat().st_mode & 0o777 == 0o600
    for said in (told, text):
        assert SECRET not in said
        assert SECRET.replace(" ", "") not in said
        assert str(Path.home()) not in text


def test_a_command_that_fails_says_so_without_a_word_of_what_was_written(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(Journal, "open", fail)
    assert main(["-j", str(journal.path), "park", SECRET]) == 1
    said = capsys.readouterr()
    (report,) = _reports()
    assert said.out == ""
    assert said.err.startswith("rmjournal stopped because of an error of its own (ValueError).")
    assert str(report) in said.err
    assert "Traceback" not in said.err
    for told in (said.err, report.read_text(encoding="utf-8")):
        assert SECRET not in told


def test_where_no_report_can_be_written_the_places_are_told(tmp_path: Path, clock) -> None:
    state_folder().parent.mkdir(parents=True, exist_ok=True)
    state_folder().write_text("a file is in the way")
    try:
        raise ValueError(SECRET)
    except ValueError as caught:
        error = caught
    assert write_report(error, now=clock()) is None
    told = what_happened(error, journal=tmp_path, report=None)
    assert ", in test_where_no_report_can_be_written_the_places_are_told" in told
    assert SECRET not in told


def _no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_can_be_written_nowhere_is_said_plainly(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Journal.open(journal.path, behind=True)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", _no_room)
        opened.actions.add(SECRET, owner=Who.MENTOR)
        assert put_away(opened) == 1
    told = capsys.readouterr().err
    assert "saved nowhere" in told
    assert "the disk is full" in told
    assert SECRET not in told


@needs_a_terminal
def test_whoever_is_at_the_terminal_can_name_a_folder_that_works(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pty

    mine, theirs = pty.openpty()
    other = tmp_path / "another disk"
    other.mkdir()
    monkeypatch.chdir(tmp_path)
    os.write(mine, f"~nobody-of-that-name\n{tmp_path / 'nowhere' / 'x'}\n{other}\n".encode())
    opened = Journal.open(journal.path, behind=True)
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda a, b: replace(a, b) if other in Path(b).parents else _no_room())
    action = opened.actions.add("kept elsewhere", owner=Who.MENTOR)
    with (
        os.fdopen(theirs, "r") as keys,
        open(os.ttyname(theirs), "w") as words,
        monkeypatch.context() as patch,
    ):
        patch.setattr(sys, "stdin", keys)
        patch.setattr(sys, "stderr", words)
        assert put_away(opened) == 1
    os.close(mine)
    monkeypatch.undo()
    (kept,) = other.glob("*.rescue.json")
    assert "kept elsewhere" in kept.read_text(encoding="utf-8")
    again = Journal.open(journal.path)
    from rmjournal.store import care

    care.take_in(again._store, kept)
    assert again.actions.get(action.id) == action
    again.close()


def _cut_off(path: Path) -> bytes:
    path.write_bytes(path.read_bytes()[:1000])
    return path.read_bytes()


async def test_a_cut_off_journal_is_left_as_it_is_until_a_backup_is_brought_back(journal: Journal) -> None:
    from rmjournal.errors import StoreUnreadableError
    from rmjournal.journal.care import backups_of

    session = journal.sessions.start(journal.plan.next())
    journal.sessions.write(session, "1", "words", over=None)
    cut = _cut_off(journal.path)
    with pytest.raises(StoreUnreadableError) as caught:
        Journal.open(journal.path)
    backups = backups_of(journal.path)
    app = RmjournalApp(None, first=lambda: UnreadableScreen(journal.path, caught.value, backups))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await shows(pilot, "backups")
        await shows(pilot, "cannot be opened")
        assert journal.path.read_bytes() == cut
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await shows(pilot, "Restored")
    assert cut in [_bytes_of(one.path) for one in backups_of(journal.path)]
    assert app.seat is not None
    app.seat.journal.close()


def _bytes_of(backup: Path) -> bytes:
    import gzip

    return gzip.decompress(backup.read_bytes())


async def test_a_journal_that_is_cut_off_while_it_is_open_loses_nothing(journal: Journal) -> None:
    opened = Journal.open(journal.path, behind=True)
    session = opened.sessions.start(opened.plan.next())
    opened.sessions.write(session, "1", "before the accident", over=None)
    app = RmjournalApp(opened)
    async with app.run_test(size=(100, 30)) as pilot:
        assert app.seat is not None
        await until(pilot, lambda: b"before the accident" in journal.path.read_bytes())
        cut = _cut_off(journal.path)
        await shows(pilot, "not saved")
        await app.push_screen(SessionScreen(app.seat, session))
        app.screen.query_one("NoteArea").insert(" and after it")
        await pilot.press("ctrl+s")
    rescued = opened.close()
    assert rescued is not None
    assert "before the accident" in rescued.read_text(encoding="utf-8")
    assert "and after it" in rescued.read_text(encoding="utf-8")
    assert journal.path.read_bytes() == cut


def test_a_journal_that_was_only_read_and_is_cut_off_meanwhile_is_rescued_whole(journal: Journal) -> None:
    session = journal.sessions.start(journal.plan.next())
    journal.sessions.write(session, "1", "nowhere else", over=None)
    opened = Journal.open(journal.path, behind=True)
    _cut_off(journal.path)
    rescued = opened.close()
    assert rescued is not None
    assert "nowhere else" in rescued.read_text(encoding="utf-8")


def test_a_journal_that_was_only_read_and_is_taken_away_leaves_nothing_behind(journal: Journal) -> None:
    opened = Journal.open(journal.path, behind=True)
    journal.path.unlink()
    assert opened.close() is None


@needs_a_terminal
class TestTwoTerminals:
    """Two of the real program on one journal."""

    def test_a_note_typed_in_one_is_in_the_other_within_two_seconds_without_a_key(self, journal) -> None:
        from terminal import rmjournal_in_a_terminal

        journal.sessions.start(journal.plan.next(), template="focus")
        with rmjournal_in_a_terminal(journal.path) as one, rmjournal_in_a_terminal(journal.path) as other:
            for terminal in (one, other):
                terminal.shows("go on")
                terminal.press("\r")
                terminal.shows("1/")
            one.press("seen from here~")
            one.shows("~")
            began = time.monotonic()
            other.shows("here~")
            assert time.monotonic() - began < 4

    def test_both_typing_in_one_item_keeps_both_texts_and_offers_the_choice(self, journal) -> None:
        from terminal import rmjournal_in_a_terminal

        session = journal.sessions.start(journal.plan.next(), template="focus")
        with rmjournal_in_a_terminal(journal.path) as one, rmjournal_in_a_terminal(journal.path) as other:
            for terminal in (one, other):
                terminal.shows("go on")
                terminal.press("\r")
                terminal.shows("1/")
            one.press("from the one")
            other.press("from the other")
            one.shows("version")
            texts = {side.value.text for side in Journal.open(journal.path).sessions.versions(session, "1")}
            assert texts == {"from the one", "from the other"}
            other.shows("version")

    def test_a_cut_off_journal_is_restored_by_the_keys_that_are_named(self, journal) -> None:
        from terminal import rmjournal_in_a_terminal

        journal.sessions.start(journal.plan.next(), template="focus")
        cut = _cut_off(journal.path)
        with rmjournal_in_a_terminal(journal.path) as terminal:
            terminal.shows("backups")
            assert journal.path.read_bytes() == cut
            terminal.press("r")
            terminal.shows("start")
            terminal.press("\x11")
            assert terminal.ended() == 0
        assert Journal.open(journal.path).plan.next()

    def test_a_journal_that_is_gone_is_offered_from_its_backups_and_never_made_anew(self, journal) -> None:
        from terminal import rmjournal_in_a_terminal

        journal.sessions.start(journal.plan.next(), template="focus")
        journal.path.unlink()
        with rmjournal_in_a_terminal(journal.path) as terminal:
            terminal.shows("There is no journal at")
            terminal.shows("backups")
            terminal.press("\x11")
            assert terminal.ended() == 0
        assert not journal.path.exists()

    def test_a_journal_of_a_newer_program_is_left_and_said(self, journal) -> None:
        from terminal import rmjournal_in_a_terminal

        newer = journal.path.read_bytes().replace(b'"schema": 1', b'"schema": 99')
        journal.path.write_bytes(newer)
        with rmjournal_in_a_terminal(journal.path) as terminal:
            terminal.shows("newer rmjournal")
            assert terminal.ended() == 1
        assert journal.path.read_bytes() == newer
