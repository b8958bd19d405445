"""The preview of a letter: its exact words, what is withheld and why, who has confirmed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from rmjournal.domain.days import dated_day
from rmjournal.domain.letter_draft import TOPICS, LetterDraft
from rmjournal.domain.pair import Who
from rmjournal.journal.letter_views import LetterView
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.letter_words import (
    GAP,
    PageLine,
    confirmed_words,
    reading_lines,
    source_lines,
    withheld_lines,
    withheld_words,
)
from rmjournal.tui.pager import read_in_pager
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.write_letter import WriteForm, can_write
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.widgets.folded import Folded
from rmjournal.tui.widgets.letter_page import LetterPage

ROOM_FOR_TWO = 64
"""Columns from which what is withheld stands beside the letter; below, it follows it."""

_CLEARED = "The words have changed: what was confirmed is cleared. Both read them again."


class PreviewScreen(JournalScreen[None]):
    """The letter to read together, line by line. Nothing on it leaves before both have confirmed it."""

    ROOM = "preview"
    BINDINGS = bindings_of("preview")
    AUTO_FOCUS: ClassVar[str | None] = "LetterPage"
    HELP = (
        "The exact words of the letter. Either may strike a line with s, without a reason; r restores it.\n"
        "Each confirms with c, under their own name. Once both have, o writes the file. A change clears that."
    )

    def __init__(self, seat: Seat, draft: LetterDraft) -> None:
        super().__init__(seat)
        self.draft = draft
        self.view: LetterView = seat.journal.letters.view(draft)
        """What is on the screen: only these words are confirmed."""
        self.is_source = False
        self.is_over = False
        """Whether the draft is about to be no more."""
        self.is_cleared = False
        """Whether a change took back what somebody had confirmed."""

    def holder(self) -> Widget:
        return Vertical(classes="page letter")

    def page(self) -> ComposeResult:
        yield Static(classes="letter--head")
        with Horizontal():
            yield LetterPage()
            with VerticalScroll(classes="letter--withheld", can_focus=True):
                yield Folded()

    def on_mount(self) -> None:
        self._paint()
        # The mark begins on a line that can be struck, so that the key for it is seen at once.
        self.query_one(LetterPage).mark(*(line.id for line in self.view.lines))

    def on_resize(self, event: events.Resize) -> None:
        if self.query(Folded):
            self._paint_page(event.size.width)

    def read_again(self) -> None:
        kept = next((one for one in self.seat.journal.letters.drafts() if one.id == self.draft.id), None)
        if kept is not None:
            self._now(kept)
        elif not self.is_over:
            self.tell("This draft is not there anymore: it was released, thrown away or undone.")
            self.is_over = True
            self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "strike":
                return bool(self._ids()) and not self._is_struck()
            case "restore":
                return bool(self._ids()) and self._is_struck()
            case "confirm":
                return bool(self.view.waits_for)
            case "release":
                return not self.view.waits_for
            case "write":
                return can_write(self.draft)
            case "topics":
                return TOPICS in self.draft.ticks
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _mark_moved(self) -> None:
        self.refresh_bindings()

    @work
    async def action_strike(self) -> None:
        """Take the marked line out."""
        name = await self._one_of(self._ids(), "Which one is struck?")
        if name:
            self._change(lambda: self.seat.journal.letters.strike(self.draft, name, by=self.seat.writer))
            self.query_one(LetterPage).mark(name)

    def action_restore(self) -> None:
        """Take the marked line in again."""
        names = self._ids()
        self._change(lambda: self.seat.journal.letters.restore(self.draft, *names, by=self.seat.writer))
        self.query_one(LetterPage).mark(names[0])

    def action_source(self) -> None:
        """The file as it is written, or the letter as it reads."""
        names = self._ids()
        self.is_source = not self.is_source
        self._paint()
        self.query_one(LetterPage).mark(*names)

    @work
    async def action_write(self) -> None:
        """Write highlights, ideas and the ask."""
        kept = await self.app.push_screen_wait(WriteForm(self.seat, self.draft))
        if kept is not None:
            self._now(kept)

    @work
    async def action_topics(self) -> None:
        """Choose which topics the letter names."""
        from rmjournal.tui.screens.name_topics import TopicsSheet, nameable

        topics = nameable(self.seat.journal.lights.catalog(), self.draft)
        sheet = TopicsSheet(topics, self.draft.words.topics)
        chosen = await self.app.push_screen_wait(sheet)
        if chosen is not None:
            letters, by = self.seat.journal.letters, self.seat.writer
            self._change(lambda: letters.write(self.draft, topics=chosen, by=by))

    @work
    async def action_confirm(self) -> None:
        """Confirm these words, under one's own name."""
        from rmjournal.tui.screens.confirm_letter import ConfirmScreen

        draft, view = self.draft, self.view
        who = await self._who_confirms()
        if who is not None and await self.app.push_screen_wait(ConfirmScreen(self.seat, draft, view, who)):
            self.is_cleared = False
            self.read_again()

    @work
    async def action_release(self) -> None:
        """Write the file that both confirmed."""
        from rmjournal.tui.screens.release_letter import release

        await self._end_by(release)

    def action_copy(self) -> None:
        """Send the draft, marked as one, to the terminal's clipboard."""
        self.app.copy_to_clipboard(self._draft_text())
        self.tell(
            "The draft, marked as not released, was sent to the terminal. Its clipboard gives no answer."
        )

    def action_pager(self) -> None:
        """Read the draft, marked as one, in the pager."""
        self.attempt(lambda: read_in_pager(self.app, self._draft_text()))

    @work
    async def action_anew(self) -> None:
        """Draft it again, about the same days or others."""
        from rmjournal.tui.screens.letter_period import draft_anew

        draft = await draft_anew(self, self.seat)
        if draft is not None:
            self._now(draft)

    @work
    async def action_discard(self) -> None:
        """Throw the draft away, once asked."""
        from rmjournal.tui.screens.discard_letter import discard

        await self._end_by(discard)

    async def _end_by(self, end: Callable[[Screen[Any], Seat, LetterDraft], Awaitable[bool]]) -> None:
        """Leave where this ends the draft; meanwhile nobody is surprised that it is gone."""
        self.is_over = True
        self.is_over = await end(self, self.seat, self.draft)
        if self.is_over:
            self.dismiss()
        else:
            self.read_again()

    async def _who_confirms(self) -> Who | None:
        waits = self.view.waits_for
        if self.seat.writer in waits:
            return self.seat.writer
        if len(waits) == 1:
            return waits[0]
        choices = [Choice(who, shown_line(self.seat.pair.first_name(who))) for who in waits]
        answer = await self.app.push_screen_wait(ChoiceScreen("Who confirms?", choices))
        return None if answer is None else Who(answer)

    async def _one_of(self, names: tuple[str, ...], heading: str) -> str | None:
        """One of the lines that stand on one line, such as topics."""
        if len(names) < 2:
            return next(iter(names), None)
        choices = [Choice(line.id, shown_line(line.words)) for line in self.view.lines if line.id in names]
        return await self.app.push_screen_wait(ChoiceScreen(heading, choices))

    def _change(self, verb: Callable[[], LetterDraft]) -> None:
        self.attempt(lambda: self._now(verb()))

    def _now(self, draft: LetterDraft) -> None:
        """Show the draft as it is now; say so where that took back what was confirmed."""
        before, self.draft = self.view, draft
        self.view = self.seat.journal.letters.view(draft)
        if before.confirmed and not self.view.confirmed:
            self.is_cleared = True
        elif self.view.confirmed:
            self.is_cleared = False
        self._paint()

    def _draft_text(self) -> str:
        return self.seat.journal.letters.text(self.draft, released=False)

    def _ids(self) -> tuple[str, ...]:
        row = self.query_one(LetterPage).marked if self.is_mounted else None
        return row.ids if row else ()

    def _is_struck(self) -> bool:
        row = self.query_one(LetterPage).marked
        return row is not None and row.is_struck

    def _paint(self) -> None:
        if not self.query(Folded):
            return
        withheld = self.view.withheld
        self.query_one(Folded).fold(lambda width: withheld_words(withheld, width))
        self._paint_page(self.size.width)
        self.refresh_bindings()

    def _paint_page(self, width: int) -> None:
        self.query_one(".letter--head", Static).update(self._head(is_narrow=width < ROOM_FOR_TWO))
        self.query_one(LetterPage).show(self._rows(width))

    def _rows(self, width: int) -> Iterator[PageLine]:
        yield from source_lines(self.view) if self.is_source else reading_lines(self.view)
        if width < ROOM_FOR_TWO:
            yield GAP
            yield from withheld_lines(self.view.withheld)

    def _head(self, *, is_narrow: bool) -> Content:
        view = self.view
        form = "as it is written" if self.is_source else "as it reads"
        facts = f"  about {view.period.words}, {form}"
        title = line_of((f"Draft of {dated_day(view.on)}", "bold"), (facts, "$text-muted"))
        stands = confirmed_words(view, self.seat.pair)
        if self.is_cleared:
            stands = Content.styled(f"Not released. {_CLEARED}", "bold $text-warning")
        return stands if is_narrow else lines_of(title, stands)
