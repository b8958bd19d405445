"""The verbs of the guide: find a card, and offer the one that helps now."""

from __future__ import annotations

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.errors import NotFoundError
from rmjournal.journal.journal import Journal
from rmjournal.practice.guide import Card, read_card, read_shelf


class Offered(Value, frozen=True, kw_only=True):
    """A card that helps now, and the occasion in words."""

    card: Card
    occasion: str
    is_private: bool = False
    """Whether it is offered for what one of the two answered, so that nobody else should see which it is."""


def cards() -> tuple[Card, ...]:
    """All cards, in the order in which they are listed: mentor, mentee, both, coordinator."""
    return tuple(read_card(card_id) for ids in read_shelf().readers.values() for card_id in ids)


def card(said: str) -> Card:
    """The card with this id, or whose id or title begins with these words.

    Raises:
        NotFoundError: If there is none, or several could be meant.
    """
    wanted = said.strip().casefold()
    fitting = [one for one in cards() if wanted and _begins(one, wanted)]
    exact = [one for one in fitting if one.id == wanted]
    if len(exact or fitting) != 1:
        several = f"Several begin so: {', '.join(one.id for one in fitting)}." if fitting else ""
        raise NotFoundError("card", said, several or "To see them all: rmjournal guide")
    return (exact or fitting)[0]


def offered(journal: Journal, *, writer: Who) -> Offered | None:
    """The card that helps whoever is writing now, or None: after a hard pulse of theirs, or before a session.

    What only one of the two answered is offered to that one alone, while they are writing by themselves; the
    occasion does not say what it was.
    """
    shelf = read_shelf()
    if writer is not Who.BOTH and journal.pulses.signals(writer):
        return Offered(card=read_card(shelf.hard), occasion="For whenever it helps", is_private=True)
    ahead = journal.plan.next()
    if ahead is None:
        return None
    if ahead.template in shelf.before:
        return Offered(card=read_card(shelf.before[ahead.template][writer]), occasion=f"Before {ahead.title}")
    if not journal.sessions.held():
        return Offered(card=read_card(shelf.first[writer]), occasion="Before your first session")
    return None


def _begins(one: Card, wanted: str) -> bool:
    return one.id.startswith(wanted) or one.title.casefold().startswith(wanted)
