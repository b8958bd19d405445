"""A letter to be read line by line, with a mark that says where both are."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.tui.letter_words import PageLine


class LetterPage(OptionList):
    """The lines of a letter. A line that is longer than the page is scrolled before the mark goes on."""

    HELP = "The letter, line by line. Arrows move the mark."

    def __init__(self) -> None:
        super().__init__(classes="plain-list")
        self.rows: tuple[PageLine, ...] = ()
        self._folded_at = 0

    def show(self, rows: Iterable[PageLine]) -> None:
        """Show these lines; the mark stays where it is."""
        self.rows = tuple(rows)
        self._fold()

    @property
    def marked(self) -> PageLine | None:
        """The line that is marked."""
        return None if self.highlighted is None else self.rows[self.highlighted]

    def mark(self, *names: str) -> None:
        """Mark the line of the letter with one of these ids; without any, the first line."""
        self.highlighted = next(
            (place for place, row in enumerate(self.rows) if not names or {*names} & {*row.ids}), 0
        )

    def on_resize(self) -> None:
        if self.rows and self._room() != self._folded_at:
            self._fold()

    def action_cursor_down(self) -> None:
        """The next line, once the end of this one was seen."""
        below = self._bottom() - (self.scroll_offset.y + self.scrollable_content_region.height)
        if below > 0:
            self.scroll_relative(y=min(below, 3), animate=False)
        else:
            self._step(range((self.highlighted or 0) + 1, len(self.rows)))

    def action_cursor_up(self) -> None:
        """The line before, once the beginning of this one was seen."""
        above = self.scroll_offset.y - self._top()
        if above > 0:
            self.scroll_relative(y=-min(above, 3), animate=False)
        else:
            self._step(range((self.highlighted or 0) - 1, -1, -1))

    def _step(self, places: range) -> None:
        for place in places:
            if not self.rows[place].is_gap:
                self.highlighted = place
                return

    def _fold(self) -> None:
        marked = self.highlighted
        self._folded_at = self._room()
        self.set_options(Option(row.made(self._folded_at), disabled=row.is_gap) for row in self.rows)
        if marked is None:
            self._step(range(len(self.rows)))
        else:
            self.highlighted = min(marked, len(self.rows) - 1)

    def _room(self) -> int:
        # A line has a column of air at either end.
        return max(10, self.scrollable_content_region.width - 2)

    def _top(self) -> int:
        return sum(self._height(row) for row in self.rows[: self.highlighted or 0])

    def _bottom(self) -> int:
        return sum(self._height(row) for row in self.rows[: (self.highlighted or 0) + 1])

    def _height(self, row: PageLine) -> int:
        return max(1, len(row.made(self._folded_at).wrap(self._folded_at)))
