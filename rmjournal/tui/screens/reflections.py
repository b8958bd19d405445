"""Reflections: what there is to think about, and what was thought, on *mine* and on *ours*."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList

from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Signal
from rmjournal.domain.reflection import PrivateReflection, Reflection, UnkeptWords
from rmjournal.journal.reflections import Offer
from rmjournal.tui.alone import opened, shelf_to_write_on, the_one_writing
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.reflection_draft import ReflectionDraft
from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.read_reflection import ReadReflectionScreen
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.to_ours import TakeBackScreen, ToOursScreen
from rmjournal.tui.screens.told import choice
from rmjournal.tui.seat import Seat
from rmjournal.tui.shelf_verbs import ShelfVerbs
from rmjournal.tui.widgets.reflection_list import Beside, Listed, ReflectionList
from rmjournal.tui.widgets.reflection_page import ReflectionPage

Written = PrivateReflection | Reflection


class ReflectionsScreen(JournalScreen[None]):
    """The list, and at the right, where there is room, what is marked in it."""

    ROOM = "reflections"
    BINDINGS = bindings_of("reflections")
    ENTER = "open"
    AUTO_FOCUS: ClassVar[str | None] = "ReflectionList"
    HELP = ReflectionList.HELP

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.shelf = ShelfVerbs(self)
        self._deleted: list[Written] = []

    def holder(self) -> Widget:
        return Horizontal(classes="page")

    def page(self) -> ComposeResult:
        yield ReflectionList()
        yield ReflectionPage(self.seat)

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        listed = self.query_one(ReflectionList)
        listed.show(self.seat)
        self.query_one(ReflectionPage).show(listed.marked)
        self.refresh_bindings()

    def frame_changed(self) -> None:
        super().frame_changed()
        if self.is_mounted:
            self.read_again()

    def hide(self) -> None:
        self._deleted.clear()
        self.read_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "skip":
                return isinstance(self._marked(), Offer | Signal)
            case "to_ours":
                return isinstance(self._marked(), PrivateReflection)
            case "take_back":
                return isinstance(self._own(), Reflection)
            case "delete":
                return self._own() is not None
            case "undo":
                return bool(self._deleted)
            case "passphrase":
                return self.seat.writer is not Who.BOTH
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _mark_moved(self) -> None:
        self.query_one(ReflectionPage).show(self._marked())
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    @work
    async def _picked(self, event: OptionList.OptionSelected) -> None:
        about = self.query_one(ReflectionList).about(event.option_index)
        match about:
            case Offer():
                await self._write(about)
            case Signal():
                await self.shelf.answer_signal(about, write=self._write)
            case PrivateReflection() | Reflection():
                await self._open(about)
            case UnkeptWords():
                await self._take_up(about)
            case Beside():
                await self.shelf.go(about)
        self.read_again()

    @work
    async def action_write(self) -> None:
        """Write something new."""
        await self._write()

    def action_skip(self) -> None:
        """Do not offer it again. Nobody counts it."""
        about, who = self._marked(), self.seat.writer
        if isinstance(about, Offer):
            self._do(lambda: self.seat.journal.reflections.skip(about, by=who))
        elif isinstance(about, Signal):
            self._do(lambda: self.seat.journal.pulses.leave(about, by=who))

    @work
    async def action_to_ours(self) -> None:
        """Let the partner read it, after the words were seen once more."""
        page, who = self._marked(), self.seat.writer
        if not isinstance(page, PrivateReflection):
            return
        if await self.app.push_screen_wait(ToOursScreen(self.seat, page)):
            text = page.words.text
            self._do(lambda: self.seat.journal.reflections.move_to_ours(page, shown=text, by=who))

    @work
    async def action_take_back(self) -> None:
        """Take it off ours."""
        shared, who = self._own(), self.seat.writer
        if not isinstance(shared, Reflection):
            return
        if self.seat.journal.mine.is_set_up(who) and not await opened(self, who):
            return
        if await self.app.push_screen_wait(TakeBackScreen(self.seat, shared)):
            self._do(lambda: self.seat.journal.reflections.take_back(shared, by=who))

    def action_delete(self) -> None:
        """Put it into the trash; u brings it back."""
        one, who = self._own(), self.seat.writer
        if one is not None and self._do(lambda: self.seat.journal.reflections.delete(one, by=who)):
            self._deleted.append(one)
            self.refresh_bindings()
            self.tell("Deleted. u brings it back.")

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._deleted:
            return
        one, who, reflections = self._deleted.pop(), self.seat.writer, self.seat.journal.reflections
        if isinstance(one, PrivateReflection):
            self._do(lambda: reflections.bring_back(one, by=who))
        elif one.id not in {kept.id for kept in reflections.ours()}:
            self._do(lambda: reflections.bring_back_ours(one, by=who))

    @work
    async def action_questions(self) -> None:
        """The questions one would like to ask."""
        await self.shelf.go(Beside.QUESTIONS)

    def action_pulse(self) -> None:
        """How the sessions were."""
        self.shelf.show_pulse()

    @work
    async def action_passphrase(self) -> None:
        """Set, open, change, recover."""
        await self.shelf.choose()
        self.read_again()

    async def _write(self, offer: Offer | None = None) -> None:
        who = await the_one_writing(self)
        if who is None or (offer is None and await self._took_up(who)):
            return
        shelf = await shelf_to_write_on(self, who)
        if shelf is None:
            return
        draft = ReflectionDraft(self.seat, who, shelf=shelf, occasion=offer.occasion() if offer else None)
        await self.app.push_screen_wait(ReflectScreen(draft, offer=offer))

    async def _took_up(self, who: Who) -> bool:
        """Offer what was not kept yet, before something new is begun; whether it was that, or nothing."""
        left = self.seat.journal.unkept.of(who)
        if not left:
            return False
        offered = [
            choice("up", "Take them up", "they are for ours, and not on it yet"),
            choice("new", "Write something new"),
        ]
        said = await self.app.push_screen_wait(ChoiceScreen("Words you had not kept yet", offered))
        if said == "up":
            await self._take_up(left[0])
        return said != "new"

    async def _take_up(self, one: UnkeptWords) -> None:
        """Write on in words for *ours* that were not let go; where there is a passphrase, it is asked for."""
        if self.seat.journal.mine.is_set_up(one.by) and not await opened(self, one.by):
            return
        now = next((each for each in self.seat.journal.unkept.of(one.by) if each.id == one.id), one)
        await self.app.push_screen_wait(ReflectScreen(ReflectionDraft.of_unkept(self.seat, now)))

    async def _open(self, one: Written) -> None:
        who = self.seat.writer
        if isinstance(one, Reflection) and one.by is not who:
            await self.app.push_screen_wait(ReadReflectionScreen(self.seat, one))
        else:
            await self.app.push_screen_wait(ReflectScreen(ReflectionDraft(self.seat, who, page=one)))

    def _do(self, verb: Callable[[], object]) -> bool:
        """Do it, and show how it stands; whether it could be done."""
        done = self.attempt(verb)
        self.read_again()
        return done

    def _marked(self) -> Listed | None:
        return self.query_one(ReflectionList).marked if self.is_mounted else None

    def _own(self) -> Written | None:
        """What is marked, if the one who is writing wrote it."""
        one = self._marked()
        if isinstance(one, PrivateReflection):
            return one
        return one if isinstance(one, Reflection) and one.by is self.seat.writer else None
