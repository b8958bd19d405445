"""Guide: a card for most moments, each a minute's reading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.journal import guide
from rmjournal.practice.guide import Card, Reader
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line

_HEADINGS = {
    Reader.MENTOR: "For the mentor",
    Reader.MENTEE: "For the mentee",
    Reader.BOTH: "For both",
    Reader.COORDINATOR: "For the coordinator",
}


class _Line(NamedTuple):
    shown: Content
    card: Card | None = None


class GuideScreen(JournalScreen[None]):
    """All cards by reader; the one that is marked stands beside the list where there is room."""

    ROOM = "guide"
    BINDINGS = bindings_of("guide")
    ENTER = "read"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = "Cards for the two of you, and for whoever runs the program. Each is a minute's reading."

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._offered = guide.offered(seat.journal, writer=seat.writer)
        self._rows: tuple[_Line, ...] = tuple(_lines(self._offered))

    def holder(self) -> Widget:
        return Horizontal(classes="page guide")

    def page(self) -> ComposeResult:
        yield OptionList(
            *(Option(line.shown, disabled=line.card is None) for line in self._rows), classes="plain-list"
        )
        with VerticalScroll(classes="guide--card", can_focus=False):
            first = next(line.card for line in self._rows if line.card is not None)
            yield Static(card_content(first), classes="card")

    def on_mount(self) -> None:
        self.query_one(OptionList).action_first()

    def frame_changed(self) -> None:
        super().frame_changed()
        self._offer_again()

    def _offer_again(self) -> None:
        """Another one is writing now: what helps them may be another card."""
        offered = guide.offered(self.seat.journal, writer=self.seat.writer)
        if offered == self._offered:
            return
        self._offered = offered
        marked = self._marked()
        self._rows = tuple(_lines(offered))
        listed = self.query_one(OptionList)
        listed.set_options(Option(line.shown, disabled=line.card is None) for line in self._rows)
        listed.highlighted = max(place for place, line in enumerate(self._rows) if line.card == marked)

    @on(OptionList.OptionHighlighted)
    def _mark_moved(self) -> None:
        marked = self._marked()
        if marked is not None:
            self.query_one(".card", Static).update(card_content(marked))
            self.query_one(".guide--card").scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        card = self._rows[event.option_index].card
        if card is not None:
            self.app.push_screen(CardScreen(self.seat, card))

    def _marked(self) -> Card | None:
        marked = self.query_one(OptionList).highlighted
        return None if marked is None else self._rows[marked].card


class CardScreen(JournalScreen[None]):
    """One card to read."""

    ROOM = "card"
    BINDINGS = bindings_of("card")
    AUTO_FOCUS: ClassVar[str | None] = ".note"
    HELP = "One card of the guide. n and b go to the next one and the one before."

    def __init__(self, seat: Seat, card: Card) -> None:
        super().__init__(seat)
        self.card = card

    def holder(self) -> Widget:
        return VerticalScroll(classes="page note", can_focus=True)

    def page(self) -> ComposeResult:
        yield Static(card_content(self.card), classes="card")

    def action_next(self) -> None:
        """The next card."""
        self._step(1)

    def action_previous(self) -> None:
        """The card before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        every = guide.cards()
        self.card = every[(every.index(self.card) + by) % len(every)]
        self.query_one(".card", Static).update(card_content(self.card))
        self.query_one(".note").scroll_home(animate=False)


def card_content(card: Card) -> Content:
    """A card as it is read: for whom, its title, and its paragraphs with air between them."""
    head = line_of(
        (_HEADINGS[card.reader], "$text-muted"), "\n", shown_line(card.title, "bold $text-primary")
    )
    return Content("\n\n").join([head, *map(Content, card.paragraphs)])


def _lines(offered: guide.Offered | None) -> Iterator[_Line]:
    if offered is not None:
        yield _Line(shown_line(offered.occasion, "bold $text-primary"))
        yield _Line(Content(offered.card.title), offered.card)
        yield _Line(Content())
    for place, (reader, those) in enumerate(groupby(guide.cards(), lambda one: one.reader)):
        if place:
            yield _Line(Content())
        yield _Line(Content.styled(_HEADINGS[reader], "bold $text-primary"))
        yield from (_Line(Content(one.title), one) for one in those)
