"""Searching ten thousand entries: at each letter typed, after each change, and as a command against jrnl.

    python tests/bench/bench_search.py [--quick]

An update must cost at most one frame of work, 16 ms, and the whole command at most 0.4 of the CPU time of
`jrnl -contains` over the same entries. jrnl is installed from the registry into an environment of its own,
kept in the user's cache for the next time; where that cannot be had, its part is skipped with a message.
Times drift with the machine; next to them stands what a loop over the folded texts costs in the same run.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import platformdirs
from measuring import python, ratio, whole_process

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Note, Session
from rmjournal.journal.journal import Journal
from rmjournal.store.ids import new_id
from rmjournal.store.store import Store

SESSIONS, ITEMS, WORDS = 500, 20, 95
FRAME = 16.0
"""Milliseconds."""
AIM = 0.4
TYPED = ("zebra quartz", "ko ti ran", '"zebra quartz"', "kind:note since:2020 bako", "mu dor pen la", "the")
CONFIG = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %r'
version: {version}
"""


def clock() -> datetime:
    return datetime.now(UTC)


def build(folder: Path) -> tuple[Path, Path]:
    """The same ten thousand entries as a journal of ours and as one of jrnl's."""
    chance = random.Random(7)
    parts = ("ba", "ko", "ti", "ran", "sel", "mu", "dor", "pen", "la", "vi", "chor", "est", "in", "gu", "mar")
    known = ["".join(chance.choices(parts, k=chance.randint(1, 4))) for _ in range(12_000)]
    weights = [1 / (place + 3) for place in range(len(known))]
    records: list[Pair | Session | Note] = [Pair(mentor="Imogen Tao", mentee="Desmond Hale")]
    lines = []
    for number in range(SESSIONS):
        on = date(2016, 1, 5) + timedelta(weeks=number)
        at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        items = tuple(
            PlannedItem(id=f"{item}", title=f"Item {item}", lead=Who.MENTOR, minutes=2)
            for item in range(1, ITEMS + 1)
        )
        session = Session(
            id=f"s{number:06}", on=on, title="Focus", minutes=40, items=items, started=at, ended=at, held=40
        )
        records.append(session)
        for item in items:
            rare = " zebra quartz" if (number * ITEMS + int(item.id)) % 500 == 0 else ""
            text = " ".join(chance.choices(known, weights=weights, k=WORDS)) + rare
            records.append(
                Note(id=Note.id_of(session.id, item.id), session=session.id, item=item.id, text=text)
            )
            lines.append(f"[{on} 09:00 AM] {item.title}.\n{text}\n\n")
    path, other = folder / "bench.journal.json", folder / "bench.txt"
    Store.create(path, clock=clock, ids=new_id, records=records, writer=Who.BOTH).close()
    other.write_text("".join(lines), encoding="utf-8")
    return path, other


def milliseconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def typing(journal: Journal, rounds: int) -> None:
    """Every text, letter by letter, and each letter looked for anew."""
    journal.finding.find("warm")
    taken: list[tuple[float, str]] = []
    for text in TYPED:
        for end in range(1, len(text) + 1):
            typed = text[:end]
            taken.append(
                (
                    statistics.median(milliseconds(lambda t=typed: fresh(journal, t)) for _ in range(rounds)),
                    typed,
                )
            )
    worst, at = max(taken)
    middle = statistics.median(cost for cost, _ in taken)
    tell("a letter typed, median", middle, FRAME)
    tell(f"a letter typed, the worst: {at!r}", worst, FRAME)


def fresh(journal: Journal, typed: str) -> None:
    """A letter typed: what was known of the letters before it may serve, what is known of this one not."""
    pile = journal.finding._index.pile()
    found = journal.finding.find(typed)
    pile._known.pop((found.query.limits, found.query.terms), None)


def changing(journal: Journal, rounds: int) -> None:
    """A note is changed, and looked for at once."""
    session = journal.sessions.all()[250]
    costs = []
    for number in range(rounds):
        note = journal.sessions.notes(session)["5"]
        journal.sessions.write(session, "5", f"{note.text} more{number}", over=note)
        gc.collect()
        costs.append(milliseconds(lambda n=number: journal.finding.find(f"more{n}")))
    tell("a note changed and found", statistics.median(costs), FRAME)


def plain_loop(journal: Journal, rounds: int) -> None:
    texts = journal.finding._index.pile()._texts
    costs = [
        milliseconds(lambda: [at for at, text in enumerate(texts) if " zebra" in text]) for _ in range(rounds)
    ]
    print(f"{'a loop over the folded texts, to compare with':<58} {statistics.median(costs):8.1f} ms")


def tell(name: str, cost: float, aim: float) -> None:
    print(f"{name:<58} {cost:8.1f} ms   aim {aim:g} ms: {'kept' if cost <= aim else 'MISSED'}")


def jrnl() -> Path | None:
    """jrnl in an environment of its own; None where it cannot be had."""
    home = Path(platformdirs.user_cache_dir("rmjournal-bench")) / "jrnl"
    program = home / "bin" / "jrnl"
    if program.exists():
        return program
    try:
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True)
        pip = [str(home / "bin" / "pip"), "install", "--quiet", "jrnl"]
        subprocess.run(pip, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"jrnl cannot be had here, so its part is skipped: {type(error).__name__}")
        return None
    return program


def against_jrnl(path: Path, other: Path, folder: Path, rounds: int) -> None:
    program = jrnl()
    if program is None:
        return
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True).stdout
    config = folder / "jrnl.yaml"
    config.write_text(CONFIG.format(journal=other, version=said.split()[1]), encoding="utf-8")
    # It draws a frame round how many it found, on standard error.
    quiet = 'exec "$0" --config-file "$1" -contains zebra 2>/dev/null'
    theirs = ["sh", "-c", quiet, str(program), str(config)]
    for name, words in (
        ("a word", ["zebra"]),
        ("two words", ["zebra", "quartz"]),
        ("JSON", ["zebra", "--json"]),
    ):
        ours = python("-m", "rmjournal", "-j", str(path), "search", *words)
        ratio(
            f"rmjournal search, {name}, against jrnl -contains",
            whole_process(ours, {}),
            whole_process(theirs, {}),
            aim=AIM,
            rounds=rounds,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures searching.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    rounds = 3 if parser.parse_args().quick else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = name
        path, other = build(folder)
        journal = Journal.open(path)
        first = milliseconds(lambda: journal.finding.find("zebra"))
        print(f"{'the first search of all, with decoding':<58} {first:8.1f} ms")
        plain_loop(journal, rounds)
        typing(journal, rounds)
        changing(journal, rounds)
        journal.close()
        against_jrnl(path, other, folder, rounds)


if __name__ == "__main__":
    main()
