"""The days that a letter is about: since the last one, or others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from rmjournal.domain.day_reading import parse_since
from rmjournal.domain.letter import Period
from rmjournal.domain.letter_draft import LetterDraft, must_be_ordered
from rmjournal.domain.query import last_day
from rmjournal.errors import RmjournalError
from rmjournal.tui.screens.choice import Choice
from rmjournal.tui.screens.form import FormSheet
from rmjournal.tui.screens.told import ToldChoiceScreen, choice
from rmjournal.tui.seat import Seat

_USUAL, _QUARTER, _OTHER = "usual", "quarter", "other"
_FRESH = "It is drafted from what your signed agreement lets out. You both read it before anything leaves."
_ANEW = (
    "It takes the place of the draft under way. Your words go along; what you struck or confirmed does not."
)


class PeriodForm(FormSheet[Period]):
    """Two days in words; dismissed with the period from one to the other."""

    HEADING = "A letter about which days?"
    HELP = "Enter goes on. Days are said in words: feb 3, last monday, 2026-02-03."

    def fields(self) -> ComposeResult:
        usual = self.seat.journal.letters.period()
        today = self.seat.now.date()
        yield from self.field("since", "From", min(usual.since, today).isoformat(), "the first day")
        yield from self.field("until", "To", today.isoformat(), "the last day; today at the latest")

    def result(self) -> Period:
        today = self.seat.now.date()
        period = Period(
            since=parse_since(self.value("since"), today=today),
            until=last_day(self.value("until"), today=today),
        )
        must_be_ordered(period, today=today)
        return period


async def draft_anew(screen: Screen[Any], seat: Seat) -> LetterDraft | None:
    """Ask for the days and draft a letter about them; None where it was left. Called from a worker."""
    period = await _asked(screen, seat)
    if period is None:
        return None
    try:
        return seat.journal.letters.draft(period, by=seat.writer)
    except RmjournalError as error:
        screen.notify(str(error).replace("\n", " "), severity="warning", markup=False)
        return None


async def _asked(screen: Screen[Any], seat: Seat) -> Period | None:
    story = Content.styled(_ANEW if seat.journal.letters.current() else _FRESH, "$text-muted")
    offered = _offered(seat)
    choices = [*_choices(offered, has_last=bool(seat.journal.letters.releases()))]
    answer = await screen.app.push_screen_wait(ToldChoiceScreen("A letter about which days?", story, choices))
    if answer == _OTHER:
        return await screen.app.push_screen_wait(PeriodForm(seat))
    return offered.get(answer or "")


def _offered(seat: Seat) -> dict[str, Period]:
    usual, today = seat.journal.letters.period(), seat.now.date()
    quarter = Period(since=today - timedelta(days=91), until=today)
    offered = {_USUAL: usual} if usual.since <= usual.until else {}
    return offered if quarter == usual else {**offered, _QUARTER: quarter}


def _choices(offered: dict[str, Period], *, has_last: bool) -> list[Choice]:
    said = {_USUAL: "Since the last letter" if has_last else "Since you began", _QUARTER: "The last 13 weeks"}
    known = [choice(name, said[name], period.words) for name, period in offered.items()]
    return [*known, choice(_OTHER, "Other days", "you name the first and the last")]
