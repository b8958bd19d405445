"""The program where GNU screen holds the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import rmjournal_in_a_terminal

from rmjournal.journal.journal import Journal

_WATCH_MOUSE = "\x1b[?1000h"
_COLOR_OF_24_BITS = "38;2;"


def painted(path: Path) -> str:
    """All that was written to the terminal until the program had ended."""
    with rmjournal_in_a_terminal(path) as terminal:
        terminal.shows("Enter")
        terminal.press("\x11")
        assert terminal.ended() == 0
        return terminal.painted


@pytest.mark.parametrize("is_screen", [True, False])
def test_in_gnu_screen_nothing_is_asked_of_the_terminal_that_it_cannot_pass_on(
    journal: Journal, journal_path: Path, is_screen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.close()
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("STY", raising=False)
    if is_screen:
        monkeypatch.setenv("STY", "1.pts-0.here")
    written = painted(journal_path)
    assert (_WATCH_MOUSE in written, _COLOR_OF_24_BITS in written) == (not is_screen, not is_screen)


def test_whoever_chose_the_colors_keeps_them(
    journal: Journal, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.close()
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("STY", "1.pts-0.here")
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")
    assert _COLOR_OF_24_BITS in painted(journal_path)
