"""What a link leads to."""

from __future__ import annotations

from datetime import date

from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import Evidence, EvidenceKind
from rmjournal.domain.record import Value
from rmjournal.domain.reflection import Reflection
from rmjournal.domain.session import Note, Session
from rmjournal.journal.desk import Records


class Proof(Value, frozen=True, kw_only=True):
    """Something recorded that is linked to a goal or an expectation."""

    id: str
    """The link's."""
    kind: str
    """What it is: note, action, session, reflection, or the kind of a captured line."""
    record: str
    on: date
    title: str
    """The session it comes from; "" where it comes from none."""
    text: str
    """The words, as they are now; the line of a note as it was linked."""


def proof_of(evidence: Evidence, records: Records) -> Proof | None:
    """What a link leads to; None where that was deleted or taken back."""
    found = _recorded(evidence, records)
    if found is None:
        return None
    kind, session_id, text = found
    session = records.find(Session, session_id) if session_id else None
    return Proof(
        id=evidence.id,
        kind=kind,
        record=evidence.record,
        on=session.on if session else evidence.at.date(),
        title=session.title if session else "",
        text=evidence.line or text,
    )


def _recorded(evidence: Evidence, records: Records) -> tuple[str, str, str] | None:
    """What it is, the session it belongs to, and its words."""
    kind = evidence.kind.value
    match evidence.kind:
        case EvidenceKind.NOTE:
            note = records.find(Note, evidence.record)
            return (kind, note.session, note.text) if note else None
        case EvidenceKind.CAPTURE:
            capture = records.find(Capture, evidence.record)
            return (capture.kind.value, capture.session, capture.text) if capture else None
        case EvidenceKind.ACTION:
            action = records.find(Action, evidence.record)
            return (kind, action.session, action.text) if action else None
        case EvidenceKind.SESSION:
            session = records.find(Session, evidence.record)
            return (kind, session.id, session.title) if session else None
    reflection = records.find(Reflection, evidence.record)
    words = reflection.words if reflection else None
    return (kind, words.occasion.session, words.text) if words else None
