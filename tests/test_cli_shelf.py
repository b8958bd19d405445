"""Reflections, questions, pulses and passphrases from the command line alone."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from command_line import Run, within

SECRET = "roof stayed on"


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line with one journal; `secrets` are the lines of a file descriptor of their own."""
    call = within(capfd, monkeypatch)
    call("new", "lindgate", "--mentor", "Imogen Tao", "--mentee", "Desmond Hale")
    return call


@pytest.fixture
def imogen(run: Run) -> Run:
    """The same, where the mentor has set a passphrase."""
    run("passphrase", "set", "--by", "mentor", secrets=(SECRET,))
    return run


def test_a_reflection_goes_to_mine_and_comes_back(imogen: Run) -> None:
    text = "Told him.\nRoof stayed on."
    kept = imogen("reflect", "-", "--by", "imogen", "--feeling", "proud", secrets=(SECRET,), words=text)
    key = kept.stdout.strip()
    assert "none here" in imogen("reflections", "list").stderr
    (listed,) = json.loads(
        imogen("reflections", "list", "--shelf", "mine", "--by", "mentor", "--json", secrets=(SECRET,)).stdout
    )
    assert (listed["id"], listed["words"]["text"], listed["words"]["feelings"]) == (key, text, ["proud"])
    shown = imogen("reflections", "show", key, "--shelf", "mine", "--by", "mentor", secrets=(SECRET,))
    assert "Roof stayed on." in shown.stdout


def test_without_a_passphrase_nothing_is_kept_on_mine(run: Run) -> None:
    told = run("reflect", "Tense.", "--by", "mentor", secrets=("anything at all",), code=1)
    assert "passphrase set" in told.stderr
    assert run("reflect", "Proud.", "--by", "mentor", "--shelf", "ours").stdout.strip()
    assert "Imogen: Proud." in run("reflections", "list").stdout


def test_a_reflection_is_one_persons(imogen: Run) -> None:
    assert "--by mentor" in imogen("reflect", "Tense.", secrets=(SECRET,), code=2).stderr


def test_a_wrong_passphrase_is_told_in_plain_words(imogen: Run) -> None:
    told = imogen("reflect", "Tense.", "--by", "mentor", secrets=("roof blew off",), code=1)
    assert "does not open" in told.stderr


def test_where_nobody_can_be_asked_it_says_how(imogen: Run) -> None:
    reflect = ("reflect", "Tense.", "--by", "mentor")
    told = subprocess.run(
        [sys.executable, "-m", "rmjournal", *reflect],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,
        check=False,
    )
    assert told.returncode == 2
    assert "--passphrase-fd" in told.stderr
    assert "Traceback" not in told.stderr
    assert "descriptor 77" in imogen(*reflect, "--passphrase-fd", "77", code=2).stderr


def test_sharing_asks_and_taking_back_is_honest(imogen: Run) -> None:
    key = imogen("reflect", "Told him.", "--by", "mentor", secrets=(SECRET,)).stdout.strip()
    share = ("reflections", "share", key, "--by", "mentor")
    assert "--yes" in imogen(*share, secrets=(SECRET,), code=2).stderr
    shared = imogen(*share, "--yes", secrets=(SECRET,))
    assert "Told him." in shared.stderr
    ours = shared.stdout.strip()
    assert "Imogen's" in imogen("reflections", "take-back", ours, "--by", "mentee", code=1).stderr
    taken = imogen("reflections", "take-back", ours, "--by", "mentor", secrets=(SECRET,))
    assert "Desmond may have read it" in taken.stderr
    assert "none here" in imogen("reflections", "list").stderr


def test_the_passphrase_is_changed_recovered_and_checked(run: Run) -> None:
    code = run("passphrase", "set", "--by", "mentor", secrets=(SECRET,)).stdout.strip()
    assert len(code.split("-")) == 8
    run("reflect", "Tense.", "--by", "mentor", secrets=(SECRET,))
    run("passphrase", "change", "--by", "mentor", secrets=(SECRET, "two by the lock"))
    run("passphrase", "recover", "--by", "mentor", secrets=(code, "three by the lock"))
    again = run("passphrase", "code", "--by", "mentor", secrets=("three by the lock",)).stdout.strip()
    assert (
        "does not open"
        in run("passphrase", "recover", "--by", "mentor", secrets=(code, "four by the lock"), code=1).stderr
    )
    run("passphrase", "recover", "--by", "mentor", secrets=(again, "four by the lock"))
    assert (
        "as they were" in run("passphrase", "check", "--by", "mentor", secrets=("four by the lock",)).stderr
    )
    assert "already" in run("passphrase", "set", "--by", "mentor", secrets=(SECRET,), code=1).stderr


