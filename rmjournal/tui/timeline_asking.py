"""What somebody wants to see of the timeline: asked for on sheets, and said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace
from textual.content import Content

from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.journal.timeline import Asked
from rmjournal.text import one_line
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line

_KINDS = {
    "session": "Sessions",
    "letter": "Letters",
    "agreement": "Versions of the agreement",
    "rating": "Ratings",
    "reflection": "Reflections on ours",
    "action": "Actions that were settled",
}
_ALL = "Everything"


class TimelineAsking:
    """Asks for one of the things that narrow the timeline; left by Escape, what was asked for stays."""

    def __init__(self, screen: JournalScreen[Any], asked: Asked) -> None:
        self._screen = screen
        self._asked = asked

    async def kind(self) -> Asked:
        """One kind, or all of them."""
        choices = [Choice(kind, Content(words)) for kind, words in _KINDS.items()]
        answer = await self._choose("What is to be shown?", choices, now="".join(self._asked.kinds[:1]))
        return self._asked if answer is None else replace(self._asked, kinds=(answer,) if answer else ())

    async def person(self) -> Asked:
        """What is one person's, or both's."""
        pair = self._screen.seat.pair
        choices = [Choice(who.value, shown_line(pair.name_of(who))) for who in PARTNERS]
        now = self._asked.who.value if self._asked.who else ""
        answer = await self._choose("Whose is to be shown?", choices, now=now)
        return self._asked if answer is None else replace(self._asked, who=Who(answer) if answer else None)

    async def goal(self) -> Asked:
        """What is linked to one goal or want."""
        answer = await self._choose("Which goal?", _subjects(self._screen.seat), now=self._asked.goal)
        return self._asked if answer is None else replace(self._asked, goal=answer)

    async def topic(self) -> Asked:
        """What is about something, by words or a tag."""
        answer = await self._screen.app.push_screen_wait(
            AskScreen("About what?", read=str.strip, value=self._asked.topic, hint="words, or a #tag")
        )
        return self._asked if answer is None else replace(self._asked, topic=answer)

    async def agenda(self) -> Asked:
        """The sessions of one agenda, and what came of them."""
        seat = self._screen.seat
        held = dict.fromkeys(one.template for one in seat.journal.timeline.all() if one.template)
        choices = [Choice(template, shown_line(_title(seat, template))) for template in held]
        answer = await self._choose("Which agenda?", choices, now=self._asked.template)
        return self._asked if answer is None else replace(self._asked, template=answer)

    async def _choose(self, heading: str, choices: Sequence[Choice], *, now: str) -> str | None:
        every = [Choice("", Content(_ALL)), *choices]
        return await self._screen.app.push_screen_wait(ChoiceScreen(heading, every, now=now))


def asked_words(asked: Asked, seat: Seat) -> Content:
    """What was asked for, in words; nothing where everything was."""
    return Content(" · ").join(_asked_parts(asked, seat))


def _asked_parts(asked: Asked, seat: Seat) -> Iterator[Content]:
    yield from (Content.styled(_KINDS[kind], "bold") for kind in asked.kinds)
    if asked.who:
        yield line_of("of ", shown_line(seat.pair.first_name(asked.who), "bold"))
    if asked.goal:
        yield line_of("for ", shown_line(asked.goal, "bold"))
    if asked.topic:
        yield line_of("about ", shown_line(asked.topic, "bold"))
    if asked.template:
        yield shown_line(_title(seat, asked.template), "bold")


def _subjects(seat: Seat) -> list[Choice]:
    journal = seat.journal
    told = [(one.label, one.text) for one in journal.expectations.all()]
    told += [(one.label, one.wording.title) for one in journal.goals.all()]
    return [Choice(label, line_of(f"{one_line(label)}  ", shown_line(words))) for label, words in told]


def _title(seat: Seat, template: str) -> str:
    """The title of an agenda; its id, where it is not on the shelf any more."""
    every = {one.id: one.title for one in seat.journal.templates.all()}
    return every.get(template, template)
