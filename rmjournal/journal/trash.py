"""The trash: what was deleted, bringing it back, and emptying it.

Both see what was deleted of what both could see. What was deleted on *mine* stays locked in the file: it is
listed for its author alone, while the shelf is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from rmjournal.domain.capture import Action, Capture, CaptureKind
from rmjournal.domain.days import dated_day
from rmjournal.domain.goals import Expectation, Goal, Offer
from rmjournal.domain.letter_draft import LetterDraft, Release
from rmjournal.domain.lights import Topic
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.reflection import PrivateQuestion, PrivateReflection, Reflection, Words
from rmjournal.domain.session import Note, Session, SessionState
from rmjournal.domain.shelf import LockedPage, Private
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.history_steps import author_of
from rmjournal.journal.history_words import name_of
from rmjournal.journal.mine import Mine
from rmjournal.journal.uses import are_used
from rmjournal.store import care
from rmjournal.store.store import Delete, Put, Side, Store

EMPTIED = "The trash was emptied: what was deleted is not in the trash anymore."
"""Why undo goes no further back without a word."""

_GONE = "It is not in the trash anymore: it was brought back, or the trash was emptied meanwhile."
_IN_USE = "It is in use in other words, kept in another copy. These stay in the trash until it is emptied."

OURS: tuple[type[Record], ...] = (
    Session,
    Note,
    Action,
    Capture,
    Reflection,
    Expectation,
    Goal,
    Offer,
    Topic,
    LetterDraft,
)
"""What both can see that can be deleted."""


class Deleted(Value, frozen=True, kw_only=True):
    """Something in the trash, with who deleted it and when."""

    what: Record | Private
    by: Who
    at: datetime
    """Aware, UTC."""
    notes: tuple[Note, ...] = ()
    """The notes that went with a session."""
    is_in_use: bool = False
    """Whether the journal has it in other words, from another copy that did not delete it."""

    @property
    def id(self) -> str:
        """The id of what was deleted."""
        return self.what.id

    @property
    def is_private(self) -> bool:
        """Whether it was on *mine*."""
        return isinstance(self.what, Private)

    @property
    def kind(self) -> str:
        """What it is, in a word or a few."""
        if isinstance(self.what, Capture):
            return "topic" if self.what.kind is CaptureKind.PARKING else self.what.kind.value
        if isinstance(self.what, Goal | Expectation):
            return f"{_KINDS[type(self.what)]} {self.what.label}"
        return _KINDS[type(self.what)]

    @property
    def first_line(self) -> str:
        """The first line of its words, as it was written."""
        lines = (line.strip() for line in _WORDS[type(self.what)](self.what).splitlines())
        return next(filter(None, lines), "")

    def __repr__(self) -> str:
        """What was deleted, for a log or a traceback: without its words, which may be private."""
        return f"Deleted({self.kind!r}, {self.id!r})"


class Trash:
    """What was deleted and still has its words."""

    def __init__(self, desk: Desk, store: Store, mine: Mine) -> None:
        self._desk = desk
        self._store = store
        self._mine = mine

    def all(self, *, by: Who) -> tuple[Deleted, ...]:
        """All that the one who is writing may see, the latest first; *mine* while it is open for them."""
        return _by_time([*self.ours(), *self._alone(by)])

    def ours(self) -> tuple[Deleted, ...]:
        """What was deleted of what both could see, the latest first."""
        sides = (side for kind in OURS for side in self._store.deleted(kind))
        gone = self._ids_of(Session)
        return _by_time([self._of(side) for side in sides if self._is_listed(side.value, gone)])

    def bring_back(self, deleted: Deleted, *, by: Who) -> None:
        """Bring something back as it was, a session with its notes.

        Raises:
            RuleError: If it is not in the trash anymore, is in use in other words, is somebody else's, or
                does not fit with what there is now.
            ShelfLockedError: If it is on *mine*, and the shelf is not open for this one.
        """
        what = deleted.what
        if isinstance(what, Private):
            self._bring_back_alone(what, by=by)
            return
        self._must_be_here(what)
        self._must_fit(what, by=by)
        notes = [note for note in deleted.notes if note in self._words_of(Note)]
        changes = [Put(_again(value), over=(value,)) for value in (what, *notes)]
        self._desk.commit(changes, by=by, told=f"brought {name_of(what)} back")

    def put_back(self, deleted: Deleted, *, by: Who) -> None:
        """Put something on *mine* that came back into the trash again, locked as before.

        Raises:
            NotFoundError: If it is not there anymore as it came back.
            ShelfLockedError: If the shelf is not open for this one.
        """
        if isinstance(deleted.what, Private):
            self._mine.pages(by).delete(deleted.what)

    def throw_away(self, session: Session, *, by: Who = Who.BOTH) -> None:
        """Delete a session with its notes, held or only planned; the words are in the trash then.

        Raises:
            RuleError: If something else belongs to it, such as an action that was captured in it.
        """
        notes = [note for note in self._store.all(Note) if note.session == session.id]
        if are_used(self._store, {session.id}, but=[note.id for note in notes]):
            raise RuleError(
                "Actions, lines, links or answers belong to this session, so it stays.\n"
                f"To take all of it away for good: rmjournal erase {session.id}"
            )
        gone = [Delete(one) for one in (session, *notes)]
        self._desk.commit(gone, by=by, told=f"deleted {name_of(session)}")

    def empty(self, *, by: Who = Who.BOTH) -> int:
        """Take the words of what was deleted out of the journal; of how many records.

        What was deleted on *mine* goes only by its author, with the shelf open: nobody throws away for good
        what is the other's.

        Raises:
            StoreError: If the backup before it could not be made, or the journal not saved.
        """
        pages = (side.value for side in self._store.deleted(LockedPage))
        spared = {(LockedPage.table, page.id) for page in pages if not self._is_own(page, by)}
        count = care.empty_trash(self._store, spared=spared)
        if count:
            self._desk.stays(EMPTIED)
        return count

    def _is_own(self, page: LockedPage, by: Who) -> bool:
        return page.author is by and self._mine.is_open(by)

    def _alone(self, by: Who) -> Iterator[Deleted]:
        if not self._mine.is_open(by):
            return
        pages = self._mine.pages(by)
        for kind in _ALONE:
            for page, at in pages.thrown_away(kind):
                yield Deleted(what=page, by=by, at=at)

    def _of(self, side: Side[Record]) -> Deleted:
        what = side.value
        return Deleted(
            what=what,
            by=side.writer,
            at=side.changed,
            notes=tuple(self._notes_of(what)) if isinstance(what, Session) else (),
            is_in_use=bool(self._desk.sides(type(what), what.id)),
        )

    def _notes_of(self, session: Session) -> Iterator[Note]:
        """The notes of a session that are in the trash as it is, each once."""
        seen = set[str]()
        for side in self._store.deleted(Note):
            note = side.value
            if note.session == session.id and note.id not in seen and not self._desk.sides(Note, note.id):
                seen.add(note.id)
                yield note

    def _is_listed(self, value: Record, sessions: set[str]) -> bool:
        match value:
            case Note():
                return bool(value.text.strip()) and value.session not in sessions
            case Reflection():
                return value.is_there
            case LetterDraft():
                return not any(self._was_released(value, one) for one in self._store.all(Release))
        return True

    @staticmethod
    def _was_released(draft: LetterDraft, release: Release) -> bool:
        """Whether a draft went because the letter about its days was released, which has the words now."""
        return release.period == draft.period and release.on >= draft.facts.on

    def _bring_back_alone(self, what: Private, *, by: Who) -> None:
        pages = self._mine.pages(by)
        if what not in pages.deleted(type(what)):
            raise RuleError(_GONE)
        pages.bring_back(what)

    def _must_be_here(self, what: Record) -> None:
        if what not in self._words_of(type(what)):
            raise RuleError(_GONE)
        if self._desk.sides(type(what), what.id):
            raise RuleError(_IN_USE)

    def _must_fit(self, what: Record, *, by: Who) -> None:
        author = author_of(what)
        if author not in (None, by):
            name = self._desk.pair.first_name(author)
            raise RuleError(f"This is {name}'s; only they bring it back. F2 passes the keyboard.")
        if isinstance(what, Session) and what.state is SessionState.OPEN and self._is_one_open():
            raise RuleError("Another session is open now. Once it is wrapped up, this one can come back.")
        if isinstance(what, Goal) and what.expectation in self._ids_of(Expectation):
            raise RuleError("The want that this goal is for is in the trash too. Bring that back first.")

    def _is_one_open(self) -> bool:
        return any(one.state is SessionState.OPEN for one in self._store.all(Session))

    def _ids_of(self, kind: type[Record]) -> set[str]:
        """What is in the trash of a kind and not in use."""
        gone = {value.id for value in self._words_of(kind)}
        return {id for id in gone if not self._desk.sides(kind, id)}  # noqa: A001

    def _words_of(self, kind: type[Record]) -> list[Record]:
        return [side.value for side in self._store.deleted(kind)]


def _by_time(found: list[Deleted]) -> tuple[Deleted, ...]:
    return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True))


def _again(value: Record) -> Record:
    """A record as it comes back: under a letter, nothing that was confirmed before stands."""
    return value.back_after(value) if isinstance(value, LetterDraft) else value


def _said(words: Words | None) -> str:
    return "" if words is None else words.title or words.text or ", ".join(words.feelings)


_KINDS: dict[type[Record | Private], str] = {
    Action: "action",
    Expectation: "want",
    Goal: "goal",
    LetterDraft: "draft of a letter",
    Note: "note",
    Offer: "offer",
    PrivateQuestion: "question on mine",
    PrivateReflection: "reflection on mine",
    Reflection: "reflection on ours",
    Session: "session",
    Topic: "topic of the agreement",
}
_WORDS: dict[type[Record | Private], Callable[[Any], str]] = {
    Action: lambda one: one.text,
    Capture: lambda one: one.text,
    Expectation: lambda one: one.text,
    Goal: lambda one: one.title,
    LetterDraft: lambda one: f"about {one.period.words}",
    Note: lambda one: one.text,
    Offer: lambda one: one.text,
    PrivateQuestion: lambda one: one.text,
    PrivateReflection: lambda one: _said(one.words),
    Reflection: lambda one: _said(one.words),
    Session: lambda one: f"{one.title}, {dated_day(one.on)}",
    Topic: lambda one: one.name,
}
_ALONE: tuple[type[PrivateReflection] | type[PrivateQuestion], ...] = (PrivateReflection, PrivateQuestion)
