"""The journal: the one door for the screens and the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from rmjournal.domain.agreement import StandingState
from rmjournal.domain.pair import Pair, Who, must_be_told_apart
from rmjournal.domain.record import Clock, Ids
from rmjournal.domain.rhythm import Rhythm, rhythm
from rmjournal.domain.session import Session, SessionState
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.rooms import Rooms
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.journal.today import RECENT, Today
from rmjournal.store.ids import new_id
from rmjournal.store.store import SaveState, Store

if TYPE_CHECKING:
    from rmjournal.journal.care import Care
    from rmjournal.journal.exports import Exports
    from rmjournal.journal.history import History
    from rmjournal.journal.review import Review
    from rmjournal.journal.search import Hit
    from rmjournal.journal.trash import Trash
    from rmjournal.journal.views import SessionView


def local_now() -> datetime:
    """The time now where the program runs, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


class Journal(Rooms):
    """One pair's journal, with a room for each subject. Every verb gives back the value as it was kept."""

    def __init__(
        self, store: Store, *, library: TemplateLibrary, clock: Clock = local_now, ids: Ids = new_id
    ) -> None:
        super().__init__(Desk(store, clock=clock, ids=ids, library=library))
        self._store = store
        self.templates = library

    @cached_property
    def care(self) -> Care:
        """The journal as a whole: copies, backups, trash."""
        from rmjournal.journal.care import Care

        return Care(self._desk, self._store, self.trash)

    @cached_property
    def trash(self) -> Trash:
        """What was deleted."""
        from rmjournal.journal.trash import Trash

        return Trash(self._desk, self._store, self.mine)

    @cached_property
    def review(self) -> Review:
        """What came of a stretch of time."""
        from rmjournal.journal.review import Review

        return Review(self._desk, self)

    @cached_property
    def exports(self) -> Exports:
        """Everything that is written out besides letters."""
        from rmjournal.journal.exports import Exports

        return Exports(self._desk, self)

    @cached_property
    def history(self) -> History:
        """What this run did, to take it back and do it again."""
        from rmjournal.journal.history import History

        return History(self._desk)

    def take_down_steps(self) -> None:
        """From now on take down what is done, so that it can be undone."""
        self._desk.history = lambda: self.history

    @classmethod
    def create(cls, path: Path, pair: Pair, *, clock: Clock = local_now, ids: Ids = new_id) -> Journal:
        """Start a journal for a pair, with the six-month plan from today on.

        Raises:
            UsageError: If both partners have the same whole name.
            StoreExistsError: If there is a file at that path.
            StoreWriteError: If it cannot be written.
        """
        from rmjournal.journal.plan import six_months

        must_be_told_apart(pair)
        today = clock().date()
        library = TemplateLibrary.beside(path)
        started = msgspec.structs.replace(pair, started=pair.started or today)
        records = [started, *six_months(today, ids=ids, library=library)]
        store = Store.create(path, clock=clock, ids=ids, records=records, writer=Who.BOTH)
        return cls(store, library=library, clock=clock, ids=ids)

    @classmethod
    def open(
        cls, path: Path, *, behind: bool = False, clock: Clock = local_now, ids: Ids = new_id
    ) -> Journal:
        """Open a journal. With `behind`, verbs return at once and the disk follows in order.

        Raises:
            StoreError: If there is no journal at that path, or it cannot be read.
        """
        store = Store.open(path, clock=clock, ids=ids, behind=behind)
        return cls(store, library=TemplateLibrary.beside(path), clock=clock, ids=ids)

    @property
    def path(self) -> Path:
        """Where the journal's file is."""
        return self._store.path

    @property
    def pair(self) -> Pair:
        """The two people of this journal."""
        return self._desk.pair

    def now(self) -> datetime:
        """The time by the journal's clock."""
        return self._desk.clock()

    def today(self) -> Today:
        """Where the pair stands today."""
        held = self.sessions.held()
        return Today(
            day=self._desk.today,
            pair=self.pair,
            open=self.sessions.open(),
            next=self.plan.next(),
            actions=self.actions.open(),
            parked=self.actions.parked(),
            topics=self.captures.topics(),
            recent=tuple(reversed(held[-RECENT:])),
            held=len(held),
            missing=self.agreement.missing(),
            expectations=self.ledger.expectations(),
            rhythm=self._rhythm(held),
        )

    def _rhythm(self, held: Sequence[Session]) -> Rhythm | None:
        if not held or self.standing.now() is not StandingState.RUNNING:
            return None
        following = self.plan.next()
        beat = self.agreement.beat()
        return rhythm(held, next_on=following.on if following else None, beat=beat, today=self._desk.today)

    def view(self, session: Session) -> SessionView:
        """A session with all that belongs to it."""
        from rmjournal.journal.views import view_of

        return view_of(session, sessions=self.sessions, captures=self.captures, actions=self.actions)

    def session_note(self, session: Session) -> str:
        """The Markdown note of a session.

        Raises:
            RuleError: If it was not started.
        """
        from rmjournal.markdown.session_note import session_note

        if session.state is SessionState.PLANNED:
            raise RuleError("This session was not held yet, so there is no note of it.")
        return session_note(
            pair=self.pair,
            session=session,
            notes=self.sessions.notes(session),
            used=self.sessions.used(session),
            actions=self.actions.all(),
            captures=self.captures.all(),
            next_session=self.sessions.after(session),
        )

    def search(self, words: Sequence[str]) -> tuple[Hit, ...]:
        """Everything both can read that holds all of the words, the nearest and then the newest first.

        While the shelf *mine* is open, what its author keeps there is found too.

        Raises:
            UsageError: If there is no word, or one of them cannot be told.
        """
        return self.finding.every(words)

    def refresh(self) -> bool:
        """Take in what another program wrote; whether anything changed."""
        return self._store.refresh()

    def on_state(self, callback: Callable[[SaveState], None]) -> None:
        """Be told whenever saving starts, ends or fails; the call comes from the thread that writes."""
        self._store.on_state(callback)

    def rescue(self, folder: Path) -> Path | None:
        """Keep what could not be saved in this folder; where it is now, None if there was nothing.

        Raises:
            StoreWriteError: If nothing can be written there either.
        """
        return self._store.rescue(folder)

    def close(self) -> Path | None:
        """Let the disk catch up; the path of a rescue file where words could not be saved."""
        return self._store.close()
