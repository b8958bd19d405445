"""Deciding about an action or a topic: done, dropped and why, parked, or kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureState
from rmjournal.domain.days import day_words
from rmjournal.errors import UsageError
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown, shown_line
from rmjournal.tui.words import carried_words

_SAY_MORE = {
    "differently": ("What was done instead?", ActionStatus.DONE_DIFFERENTLY),
    "handed on": ("Who has it now?", ActionStatus.HANDED_ON),
    "dropped": ("Why is it dropped? It stays in the history, with this.", ActionStatus.DROPPED),
}


class SettleScreen(Dialog[None]):
    """What becomes of one action or topic."""

    ENTER = "so be it"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = "What becomes of this.\nDropped is not done: it stays in the history, with its reason."

    def __init__(self, seat: Seat, about: Action | Capture) -> None:
        super().__init__()
        self.seat = seat
        self.about = about

    def heading(self) -> str:
        return "A decision, please" if self.about.wants_decision else "What becomes of it?"

    def page(self) -> ComposeResult:
        yield Static(shown(self.about.text))
        yield Static(shown_line(self._story()), classes="muted settle--story")
        yield OptionList(*(Option(words, id=key) for key, words in self._choices()), classes="plain-list")

    def read_again(self) -> None:
        """Decide about it as it is now; it is left where it was decided or taken back elsewhere."""
        journal = self.seat.journal
        every = journal.actions.all() if isinstance(self.about, Action) else journal.captures.all()
        now = next((one for one in every if one.id == self.about.id), None)
        if now is None or not now.is_open:
            self.give_up()
        else:
            self.about = now

    def _story(self) -> str:
        about, today = self.about, self.seat.now.date()
        facts = [f"from {day_words(about.made.date(), today)}"]
        if isinstance(about, Action):
            facts.insert(0, self.seat.pair.first_name(about.owner))
        if about.carried:
            facts.append(carried_words(len(about.carried)))
        return " · ".join(facts)

    def _choices(self) -> Iterator[tuple[str, str]]:
        if isinstance(self.about, Action):
            yield from self._of_action(self.about)
        else:
            yield "talked about", "Done: we talked about it"
            if self.about.carried:
                yield "kept", "We come back to it"
            yield "dropped", "Dropped, because ..."

    def _of_action(self, action: Action) -> Iterator[tuple[str, str]]:
        yield "done", "Done"
        yield "differently", "Done differently: ..."
        yield "handed on", "Handed on, to ..."
        if action.carried or action.parked:
            yield "kept", "We do it all the same"
        if not action.parked:
            yield "parked", "Parked: open, and no longer carried"
        yield "dropped", "Dropped, because ..."

    @on(OptionList.OptionSelected)
    @work
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        choice = event.option_id or ""
        more = ""
        if choice in _SAY_MORE:
            answer = await self.app.push_screen_wait(AskScreen(_SAY_MORE[choice][0], read=_words))
            if answer is None:
                return
            more = answer
        if self.attempt(lambda: self._decide(choice, more)):
            self.dismiss(None)

    def _decide(self, choice: str, more: str) -> None:
        if isinstance(self.about, Action):
            self._settle_action(self.about, choice, more)
        else:
            self._settle_topic(self.about, choice, more)

    def _settle_action(self, action: Action, choice: str, more: str) -> None:
        actions, by = self.seat.journal.actions, self.seat.writer
        match choice:
            case "kept":
                actions.keep(action, by=by)
            case "parked":
                actions.park(action, by=by)
            case "done":
                actions.settle(action, ActionStatus.DONE, by=by)
            case "handed on":
                actions.settle(action, ActionStatus.HANDED_ON, to=more, by=by)
            case _:
                actions.settle(action, _SAY_MORE[choice][1], why=more, by=by)

    def _settle_topic(self, topic: Capture, choice: str, more: str) -> None:
        captures, by = self.seat.journal.captures, self.seat.writer
        if choice == "kept":
            captures.keep(topic, by=by)
        else:
            state = CaptureState.DROPPED if choice == "dropped" else CaptureState.DONE
            captures.settle(topic, state, outcome=more, by=by)


def _words(text: str) -> str:
    if not text.strip():
        raise UsageError("Some words are needed here.")
    return text.strip()
