"""The verbs of the pulse: answer alone, open together, and what each does about a signal of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rmjournal.domain import plan as order
from rmjournal.domain import pulse as rules
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Line, Point, PrivatePulse, Shown, Signal
from rmjournal.domain.seal import PARTNERS, Opening, Reply, RoundKind, Sealed
from rmjournal.domain.session import Session, SessionState
from rmjournal.domain.shelf import must_be_one
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.mine import Mine
from rmjournal.journal.plan import new_session
from rmjournal.journal.sealing import Sealing
from rmjournal.practice.pulse import Asked, read_pulse
from rmjournal.store.store import Put

RESET = "reset"
"""The template of a reset."""

MIDPOINT = "midpoint"
A_WEEK = timedelta(days=7)


class Pulses:
    """How each session was, for both and for each alone."""

    def __init__(self, desk: Desk, mine: Mine, sealing: Sealing) -> None:
        self._desk = desk
        self._mine = mine
        self._sealing = sealing
        self._left: set[tuple[Who, str]] = set()

    def items(self) -> tuple[Asked, ...]:
        """What both are asked at the end of every session."""
        return read_pulse().shared

    def private_items(self) -> tuple[Asked, ...]:
        """What each is asked alone, monthly and at mid-point."""
        return read_pulse().private

    def round(self, session: Session) -> Sealed | None:
        """Who is in with the pulse of a session, and the answers once they are open; None where nobody is."""
        rounds = (one for one in self._sealing.all(RoundKind.PULSE) if one.round.session == session.id)
        return next(rounds, None)

    def answer(self, session: Session, answers: Mapping[str, int | None], *, by: Who) -> Sealed:
        """Answer a session's pulse, sealed; what is not answered is passed. It opens when both are in.

        Args:
            session: An open or held session.
            answers: 1 to 5 by the item's id.
            by: Whose answers they are.

        Raises:
            UsageError: If an answer is not on the scale.
            RuleError: If the session was not started, or its pulse was opened.
        """
        must_be_one(by)
        if session.state is SessionState.PLANNED:
            raise RuleError("This session was not started; its pulse comes at its end.")
        for value in answers.values():
            rules.must_be_an_answer(value)
        state = self.round(session) or self._begun(session, by)
        for item in state.round.asked:
            state = self._sealing.answer(state.round.id, item, Reply(value=answers.get(item)), by=by)
        return self._opened(state)

    def close(self, session: Session) -> Sealed | None:
        """Close a session's pulse that was never finished, unseen: what was answered is gone.

        Raises:
            RuleError: If it was opened.
        """
        state = self.round(session)
        return None if state is None else self._sealing.close(state.round.id)

    def open_ready(self) -> tuple[Sealed, ...]:
        """Open every pulse in which both are, as after two copies came together; gives those just opened."""
        ready = [state for state in self._sealing.running(RoundKind.PULSE) if state.can_open]
        return tuple(self._opened(state) for state in ready)

    def shown(self, session: Session) -> tuple[Shown, ...]:
        """What both answered, item by item; nothing before it is open."""
        state = self.round(session)
        if state is None or state.opening is None:
            return ()
        limits = read_pulse().limits
        return tuple(
            rules.shown(item, *(_value(state.opening, who, item) for who in PARTNERS), limits=limits)
            for item in state.round.asked
        )

    def trend(self) -> tuple[Line, ...]:
        """The pair's own lines: each shared item by mentor and by mentee, where the pulse is open."""
        rounds = self._open_rounds()
        return tuple(self._line(item.id, who, rounds) for item in self.items() for who in PARTNERS)

    def private_trend(self, by: Who) -> tuple[Line, ...]:
        """The lines of *safe* and *steer*, for their owner.

        Raises:
            ShelfLockedError: If the shelf is not open for this partner.
        """
        pulses = self._mine.pages(by).all(PrivatePulse)
        return tuple(rules.private_line(item.id, by, pulses) for item in self.private_items())

    def private_due(self, by: Who, session: Session | None = None) -> bool:
        """Whether *safe* and *steer* are to be asked now: monthly and at mid-point, while *mine* is open."""
        if not self._mine.is_open(by):
            return False
        pulses = self._mine.pages(by).all(PrivatePulse)
        if session is not None and session.template == MIDPOINT:
            return all(pulse.session != session.id for pulse in pulses)
        every_days = read_pulse().private_every_days
        return rules.is_private_due(pulses, today=self._desk.today, every_days=every_days)

    def answer_privately(
        self, *, by: Who, safe: int | None = None, steer: int | None = None, session: Session | None = None
    ) -> PrivatePulse | None:
        """Keep *safe* and *steer* on *mine*; None passes, and passing both keeps nothing.

        Raises:
            UsageError: If an answer is not on the scale.
            ShelfLockedError: If the shelf is not open for this partner. Nothing was kept.
        """
        for value in (safe, steer):
            rules.must_be_an_answer(value)
        pages = self._mine.pages(by)
        self._mine.touch()
        if safe is None and steer is None:
            return None
        return pages.keep(
            PrivatePulse(
                id=self._desk.ids(),
                made=self._desk.clock(),
                on=session.on if session else self._desk.today,
                session=session.id if session else "",
                safe=safe,
                steer=steer,
            )
        )

    def signals(self, by: Who) -> tuple[Signal, ...]:
        """One's own low answers and falls in the latest pulse, for the one who is writing alone."""
        must_be_one(by)
        lines = [line for line in self.trend() if line.who is by]
        if self._mine.is_open(by):
            lines += self.private_trend(by)
        told = read_pulse()
        found = (
            rules.signal_of(line, limits=told.limits)
            for line in lines
            if by in told.asked(line.item).signals_to
        )
        latest = self._desk.today - timedelta(days=told.signal_days)
        return tuple(one for one in found if one and one.point.on >= latest and not self._is_left(one, by))

    def signal_words(self, signal: Signal) -> str:
        """A signal as a sentence."""
        words = read_pulse().signal
        said = words.low if signal.before is None else words.fall
        return said.format(item=signal.item, value=signal.point.value, before=signal.before)

    def leave(self, signal: Signal, *, by: Who) -> None:
        """Do nothing about a signal. It is not told again: ever where *mine* is open, else in this run."""
        self._left.add((by, signal.key))
        if self._mine.is_open(by):
            self._mine.pages(by).set_aside(signal.key)

    def ask_for_reset(self, *, on: date | None = None) -> Session:
        """Plan a reset, as a session that either may have asked for: no name and no reason is kept anywhere.

        One that is planned already is enough. Without a day it takes the place of the next session within a
        week, and later ones give way.
        """
        ahead = order.planned(self._desk.store.all(Session))
        planned = next((one for one in ahead if one.template == RESET), None)
        if planned is not None:
            return planned
        desk = self._desk
        reset = new_session(on or self._soon(ahead), RESET, None, ids=desk.ids, library=desk.library)
        later = {one.id: one for one in ahead if one.on >= reset.on}
        pushed = order.giving_way(later.values(), reset)
        desk.commit([Put(reset), *(Put(one, over=(later[one.id],)) for one in pushed)], by=Who.BOTH)
        return reset

    def _soon(self, ahead: tuple[Session, ...]) -> date:
        today = self._desk.today
        days = [one.on for one in ahead if one.on > today]
        return min([today + A_WEEK, *days[:1]])

    def _begun(self, session: Session, by: Who) -> Sealed:
        asked = [item.id for item in self.items()]
        return self._sealing.begin(RoundKind.PULSE, asked, name=session.id, session=session.id, by=by)

    def _opened(self, state: Sealed) -> Sealed:
        return self._sealing.open(state.round.id) if state.can_open else state

    def _open_rounds(self) -> tuple[tuple[Session, Opening], ...]:
        rounds = self._sealing.all(RoundKind.PULSE)
        openings = {one.round.session: one.opening for one in rounds if one.opening is not None}
        sessions = sorted(self._desk.store.all(Session), key=order.by_day)
        return tuple((one, openings[one.id]) for one in sessions if one.id in openings)

    def _line(self, item: str, who: Who, rounds: tuple[tuple[Session, Opening], ...]) -> Line:
        return Line(item=item, who=who, points=tuple(_points(item, who, rounds)))

    def _is_left(self, signal: Signal, by: Who) -> bool:
        if (by, signal.key) in self._left:
            return True
        return self._mine.is_open(by) and self._mine.pages(by).is_set_aside(signal.key)


def _points(item: str, who: Who, rounds: tuple[tuple[Session, Opening], ...]) -> Iterator[Point]:
    for session, opening in rounds:
        value = _value(opening, who, item)
        if value is not None:
            yield Point(on=session.on, session=session.id, value=value)


def _value(opening: Opening, who: Who, item: str) -> int | None:
    answer = opening.by(who, item)
    return None if answer is None else answer.reply.value
