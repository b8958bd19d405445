"""The command line as a person or a script uses it: real processes, real files."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import rmjournal
from rmjournal.cli.outline import outline
from rmjournal.cli.parser import build_parser

Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]

NEW = ("new", "lindgate", "--mentor", "Imogen Tao", "--mentee", "Desmond Hale")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program, with folders of its own; `words` go to its standard input."""
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("RMJOURNAL", raising=False)

    def call(*arguments: str, words: str | bytes = "", code: int = 0) -> Ran:
        given = words.encode() if isinstance(words, str) else words
        done = subprocess.run(
            [sys.executable, "-m", "rmjournal", *arguments], input=given, capture_output=True, check=False
        )
        ran = subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")
        )
        assert ran.returncode == code, ran.stdout + ran.stderr
        assert "Traceback" not in ran.stderr
        return ran

    return call


@pytest.fixture
def pair(run: Run) -> Run:
    """The program with one journal."""
    run(*NEW)
    return run


def test_a_new_journal_prints_its_path_and_is_listed(run: Run) -> None:
    path = Path(run(*NEW).stdout.strip())
    assert path.name == "lindgate.journal.json"
    assert path.stat().st_mode & 0o777 == 0o600
    listed = json.loads(run("list", "--json").stdout)
    assert [(one["name"], one["path"], one["last_opened"]) for one in listed] == [
        ("lindgate", str(path), True)
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "~nobody-here/a.journal.json"),
        ("-j", "~nobody-here/a.journal.json", "show"),
        ("letters", "verify", "~nobody-here/a.md"),
        ("export", "notes", "-o", "~nobody-here/a.md"),
        ("-j", "no-folder/a.journal.json", "erase", "--whole-journal", "--yes"),
    ],
)
def test_a_place_that_is_not_there_is_told_and_is_no_error_of_our_own(
    pair: Run, arguments: tuple[str, ...]
) -> None:
    ran = pair(*arguments, code=1)
    assert "error of its own" not in ran.stderr
    (place,) = (one for one in arguments if "/" in one)
    assert place in ran.stdout + ran.stderr


def test_a_file_that_is_not_there_is_not_said_to_lack_its_folder(pair: Run) -> None:
    assert "it is not there" in pair("templates", "check", "mine.md", code=1).stderr
    assert "folder" in pair("templates", "check", "no-folder/mine.md", code=1).stderr


def test_an_empty_name_is_not_taken_for_the_journal_opened_last(pair: Run) -> None:
    for command in (("show",), ("erase", "--whole-journal", "--yes")):
        assert "-j" in pair("-j", "", *command, code=2).stderr
    assert pair("show").stdout


def test_a_journal_is_never_started_over_another(pair: Run) -> None:
    before = Path(json.loads(pair("list", "--json").stdout)[0]["path"]).read_bytes()
    assert "already" in pair(*NEW, code=1).stderr
    assert Path(json.loads(pair("list", "--json").stdout)[0]["path"]).read_bytes() == before


def test_without_a_journal_a_command_says_how_to_start_one(run: Run) -> None:
    told = run("show", code=1)
    assert "rmjournal new" in told.stderr
    assert told.stdout == ""


@pytest.mark.parametrize("name", ["a/b", "..", "con", "", " x"])
def test_a_name_that_cannot_be_a_file_is_refused(run: Run, name: str) -> None:
    assert "Try:" in run("new", name, "--mentor", "A", "--mentee", "B", code=2).stderr


