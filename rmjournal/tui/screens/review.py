"""Review: what came of a stretch of time, for the one who writes or for both."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.day_reading import parse_since
from rmjournal.domain.stretch import Stretch
from rmjournal.errors import UsageError
from rmjournal.journal.review_views import Spoken
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.opening import page_for
from rmjournal.tui.review_pieces import pieces_of
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of

_PERIODS = (
    ("", "From the beginning"),
    ("last month", "Since the beginning of last month"),
    ("90 days ago", "The last 90 days"),
    ("this year", "This year"),
)
_OWN = "own"
_WIDEST = 90
_MARGINS = ((100, 10), (64, 6), (0, 4))
"""From which width of the terminal on: the columns at the sides of what stands on the page."""


class ReviewScreen(JournalScreen[None]):
    """One picture after the other, each with the sentence that it shows. Nobody is compared with anybody."""

    ROOM = "review"
    BINDINGS = bindings_of("review")
    AUTO_FOCUS: ClassVar[str | None] = ".review"
    HELP = (
        "What came of it, then and now: for both, or for the one who writes (F2). Arrows scroll.\n"
        "t takes another time, l says when you last spoke of something."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._stretch = Stretch()
        self._since = ""
        self._shown: tuple[Content, ...] = ()

    def holder(self) -> Widget:
        return VerticalScroll(classes="page review", can_focus=True)

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        view = self.seat.journal.review.view(self._stretch, who=self.seat.writer)
        columns = self.app.size.width
        width = min(_WIDEST, columns - next(margin for least, margin in _MARGINS if columns >= least))
        pieces = tuple(pieces_of(view, self.seat, width=width))
        if pieces != self._shown:
            self._shown = pieces
            holder = self.query_one(".review")
            holder.remove_children()
            holder.mount_all(Static(piece) for piece in pieces)

    def frame_changed(self) -> None:
        super().frame_changed()
        if self.is_mounted:
            self.read_again()

    def on_resize(self, _: Resize) -> None:
        self.read_again()

    @work
    async def action_period(self) -> None:
        """Take another stretch of time."""
        choices = [Choice(since, Content(words)) for since, words in _PERIODS]
        choices.append(Choice(_OWN, line_of("Since another day", ("  in words", "$text-muted"))))
        answer = await self.app.push_screen_wait(ChoiceScreen("Which time?", choices, now=self._since))
        stretch = (
            await self._asked() if answer == _OWN else self._read(answer) if answer is not None else None
        )
        if answer is not None and stretch is not None:
            self._since, self._stretch = answer, stretch
            self.read_again()
            self.query_one(".review").scroll_home(animate=False)

    @work
    async def action_spoken(self) -> None:
        """Say when something was last spoken of, and open it."""
        spoken = await self.app.push_screen_wait(
            AskScreen("Last spoke of what?", read=self._spoken, say=_sentence, hint="words, or a #tag")
        )
        page = page_for(self.seat, spoken.table, spoken.id, session=spoken.session) if spoken else None
        if page is not None:
            self.app.push_screen(page)

    async def _asked(self) -> Stretch | None:
        hint = "march, 2026, 3 feb, 6 weeks ago"
        return await self.app.push_screen_wait(
            AskScreen("Since when?", read=self._read, say=self._words, hint=hint)
        )

    def _read(self, words: str) -> Stretch:
        today = self.seat.now.date()
        return Stretch(since=parse_since(words, today=today) if words.strip() else None)

    def _words(self, stretch: Stretch) -> str:
        return stretch.words(self.seat.now.date())

    def _spoken(self, words: str) -> Spoken:
        spoken = self.seat.journal.review.last_spoken(words)
        if spoken.on is None:
            raise UsageError(spoken.sentence)
        return spoken


def _sentence(spoken: Spoken) -> str:
    return f"{spoken.sentence} Enter opens it."