def test_searching_mine_needs_its_passphrase(imogen: Run) -> None:
    imogen("reflect", "I became a generation.", "--by", "mentor", "--title", "Stiff", secrets=(SECRET,))
    imogen("search", "became", code=1)
    found = imogen("search", "became", "--mine", "--by", "mentor", secrets=(SECRET,))
    assert "mine" in found.stdout
    assert "Stiff" in found.stdout


def test_a_question_waits_and_is_released(imogen: Run) -> None:
    key = imogen("questions", "add", "Who had to agree?", "--by", "mentor", secrets=(SECRET,)).stdout.strip()
    assert "Who had" in imogen("questions", "list", "--by", "mentor", secrets=(SECRET,)).stdout
    assert "Who had" not in imogen("show").stdout
    imogen("questions", "release", key, "--by", "mentor", "--yes", secrets=(SECRET,))
    assert "Who had to agree?" in imogen("show").stdout


def test_prompts_are_offered_after_a_session(run: Run) -> None:
    assert "Nothing asks" in run("reflect", "--by", "mentor").stderr
    run("session", "start", "focus")
    run("session", "end")
    offered = run("reflect", "--by", "mentor").stdout
    assert "After the session" in offered
    assert "stays on mine" in offered


def test_a_pulse_is_sealed_until_both_are_in(imogen: Run) -> None:
    imogen("session", "start", "focus")
    imogen("session", "end")
    half = imogen("pulse", "--by", "mentor", "--useful", "3", "--heard", "2", "--forward", "2")
    assert "Imogen: in" in half.stderr
    for look in (("pulse",), ("pulse", "--json"), ("pulse", "--by", "mentor"), ("show", "--json")):
        seen = imogen(*look)
        assert "Imogen 3" not in seen.stdout
        assert '"value": 3' not in seen.stdout
    imogen("pulse", "--by", "mentee", "--useful", "4", "--heard", "4", "--skip", code=2)
    imogen("pulse", "--by", "mentee", "--useful", "4", "--heard", "4", "--forward", "4")
    seen = imogen("pulse", "--by", "mentor")
    assert "Imogen 2 · Desmond 4  You saw this one differently." in seen.stdout
    assert "You gave heard a 2." in seen.stderr
    assert "You gave" not in imogen("pulse", "--by", "mentee").stderr


def test_safe_and_steer_are_for_their_owner(imogen: Run) -> None:
    imogen("session", "start", "focus")
    imogen("session", "end")
    imogen("pulse", "--by", "mentor", "--safe", "2", "--steer", "3", secrets=(SECRET,))
    mine = imogen("pulse", "--by", "mentor", "--mine", secrets=(SECRET,))
    assert "safe     Imogen: 2 throughout" in mine.stdout
    assert "safe" not in imogen("pulse").stdout
    assert (
        "passphrase set" in imogen("pulse", "--by", "mentee", "--safe", "2", secrets=(SECRET,), code=1).stderr
    )


def test_a_reset_names_nobody(run: Run) -> None:
    planned = run("pulse", "--reset", "--by", "mentor")
    assert "Either may have asked" in planned.stderr
    sessions = json.loads(run("session", "list", "--json").stdout)
    reset = next(one for one in sessions if one["id"] == planned.stdout.strip())
    assert "mentor" not in json.dumps(reset)


@pytest.mark.parametrize("command", ["reflections", "questions", "passphrase"])
def test_a_passphrase_is_never_an_argument(run: Run, command: str) -> None:
    told = run(command, "list" if command != "passphrase" else "set", "--passphrase", SECRET, code=2)
    assert told.stdout == ""


def test_the_trash_is_emptied_of_what_is_on_mine_by_its_author_only(run: Run) -> None:
    run("passphrase", "set", "--by", "mentor", secrets=(SECRET, SECRET))
    mine = ("--shelf", "mine", "--by", "mentor")
    run("reflect", *mine, "Alone.", secrets=(SECRET,))
    (page,) = json.loads(run("reflections", "list", *mine, "--json", secrets=(SECRET,)).stdout)
    run("reflections", "delete", *mine, page["id"], secrets=(SECRET,))
    assert "Emptied: 0 records" in run("trash", "empty").stderr
    assert "Emptied: 1 record." in run("trash", "empty", "--mine", "--by", "mentor", secrets=(SECRET,)).stderr
