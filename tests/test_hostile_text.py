from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import json
import os
import pkgutil
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import filled as filled_module
import pytest
from filled import PAGES, SHEETS, filled
from screens import NASTY, picture
from shelves import IMOGEN, PASSPHRASE, cheap

from rmjournal.cli.main import run
from rmjournal.cli.parser import build_parser
from rmjournal.domain.pair import Pair, Who
from rmjournal.journal.history_steps import UNDOABLE
from rmjournal.journal.journal import Journal
from rmjournal.tui import screens
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.frame import Leaf

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)
"""What a terminal obeys or hides; a new line and a tab are not among it."""

COLORS = re.compile("\x1b\\[[0-9;]*m")
"""What the screens paint with."""

OURS = re.compile("\x1b\\[(?:1;4|22;24)m")
"""What `search` lights found words with."""

ALL = " ".join(NASTY)


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.journal.json"
    pair = Pair(mentor=NASTY[6] + "Imogen", mentee=NASTY[2] + "Desmond", program=ALL)
    filled(path, ALL, pair=pair).close()
    return path


@pytest.fixture
def hostile(hostile_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "hostile.journal.json"
    path.write_bytes(hostile_file.read_bytes())
    return path


def bytes_of(app: RmjournalApp) -> str:
    """What the strips of the screen send to a terminal, but for the colors."""
    return "\n".join(strip.render(app.console) for strip in app.screen._compositor.render_strips())


def obeyed(app: RmjournalApp) -> list[str]:
    """The lines of the screen in which a terminal would obey what was written, or hide something."""
    lines = COLORS.sub("", bytes_of(app)).split("\n")
    return [line for line in lines if OBEYED.search(line)]


FIRST = (
    *("timeline", "review", "search", "letter", "both ratings", "wrap-up", "differences", "versions"),
    *("both pulses", "passphrase", "unreadable"),
)
LATER = [name for name in (*PAGES, *SHEETS) if name not in FIRST]
WALKS = [
    pytest.param(FIRST, id="first"),
    *(pytest.param(LATER[at::3], id=f"later {at}", marks=pytest.mark.slow) for at in range(3)),
]


@pytest.mark.parametrize("names", WALKS)
async def test_no_page_and_no_sheet_obeys_what_was_written(hostile: Path, names: Sequence[str]) -> None:
    journal = cheap(Journal.open(hostile))
    journal.mine.unlock(IMOGEN, PASSPHRASE)
    app = RmjournalApp(journal, theme="paper")
    async with app.run_test(size=(110, 34), notifications=True) as pilot:
        await pilot.pause()
        assert app.seat is not None
        home = app.screen
        for name in names:
            app.seat.writer = IMOGEN
            await app.push_screen({**PAGES, **SHEETS}[name](app.seat))
            await pilot.pause()
            assert not obeyed(app), name
            while app.screen is not home:
                await app.pop_screen()
        assert app.return_code is None
    journal.close()


async def test_what_undo_names_is_not_obeyed(hostile: Path) -> None:
    journal = Journal.open(hostile)
    app = RmjournalApp(journal, theme="paper")
    async with app.run_test(size=(110, 34), notifications=True) as pilot:
        await pilot.pause()
        journal.actions.add(ALL, owner=Who.MENTOR)
        for key in ("u", "U", "f1", "escape", "ctrl+p"):
            await pilot.press(key)
            await pilot.pause()
            assert not obeyed(app), key
    journal.close()


NOT_WALKED = {
    *("Leaf", "JournalScreen", "Dialog", "ReadingSheet", "LineSheet", "FormSheet", "SealedScreen"),
    *("_WordsOnceMore", "AskAloneScreen", "HelpScreen"),
}
"""What others are made of, or are made alike; and the help, which is opened over each."""


def _kinds(kind: type[Any]) -> set[type[Any]]:
    return {kind}.union(*(_kinds(one) for one in kind.__subclasses__()))


def _named_by(make: Any) -> set[str]:
    """The names that a page or sheet is made with."""
    return {make.__name__} if isinstance(make, type) else set(make.__code__.co_names)


def test_every_screen_is_walked() -> None:
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    walked = set[str]().union(*map(_named_by, [*PAGES.values(), *SHEETS.values()]))
    walked |= set[str]().union(*(_named_by(getattr(filled_module, one)) for one in walked if one[0] == "_"))
    names = {one.__name__ for one in _kinds(Leaf) if one.__module__.startswith("rmjournal.")}
    assert names - walked - NOT_WALKED == set()


async def test_no_message_obeys_a_name_or_a_path_in_it(hostile: Path) -> None:
    journal = Journal.open(hostile)
    app = RmjournalApp(journal, theme="paper")
    async with app.run_test(size=(110, 34), notifications=True) as pilot:
        app.screen.notify(f"before {ALL}", title=ALL, markup=False)
        await pilot.pause()
        await pilot.pause()
        shown = picture(app).splitlines()
        assert [line for line in shown if "before" in line]
        assert not [line for line in shown if OBEYED.search(line)]
    journal.close()


class Screen(io.TextIOWrapper):
    """A terminal, as far as a program can tell."""

    def isatty(self) -> bool:
        return True


def at_a_terminal(*commands: Sequence[str]) -> str:
    """All that these commands send to a terminal, to its output and to its errors."""
    seen = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        both = Screen(seen, encoding="utf-8", write_through=True, newline="\n")
        patch.setattr(sys, "stdout", both)
        patch.setattr(sys, "stderr", both)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ALL.encode())))
        patch.setenv("TERM", "xterm-256color")
        for words in commands:
            with contextlib.suppress(SystemExit):
                run(words)
        both.flush()
    return seen.getvalue().decode()


