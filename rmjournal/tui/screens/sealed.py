"""Questions that both answer alone: one after the other, sealed until both are in, then opened together."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from textual import work

from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS, Sealed
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.handover import OPEN, HandoverSheet
from rmjournal.tui.seat import Seat


class SealedScreen(JournalScreen[None]):
    """Asks the one who is writing; where that is both, or somebody who is in, it asks who is next."""

    ABOUT: ClassVar[str] = ""
    """What is answered here, for the question who begins."""
    OPENS: ClassVar[str] = "Open both together"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.asked = ""
        """The question on the screen; "" while the keyboard is handed over."""
        self._asking = seat.writer
        # A message about saving paints the frame too, and must not begin a question anew.

    @property
    @abstractmethod
    def state(self) -> Sealed:
        """Who is in with what."""

    @abstractmethod
    def ask(self, question: str) -> None:
        """Put a question to the one who is writing."""

    @abstractmethod
    def open_both(self) -> None:
        """Open both answers, and go on with them."""

    def on_mount(self) -> None:
        self.go_on()

    def frame_changed(self) -> None:
        super().frame_changed()
        if self.asked and self.seat.writer is not self._asking:
            self.writer_changed()

    def writer_changed(self) -> None:
        """Somebody else has the keyboard: nothing that the one before has begun may stay on the screen."""
        self.go_on()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "done":
            return bool(self.asked)
        return super().check_action(action, parameters)

    def go_on(self) -> None:
        """Ask the next question of the one who is writing, or who is next."""
        state, writer = self.state, self.seat.writer
        if not state.is_running:
            self.open_both()
        elif writer in PARTNERS and state.left(writer):
            self.asked, self._asking = state.left(writer)[0], writer
            self.query_one(".page").display = True
            self.ask(self.asked)
            self.refresh_bindings()
        else:
            self._hand_over(state)

    def place(self) -> str:
        """Which of how many questions is asked."""
        state = self.state
        number = len(state.round.asked) - len(state.left(self.seat.writer)) + 1
        return f"{number} of {len(state.round.asked)}"

    @work(exclusive=True)
    async def _hand_over(self, state: Sealed) -> None:
        self.asked = ""
        self.query_one(".page").display = False
        left = {who: len(state.left(who)) for who in PARTNERS}
        sheet = HandoverSheet(self.seat, left, about=self.ABOUT, opens=self.OPENS)
        answer = await self.app.push_screen_wait(sheet)
        if answer is None:
            self.dismiss()
            return
        self.seat.hand_to(Who.BOTH if answer == OPEN else Who(answer))
        if not self.is_current:
            # It lay over what the one before wrote alone, and was closed with it.
            return
        if answer == OPEN:
            self.open_both()
        else:
            self.frame_changed()
            self.go_on()
