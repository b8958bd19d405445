"""Writing a reflection: one question, as much or as little of an answer as there is, and a feeling."""

from __future__ import annotations

import contextlib
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from rmjournal.domain.shelf import Shelf
from rmjournal.errors import RmjournalError, RuleError
from rmjournal.journal.reflections import Offer
from rmjournal.practice.reflecting import Prompt
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.draft import Settling
from rmjournal.tui.editor import edited
from rmjournal.tui.reflection_draft import ReflectionDraft
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.told import ToldChoiceScreen, choice
from rmjournal.tui.show import line_of, lines_of, shown, shown_line
from rmjournal.tui.widgets.feelings_field import FeelingsField
from rmjournal.tui.widgets.private_area import PrivateArea

_IF_CLOSED = "If the window is closed before, it waits for you on this computer, and can be found there."


class ReflectScreen(JournalScreen[None]):
    """A reflection being written. On *mine* it keeps itself; on *ours* only when its author says so."""

    ROOM = "reflect"
    BINDINGS = bindings_of("reflect")
    AUTO_FOCUS: ClassVar[str | None] = "PrivateArea"
    IS_PRIVATE = True
    HELP = "One line is enough. Tab goes on to the feelings, Enter there keeps it; so does ctrl+s."

    def __init__(self, draft: ReflectionDraft, *, offer: Offer | None = None) -> None:
        super().__init__(draft.seat)
        self.draft = draft
        self.offer = offer
        self.area = PrivateArea(draft.text)
        self.settling = Settling(self, self._settle)
        self._at = 0

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """The questions there are to think about."""
        return self.offer.prompts if self.offer else ()

    @property
    def holding(self) -> str:
        self._take_in()
        if not self.draft.keeps_itself and self.draft.is_unsaved:
            return "These words are kept nowhere yet. ctrl+s keeps them on ours, Esc asks."
        return ""

    def page(self) -> ComposeResult:
        yield Static(classes="reflect--prompt")
        yield self.area
        yield FeelingsField(self.seat.journal.reflections.feelings(), self.draft.feelings)
        yield Static(classes="reflect--shelf muted")

    def on_mount(self) -> None:
        self._ask(0)
        self._tell_shelf()
        self.area.move_cursor(self.area.document.end)

    def on_unmount(self) -> None:
        with contextlib.suppress(RmjournalError):
            self.draft.keep_alone()
        # When the program ends there is no screen left, and a text area cannot change its text without one.
        if self.app.screen_stack:
            self.area.wipe()
        self.draft.wipe()

    @on(TextArea.Changed)
    @on(FeelingsField.Changed)
    def _typed(self, message: TextArea.Changed | FeelingsField.Changed) -> None:
        message.stop()
        self._take_in()
        if self.draft.is_unsaved and self.draft.keeps_itself:
            self.settling.begin()
        self._tell_shelf()

    @on(FeelingsField.Given)
    def action_done(self) -> None:
        """Keep it, and go back."""
        self._take_in()
        if self.attempt(self.draft.keep):
            self.dismiss()

    def action_another(self) -> None:
        """Another question to think about."""
        self._ask(self._at + 1)

    def action_editor(self) -> None:
        """The text in the editor of one's own."""
        try:
            text = edited(self.app, self.area.text)
        except RuleError as error:
            self.tell(str(error), problem=True)
            return
        if text is not None:
            self.area.put_back(text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "another":
            return len(self.prompts) > 1
        return super().check_action(action, parameters)

    def keep(self) -> None:
        # The text area has the last letters before its message comes.
        self._take_in()
        self.draft.keep_alone()

    def put_aside(self) -> None:
        self._take_in()
        self.draft.put_aside()

    def hide(self) -> None:
        self.area.forget_copy()
        self.area.wipe()
        if self.is_mounted:
            self.query_one(FeelingsField).wipe()
            self.query_one(".reflect--prompt", Static).update("")
        self.draft.wipe()

    def leave(self) -> None:
        self._take_in()
        if self.draft.shelf is Shelf.MINE:
            self.action_done()
        else:
            self._leave_ours()

    @work
    async def _leave_ours(self) -> None:
        if await self.settled():
            self.dismiss()

    async def settled(self) -> bool:
        self._take_in()
        if self.draft.shelf is Shelf.MINE:
            return True
        said = await self._ask_about_ours() if self.draft.is_unsaved else "let go"
        try:
            match said:
                case Shelf.OURS:
                    self.draft.keep()
                case "later":
                    self.draft.put_aside()
                    self.hide()
                case "let go":
                    self.draft.let_go()
                    self.hide()
                case _:
                    return False
        except RmjournalError as error:
            self.tell(str(error), problem=True)
            return False
        return True

    async def _ask_about_ours(self) -> str | None:
        partner = one_line(self.seat.pair.first_name(self.draft.who.partner))
        choices = [
            choice(Shelf.OURS, "Keep them on ours", f"{partner} can read them then"),
            choice("on", "Write on"),
            choice("let go", "Let them go", "they are gone then"),
        ]
        where = "on mine" if self.draft.keeps_itself else "on this computer" if self.draft.unkept else ""
        if where:
            choices.insert(2, choice("later", "Later", f"they wait for you {where}"))
        heading = "These words are not on ours yet" if where else "These words are kept nowhere yet"
        story = shown_line("Nothing goes to ours before you say so.")
        return await self.app.push_screen_wait(ToldChoiceScreen(heading, story, choices))

    def _ask(self, number: int) -> None:
        head = self.query_one(".reflect--prompt", Static)
        if not self.prompts or self.offer is None:
            head.update(shown("What is on your mind?", "bold $text-primary"))
            return
        self._at = number % len(self.prompts)
        prompt = self.prompts[self._at]
        self.draft.answers(prompt.id)
        many = f" · {self._at + 1} of {len(self.prompts)}" if len(self.prompts) > 1 else ""
        facts = f"{self.offer.moment.title} · {self.offer.moment.minutes} min or less{many}"
        stays = " · stays on mine" if prompt.mine_only else ""
        head.update(
            lines_of(shown(prompt.text, "bold $text-primary"), line_of((facts + stays, "$text-muted")))
        )

    def _take_in(self) -> None:
        if self.is_mounted and self.area.is_mounted:
            self.draft.text = self.area.text
            self.draft.feelings = self.query_one(FeelingsField).said

    def _settle(self) -> None:
        self.attempt(self.keep)
        self._tell_shelf()

    def _tell_shelf(self) -> None:
        pair, who = self.seat.pair, self.draft.who
        name, partner = (one_line(pair.first_name(one)) for one in (who, who.partner))
        if self.draft.shelf is Shelf.MINE:
            kept = "" if self.draft.page is None else "kept" if not self.draft.is_unsaved else "keeping"
            words = f"mine: only {name} reads it"
            words = f"{words} · {kept}" if kept else words
        elif self.draft.keeps_itself:
            words = f"ours: {partner} reads it once ctrl+s keeps it; it waits on mine until then"
        else:
            words = f"ours: {partner} reads it once ctrl+s keeps it; F9 lets it go\n{_IF_CLOSED}"
        self.query_one(".reflect--shelf", Static).update(words)
