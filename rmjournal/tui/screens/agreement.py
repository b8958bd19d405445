"""Agreement: fifteen parts that both fill in alone, open together, and sign."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.journal.agreement_form import PartView
from rmjournal.tui.agreement_words import part_words, row_words, stands_words
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.folded import Folded


class AgreementScreen(JournalScreen[None]):
    """The parts at the left, the marked one at the right, and above them what comes next."""

    ROOM = "agreement"
    BINDINGS = bindings_of("agreement")
    ENTER = "write"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = (
        "What you agree on. f fills it in, each alone; then both columns are opened together.\n"
        "Enter changes the words you agree on, s signs. A change later needs both names again."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.parts: tuple[PartView, ...] = ()

    def holder(self) -> Widget:
        return Vertical(classes="page agreement")

    def page(self) -> ComposeResult:
        yield Folded(classes="agreement--stands")
        with Horizontal(classes="agreement--parts"):
            yield OptionList(classes="plain-list")
            with VerticalScroll(classes="agreement--part", can_focus=False):
                yield Folded()

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        parts = self.seat.journal.agreement.parts()
        listed = self.query_one(OptionList)
        if parts != self.parts:
            marked = listed.highlighted or 0
            self.parts = parts
            listed.set_options(Option(row_words(one)) for one in parts)
            listed.highlighted = marked
        words = stands_words(self.seat)
        self.query_one(".agreement--stands", Folded).fold(lambda _width: words)
        self._show_part()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        agreement = self.seat.journal.agreement
        match action:
            case "fill":
                state = agreement.columns.state()
                return state is None or not state.is_open
            case "sign":
                return agreement.is_changed()
            case "differences":
                return agreement.current() is not None
            case "versions":
                return bool(agreement.versions())
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _mark_moved(self) -> None:
        self._show_part()

    @on(OptionList.OptionSelected)
    def action_write(self) -> None:
        """Change what both agree on in the marked part."""
        from rmjournal.tui.screens.agreement_part import PartScreen

        marked = self.query_one(OptionList).highlighted
        if marked is not None:
            self.app.push_screen(PartScreen(self.seat, self.parts[marked].part.id))

    def action_fill(self) -> None:
        """Fill in one's own column, alone; then open both."""
        from rmjournal.tui.screens.agreement_columns import ColumnsScreen

        self.app.push_screen(ColumnsScreen(self.seat))

    def action_sign(self) -> None:
        """Sign the text as it stands."""
        from rmjournal.tui.screens.sign import SignScreen

        self.app.push_screen(SignScreen(self.seat))

    def action_differences(self) -> None:
        """What changed, word by word."""
        from rmjournal.tui.screens.agreement_differences import DifferenceScreen

        self.app.push_screen(DifferenceScreen(self.seat))

    @work
    async def action_versions(self) -> None:
        """Read an older version."""
        from rmjournal.tui.screens.agreement_version import VersionScreen, version_choices

        chosen = await self.app.push_screen_wait(ChoiceScreen("Which version?", version_choices(self.seat)))
        if chosen is not None:
            self.app.push_screen(VersionScreen(self.seat, int(chosen)))

    def action_topics(self) -> None:
        """Mark topics, alone: only what both opened is shown."""
        from rmjournal.tui.screens.topic_lights import LightsScreen

        self.app.push_screen(LightsScreen(self.seat))

    @work
    async def action_card(self) -> None:
        """Say how one likes to work."""
        from rmjournal.tui.screens.agreement_card import CardForm
        from rmjournal.tui.screens.handover import one_of_them

        who = await one_of_them(self, self.seat, "Whose card?")
        if who is not None:
            await self.app.push_screen_wait(CardForm(self.seat, who))
            self.read_again()

    @work
    async def action_standing(self) -> None:
        """Pause, end or go on. No reason is asked, and none is kept."""
        from rmjournal.tui.agreement_standing import choose_standing

        await choose_standing(self, self.seat)
        self.read_again()

    def _show_part(self) -> None:
        marked = self.query_one(OptionList).highlighted
        if marked is None or not self.parts:
            return
        view, seat = self.parts[marked], self.seat
        self.query_one(".agreement--part Folded", Folded).fold(
            lambda width: part_words(view, seat, width=width)
        )
        self.query_one(".agreement--part").scroll_home(animate=False)
