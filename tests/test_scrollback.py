"""What a terminal keeps of a run when the program is gone: nothing that was written for its author alone."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from test_mine_scan import DESMOND, IMOGEN, PASSPHRASES, sentences

from rmjournal.domain.pair import Pair, Who
from rmjournal.journal.journal import Journal
from rmjournal.store.vault import WEAKEST

PAGES = 4
ENTER, F2, F9, CTRL_S, CTRL_Q = "\r", "\x1bOQ", "\x1b[20~", "\x13", "\x11"
OTHER_SCREEN = re.compile(r"\x1b\[\?1049h.*?(?:\x1b\[\?1049l|\Z)", re.DOTALL)
TITLES = re.compile(r"\x1b\][^\x07\x1b]*")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal in which both have a shelf of their own."""
    path = tmp_path / "pair.journal.json"
    journal = Journal.create(path, Pair(mentor="Imogen Tao", mentee="Desmond Hale"))
    journal.mine.strength = WEAKEST
    for who, passphrase in PASSPHRASES.items():
        journal.mine.set_up(who, passphrase)
    journal.close()
    return path


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_none_of_200_private_sentences_stays_in_the_terminal_and_all_are_on_the_shelves(path: Path) -> None:
    from terminal import rmjournal_in_a_terminal

    texts = sentences(200)
    pages = ["\n".join(texts[at :: 2 * PAGES]) for at in range(2 * PAGES)]
    owners: dict[Who, list[str]] = {IMOGEN: pages[:PAGES], DESMOND: pages[PAGES:]}
    with rmjournal_in_a_terminal(path) as terminal:
        terminal.shows("start")
        terminal.press("5")
        for who, own in owners.items():
            terminal.press(F2)
            terminal.shows("Mine is locked")
            terminal.press("n")
            terminal.shows("open mine")
            terminal.press(PASSPHRASES[who] + ENTER)
            for number, page in enumerate(own):
                if number:
                    terminal.press("n")
                terminal.shows("What is on your mind?")
                terminal.press(pasted(page))
                terminal.shows(page.split()[-1])
                terminal.press(CTRL_S)
                terminal.shows("Mine is open")
            terminal.press(F9)
            terminal.shows("Mine is locked")
        terminal.press(CTRL_Q)
        assert terminal.ended() == 0
        painted = terminal.painted
    assert all(word in painted for word in texts[-1].split())
    for kept in (OTHER_SCREEN.sub("", painted), *TITLES.findall(painted)):
        assert not [text for text in texts if text.split()[0] in kept]
    journal = Journal.open(path)
    for who, own in owners.items():
        journal.mine.unlock(who, PASSPHRASES[who])
        assert sorted(page.words.text for page in journal.reflections.mine(who)) == sorted(own)
    journal.close()
