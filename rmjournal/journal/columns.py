"""The columns of the agreement's form: each fills their own, sealed, and both open them together."""

from __future__ import annotations

from rmjournal.domain.agreement import Ask, Part
from rmjournal.domain.goals import Expectation, Offer, next_number
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.seal import PARTNERS, Opening, Reply, RoundKind, Sealed
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.sealing import Begun, Sealing
from rmjournal.practice.agreement import OFFERS, WANTS, read_parts
from rmjournal.store.store import Put

NAME = "columns"
LABELED_FIRST = (Who.MENTEE, Who.MENTOR)
"""Labels begin with the wants of the mentee, who brings the need."""


class Column(Value, frozen=True, kw_only=True):
    """One person's answer to one question of the form."""

    who: Who
    ask: Ask
    stands: str
    """"in" or "not in yet"."""
    text: str
    """What was written, once both columns are open; before that nothing, for nobody."""


class Columns:
    """The sealed half of the form."""

    def __init__(self, desk: Desk, sealing: Sealing) -> None:
        self._desk = desk
        self._sealing = sealing

    def state(self) -> Sealed | None:
        """Who is in with what; None before anybody wrote."""
        rounds = self._sealing.all(RoundKind.AGREEMENT)
        return next((one for one in reversed(rounds) if not one.is_closed), None)

    def of(self, part: Part) -> tuple[Column, ...]:
        """The columns of one part, the mentor's first."""
        state = self.state()
        return tuple(_column(state, ask, who) for ask in part.asks for who in PARTNERS)

    def begin(self, *, by: Who = Who.BOTH) -> Sealed:
        """Begin the columns, or go on with those that were begun."""
        asked = [ask.id for part in read_parts() for ask in part.asks]
        return self.state() or self._sealing.begin(RoundKind.AGREEMENT, asked, name=NAME, by=by)

    def fill(self, ask: str, text: str, *, by: Who) -> Sealed:
        """Write one's own column of a question, or write it anew. No words are a skip.

        Raises:
            RuleError: If the columns are open already, or there are too many lines.
            NotFoundError: If the form does not ask that.
        """
        return self._sealing.answer(self._round(by), ask, _allowed(ask, Reply(text=text)), by=by)

    def begun(self, ask: str, *, by: Who) -> Begun:
        """What one had begun to write to a question: to write on, unseen as all of it is."""
        return self._sealing.begun(self._round(by), ask, by=by)

    def note_down(self, begun: Begun, text: str) -> None:
        """Keep what is being written as it grows; it is not in by that."""
        self._sealing.note_down(begun, text)

    def seal(self, begun: Begun, text: str) -> Sealed:
        """Seal what was begun with what was written on. No words at all are a skip.

        Raises:
            RuleError: If the columns are open already, or there are too many lines.
        """
        # What was begun cannot be read again, so it cannot be made shorter either.
        reply = _allowed(begun.question, begun.reply(text), least=begun.lines)
        return self._sealing.answer(begun.round_id, begun.question, reply, by=begun.by)

    def take_back(self, ask: str, *, by: Who) -> Sealed:
        """Take one's own column of a question back, as if it was never written."""
        _ask(ask)
        return self._sealing.take_back(self._round(by), ask, by=by)

    def done(self, *, by: Who) -> Sealed:
        """Say that one's own column is done; what is empty stays empty."""
        return self._sealing.hand_in(self._round(by), by=by)

    def open(self, *, by: Who = Who.BOTH) -> Sealed:
        """Open both columns together. Wants become expectations, offers are kept beside them.

        Raises:
            RuleError: If a partner is not in yet.
        """
        round_id = self._round(by)
        opening = self._sealing.opening(round_id)
        if not self._sealing.state(round_id).is_open:
            made = [*self._expectations(opening), *self._offers(opening)]
            self._desk.commit([Put(opening), *map(Put, made)], by=by)
        return self._sealing.state(round_id)

    def _round(self, by: Who) -> str:
        return self.begin(by=by).round.id

    def _expectations(self, opening: Opening) -> list[Expectation]:
        """With ids and labels that two programs which open at once give alike."""
        first = next_number(self._desk.store.all(Expectation))
        wants = [(who, at, text) for who in LABELED_FIRST for at, text in _lines(opening, who, WANTS)]
        return [
            Expectation(
                id=f"{opening.id}.want.{who}.{at}", number=number, owner=who, text=text, made=opening.at
            )
            for number, (who, at, text) in enumerate(wants, start=first)
        ]

    def _offers(self, opening: Opening) -> list[Offer]:
        return [
            Offer(id=f"{opening.id}.offer.{who}.{at}", owner=who, text=text, made=opening.at)
            for who in PARTNERS
            for at, text in _lines(opening, who, OFFERS)
        ]


def _allowed(ask: str, reply: Reply, *, least: int = 0) -> Reply:
    at_most = max(_ask(ask).at_most, least) if _ask(ask).at_most else 0
    if at_most and len(lines_of(reply.text)) > at_most:
        raise RuleError(f"At most {at_most} lines here; the rest can wait in the parking lot.")
    return reply


def lines_of(text: str) -> tuple[str, ...]:
    """The lines with words, without the marks of a list."""
    lines = (line.strip().removeprefix("- ").removeprefix("* ").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def _lines(opening: Opening, who: Who, ask: str) -> list[tuple[int, str]]:
    opened = opening.by(who, ask)
    return list(enumerate(lines_of(opened.reply.text), start=1)) if opened else []


def _column(state: Sealed | None, ask: Ask, who: Who) -> Column:
    opened = state.opening.by(who, ask.id) if state and state.opening else None
    return Column(
        who=who,
        ask=ask,
        stands=state.words(who, ask.id) if state else "not in yet",
        text=opened.reply.text if opened else "",
    )


def _ask(wanted: str) -> Ask:
    asks = [ask for part in read_parts() for ask in part.asks]
    for ask in asks:
        if ask.id == wanted:
            return ask
    raise NotFoundError(
        "question of the agreement", wanted, f"Its questions are: {', '.join(ask.id for ask in asks)}."
    )
