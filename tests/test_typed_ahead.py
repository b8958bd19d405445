"""Keys that come faster than the screen shows what they do, in a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rmjournal.domain.pair import Pair, Who
from rmjournal.journal.journal import Journal
from rmjournal.store.vault import WEAKEST


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_passphrase_typed_right_after_the_name_is_never_shown(tmp_path: Path) -> None:
    from terminal import rmjournal_in_a_terminal

    path = tmp_path / "pair.journal.json"
    journal = Journal.create(path, Pair(mentor="Imogen Tao", mentee="Desmond Hale"))
    journal.mine.strength = WEAKEST
    journal.mine.set_up(Who.MENTOR, "roofstayedon")
    draft = journal.letters.draft()
    journal.close()
    with rmjournal_in_a_terminal(path) as terminal:
        terminal.shows("starts it")
        terminal.press("6")
        terminal.shows("Draft of")
        terminal.press("\r")
        terminal.shows("Not released")
        terminal.press("c")
        terminal.shows("Who confirms")
        terminal.press("\r")
        terminal.shows("the whole name")
        terminal.press("Imogen Tao\rroofstayedon\r")
        terminal.shows("Desmond not yet")
        terminal.press("\x11")
        assert terminal.ended() == 0
        painted = terminal.painted
    assert "roo" not in painted
    assert set(Journal.open(path).letters.confirmed(draft)) == {Who.MENTOR}
