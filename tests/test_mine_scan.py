"""Long use by both partners, then a look into every file that came of it: nothing private is to be read."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rmjournal import files
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.reflection import PrivateReflection
from rmjournal.journal.journal import Journal
from rmjournal.store.vault import WEAKEST

IMOGEN, DESMOND = Who.MENTOR, Who.MENTEE
PASSPHRASES = {IMOGEN: "roof stayed on", DESMOND: "twenty-three names"}
SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "pa", "re", "so", "ti", "vu", "wa", "xe", "yo", "zi", "da", "fo")


def sentences(count: int) -> list[str]:
    """Sentences that nothing else in the world says."""
    dice = random.Random(23)

    def word() -> str:
        return "".join(dice.choices(SYLLABLES, k=4))

    return [f"{word()} {word()} {word()}." for _ in range(count)]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty at first."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def use_for_long(journal: Journal, texts: list[str], clock: Any) -> dict[Who, list[str]]:
    """Both write, change, move, delete, bring back and ask; gives what each has on mine in the end."""
    there: dict[Who, list[str]] = {IMOGEN: [], DESMOND: []}
    for number, text in enumerate(texts):
        by = (IMOGEN, DESMOND)[number % 2]
        clock.on(hours=7)
        open_for(journal, by)
        match number % 5:
            case 0:
                journal.questions.add(text, by=by)
            case 1:
                page = kept(journal, f"{text} once", by)
                journal.reflections.change(page, journal.reflections.words(text, title=text), by=by)
            case 2:
                page = kept(journal, text, by)
                journal.reflections.delete(page, by=by)
                journal.reflections.bring_back(page, by=by)
            case 3:
                journal.reflections.keep(
                    journal.reflections.words(".", title=text, feelings=[text], tags=[text]), by=by
                )
            case 4:
                kept(journal, text, by)
                journal.reflections.delete(kept(journal, f"{text} again", by), by=by)
        journal.search([text.split()[0]])
        if number % 40 == 39:
            journal.mine.change_passphrase(by, PASSPHRASES[by], PASSPHRASES[by])
        there[by].append(text)
    return there


def open_for(journal: Journal, by: Who) -> None:
    if not journal.mine.is_set_up(by):
        journal.mine.set_up(by, PASSPHRASES[by])
    elif not journal.mine.is_open(by):
        journal.mine.unlock(by, PASSPHRASES[by])


def kept(journal: Journal, text: str, by: Who) -> PrivateReflection:
    return journal.reflections.keep(journal.reflections.words(text), by=by)


def every_file(*folders: Path) -> Iterator[bytes]:
    import gzip
    import zlib

    for folder in folders:
        for path in folder.rglob("*"):
            if not path.is_file():
                continue
            data = path.read_bytes()
            yield path.name.encode() + data
            if data[:2] == b"\x1f\x8b":
                yield gzip.decompress(data)
            try:
                yield zlib.decompress(data)
            except zlib.error:
                continue


@pytest.mark.slow
def test_none_of_200_private_sentences_is_in_any_file_and_all_are_there_with_the_passphrase(
    tmp_path: Path, clock: Any, temporary: Path
) -> None:
    texts = sentences(200)
    path = tmp_path / "pair" / "pair.journal.json"
    journal = Journal.create(path, Pair(mentor="Imogen Tao", mentee="Desmond Hale"), clock=clock)
    journal.mine.strength = WEAKEST
    there = use_for_long(journal, texts, clock)
    behind = Journal.open(path, behind=True, clock=clock)
    behind.mine.unlock(IMOGEN, PASSPHRASES[IMOGEN])
    path.rename(path.with_name("away.json"))
    kept(behind, "bakelomi that could not be saved", IMOGEN)
    rescue = behind.close()
    path.with_name("away.json").rename(path)
    assert rescue is not None
    folders = (tmp_path, files.state_folder(), files.config_folder(), files.data_folder(), temporary)
    held = list(every_file(*folders))
    assert len(held) > 3
    assert any(b".journal.json" in data[:60] and b'"mine"' in data for data in held)
    for data in held:
        seen = data.decode("utf-8", "replace")
        assert not [text for text in [*texts, "could not be saved"] if text.rstrip(".") in seen]
    again = Journal.open(path, clock=clock)
    for by, passphrase in PASSPHRASES.items():
        again.mine.unlock(by, passphrase)
        words = {text for page in again.reflections.mine(by) for text in (page.words.text, page.words.title)}
        words |= {question.text for question in again.questions.queued(by)}
        assert set(there[by]) <= words
        assert again.mine.findings(by).words() == ()
    again.close()
    journal.close()
    assert not list(temporary.iterdir())
