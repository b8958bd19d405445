"""Lines of the notes that want to be actions: `- [ ] text`, where they are not kept yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rmjournal.domain.capture import Action
from rmjournal.domain.record import Value
from rmjournal.domain.session import Note, Session


class Offer(Value, frozen=True, kw_only=True):
    """A line that is offered as an action, and the item whose notes it stands in."""

    text: str
    item: str


def offers(session: Session, notes: Mapping[str, Note], kept: Iterable[Action]) -> tuple[Offer, ...]:
    """The open tasks in the notes of a session, in the order of its items: each once, none that was kept."""
    known = {_plain(action.text) for action in kept}
    found = []
    for offer in _tasks(session, notes):
        if _plain(offer.text) not in known:
            known.add(_plain(offer.text))
            found.append(offer)
    return tuple(found)


def _tasks(session: Session, notes: Mapping[str, Note]) -> Iterator[Offer]:
    from rmjournal.markdown.reading import open_tasks

    for item in session.items:
        note = notes.get(item.id)
        if note is not None:
            yield from (Offer(text=text, item=item.id) for text in open_tasks(note.text) if text.strip())


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
