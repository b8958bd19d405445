"""The words of one agenda item on their way from the keyboard to the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.timer import Timer
from textual.widget import Widget

from rmjournal.domain.pair import Who
from rmjournal.domain.session import Note, Session
from rmjournal.store.store import Side
from rmjournal.text import clean
from rmjournal.tui.seat import Seat

SETTLE_SECONDS = 1.0
"""How long after the first unsaved letter the text is saved."""


class Draft:
    """The text of one item as it stands on the screen, and the note that it was made from."""

    def __init__(self, seat: Seat, session: Session, item: str) -> None:
        self.seat = seat
        self.session = session
        self.item = item
        self.note: Note | None = seat.journal.sessions.note(session, item)
        self.text = _text_of(self.note)
        self._hands: Who | None = None

    @property
    def is_unsaved(self) -> bool:
        """Whether the journal does not have these words yet."""
        return self.text != _text_of(self.note)

    def typed(self, text: str) -> None:
        """Take the text as it stands now, and remember whose hands wrote it."""
        if text != self.text:
            self.text = text
            writer = self.seat.writer
            self._hands = writer if self._hands is None else self._hands.joined_with(writer)

    def keep(self) -> None:
        """Give the journal the text."""
        if self.is_unsaved:
            by = self._hands or self.seat.writer
            self.note = self.seat.journal.sessions.write(
                self.session, self.item, self.text, over=self.note, by=by
            )
        self._hands = None

    def take_in(self) -> bool:
        """Take in what another program wrote, unless there are unsaved words here; whether it did.

        Where there are several versions, and the one on the screen is among them, it stays.
        """
        note = self.seat.journal.sessions.note(self.session, self.item)
        if self.is_unsaved or note == self.note or self.note in [side.value for side in self.versions]:
            return False
        self.note, self.text = note, _text_of(note)
        return True

    @property
    def versions(self) -> tuple[Side[Note], ...]:
        """What was written here in several places at once; () where there is one text."""
        return self.seat.journal.sessions.versions(self.session, self.item)

    def choose(self, over: Iterable[Note], text: str) -> None:
        """Go on with one text in place of several versions."""
        self.note = self.seat.journal.sessions.choose(over, text, by=self.seat.writer)
        self.text = _text_of(self.note)


class Settling:
    """Saves a moment after the first unsaved letter, however long the typing goes on after it."""

    def __init__(self, owner: Widget, keep: Callable[[], None]) -> None:
        self._owner = owner
        self._keep = keep
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Something is unsaved. A timer that runs already is not started again."""
        if self._timer is None:
            self._timer = self._owner.set_timer(SETTLE_SECONDS, self.now, name="settle")

    def now(self) -> None:
        """Save, and wait for the next letter."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._keep()


def _text_of(note: Note | None) -> str:
    return clean(note.text) if note else ""
