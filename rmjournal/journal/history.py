"""What this run did to the journal, step by step, so that it can be taken back and done again.

A step is one commit of the journal's verbs. Taking it back is a commit of its own: a new version that says
what the one before it said, and a tombstone over what was new. So nothing is ever lost by it, and the other
partner's copy takes it in like any change.

Some steps are not on record at all: what somebody keeps alone, sealed answers, topic lights, the clock, and
typing, which a text area takes back by itself. Others are on record as steps that stay, with the reason:
what was released, signed, opened from a seal, or moved between two shelves.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from rmjournal.domain.agreement import Clause, Signature, Standing, Version, WorkingCard
from rmjournal.domain.assessment import Assessment, Page
from rmjournal.domain.capture import Action, Capture, CaptureKind
from rmjournal.domain.goals import Evidence, Expectation, Goal, Offer
from rmjournal.domain.letter_draft import Confirmation, LetterDraft, Release
from rmjournal.domain.lights import Lights, Topic
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.ratings import Agreed
from rmjournal.domain.record import Record
from rmjournal.domain.reflection import Reflection
from rmjournal.domain.seal import Answer, Opening, Round
from rmjournal.domain.session import Note, Session, SessionState, Spell
from rmjournal.domain.shelf import KeySlot, LockedPage
from rmjournal.domain.testimony import Testimony
from rmjournal.errors import RuleError
from rmjournal.journal.history_words import words_of
from rmjournal.store.store import Change, Delete, Put

if TYPE_CHECKING:
    from rmjournal.journal.desk import Desk

MOST_STEPS = 200
"""How many steps are remembered."""

UNDOABLE: tuple[type[Record], ...] = (
    Action,
    Agreed,
    Assessment,
    Capture,
    Clause,
    Evidence,
    Expectation,
    Goal,
    Offer,
    Pair,
    Reflection,
    Session,
    Standing,
)
"""What a step can be about."""

UNRECORDED: tuple[type[Record], ...] = (
    Answer,
    Confirmation,
    KeySlot,
    LetterDraft,
    Lights,
    LockedPage,
    Note,
    Page,
    Round,
    Spell,
    Testimony,
    Topic,
    WorkingCard,
)
"""What is private, sealed, timed, typed or under somebody's name."""

FINAL: dict[type[Record], str] = {
    Opening: "The seal was opened; what both have seen cannot be sealed again.",
    Release: "A letter was released; what has left the journal cannot be called back.",
    Signature: "The agreement was signed; a signature is not taken back. A new version can be agreed on.",
    Version: "The agreement was signed; a signature is not taken back. A new version can be agreed on.",
}
"""Why some things stay once they are done."""

_BETWEEN_SHELVES = "A reflection was moved or taken back; that is done and undone under Reflections."
_TWO_VERSIONS = "Two versions were settled into one; that choice stays."
_CHANGED = "It was changed since then, here or by your partner"
_EMPTIED = "Its words are not in the trash anymore"
_IN_USE = "Something that came later is about it"
_NEXT = " What was done before it can still be undone: u again."


class Moved(msgspec.Struct, frozen=True):
    """What one record said before a step, and after it; () where it was not there."""

    kind: type[Record]
    id: str
    before: tuple[Record, ...]
    after: tuple[Record, ...]


class Step(msgspec.Struct, frozen=True):
    """One commit of this run."""

    moved: tuple[Moved, ...] = ()
    words: str = ""
    """What it did: "marked the action ... done"."""
    stays: str = ""
    """Why it cannot be taken back, if so."""


