"""The verbs of the cards "working with me"."""

from __future__ import annotations

from rmjournal.domain.agreement import WorkingCard
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import must_be_partner
from rmjournal.journal.desk import Desk
from rmjournal.store.store import Put


class Cards:
    """How each likes to work, open to both."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, who: Who) -> WorkingCard:
        """A partner's card, empty where nothing was written."""
        card_id = WorkingCard.id_of(who)
        return self._desk.store.find(WorkingCard, card_id) or WorkingCard(id=card_id)

    def write(
        self,
        *,
        by: Who,
        channel: str | None = None,
        pace: str | None = None,
        feedback: str | None = None,
        more: str | None = None,
    ) -> WorkingCard:
        """Write one's own card; what is not given stays as it is.

        Raises:
            RuleError: If `by` is not one person.
        """
        must_be_partner(by)
        before = self.of(by)
        card = WorkingCard(
            id=before.id,
            channel=before.channel if channel is None else channel.strip(),
            pace=before.pace if pace is None else pace.strip(),
            feedback=before.feedback if feedback is None else feedback.strip(),
            more=before.more if more is None else more.strip(),
        )
        if card != before:
            self._desk.commit([Put(card, over=self._desk.sides(WorkingCard, card.id))], by=by)
        return card
