"""What tests of the private shelf share: passphrases that cost little, and ways to type them."""

from __future__ import annotations

from typing import Any

from screens import until
from textual.pilot import Pilot
from textual.widgets import Input

from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import PrivateReflection
from rmjournal.journal.journal import Journal
from rmjournal.store.vault import WEAKEST
from rmjournal.tui.screens.passphrase import PassphraseScreen
from rmjournal.tui.seat import Seat

IMOGEN, DESMOND = Who.MENTOR, Who.MENTEE
PASSPHRASE = "roof stayed on"
SECRET = "I became a generation"


def cheap(journal: Journal) -> Journal:
    """The journal with passphrases that cost little to check."""
    journal.mine.strength = WEAKEST
    return journal


def with_shelf(seat: Seat, who: Who = IMOGEN, *, locked: bool = False) -> Seat:
    """The seat with one of the two at the keyboard, whose shelf is set up, and open unless it is said."""
    cheap(seat.journal).mine.set_up(who, PASSPHRASE)
    seat.writer = who
    if locked:
        seat.journal.mine.lock()
    return seat


def kept(journal: Journal, text: str = SECRET, *, by: Who = IMOGEN, **said: Any) -> PrivateReflection:
    """A reflection on *mine*."""
    return journal.reflections.keep(journal.reflections.words(text, **said), by=by)


def a_session_held(journal: Journal) -> Any:
    """The first session, wrapped up."""
    session = journal.sessions.start(journal.plan.next())
    return journal.sessions.wrap_up(session, held=25)


async def gives(pilot: Pilot[Any], *words: str) -> None:
    """Type into the fields of the passphrase sheet, and take it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, PassphraseScreen) and pilot.app.focused)
    fields = list(pilot.app.screen.query(Input))
    for field, word in zip(fields, words, strict=True):
        field.value = word
    fields[-1].focus()
    await pilot.press("enter")
