"""What a commit is to somebody who wants to take it back: a step, a step that stays, or no step at all.

Every commit but typing and the clock is a step. Where one could not be taken back and were left out, undo
would go on to an older change that nobody meant; so it is a step that stays, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable

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
from rmjournal.domain.seal import PARTNERS, Answer, Opening, Round
from rmjournal.domain.session import Note, Session, Spell
from rmjournal.domain.shelf import KeySlot, LockedPage
from rmjournal.domain.testimony import Testimony
from rmjournal.journal.history_words import words_of
from rmjournal.store.store import Change, Put

UNDOABLE: tuple[type[Record], ...] = (
    Action,
    Agreed,
    Assessment,
    Capture,
    Clause,
    Evidence,
    Expectation,
    Goal,
    LetterDraft,
    Offer,
    Page,
    Pair,
    Reflection,
    Session,
    Standing,
    Topic,
    WorkingCard,
)
"""What a step can be about."""

UNRECORDED: tuple[type[Record], ...] = (Note, Spell)
"""What is typed, which its text takes back by itself, and the clock."""

# One reason for all of them: what somebody does alone is not told by what undo says of it.
_ALONE = "It was sealed, or is kept by one of you alone; it can be changed only where it was done."
_SIGNED = "The agreement was signed; a signature is not taken back. A new version can be agreed on."

FINAL: dict[type[Record], str] = {
    Answer: _ALONE,
    Confirmation: "A letter was confirmed under a name; a change to the letter clears that, undo does not.",
    KeySlot: _ALONE,
    Lights: _ALONE,
    LockedPage: _ALONE,
    Opening: "The seal was opened; what both have seen cannot be sealed again.",
    Release: "A letter was released; what has left the journal cannot be called back.",
    Round: _ALONE,
    Signature: _SIGNED,
    Testimony: "The mentee's words for the record are said, and taken back, under the mentee's own name.",
    Version: _SIGNED,
}
"""Why some things stay once they are done."""

_WEIGHTIEST = (Release, Opening, Version, Signature)
"""What gives the reason where a commit did several things."""

BETWEEN_SHELVES = "Something went from mine to ours, or back; that is done and undone under Reflections."
TWO_VERSIONS = "Two versions were settled into one; that choice stays."


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


def step_of(moved: tuple[Moved, ...]) -> Step:
    """The step that a commit was."""
    stays = _why_it_stays(moved)
    if stays:
        return Step(stays=stays)
    changed = [(next(iter(one.before), None), next(iter(one.after), None)) for one in moved]
    return Step(moved, words_of(changed))


def is_unrecorded(changes: Iterable[Change]) -> bool:
    """Whether a commit is typing, or the clock; a choice between two versions of a text is neither."""
    return all(type(one.value) in UNRECORDED and not _settles(one) for one in changes)


def is_typing(moved: tuple[Moved, ...]) -> bool:
    """Whether only what is typed into a field, and saved from there as it grows, was changed."""
    return all(_is_takeaway(one) or (one.kind is Clause and _is_text(one)) for one in moved)


def grown_step(step: Step, moved: tuple[Moved, ...]) -> Step | None:
    """The step with what was typed on since, where its text only grew as it was saved; else None."""
    if step.stays or len(step.moved) != 1 or len(moved) != 1:
        return None
    begun, now = step.moved[0], moved[0]
    follows = (begun.kind, begun.id, begun.after) == (now.kind, now.id, now.before)
    if not follows or not _is_text(now) or not (_is_text(begun) or not begun.before):
        return None
    return Step((msgspec.structs.replace(now, before=begun.before),), step.words)


def say_the_same(some: tuple[Record, ...], others: tuple[Record, ...]) -> bool:
    """Whether records say the same; a letter's draft that came back does so as another edition."""
    return tuple(map(_without_edition, some)) == tuple(map(_without_edition, others))


def author_of(record: Record) -> Who | None:
    """The one who alone may change a record; None where either may."""
    match record:
        case Reflection():
            return record.by
        case Assessment() | Page():
            return record.who
        case WorkingCard():
            return next(who for who in PARTNERS if WorkingCard.id_of(who) == record.id)
    return None


def _why_it_stays(moved: tuple[Moved, ...]) -> str:
    kinds = {one.kind for one in moved}
    reason = next((FINAL[kind] for kind in _WEIGHTIEST if kind in kinds), "")
    if reason:
        return reason
    if (LockedPage in kinds and kinds & set(UNDOABLE)) or any(map(_is_emptied, moved)):
        return BETWEEN_SHELVES
    # With a draft goes what was confirmed of it.
    final = sorted(kinds & FINAL.keys() - ({Confirmation} if LetterDraft in kinds else set()), key=_table)
    if final:
        return FINAL[final[0]]
    return TWO_VERSIONS if any(len(one.before) > 1 or len(one.after) > 1 for one in moved) else ""


def _table(kind: type[Record]) -> str:
    return kind.table


def _settles(change: Change) -> bool:
    return isinstance(change, Put) and len(change.over) > 1


def _is_emptied(moved: Moved) -> bool:
    return any(isinstance(one, Reflection) and not one.is_there for one in (*moved.before, *moved.after))


def _is_takeaway(moved: Moved) -> bool:
    return all(
        isinstance(one, Capture) and one.kind is CaptureKind.TAKEAWAY for one in (*moved.before, *moved.after)
    )


def _is_text(moved: Moved) -> bool:
    """Whether other words, and nothing else, were kept of a part of the agreement or of a page."""
    sides = [*moved.before, *moved.after]
    rest: set[object] = set()
    for one in sides:
        match one:
            case Clause():
                rest.add(msgspec.structs.replace(one, text=""))
            case Page():
                rest.add((one.who, one.moment))
    return moved.kind in (Clause, Page) and len(sides) == 2 and len(rest) == 1


def _without_edition(record: Record) -> Record:
    return msgspec.structs.replace(record, edition=0) if isinstance(record, LetterDraft) else record
