"""The demo's shelves: what each of the pair keeps alone, what both read, and how each session was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from rmjournal.domain.pair import Who
from rmjournal.domain.shelf import LockedPage, Shelf
from rmjournal.journal import demo
from rmjournal.journal.journal import Journal
from rmjournal.practice.pulse import read_pulse
from rmjournal.practice.reflecting import read_reflecting
from rmjournal.practice.shelves import read_shelves
from rmjournal.practice.story import read_story
from rmjournal.store.vault import checked_passphrase

IMOGEN, DESMOND = Who.MENTOR, Who.MENTEE
SHELVES = read_shelves()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("demo") / "demo.journal.json"
    demo.build(where, today=date.today())  # noqa: DTZ011  # the journal is opened by the real clock
    return where


@pytest.fixture
def told(path: Path) -> Iterator[Journal]:
    journal = Journal.open(path)
    yield journal
    journal.close()


@pytest.mark.parametrize(
    ("who", "passphrase", "words"),
    [(IMOGEN, "roof stayed on", "I became a generation"), (DESMOND, "twenty-three names", "a box")],
)
def test_the_passphrases_open_the_shelves(told: Journal, who: Who, passphrase: str, words: str) -> None:
    assert demo.known_passphrase(told.pair, who) == passphrase
    another = msgspec.structs.replace(told.pair, coordinator="")
    assert demo.known_passphrase(another, who) == ""
    told.mine.unlock(who, passphrase)
    pages = told.reflections.mine(who)
    assert any(words in page.words.text for page in pages)
    assert len(pages) == sum(one.by is who and one.shelf is Shelf.MINE for one in SHELVES.reflections)
    assert told.mine.findings(who).words() == ()
    assert told.questions.queued(who)
    assert told.reflections.offers(who) == ()


def test_what_is_on_mine_is_not_in_the_file_in_clear(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    private = [one.text for one in SHELVES.reflections if one.shelf is Shelf.MINE]
    private += [one.text for one in SHELVES.questions]
    assert len(private) > 15
    assert not [words for words in private if words[:20] in text]


def test_both_read_what_is_on_ours(told: Journal) -> None:
    shared = {(one.by, one.words.text) for one in told.reflections.ours() if one.words}
    assert (IMOGEN, "Told him. Roof stayed on.") in shared
    assert (DESMOND, "I know 23 new names.") in shared


def test_every_session_has_its_pulse_and_the_wobble_shows(told: Journal) -> None:
    held = told.sessions.held()
    assert all(len(told.pulses.shown(session)) == 3 for session in held)
    heard = next(line for line in told.pulses.trend() if (line.item, line.who) == ("heard", IMOGEN))
    assert [point.value for point in heard.points] == [4, 4, 3, 4, 2, 4, 4, 5, 5, 5, 4, 5]
    apart = [
        session.template for session in held if any(one.is_different for one in told.pulses.shown(session))
    ]
    assert apart == ["perspectives"]


def test_safe_and_steer_are_on_mine(told: Journal) -> None:
    told.mine.unlock(IMOGEN, SHELVES.passphrases[IMOGEN])
    safe, steer = told.pulses.private_trend(IMOGEN)
    assert [point.value for point in safe.points] == [3, 3, 3, 3, 2, 4, 4, 4, 5, 5, 5, 5]
    assert len(steer.points) == 12


def test_two_demos_lock_the_same_words_differently(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.journal.json"
    demo.build(other, today=date.today())  # noqa: DTZ011
    first, second = (Journal.open(where) for where in (path, other))
    first.mine.unlock(IMOGEN, SHELVES.passphrases[IMOGEN])
    second.mine.unlock(IMOGEN, SHELVES.passphrases[IMOGEN])
    words = [[page.words for page in one.reflections.mine(IMOGEN)] for one in (first, second)]
    assert words[0] == words[1]
    locked = [{page.text for page in one._store.all(LockedPage)} for one in (first, second)]
    assert not locked[0] & locked[1]
    assert first._store.journal_id != second._store.journal_id


def test_it_fits_the_story_and_the_practice() -> None:
    days = {chapter.on for chapter in read_story().chapters}
    assert {one.on for one in SHELVES.pulses} == days
    assert {one.on for one in SHELVES.reflections} <= days
    reflecting = read_reflecting()
    for one in SHELVES.reflections:
        moment = reflecting.moment(one.moment)
        assert moment is not None
        assert one.prompt in {prompt.id for prompt in moment.prompts(one.by)}
        assert set(one.feelings) <= set(reflecting.feelings)
        assert one.shelf is Shelf.MINE or not reflecting.stays_on_mine(one.moment, one.prompt, one.by)
        assert not re.search(r"\b(programme|colour|favour|realis|learnt|whilst)", one.text)
    assert [checked_passphrase(one) for one in SHELVES.passphrases.values()]
    assert read_pulse().seen_differently == "You saw this one differently."
