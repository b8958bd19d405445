"""The session that comes next, or the one that is not wrapped up yet, with its agenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from rmjournal.domain.agenda import Agenda
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Session
from rmjournal.journal.today import Today
from rmjournal.keys import command
from rmjournal.text import one_line
from rmjournal.tui.hanging import between
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.words import minutes_words, moved_words, when_words

if TYPE_CHECKING:
    from rmjournal.journal.guide import Offered

_NARROW = 34
"""Columns below which who leads an item is left out."""


class NextSession(Widget, can_focus=True):
    """What Enter starts, or goes on with."""

    HELP = (
        "The next session. Enter starts it, and the cursor is in the notes of its first item.\n"
        "t takes another agenda, m another length, r another day."
    )

    def __init__(self, today: Today) -> None:
        super().__init__()
        self._today = today
        self._agenda: Agenda | None = None
        self._used = 0
        self._card: Offered | None = None

    def show_today(self, today: Today, *, agenda: Agenda | None, used: int = 0) -> None:
        """Show where the pair stands; the agenda of the next session, or seconds used of the open one."""
        self._today = today
        self._agenda = agenda
        self._used = used
        self.refresh(layout=True)

    @property
    def names_card(self) -> bool:
        """Whether a card of the guide is named here now."""
        return self._card is not None and self._today.open is None and self._today.next is not None

    def show_card(self, card: Offered | None) -> None:
        """Name the card of the guide that helps now."""
        if card != self._card:
            self._card = card
            self.refresh(layout=True)

    def on_resize(self) -> None:
        """What has room is not what had room before."""
        self.call_after_refresh(self.refresh, layout=True)

    def render(self) -> Content:
        width = self.content_size.width
        room = self.parent.content_size.height if isinstance(self.parent, Widget) else 0
        if not (width and room):
            return lines_of(*self._lines())
        return lines_of(*_whole(self._lines(), width=width, room=room))

    def _lines(self) -> Iterator[Content]:
        today = self._today
        if today.open is not None:
            yield from self._unfinished(today.open, today.day)
        elif today.next is not None:
            yield from self._planned(today.next, today.day)
        else:
            yield from self._nothing()

    def _unfinished(self, session: Session, day: date) -> Iterator[Content]:
        used = minutes_words(self._used // 60)
        yield _heading("Not wrapped up yet")
        yield shown_line(session.title, "bold")
        yield self._told(when_words(session.on, day), f"{used} of {session.minutes} used")
        yield Content()
        yield self._call("goes on with it")

    def _planned(self, session: Session, day: date) -> Iterator[Content]:
        yield _heading("Next session")
        yield shown_line(session.title, "bold")
        yield self._told(*self._facts(session, day))
        if self._today.asks_about_moving:
            yield Content.styled("Shorten it (s), pause, or finish?", "$text-warning")
        yield Content()
        yield self._call("starts it")
        yield from self._card_line()
        if self._agenda is not None:
            yield Content()
            yield from self._fitted(self._agenda)

    def _card_line(self) -> Iterator[Content]:
        """The card to read first. One that is for one person only is not named where both may look."""
        if self._card is not None:
            key = command("app.guide").key_names[0]
            named = " a card" if self._card.is_private else f": {self._card.card.title}"
            line = _label(f"  {key} opens{named}")
            yield line.truncate(self.content_size.width, ellipsis=True)

    def _nothing(self) -> Iterator[Content]:
        yield _heading("Next session")
        yield Content.styled("Nothing is planned.", "bold")
        yield Content()
        yield self._call("starts one without an agenda")
        yield Content("  t picks an agenda for today")

    def _facts(self, session: Session, day: date) -> Iterator[str]:
        yield when_words(session.on, day)
        yield minutes_words(session.minutes)
        if session.moved:
            yield moved_words(session.moved)

    def _told(self, *facts: str) -> Content:
        return between(map(_label, facts), self.content_size.width)

    def _call(self, does: str) -> Content:
        click = Style.from_meta({"@click": "screen.start"})
        if self.has_focus:
            words = line_of(("▸ Enter", "bold $text-accent"), (f" {does}", "$text-accent"))
        else:
            words = _label("  Tab, then Enter")
        return words.stylize(click)

    def _fitted(self, agenda: Agenda) -> Iterator[Content]:
        width = self.content_size.width
        for item in agenda.items:
            lead = "" if width < _NARROW else _lead(self._today.pair, item.lead)
            yield _row(item.minutes, one_line(item.title), lead, width=width)
        if agenda.left_out:
            yield _label(f"    no room for: {', '.join(map(one_line, agenda.left_out))}")
        if agenda.before:
            yield Content()
            yield _heading("Before")
            yield from (line_of("· ", shown_line(line)) for line in agenda.before)


def _whole(lines: Iterable[Content], *, width: int, room: int) -> list[Content]:
    """The lines that have room from beginning to end; a mark says where there are more."""
    kept: list[Content] = []
    free = room
    for line in lines:
        rows = len(line.wrap(width)) if line else 1
        if rows > free:
            return [*(kept if free else kept[:-1]), _label("…")]
        kept.append(line)
        free -= rows
    return kept


def _row(minutes: int, title: str, lead: str, *, width: int) -> Content:
    start = Content.assemble((f"{minutes:>3}", "bold"), "  ", title)
    if not lead:
        return start.truncate(width, ellipsis=True)
    room = max(0, width - len(lead) - 1)
    start = start.truncate(room, ellipsis=True)
    return Content.assemble(start, " " * (width - start.cell_length - len(lead)), (lead, "$text-muted"))


def _lead(pair: Pair, who: Who) -> str:
    return one_line(pair.first_name(who))


def _heading(words: str) -> Content:
    return Content.styled(words, "bold $text-primary")


def _label(words: str) -> Content:
    return Content.styled(words, "$text-muted")
