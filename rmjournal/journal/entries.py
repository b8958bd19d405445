"""What can be found: every record that both can read, as words with a title, a day and a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from rmjournal.domain.agreement import Version
from rmjournal.domain.assessment import Page
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import Expectation, Goal, Offer
from rmjournal.domain.letter_draft import Release
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.reflection import Reflection, Words
from rmjournal.domain.session import Note, Session


class Entry(Value, frozen=True, kw_only=True):
    """Something that can be found."""

    table: str
    """Where it is kept; "" for what is on *mine*."""
    id: str
    kind: str
    session: str = ""
    """The session it belongs to; "" where it belongs to none."""
    item: str = ""
    """The agenda item of that session."""
    who: Who | None = None
    """Who wrote it, said it, or has it to do."""
    on: date | None = None
    title: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    """Tags that are not in the text."""

    def __repr__(self) -> str:
        """The entry for a log or a traceback: without its words, which may be private."""
        return f"Entry({self.kind!r}, {self.id!r})"


Reader: TypeAlias = Callable[..., Entry | None]


def _session(session: Session, _: Session | None) -> Entry:
    return Entry(
        table=Session.table,
        id=session.id,
        kind="session",
        session=session.id,
        who=Who.BOTH,
        on=session.on,
        title=session.title,
    )


def _note(note: Note, session: Session | None) -> Entry | None:
    return _in_session(note, "note", note.by, note.text, session) if note.text else None


def _action(action: Action, session: Session | None) -> Entry:
    if session is not None:
        return _in_session(action, "action", action.owner, action.text, session)
    return _alone(action, "action", action.owner, action.made.date(), text=action.text)


def _capture(capture: Capture, session: Session | None) -> Entry:
    words = "\n".join(filter(None, (capture.text, capture.outcome)))
    if session is not None:
        return _in_session(capture, capture.kind.value, capture.by, words, session)
    return _alone(capture, capture.kind.value, capture.by, capture.made.date(), text=words)


def _expectation(wish: Expectation, _: None) -> Entry:
    return _alone(wish, "expectation", wish.owner, wish.made.date(), title=wish.label, text=wish.text)


def _offer(offer: Offer, _: None) -> Entry:
    return _alone(offer, "offer", offer.owner, offer.made.date(), text=offer.text)


def _goal(goal: Goal, _: None) -> Entry:
    now = goal.wording
    words = "\n".join(filter(None, (now.now, now.expected, now.better, goal.objective)))
    title = f"{goal.label} {now.title}"
    return _alone(goal, "goal", goal.owner, goal.made.date(), title=title, text=words)


def _version(version: Version, _: None) -> Entry:
    title = f"Version {version.number}"
    return _alone(version, "agreement", Who.BOTH, None, title=title, text=version.text)


def _release(letter: Release, _: None) -> Entry:
    return _alone(letter, "letter", Who.BOTH, letter.on, title="To the coordinator", text=letter.text)


def _page(page: Page, _: None) -> Entry:
    return _alone(page, "page", page.who, page.at.date(), title=page.moment.value, text=page.text)


def _reflection(shared: Reflection, _: None) -> Entry | None:
    if shared.words is None:
        return None
    return reflected(shared.id, shared.words, by=shared.by, kind="reflection", table=Reflection.table)


READERS: Mapping[type[Record], Reader] = {
    Session: _session,
    Note: _note,
    Action: _action,
    Capture: _capture,
    Expectation: _expectation,
    Offer: _offer,
    Goal: _goal,
    Version: _version,
    Page: _page,
    Release: _release,
    Reflection: _reflection,
}
"""How a record, and the session it belongs to, is read as an entry; None where it has nothing to find."""


def reflected(ref: str, words: Words, *, by: Who, kind: str = "mine", table: str = "") -> Entry:
    """A reflection as it can be found, by its title, text, feelings and tags."""
    text = "\n".join(filter(None, [words.text, ", ".join((*words.feelings, *words.tags))]))
    return Entry(
        table=table,
        id=ref,
        kind=kind,
        session=words.occasion.session,
        who=by,
        on=words.on,
        title=words.title,
        text=text,
        tags=words.tags,
    )


def read(record: Record, session: Session | None) -> Iterator[Entry]:
    """A record as an entry; nothing where it has no words."""
    entry = READERS[type(record)](record, session)
    if entry is not None:
        yield entry


def _in_session(
    record: Note | Action | Capture, kind: str, who: Who, text: str, session: Session | None
) -> Entry:
    item = next((one for one in session.items if one.id == record.item), None) if session else None
    title = item.title if item else session.title if session else ""
    return Entry(
        table=record.table,
        id=record.id,
        kind=kind,
        session=session.id if session else "",
        item=record.item,
        who=who,
        on=session.on if session else None,
        title=title,
        text=text,
    )


def _alone(record: Record, kind: str, who: Who, on: date | None, *, title: str = "", text: str = "") -> Entry:
    return Entry(table=record.table, id=record.id, kind=kind, who=who, on=on, title=title, text=text)