def test_a_journal_is_meant_by_name_path_or_environment(
    pair: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pair("new", "other", "--mentor", "Ada", "--mentee", "Bo", "--path", str(tmp_path))
    other = tmp_path / "other.journal.json"
    for arguments in (("-j", str(other), "show"), ("show", "-j", str(other)), ("show", "--journal", "other")):
        assert "Ada, mentor" in pair(*arguments).stdout
    monkeypatch.setenv("RMJOURNAL", str(other))
    assert "Ada, mentor" in pair("show").stdout
    assert "Imogen Tao, mentor" in pair("show", "-j", "lindgate").stdout


def test_a_whole_session_from_the_command_line_alone(pair: Run) -> None:
    session = pair("session", "start", "focus", "--minutes", "20").stdout.strip()
    pair("session", "note", "Arrived tired.", "--item", "1", "--by", "imogen")
    pair(
        "session", "note", "-", "--item", "3", words="How do they know I read it?\n\n- [ ] Ask three people\n"
    )
    pair("session", "capture", "insight", "Reading is not answering.", "--item", "3")
    pair("action", "add", "Answer within a day", "--owner", "desmond", "--due", "in 1 week")
    pair("park", "Who else reads the channel?")
    pair(
        "session",
        "end",
        "--takeaway",
        "Answer in my own words.",
        "--by",
        "mentee",
        "--minutes",
        "21",
        "--next",
        "in 2 weeks",
    )
    note = pair("export", "session", "last", "-o", "-").stdout
    for words in (
        "Arrived tired.",
        "How do they know I read it?",
        "Ask three people",
        "Reading is not answering.",
        "Answer within a day",
        "Who else reads the channel?",
        "Answer in my own words.",
        "Imogen Tao",
        "21 held",
    ):
        assert words in note
    shown = json.loads(pair("session", "show", session, "--json").stdout)
    assert (shown["state"], shown["held"], shown["template"]) == ("held", 21, "focus")
    assert shown["items"][0]["note_by"] == "mentor"
    stands = json.loads(pair("show", "--json").stdout)
    assert [action["text"] for action in stands["actions"]] == ["Answer within a day"]
    assert stands["next"]["on"] == (date.today() + timedelta(days=14)).isoformat()  # noqa: DTZ011


def test_each_partner_has_a_takeaway_of_their_own_from_the_command_line_too(pair: Run) -> None:
    pair("session", "start", "focus")
    pair("session", "capture", "takeaway", "He writes the first line.", "--by", "mentor")
    pair("session", "capture", "takeaway", "She asks early.", "--by", "mentor")
    assert "no words" in pair("session", "capture", "takeaway", " ", "--by", "mentee", code=2).stderr
    assert ": 1 minute." in pair("session", "end", "--minutes", "1").stderr
    pair("session", "capture", "takeaway", "Answer in my own words.", "--by", "mentee")
    note = pair("export", "session", "last", "-o", "-").stdout
    assert "- **Imogen Tao:** She asks early." in note
    assert "- **Desmond Hale:** Answer in my own words." in note
    assert "He writes the first line." not in note


def test_only_one_session_is_open_at_a_time(pair: Run) -> None:
    pair("session", "start")
    assert "still open" in pair("session", "start", code=1).stderr


def test_a_past_session_is_logged_and_written_afterwards(pair: Run) -> None:
    session = pair("session", "start", "show-me", "--on", "yesterday", "--minutes", "30").stdout.strip()
    pair("session", "note", "Two invented figures.", "--item", "2", "--session", session)
    assert "Two invented figures." in pair("session", "show", session).stdout
    assert json.loads(pair("session", "show", session, "--json").stdout)["state"] == "held"


def test_a_session_is_moved_or_made_short(pair: Run) -> None:
    pair("session", "move", "--to", "in 3 days")
    pair("session", "move", "--short")
    planned = json.loads(pair("show", "--json").stdout)["next"]
    assert (planned["moved"], planned["minutes"]) == (1, 15)
    assert planned["on"] == (date.today() + timedelta(days=3)).isoformat()  # noqa: DTZ011


def test_an_action_is_settled_in_the_ways_there_are(pair: Run) -> None:
    ids = [pair("action", "add", f"Thing {n}", "--owner", "mentee").stdout.strip() for n in range(4)]
    pair("action", "done", ids[0])
    pair("action", "done", ids[1], "--differently", "By phone")
    pair("action", "drop", ids[2], "--why", "Overtaken")
    pair("action", "hand-on", ids[3], "--to", "depot leads")
    assert json.loads(pair("action", "list", "--json").stdout) == []
    statuses = {
        one["id"]: one["status"] for one in json.loads(pair("action", "list", "--all", "--json").stdout)
    }
    assert [statuses[one] for one in ids] == ["done", "done differently", "dropped", "handed on"]
    assert "settled already" in pair("action", "done", ids[0], code=1).stderr


def test_an_action_is_parked_and_taken_up_again(pair: Run) -> None:
    action = pair("action", "add", "Thing", "--owner", "both").stdout.strip()
    pair("action", "park", action)
    assert "parked" in pair("action", "list").stdout
    pair("action", "keep", action)
    assert "parked" not in pair("action", "list").stdout


def test_an_id_that_is_not_there_is_told(pair: Run) -> None:
    assert "no action 'zzz'" in pair("action", "done", "zzz", code=1).stderr


def test_an_export_never_overwrites_unless_forced(pair: Run, tmp_path: Path) -> None:
    pair("session", "start")
    pair("session", "end")
    target = tmp_path / "note.md"
    target.write_text("mine")
    assert "already" in pair("export", "session", "-o", str(target), code=1).stderr
    assert target.read_text() == "mine"
    pair("export", "session", "-o", str(target), "--force")
    assert target.read_text().startswith("# ")
    assert "folder" in pair("export", "session", "-o", str(tmp_path / "none" / "x.md"), code=1).stderr


def test_search_finds_all_words_without_case_or_accents(pair: Run) -> None:
    pair("session", "start", "focus")
    pair("session", "note", "The Café by the lock", "--item", "1")
    assert "Café by the lock" in pair("search", "LOCK", "cafe").stdout
    hits = json.loads(pair("search", "cafe", "--json").stdout)
    assert [hit["kind"] for hit in hits] == ["note"]
    pair("search", "cafe", "bridge", code=1)


@pytest.mark.parametrize("minutes", ["0", "-5"])
def test_a_session_of_no_minutes_is_neither_started_nor_logged_nor_ended(pair: Run, minutes: str) -> None:
    for start in ((), ("blank",), ("blank", "--on", "yesterday"), ("focus", "--on", "yesterday")):
        assert "from 1" in pair("session", "start", *start, f"--minutes={minutes}", code=1).stderr
    pair("session", "start", "blank")
    assert "from 1" in pair("session", "end", f"--minutes={minutes}", code=1).stderr
    pair("session", "end", "--minutes", "1")


@pytest.mark.parametrize("minutes", ["9", "121", "-5"])
def test_a_length_out_of_range_is_refused_with_the_range(run: Run, minutes: str) -> None:
    assert "10" in run("agenda", "focus", f"--minutes={minutes}", code=1).stderr


def test_an_unknown_template_names_the_known_ones(run: Run) -> None:
    assert "show-me" in run("agenda", "nothing", code=1).stderr


def test_templates_are_listed_shown_and_checked(run: Run, tmp_path: Path) -> None:
    listed = json.loads(run("templates", "list", "--json").stdout)
    assert len(listed) == 12
    text = run("templates", "show", "focus").stdout
    good = tmp_path / "good.md"
    good.write_text(text)
    run("templates", "check", str(good))
    bad = tmp_path / "bad.md"
    bad.write_text(text.replace("| mentor |", "| boss |").replace("minutes: 20", "minutes: -1"))
    told = run("templates", "check", str(bad), code=1)
    assert told.stdout.count(f"{bad}:") >= 2


def test_a_template_of_ones_own_wins_and_says_so(run: Run, tmp_path: Path) -> None:
    text = run("templates", "show", "focus").stdout
    folder = tmp_path / "config" / "rmjournal" / "templates"
    folder.mkdir(parents=True)
    (folder / "focus.md").write_text(text.replace("# Focused session", "# Our focus"))
    assert "# Our focus" in run("agenda", "focus").stdout
    assert "built-in" in run("templates", "list").stdout


def test_words_that_a_terminal_would_obey_are_data_in_a_pipe_and_in_json(pair: Run) -> None:
    pair("park", "Red \x1b[31malert")
    assert json.loads(pair("show", "--json").stdout)["topics"][0]["text"] == "Red \x1b[31malert"


def test_standard_input_that_is_not_text_is_refused(pair: Run) -> None:
    pair("session", "start")
    assert "UTF-8" in pair("session", "note", "-", words=b"\xff\xfe", code=2).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["session"],
        ["action", "add", "x"],
        ["action", "drop", "x"],
        ["session", "move", "--to", "x", "--short"],
    ],
)
def test_what_is_not_understood_exits_with_two(run: Run, arguments: list[str]) -> None:
    run(*arguments, code=2)


