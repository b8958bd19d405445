"""README's tables are the program's own; what --json prints has the fields that README names."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import inspect
from readme import JSON, MARKS, README, marked, places

from rmjournal.cli.main import run
from rmjournal.cli.outline import Place, outline
from rmjournal.cli.parser import build_parser
from rmjournal.journal.demo import keep

EVERY = tuple(outline(build_parser()))

GIVEN = {
    "session show": "session show last",
    "letters show ID": "",
    "guide CARD": "guide topic-lights",
    "search": "search kit",
    "reflections list": "reflections list --shelf ours",
}
"""What is typed where the command needs more than its name; "" where it can't be typed beforehand."""

ASKS_A_SECRET = {"reflections list --shelf mine", "questions list"}


@pytest.mark.parametrize("mark", MARKS)
def test_readme_holds_what_the_program_says_of_itself(mark: str) -> None:
    held = marked(mark, README.read_text(encoding="utf-8"))
    assert held is not None, f"README has no <!-- {mark} --> or no <!-- /{mark} -->"
    assert held == MARKS[mark](), "python tests/readme.py writes it anew"


@pytest.mark.parametrize("place", EVERY, ids=lambda place: " ".join(place.path) or "rmjournal")
def test_the_help_of_every_command_has_an_example_that_can_be_typed(place: Place) -> None:
    assert place.example.startswith("rmjournal "), place.path
    typed = shlex.split(place.example)[1:]
    assert place.path == tuple(typed[: len(place.path)])
    assert build_parser().parse_args(typed).run


@pytest.mark.parametrize("place", EVERY[1:], ids=lambda place: " ".join(place.path))
def test_every_command_says_what_it_does_in_a_few_words(place: Place) -> None:
    assert place.help[0].islower()
    assert place.help[-1].isalnum()
    for one in place.arguments:
        assert one.help or not one.flags, one.flags


def test_every_command_that_prints_json_is_in_readme() -> None:
    with_json = {
        " ".join(one.path) for one in places() if any("--json" in arg.flags for arg in one.arguments)
    }
    named = {re.sub(r" (--.*|[A-Z]+)$", "", name) for name in JSON}
    assert with_json == named


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo pair's journal."""
    return keep(tmp_path_factory.mktemp("demo") / "demo.journal.json", today=date(2026, 8, 4))


@pytest.mark.parametrize("name", sorted(JSON.keys() - ASKS_A_SECRET - {"letters show ID"}))
def test_json_has_the_fields_that_readme_names(
    name: str, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run([*shlex.split(GIVEN.get(name, name)), "--json", "-j", str(demo)])
    told = capsys.readouterr()
    if name == "letters show" and code:
        pytest.skip("no letter is being drafted in the demo")
    assert code in (0, 1), told.err
    _must_fit(json.loads(told.out), JSON[name])


BEFORE = {
    "session end": ("session start",),
    "goal delete": ("goal add 'Written by mistake' --owner mentor",),
    "agreement sign": ("agreement write rhythm Weekly",),
    "pulse": ("session start", "session end"),
    "templates check": ("templates show focus",),
    "restore": ("park Pilot",),
    **dict.fromkeys(("letters show", "letters write", "letters discard"), ("letters draft",)),
    **dict.fromkeys(
        ("letters strike", "letters restore"), ("letters draft", "letters write --highlight One")
    ),
}
"""What is typed before an example, where it is about what comes later in a pair's time than the demo is."""

NOT_IN_THE_DEMO = {
    "": "the screens need a terminal",
    "demo": "the screens need a terminal",
    "goal open": "both have opened what they rated",
    "agreement fill": "both have opened their columns",
    "agreement done": "both have opened their columns",
    "letters confirm": "the text-id is that of one's own text",
    "letters release": "both have to confirm first",
    "letters verify": "it is about a file that was sent",
    "record take-back": "the mentee has said nothing",
    "merge-driver": "git fills in the names of the files",
}


@pytest.mark.parametrize(
    "place",
    [one for one in EVERY if " ".join(one.path) not in NOT_IN_THE_DEMO and " k3f9" not in one.example],
    ids=lambda place: " ".join(place.path),
)
def test_an_example_works_in_the_demo_as_it_is_typed(
    place: Place,
    demo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.journal.json", *(["theirs.json"] if place.path == ("merge",) else [])):
        shutil.copy(demo, tmp_path / name)
    monkeypatch.setenv("RMJOURNAL", str(tmp_path / "a.journal.json"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Words.\n")))
    for before in BEFORE.get(" ".join(place.path), ()):
        assert run(shlex.split(before)) == 0
        (tmp_path / "mine.md").write_text(capsys.readouterr().out, encoding="utf-8")
    code = run(shlex.split(place.example)[1:])
    told = capsys.readouterr()
    assert code == 0 or "to ask for the passphrase at" in told.err, told.err


def _must_fit(value: Any, shape: Any) -> None:
    if isinstance(shape, list):
        assert isinstance(value, list)
        for one in value:
            _must_fit(one, shape[0])
    elif isinstance(shape, dict):
        assert set(value) <= set(shape)
        for name, one in value.items():
            _must_fit(one, shape[name])
    elif isinstance(shape, type):
        _must_be(value, inspect.type_info(shape))


def _must_be(value: Any, kind: Any) -> None:
    """A value has the fields of its type, down to the innermost."""
    if isinstance(kind, inspect.UnionType):
        kinds = [one for one in kind.types if isinstance(one, inspect.StructType)]
        if value is not None and len(kinds) == 1:
            _must_be(value, kinds[0])
    elif isinstance(kind, inspect.StructType):
        assert isinstance(value, dict)
        assert list(value) == [field.encode_name for field in kind.fields]
        for field in kind.fields:
            _must_be(value[field.encode_name], field.type)
    elif isinstance(kind, inspect.VarTupleType | inspect.ListType):
        assert isinstance(value, list)
        for one in value:
            _must_be(one, kind.item_type)
