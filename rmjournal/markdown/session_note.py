"""The note of one session: what was planned, said, caught and decided, in one Markdown document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureKind, CaptureState, Carried
from rmjournal.domain.days import long_day
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Note, Session, SessionState
from rmjournal.domain.words import counted
from rmjournal.markdown.writing import Document, Safe, strong, task, words
from rmjournal.text import one_line

_C = TypeVar("_C", bound=Carried)

_LEADS = {Who.MENTOR: "mentor", Who.MENTEE: "mentee", Who.BOTH: "both"}
_SECTIONS = {
    CaptureKind.INSIGHT: "Insights",
    CaptureKind.EXPERIMENT: "Experiments",
    CaptureKind.CARRY_UPWARD: "To carry upward",
    CaptureKind.PHRASE: "Phrases",
    CaptureKind.PARKING: "Parking lot",
}


def session_note(
    *,
    pair: Pair,
    session: Session,
    notes: Mapping[str, Note],
    used: Mapping[str, int],
    actions: Iterable[Action],
    captures: Iterable[Capture],
    next_session: Session | None,
) -> str:
    """The note of a session, from these values alone.

    Notes and seconds used are by item id. Actions and captured lines are those of the session, and those that
    were carried past it; others are left out.
    """
    document = Document()
    add_session(
        document, pair=pair, session=session, notes=notes, used=used, actions=actions, captures=captures
    )
    if next_session is not None:
        document.heading(2, "Next session")
        when = f"{long_day(next_session.on)}: "
        document.paragraph(when, next_session.title, f", {counted(next_session.minutes, 'minute')}")
    return str(document)


def add_session(
    document: Document,
    *,
    pair: Pair,
    session: Session,
    notes: Mapping[str, Note],
    used: Mapping[str, int],
    actions: Iterable[Action],
    captures: Iterable[Capture],
) -> None:
    """The note of a session as a part of a document, under a heading of the first level."""
    lines = _in_order(captures)
    _head(document, pair, session)
    _takeaways(document, pair, _from(session, lines))
    _agenda(document, session, used)
    _notes(document, pair, session, notes)
    add_captured(document, pair, _from(session, lines))
    add_actions(document, pair, _from(session, _in_order(actions)))
    _carried(document, pair, session, (*_in_order(actions), *lines))


def _head(document: Document, pair: Pair, session: Session) -> None:
    document.heading(1, session.title)
    document.paragraph(long_day(session.on))
    document.bullets(
        [
            _partner("Mentor", pair.mentor, pair.mentor_title),
            _partner("Mentee", pair.mentee, pair.mentee_title),
            words(strong("Time:"), f" {_time(session)}"),
        ]
    )


def _partner(role: str, name: str, title: str) -> Safe:
    return words(strong(f"{role}:"), " ", name, *([", ", title] if title.strip() else []))


def _time(session: Session) -> str:
    planned = f"{counted(session.minutes, 'minute')} planned"
    match session.state:
        case SessionState.HELD:
            return f"{planned}, {session.held} held"
        case SessionState.OPEN:
            return f"{planned}, not ended yet"
        case SessionState.PLANNED:
            return planned


def _takeaways(document: Document, pair: Pair, captures: Sequence[Capture]) -> None:
    found = [one for one in captures if one.kind is CaptureKind.TAKEAWAY]
    if found:
        document.heading(2, "Takeaways")
        document.bullets(words(strong(f"{pair.name_of(one.by)}:"), " ", one.text) for one in found)


def _agenda(document: Document, session: Session, used: Mapping[str, int]) -> None:
    if not session.items:
        return
    document.heading(2, "Agenda")
    head = ["Item", "Lead", "Planned", "Used"]
    rows = [
        [item.title, _LEADS[item.lead], f"{item.minutes} min", f"{round(used.get(item.id, 0) / 60)} min"]
        for item in session.items
    ]
    shown = len(head) if any(used.values()) else len(head) - 1
    document.table(head[:shown], [row[:shown] for row in rows], numbers=(2, 3))
    if session.left_out:
        document.paragraph("There was no time for these:")
        document.bullets(session.left_out)


def _notes(document: Document, pair: Pair, session: Session, notes: Mapping[str, Note]) -> None:
    written = [(item, notes[item.id]) for item in session.items if item.id in notes]
    written = [(item, note) for item, note in written if one_line(note.text)]
    if not written:
        return
    document.heading(2, "Notes")
    for item, note in written:
        document.heading(3, item.title)
        if note.by is not Who.BOTH:
            document.paragraph("Written by ", pair.name_of(note.by), ".")
        document.block(note.text)


def add_captured(document: Document, pair: Pair, captures: Sequence[Capture]) -> None:
    """The lines that were kept, each kind under its heading; takeaways stand elsewhere."""
    for kind, title in _SECTIONS.items():
        found = [one for one in captures if one.kind is kind]
        if found:
            document.heading(2, title)
            document.bullets(_capture(pair, one) for one in found)


def _capture(pair: Pair, capture: Capture) -> Safe:
    by = [] if capture.by is Who.BOTH else [" · ", pair.name_of(capture.by)]
    outcome = [capture.outcome] if capture.outcome.strip() else []
    if capture.state is CaptureState.DROPPED:
        return words("Dropped: ", capture.text, *by, " · why: ", *outcome)
    return words(capture.text, *by, *(part for text in outcome for part in (" · what came of it: ", text)))


def add_actions(document: Document, pair: Pair, actions: Sequence[Action]) -> None:
    """Actions, as a list of tasks."""
    if actions:
        document.heading(2, "Actions")
        document.bullets(_action(pair, one) for one in actions)


def _action(pair: Pair, action: Action) -> Safe:
    """An action as an entry of a task list; what was dropped or handed on is neither open nor done."""
    line = words(action.text, " · ", pair.name_of(action.owner))
    due = f" · due {long_day(action.due)}" if action.due else ""
    match action.status:
        case ActionStatus.OPEN:
            return task(words(line, due, " · set aside" if action.parked else ""), done=False)
        case ActionStatus.DONE:
            return task(words(line, due), done=True)
        case ActionStatus.DONE_DIFFERENTLY:
            how = [": ", action.why] if action.why.strip() else []
            return task(words(line, due, " · done differently", *how), done=True)
        case ActionStatus.HANDED_ON:
            return words("Handed on to ", action.to, ": ", line)
        case ActionStatus.DROPPED:
            return words("Dropped: ", line, " · why: ", action.why)


def _carried(document: Document, pair: Pair, session: Session, found: Sequence[Action | Capture]) -> None:
    """What this session carried over from those before it."""
    carried = [one for one in found if session.id in one.carried]
    if not carried:
        return
    document.heading(2, "Carried over")
    document.bullets(
        words(_action(pair, one) if isinstance(one, Action) else _capture(pair, one), _times(one, session))
        for one in carried
    )


def _times(one: Carried, session: Session) -> str:
    """How often it had been carried by the end of this session."""
    times = one.carried.index(session.id) + 1
    return " · carried once" if times == 1 else f" · carried {times} times"


def _from(session: Session, found: Sequence[_C]) -> tuple[_C, ...]:
    return tuple(one for one in found if one.session == session.id)


def _in_order(found: Iterable[_C]) -> tuple[_C, ...]:
    """In the order in which they were written down, whichever copy of the journal they come from."""
    return tuple(sorted(found, key=lambda one: (one.made, one.id)))
