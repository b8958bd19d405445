from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from screens import NASTY, picture
from test_every_key import WHERE, _go

from rmjournal.cli.main import run
from rmjournal.cli.parser import build_parser
from rmjournal.domain.capture import ActionStatus, CaptureKind
from rmjournal.domain.pair import Pair, Who
from rmjournal.journal.goals import Anchors
from rmjournal.journal.journal import Journal
from rmjournal.journal.reflections import Words
from rmjournal.tui.app import RmjournalApp

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)
"""What a terminal obeys or hides; a new line and a tab are not among it."""

OURS = re.compile("\x1b\\[(?:1;4|22;24)m")
"""What `search` lights found words with."""

ALL = " ".join(NASTY)


def _filled(path: Path) -> Journal:
    """A journal in which everything that somebody can write is hostile."""
    journal = Journal.create(path, Pair(mentor=NASTY[6] + "Imogen", mentee=NASTY[2] + "Desmond", program=ALL))
    want = journal.expectations.add(ALL, owner=Who.MENTEE)
    journal.expectations.offer(ALL, owner=Who.MENTOR)
    goal = journal.goals.add(
        ALL, owner=Who.MENTEE, expectation=want, anchors=Anchors(now=ALL, expected=ALL, better=ALL)
    )
    for part in journal.agreement.parts():
        journal.agreement.write(part.part.id, ALL)
    session = journal.sessions.start(journal.plan.next())
    for item, text in zip(session.items, (ALL, "\n".join(NASTY)), strict=False):
        journal.sessions.write(session, item.id, text, over=None)
    for kind in CaptureKind:
        journal.captures.add(kind, ALL, session=session)
    journal.captures.take_away(session, ALL, of=Who.MENTOR)
    action = journal.actions.add(ALL, owner=Who.MENTOR, session=session)
    journal.goals.link(goal, action)
    journal.actions.settle(journal.actions.add(ALL, owner=Who.BOTH), ActionStatus.DROPPED, why=ALL)
    journal.actions.delete(journal.actions.add(ALL, owner=Who.BOTH))
    journal.reflections.share(Words(text=ALL, title=ALL, on=session.on, tags=(ALL,)), by=Who.MENTOR)
    journal.lights.add_topic(ALL)
    journal.sessions.wrap_up(session, held=20)
    draft = journal.letters.draft()
    journal.letters.write(draft, highlights=[ALL], ask=ALL)
    return journal


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "hostile.journal.json"
    _filled(path).close()
    return path


@pytest.fixture
def hostile(hostile_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "hostile.journal.json"
    path.write_bytes(hostile_file.read_bytes())
    return path


@pytest.mark.parametrize("where", WHERE)
async def test_no_place_obeys_what_was_written(hostile: Path, where: str) -> None:
    journal = Journal.open(hostile)
    app = RmjournalApp(journal, theme="paper")
    async with app.run_test(size=(110, 34), notifications=True) as pilot:
        await pilot.pause()
        journal.actions.add(ALL, owner=Who.MENTOR)
        await _go(pilot, where)
        for key in ("f1", "escape", "ctrl+p", "escape", "u", "U"):
            await pilot.press(key)
            assert not [line for line in picture(app).splitlines() if OBEYED.search(line)], key
        assert app.return_code is None
    journal.close()


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


def _commands(parser: argparse.ArgumentParser, *names: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every command with the example of its help."""
    groups = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not groups and names:
        yield names, (parser.epilog or "").removeprefix("Example: rmjournal ")
    for group in groups:
        for name, below in group.choices.items():
            yield from _commands(below, *names, name)


COMMANDS = dict(_commands(build_parser()))
"""Every command of the command line, and the example in its help."""

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
    example = shlex.split(COMMANDS[names].replace("…", "more"))
    also = (one for one in ALSO if one[: len(names)] == names)
    each = (names, (*names, "--json"), tuple(example), *also)
    seen = at_a_terminal(*(("-j", str(hostile), *words) for words in each))
    assert seen
    assert not OBEYED.search(OURS.sub("", seen))


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
