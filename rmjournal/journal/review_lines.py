"""The part of a review that is about lines: learned, taught, tried, carried upward, doors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rmjournal.domain.capture import Action, Capture, CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Note, Session
from rmjournal.domain.stretch import Stretch
from rmjournal.domain.words import counted, words_of
from rmjournal.journal import review_words as told
from rmjournal.journal.desk import Desk
from rmjournal.journal.review_views import LineRow, Lines
from rmjournal.journal.rooms import Rooms
from rmjournal.text import one_line

LEARNED = (CaptureKind.INSIGHT, CaptureKind.TAKEAWAY)
DOOR = ("door", "doors")


class ReviewLines:
    """Gathers the lines that a stretch left behind."""

    def __init__(self, desk: Desk, rooms: Rooms) -> None:
        self._desk = desk
        self._rooms = rooms

    def learned(self, over: Stretch, who: Who) -> Lines:
        """Insights and takeaways: of one's own and of both, or all of them."""
        rows = self._captures(LEARNED, over, [who, Who.BOTH] if who in PARTNERS else list(Who))
        name = self._desk.pair.name_of(who)
        sentence = f"{name} kept {counted(len(rows), 'line')} of what was learned."
        return Lines(
            rows=rows, sentence=sentence if rows else "Nothing that was learned is written down yet."
        )

    def taught(self, over: Stretch, who: Who) -> Lines:
        """What the partner of one took away: it is what was taught."""
        if who not in PARTNERS:
            return Lines(rows=(), sentence="")
        partner = next(one for one in PARTNERS if one is not who)
        rows = self._captures(LEARNED, over, [partner])
        name = self._desk.pair.first_name(partner)
        sentence = f"{name} kept {counted(len(rows), 'line')} of what came from these sessions."
        return Lines(rows=rows, sentence=sentence if rows else f"{name} has not written down any yet.")

    def outcomes(self, kind: CaptureKind, what: tuple[str, str], over: Stretch, who: Who) -> Lines:
        """Lines of which something may have come."""
        rows = self._captures((kind,), over, [who, Who.BOTH] if who in PARTNERS else list(Who))
        return Lines(rows=rows, sentence=_outcomes(what, rows))

    def doors(self, held: Sequence[Session], over: Stretch) -> Lines:
        """What stands under an agenda item that asks for a door, and what is tagged #door."""
        found = {row.id: row for row in self._under_doors(held)}
        found |= {row.id: row for row in self._tagged_door(over) if row.id not in found}
        rows = tuple(sorted(found.values(), key=_newest, reverse=True))
        sentence = f"{counted(len(rows), 'line')} about doors that were opened." if rows else ""
        return Lines(rows=rows, sentence=sentence or "No door is written down yet.")

    def _captures(
        self, kinds: Sequence[CaptureKind], over: Stretch, of: Sequence[Who]
    ) -> tuple[LineRow, ...]:
        sessions = {one.id: one for one in self._desk.store.all(Session)}
        rows = (
            _row(one, sessions[one.session].on if one.session in sessions else one.made.date())
            for one in self._desk.store.all(Capture)
            if one.kind in kinds and one.by in of
        )
        return tuple(sorted((row for row in rows if over.holds(row.on)), key=_newest, reverse=True))

    def _under_doors(self, held: Sequence[Session]) -> Iterator[LineRow]:
        store = self._desk.store
        asking = {
            (session.id, item.id): session
            for session in held
            for item in session.items
            if any(word in DOOR for word in words_of(item.title))
        }
        kept: Iterable[Note | Capture | Action] = (*store.all(Capture), *store.all(Action), *store.all(Note))
        for record in kept if asking else ():
            session = asking.get((record.session, record.item))
            if session is not None and record.text.strip():
                yield _row(record, session.on)

    def _tagged_door(self, over: Stretch) -> Iterator[LineRow]:
        for hit in self._rooms.finding.find("#door", at_most=None, private=False).hits:
            if hit.on is not None and over.holds(hit.on):
                yield LineRow(
                    table=hit.table,
                    id=hit.id,
                    kind=hit.kind,
                    on=hit.on,
                    who=hit.who or Who.BOTH,
                    text=hit.context.text,
                    state="",
                    outcome="",
                    sentence="",
                )


def _row(record: Note | Capture | Action, on: date) -> LineRow:
    is_capture = isinstance(record, Capture)
    state = record.state.value if isinstance(record, Capture) else ""
    outcome = record.outcome if isinstance(record, Capture) else ""
    return LineRow(
        table=record.table,
        id=record.id,
        kind=record.kind.value if isinstance(record, Capture) else record.table.rstrip("s"),
        on=on,
        who=record.owner if isinstance(record, Action) else record.by,
        text=one_line(record.text),
        state=state,
        outcome=outcome,
        sentence=told.line_words(state, outcome) if is_capture else "",
    )


def _outcomes(what: tuple[str, str], rows: Sequence[LineRow]) -> str:
    return told.outcome_words(what, [(row.state, row.outcome) for row in rows])


def _newest(row: LineRow) -> tuple[str, str]:
    return (row.on.isoformat(), row.id)
