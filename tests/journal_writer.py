"""Writes to a journal until it is stopped, or so many rounds: journal_writer.py PATH [ROUNDS].

Prints READY when the journal is open, then `ACK <record-id>` when a change is on the disk.
"""

from __future__ import annotations

import random
import sys
from datetime import datetime
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent


def clock() -> datetime:
    return datetime.now().astimezone()


def main(path: Path, rounds: int | None) -> None:
    from msgspec.structs import replace

    from rmjournal.domain.pair import Who
    from rmjournal.domain.session import Note
    from rmjournal.store.ids import new_id
    from rmjournal.store.store import Put, Store

    chance = random.Random()
    store = Store.open(path, clock=clock, ids=new_id)
    print("READY", flush=True)
    last: Note | None = None
    for number in range(rounds) if rounds is not None else count():
        note = Note(id=new_id(), session="s", item=f"{number}", text="word " * chance.randrange(200))
        # The one before grows or shrinks, so that the file does both.
        grown = () if last is None else (Put(replace(last, text="x" * chance.randrange(900)), over=(last,)),)
        store.commit(Put(note), *grown, writer=Who.BOTH)
        print(f"ACK {note.id}", flush=True)
        last = note


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