def test_a_reader_that_leaves_early_ends_the_program_quietly(tmp_path: Path) -> None:
    ran = subprocess.run(
        f"{sys.executable} -m rmjournal templates show kickoff | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert ran.stdout == "---\n"
    assert ran.stderr == ""


def test_each_group_of_commands_is_found_by_the_names_it_has() -> None:
    from rmjournal.cli.parser import GROUPS, build_parser

    for names, _ in GROUPS:
        for name in names:
            parser = build_parser([name])
            (commands,) = (one for one in parser._actions if one.dest == "==SUPPRESS==" and one.choices)
            assert names == set(commands.choices)


def named_commands() -> Iterator[tuple[str, str, str]]:
    """Where a message names a command, and the two words after the program's name."""
    for path in sorted(Path(rmjournal.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for found in re.finditer(r": rmjournal ([a-z][a-z-]*)[ ,.]?([a-z-]*)", node.value):
                    yield f"{path.name}:{node.lineno}", found[1], found[2]


def test_every_command_that_a_message_names_can_be_typed() -> None:
    below = {place.path: {name for name, _ in place.commands} for place in outline(build_parser())}
    # "..., in this file: rmjournal offers it" is a sentence and no command.
    named = [one for one in named_commands() if one[1] != "offers"]
    assert len(named) > 50
    for where, first, second in named:
        assert first in below[()], where
        assert not below[first,] or second in below[first,], where


def test_what_check_says_ends_in_one_period(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.journal.json"
    empty.touch()
    said = run("check", str(empty), code=1).stdout
    assert "it is empty. It was left" in said


def test_a_label_that_two_have_is_found_with_the_command_that_mends_it(pair: Run, tmp_path: Path) -> None:
    path = Path(json.loads(pair("list", "--json").stdout)[0]["path"])
    other = shutil.copy(path, tmp_path / "other.json")
    for journal in (path, other):
        pair("-j", str(journal), "goal", "add", f"In {journal}", "--owner", "mentor")
    pair("merge", str(other))
    found = pair("check", code=1).stdout
    command = found.rstrip().rpartition(": rmjournal ")[2]
    assert pair(*shlex.split(command)).stdout == "G2\n"
    assert "label" not in pair("check").stdout


def test_neither_a_goal_nor_a_want_is_told_as_such(pair: Run) -> None:
    assert "goal or expectation 'zz'" in pair("goal", "park", "zz", code=1).stderr
    assert "goal 'G9'" in pair("goal", "park", "G9", code=1).stderr


@pytest.mark.parametrize("command", [("new-here", "start"), ("agreement", "write", "hard")])
def test_a_pipe_that_broke_does_not_wipe_words_out(pair: Run, command: tuple[str, ...]) -> None:
    pair(*command, "The first day.", "--by", "mentor")
    assert "empty" in pair(*command, "-", "--by", "mentor", code=2).stderr
    shown = ("agreement", "show") if command[0] == "agreement" else command
    assert "The first day." in pair(*shown).stdout
    pair(*command, "-", "--by", "mentor", words="The second day.")
    assert "The second day." in pair(*shown).stdout
    pair(*command, "", "--by", "mentor")
    assert "second day" not in pair(*shown).stdout


def test_a_page_that_nobody_wrote_is_told_with_how_to_write_it(pair: Run) -> None:
    assert "new-here end TEXT --by WHO" in pair("new-here", "end").stderr


def test_a_session_begun_by_mistake_is_deleted_and_brought_back(pair: Run) -> None:
    session = pair("session", "start", "focus").stdout.strip()
    pair("session", "note", "Begun by mistake.", "--item", "1")
    assert session in pair("session", "delete", session).stderr
    assert session not in pair("session", "list").stdout
    pair("trash", "restore", session)
    assert "Begun by mistake." in pair("session", "show", session).stdout
