"""Rows that go over others on purpose: the emptied trash, an erased record, a restored backup.

Each of these is a new version that has seen what it goes over, so that the copies of the journal which merge
it later agree, and nothing that nobody had seen is touched.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from rmjournal.domain.progress import Progress, Tally, unheard
from rmjournal.domain.record import Ids
from rmjournal.store.merge import Row, Seen, Tables, Version, is_record, joined, surviving
from rmjournal.store.migrations import META


def over(versions: Iterable[Version], ids: Ids) -> Seen:
    """The vector of a version that has seen all of these, on a line of its own."""
    return {**joined(version["seen"] for version in versions), ids(): 1}


def without_trash(
    tables: Tables, *, spared: Container[tuple[str, str]] = (), changed: str, ids: Ids
) -> Tables:
    """The rows that empty the trash, but for some by table and key: tombstones stay, their words go."""
    rows: Tables = {}
    for name, held in tables.items():
        for key, row in held.items():
            full = [version for version in _versions(row) if version.get("deleted") and version["doc"]]
            if full and (name, key) not in spared:
                rows.setdefault(name, {})[key] = _tombstone(full, changed=changed, ids=ids)
    return rows


def all_erased(rows: Tables, *, changed: str, ids: Ids) -> Tables:
    """The rows that take the words of all of these away in every copy that they reach."""
    return {
        name: {key: _tombstone(_versions(row), changed=changed, ids=ids) for key, row in held.items()}
        for name, held in rows.items()
    }


def restored(now: Tables, backup: Tables, *, changed: str, ids: Ids, progress: Progress = unheard) -> Tables:
    """The rows that make a journal say again what a backup of it says. What came since goes to the trash."""
    rows: Tables = {}
    names = (now.keys() | backup.keys()) - {META}
    keys = {name: backup.get(name, {}).keys() | now.get(name, {}).keys() for name in names}
    tally = Tally(progress, sum(map(len, keys.values())), "records")
    for name in names:
        old, held = backup.get(name, {}), now.get(name, {})
        for key in tally.through(keys[name]):
            row = _restored_row(held.get(key), old.get(key), changed=changed, ids=ids)
            if row is not None:
                rows.setdefault(name, {})[key] = row
    return rows


def _restored_row(now: Row | None, old: Row | None, *, changed: str, ids: Ids) -> Row | None:
    if now == old:
        return None
    if now is None or not is_record(now):
        return old
    if old is not None and not is_record(old):
        return None
    seen = [*_versions(now), *_versions(old or {})]
    if old is None:
        fresh = [_deleted(version) for version in _versions(now) if not version.get("deleted")]
    else:
        fresh = _versions(old)
    if not fresh:
        return None
    versions = [_reissued(version, over(seen, ids), changed) for version in fresh]
    return {**(old or now), "versions": surviving(versions)}


def _tombstone(versions: list[Version], *, changed: str, ids: Ids) -> Row:
    empty = _reissued(_deleted(versions[-1]), over(versions, ids), changed)
    empty["doc"] = {}
    return {"versions": [empty]}


def _deleted(version: Version) -> Version:
    copy = version.copy()
    copy["deleted"] = True
    return copy


def _reissued(version: Version, seen: Seen, changed: str) -> Version:
    copy = version.copy()
    copy["seen"], copy["changed"] = seen, changed
    return copy


def _versions(row: Row) -> list[Version]:
    return row["versions"] if is_record(row) else []
