"""Letters: what was released and when, and the draft under way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.days import MONTHS, dated_day, long_day
from rmjournal.domain.letter_draft import LetterDraft, Release
from rmjournal.errors import UsageError
from rmjournal.files import typed_path
from rmjournal.journal.letter_views import Verified
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.letter_words import waits_words
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line

_PROMISE = "The coordinator gets exactly the words both confirmed, and nothing else."
_NO_DRAFT = "None. n starts one; nothing leaves before both of you have confirmed it."
_NO_RELEASE = "None yet."
_NOT_AGREED = (
    "No agreement is signed by both yet, so a letter says that the two of you exist, and no more. "
    "4 opens Agreement, which says what a letter may tell."
)


class _Line(NamedTuple):
    shown: Content
    about: LetterDraft | Release | None = None


class LettersScreen(JournalScreen[None]):
    """The draft under way, then every letter that left, the newest first."""

    ROOM = "letters"
    BINDINGS = bindings_of("letters")
    ENTER = "open"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = "What the coordinator gets. n starts a letter; Enter opens the marked one; v checks a file."

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._rows: tuple[_Line, ...] = ()

    def page(self) -> ComposeResult:
        yield Static(_PROMISE, classes="letters--promise")
        yield OptionList(classes="plain-list")

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        rows = tuple(_lines(self.seat))
        if rows == self._rows:
            return
        self._rows = rows
        listed = self.query_one(OptionList)
        listed.set_options(Option(row.shown, disabled=row.about is None) for row in rows)
        listed.action_first()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "discard":
            return isinstance(self._marked(), LetterDraft)
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _mark_moved(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        marked = self._marked()
        if isinstance(marked, LetterDraft):
            self._preview(marked)
        elif marked is not None:
            from rmjournal.tui.screens.released_letter import ReleasedScreen

            self.app.push_screen(ReleasedScreen(self.seat, marked))

    @work
    async def action_begin(self) -> None:
        """Draft a letter, about the days since the last one or others."""
        from rmjournal.tui.screens.letter_period import draft_anew

        draft = await draft_anew(self, self.seat)
        if draft is not None:
            self._preview(draft)

    @work
    async def action_discard(self) -> None:
        """Throw the marked draft away, once asked."""
        from rmjournal.tui.screens.discard_letter import discard

        marked = self._marked()
        if isinstance(marked, LetterDraft) and await discard(self, self.seat, marked):
            self.read_again()

    @work
    async def action_verify(self) -> None:
        """Say whether a file is a letter that was released, unchanged."""
        from rmjournal.tui.screens.ask import AskScreen
        from rmjournal.tui.screens.told import ToldChoiceScreen, choice

        found = await self.app.push_screen_wait(
            AskScreen("Which file is to be checked?", read=self._checked, hint="a path")
        )
        if found is not None:
            sheet = ToldChoiceScreen("The file", _verdict(found), [choice("done", "Good")])
            await self.app.push_screen_wait(sheet)

    def _preview(self, draft: LetterDraft) -> None:
        from rmjournal.tui.screens.letter_preview import PreviewScreen

        self.app.push_screen(PreviewScreen(self.seat, draft))

    def _checked(self, words: str) -> Verified:
        if not words.strip():
            raise UsageError("The path of a file is needed.")
        return self.seat.journal.letters.verify(typed_path(words.strip()))

    def _marked(self) -> LetterDraft | Release | None:
        marked = self.query_one(OptionList).highlighted if self.is_mounted else None
        return None if marked is None else self._rows[marked].about


def _verdict(found: Verified) -> Content:
    release = found.release
    if release is None:
        return Content("This is no letter that the two of you released, or it was changed since.")
    return lines_of(
        Content.styled("A released letter, unchanged to the byte.", "bold $text-success"),
        line_of(
            "Released on ",
            long_day(release.on),
            " by ",
            shown_line(release.mentor),
            " and ",
            shown_line(release.mentee),
            ".",
        ),
    )


def _lines(seat: Seat) -> Iterator[_Line]:
    letters = seat.journal.letters
    drafts, releases = letters.drafts(), letters.releases()
    yield _heading("Under way")
    for draft in drafts:
        yield _Line(_draft_row(seat, draft), draft)
    if not drafts:
        yield _muted(_NO_DRAFT)
    if not letters.ticks():
        yield _muted(_NOT_AGREED)
    yield _Line(Content())
    if not releases:
        yield _heading("Released")
        yield _muted(_NO_RELEASE)
    for year, those in groupby(releases, key=lambda one: one.on.year):
        yield _heading(f"Released in {year}")
        yield from (_Line(_release_row(one), one) for one in those)


def _heading(words: str) -> _Line:
    return _Line(Content.styled(words, "bold $text-primary"))


def _muted(words: str) -> _Line:
    return _Line(Content.styled(words, "$text-muted"))


def _draft_row(seat: Seat, draft: LetterDraft) -> Content:
    view = seat.journal.letters.view(draft)
    return lines_of(
        line_of("Draft of ", dated_day(view.on), (f"  about {view.period.words}", "$text-muted")),
        Content.styled(waits_words(view, seat.pair), "$text-muted"),
    )


def _release_row(one: Release) -> Content:
    day = f"{MONTHS[one.on.month - 1][:3]} {one.on.day}"
    both = line_of(shown_line(one.mentor), " and ", shown_line(one.mentee)).plain
    return lines_of(
        line_of(day, "  ", shown_line(one.file), (f"  about {one.period.words}", "$text-muted")),
        Content.styled(f"confirmed by {both}", "$text-muted"),
    )
