"""What this run did to the journal, step by step, so that it can be taken back and done again.

A step is one commit of the journal's verbs. Taking it back is a commit of its own: a new version that says
what the one before it said, and a tombstone over what was new. So nothing is ever lost by it, and the other
partner's copy takes it in like any change.

Only typing, which a text area takes back by itself, and the clock are not on record. What cannot be taken
back is on record as a step that stays, with the reason: what was released, signed, opened from a seal, done
alone or moved between two shelves. So undo never goes on by itself to an older change that nobody meant.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from rmjournal.domain.goals import Goal
from rmjournal.domain.letter_draft import Confirmation, LetterDraft
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record
from rmjournal.domain.session import Session, SessionState, Spell
from rmjournal.domain.shelf import LockedPage
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.history_steps import (
    Moved,
    Step,
    author_of,
    grown_step,
    is_typing,
    is_unrecorded,
    say_the_same,
    step_of,
)
from rmjournal.journal.uses import are_used
from rmjournal.store.store import Change, Delete, Put

MOST_STEPS = 200
"""How many steps are remembered."""

_CHANGED = "It was changed since then, here or by your partner"
_EMPTIED = "Its words are not in the trash anymore"
_IN_USE = "Something that came later is about it"
_NEXT = " What was done before it can still be undone: u again."


class History:
    """The steps of this run."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._done: deque[Step] = deque(maxlen=MOST_STEPS)
        self._undone: list[Step] = []

    def commit(self, changes: tuple[Change, ...], *, by: Who, told: str = "", typed_on: bool = False) -> None:
        """Keep these changes, and take down what they did: in the words that are told, if any are."""
        if not told and is_unrecorded(changes):
            self._desk.store.commit(*changes, writer=by)
            return
        moved = self._moving(changes, by=by)
        if told:
            # What is done alone goes with it, and is neither told of nor taken back.
            self._take_down(Step(tuple(one for one in moved if one.kind is not LockedPage), told))
        elif typed_on or is_typing(moved):
            self._write_on(moved)
        else:
            self._take_down(step_of(moved))

    def stay(self, why: str) -> None:
        """Take down that something was done which stays, with the reason as a sentence."""
        self._take_down(Step(stays=why))

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

    def _take_down(self, step: Step) -> None:
        # Five answers of one round are one thing to be told of.
        if not step.stays or not self._done or self._done[-1].stays != step.stays:
            self._done.append(step)
        self._undone.clear()

    def _write_on(self, moved: tuple[Moved, ...]) -> None:
        """Typing is no step; where the step before began the text, it goes on to what the text says now."""
        grown = grown_step(self._done[-1], moved) if self._done else None
        if grown is not None:
            self._done[-1] = grown
            self._undone.clear()
        elif not is_typing(moved):
            self._take_down(step_of(moved))

    def _turn(self, steps: deque[Step] | list[Step], *, by: Who) -> Step:
        step = steps[-1]
        self._must_be_the_author(step, by)
        steps.pop()
        more = _NEXT if steps else ""
        if step.stays:
            raise RuleError(f"Not undone. {step.stays}{more}")
        try:
            changes = [
                change
                for moved in step.moved
                if moved.kind is not Confirmation
                for change in self._back(moved, step)
            ]
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
        now = self._desk.sides(moved.kind, moved.id)
        if not say_the_same(now, moved.after):
            raise RuleError(_CHANGED)
        if moved.before and now:
            yield from self._said_before(moved.before[0], now[0])
        elif moved.before:
            yield self._brought_back(moved.before[0])
        elif now:
            yield from self._taken_away(now[0], step)

    def _said_before(self, before: Record, now: Record) -> Iterator[Change]:
        if isinstance(before, Session) and isinstance(now, Session):
            yield from self._session_before(before, now)
        if isinstance(before, Goal) and isinstance(now, Goal):
            new = {one.id for one in now.wordings} - {one.id for one in before.wordings}
            self._must_be_unused(new, but=[now.id])
        if isinstance(before, LetterDraft) and isinstance(now, LetterDraft):
            before = before.back_after(now)
        yield Put(before, over=(now,))

    def _brought_back(self, value: Record) -> Change:
        if value not in [side.value for side in self._desk.store.deleted(type(value))]:
            raise RuleError(_EMPTIED)
        if isinstance(value, Session):
            self._must_be_the_only_open(value)
        again = value.back_after(value) if isinstance(value, LetterDraft) else value
        return Put(again, over=(value,))

    def _taken_away(self, value: Record, step: Step) -> Iterator[Change]:
        self._must_be_unused({value.id}, but=[one.id for one in step.moved])
        if isinstance(value, Session):
            yield from self._time_of(value)
        if isinstance(value, LetterDraft):
            yield from self._confirmed_of(value)
        yield Delete(value)

    def _session_before(self, before: Session, after: Session) -> Iterator[Change]:
        self._must_be_the_only_open(before)
        if before.started is None and after.started is not None:
            self._must_be_unused({before.id})
            yield from self._time_of(before)

    def _time_of(self, session: Session) -> Iterator[Change]:
        return (Delete(one) for one in self._desk.store.all(Spell) if one.session == session.id)

    def _confirmed_of(self, draft: LetterDraft) -> Iterator[Change]:
        return (Delete(one) for one in self._desk.store.all(Confirmation) if one.draft == draft.id)

    def _must_be_the_only_open(self, session: Session) -> None:
        others = (one for one in self._desk.store.all(Session) if one.id != session.id)
        if session.state is SessionState.OPEN and any(one.state is SessionState.OPEN for one in others):
            raise RuleError("Another session is open now")

    def _must_be_unused(self, ids: set[str], *, but: Iterable[str] = ()) -> None:
        """Nothing else may point to what goes away."""
        if are_used(self._desk.store, ids, but=but):
            raise RuleError(_IN_USE)

    def _must_be_the_author(self, step: Step, by: Who) -> None:
        for moved in step.moved:
            for value in (*moved.before, *moved.after):
                author = author_of(value)
                if author not in (None, by):
                    name = self._desk.pair.first_name(author)
                    raise RuleError(f"Not undone: {step.words}. Only {name} does; F2 passes the keyboard.")
