"""The rows of the wrap-up: each is one line to look at, decide about with a key, and pass with Enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.day_reading import parse_day
from rmjournal.domain.days import day_words
from rmjournal.domain.session import Session
from rmjournal.journal.offers import Offer
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.capture import EditSheet, default_owner
from rmjournal.tui.screens.frame import Leaf
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line


class Row(Widget, can_focus=True):
    """One row: a line, and beneath it what there is to know. Enter goes on to the next."""

    BINDINGS = bindings_of("row")
    ROOM = "row"
    ALLOW_SELECT = False

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    @property
    def today(self) -> date:
        """The day it is."""
        return self.seat.now.date()

    def line(self) -> Content:
        """The line itself."""
        raise NotImplementedError

    def facts(self) -> str:
        """What there is to know, in the program's own words and the pair's names."""
        return ""

    def read_again(self) -> None:
        """Show what the journal says now."""

    def render(self) -> Content:
        facts = self.facts()
        return lines_of(self.line(), shown_line(facts, "$text-muted")) if facts else self.line()

    def changed(self) -> None:
        """Paint the row anew; its keys may be others now."""
        self.refresh(layout=True)
        self.refresh_bindings()

    def attempt(self, verb: Callable[[], object]) -> bool:
        """Do it, and say why where it cannot be done; whether it was done."""
        return isinstance(self.screen, Leaf) and self.screen.attempt(verb)

    def action_on(self) -> None:
        """Go on to the next row."""
        self.screen.focus_next()


class ActionRow(Row):
    """An action of this session: offered by a line of the notes, or kept."""

    BINDINGS = bindings_of("offer")
    ROOM = "offer"
    HELP = "Enter keeps it and goes on, s skips it.\no says who will do it, d by when, e changes the words."

    def __init__(self, seat: Seat, session: Session, offered: Offer | Action) -> None:
        super().__init__(seat)
        self.session = session
        self.offer = offered if isinstance(offered, Offer) else Offer(text=offered.text, item=offered.item)
        self.action = offered if isinstance(offered, Action) else None
        self.owner = (
            self.action.owner if self.action else default_owner(seat.writer, session.item(offered.item))
        )
        self.due = self.action.due if self.action else None
        self.is_skipped = False

    def line(self) -> Content:
        return shown_line(self.action.text if self.action else self.offer.text)

    def facts(self) -> str:
        due = f"by {day_words(self.due, self.today)}" if self.due else "no day"
        return f"{self._state()} · {self.seat.pair.first_name(self.owner)} · {due}"

    def read_again(self) -> None:
        if self.action is not None:
            kept = (one for one in self.seat.journal.actions.of(self.session) if one.id == self.action.id)
            self._take(next(kept, None))

    def action_keep(self) -> None:
        """Keep it as an action, and go on."""
        self._keep()
        self.action_on()

    def action_skip(self) -> None:
        """Not an action: it stays a line of the notes."""
        if self.action is not None:
            self.seat.journal.actions.delete(self.action, by=self.seat.writer)
            self.action = None
        self.is_skipped = True
        self.changed()
        self.action_on()

    def action_owner(self) -> None:
        """Who will do it: the next one."""
        self.owner = self.owner.next
        self._keep()

    @work
    async def action_due(self) -> None:
        """By when."""
        due = await self.app.push_screen_wait(
            AskScreen(
                "By when?",
                read=lambda words: parse_day(words, today=self.today),
                say=lambda day: day_words(day, self.today),
                value=self.due.isoformat() if self.due else "",
                hint="next tuesday, feb 17, in 2 weeks",
            )
        )
        if due is not None:
            self.due = due
            self._keep()

    @work
    async def action_edit(self) -> None:
        """Its words."""
        if self._keep():
            assert self.action is not None
            changed = await self.app.push_screen_wait(EditSheet(self.seat, self.action))
            self._take(changed if isinstance(changed, Action) else self.action)

    def _state(self) -> str:
        if self.action is None:
            return "skipped" if self.is_skipped else "from the notes: keep it?"
        return "kept" if self.action.is_open else self.action.status.value

    def _keep(self) -> bool:
        """Give the journal the action as it stands here; whether it is there and open."""
        actions, by = self.seat.journal.actions, self.seat.writer
        if self.action is None:
            offer = self.offer
            self.action = actions.add(
                offer.text, owner=self.owner, due=self.due, session=self.session, item=offer.item, by=by
            )
        elif self.action.is_open:
            text = self.action.text
            self.action = actions.change(self.action, text=text, owner=self.owner, due=self.due, by=by)
        self.is_skipped = False
        self.changed()
        return self.action.is_open

    def _take(self, action: Action | None) -> None:
        self.action = action
        if action is not None:
            self.owner, self.due = action.owner, action.due
        self.changed()


class ItemRow(Row):
    """An item that got little of its time: it can be carried over as a topic."""

    BINDINGS = bindings_of("unfinished")
    ROOM = "unfinished"
    HELP = (
        "Space carries the item over to the next session, as a topic.\nSpace again lets it go. Enter goes on."
    )

    def __init__(self, seat: Seat, session: Session, item: PlannedItem) -> None:
        super().__init__(seat)
        self.session = session
        self.item = item
        self.carried = self._found()

    def line(self) -> Content:
        state = ("carried over: ", "bold") if self.carried else ("not carried over: ", "$text-muted")
        return line_of(state, shown_line(self.item.title))

    def read_again(self) -> None:
        self.carried = self._found()
        self.changed()

    def action_carry(self) -> None:
        """Carry it over, or not."""
        captures, by = self.seat.journal.captures, self.seat.writer
        if self.carried is None:
            self.carried = captures.carry_item(self.session, self.item.id, by=by)
        else:
            captures.delete(self.carried, by=by)
            self.carried = None
        self.changed()

    def _found(self) -> Capture | None:
        return self.seat.journal.captures.carried_item(self.session, self.item.id)


class FinishRow(Row):
    """The last row: Enter ends the session."""

    BINDINGS = bindings_of("finish")
    ROOM = "finish"
    HELP = "Enter ends the session. All of this is kept already."

    class Finished(Message):
        """The pair is done."""

    def __init__(self, seat: Seat, words: str) -> None:
        super().__init__(seat)
        self.words = words

    def line(self) -> Content:
        return line_of((self.words, "bold $text-primary"))

    def action_finish(self) -> None:
        """End the session."""
        self.post_message(self.Finished())

    def on_click(self) -> None:
        self.action_finish()
