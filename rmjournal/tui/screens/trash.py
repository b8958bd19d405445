"""The trash as a page: what was deleted, by whom and when; bringing it back, and emptying it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.days import NEAR, day_words, short_day
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.words import counted
from rmjournal.journal.trash import Deleted
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.told import ToldChoiceScreen, choice
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line

_NONE = "Nothing was deleted."
_NONE_OF_BOTH = "Nothing that both could see was deleted."
_STAYS = "What you delete stays here, with its words, until the trash is emptied."
_OF_BOTH = ("What was deleted on mine is listed", "for its owner, while it is open.")
_OF_ONE = ("What you deleted on mine is listed", "while it is open (Reflections, k).")
_EMPTY_IT = "empty"


class TrashScreen(JournalScreen[None]):
    """A list of what was deleted, the latest first; *mine* is in it for its owner, while it is open."""

    ROOM = "trash"
    BINDINGS = bindings_of("trash")
    ENTER = "bring it back"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = (
        "What was deleted, the latest first. Enter brings it back as it was; u undoes that.\n"
        "e empties the trash, and asks first: that cannot be undone.\n"
        "What was deleted on mine is listed for its owner, while it is open."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._listed: tuple[Deleted, ...] = ()
        self._back_on_mine: Deleted | None = None

    def page(self) -> ComposeResult:
        yield Static(classes="search--count muted")
        yield OptionList(classes="plain-list timeline--list")

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        was, at = self._marked(), self.query_one(OptionList).highlighted or 0
        self._listed = self.seat.journal.trash.all(by=self.seat.writer)
        self.query_one(".search--count", Static).update(
            _head(self._listed, is_all=_not_listed(self.seat) is None)
        )
        listed = self.query_one(OptionList)
        listed.set_options(_options(self._listed, self.seat, is_narrow=self.has_class("-narrow")))
        there = self._listed.index(was) if was in self._listed else min(at, len(self._listed) - 1)
        listed.highlighted = there if self._listed else None
        self.refresh_bindings()

    @on(Resize)
    def _laid_out_anew(self) -> None:
        # The classes of the new width are set once all have heard of it.
        self.call_after_refresh(self.read_again)

    def frame_changed(self) -> None:
        super().frame_changed()
        if self.is_mounted:
            self.read_again()

    def hide(self) -> None:
        self._back_on_mine = None
        super().hide()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "bring_back" | "empty":
                return bool(self._listed)
            case "undo":
                return self._back_on_mine is not None
        return super().check_action(action, parameters)

    @on(OptionList.OptionSelected)
    def action_bring_back(self) -> None:
        """Bring back what is marked."""
        one, trash, by = self._marked(), self.seat.journal.trash, self.seat.writer
        if one is not None and self._do(lambda: trash.bring_back(one, by=by)):
            self._back_on_mine = one if one.is_private else None
            self.refresh_bindings()
            # A message outlives the passing of the keyboard: of what is on mine it says nothing.
            name = "It" if one.is_private else f"The {one.kind}"
            self.tell(f"{name} is back. u puts it into the trash again.")

    def action_undo(self) -> None:
        """Put back into the trash what came back on mine: the journal's own undo keeps out of that shelf."""
        one, trash, by = self._back_on_mine, self.seat.journal.trash, self.seat.writer
        self._back_on_mine = None
        if one is not None and self._do(lambda: trash.put_back(one, by=by)):
            self.tell("It is in the trash again.")

    @work
    async def action_empty(self) -> None:
        """Empty the trash, once asked."""
        asked = self._listed
        if await self.app.push_screen_wait(_question(len(asked))) != _EMPTY_IT:
            return
        self.seat.journal.refresh()
        self.read_again()
        if not self._listed:
            self.tell("Nothing was left to empty: somebody else did, or brought it back.")
        elif any(one not in asked for one in self._listed):
            self.tell("Something else was deleted meanwhile. Look at it, then empty the trash.", problem=True)
        else:
            self._empty()

    def _empty(self) -> None:
        count = len(self._listed)
        self._back_on_mine = None
        trash, by = self.seat.journal.trash, self.seat.writer
        if self._do(lambda: trash.empty(by=by)):
            self.tell(f"Emptied: {counted(count, 'thing')}. A backup from before it was kept.")

    def _do(self, verb: Callable[[], object]) -> bool:
        """Do it, and show how it stands; whether it could be done."""
        done = self.attempt(verb)
        self.read_again()
        return done

    def _marked(self) -> Deleted | None:
        place = self.query_one(OptionList).highlighted
        return self._listed[place] if place is not None and place < len(self._listed) else None


def _question(count: int) -> ToldChoiceScreen:
    story = lines_of(
        line_of((f"{counted(count, 'thing')}. This cannot be undone.", "bold")),
        Content("Their words go. What else was deleted on mine stays for its author."),
        Content("Backups hold them for some weeks; one is made before."),
    )
    offered = [choice("keep", "Keep it all"), choice(_EMPTY_IT, "Empty the trash")]
    return ToldChoiceScreen("Empty the trash?", story, offered)


def _head(listed: Sequence[Deleted], *, is_all: bool) -> Content:
    if listed:
        return Content(f"Trash: {counted(len(listed), 'thing')}, the latest first.")
    return Content(f"{_NONE if is_all else _NONE_OF_BOTH} {_STAYS}")


def _not_listed(seat: Seat) -> tuple[str, str] | None:
    """What is said of a shelf that is not open; nothing where there is none, or it is listed."""
    who, mine = seat.writer, seat.journal.mine
    if mine.is_open(who) or not any(mine.is_set_up(one) for one in PARTNERS if who in (Who.BOTH, one)):
        return None
    return _OF_BOTH if who is Who.BOTH else _OF_ONE


def _options(listed: Sequence[Deleted], seat: Seat, *, is_narrow: bool) -> Iterator[Option]:
    column = 0 if is_narrow else max((len(one.kind) for one in listed), default=0)
    for one in listed:
        yield Option(lines_of(*_lines(one, seat, column)))
    left_out = _not_listed(seat)
    if left_out is not None:
        words = [line_of((line, "$text-muted")) for line in left_out]
        yield Option(lines_of(*([Content()] if listed else []), *words), disabled=True)


def _lines(one: Deleted, seat: Seat, column: int) -> Iterator[Content]:
    """Its words, and below them who deleted it and when; both begin at the column, if there is one."""
    words = shown_line(one.first_line) if one.first_line else line_of(("no words", "$text-muted"))
    yield line_of((f"{one.kind:<{column}}", "bold"), "  ", words)
    below = " " * (column + 2)
    name = "both" if one.by is Who.BOTH else seat.pair.first_name(one.by)
    notes = f", with {counted(len(one.notes), 'note')}" if one.notes else ""
    when = _when(one.at.astimezone(seat.now.tzinfo), seat.now)
    yield line_of(below, shown_line(f"deleted by {name}, {when}{notes}", "$text-muted"))
    if one.is_in_use:
        yield line_of(below, ("in use in other words, from another copy", "$text-warning"))


def _when(at: datetime, now: datetime) -> str:
    """When something was deleted, in few words: "today, 09:05", "Feb 3, 09:05"."""
    words = day_words(at.date(), now.date())
    if words not in NEAR:
        words = short_day(at.date()) + (f", {at.year}" if at.year != now.year else "")
    return f"{words}, {at:%H:%M}"
