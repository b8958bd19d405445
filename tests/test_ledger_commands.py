"""The agreement, the goals and the topics from the command line, on the demo and on a new journal."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rmjournal.cli.main import run
from rmjournal.journal import demo

Call = Callable[..., str]
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.journal.json"
    demo.build(path, today=TODAY)
    return path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command in this process; what it printed is given back, what it told is in `call.told`."""

    def call(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(arguments) == code
        printed = capsys.readouterr()
        call.told = printed.err  # type: ignore[attr-defined]
        return printed.out

    return call


@pytest.fixture
def pair(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs a command on a journal of its own."""
    path = call(
        "new", "lindgate", "--mentor", "Imogen Tao", "--mentee", "Desmond Hale", "--path", str(tmp_path)
    )
    monkeypatch.setenv("RMJOURNAL", path.strip())
    return call


def listed(call: Call, *arguments: str) -> dict[str, Any]:
    return {one["label"]: one for one in json.loads(call(*arguments, "--json"))}


def test_the_demo_says_how_its_goals_stand(call: Call, demo_path: Path) -> None:
    goals = listed(call, "goals", "-j", str(demo_path))
    assert list(goals) == ["G1", "G2", "G3", "G4", "G5"]
    assert goals["G3"]["state"] == "parked"
    assert goals["G4"]["agreed"] == 2
    midpoint = goals["G1"]["ratings"][0]
    assert midpoint["occasion"] == "midpoint"
    assert (midpoint["mentor"]["value"], midpoint["mentee"]["value"]) == (-1, 0)
    assert [goals[label]["agreed"] for label in goals] == [1, 0, -1, 2, 0]
    assert all(one["evidence"] for one in goals.values())
    assert {one["expectation"] for one in goals.values()} == {"E1", "E2", "E3", "E4", "E5"}


def test_the_demo_has_six_expectations_rated_twice(call: Call, demo_path: Path) -> None:
    wishes = listed(call, "expectations", "-j", str(demo_path))
    assert [one["agreed"] for one in wishes.values()] == [1, 0, -1, 2, 0, 1]
    assert [one["owner"] for one in wishes.values()] == ["mentee"] * 3 + ["mentor"] * 3
    assert [one["ratings"][0]["agreed"]["value"] for one in wishes.values()] == [*(0, -1, -1, 0, -1, -1)]
    assert wishes["E6"]["notices"] == ["no goal serves this yet"]


def test_the_demo_has_three_versions_signed_by_both(call: Call, demo_path: Path) -> None:
    at = ("-j", str(demo_path))
    versions = [json.loads(call("agreement", "show", "--version", n, "--json", *at)) for n in "123"]
    days = [date.fromisoformat(one["signed_on"]) for one in versions]
    assert [(later - days[0]).days for later in days] == [0, 77, 91]
    assert "Version 3, signed by both" in call("agreement", "show", *at)
    assert "{+Each speaks for themselves, not for a generation." in call("agreement", "diff", "1", "2", *at)
    assert "One session in four is a swap." in call("agreement", "diff", *at)
    assert "no version '4'" in call("agreement", "show", "--version", "4", *at, code=1) + call.told  # type: ignore[attr-defined]


def test_the_demo_shares_topics_and_shows_then_and_now(call: Call, demo_path: Path) -> None:
    at = ("-j", str(demo_path))
    topics = {one["id"]: one["light"] for one in json.loads(call("topics", "shared", "--json", *at))}
    assert (topics["starting"], topics["class"]) == ("green", "amber")
    assert "workload" not in topics
    rows = {one["id"]: one for one in json.loads(call("assess", "--json", *at))["mentee"]}
    assert (rows["tools"]["before"], rows["tools"]["then"], rows["tools"]["now"]) == (2, 1, 4)
    assert "They leave before anyone learns their name." in call("new-here", "end", *at)


def test_the_rhythm_is_told_as_it_was_agreed(call: Call, demo_path: Path) -> None:
    told = call("show", "-j", str(demo_path))
    rhythm = json.loads(call("show", "-j", str(demo_path), "--json"))["rhythm"]
    assert "; agreed: every 2 to 3 weeks." in told
    assert f"held in the last {rhythm['period']} weeks, of 40 to 60 agreed." in told
    assert (rhythm["beat"]["weeks"], rhythm["beat"]["most"], rhythm["beat"]["minutes"]) == (2, 3, 30)


def test_a_rating_from_the_command_line_keeps_the_seal(pair: Call) -> None:
    pair("expectation", "add", "Use an assistant", "--owner", "mentee")
    assert pair("goal", "add", "Briefing", "--owner", "mentee", "--for", "E1").strip() == "G1"
    pair("goal", "rate", "G1", "-2", "--by", "mentor", "--why", "wholly hidden")
    for command in (("goals",), ("expectations",), ("show",), ("search", "wholly")):
        for more in ((), ("--json",)):
            out = pair(*command, *more, code=1 if command[0] == "search" else 0)
            assert "wholly hidden" not in out
            assert "much less" not in out
    goal = listed(pair, "goals")["G1"]
    assert goal["ratings"] == []
    assert (goal["sealed"][0]["mentor"], goal["sealed"][0]["mentee"]) == ("in", "not in yet")
    assert "wholly hidden" in pair("goal", "rate", "G1", "as expected", "--by", "desmond")
    pair("goal", "agree", "G1", "-1")
    goal = listed(pair, "goals")["G1"]
    assert (goal["agreed"], goal["ratings"][0]["seen_differently"]) == (-1, True)


def test_a_midpoint_opens_once_both_are_done_with_all_of_it(pair: Call) -> None:
    for title in ("Briefing", "Talks"):
        pair("goal", "add", title, "--owner", "mentee")
    pair("goal", "rate", "G1", "0", "--round", "midpoint", "--by", "mentor")
    pair("goal", "rate", "G1", "+1", "--by", "mentee")
    assert listed(pair, "goals")["G1"]["ratings"] == []
    pair("goal", "open", code=1)
    pair("goal", "rate", "G2", "skip", "--by", "mentor")
    assert "G1  midpoint" in pair("goal", "done", "--by", "mentee")
    second = listed(pair, "goals")["G2"]["ratings"][0]
    assert second["mentor"] is second["mentee"] is None


def test_goals_are_changed_parked_linked_and_told_apart(pair: Call) -> None:
    pair("goal", "add", "Briefing", "--owner", "mentee", "--due", "in 2 weeks")
    pair("goal", "change", "G1", "--now", "Never", "--expected", "Alone", "--better", "Shows it")
    pair("session", "start")
    pair("session", "note", "Two figures were invented.", "--item", "2")
    action = pair("action", "add", "Draft alone", "--owner", "mentee").strip()
    pair("goal", "link", "G1", action)
    pair("goal", "link", "G1", "last", "--item", "2", "--line", "Two figures were invented.")
    pair("goal", "link", "G1", "zzz", code=1)
    pair("goal", "park", "G1", "--why", "Later")
    goal = listed(pair, "goals")["G1"]
    assert (goal["state"], goal["expected"], goal["version"]) == ("parked", "Alone", 1)
    assert {one["kind"] for one in goal["evidence"]} == {"action", "note"}
    pair("goal", "keep", "G1")
    assert listed(pair, "goals")["G1"]["state"] == "open"
    assert pair("goal", "renumber", "G1").strip() == "G2"


def test_an_agreement_is_filled_opened_signed_and_amended(pair: Call) -> None:
    pair("agreement", "fill", "wants", "Lead upward", "--by", "mentor")
    assert "Lead upward" not in pair("agreement", "form") + pair("agreement", "form", "--json")
    pair("agreement", "open", code=1)
    pair("agreement", "done", "--by", "mentor")
    pair("agreement", "done", "--by", "mentee")
    assert "wants, Imogen: Lead upward" in pair("agreement", "open")
    assert list(listed(pair, "expectations")) == ["E1"]
    pair("agreement", "tick", "coordinator", "goal_titles")
    pair("agreement", "day", "who", "end", "2027-07-31")
    pair("agreement", "leave-open", "hard", "in 1 week")
    pair("agreement", "sign", "--by", "mentor", "--name", "Somebody Else", code=1)
    digests = {
        pair("agreement", "sign", "--by", who, "--name", name)
        for who, name in (("mentor", "Imogen Tao"), ("mentee", "Desmond Hale"))
    }
    shown = json.loads(pair("agreement", "show", "--json"))
    assert digests == {shown["sha256"] + "\n"}
    pair("agreement", "write", "hard", "Say ouch.")
    assert "{+Say +}ouch" in pair("agreement", "diff")
    assert "Say ouch." in pair("agreement", "show", "--draft")
    assert "Say ouch." not in pair("agreement", "show")


def test_either_pauses_and_ends_without_a_word_of_why(pair: Call) -> None:
    pair("agreement", "pause")
    pair("agreement", "resume")
    pair("agreement", "end")
    pair("agreement", "pause", code=1)


def test_topics_are_marked_alone(pair: Call) -> None:
    own = pair("topics", "add", "Night shifts").strip()
    pair("topics", "mark", "pay=amber", f"{own}=green", "faith=red", "--by", "mentor")
    assert json.loads(pair("topics", "shared", "--json")) == []
    pair("topics", "mark", "pay=green", "Night shifts=green", "faith=green", "--by", "mentee")
    assert pair("topics", "shared").split("\n")[:2] == ["amber  Pay", "green  Night shifts"]
    pair("topics", "mark", "pay=blue", "--by", "mentor", code=2)
    pair("topics", "mark", "pay", "--by", "mentor", code=2)
    assert "Night shifts" in pair("topics", "list")


def test_a_card_an_assessment_and_a_page_are_written_and_shown(
    pair: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair("card", "--pace", "slow", "--by", "mentor")
    assert "pace: slow" in pair("card")
    pair("assess", "before", "tools=with help", "listening=2", "--by", "mentee")
    assert "tools and platforms  [tools]  before: with help" in pair("assess")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"They come at seven.")))
    pair("new-here", "start", "-", "--by", "mentee")
    assert "They come at seven." in pair("new-here", "start")


def test_expectations_and_offers_are_stated_one_by_one(pair: Call) -> None:
    pair("expectation", "add", "Use an assistant", "--owner", "mentee")
    pair("expectation", "change", "E1", "Use an approved assistant")
    pair("expectation", "offer", "A door or two", "--owner", "mentee")
    assert listed(pair, "expectations")["E1"]["text"] == "Use an approved assistant"
    assert "Desmond offers: A door or two" in pair("agreement", "show")
    assert "approved" in pair("search", "approved", "assistant")
    pair("goal", "drop", "E1")
    assert listed(pair, "expectations")["E1"]["state"] == "no longer relevant"
