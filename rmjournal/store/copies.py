"""Other copies of a journal: merging them in, and finding those that sync programs leave beside it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from rmjournal.errors import StoreError, StoreForeignError, StoreUnreadableError, StoreWriteError
from rmjournal.files import reason, write_atomically
from rmjournal.store.codec import same_words, to_bytes
from rmjournal.store.limits import LIMIT, must_be_readable
from rmjournal.store.merge import Row, Tables, changed_rows, is_record, merge_tables
from rmjournal.store.migrations import META
from rmjournal.store.reading import Snapshot, read_bytes, read_journal

TOO_MUCH = "shorten a long text in one of the two, or empty its trash, before they are merged"


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """What a merge brought. Each place is the name of a table and an id."""

    new: tuple[tuple[str, str], ...] = ()
    """Records that were not here."""
    changed: tuple[tuple[str, str], ...] = ()
    """Records that say something else now."""
    choices: tuple[tuple[str, str], ...] = ()
    """Of both, the records that now say two things at once and did not before."""


class ConflictCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A file beside the journal that holds the same journal."""

    path: Path
    problem: str = ""
    """Why it cannot be merged, if it cannot."""


def read_copy(path: Path, journal_id: str) -> Snapshot:
    """Read another copy of a journal.

    Raises:
        StoreForeignError: If it is another journal.
        StoreError: If it cannot be read.
    """
    copy = read_journal(path)
    if copy.journal_id != journal_id:
        raise StoreForeignError(path)
    return copy


def report(before: Tables, after: Tables) -> Merged:
    """What a merge brought to a journal that was this before."""
    places = [place for place in changed_rows(before, after) if place[0] != META]
    was = {place: before.get(place[0], {}).get(place[1]) for place in places}
    choices = [p for p in places if _says(after[p[0]][p[1]]) > max(1, _says(was[p]))]
    return Merged(
        new=tuple(place for place in places if was[place] is None),
        changed=tuple(place for place in places if was[place] is not None),
        choices=tuple(choices),
    )


def conflict_copies(journal: Path, journal_id: str) -> tuple[ConflictCopy, ...]:
    """The files beside a journal that hold a copy of it, whatever their sync program named them."""
    target = journal.resolve()
    wanted = journal_id.encode()
    found = []
    for path in _neighbors(target):
        try:
            data, _ = read_bytes(path)
            if wanted in data:
                found.append(_looked_at(path, journal_id))
        except StoreError:
            # A neighbor that cannot be read is somebody else's business.
            continue
    return tuple(copy for copy in found if copy is not None)


def merge_files(ours: Path, theirs: Path) -> Merged:
    """Merge one journal file into another, as git asks of a merge driver.

    Raises:
        StoreForeignError: If they are two journals.
        StoreError: If one cannot be read or the first not written; both are left as they are.
    """
    mine = read_journal(ours)
    other = read_copy(theirs, mine.journal_id)
    merged = merge_tables(mine.tables, other.tables)
    data = to_bytes(merged)
    must_be_readable(ours, data, todo=TOO_MUCH)
    try:
        write_atomically(ours, data)
    except OSError as error:
        raise StoreWriteError(ours, reason(error)) from error
    return report(mine.tables, merged)


def _neighbors(target: Path) -> list[Path]:
    try:
        with os.scandir(target.parent) as entries:
            return sorted(Path(entry.path) for entry in entries if _is_worth_a_look(entry, target))
    except OSError:
        # A folder that is not there, or that nobody lets us look into, has none.
        return []


def _is_worth_a_look(entry: os.DirEntry[str], target: Path) -> bool:
    return (
        _may_be_copy(entry.name)
        and entry.name != target.name
        and entry.is_file(follow_symlinks=False)
        and entry.stat(follow_symlinks=False).st_size <= LIMIT
    )


def _may_be_copy(name: str) -> bool:
    """Whether a file is worth a look: some programs put their words after the ending, none removes it."""
    return name.casefold().endswith(".json") or ".journal" in name.casefold()


def _looked_at(path: Path, journal_id: str) -> ConflictCopy | None:
    try:
        read_copy(path, journal_id)
    except StoreForeignError:
        return None
    except StoreUnreadableError as error:
        return ConflictCopy(path=path, problem=error.reason)
    except StoreError as error:
        return ConflictCopy(path=path, problem=str(error).partition("\n")[0])
    return ConflictCopy(path=path)


def _says(row: Row | None) -> int:
    """How many different things a row says at once."""
    if row is None or not is_record(row):
        return 0
    return len({same_words(version["doc"]) for version in row["versions"] if not version.get("deleted")})
