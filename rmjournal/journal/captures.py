"""The verbs of captured lines: insights, experiments, phrases, topics for later, takeaways."""

from __future__ import annotations

import msgspec

from rmjournal.domain.capture import Capture, CaptureKind, CaptureState
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.store.store import Delete, Put


class Captures:
    """The lines worth keeping, each a record of its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Capture, ...]:
        """Every captured line, the oldest first."""
        return tuple(sorted(self._desk.store.all(Capture), key=lambda one: (one.made, one.id)))

    def of(self, session: Session) -> tuple[Capture, ...]:
        """The lines captured in a session."""
        return tuple(one for one in self.all() if one.session == session.id)

    def topics(self) -> tuple[Capture, ...]:
        """The parking lot: topics to come back to."""
        return tuple(one for one in self.all() if one.travels)

    def get(self, ref: str) -> Capture:
        """A captured line by its id or the start of it."""
        return self._desk.named(
            self.all(), ref, what="captured line", hint="To see them: rmjournal session show"
        )

    def add(
        self,
        kind: CaptureKind,
        text: str,
        *,
        session: Session | None = None,
        item: str = "",
        by: Who = Who.BOTH,
    ) -> Capture:
        """Keep a line.

        Raises:
            RuleError: If it has no words.
        """
        if not text.strip():
            raise RuleError("There are no words to keep.")
        capture = Capture(
            id=self._desk.ids(),
            kind=kind,
            text=text.strip(),
            by=by,
            made=self._desk.clock(),
            session=session.id if session else "",
            item=item,
        )
        return self._desk.put(capture, by=by)

    def reword(self, capture: Capture, text: str, *, by: Who = Who.BOTH) -> Capture:
        """Keep a line in other words."""
        return self._desk.put(capture.reworded(text), over=capture, by=by)

    def settle(
        self, capture: Capture, state: CaptureState, *, outcome: str = "", by: Who = Who.BOTH
    ) -> Capture:
        """Say that a topic was dealt with, or is dropped and why."""
        return self._desk.put(
            capture.settle(state, at=self._desk.clock(), outcome=outcome), over=capture, by=by
        )

    def keep(self, capture: Capture, *, by: Who = Who.BOTH) -> Capture:
        """Decide to come back to a topic, however often it was carried."""
        return self._desk.put(capture.kept(), over=capture, by=by)

    def delete(self, capture: Capture, *, by: Who = Who.BOTH) -> None:
        """Take a line back; its words stay in the trash."""
        self._desk.commit([Delete(capture)], by=by)

    def bring_back(self, capture: Capture, *, by: Who = Who.BOTH) -> Capture:
        """Bring a line back that was just taken back or settled: it is as it was on the screen then."""
        now = self._desk.store.find(Capture, capture.id)
        self._desk.commit([Put(capture, over=(capture,) if now is None else (now,))], by=by)
        return capture

    def takeaway(self, session: Session, of: Who) -> Capture | None:
        """The one line that a partner, or both, took away from a session."""
        return self._desk.store.find(Capture, _takeaway_id(session, of))

    def take_away(self, session: Session, text: str, *, of: Who) -> Capture | None:
        """Keep the one line that a partner takes away from a session; no words take it back."""
        before = self.takeaway(session, of)
        words = " ".join(text.split())
        if before is None and words:
            takeaway = Capture(
                id=_takeaway_id(session, of),
                kind=CaptureKind.TAKEAWAY,
                text=words,
                by=of,
                made=self._desk.clock(),
                session=session.id,
            )
            return self._desk.put(takeaway, by=of)
        if before is not None and words:
            return self._desk.put(msgspec.structs.replace(before, text=words), over=before, by=of)
        if before is not None:
            self.delete(before, by=of)
        return None

    def carry_item(self, session: Session, item: str, *, by: Who = Who.BOTH) -> Capture:
        """Carry an unfinished agenda item over as a topic; a second time gives the same one."""
        before = self.carried_item(session, item)
        if before is not None:
            return before
        title = session.item(item).title
        return self.add(CaptureKind.PARKING, title, session=session, item=item, by=by)

    def carried_item(self, session: Session, item: str) -> Capture | None:
        """The topic that an agenda item was carried over as."""
        title = session.item(item).title
        topics = (one for one in self.of(session) if one.travels and one.item == item)
        return next((one for one in topics if one.text == title), None)


def _takeaway_id(session: Session, of: Who) -> str:
    return f"{session.id}.takeaway.{of}"
