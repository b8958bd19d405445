"""The demo: a pair's six months, told by the journal's own verbs so that they end shortly before today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from rmjournal.domain.pair import Pair, Who
from rmjournal.errors import StoreError
from rmjournal.journal.places import SUFFIX

FILE_NAME = f"demo{SUFFIX}"

_FOLDER_NAME = "rmjournal-demo-"
"""How the name of the folder begins that is thrown away."""


def build(path: Path, *, today: date) -> None:
    """Make the demo journal at this path, in one write: twelve sessions held, one more due today.

    The same day gives the same records. Only the ids of the file itself are fresh, so that two demos are two
    journals, and what is private is locked anew.

    Raises:
        StoreExistsError: If there is anything at that path.
        StoreWriteError: If it cannot be written.
    """
    from rmjournal.journal.telling import Telling
    from rmjournal.practice.ledger_story import read_ledger_story
    from rmjournal.practice.letter_story import read_letter_story
    from rmjournal.practice.shelves import read_shelves
    from rmjournal.practice.story import read_story
    from rmjournal.store.ids import new_id
    from rmjournal.store.store import Store

    telling = Telling(read_story(), today=today)
    telling.tell()
    telling.with_ledger(read_ledger_story())
    telling.with_letter(read_letter_story())
    journal_id = new_id()
    records = telling.with_shelves(read_shelves(), journal_id=journal_id)
    Store.create(
        path,
        clock=telling.clock,
        ids=new_id,
        records=records,
        writer=Who.BOTH,
        journal_id=journal_id,
    ).close()


def keep(where: Path, *, today: date) -> Path:
    """Make the demo journal at this path, or in this folder if it is one, and say where it is.

    Raises:
        StoreExistsError: If there is a file already.
        StoreWriteError: If it cannot be written.
    """
    path = where / FILE_NAME if where.is_dir() else where
    build(path, today=today)
    return path


@contextmanager
def thrown_away(make: Callable[[Path], None]) -> Iterator[Path]:
    """The path of a demo journal in a private folder, which is gone afterwards with all that is in it.

    `make` makes the journal at that path.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=_FOLDER_NAME, ignore_cleanup_errors=True) as folder:
        path = Path(folder) / FILE_NAME
        make(path)
        try:
            yield path
        finally:
            _leave_no_backup(path)


def is_thrown_away(path: Path) -> bool:
    """Whether the journal at this path is a demo that is thrown away."""
    return path.name == FILE_NAME and path.parent.name.startswith(_FOLDER_NAME)


def _leave_no_backup(path: Path) -> None:
    """What was written in the demo was backed up like everything else, in a folder that stays."""
    from rmjournal.store.care import erase_journal

    with suppress(StoreError):
        erase_journal(path)


def known_passphrase(pair: Pair, who: Who) -> str:
    """What opens *mine* in the demo, where everybody may know it; "" for any other pair."""
    from rmjournal.practice.shelves import read_shelves
    from rmjournal.practice.story import read_story

    cast = read_story().cast
    told = (cast.mentor, cast.mentor_title, cast.mentee, cast.mentee_title, cast.code, cast.coordinator)
    names = (pair.mentor, pair.mentor_title, pair.mentee, pair.mentee_title, pair.code, pair.coordinator)
    return read_shelves().passphrases[who] if names == told else ""
