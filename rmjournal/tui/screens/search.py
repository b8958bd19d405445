"""Search: words looked for in all that the one who writes may see, while they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.journal.search import SHOWN, Found, Hit, Lit
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.opening import page_for
from rmjournal.tui.screens.found import FoundScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.words import listed_day

_LIT = "bold underline $text-accent"
"""Found words are not lit by color alone."""

_LINES = 2
"""The lines of what was found, each: what it is, and the words around."""

_WAYS = (
    ("kit sizes", "both words, or words that begin so"),
    ('"kit sizes"', "just this, in this order"),
    ("#door", "what is tagged so"),
    ("who:mentor", "written, owned or said by one, or both"),
    ("kind:action", "one kind: note, goal, letter, ..."),
    ("since:march", "days as you say them; until:, too"),
    ("goal:G2", "a goal, and what is linked to it"),
)


class SearchScreen(JournalScreen[None]):
    """A field, and below it what has all its words, the nearest first."""

    ROOM = "search"
    BINDINGS = bindings_of("search")
    ENTER = "open"
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    HELP = (
        "Type what you look for; all words must be there. Arrows go through what was found, Enter opens it.\n"
        "who:, kind:, since:, until:, goal: and #tag narrow it. Mine is looked through while it is open."
    )

    def __init__(self, seat: Seat, words: str = "") -> None:
        super().__init__(seat)
        self._words = words
        self._at_most = SHOWN
        self._found = seat.journal.finding.find("")

    def page(self) -> ComposeResult:
        yield Input(self._words, placeholder="Words to look for", classes="search--words")
        yield Static(classes="search--count")
        yield OptionList(classes="plain-list search--hits")

    def on_mount(self) -> None:
        # The keys go to the field; the arrows are passed on to the list.
        self.query_one(OptionList).can_focus = False
        self.read_again()

    def read_again(self) -> None:
        self._show(marked=self._marked())

    def hide(self) -> None:
        # What was looked for may be as private as what was found.
        self.query_one(Input).value = ""
        super().hide()

    def _show(self, *, marked: Hit | None) -> None:
        """Look for what is typed; what was marked stays so where it is still found."""
        listed = self.query_one(OptionList)
        found = self.seat.journal.finding.find(self.query_one(Input).value, at_most=self._at_most)
        self._found = found
        self.query_one(".search--count", Static).update(_count(found))
        today = self.seat.now.date()
        listed.set_options(
            _ways() if found.query.is_empty else [Option(_row(one, today)) for one in found.hits]
        )
        kept = [place for place, one in enumerate(found.hits) if marked and _is_same(one, marked)]
        listed.highlighted = kept[0] if kept else 0 if found.hits else None

    def frame_changed(self) -> None:
        super().frame_changed()
        if self.is_mounted:
            self.read_again()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._at_most = SHOWN
        self._show(marked=None)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        hit = self._marked()
        if hit is None:
            self.tell(self._found.words)
            return
        page = page_for(self.seat, hit.table, hit.id, session=hit.session, item=hit.item)
        self.app.push_screen(page or FoundScreen(self.seat, hit))

    async def action_tags(self) -> None:
        """Every tag there is."""
        await self.app.run_action("app.tags")

    def action_down(self) -> None:
        """The next one."""
        self._step(1)

    def action_up(self) -> None:
        """The one before."""
        self._step(-1)

    def action_page_down(self) -> None:
        """A page further."""
        self._step(self._rows_of_a_page)

    def action_page_up(self) -> None:
        """A page back."""
        self._step(-self._rows_of_a_page)

    @property
    def _rows_of_a_page(self) -> int:
        return max(1, self.query_one(OptionList).size.height // _LINES)

    def _step(self, by: int) -> None:
        """Go so many on or back; where the shown ones end, more are shown."""
        listed = self.query_one(OptionList)
        if listed.highlighted is None:
            return
        wanted = listed.highlighted + by
        if len(self._found.hits) <= wanted < self._found.total:
            self._at_most += SHOWN
            self._show(marked=self._marked())
        listed.highlighted = min(len(self._found.hits) - 1, max(0, wanted))

    def _marked(self) -> Hit | None:
        place = self.query_one(OptionList).highlighted
        hits = self._found.hits
        return hits[place] if place is not None and place < len(hits) else None


def _is_same(one: Hit, other: Hit) -> bool:
    return (one.table, one.id, one.kind) == (other.table, other.id, other.kind)


def _count(found: Found) -> Content:
    problem = next(iter(found.query.problems), "")
    words = Content.styled(found.words, "$text-muted")
    return line_of(words, " ", shown_line(problem, "$text-warning")) if problem else words


def _ways() -> Iterator[Option]:
    for typed, meaning in _WAYS:
        line = line_of((f"{typed:<12}", "bold"), (f"  {meaning}", "$text-muted"))
        yield Option(line, disabled=True)


def _row(hit: Hit, today: date) -> Content:
    facts = f"{listed_day(hit.on, today)}  {hit.kind}"
    head = line_of((f"{facts}  ", "$text-muted"), _lit(hit.lit_title))
    return lines_of(head, line_of("  ", _lit(hit.context))) if hit.context.text else head


def _lit(line: Lit) -> Content:
    content = shown_line(line.text)
    for start, end in line.spans:
        content = content.stylize(_LIT, start, end)
    return content
