"""What the place of reflections leads to: the shelf and its passphrase, questions, pulses, signals."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Signal
from rmjournal.errors import ShelfError
from rmjournal.journal.mine import Mine
from rmjournal.tui.alone import opened, the_one_writing
from rmjournal.tui.pulse_verbs import answer_alone
from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.passphrase import (
    PassphraseScreen,
    RecoveryCodeScreen,
    changing,
    recovering,
    unlocking,
)
from rmjournal.tui.screens.signal import SignalScreen
from rmjournal.tui.screens.told import choice
from rmjournal.tui.widgets.reflection_list import Beside


class ShelfVerbs:
    """Does what was asked for on a page, for the one who is writing."""

    def __init__(self, page: JournalScreen[None]) -> None:
        self._page = page

    @property
    def _mine(self) -> Mine:
        return self._page.seat.journal.mine

    async def go(self, where: Beside) -> None:
        """To what a line of the list leads to."""
        if where is Beside.PULSE:
            self.show_pulse()
            return
        who = await the_one_writing(self._page)
        if who is None:
            return
        match where:
            case Beside.SHELF if self._mine.is_open(who):
                await self.choose()
            case Beside.SHELF:
                await opened(self._page, who)
            case Beside.QUESTIONS:
                await self._show_questions(who)
            case Beside.PRIVATE_PULSE:
                await answer_alone(self._page, who)

    def show_pulse(self) -> None:
        """The pulse by time."""
        from rmjournal.tui.screens.pulse import PulseScreen

        self._page.app.push_screen(PulseScreen(self._page.seat))

    async def answer_signal(self, signal: Signal, *, write: Callable[[], Awaitable[None]]) -> None:
        """Have its owner say what becomes of a signal."""
        seat = self._page.seat
        pulses, who = seat.journal.pulses, seat.writer
        said = await self._page.app.push_screen_wait(SignalScreen(seat, signal))
        match said:
            case "write":
                await write()
            case "reset":
                reset = pulses.ask_for_reset()
                pulses.leave(signal, by=who)
                self._page.tell(
                    f"A reset is planned for {day_words(reset.on, seat.now.date())}. No reason is kept."
                )
            case "leave":
                pulses.leave(signal, by=who)

    async def choose(self) -> None:
        """What can be done with the passphrase now, to choose from."""
        who = self._page.seat.writer
        if not self._mine.is_set_up(who):
            await opened(self._page, who)
            return
        said = await self._page.app.push_screen_wait(self._choices(who))
        match said:
            case None:
                return
            case "lock":
                await self._page.app.run_action("hide")
            case "accept":
                self._page.attempt(lambda: self._mine.accept(who))
            case "new code":
                await self._show_new_code(who)
            case _:
                asked = {"open": unlocking, "change": changing, "forgotten": recovering}[said]
                await self._page.app.push_screen_wait(
                    PassphraseScreen(self._page.seat, asked(self._page.seat, who))
                )

    def _choices(self, who: Who) -> ChoiceScreen:
        if self._mine.is_open(who):
            offered = [choice("lock", "Lock it now", "so does F9, from anywhere")]
            if self._mine.findings(who).words():
                offered.append(
                    choice("accept", "Take what is there as right", "what was told is told no more")
                )
            offered += [
                choice("change", "Change the passphrase"),
                choice("new code", "A new recovery code", "the one before opens nothing then"),
            ]
        else:
            offered = [choice("open", "Open it")]
        offered.append(
            choice("forgotten", "I forgot the passphrase", "with the recovery code, a new one is set")
        )
        return ChoiceScreen("The shelf mine", offered)

    async def _show_new_code(self, who: Who) -> None:
        try:
            code = self._mine.new_recovery_code(who)
        except ShelfError as error:
            # It locked itself while the sheet was open.
            self._page.tell(str(error), problem=True)
        else:
            await self._page.app.push_screen_wait(RecoveryCodeScreen(code))

    async def _show_questions(self, who: Who) -> None:
        from rmjournal.tui.screens.questions import QuestionsScreen

        if await opened(self._page, who):
            await self._page.app.push_screen_wait(QuestionsScreen(self._page.seat, who))
