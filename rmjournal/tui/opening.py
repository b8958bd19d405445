"""Which page shows a record, wherever it was met: found, in the timeline, or in the review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from textual.screen import Screen

from rmjournal.domain.agreement import Version
from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.letter_draft import Release
from rmjournal.domain.record import Record
from rmjournal.domain.reflection import PrivateReflection, Reflection
from rmjournal.domain.seal import Round, RoundKind
from rmjournal.domain.session import Note, Session
from rmjournal.tui.seat import Seat

Opened: TypeAlias = Screen[Any] | None
"""The page that shows a record; None where no page does."""

R = TypeVar("R", bound=Record)


def page_for(seat: Seat, table: str, ref: str, *, session: str = "", item: str = "") -> Opened:
    """The page that shows a record: its own, else that of the session it was written in.

    Args:
        seat: Where the page is shown.
        table: Where the record is kept; "" for what is on an open *mine*.
        ref: Its id.
        session: The id of the session it belongs to.
        item: The id of the agenda item it was written under.
    """
    opener = _OPENERS.get(table)
    page = opener(seat, ref) if opener is not None else None
    return page or _session(seat, session, at=item if table == Note.table else ref)


def _session(seat: Seat, ref: str, *, at: str = "") -> Opened:
    from rmjournal.tui.screens.note import NoteScreen

    session = _found(seat.journal.sessions.all(), ref)
    return NoteScreen(seat, session, at=at) if session else None


def _subject(seat: Seat, ref: str) -> Opened:
    from rmjournal.tui.screens.entry import EntryScreen

    subject = _found((*seat.journal.goals.all(), *seat.journal.expectations.all()), ref)
    return EntryScreen(seat, subject) if isinstance(subject, Goal | Expectation) else None


def _version(seat: Seat, ref: str) -> Opened:
    from rmjournal.tui.screens.agreement_version import VersionScreen

    agreement = seat.journal.agreement
    signed = filter(None, (*agreement.versions(), agreement.pending()))
    number = next((one.version.number for one in signed if one.version.id == ref), None)
    return None if number is None else VersionScreen(seat, number)


def _letter(seat: Seat, ref: str) -> Opened:
    from rmjournal.tui.screens.released_letter import ReleasedScreen

    letter = _found(seat.journal.letters.releases(), ref)
    return ReleasedScreen(seat, letter) if letter else None


def _ratings(seat: Seat, ref: str) -> Opened:
    from rmjournal.tui.screens.goals import GoalsScreen

    rounds = (state.round for state in seat.journal.sealing.all(RoundKind.RATINGS))
    asked = next((one.asked for one in rounds if one.id == ref), ())
    return _subject(seat, asked[0]) if len(asked) == 1 else GoalsScreen(seat)


def _shared(seat: Seat, ref: str) -> Opened:
    from rmjournal.tui.screens.read_reflection import ReadReflectionScreen

    shared = _found(seat.journal.reflections.ours(), ref)
    if shared is None or shared.by is seat.writer:
        return None if shared is None else _written(seat, shared)
    return ReadReflectionScreen(seat, shared)


def _private(seat: Seat, ref: str) -> Opened:
    if not seat.journal.mine.is_open(seat.writer):
        return None
    page = next((one for one in seat.journal.reflections.mine(seat.writer) if one.id == ref), None)
    return _written(seat, page) if page else None


def _written(seat: Seat, page: PrivateReflection | Reflection) -> Opened:
    """A reflection of the one who is writing, to read and to write on."""
    from rmjournal.tui.reflection_draft import ReflectionDraft
    from rmjournal.tui.screens.reflect import ReflectScreen

    return ReflectScreen(ReflectionDraft(seat, seat.writer, page=page))


_OPENERS: Mapping[str, Callable[[Seat, str], Opened]] = {
    "": _private,
    Session.table: _session,
    Goal.table: _subject,
    Expectation.table: _subject,
    Version.table: _version,
    Release.table: _letter,
    Reflection.table: _shared,
    Round.table: _ratings,
}


def _found(records: Iterable[R], ref: str) -> R | None:
    return next((one for one in records if one.id == ref), None)
