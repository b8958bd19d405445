"""A newcomer's way by keys alone, in a real terminal: from nothing to a letter that both released."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rmjournal.journal import places
from rmjournal.journal.journal import Journal

ENTER, F8, KEEP, LEAVE = "\r", "\x1b[19~", "\x13", "\x11"
IMOGEN, DESMOND = "Imogen Tao", "Desmond Hale"

WAY: tuple[tuple[str, str], ...] = (
    ("Start a journal", ENTER),
    # Typed ahead of what the screen shows, as over a slow link.
    ("Mentor", f"{IMOGEN}{ENTER}{DESMOND}{KEEP}"),
    ("starts it", ENTER),
    ("Arrive as people", "He asked first"),
    ("first", F8),
    ("One line each", F8),
    ("the session ends here", ENTER),
    ("The session is kept", "6"),
    ("Under way", "n"),
    ("about which days", ENTER),
    ("Not released", "c"),
    ("Who confirms", ENTER),
    ("the whole name", f"{IMOGEN}{KEEP}"),
    ("Desmond not yet", "c"),
    ("Desmond confirms", f"{DESMOND}{KEEP}"),
    ("Both have confirmed", "o"),
    ("Into which file", ENTER),
    ("Released, and written", ENTER),
)
"""What stands on the screen, and what is typed or pressed then."""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_newcomer_goes_from_nothing_to_a_released_letter_in_eighteen_keys_and_five_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from terminal import Terminal

    monkeypatch.chdir(tmp_path)
    terminal = Terminal("-m", "rmjournal")
    try:
        for shown, keys in WAY:
            terminal.shows(shown)
            terminal.press(keys)
        terminal.shows("Released")
        terminal.press(LEAVE)
        assert terminal.ended() == 0
    finally:
        terminal.stop()
    (letter,) = tmp_path.glob("letter-*.md")
    journal = Journal.open(places.find(None))
    (release,) = journal.letters.releases()
    assert letter.read_text(encoding="utf-8") == release.text
    (held,) = journal.sessions.held()
    assert [note.text for note in journal.sessions.notes(held).values()] == ["He asked first"]
