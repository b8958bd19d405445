"""A session: planned, open while the pair is in it, then held. Notes and time are records of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

import msgspec

from rmjournal.domain.agenda import Agenda, PlannedItem
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record
from rmjournal.errors import RuleError

SHORT_MINUTES = 15
"""The length of a pair's short version, used instead of canceling."""

MORE_MINUTES = 5
"""What "more time" adds."""


FORGOTTEN_AFTER = 3
"""How many times its planned length a session can be open before it was forgotten, not held."""


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    OPEN = "open"
    HELD = "held"


class Session(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One meeting of the pair, from its place in the plan to its end."""

    table: ClassVar[str] = "sessions"

    on: date
    """The day it is planned for, or was held."""
    template: str = ""
    title: str
    minutes: int
    """Planned length in minutes."""
    items: tuple[PlannedItem, ...] = ()
    """The agenda as it was fitted when the session started."""
    left_out: tuple[str, ...] = ()
    started: datetime | None = None
    ended: datetime | None = None
    held: int = 0
    """Minutes it took, once it has ended."""
    moved: int = 0
    """How often its date was moved. Who moved it is nowhere."""

    @property
    def state(self) -> SessionState:
        """Planned, open or held."""
        if self.ended is not None:
            return SessionState.HELD
        return SessionState.PLANNED if self.started is None else SessionState.OPEN

    def item(self, item_id: str) -> PlannedItem:
        """The item with this id.

        Raises:
            RuleError: If this session has none.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise RuleError(f"This session has no item {item_id}; its items are 1 to {len(self.items)}.")

    def begun(self, agenda: Agenda, *, at: datetime) -> Session:
        """This session, opened with the agenda that was fitted for it."""
        if self.state is not SessionState.PLANNED:
            raise RuleError(
                "This session was started already; open it from Today or with: rmjournal session show"
            )
        return msgspec.structs.replace(
            self,
            on=at.date(),
            template=agenda.template,
            title=agenda.title,
            minutes=agenda.minutes,
            items=agenda.items,
            left_out=agenda.left_out,
            started=at,
        )

    def wrapped_up(self, *, at: datetime, held: int) -> Session:
        """This session, ended after so many minutes."""
        self._must_be_open()
        return msgspec.structs.replace(self, ended=at, held=held)

    def lengthened(self, item_id: str, minutes: int = MORE_MINUTES) -> Session:
        """This session with more minutes, all of them for one item."""
        self._must_be_open()
        self.item(item_id)
        items = tuple(
            msgspec.structs.replace(item, minutes=item.minutes + minutes) if item.id == item_id else item
            for item in self.items
        )
        return msgspec.structs.replace(self, items=items, minutes=self.minutes + minutes)

    def moved_to(self, day: date) -> Session:
        """This session on another day; a session that stays where it is was not moved."""
        self._must_be_planned()
        if day == self.on:
            return self
        return msgspec.structs.replace(self, on=day, moved=self.moved + 1)

    def replanned(
        self, *, on: date | None = None, template: str | None = None, title: str = "", minutes: int = 0
    ) -> Session:
        """This planned session with another date, agenda or length, agreed on beforehand: not a move."""
        self._must_be_planned()
        changed = msgspec.structs.replace(self, on=on or self.on, minutes=minutes or self.minutes)
        if template is None:
            return changed
        return msgspec.structs.replace(changed, template=template, title=title)

    def shortened(self) -> Session:
        """This planned session as the pair's short version."""
        self._must_be_planned()
        return msgspec.structs.replace(self, minutes=min(self.minutes, SHORT_MINUTES))

    def _must_be_open(self) -> None:
        if self.state is not SessionState.OPEN:
            raise RuleError(f"This session is {self.state}, not open.")

    def _must_be_planned(self) -> None:
        if self.state is not SessionState.PLANNED:
            raise RuleError(f"This session is {self.state}; only a planned one can be changed.")


class Note(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What was written under one item of a session. A record an item: two people on two items never meet."""

    table: ClassVar[str] = "notes"

    session: str
    item: str
    text: str = ""
    by: Who = Who.BOTH

    @staticmethod
    def id_of(session: str, item: str) -> str:
        """The id that every copy of the journal gives to this item's note."""
        return f"{session}.{item}"


class Spell(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An unbroken stretch of time on one item, kept by the one program run that saw it."""

    table: ClassVar[str] = "spells"

    session: str
    item: str
    began: datetime
    ended: datetime

    def until(self, now: datetime) -> Spell:
        """This stretch, up to a later moment."""
        return msgspec.structs.replace(self, ended=max(now, self.ended))


def seconds_used(spells: Iterable[Spell]) -> int:
    """Seconds that these spells cover. Time that two programs both saw counts once."""
    total = timedelta()
    covered: datetime | None = None
    for spell in sorted(spells, key=lambda spell: spell.began):
        start = spell.began if covered is None else max(spell.began, covered)
        if spell.ended > start:
            total += spell.ended - start
            covered = spell.ended
    return round(total.total_seconds())


def must_take_time(minutes: int) -> None:
    """Make sure that a session has a length.

    Raises:
        RuleError: If it has less than a minute.
    """
    if minutes < 1:
        raise RuleError(f"A session of {minutes} minutes is none.\nGive its length in whole minutes, from 1.")


def minutes_held(session: Session, *, seconds: int, at: datetime) -> int:
    """Whole minutes to record for a session that ends now: at least one.

    They are those of the clock. A session that no clock ran for took the time since its start, but for one
    that was left open and forgotten, which is taken to have kept to its plan.
    """
    if not seconds and session.started is not None:
        seconds = round((at - session.started).total_seconds())
        if seconds > FORGOTTEN_AFTER * session.minutes * 60:
            return session.minutes
    return max(1, round(seconds / 60))
