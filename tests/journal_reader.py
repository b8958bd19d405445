"""Reads a journal: journal_reader.py PATH. Prints `HAVE <record-id>` for each record there, then END."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main(path: Path) -> None:
    from journal_writer import clock

    from rmjournal.domain.session import Note
    from rmjournal.store.ids import new_id
    from rmjournal.store.store import Store

    for note in Store.open(path, clock=clock, ids=new_id).all(Note):
        print(f"HAVE {note.id}")
    print("END")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(Path(sys.argv[1]))
