from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from rmjournal.domain.capture import Action
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Note, Session
from rmjournal.store.check import Finding, check
from rmjournal.store.ids import new_id
from rmjournal.store.rescue import write_rescue
from rmjournal.store.store import Put, Store

NOW = datetime(2026, 2, 3, 9, 0, tzinfo=timezone(timedelta(hours=1)))
KINDS = (Pair, Session, Note, Action)
LINKS = {
    ("notes", "session"): "sessions",
    ("actions", "session"): "sessions",
    ("actions", "carried"): "sessions",
}
SESSION = Session(id="s1", on=NOW.date(), title="Show me", minutes=20)
NOTE = Note(id="s1.1", session="s1", item="1", text="my secret")
ACTION = Action(id="a1", text="my secret", made=NOW, owner=Who.MENTOR, session="s1", carried=("s1",))


def clock() -> datetime:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "pair.journal.json"
    records = [Pair(mentor="Imogen Tao", mentee="Desmond Hale"), SESSION, NOTE, ACTION]
    Store.create(path, clock=clock, ids=new_id, records=records, writer=Who.BOTH)
    return path


def found(path: Path) -> tuple[Finding, ...]:
    before = path.read_bytes() if path.is_file() else None
    findings = check(path, kinds=KINDS, links=LINKS, clock=clock, derived=(Note,))
    assert (path.read_bytes() if path.is_file() else None) == before
    assert all(finding.todo for finding in findings)
    assert "secret" not in str(findings)
    return findings


def change(path: Path, how: Callable[[Any], object]) -> None:
    tables = json.loads(path.read_bytes())
    how(tables)
    path.write_text(json.dumps(tables))


def test_a_good_journal_gives_no_finding(path: Path) -> None:
    assert found(path) == ()


def doc(tables: Any, table: str, key: str) -> Any:
    return tables[table][key]["versions"][0]["doc"]


PROBLEMS: dict[str, tuple[Callable[[Any], object], str, str]] = {
    "a field of another kind": (
        lambda tables: doc(tables, "notes", "s1.1").update(text=3),
        "notes/s1.1",
        "Expected `str`, got `int` - at `$.text`",
    ),
    "a field that is missing": (
        lambda tables: doc(tables, "sessions", "s1").pop("minutes"),
        "sessions/s1",
        "missing required field `minutes`",
    ),
    "a word that is none of those known": (
        lambda tables: doc(tables, "actions", "a1").update(owner="my secret"),
        "actions/a1",
        "at `$.owner`",
    ),
    "a link that leads nowhere": (
        lambda tables: doc(tables, "notes", "s1.1").update(session="s9"),
        "notes/s1.1",
        "sessions/s9, which is not there",
    ),
    "one link of several": (
        lambda tables: doc(tables, "actions", "a1").update(carried=["s1", "s8"]),
        "actions/a1",
        "sessions/s8",
    ),
    "an id used twice": (
        lambda tables: tables["actions"].update(s1=tables["actions"]["a1"]),
        "sessions/s1 and actions/s1",
        "one id",
    ),
    "a date in the future": (
        lambda tables: doc(tables, "actions", "a1").update(made="2031-01-01T00:00:00Z"),
        "actions/a1",
        "`made` lies in the future (2031-01-01)",
    ),
    "a change in the future": (
        lambda tables: tables["notes"]["s1.1"]["versions"][0].update(changed="2031-01-01T00:00:00Z"),
        "notes/s1.1",
        "`changed` lies in the future",
    ),
    "a version that was written over": (
        lambda tables: tables["notes"]["s1.1"]["versions"].append(
            {
                **tables["notes"]["s1.1"]["versions"][0],
                "seen": {"x": 1, **tables["notes"]["s1.1"]["versions"][0]["seen"]},
            }
        ),
        "notes/s1.1",
        "written over",
    ),
    "two versions with one ancestry": (
        lambda tables: tables["notes"]["s1.1"]["versions"].append(
            {**tables["notes"]["s1.1"]["versions"][0], "writer": "mentor"}
        ),
        "notes/s1.1",
        "two different versions",
    ),
    "no versions": (lambda tables: tables["notes"].update({"s1.1": {}}), "notes/s1.1", "no list of versions"),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_is_told_with_its_place(problem: str, path: Path) -> None:
    how, where, what = PROBLEMS[problem]
    change(path, how)
    (finding,) = found(path)
    assert finding.where == where
    assert what in finding.what


def test_a_journal_that_cannot_be_read_is_one_finding(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])
    (finding,) = found(path)
    assert "its end is missing" in finding.what
    path.unlink()
    (finding,) = found(path)
    assert "There is no journal" in finding.what


def test_a_damaged_backup_is_told(path: Path) -> None:
    store = Store.open(path, clock=clock, ids=new_id)
    store.commit(Put(replace(NOTE, text="more"), over=(NOTE,)), writer=Who.BOTH)
    (backup,) = store.backups.all()
    backup.path.write_bytes(backup.path.read_bytes()[:-20])
    (finding,) = found(path)
    assert finding.where == str(backup.path)


def test_rescue_files_and_copies_beside_it_are_told(path: Path) -> None:
    store = Store.open(path, clock=clock, ids=new_id)
    rescue = write_rescue(path, store.journal_id, store.tables, now=NOW, name="x")
    copy = path.with_name("copy.json")
    copy.write_bytes(path.read_bytes())
    assert {finding.where for finding in found(path)} == {str(rescue), str(copy)}


def test_what_to_do_about_a_copy_can_be_pasted_into_a_shell(path: Path) -> None:
    copy = path.with_name("pair (Imogen's conflicted copy 2026-11-21).journal.json")
    copy.write_bytes(path.read_bytes())
    (finding,) = found(path)
    assert shlex.split(finding.todo) == ["rmjournal", "merge", str(copy)]
