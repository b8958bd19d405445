"""Answering a pulse alone, and looking at it together once both are in."""

from __future__ import annotations

from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS, Sealed
from rmjournal.domain.session import Session
from rmjournal.errors import RmjournalError
from rmjournal.journal.pulses import MIDPOINT
from rmjournal.text import one_line
from rmjournal.tui.screens.choice import Choice
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.taps import TapsScreen
from rmjournal.tui.screens.told import ToldChoiceScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown, shown_line

_SEALED = "Sealed until both are in. Passing is as good an answer as any."
_ALONE = "These two stay on mine: nobody else sees them, and they count for nothing."


def state_words(seat: Seat, session: Session) -> str:
    """How it stands with the pulse of a session, in words."""
    state = seat.journal.pulses.round(session)
    if state is None:
        return "nobody is in yet"
    if state.is_open:
        return "both are in"
    if state.is_closed:
        return "closed unseen"
    names = ((one_line(seat.pair.first_name(who)), state.words(who)) for who in PARTNERS)
    return ", ".join(f"{name} is {words}" for name, words in names)


def can_be_answered(seat: Seat, session: Session) -> bool:
    """Whether the pulse of a session still takes answers."""
    state = seat.journal.pulses.round(session)
    return state is None or state.is_running


async def answer_pulse(page: JournalScreen[None] | JournalScreen[bool], session: Session) -> None:
    """Have one of the two answer; where both are in then, show what both said. Called from a worker."""
    seat = page.seat
    who = await _who(page, session)
    if who is None:
        return
    name = one_line(seat.pair.first_name(who))
    sheet = TapsScreen(f"{name}: how was it?", _SEALED, seat.journal.pulses.items(), who)
    answers = await page.app.push_screen_wait(sheet)
    if answers is None:
        return
    try:
        state = seat.journal.pulses.answer(session, answers, by=who)
    except RmjournalError as error:
        page.tell(str(error), problem=True)
        return
    await _answered(page, session, state, who)


async def answer_alone(page: JournalScreen[None], who: Who) -> None:
    """Have one of the two answer what stays on *mine*. Called from a worker."""
    pulses = page.seat.journal.pulses
    answers = await page.app.push_screen_wait(
        TapsScreen("For you alone", _ALONE, pulses.private_items(), who)
    )
    if answers is None:
        return
    safe, steer = answers["safe"], answers["steer"]
    page.attempt(
        lambda: pulses.answer_privately(by=who, safe=safe, steer=steer, session=_midpoint(page.seat))
    )


def is_due_alone(seat: Seat, who: Who) -> bool:
    """Whether what stays on *mine* is to be asked now: monthly, and after the mid-point."""
    return seat.journal.pulses.private_due(who, _midpoint(seat))


def _midpoint(seat: Seat) -> Session | None:
    """The last session, if it was the mid-point."""
    held = seat.journal.sessions.held()
    return held[-1] if held and held[-1].template == MIDPOINT else None


async def _answered(
    page: JournalScreen[None] | JournalScreen[bool], session: Session, state: Sealed, who: Who
) -> None:
    from rmjournal.tui.screens.reveal_pulse import RevealPulseScreen

    partner = one_line(page.seat.pair.first_name(who.partner))
    if state.is_open:
        await page.app.push_screen_wait(RevealPulseScreen(page.seat, session))
    else:
        page.tell(f"Sealed. It opens when {partner} is in.")


async def _who(page: JournalScreen[None] | JournalScreen[bool], session: Session) -> Who | None:
    """Who answers: the one who is writing, else it is asked."""
    seat = page.seat
    if seat.writer is not Who.BOTH:
        return seat.writer
    state = seat.journal.pulses.round(session)
    choices = []
    for who in sorted(PARTNERS, key=lambda one: state is not None and state.is_in(one)):
        stands = state.words(who) if state else "not in yet"
        words = line_of(shown_line(seat.pair.name_of(who)), (f"  {stands}", "$text-muted"))
        choices.append(Choice(who.value, words))
    story = shown(f"Each alone: pass the keyboard.\n{_SEALED}", "$text-muted")
    said = await page.app.push_screen_wait(
        ToldChoiceScreen(
            f"How was it, {day_words(session.on, seat.now.date())}? Who answers?", story, choices
        )
    )
    return Who(said) if said else None
