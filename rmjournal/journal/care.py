"""Taking care of a journal as a whole: its copies, backups, rescue files and trash."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TypeVar

import msgspec

from rmjournal.domain.agreement import Clause, WorkingCard
from rmjournal.domain.assessment import Page
from rmjournal.domain.goals import Evidence
from rmjournal.domain.pair import Who
from rmjournal.domain.progress import Progress, unheard
from rmjournal.domain.record import Clock, Ids, Record, Value
from rmjournal.domain.session import Session
from rmjournal.domain.shelf import KeySlot, LockedPage
from rmjournal.errors import JobCancelledError, NotFoundError
from rmjournal.journal.desk import Desk
from rmjournal.journal.trash import OURS, Trash
from rmjournal.store import care, restoring
from rmjournal.store.backups import backups_of
from rmjournal.store.copies import ConflictCopy, Merged, conflict_copies, merge_files
from rmjournal.store.rescue import rescues
from rmjournal.store.restoring import Restored
from rmjournal.store.store import Store

__all__ = ["Care", "Waiting", "backups_of", "erase_journal", "merge_files", "restore"]

R = TypeVar("R", bound=Record)

erase_journal = care.erase_journal


class Waiting(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What was found beside the journal and waits for a word: words to be taken in."""

    rescues: tuple[Path, ...] = ()
    """Files with what could not be saved."""
    copies: tuple[ConflictCopy, ...] = ()
    """Copies that a sync program left when both partners had written."""

    def __bool__(self) -> bool:
        return bool(self.rescues or self.copies)


class Care:
    """The verbs for a journal as a whole."""

    def __init__(self, desk: Desk, store: Store, trash: Trash) -> None:
        self._desk = desk
        self._store = store
        self._trash = trash

    def waiting(self) -> Waiting:
        """The rescue files and conflict copies of this journal."""
        store = self._store
        return Waiting(
            rescues=rescues(store.journal_id), copies=conflict_copies(store.path, store.journal_id)
        )

    def take_in_all(self, waiting: Waiting, *, progress: Progress = unheard) -> tuple[Merged, ...]:
        """Merge everything that waits: rescue files are gone then, copies are moved to the backups.

        Raises:
            JobCancelledError: If whoever hears of the progress wants no more of it. A file is taken in as a
            whole or not at all; the error says how many were.
        """
        take_in: list[Callable[[], Merged]] = [
            *(partial(care.take_in, self._store, path, progress=progress) for path in waiting.rescues),
            *(
                partial(care.merge_copy, self._store, copy, progress=progress)
                for copy in waiting.copies
                if not copy.problem
            ),
        ]
        merged: list[Merged] = []
        for one in take_in:
            try:
                merged.append(self._taken(one()))
            except JobCancelledError as error:
                if not merged:
                    raise
                taken = f"{len(merged)} of {len(take_in)} files were taken in, the others wait as they were"
                raise JobCancelledError(taken) from error
        return tuple(merged)

    def merge(self, other: Path, *, progress: Progress = unheard) -> Merged:
        """Merge another copy of this journal into it; the other is left as it is."""
        return self._taken(care.merge(self._store, other, progress=progress))

    def trash(self) -> tuple[Record, ...]:
        """What was deleted of what both could see, the latest first; the notes of a session go with it."""
        return tuple(one.what for one in self._trash.ours() if isinstance(one.what, Record))

    def bring_back(self, ref: str, *, by: Who = Who.BOTH) -> Record:
        """Bring something deleted back; only its author does, where it has one.

        Raises:
            NotFoundError: If there is no such thing in the trash.
            RuleError: If it cannot come back as things stand.
        """
        value = self._desk.named(self.trash(), ref, what="thing in the trash", hint=_TRASH_HINT)
        self._trash.bring_back(next(one for one in self._trash.ours() if one.what == value), by=by)
        return value

    def empty_trash(self, *, by: Who = Who.BOTH) -> int:
        """Take the words of what was deleted out of the journal; how many records that were.

        On *mine* only what its author, who is writing, deleted there, and while that shelf is open.
        """
        return self._trash.empty(by=by)

    def erase(self, ref: str) -> care.Erased:
        """Take one record out of the journal, its trash, its backups and its rescue files, for good.

        A session goes with its notes and with what was captured in it; all that goes, with the links to it,
        which hold the line that was linked. What waits on this computer to be taken up again goes along. Of a
        part of the agreement its draft goes; what both signed stays signed.
        """
        return care.erase(self._store, *self._with_all_that_belongs(ref))

    def _taken(self, merged: Merged) -> Merged:
        self._desk.stays(_TAKEN_IN)
        return _told(merged)

    def _with_all_that_belongs(self, ref: str) -> tuple[Record, ...]:
        everything = [one for kind in _ERASABLE for one in self._kept_or_deleted(kind)]
        value = self._desk.named(everything, ref, what="record", hint=_TRASH_HINT)
        erased = [value]
        if isinstance(value, Session):
            erased += [one for one in everything if getattr(one, "session", "") == value.id]
        ids = {one.id for one in erased}
        return (*erased, *(one for one in self._kept_or_deleted(Evidence) if one.record in ids))

    def _kept_or_deleted(self, kind: type[R]) -> Iterable[R]:
        """All of a kind, also what is only in the trash; each once."""
        gone = {side.value.id: side.value for side in self._store.deleted(kind)}
        return {**gone, **{one.id: one for one in self._store.all(kind)}}.values()


def restore(
    path: Path, *, backup: Path | None, clock: Clock, ids: Ids, progress: Progress = unheard
) -> Restored:
    """Bring a backup back over a journal, readable or not; what it replaces becomes a backup first.

    Raises:
        JobCancelledError: If whoever hears of the progress wants no more of it; nothing was changed.
        NotFoundError: If there is no backup.
        StoreError: If the backup is damaged or of another journal, or the journal could not be written.
    """
    if backup is not None and not backup.is_file():
        raise NotFoundError("backup", str(backup), f"To see them: rmjournal -j {quote(str(path))} backups")
    return restoring.restore(path, backup=backup, clock=clock, ids=ids, progress=progress)


def _told(merged: Merged) -> Merged:
    """What came in, without choices that nobody has to make: both sides of what is on *mine* stay in use."""
    both_stay = (LockedPage.table, KeySlot.table)
    choices = tuple(place for place in merged.choices if place[0] not in both_stay)
    return msgspec.structs.replace(merged, choices=choices)


_ERASABLE: tuple[type[Record], ...] = (*OURS, LockedPage, Page, WorkingCard, Clause)
_TAKEN_IN = "Words from another copy were taken in; what came together stays together."
_TRASH_HINT = "To see what was deleted: rmjournal trash list"
