"""What every room of the journal works at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol, TypeVar

from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Clock, Ids, Record
from rmjournal.errors import NotFoundError, UsageError
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.store.store import Change, Conflict, Delete, Put, Side

R = TypeVar("R", bound=Record)


class HasId(Protocol):
    """Anything that goes by an id."""

    @property
    def id(self) -> str:
        """Its own id."""


N = TypeVar("N", bound=HasId)


class Records(Protocol):
    """Where the verbs find and keep values: a store, or a journal that is still being made."""

    journal_id: str
    """The journal's own id, the same in every copy of it."""

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """All that is there of a kind, by id."""

    def find(self, kind: type[R], id: str) -> R | None:  # noqa: A002
        """The one with this id, if it is there."""

    def conflicts(self, *kinds: type[Record]) -> tuple[Conflict[Record], ...]:
        """Records of these kinds that were written in two places at once."""

    def conflict(self, kind: type[R], id: str) -> Conflict[R] | None:  # noqa: A002
        """The sides of one record, if it was written in two places at once."""

    def changes(self, kind: type[Record], id: str) -> int:  # noqa: A002
        """How often a record was written: it never falls."""

    def deleted(self, kind: type[R]) -> tuple[Side[R], ...]:
        """What is in the trash of a kind, the latest first."""

    def commit(self, *changes: Change, writer: Who) -> None:
        """Keep these changes: all of them or none."""


class Steps(Protocol):
    """Takes down what is done, for somebody to take it back."""

    def commit(self, changes: tuple[Change, ...], *, by: Who, told: str = "", typed_on: bool = False) -> None:
        """Keep these changes, and take down what they did."""

    def stay(self, why: str) -> None:
        """Take down that something was done which stays, with the reason as a sentence."""


class Desk:
    """The store, the clock, fresh ids and the agenda templates, shared by the rooms of one journal."""

    def __init__(self, store: Records, *, clock: Clock, ids: Ids, library: TemplateLibrary) -> None:
        self.store = store
        self.clock = clock
        self.ids = ids
        self.library = library
        self.history: Callable[[], Steps] | None = None
        """Where what is done is taken down, if somebody can take it back."""

    @property
    def pair(self) -> Pair:
        """The two people of this journal."""
        pair = self.store.find(Pair, Pair.ID)
        if pair is None:
            raise NotFoundError("pair in this journal", Pair.ID, "To see what is wrong: rmjournal check")
        return pair

    @property
    def today(self) -> date:
        """The day it is for the people at the keyboard."""
        return self.clock().date()

    def put(self, value: R, *, over: R | None = None, by: Who) -> R:
        """Keep one value, in place of the one it was made from; the same value again writes nothing."""
        if value != over:
            self.commit([Put(value, over=() if over is None else (over,))], by=by)
        return value

    def commit(
        self, changes: Iterable[Put | Delete], *, by: Who, told: str = "", typed_on: bool = False
    ) -> None:
        """Keep several changes, all of them or none.

        Args:
            changes: What to keep.
            by: Who is writing.
            told: What it is in words, where it is one step that can be taken back whatever it is about.
            typed_on: Whether a text goes on that was kept a moment ago, so that both are one step.
        """
        kept = tuple(changes)
        if kept and self.history is None:
            self.store.commit(*kept, writer=by)
        elif kept and self.history is not None:
            self.history().commit(kept, by=by, told=told, typed_on=typed_on)

    def stays(self, why: str) -> None:
        """Say of something that was done past this desk why nobody can take it back."""
        if self.history is not None:
            self.history().stay(why)

    def sides(self, kind: type[R], id: str) -> tuple[R, ...]:  # noqa: A002
        """What is kept under an id: nothing, one value, or each side of what two programs wrote at once."""
        conflict = self.store.conflict(kind, id)
        if conflict is not None:
            return tuple(side.value for side in conflict.sides)
        value = self.store.find(kind, id)
        return () if value is None else (value,)

    def named(self, values: Iterable[N], ref: str, *, what: str, hint: str) -> N:
        """The one value whose id is, or begins with, what was given.

        Raises:
            NotFoundError: If there is none.
            UsageError: If several begin so.
        """
        wanted = ref.strip().casefold()
        found = [value for value in values if wanted and value.id.startswith(wanted)]
        exact = [value for value in found if value.id == wanted]
        if exact or len(found) == 1:
            return (exact or found)[0]
        if found:
            some = ", ".join(value.id for value in found[:5])
            raise UsageError(f"{ref!r} fits {len(found)} ids: {some}.\nGive more of it.")
        raise NotFoundError(what, ref, hint)
