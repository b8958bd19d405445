"""The verbs of topic lights. Nobody's marks leave this module, not even to the one who made them."""

from __future__ import annotations

from collections.abc import Mapping

from rmjournal.domain import lights as rules
from rmjournal.domain.lights import CatalogTopic, Light, Lights, SharedTopic, Topic
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS, must_be_partner
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.desk import Desk
from rmjournal.practice.topics import read_topics
from rmjournal.store.store import Put


class TopicLights:
    """What the two opened for talk, each marking alone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def catalog(self) -> tuple[CatalogTopic, ...]:
        """Every topic that can be marked: the shipped ones, then the pair's own."""
        own = (CatalogTopic(id=one.id, name=one.name) for one in self._desk.store.all(Topic))
        return (*read_topics(), *sorted(own, key=lambda one: (one.name.casefold(), one.id)))

    def topic(self, ref: str) -> CatalogTopic:
        """A topic by its id or its name.

        Raises:
            NotFoundError: If there is none.
        """
        wanted = " ".join(ref.split()).casefold()
        for one in self.catalog():
            if wanted in (one.id, one.name.casefold()):
                return one
        raise NotFoundError("topic", ref, "To see them: rmjournal topics list")

    def add_topic(self, name: str, *, by: Who = Who.BOTH) -> CatalogTopic:
        """Add a topic to the catalog; both see it there.

        Raises:
            RuleError: If it has no name, or is there already.
        """
        words = " ".join(name.split())
        if not words:
            raise RuleError("A topic needs a name.")
        if any(one.name.casefold() == words.casefold() for one in self.catalog()):
            raise RuleError("This topic is in the catalog already.")
        topic = Topic(id=Topic.id_of(words), name=words)
        self._desk.commit([Put(topic)], by=by)
        return CatalogTopic(id=topic.id, name=words)

    def mark(self, marks: Mapping[str, Light], *, by: Who) -> None:
        """Hand in the form: these topics are marked so, all others stay as they were.

        One call is one form. The document is always written whole, also where it says the same as before, so
        that how often it was written tells nothing about any topic.

        Raises:
            RuleError: If `by` is not one person.
            NotFoundError: If a topic is not in the catalog.
        """
        must_be_partner(by)
        known = {one.id for one in self.catalog()}
        for topic in marks:
            if topic not in known:
                raise NotFoundError("topic", topic, "To see them: rmjournal topics list")
        kept = self._of(by) or Lights(id=Lights.id_of(by))
        over = self._desk.sides(Lights, kept.id)
        self._desk.commit([Put(kept.marked(marks), over=over)], by=by)

    def is_in(self, who: Who) -> bool:
        """Whether a partner has handed the form in."""
        return bool(self._desk.sides(Lights, Lights.id_of(who)))

    def shared(self) -> tuple[SharedTopic, ...]:
        """The topics that both opened; none before both are in."""
        mentor, mentee = (self._of(who) for who in PARTNERS)
        return rules.shared(self.catalog(), mentor, mentee)

    def _of(self, who: Who) -> Lights | None:
        sides = self._desk.sides(Lights, Lights.id_of(who))
        if not sides:
            return None
        kept = sides[0]
        for other in sides[1:]:
            kept = kept.joined_with(other)
        return kept
