"""Saving, opening and searching a journal, each against the least that the machine needs for the same bytes.

    python tests/bench/bench_store.py [--quick]

Every figure is a ratio of medians in one run; times drift from run to run, ratios hold. The limit of a save
is a temporary file with the same bytes, fsync, rename, fsync of the folder. The limit of opening is orjson
(json from the standard library where orjson is not installed) on the same bytes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.table import Document

from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Note
from rmjournal.store.ids import new_id
from rmjournal.store.store import Put, Store

try:
    from orjson import loads
except ImportError:
    from json import loads

SIZES = {"100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
AIMS = {"save": {"1 MB": 1.7, "10 MB": 2.5}, "open": {"1 MB": 1.8, "10 MB": 1.8}}
TEXT = "We tried it on the real task and it took längere Zeit than the two of us had thought. " * 7


def clock() -> datetime:
    return datetime.now(UTC)


def notes(size: int) -> list[Note]:
    return [Note(id=f"s{n:06}.1", session=f"s{n:06}", item="1", text=TEXT) for n in range(size // 960)]


def both(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians in ms, taken in turns so that a slow minute of the machine meets both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for taken, work in zip(times, (one, other), strict=True):
            began = time.perf_counter()
            work()
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def least_save(path: Path, data: bytes) -> None:
    temp = path.with_name("limit.tmp")
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    os.replace(temp, path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


class Saving:
    """Saves one changed note, time after time."""

    def __init__(self, path: Path) -> None:
        self.store = Store.open(path, clock=clock, ids=new_id)
        self.note = self.store.all(Note)[0]
        self.count = 0
        self()

    def __call__(self) -> None:
        self.count += 1
        changed = replace(self.note, text=f"{TEXT} {self.count}")
        self.store.commit(Put(changed, over=(self.note,)), writer=Who.BOTH)
        self.note = changed


def plain_tinydb(path: Path, size: int) -> Callable[[], object]:
    """The same with TinyDB's own storage, which is not safe."""
    db = TinyDB(path)
    texts = {f"{number}": note.text for number, note in enumerate(notes(size))}
    db.table("notes").insert_multiple(
        Document({"text": text}, doc_id=int(n) + 1) for n, text in texts.items()
    )
    return lambda: db.table("notes").update({"text": TEXT}, doc_ids=[1])


def open_all(path: Path) -> int:
    """Open with all checks and decode every note."""
    return len(Store.open(path, clock=clock, ids=new_id).all(Note))


def verdict(what: str, size: str, ratio: float) -> str:
    aim = AIMS.get(what, {}).get(size)
    if aim is None:
        return ""
    return f"aim {aim}: {'kept' if ratio <= aim else 'MISSED'}"


def measure(folder: Path, size: str, rounds: int) -> dict[str, float]:
    path, limit = folder / "bench.journal.json", folder / "limit.json"
    records = [Pair(mentor="Imogen Tao", mentee="Desmond Hale"), *notes(SIZES[size])]
    Store.create(path, clock=clock, ids=new_id, records=records, writer=Who.BOTH)
    data = path.read_bytes()
    saving = Saving(path)
    save, least = both(saving, lambda: least_save(limit, data), rounds)
    plain, least_then = both(
        plain_tinydb(folder / "plain.json", SIZES[size]), lambda: least_save(limit, data), max(3, rounds // 4)
    )
    opening, loading = both(lambda: Store.open(path, clock=clock, ids=new_id), lambda: loads(data), rounds)
    typed, loading_then = both(lambda: open_all(path), lambda: loads(data), rounds)
    held = Store.open(path, clock=clock, ids=new_id).all(Note)
    search, _ = both(
        lambda: [note for note in held if "nobody" in note.text.casefold()], lambda: None, rounds
    )
    print(
        f"{size:>7} {len(data) / 1e6:6.2f} MB  limit {least:6.1f} ms   save {save / least:5.2f}  "
        f"plain TinyDB {plain / least_then:5.2f}   {verdict('save', size, save / least)}"
    )
    print(
        f"{'':>7} {loads.__module__:>9}  loads {loading:6.1f} ms   open {opening / loading:5.2f}  "
        f"with every note decoded {typed / loading_then:5.2f}   {verdict('open', size, opening / loading)}"
    )
    return {"save": save, "open": opening, "open, decoded": typed, "search": search}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the store.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and nothing of 10 MB")
    quick = parser.parse_args().quick
    sizes = [size for size in SIZES if not (quick and size == "10 MB")]
    taken = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        for size in sizes:
            (Path(folder) / size).mkdir()
            taken[size] = measure(Path(folder) / size, size, 7 if quick else 15)
    print("\nGrowth: ms, and in brackets ms a MB")
    print(f"{'':>15}" + "".join(f"{size:>22}" for size in sizes))
    for what in taken[sizes[0]]:
        cells = (
            f"{taken[size][what]:12.2f} ({taken[size][what] / SIZES[size] * 1e6:6.1f})" for size in sizes
        )
        print(f"{what:>15}" + "".join(f"{cell:>22}" for cell in cells))


if __name__ == "__main__":
    main()
