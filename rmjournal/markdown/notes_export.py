"""The notes of a period as one document: sessions, what was captured beside them, and what is on *ours*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rmjournal.domain.capture import Action, Capture, Carried
from rmjournal.domain.days import long_day, span_words
from rmjournal.domain.letter import Period
from rmjournal.domain.pair import Pair
from rmjournal.domain.record import Value
from rmjournal.domain.reflection import Reflection, Words
from rmjournal.domain.session import Note, Session
from rmjournal.markdown.session_note import add_actions, add_captured, add_session
from rmjournal.markdown.writing import Document

_C = TypeVar("_C", bound=Carried)


class SessionNotes(Value, frozen=True, kw_only=True):
    """A session with its notes and the seconds used, by item."""

    session: Session
    notes: Mapping[str, Note]
    used: Mapping[str, int]


def notes_export(
    *,
    pair: Pair,
    period: Period,
    sessions: Iterable[SessionNotes],
    actions: Sequence[Action],
    captures: Sequence[Capture],
    ours: Iterable[Reflection],
) -> str:
    """The notes of a period, the oldest session first.

    Actions and lines of other sessions are left out; those that belong to none stand in a part of their own.
    """
    actions_of, captures_of = _by_session(actions), _by_session(captures)
    document = Document()
    document.heading(1, f"Notes of {pair.mentor} and {pair.mentee}")
    document.paragraph(span_words(period.since, period.until))
    with document.deeper():
        for one in sessions:
            add_session(
                document,
                pair=pair,
                session=one.session,
                notes=one.notes,
                used=one.used,
                actions=actions_of.get(one.session.id, ()),
                captures=captures_of.get(one.session.id, ()),
            )
        _beside(document, pair, period, actions, captures)
    _ours(document, pair, ours)
    return str(document)


def add_words(document: Document, words: Words) -> None:
    """A reflection's words, with the feelings and tags that belong to them."""
    for what, said in (("Feelings", words.feelings), ("Tags", words.tags)):
        if said:
            document.paragraph(f"{what}: ", ", ".join(said))
    document.block(words.text)


def _by_session(found: Iterable[_C]) -> Mapping[str, Sequence[_C]]:
    """What came out of each session or was carried over by it, by the session's id."""
    kept: dict[str, list[_C]] = {}
    for one in found:
        for session in dict.fromkeys((one.session, *one.carried)):
            kept.setdefault(session, []).append(one)
    return kept


def _beside(
    document: Document, pair: Pair, period: Period, actions: Sequence[Action], captures: Sequence[Capture]
) -> None:
    loose_lines = [one for one in captures if not one.session and period.holds(one.made.date())]
    loose_actions = [one for one in actions if not one.session and period.holds(one.made.date())]
    if loose_lines or loose_actions:
        document.heading(1, "Between sessions")
        add_captured(document, pair, loose_lines)
        add_actions(document, pair, loose_actions)


def _ours(document: Document, pair: Pair, ours: Iterable[Reflection]) -> None:
    shared = sorted(
        ((one.words, one) for one in ours if one.words is not None),
        key=lambda pair_of: (pair_of[0].on, pair_of[1].made, pair_of[1].id),
    )
    if shared:
        document.heading(2, "Reflections on ours")
    for words, one in shared:
        document.heading(3, words.title or long_day(words.on))
        document.paragraph(pair.name_of(one.by), *([f", {long_day(words.on)}"] if words.title else []))
        add_words(document, words)
