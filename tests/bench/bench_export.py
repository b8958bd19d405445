"""Writing out a year's notes, against what markdown-it-py needs to parse the result.

    python tests/bench/bench_export.py [--quick]

Both are measured in turn in one run, on the same document of at least 200 KB.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from markdown_it import MarkdownIt
from measuring import ROUNDS, ratio

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.capture import Action, Capture, CaptureKind
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Record
from rmjournal.domain.session import Note, Session
from rmjournal.journal.journal import Journal
from rmjournal.store.ids import new_id
from rmjournal.store.store import Store

AIM = 1.5
BYTES = 200_000
SESSIONS = 52
ITEMS = 6
NOTE = """\
Where it stood: *Monday's* briefing, with the [rule](https://lindgate.example/rule) of no customer data.

- two invented figures caught, 5 * 3 of them checked, and what it took to check them
- no customer data, **no number without a source**

> "Who reads the appendix?" Nobody. They check that there is one.

1. Ask at the depot
2. Read to the end

## What it touched
The tall bar called `pay` is seven people who had the patience for a form. She had it for two years,
and nobody had asked who is in the other fifteen. It took longer than the two of us had thought.
"""


def year() -> list[Record]:
    """A year of sessions, each with notes under every item, actions and lines."""
    kept: list[Record] = [Pair(mentor="Imogen Tao", mentee="Desmond Hale", started=date(2026, 2, 3))]
    for number in range(SESSIONS):
        on = date(2025, 2, 4) + timedelta(weeks=number)
        began = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        name = f"s{number:03}"
        items = tuple(
            PlannedItem(id=str(item), title=f"Item {item}, and why", lead=Who.BOTH, minutes=5)
            for item in range(1, ITEMS + 1)
        )
        kept.append(
            Session(
                id=name,
                on=on,
                template="focus",
                title="Focused session",
                minutes=30,
                items=items,
                started=began,
                ended=began + timedelta(minutes=30),
                held=30,
            )
        )
        kept += [
            Note(id=Note.id_of(name, item.id), session=name, item=item.id, text=f"{number}.{item.id} {NOTE}")
            for item in items
        ]
        kept += [
            Action(id=f"a{name}", text="Ask at the depot", owner=Who.MENTEE, made=began, session=name),
            Capture(
                id=f"c{name}", kind=CaptureKind.INSIGHT, text="Ask, then wait.", made=began, session=name
            ),
        ]
    return kept


def timed(work: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return run


def main() -> int:
    """Measure; 1 if the aim is missed."""
    quick = "--quick" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "year.journal.json"
        Store.create(
            path, clock=lambda: datetime.now(UTC), ids=new_id, records=year(), writer=Who.BOTH
        ).close()
        journal = Journal.open(path)
        written = journal.exports.notes()
        assert len(written.encode()) >= BYTES, len(written)
        reader = MarkdownIt("commonmark").enable("table")
        found = ratio(
            f"export {len(written.encode()) // 1000} KB of notes / parse them",
            timed(journal.exports.notes),
            timed(lambda: reader.parse(written)),
            aim=AIM,
            rounds=3 if quick else ROUNDS,
        )
        journal.close()
    return int(found > AIM)


if __name__ == "__main__":
    sys.exit(main())
