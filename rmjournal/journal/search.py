"""Finding words in what both partners can read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from rmjournal.domain.agreement import Version
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import Expectation, Goal, Offer
from rmjournal.domain.record import Value
from rmjournal.domain.reflection import Reflection, Words
from rmjournal.domain.session import Note, Session
from rmjournal.errors import UsageError
from rmjournal.store.store import Store


class Hit(Value, frozen=True, kw_only=True):
    """Something that holds all the words that were asked for."""

    kind: str
    """note, session, or the kind of captured record."""
    id: str
    session: str
    """The session it belongs to; "" where it belongs to none."""
    on: date | None
    title: str
    text: str


def folded(text: str) -> str:
    """Text as it is compared: without case, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def search(store: Store, words: Sequence[str], *, also: Iterable[Hit] = ()) -> tuple[Hit, ...]:
    """Everything that holds all of the words, the newest first.

    Args:
        store: Where to look.
        words: What to look for.
        also: What else can be found by whoever is asking.

    Raises:
        UsageError: If there is no word.
    """
    wanted = [folded(word) for given in words for word in given.split()]
    if not wanted:
        raise UsageError("Say at least one word to look for.")
    hits = (hit for hit in chain(_everything(store), also) if _holds(hit, wanted))
    return tuple(sorted(hits, key=lambda hit: (hit.on or date.min, hit.id), reverse=True))


def _holds(hit: Hit, wanted: Sequence[str]) -> bool:
    text = folded(f"{hit.title}\n{hit.text}")
    return all(word in text for word in wanted)


def _everything(store: Store) -> Iterator[Hit]:
    sessions = {session.id: session for session in store.all(Session)}
    for session in sessions.values():
        yield Hit(
            kind="session", id=session.id, session=session.id, on=session.on, title=session.title, text=""
        )
    for note in store.all(Note):
        yield _in_session(note.id, "note", note.text, sessions.get(note.session), note.item)
    for capture in store.all(Capture):
        yield _kept(capture, capture.kind.value, sessions.get(capture.session))
    for action in store.all(Action):
        yield _kept(action, "action", sessions.get(action.session))
    yield from _wanted(store)
    for shared in store.all(Reflection):
        if shared.words is not None:
            yield hit_of(shared.id, "reflection", shared.words)


def _wanted(store: Store) -> Iterator[Hit]:
    """What both wanted and agreed on."""
    for wish in store.all(Expectation):
        yield _said(wish.id, "expectation", wish.label, wish.text, wish.made.date())
    for offer in store.all(Offer):
        yield _said(offer.id, "offer", "", offer.text, offer.made.date())
    for goal in store.all(Goal):
        now = goal.wording
        words = "\n".join(filter(None, [now.title, now.now, now.expected, now.better]))
        yield _said(goal.id, "goal", goal.label, words, goal.made.date())
    for version in store.all(Version):
        yield _said(version.id, "agreement", f"Version {version.number}", version.text, None)


def _said(record: str, kind: str, title: str, text: str, on: date | None) -> Hit:
    return Hit(kind=kind, id=record, session="", on=on, title=title, text=text)


def hit_of(reflection: str, kind: str, words: Words) -> Hit:
    """A reflection as it can be found, by its title, text, feelings and tags."""
    text = "\n".join(filter(None, [words.text, ", ".join((*words.feelings, *words.tags))]))
    return Hit(
        kind=kind,
        id=reflection,
        session=words.occasion.session,
        on=words.on,
        title=words.title,
        text=text,
    )


def _in_session(record: str, kind: str, text: str, session: Session | None, item: str) -> Hit:
    titles = {one.id: one.title for one in session.items} if session else {}
    return Hit(
        kind=kind,
        id=record,
        session=session.id if session else "",
        on=session.on if session else None,
        title=titles.get(item, session.title if session else ""),
        text=text,
    )


def _kept(value: Action | Capture, kind: str, session: Session | None) -> Hit:
    hit = _in_session(value.id, kind, value.text, session, value.item)
    return (
        hit
        if session
        else Hit(kind=kind, id=value.id, session="", on=value.made.date(), title="", text=value.text)
    )