class History:
    """The steps of this run."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._done: deque[Step] = deque(maxlen=MOST_STEPS)
        self._undone: list[Step] = []

    def commit(self, changes: tuple[Change, ...], *, by: Who) -> None:
        """Keep these changes, and take down what they did."""
        kinds = {type(change.value) for change in changes}
        if kinds <= set(UNRECORDED):
            self._desk.store.commit(*changes, writer=by)
            return
        moved = self._moving(changes, by=by)
        step = _step(kinds, moved)
        if not _is_typing(moved):
            self._done.append(step)
            self._undone.clear()

    def undo(self, *, by: Who) -> str:
        """Take the last step back; what it was, in words.

        Raises:
            RuleError: If there is none, or it cannot be taken back: then it is left, and the one before it is
                next.
        """
        if not self._done:
            raise RuleError("There is nothing to undo: nothing was changed since the journal was opened.")
        self._undone.append(self._turn(self._done, by=by))
        return self._undone[-1].words

    def redo(self, *, by: Who) -> str:
        """Do again what was taken back last; what it was, in words.

        Raises:
            RuleError: If there is nothing, or it cannot be done again.
        """
        if not self._undone:
            raise RuleError("There is nothing to do again: nothing was undone since the last change.")
        self._done.append(self._turn(self._undone, by=by))
        return self._done[-1].words

    def _turn(self, steps: deque[Step] | list[Step], *, by: Who) -> Step:
        step = steps[-1]
        self._must_be_the_author(step, by)
        steps.pop()
        more = _NEXT if steps else ""
        if step.stays:
            raise RuleError(f"Not undone. {step.stays}{more}")
        try:
            changes = [change for moved in step.moved for change in self._back(moved, step)]
        except RuleError as error:
            raise RuleError(f"Left as it is: {step.words}. {error}.{more}") from error
        return Step(self._moving(changes, by=by), step.words)

    def _moving(self, changes: Iterable[Change], *, by: Who) -> tuple[Moved, ...]:
        changes = tuple(changes)
        places = list(dict.fromkeys((type(change.value), change.value.id) for change in changes))
        before = [self._desk.sides(*place) for place in places]
        self._desk.store.commit(*changes, writer=by)
        return tuple(
            Moved(*place, held, self._desk.sides(*place)) for place, held in zip(places, before, strict=True)
        )

    def _back(self, moved: Moved, step: Step) -> Iterator[Change]:
        """The changes that bring a record back to what it said."""
        if self._desk.sides(moved.kind, moved.id) != moved.after:
            raise RuleError(_CHANGED)
        if moved.before and moved.after:
            yield from self._said_before(moved.before[0], moved.after[0])
        elif moved.before:
            yield self._brought_back(moved.before[0])
        elif moved.after:
            yield from self._taken_away(moved.after[0], step)

    def _said_before(self, before: Record, after: Record) -> Iterator[Change]:
        if isinstance(before, Session) and isinstance(after, Session):
            yield from self._session_before(before, after)
        if isinstance(before, Goal) and isinstance(after, Goal):
            new = {one.id for one in after.wordings} - {one.id for one in before.wordings}
            self._must_be_unused(new, but=[after.id])
        yield Put(before, over=(after,))

    def _brought_back(self, value: Record) -> Change:
        if value not in [side.value for side in self._desk.store.deleted(type(value))]:
            raise RuleError(_EMPTIED)
        if isinstance(value, Session):
            self._must_be_the_only_open(value)
        return Put(value, over=(value,))

    def _taken_away(self, value: Record, step: Step) -> Iterator[Change]:
        self._must_be_unused({value.id}, but=[one.id for one in step.moved])
        if isinstance(value, Session):
            yield from self._time_of(value)
        yield Delete(value)

    def _session_before(self, before: Session, after: Session) -> Iterator[Change]:
        self._must_be_the_only_open(before)
        if before.started is None and after.started is not None:
            self._must_be_unused({before.id})
            yield from self._time_of(before)

    def _time_of(self, session: Session) -> Iterator[Change]:
        return (Delete(one) for one in self._desk.store.all(Spell) if one.session == session.id)

    def _must_be_the_only_open(self, session: Session) -> None:
        others = (one for one in self._desk.store.all(Session) if one.id != session.id)
        if session.state is SessionState.OPEN and any(one.state is SessionState.OPEN for one in others):
            raise RuleError("Another session is open now")

    def _must_be_unused(self, ids: set[str], *, but: Iterable[str] = ()) -> None:
        """Nothing else may point to what goes away; the clock is no reason to keep a session."""
        wanted = [f'"{one}"'.encode() for one in ids]
        spared = ids | set(but)
        for kind in (*UNDOABLE, *UNRECORDED, *FINAL):
            if kind is Spell:
                continue
            for value in self._desk.store.all(kind):
                said = msgspec.json.encode(value) if value.id not in spared else b""
                if any(one in said for one in wanted):
                    raise RuleError(_IN_USE)

    def _must_be_the_author(self, step: Step, by: Who) -> None:
        for moved in step.moved:
            for value in (*moved.before, *moved.after):
                author = value.by if isinstance(value, Reflection) else getattr(value, "who", by)
                if author is not by:
                    name = self._desk.pair.first_name(author)
                    raise RuleError(f"Not undone: {step.words}. Only {name} does; F2 passes the keyboard.")


def _step(kinds: set[type[Record]], moved: tuple[Moved, ...]) -> Step:
    final = [FINAL[kind] for kind in sorted(kinds & set(FINAL), key=lambda kind: kind.table)]
    if final:
        return Step(stays=final[0])
    if not kinds <= set(UNDOABLE) or any(_is_emptied(one) for one in moved):
        return Step(stays=_BETWEEN_SHELVES)
    if any(len(one.before) > 1 or len(one.after) > 1 for one in moved):
        return Step(stays=_TWO_VERSIONS)
    changed = [(next(iter(one.before), None), next(iter(one.after), None)) for one in moved]
    return Step(moved, words_of(changed))


def _is_emptied(moved: Moved) -> bool:
    return any(isinstance(one, Reflection) and not one.is_there for one in (*moved.before, *moved.after))


def _is_typing(moved: tuple[Moved, ...]) -> bool:
    """Whether only what is typed into a field, and saved from there as it grows, was changed."""
    return all(_is_takeaway(one) or _is_text_of_the_agreement(one) for one in moved)


def _is_takeaway(moved: Moved) -> bool:
    return all(
        isinstance(one, Capture) and one.kind is CaptureKind.TAKEAWAY for one in (*moved.before, *moved.after)
    )


def _is_text_of_the_agreement(moved: Moved) -> bool:
    clauses = [*moved.before, *moved.after]
    texts = {msgspec.structs.replace(one, text="") for one in clauses if isinstance(one, Clause)}
    return moved.kind is Clause and len(clauses) == 2 and len(texts) == 1
