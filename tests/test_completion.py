from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rmjournal.cli.main import run
from rmjournal.cli.outline import outline
from rmjournal.cli.parser import build_parser

PLACES = tuple(outline(build_parser()))
SHELLS = ("bash", "zsh", "fish")

PROGRAM = """#!/bin/sh
case "$1" in
list) echo "lindgate  /somewhere/lindgate.journal.json  (last opened)" ;;
templates) echo "show-me        30 min  Show me  (15, 20)" ;;
guide) printf 'For both\\n  topic-lights  Topic lights\\n' ;;
esac
"""
"""The program as completion asks it, without a journal."""

Complete = Callable[..., set[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the program, a file and a folder in it."""
    program = tmp_path / "bin" / "rmjournal"
    program.parent.mkdir()
    program.write_text(PROGRAM)
    program.chmod(0o755)
    here = tmp_path / "here"
    (here / "a folder").mkdir(parents=True)
    (here / "a file.md").touch()
    return here


def _script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["completion", shell]) == 0
    return capsys.readouterr().out


def _call(folder: Path, *command: str) -> str:
    path = f"{folder.parent / 'bin'}:{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path, "HOME": str(folder)},
    )
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def bash(folder: Path, capsys: pytest.CaptureFixture[str]) -> Complete:
    """What bash offers for the last of these words."""
    program = shutil.which("bash")
    if program is None:
        pytest.skip("bash is not there")
    script = folder.parent / "completion.bash"
    script.write_text(_script("bash", capsys))

    def complete(*words: str) -> set[str]:
        # Bash knows whether names are those of files while it completes only; elsewhere that one says no.
        lines = (
            'compopt() { :; }; source "$1"; shift; IFS=$\'\\n\'; COMP_WORDS=(rmjournal "$@"); '
            'COMP_CWORD=$#; unset IFS; _rmjournal; printf "%s\\n" "${COMPREPLY[@]}"'
        )
        told = _call(folder, program, "--norc", "-c", lines, "bash", str(script), *words)
        return set(filter(None, told.splitlines()))

    return complete


@pytest.fixture
def fish(folder: Path, capsys: pytest.CaptureFixture[str]) -> Complete:
    """What fish offers for the last of these words."""
    program = shutil.which("fish")
    if program is None:
        pytest.skip("fish is not there")
    script = folder.parent / "completion.fish"
    script.write_text(_script("fish", capsys))

    def complete(*words: str) -> set[str]:
        line = " ".join(("rmjournal", *words))
        told = _call(folder, program, "--no-config", "-c", f'source "{script}"; complete -C "{line}"')
        return {one.split("\t")[0] for one in told.splitlines()}

    return complete


@pytest.fixture(params=["bash", "fish"])
def complete(request: pytest.FixtureRequest) -> Complete:
    """What a shell offers for the last of these words."""
    found: Complete = request.getfixturevalue(request.param)
    return found


def test_every_command_is_offered_where_it_stands(bash: Complete) -> None:
    for place in PLACES:
        if place.commands:
            assert {name for name, _ in place.commands} <= bash(*place.path, "")


def test_the_first_word_is_a_command(complete: Complete) -> None:
    assert complete("sess") == {"session"}
    assert {"show", "search", "session"} <= complete("s")


def test_a_command_below_another_is_offered_there_only(complete: Complete) -> None:
    assert complete("session", "star") == {"start"}
    assert complete("star") == set()
    assert complete("-j", "lindgate", "session", "star") == {"start"}
    assert complete("session", "-j", "list", "star") == {"start"}


def test_options_are_offered_with_what_they_take(complete: Complete) -> None:
    assert complete("session", "start", "--mi") == {"--minutes"}
    assert complete("session", "note", "words", "--by", "") == {"mentor", "mentee", "both"}
    assert complete("goal", "rate", "--round", "m") == {"midpoint"}
    assert complete("session", "move", "--to", "tod") == {"today"}


def test_what_stands_by_itself_is_offered(complete: Complete) -> None:
    assert complete("session", "capture", "exp") == {"experiment"}
    assert complete("completion", "z") == {"zsh"}


def test_journals_templates_and_cards_are_asked_of_the_program(complete: Complete) -> None:
    assert complete("-j", "lin") == {"lindgate"}
    assert complete("agenda", "show") == {"show-me"}
    assert complete("guide", "top") == {"topic-lights"}


def test_files_are_offered_where_a_file_is_meant(bash: Complete) -> None:
    assert "a" in {one.split()[0] for one in bash("check", "a")}
    assert bash("session", "note", "a") == set()


def test_after_a_number_nothing_is_offered(bash: Complete) -> None:
    assert bash("session", "start", "--minutes", "") == set()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_that_the_shell_can_read(
    shell: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = shutil.which(shell)
    script = folder.parent / "completion"
    script.write_text(_script(shell, capsys))
    if program is None:
        pytest.skip(f"{shell} is not there")
    assert _call(folder, program, "-n", str(script)) == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_names_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    script = _script(shell, capsys)
    for place in PLACES:
        assert f"/{'/'.join(place.path)}" in script or not place.path
        for one in place.arguments:
            for flag in one.flags:
                assert flag in script or (shell == "fish" and f" {flag.lstrip('-')} " in script)
