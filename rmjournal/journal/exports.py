"""What can be written out besides letters: for the two, for one of them, for a sponsor, for a calendar.

Each gives the document; the same journal gives the same bytes, for every date comes from a record. A calendar
alone says when it was written, so that the newer one wins.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rmjournal.domain.assessment import Page
from rmjournal.domain.capture import Capture, CaptureKind
from rmjournal.domain.letter import Period
from rmjournal.domain.letter_draft import must_be_ordered
from rmjournal.domain.pair import Who
from rmjournal.domain.progress import Progress, telling, unheard
from rmjournal.domain.reflection import Reflection
from rmjournal.domain.session import Session, SessionState
from rmjournal.journal.desk import Desk
from rmjournal.journal.rooms import Rooms
from rmjournal.practice.agreement import WHO
from rmjournal.practice.plan import read_plan

if TYPE_CHECKING:
    from rmjournal.markdown.keepsake import GoalEnd

CLOSING, RESET = "closing", "reset"


class Exports:
    """Everything that is written out."""

    def __init__(self, desk: Desk, rooms: Rooms) -> None:
        self._desk = desk
        self._rooms = rooms

    def notes(
        self, *, since: date | None = None, until: date | None = None, progress: Progress = unheard
    ) -> str:
        """The notes of a period, for the two: sessions, what was captured, and what is on *ours*.

        Raises:
            JobCancelledError: If whoever hears of the progress wants no more of it.
            RuleError: If the period ends before it begins, or after today.
        """
        from rmjournal.markdown.notes_export import SessionNotes, notes_export

        rooms = self._rooms
        period = Period(since=since or self._beginning(), until=until or self._desk.today)
        must_be_ordered(period, today=self._desk.today)
        sessions = [one for one in self._begun() if period.holds(one.on)]
        return notes_export(
            pair=self._desk.pair,
            period=period,
            sessions=(
                SessionNotes(session=one, notes=rooms.sessions.notes(one), used=rooms.sessions.used(one))
                for one in telling(sessions, "sessions", progress)
            ),
            actions=rooms.actions.all(),
            captures=rooms.captures.all(),
            ours=[one for one in rooms.reflections.ours() if one.words and period.holds(one.words.on)],
        )

    def mine(self, by: Who, *, progress: Progress = unheard) -> str:
        """What one partner keeps alone, unlocked: for nobody else.

        Raises:
            JobCancelledError: If whoever hears of the progress wants no more of it.
            ShelfLockedError: If the shelf is not open for this one.
        """
        from rmjournal.markdown.mine_export import mine_export

        rooms = self._rooms
        asked = {item.id: item.words_for(by) for item in rooms.pulses.private_items()}
        return mine_export(
            name=self._desk.pair.name_of(by),
            reflections=rooms.reflections.mine(by),
            questions=rooms.questions.queued(by),
            answers=[(asked[line.item], line) for line in rooms.pulses.private_trend(by)],
            progress=progress,
        )

    def keepsake(self) -> str:
        """What both take along at the end. Nothing of a reset is in it."""
        from rmjournal.markdown.keepsake import keepsake

        rooms = self._rooms
        held = [one for one in rooms.sessions.held() if one.template != RESET]
        closing = next((one for one in reversed(held) if one.template == CLOSING), None)
        lines = rooms.captures.all()
        resets = {one.id for one in rooms.sessions.all() if one.template == RESET}
        return keepsake(
            pair=self._desk.pair,
            held=rooms.sessions.held(),
            pages=self._desk.store.all(Page),
            goals=self._goals(),
            takeaways=[
                one for one in lines if one.kind is CaptureKind.TAKEAWAY and one.session not in resets
            ],
            phrases=[one for one in lines if one.kind is CaptureKind.PHRASE and one.session not in resets],
            closing=closing,
            notes=rooms.sessions.notes(closing) if closing else {},
        )

    def brief(self) -> str:
        """One page for a sponsor or a line manager: what this is, its time, and what stays here."""
        from rmjournal.markdown.brief import brief

        _, rows = read_plan()
        clause = self._rooms.agreement.part(WHO).clause
        start, end = clause.day("start"), clause.day("end")
        return brief(
            pair=self._desk.pair,
            period=Period(since=start, until=end) if start and end and start <= end else None,
            sessions=len(rows),
            minutes=sum(row.minutes for row in rows),
        )

    def calendar(self) -> bytes:
        """The sessions ahead, for a calendar. What kind of session each is stays out: others may see it."""
        from rmjournal.journal.calendar import calendar

        desk = self._desk
        sessions = [(one, desk.store.changes(Session, one.id)) for one in self._rooms.plan.ahead()]
        return calendar(sessions, pair=desk.pair, journal_id=desk.store.journal_id, now=desk.clock())

    def _begun(self) -> tuple[Session, ...]:
        sessions = self._rooms.sessions.all()
        return tuple(one for one in sessions if one.state is not SessionState.PLANNED)

    def _beginning(self) -> date:
        """The first day that anything is from."""
        store, pair = self._desk.store, self._desk.pair
        days = [one.on for one in self._begun()]
        days += [one.made.date() for one in store.all(Capture)]
        days += [one.words.on for one in store.all(Reflection) if one.words]
        return min([*days, *filter(None, [pair.started])], default=self._desk.today)

    def _goals(self) -> list[GoalEnd]:
        from rmjournal.markdown.keepsake import GoalEnd

        return [
            GoalEnd(
                title=one.title,
                owner=self._desk.pair.first_name(one.owner),
                went=", ".join(
                    filter(None, dict.fromkeys((one.agreed_words, "" if one.state == "open" else one.state)))
                )
                or "not rated together",
            )
            for one in self._rooms.ledger.goals()
        ]
