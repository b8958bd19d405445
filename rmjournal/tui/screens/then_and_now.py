"""Then and now, side by side: what each could do, and the page of someone new here."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from rmjournal.domain.assessment import AreaRow, PageMoment
from rmjournal.domain.pair import Who
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.told import ReadingSheet
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import lines_of, shown, shown_line


class ThenAndNowSheet(ReadingSheet[None]):
    """Everything that both wrote about then and now, to be read together at the closing."""

    ROOM = "found"
    BINDINGS = bindings_of("found")
    HEADING = "Then and now"
    HELP = "What each could do, before, then and now; and the two pages. Arrows scroll, Esc goes back."

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    def page(self) -> ComposeResult:
        pieces = [piece for who in (Who.MENTEE, Who.MENTOR) for piece in self._of(who)]
        yield from pieces or [Static(_NOTHING)]

    def action_close(self) -> None:
        """It was read."""
        self.dismiss()

    def _of(self, who: Who) -> Iterator[Static]:
        rows = [row for row in self.seat.journal.assessments.side_by_side(who) if row.now_words]
        pages = list(self._pages(who))
        if rows or pages:
            yield Static(shown_line(self.seat.pair.name_of(who)), classes="heading")
            yield from (piece for row in rows for piece in _area(row))
            yield from pages

    def _pages(self, who: Who) -> Iterator[Static]:
        for moment, heading in _PAGES.items():
            page = self.seat.journal.assessments.page(who, moment)
            if page is not None and page.text.strip():
                told = lines_of(Content.styled(heading, "bold"), shown(page.text))
                yield Static(told, classes="then--page")


def _area(row: AreaRow) -> Iterator[Static]:
    stood = [f"{when}: {words}" for when, words in _steps(row) if words]
    said = [row.said] if row.said else []
    yield Static(shown_line(row.name))
    yield Static(shown("\n".join([" · ".join(stood), *said])), classes="then--steps muted")


def _steps(row: AreaRow) -> tuple[tuple[str, str], ...]:
    return (("before", row.before_words), ("then", row.then_words), ("now", row.now_words))


_PAGES = {
    PageMoment.START: "Then: a day in the life of someone new here",
    PageMoment.END: "Now: a day in the life of someone new here",
}
_NOTHING = "Nothing was written about then and now yet. The closing agenda asks for it: F12 in its session."
