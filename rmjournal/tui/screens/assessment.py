"""Self-assessment: eight areas, each in words from "new to me" to "I can show others"."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from rmjournal.domain.assessment import Assessment, Moment
from rmjournal.domain.pair import Who
from rmjournal.practice.scales import read_scales
from rmjournal.tui.screens.choice import Choice
from rmjournal.tui.screens.form import FormSheet
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.handover import one_of_them
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line
from rmjournal.tui.widgets.turn_field import TurnField

_HEADINGS = {
    Moment.BEFORE: "{name}: where I stand at the start",
    Moment.THEN: "{name}: where I stood at the start, as I see it today",
    Moment.NOW: "{name}: where I stand today",
}


class AssessmentForm(FormSheet[Assessment]):
    """One level an area, any of them left out; dismissed with the assessment."""

    AUTO_FOCUS = "TurnField"
    HELP = "Arrows turn the answer, Enter goes on, ctrl+s keeps all of it. Any may stay out."

    def __init__(self, seat: Seat, who: Who, moment: Moment) -> None:
        super().__init__(seat)
        self.who = who
        self.moment = moment
        self.add_class("assessment")

    def heading(self) -> str:
        return _HEADINGS[self.moment].format(name=self.seat.pair.first_name(self.who))

    def fields(self) -> ComposeResult:
        kept = self.seat.journal.assessments.of(self.who, self.moment)
        levels = [Choice(str(step.value), shown_line(step.words)) for step in read_scales().level.steps]
        choices = [Choice("", shown_line("left out")), *levels]
        for area in self.seat.journal.assessments.areas(self.who):
            level = kept.level(area.id) if kept else None
            yield from self.row(area.name, TurnField(choices, now=str(level or ""), name=area.id))

    def result(self) -> Assessment:
        answers = {str(field.name): field.answer for field in self.query(TurnField)}
        levels = {area: int(answer) if answer else None for area, answer in answers.items()}
        return self.seat.journal.assessments.answer(self.moment, levels, by=self.who)


def assess(screen: JournalScreen[Any], seat: Seat, moment: Moment) -> None:
    """Ask one of the two where they stand, alone."""
    screen.run_worker(_ask(screen, seat, moment), exclusive=True)


async def _ask(screen: JournalScreen[Any], seat: Seat, moment: Moment) -> None:
    who = await one_of_them(screen, seat, "Who answers?")
    if who is not None:
        await screen.app.push_screen_wait(AssessmentForm(seat, who, moment))
