"""The questions somebody would like to ask: alone until they are released to the next session."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import PrivateQuestion
from rmjournal.errors import RuleError
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown_line


class AskAloneScreen(AskScreen[str]):
    """Asks for words that nobody else is to see. Interrupted, they go to their author's shelf as they are."""

    IS_PRIVATE = True

    def __init__(self, heading: str, *, keep: Callable[[str], object], value: str = "") -> None:
        super().__init__(heading, read=_worded, value=value, hint="Nobody else sees it before you release it")
        self._keep = keep
        self._kept = value

    def keep(self) -> None:
        words = self.query_one(Input).value.strip()
        if words and words != self._kept:
            self._keep(words)
            self._kept = words

    def hide(self) -> None:
        self.query_one(Input).clear()


class QuestionsScreen(JournalScreen[None]):
    """One person's queue, on *mine*. It is closed as soon as the shelf is."""

    ROOM = "questions"
    BINDINGS = bindings_of("questions")
    ENTER = "change"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    IS_PRIVATE = True
    HELP = "What you would like to ask one day. Nobody else sees it before r releases it."

    def __init__(self, seat: Seat, who: Who) -> None:
        super().__init__(seat)
        self.who = who
        self._queued: tuple[PrivateQuestion, ...] = ()
        self._deleted: list[PrivateQuestion] = []

    def page(self) -> ComposeResult:
        partner = one_line(self.seat.pair.first_name(self.who.partner))
        yield Static("Questions I would like to ask", classes="heading")
        yield Static(
            f"On mine until you release one; {partner} sees it then, with the topics.", classes="muted"
        )
        yield Static(classes="questions--none muted")
        yield OptionList(classes="plain-list")

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        journal = self.seat.journal
        queued = journal.questions.queued(self.who) if journal.mine.is_open(self.who) else ()
        listed = self.query_one(OptionList)
        if queued != self._queued:
            at = listed.highlighted or 0
            self._queued = queued
            listed.set_options(Option(shown_line(one.text)) for one in queued)
            listed.highlighted = min(at, len(queued) - 1) if queued else None
        none = "" if queued else "None waits. n adds one."
        self.query_one(".questions--none", Static).update(Content(none))
        self.query_one(".questions--none").display = not queued
        self.refresh_bindings()

    def hide(self) -> None:
        self._deleted.clear()
        self.read_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("release", "delete"):
            return self._marked() is not None
        if action == "undo":
            return bool(self._deleted)
        return super().check_action(action, parameters)

    def on_option_list_option_selected(self) -> None:
        self._reword()

    @work
    async def action_add(self) -> None:
        """Queue a question."""
        questions, who = self.seat.journal.questions, self.who
        await self._asked("What would you like to ask?", lambda words: questions.add(words, by=who))

    def action_release(self) -> None:
        """Let both see it."""
        one = self._marked()
        if one is not None and self._do(lambda: self.seat.journal.questions.release(one, by=self.who)):
            self.tell("Released: it stands with the topics, and the next session is offered it.")

    def action_delete(self) -> None:
        """Delete it; u brings it back."""
        one = self._marked()
        if one is not None and self._do(lambda: self.seat.journal.questions.delete(one, by=self.who)):
            self._deleted.append(one)
            self.refresh_bindings()

    def action_undo(self) -> None:
        """Bring back the one that was deleted last."""
        if self._deleted:
            one = self._deleted.pop()
            self._do(lambda: self.seat.journal.questions.bring_back(one, by=self.who))

    @work
    async def _reword(self) -> None:
        one, questions, who = self._marked(), self.seat.journal.questions, self.who
        if one is not None:
            asked = one
            await self._asked(
                "In which words?", lambda words: questions.reword(asked, words, by=who), one.text
            )

    async def _asked(self, heading: str, keep: Callable[[str], object], value: str = "") -> None:
        words = await self.app.push_screen_wait(AskAloneScreen(heading, keep=keep, value=value))
        if words is not None:
            self._do(lambda: keep(words))

    def _do(self, verb: Callable[[], object]) -> bool:
        """Do it, and show how it stands; whether it could be done."""
        done = self.attempt(verb)
        self.read_again()
        return done

    def _marked(self) -> PrivateQuestion | None:
        if not self.is_mounted or not self._queued:
            return None
        at = self.query_one(OptionList).highlighted
        return self._queued[at] if at is not None and at < len(self._queued) else None


def _worded(text: str) -> str:
    if not text.strip():
        raise RuleError("There are no words yet.")
    return text.strip()
