"""The verbs of a session: start, write, keep time, wrap up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from rmjournal.domain import plan as rules
from rmjournal.domain.agenda import Agenda, PlannedItem
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.pair import Who
from rmjournal.domain.session import (
    Note,
    Session,
    SessionState,
    Spell,
    minutes_held,
    must_take_time,
    seconds_used,
)
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.plan import BLANK_MINUTES, BLANK_TITLE
from rmjournal.store.store import Put, Side


class Sessions:
    """Sessions from their start to their note."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: tuple[Spell, ...] = ()
        self._by_session: dict[str, list[Spell]] = {}

    def all(self) -> tuple[Session, ...]:
        """Every session, in the order of days."""
        return tuple(sorted(self._desk.store.all(Session), key=rules.by_day))

    def held(self) -> tuple[Session, ...]:
        """The sessions that were held, in the order of days."""
        return tuple(one for one in self.all() if one.state is SessionState.HELD)

    def open(self) -> Session | None:
        """The session that was started and not wrapped up."""
        return next((one for one in self.all() if one.state is SessionState.OPEN), None)

    def get(self, ref: str = "last") -> Session:
        """A session by its id or the start of it; "last" is the open one, else the last one held.

        Raises:
            NotFoundError: If there is none.
        """
        if ref != "last":
            return self._desk.named(
                self.all(), ref, what="session", hint="To see them: rmjournal session list"
            )
        last = self.open() or next(reversed(self.held()), None)
        if last is None:
            raise NotFoundError("session", "last", "None was held yet; to start one: rmjournal session start")
        return last

    def after(self, session: Session) -> Session | None:
        """The session that follows another one, held or planned."""
        sessions = self.all()
        later = sessions[sessions.index(session) + 1 :] if session in sessions else ()
        return next(iter(later), None)

    def agenda(self, session: Session) -> Agenda:
        """The agenda that a planned session would start with, fitted to its minutes."""
        return self.agenda_of(session.template, session.minutes)

    def agenda_of(self, template: str, minutes: int | None = None) -> Agenda:
        """A template fitted to so many minutes (by default its own); without a template one blank item."""
        if not template:
            return _blank(BLANK_MINUTES if minutes is None else minutes)
        from rmjournal.domain.fitting import fit

        found = self._desk.library.get(template)
        return fit(found, found.minutes if minutes is None else minutes)

    def start(
        self,
        session: Session | None = None,
        *,
        template: str | None = None,
        minutes: int | None = None,
        by: Who = Who.BOTH,
    ) -> Session:
        """Start a planned session, or one that nobody planned; "" as template is a blank one.

        Where another template is named and no minutes, the template's own length is taken.

        Raises:
            RuleError: If another session is open, or no session can be of this length.
        """
        self._nothing_else_open()
        now = self._desk.clock()
        planned = session or self._unplanned(now.date())
        if template is None or template == planned.template:
            agenda = self.agenda_of(planned.template, planned.minutes if minutes is None else minutes)
        else:
            agenda = self.agenda_of(template, minutes)
        return self._desk.put(planned.begun(agenda, at=now), over=session, by=by)

    def log(
        self,
        *,
        on: date,
        minutes: int,
        template: str = "",
        session: Session | None = None,
        by: Who = Who.BOTH,
    ) -> Session:
        """Write down a session that was held without the program; its notes can be added afterwards.

        Raises:
            RuleError: If the day is still to come, or no session can be of this length.
        """
        now = self._desk.clock()
        if on > now.date():
            raise RuleError(f"{on.isoformat()} is still to come; plan it instead of logging it.")
        agenda = self.agenda_of(template, minutes)
        held = Session(
            id=session.id if session else self._desk.ids(),
            on=on,
            template=agenda.template,
            title=agenda.title,
            minutes=minutes,
            items=agenda.items,
            left_out=agenda.left_out,
            ended=now,
            held=minutes,
            moved=session.moved if session else 0,
        )
        return self._desk.put(held, over=session, by=by)

    def notes(self, session: Session) -> Mapping[str, Note]:
        """What was written, by item id."""
        found = (self.note(session, item.id) for item in session.items)
        return {note.item: note for note in found if note is not None}

    def note(self, session: Session, item: str) -> Note | None:
        """What was written under one item."""
        return self._desk.store.find(Note, Note.id_of(session.id, item))

    def write(
        self, session: Session, item: str, text: str, *, over: Note | None, by: Who = Who.BOTH
    ) -> Note | None:
        """Keep the text of one item, in place of the note that was on the screen before.

        Raises:
            RuleError: If the session has not been started or has no such item.
        """
        if session.state is SessionState.PLANNED:
            raise RuleError("This session has not been started; notes are written in a started one.")
        session.item(item)
        if text == (over.text if over else ""):
            return over
        if over is not None:
            return self._desk.put(
                msgspec.structs.replace(over, text=text, by=over.by.joined_with(by)), over=over, by=by
            )
        return self._desk.put(
            Note(id=Note.id_of(session.id, item), session=session.id, item=item, text=text, by=by), by=by
        )

    def add_to_note(self, session: Session, item: str, text: str, *, by: Who = Who.BOTH) -> Note | None:
        """Keep one more paragraph at the end of an item's note."""
        over = self.note(session, item)
        before = over.text.rstrip("\n") + "\n\n" if over and over.text.strip() else ""
        return self.write(session, item, before + text.strip("\n"), over=over, by=by)

    def versions(self, session: Session, item: str) -> tuple[Side[Note], ...]:
        """What was written under one item in several places at once; () where there is one text."""
        conflict = self._desk.store.conflict(Note, Note.id_of(session.id, item))
        return conflict.sides if conflict else ()

    def choose(self, over: Iterable[Note], text: str, *, by: Who = Who.BOTH) -> Note:
        """Agree on one text in place of several versions of a note, all of which were on the screen."""
        versions = tuple(over)
        hands = {note.by for note in versions if note.text == text}
        chosen = msgspec.structs.replace(versions[0], text=text, by=hands.pop() if len(hands) == 1 else by)
        self._desk.commit([Put(chosen, over=versions)], by=by)
        return chosen

    def begin_spell(self, session: Session, item: str) -> Spell:
        """Look at the clock: time on this item starts now. Nothing is kept until it is extended."""
        now = self._desk.clock()
        return Spell(id=self._desk.ids(), session=session.id, item=item, began=now, ended=now)

    def extend_spell(self, spell: Spell, *, by: Who = Who.BOTH) -> Spell:
        """Keep the time on an item up to now."""
        longer = spell.until(self._desk.clock())
        kept = spell if spell.ended > spell.began else None
        if longer == spell:
            return spell
        return self._desk.put(longer, over=kept, by=by)

    def used(self, session: Session, running: Iterable[Spell] = ()) -> Mapping[str, int]:
        """Seconds used by item id, with a spell that still runs in place of what was kept of it."""
        spells = self._spells(session, running)
        return {item.id: seconds_used(one for one in spells if one.item == item.id) for item in session.items}

    def seconds(self, session: Session, running: Iterable[Spell] = ()) -> int:
        """Seconds used by the whole session."""
        return seconds_used(self._spells(session, running))

    def last_item(self, session: Session) -> str:
        """The id of the item that had the time last; "" where none had any."""
        here = {item.id for item in session.items}
        spells = (spell for spell in self._spells(session, ()) if spell.item in here)
        last = max(spells, key=lambda spell: (spell.ended, spell.id), default=None)
        return last.item if last else ""

    def lengthen(self, session: Session, item: str, *, by: Who = Who.BOTH) -> Session:
        """Add five minutes, for one item."""
        return self._desk.put(session.lengthened(item), over=session, by=by)

    def wrap_up(self, session: Session, *, held: int | None = None, by: Who = Who.BOTH) -> Session:
        """End a session. What is open from before it is carried over: the same records, one carry more.

        Raises:
            RuleError: If it is not open, or is said to have taken less than a minute.
        """
        now = self._desk.clock()
        minutes = minutes_held(session, seconds=self.seconds(session), at=now) if held is None else held
        must_take_time(minutes)
        ended = session.wrapped_up(at=now, held=minutes)
        self._desk.commit([Put(ended, over=(session,)), *self._carries(session)], by=by)
        return ended

    def _carries(self, session: Session) -> Iterable[Put]:
        values: tuple[Action | Capture, ...] = (*self._desk.store.all(Action), *self._desk.store.all(Capture))
        changes = ((value, value.carried_past(session.id)) for value in values)
        return (Put(carried, over=(value,)) for value, carried in changes if carried != value)

    def _spells(self, session: Session, running: Iterable[Spell]) -> tuple[Spell, ...]:
        live = {spell.id: spell for spell in running}
        kept = (one for one in self._kept_spells(session) if one.id not in live)
        return (*kept, *live.values())

    def _kept_spells(self, session: Session) -> Sequence[Spell]:
        """The spells of one session; sorted by session once, until one is written."""
        every = self._desk.store.all(Spell)
        if every is not self._read:
            self._read, self._by_session = every, {}
            for spell in every:
                self._by_session.setdefault(spell.session, []).append(spell)
        return self._by_session.get(session.id, ())

    def _unplanned(self, day: date) -> Session:
        return Session(id=self._desk.ids(), on=day, title=BLANK_TITLE, minutes=BLANK_MINUTES)

    def _nothing_else_open(self) -> None:
        other = self.open()
        if other is not None:
            raise RuleError(
                f"The session of {other.on.isoformat()} is still open.\n"
                "Go on with it, or wrap it up first: rmjournal session end"
            )


def _blank(minutes: int) -> Agenda:
    must_take_time(minutes)
    item = PlannedItem(id="1", title="Notes", lead=Who.BOTH, minutes=minutes)
    return Agenda(title=BLANK_TITLE, minutes=minutes, items=(item,))