class Told(NamedTuple):
    """What a command says of itself."""

    example: list[str]
    takes_passphrase: bool


def _commands(parser: argparse.ArgumentParser, *names: str) -> Iterator[tuple[tuple[str, ...], Told]]:
    """Every command with the example of its help."""
    groups = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not groups and names:
        example = (parser.epilog or "").removeprefix("Example: rmjournal ").replace("…", "more words")
        yield names, Told(shlex.split(example), "--passphrase-fd" in parser._option_string_actions)
    for group in groups:
        for name, below in group.choices.items():
            yield from _commands(below, *names, name)


COMMANDS = dict(_commands(build_parser()))
"""Every command of the command line, and what it says of itself."""

NOT_HERE = {("demo",), ("new",), ("merge-driver",)}
"""They make journals, or open the screens."""

ALSO = (
    ("session", "show", "last"),
    ("session", "list"),
    ("agreement", "show"),
    ("agreement", "diff"),
    ("letters", "show"),
    ("action", "list", "--all"),
    ("export", "session", "last"),
    ("goals",),
    ("search", "tabbed"),
    ("check",),
)


@pytest.mark.parametrize("names", [names for names in COMMANDS if names not in NOT_HERE], ids=" ".join)
def test_no_command_lets_a_terminal_obey_what_was_written(hostile: Path, names: tuple[str, ...]) -> None:
    each = [("-j", str(hostile), *words) for words in _tried(names, hostile)]
    with contextlib.ExitStack() as pipes:
        if COMMANDS[names].takes_passphrase and names[0] != "passphrase":
            each = [(*words, "--passphrase-fd", str(pipes.enter_context(_passphrase()))) for words in each]
        seen = at_a_terminal(*each)
    assert seen
    assert not OBEYED.search(OURS.sub("", seen))


SOME_ID = "k3f9"
"""The id in the examples."""


def _tried(names: tuple[str, ...], path: Path) -> Iterator[tuple[str, ...]]:
    """A command on its own, and its example: as it stands, to the terminal, with other words, for each id."""
    example = COMMANDS[names].example
    yield names
    yield (*names, "--json")
    yield tuple(example)
    yield from (one for one in ALSO if one[: len(names)] == names)
    if "-o" in example:
        at = example.index("-o")
        yield (*example[:at], "-o", "-")
    yield tuple(ALL if " " in word else word for word in example)
    if SOME_ID in example:
        yield from (tuple(one if word == SOME_ID else word for word in example) for one in _ids(path))


def _ids(path: Path) -> list[str]:
    """An id of every kind of record there is, what is in the trash and on the mentor's shelf among them."""
    journal = Journal.open(path)
    journal.mine.unlock(IMOGEN, PASSPHRASE)
    kept = [journal._store.all(kind)[:2] for kind in UNDOABLE]
    alone = journal.reflections.mine(IMOGEN), journal.questions.queued(IMOGEN), journal.care.trash()
    journal.close()
    return [one.id for some in (*kept, *alone) for one in some]


@contextlib.contextmanager
def _passphrase() -> Iterator[int]:
    """A file descriptor that the passphrase can be read from once."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    yield reading
    with contextlib.suppress(OSError):
        os.close(reading)


def test_the_examples_are_tried_with_what_there_is(hostile: Path) -> None:
    assert [told for told in COMMANDS.values() if SOME_ID in told.example]
    assert len(set(_ids(hostile))) > 15
    with _passphrase() as pipe:
        each = [("-j", str(hostile), *words) for words in _tried(("reflections", "show"), hostile)]
        seen = at_a_terminal(*((*words, "--passphrase-fd", str(pipe)) for words in each))
    assert "家族" in seen


def test_what_was_written_does_reach_the_terminal(hostile: Path) -> None:
    seen = at_a_terminal(("-j", str(hostile), "session", "show", "last"))
    assert "␛]52;c;aGk=" in seen
    assert "家族" in seen


def test_json_for_a_terminal_says_the_same_as_json_for_a_program(hostile: Path) -> None:
    words = ("-j", str(hostile), "search", "tabbed", "--json")
    done = subprocess.run([sys.executable, "-m", "rmjournal", *words], capture_output=True, check=True)
    assert json.loads(at_a_terminal(words)) == json.loads(done.stdout)
    assert "家族".encode() in done.stdout


def test_words_that_mean_nothing_are_not_obeyed_in_the_message(hostile: Path) -> None:
    here = ("-j", str(hostile))
    seen = at_a_terminal(
        ("\x1b]52;c;aGk=\x07",),
        ("show", "\x9b31m"),
        ("-j", "\x1b[2J", "show"),
        (*here, "action", "done", "\x1b[2J"),
        (*here, "session", "start", "\u202e"),
        (*here, "log", "--since", "\x9b31m"),
    )
    assert "31m" in seen
    assert not OBEYED.search(seen)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_real_program_in_a_real_terminal_sends_nothing_that_is_obeyed(hostile: Path) -> None:
    from terminal import Terminal

    terminal = Terminal("-m", "rmjournal", "-j", str(hostile), "session", "show", "last")
    try:
        assert terminal.ended() == 0
        assert "aGk=" in terminal.seen
        assert not OBEYED.search(terminal.seen.replace("\r\n", "\n"))
    finally:
        terminal.stop()
