"""What the tests of the store have in common."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Record
from rmjournal.domain.session import Note
from rmjournal.store.check import Finding, check
from rmjournal.store.ids import new_id
from rmjournal.store.store import Store

PAIR = Pair(mentor="Imogen Tao", mentee="Desmond Hale", started=date(2026, 1, 6))
NOTE = Note(id="s1.1", session="s1", item="1", text="first", by=Who.MENTOR)
Opened = Callable[..., Store]


def clock() -> datetime:
    return datetime(2026, 2, 3, 9, 0, tzinfo=timezone(timedelta(hours=1)))


def new_journal(folder: Path) -> Path:
    path = folder / "pair.journal.json"
    Store.create(path, clock=clock, ids=new_id, records=[PAIR, NOTE], writer=Who.BOTH).close()
    return path


@contextmanager
def openings(path: Path) -> Iterator[Opened]:
    """Opens the journal, as another program would; all are closed at the end."""
    stores: list[Store] = []

    def open_it(at: Path = path, *, behind: bool = False) -> Store:
        stores.append(Store.open(at, clock=clock, ids=new_id, behind=behind))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()


def on_disk(path: Path, kind: type[Record] = Note) -> tuple[Any, ...]:
    return Store.open(path, clock=clock, ids=new_id).all(kind)


def unreadable(path: Path) -> tuple[Finding, ...]:
    """What a check says of records that cannot be read."""
    found = check(path, kinds=(Pair, Note), links={}, clock=clock)
    return tuple(one for one in found if "cannot be read" in one.what)


def until(condition: Callable[[], object], *, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.005)


def wrote(text: str) -> Note:
    return replace(NOTE, text=text)


def texts(store: Store) -> list[str]:
    """All that the note says, wherever versions stand side by side."""
    (conflict,) = store.conflicts(Note) or (None,)
    if conflict is None:
        return [note.text for note in store.all(Note)]
    return sorted(side.value.text for side in conflict.sides if isinstance(side.value, Note))


def failing(error: BaseException) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def versions(path: Path, table: str = "notes", key: str = NOTE.id) -> int:
    return len(json.loads(path.read_bytes())[table][key]["versions"])
