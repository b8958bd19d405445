"""Choosing an agenda template."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.screen import Screen

from rmjournal.journal.templates import Listed, TemplateLibrary
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.show import line_of, shown_line

NO_AGENDA = Choice("", Content.assemble("No agenda", ("  one page for notes", "$text-muted")))


def agenda_choices(library: TemplateLibrary) -> list[Choice]:
    """Every template that can be used, and none."""
    return [*(Choice(one.id, _row(one)) for one in library.all()), NO_AGENDA]


async def choose_agenda(screen: Screen[Any], library: TemplateLibrary, *, now: str | None) -> str | None:
    """The id of the template that is chosen, "" for none; None where nothing was. Called from a worker."""
    return await screen.app.push_screen_wait(ChoiceScreen("Which agenda?", agenda_choices(library), now=now))


def _row(listed: Listed) -> Content:
    return line_of(shown_line(listed.title), (f"  {listed.minutes} min", "$text-muted"))
