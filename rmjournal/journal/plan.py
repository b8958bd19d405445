"""The plan's verbs: what comes next, and how it is moved, shortened or changed."""

from __future__ import annotations

from datetime import date, timedelta

from rmjournal.domain import plan as rules
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Ids
from rmjournal.domain.rhythm import Beat
from rmjournal.domain.session import Session
from rmjournal.errors import NotFoundError
from rmjournal.journal.desk import Desk
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.practice.plan import read_plan
from rmjournal.store.store import Put

BLANK_TITLE = "Open session"
BLANK_MINUTES = 30


class Plan:
    """The sessions still ahead."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ahead(self) -> tuple[Session, ...]:
        """All planned sessions, the next one first."""
        return rules.planned(self._desk.store.all(Session))

    def next(self) -> Session | None:
        """The session that comes next, also where its day has passed."""
        return next(iter(self.ahead()), None)

    def add(self, *, on: date, template: str = "", minutes: int | None = None, by: Who = Who.BOTH) -> Session:
        """Plan one more session; without a template it is a blank one."""
        desk = self._desk
        return desk.put(new_session(on, template, minutes, ids=desk.ids, library=desk.library), by=by)

    def change(
        self,
        session: Session,
        *,
        on: date | None = None,
        template: str | None = None,
        minutes: int | None = None,
        by: Who = Who.BOTH,
    ) -> Session:
        """Agree on another date, agenda or length; later sessions give way. It is not counted as moved.

        Raises:
            RuleError: If it was started meanwhile.
        """
        session = self._now(session)
        title = "" if template is None else title_of(template, self._desk.library)
        changed = session.replanned(on=on, template=template, title=title, minutes=minutes or 0)
        return self._keep(session, changed, by=by)

    def move(self, session: Session, to: date, *, by: Who = Who.BOTH) -> Session:
        """Rebook a planned session; later sessions give way. The record counts the move and names nobody.

        Raises:
            RuleError: If it was started meanwhile.
        """
        session = self._now(session)
        return self._keep(session, session.moved_to(to), by=by)

    def shorten(self, session: Session, *, by: Who = Who.BOTH) -> Session:
        """Turn a planned session into the pair's short version instead of moving it.

        Raises:
            RuleError: If it was started meanwhile.
        """
        session = self._now(session)
        return self._desk.put(session.shortened(), over=session, by=by)

    def _now(self, session: Session) -> Session:
        """A session as it is kept now: another program may have moved or started it meanwhile."""
        now = self._desk.store.find(Session, session.id)
        if now is None:
            raise NotFoundError("planned session", session.id, "It was deleted; the trash keeps it.")
        return now

    def _keep(self, session: Session, changed: Session, *, by: Who) -> Session:
        if changed == session:
            return session
        ahead = self.ahead()
        later = ahead[ahead.index(session) + 1 :] if session in ahead else ()
        old = {one.id: one for one in later}
        pushed = rules.giving_way(later, changed)
        self._desk.commit(
            [Put(changed, over=(session,)), *(Put(one, over=(old[one.id],)) for one in pushed)],
            by=by,
        )
        return changed


def six_months(first: date, *, ids: Ids, library: TemplateLibrary) -> tuple[Session, ...]:
    """The sessions of the six-month plan, the first on that day."""
    every_days, rows = read_plan()
    days = (first + timedelta(days=every_days * number) for number in range(len(rows)))
    return tuple(
        new_session(day, row.template, row.minutes, ids=ids, library=library)
        for day, row in zip(days, rows, strict=True)
    )


def planned_beat() -> Beat:
    """How often and how long the six-month plan has a pair meet: its most common length."""
    every_days, rows = read_plan()
    lengths = [row.minutes for row in rows]
    weeks = round(every_days / 7)
    return Beat(weeks=weeks, most=weeks, minutes=max(lengths, key=lengths.count))


def new_session(
    on: date, template: str, minutes: int | None, *, ids: Ids, library: TemplateLibrary
) -> Session:
    """A planned session, at its template's own length where none is named."""
    length = minutes or (library.get(template).minutes if template else BLANK_MINUTES)
    return Session(id=ids(), on=on, template=template, title=title_of(template, library), minutes=length)


def title_of(template: str, library: TemplateLibrary) -> str:
    """The title of a session with this template, or of a blank one."""
    return library.get(template).title if template else BLANK_TITLE
