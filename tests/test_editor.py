"""A text in the person's own editor and back: whatever happens, no file of it stays."""

from __future__ import annotations

import contextlib
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from screens import Host, shows, until
from shelves import IMOGEN, with_shelf

from rmjournal.errors import RuleError
from rmjournal.tui.editor import edited_by, editor_command
from rmjournal.tui.reflection_draft import ReflectionDraft
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.session import SessionScreen

Editor = Callable[[str], list[str]]


@pytest.fixture(autouse=True)
def passing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for passing files."""
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """Makes an editor that does what these lines of Python do to `page`."""

    def make(lines: str) -> list[str]:
        script = tmp_path / "editor.py"
        script.write_text(
            f"import sys, pathlib\npage = pathlib.Path(sys.argv[1])\n{lines}\n", encoding="utf-8"
        )
        return [sys.executable, str(script)]

    return make


class Suspending(Host):
    """The program in a terminal that can be handed over."""

    @contextlib.contextmanager
    def suspend(self) -> Iterator[None]:
        yield


def test_the_text_comes_back_as_it_was_left(editor: Editor, passing: Path) -> None:
    command = editor("page.write_text(page.read_text(encoding='utf-8') + ' and äöü\\n', encoding='utf-8')")
    assert edited_by(command, "before") == "before and äöü"
    assert list(passing.iterdir()) == []


def test_a_text_that_was_not_changed_is_none(editor: Editor) -> None:
    assert edited_by(editor("pass"), "as it was\n") is None
    assert edited_by(editor("page.write_text(page.read_text() + '\\n')"), "as it was") is None


def test_the_file_and_its_folder_are_its_owners_alone(editor: Editor, tmp_path: Path) -> None:
    told = tmp_path / "told"
    edited_by(
        editor(f"print(page.stat().st_mode, page.parent.stat().st_mode, file=open({str(told)!r}, 'w'))"), "x"
    )
    seen = [stat.S_IMODE(int(mode)) for mode in told.read_text(encoding="utf-8").split()]
    assert seen == [0o600, 0o700]


@pytest.mark.parametrize(
    "lines",
    ["page.write_text('half'); sys.exit(1)", "page.unlink()", "page.write_bytes(b'\\xff\\xfe\\x00')"],
    ids=["failed", "took the file away", "left no text"],
)
def test_an_editor_that_fails_changes_nothing_and_leaves_nothing(
    editor: Editor, passing: Path, lines: str
) -> None:
    with pytest.raises(RuleError, match="Nothing was changed"):
        edited_by(editor(lines), "as it was")
    assert list(passing.iterdir()) == []


def test_what_an_editor_puts_beside_the_file_goes_with_it(editor: Editor, passing: Path) -> None:
    edited_by(editor("page.with_name('.page.md.swp').write_text('the words')"), "the words")
    assert list(passing.iterdir()) == []


def test_the_editor_is_the_one_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' --wait")
    assert editor_command() == [sys.executable, "--wait"]


@pytest.mark.parametrize("asked", ["no-such-editor", "'unfinished"])
def test_an_editor_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.setenv("EDITOR", asked)
    with pytest.raises(RuleError, match=r"\$VISUAL or \$EDITOR"):
        editor_command()


def asks_for(monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setenv("EDITOR", " ".join(command))


async def test_a_reflection_goes_to_the_editor_and_back_and_undo_goes_behind_it(
    seat: Any, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_shelf(seat)
    asks_for(monkeypatch, editor("page.write_text('other words')"))
    async with Suspending(ReflectScreen(ReflectionDraft(seat, IMOGEN))).run_test() as pilot:
        await pilot.press("a", "f4")
        area = pilot.app.screen.area
        await until(pilot, lambda: area.text == "other words")
        await pilot.press("ctrl+z")
        assert area.text == "a"
        await pilot.press("ctrl+y")
    assert [one.words.text for one in seat.journal.reflections.mine(IMOGEN)] == ["other words"]


async def test_the_notes_of_an_item_go_to_the_editor_and_back(
    seat: Any, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = seat.journal.sessions.start(seat.journal.plan.next())
    asks_for(monkeypatch, editor("page.write_text(page.read_text() + 'bc')"))
    async with Suspending(SessionScreen(seat, session)).run_test() as pilot:
        await pilot.press("a", "f4")
        item = pilot.app.screen.item.id
        await until(pilot, lambda: seat.journal.sessions.note(session, item).text == "abc")


async def test_a_terminal_that_cannot_be_handed_over_is_said(
    seat: Any, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_shelf(seat)
    asks_for(monkeypatch, editor("page.write_text('other words')"))
    async with Host(ReflectScreen(ReflectionDraft(seat, IMOGEN))).run_test(notifications=True) as pilot:
        await pilot.press("a", "f4")
        await shows(pilot, "cannot hand the screen")
        assert pilot.app.screen.area.text == "a"
