"""Reading everything, and saying what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rmjournal.domain.agreement import Clause, Signature, Standing, Version, WorkingCard
from rmjournal.domain.assessment import Assessment, Page
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import Evidence, Expectation, Goal, Offer, twins
from rmjournal.domain.letter_draft import Confirmation, LetterDraft, Release
from rmjournal.domain.lights import Lights, Topic
from rmjournal.domain.pair import Pair
from rmjournal.domain.progress import Progress, unheard
from rmjournal.domain.ratings import Agreed
from rmjournal.domain.record import Clock, Record
from rmjournal.domain.reflection import Reflection
from rmjournal.domain.seal import Answer, Opening, Round
from rmjournal.domain.session import Note, Session, Spell
from rmjournal.domain.shelf import KeySlot, LockedPage
from rmjournal.domain.testimony import Testimony
from rmjournal.errors import StoreError
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.store.check import Finding, check
from rmjournal.store.store import Store

__all__ = ["Finding", "check_journal"]

_DERIVED: tuple[type[Record], ...] = (
    Pair,
    Clause,
    WorkingCard,
    Standing,
    Assessment,
    Page,
    Lights,
    Opening,
    Agreed,
    Testimony,
)
"""Kinds whose ids are those of what they are about, and may be there twice."""

KINDS: tuple[type[Record], ...] = (
    *_DERIVED,
    Session,
    Note,
    Spell,
    Action,
    Capture,
    Signature,
    Answer,
    Version,
    Expectation,
    Goal,
    Offer,
    Evidence,
    Topic,
    Round,
    Reflection,
    LockedPage,
    KeySlot,
    LetterDraft,
    Confirmation,
    Release,
)
"""Everything that a journal keeps."""

_LINKS = {
    ("notes", "session"): "sessions",
    ("spells", "session"): "sessions",
    ("actions", "session"): "sessions",
    ("actions", "carried"): "sessions",
    ("captures", "session"): "sessions",
    ("captures", "carried"): "sessions",
    ("goals", "expectation"): "expectations",
    ("rounds", "session"): "sessions",
    ("answers", "round"): "rounds",
    ("agreed", "round"): "rounds",
    ("signatures", "version"): "agreements",
    ("confirmations", "draft"): "letter_drafts",
}
"""Which table the ids in a field lead to."""


def check_journal(path: Path, *, clock: Clock, progress: Progress = unheard) -> tuple[Finding, ...]:
    """What is wrong with a journal, its backups, its templates and what lies beside it."""
    found = check(path, kinds=KINDS, links=_LINKS, clock=clock, derived=_DERIVED, progress=progress)
    try:
        store = Store.open(path, clock=clock, ids=str)
    except StoreError:
        return (*found, *_of_templates(path))
    return (*found, *_of_labels(store), *_of_releases(store), *_of_templates(path))


def _of_labels(store: Store) -> Iterator[Finding]:
    """Labels are not ids: two copies may each have given out the same one."""
    for group in (*twins(store.all(Expectation)), *twins(store.all(Goal))):
        yield Finding(
            where=" and ".join(f"{one.table}/{one.id}" for one in group),
            what=f"they have one label, {group[0].label}",
            todo=f"To give one of them another: rmjournal goal renumber {group[-1].id}",
        )


def _of_releases(store: Store) -> Iterator[Finding]:
    """A letter that left is kept word for word; whoever changed the file by hand changed what was said."""
    for one in store.all(Release):
        if not one.is_whole():
            yield Finding(
                where=f"{one.table}/{one.id}",
                what="its text is not the one that was released",
                todo="A backup may have it as it was: rmjournal backups",
            )


def _of_templates(path: Path) -> Iterator[Finding]:
    for unusable in TemplateLibrary.beside(path).unusable():
        for problem in unusable.problems:
            yield Finding(where=f"{unusable.path}:{problem.line}", what=problem.what, todo=problem.fix)
