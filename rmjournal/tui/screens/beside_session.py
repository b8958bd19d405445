"""What a session may need besides its notes: the ratings, the goals, the agreement, where each stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from rmjournal.domain.assessment import Moment, PageMoment
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.session import Session
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.handover import one_of_them
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line

Open = Callable[[JournalScreen[Any], Seat], None]


class Beside(NamedTuple):
    """Something to open over a session."""

    words: str
    opens: Open


def open_beside(screen: JournalScreen[Any], seat: Seat, session: Session) -> None:
    """Ask what is needed now; what this session's agenda leads to stands first."""
    offered = [*_OF_A_TEMPLATE.get(session.template, ()), *_ALWAYS]
    choices = [Choice(str(at), shown_line(one.words)) for at, one in enumerate(offered)]

    def chosen(at: str | None) -> None:
        if at is not None:
            offered[int(at)].opens(screen, seat)

    screen.app.push_screen(ChoiceScreen("Beside the notes", choices), chosen)


def _rate(occasion: Occasion) -> Open:
    def opens(screen: JournalScreen[Any], seat: Seat) -> None:
        from rmjournal.tui.screens.rate import RateScreen

        def begin() -> None:
            state = seat.journal.ratings.begin(occasion, by=seat.writer)
            screen.app.push_screen(RateScreen(seat, state.round.id))

        screen.attempt(begin)

    return opens


def _assess(moment: Moment) -> Open:
    def opens(screen: JournalScreen[Any], seat: Seat) -> None:
        from rmjournal.tui.screens.assessment import assess

        assess(screen, seat, moment)

    return opens


def _new_here(moment: PageMoment) -> Open:
    def opens(screen: JournalScreen[Any], seat: Seat) -> None:
        screen.run_worker(_write_page(screen, seat, moment), exclusive=True)

    return opens


async def _write_page(screen: JournalScreen[Any], seat: Seat, moment: PageMoment) -> None:
    from rmjournal.tui.screens.new_here import NewHereScreen

    who = await one_of_them(screen, seat, "Whose page?")
    if who is not None:
        screen.app.push_screen(NewHereScreen(seat, who, moment))


def _place(command_id: str) -> Open:
    def opens(screen: JournalScreen[Any], _seat: Seat) -> None:
        screen.app.call_later(screen.app.run_action, command_id)

    return opens


def _then_and_now(screen: JournalScreen[Any], seat: Seat) -> None:
    from rmjournal.tui.screens.then_and_now import ThenAndNowSheet

    screen.app.push_screen(ThenAndNowSheet(seat))


def _fill(screen: JournalScreen[Any], seat: Seat) -> None:
    from rmjournal.tui.screens.agreement_columns import ColumnsScreen

    screen.app.push_screen(ColumnsScreen(seat))


_OF_A_TEMPLATE = {
    "kickoff": (
        Beside("Fill the agreement in, each alone, then open both", _fill),
        Beside("Where I stand at the start", _assess(Moment.BEFORE)),
        Beside("A day in the life of someone new here", _new_here(PageMoment.START)),
    ),
    "midpoint": (Beside("Rate everything, each alone, then open both", _rate(Occasion.MIDPOINT)),),
    "closing": (
        Beside("Rate everything, each alone, then open both", _rate(Occasion.END)),
        Beside("Then: where I stood at the start, as I see it today", _assess(Moment.THEN)),
        Beside("Now: where I stand today", _assess(Moment.NOW)),
        Beside("A day in the life of someone new here, written again", _new_here(PageMoment.END)),
        Beside("Then and now, side by side", _then_and_now),
    ),
}
_ALWAYS = (
    Beside("Goals: keep, change, park; what shows them", _place("app.goals")),
    Beside("The agreement: read, amend, sign", _place("app.agreement")),
)
