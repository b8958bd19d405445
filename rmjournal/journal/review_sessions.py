"""The part of a review that is about sessions: held, led by whom, for whose goals, on which topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rmjournal.domain.lights import SharedTopic
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session, Spell, seconds_used
from rmjournal.domain.stretch import Stretch
from rmjournal.journal import review_words as told
from rmjournal.journal.desk import Desk
from rmjournal.journal.review_views import Held, Lead, Served, TopicRow, Topics
from rmjournal.journal.rooms import Rooms
from rmjournal.practice.topics import agendas_about


class ReviewSessions:
    """Counts what the sessions of a stretch were."""

    def __init__(self, desk: Desk, rooms: Rooms) -> None:
        self._desk = desk
        self._rooms = rooms

    def held(self, over: Stretch) -> tuple[Session, ...]:
        """The sessions that were held, in the order of days."""
        return tuple(one for one in self._rooms.sessions.held() if over.holds(one.on))

    def figures(self, held: Sequence[Session]) -> Held:
        """How many, and how long."""
        minutes, planned = sum(one.held for one in held), sum(one.minutes for one in held)
        return Held(
            sessions=len(held),
            minutes=minutes,
            planned=planned,
            sentence=told.held_words(len(held), minutes, planned),
        )

    def lead(self, held: Sequence[Session]) -> Lead:
        """Who led, in minutes: as the clock ran, and as planned where none ran."""
        spells: dict[str, list[Spell]] = {}
        for spell in self._desk.store.all(Spell):
            spells.setdefault(spell.session, []).append(spell)
        seconds = dict.fromkeys(Who, 0)
        for session in held:
            ran = spells.get(session.id, [])
            for item in session.items:
                used = seconds_used(one for one in ran if one.item == item.id) if ran else item.minutes * 60
                seconds[item.lead] += used
        mentor, mentee, both = (round(seconds[who] / 60) for who in (*PARTNERS, Who.BOTH))
        return Lead(mentor=mentor, mentee=mentee, both=both, sentence=told.lead_words(mentor, mentee, both))

    def served(self, held: Sequence[Session]) -> Served:
        """In how many sessions something was linked to whose wants and goals."""
        owners: dict[str, Who] = {one.label: one.owner for one in self._rooms.goals.all()}
        owners |= {one.label: one.owner for one in self._rooms.expectations.all()}
        linked = self._rooms.happenings.linked()
        counts = dict.fromkeys(Who, 0)
        for session in held:
            for who in {owners[label] for label in linked.get(session.id, ()) if label in owners}:
                counts[who] += 1
        pair = self._desk.pair
        mentor, mentee, both = (counts[who] for who in (*PARTNERS, Who.BOTH))
        names = (pair.first_name(Who.MENTOR), pair.first_name(Who.MENTEE))
        return Served(
            mentor=mentor,
            mentee=mentee,
            both=both,
            sessions=len(held),
            sentence=told.served_words(*names, (mentor, mentee, both), len(held)),
        )

    def topics(self, held: Sequence[Session], over: Stretch) -> Topics:
        """What both opened: touched in the stretch, and not yet. Nobody's marks are in it."""
        lights = self._rooms.lights
        known = {one.id: one for one in self._rooms.sessions.held() if over.is_over_by(one.on)}
        here = frozenset(one.id for one in held)
        rows = [self._topic(topic, known, here) for topic in lights.shared()]
        touched = tuple(row for row in rows if row.sessions)
        rest = tuple(row for row in rows if not row.sessions)
        are_in = all(lights.is_in(who) for who in PARTNERS)
        sentence = told.topic_words(len(touched), len(rest), are_in=are_in)
        return Topics(touched=touched, not_yet=rest, sentence=sentence)

    def _topic(self, topic: SharedTopic, known: Mapping[str, Session], here: frozenset[str]) -> TopicRow:
        about = self._rooms.finding.about
        slug = "-".join(topic.name.split())
        found = about(f'"{topic.name}"') | about(f"#{topic.id}") | about(f"#{slug}")
        agendas = {topic.id, *agendas_about(topic.id)}
        found |= {one.id for one in known.values() if one.template in agendas}
        days = [known[ref].on for ref in found if ref in known]
        return TopicRow(
            id=topic.id,
            name=topic.name,
            sessions=len(found & here),
            last=max(days, default=None),
        )
