"""The verbs of expectations, the wants that both stated, and of the offers beside them."""

from __future__ import annotations

from rmjournal.domain.goals import (
    Expectation,
    GoalState,
    Offer,
    in_order,
    must_have_words,
    next_number,
    twins,
)
from rmjournal.domain.pair import Who
from rmjournal.journal.desk import Desk
from rmjournal.journal.labels import labeled
from rmjournal.store.store import Delete

HINT = "To see them: rmjournal expectations"


class Expectations:
    """What each of the two wants from this."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Expectation, ...]:
        """Every expectation, by its label."""
        return in_order(self._desk.store.all(Expectation))

    def get(self, ref: str) -> Expectation:
        """An expectation by its label or its id, or the start of it.

        Raises:
            NotFoundError: If there is none.
            UsageError: If two have this label.
        """
        return labeled(self._desk, self.all(), ref, what="expectation", hint=HINT)

    def add(self, text: str, *, owner: Who, by: Who = Who.BOTH) -> Expectation:
        """State one more want.

        Raises:
            RuleError: If it has no words.
        """
        expectation = Expectation(
            id=self._desk.ids(),
            number=next_number(self.all()),
            owner=owner,
            text=must_have_words(text),
            made=self._desk.clock(),
        )
        return self._desk.put(expectation, by=by)

    def reword(self, expectation: Expectation, text: str, *, by: Who = Who.BOTH) -> Expectation:
        """Other words for an expectation."""
        return self._desk.put(expectation.reworded(text), over=expectation, by=by)

    def turn(
        self, expectation: Expectation, state: GoalState, *, why: str = "", by: Who = Who.BOTH
    ) -> Expectation:
        """Park an expectation, take it up again, or say that it is no longer relevant."""
        changed = expectation.turned(state, at=self._desk.clock(), by=by, why=why)
        return self._desk.put(changed, over=expectation, by=by)

    def renumber(self, expectation: Expectation, *, by: Who = Who.BOTH) -> Expectation:
        """Give an expectation the next free label, where two have one."""
        number = next_number(self.all())
        return self._desk.put(expectation.renumbered(number), over=expectation, by=by)

    def twins(self) -> tuple[tuple[Expectation, ...], ...]:
        """Expectations that share a label, as two copies of a journal can bring together."""
        return twins(self.all())

    def offers(self) -> tuple[Offer, ...]:
        """What each brings, the oldest first."""
        return tuple(sorted(self._desk.store.all(Offer), key=lambda one: (one.made, one.id)))

    def offered(self, ref: str) -> Offer:
        """An offer by its id, or the start of it.

        Raises:
            NotFoundError: If there is none.
            UsageError: If several begin so.
        """
        return self._desk.named(self.offers(), ref, what="offer", hint=HINT)

    def withdraw(self, offer: Offer, *, by: Who = Who.BOTH) -> None:
        """Take an offer out of the draft of the agreement; its words stay in the trash."""
        self._desk.commit([Delete(offer)], by=by)

    def offer(self, text: str, *, owner: Who, by: Who = Who.BOTH) -> Offer:
        """State one more offer.

        Raises:
            RuleError: If it has no words.
        """
        offer = Offer(id=self._desk.ids(), owner=owner, text=must_have_words(text), made=self._desk.clock())
        return self._desk.put(offer, by=by)
