"""How the demo pair's shelves are filled: their pulses, reflections and questions, told by the verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import Occasion
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session
from rmjournal.domain.shelf import Shelf
from rmjournal.journal.desk import Desk
from rmjournal.journal.mine import Mine
from rmjournal.journal.pulses import Pulses
from rmjournal.journal.questions import Questions
from rmjournal.journal.reflections import Reflections
from rmjournal.journal.sealing import Sealing
from rmjournal.practice.shelves import PulseTold, Shelves, Thought, Wondered
from rmjournal.store.vault import WEAKEST


class Days(Protocol):
    """Where the days of the story lie now."""

    def day(self, day: date) -> date:
        """That day of the story."""

    def words(self, text: str) -> str:
        """A text of the story with its days in words."""


class ShelfTelling:
    """Fills the shelves of a journal in which the sessions were told."""

    def __init__(
        self, desk: Desk, days: Days, *, evening_of: Callable[[date], None], shelves: Shelves
    ) -> None:
        self._desk = desk
        self._days = days
        self._evening_of = evening_of
        self._shelves = shelves
        self._mine = Mine(desk)
        # The demo's passphrases are known to everybody, so guarding them would only cost time.
        self._mine.strength = WEAKEST
        self._mine.idle = timedelta.max
        self._pulses = Pulses(desk, self._mine, Sealing(desk))
        self._reflections = Reflections(desk, self._mine)
        self._questions = Questions(desk, self._mine)

    def tell(self) -> None:
        """Fill the shelves of both, one after the other, each in the order of days."""
        for who in PARTNERS:
            self._tell_one(who)

    def _tell_one(self, who: Who) -> None:
        shelves = self._shelves
        self._come_to(shelves.pulses[0].on)
        self._mine.set_up(who, shelves.passphrases[who])
        written: tuple[Thought | Wondered, ...] = (*shelves.reflections, *shelves.questions)
        own: list[PulseTold | Thought | Wondered] = [one for one in written if one.by is who]
        for told in sorted([*shelves.pulses, *own], key=lambda one: one.on):
            self._come_to(told.on)
            match told:
                case PulseTold():
                    self._answer(told, who)
                case Thought():
                    self._think(told)
                case Wondered():
                    self._questions.add(told.text, by=who)

    def _come_to(self, day: date) -> None:
        self._evening_of(self._days.day(day))

    def _answer(self, told: PulseTold, who: Who) -> None:
        session, taps = self._session_on(told.on), told.of(who)
        answers = {"useful": taps.useful, "heard": taps.heard, "forward": taps.forward}
        self._pulses.answer(session, answers, by=who)
        self._pulses.answer_privately(by=who, safe=taps.safe, steer=taps.steer, session=session)

    def _think(self, told: Thought) -> None:
        session = "" if told.moment == "monthly" else self._session_on(told.on).id
        words = self._reflections.words(
            self._days.words(told.text),
            feelings=told.feelings,
            occasion=Occasion(moment=told.moment, session=session, prompt=told.prompt),
        )
        if told.shelf is Shelf.OURS:
            self._reflections.share(words, by=told.by)
        else:
            self._reflections.keep(words, by=told.by)

    def _session_on(self, day: date) -> Session:
        return next(one for one in self._desk.store.all(Session) if one.on == self._days.day(day))
