"""A session with all that belongs to it, for a note, a screen or a script."""

from __future__ import annotations

from datetime import date, datetime

from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.session import Session
from rmjournal.journal.actions import Actions
from rmjournal.journal.captures import Captures
from rmjournal.journal.sessions import Sessions


class ItemView(Value, frozen=True, kw_only=True):
    """One agenda item: minutes planned and used, and what was written under it."""

    id: str
    title: str
    lead: Who
    minutes: int
    used_seconds: int
    note: str
    note_by: Who | None


class SessionView(Value, frozen=True, kw_only=True):
    """One session. The field names are those of `--json` and stay as they are."""

    id: str
    on: date
    title: str
    template: str
    state: str
    minutes: int
    held: int
    moved: int
    started: datetime | None
    ended: datetime | None
    items: tuple[ItemView, ...]
    captures: tuple[Capture, ...]
    actions: tuple[Action, ...]


def view_of(session: Session, *, sessions: Sessions, captures: Captures, actions: Actions) -> SessionView:
    """Everything about one session."""
    notes = sessions.notes(session)
    used = sessions.used(session)
    items = tuple(
        ItemView(
            id=item.id,
            title=item.title,
            lead=item.lead,
            minutes=item.minutes,
            used_seconds=used.get(item.id, 0),
            note=notes[item.id].text if item.id in notes else "",
            note_by=notes[item.id].by if item.id in notes else None,
        )
        for item in session.items
    )
    return SessionView(
        id=session.id,
        on=session.on,
        title=session.title,
        template=session.template,
        state=session.state,
        minutes=session.minutes,
        held=session.held,
        moved=session.moved,
        started=session.started,
        ended=session.ended,
        items=items,
        captures=captures.of(session),
        actions=actions.of(session),
    )
