"""README's promises that a person meets first."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(mark: str) -> str:
    """The code block that follows a mark."""
    after = README.partition(f"<!-- {mark} -->\n")[2]
    return after.partition("\n")[2].partition("\n```")[0]


def test_the_picture_is_the_screen_as_it_is() -> None:
    assert block_after("picture") == (ROOT / "tests/golden/session-80x24.txt").read_text().rstrip("\n")


def test_the_checks_run_the_test_command_as_it_is_printed() -> None:
    script = (ROOT / ".ci/run").read_text()
    function = script[script.index("command_after()") : script.index("rm -rf .venv")]
    ran = subprocess.run(
        ["bash", "-c", f"{function}\ncommand_after tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == block_after("tests").strip()
    assert "-m pytest" in ran.stdout


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSE", ".ci/run", "pyproject.toml"])
def test_what_belongs_at_the_top_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
