"""Topic lights: each marks topics alone; both see only what both opened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.lights import CatalogTopic, Light
from rmjournal.domain.seal import PARTNERS
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.handover import one_of_them
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line

_WORDS = {Light.GREEN: "green: open", Light.AMBER: "amber: by invitation", Light.RED: "red: closed"}
_HELD_BACK = (
    "g green, a amber, r red. Red is not kept: nobody can tell it from a topic without a mark.\n"
    "What you do not mark stays as you marked it before. ctrl+s hands it in."
)


class _Line(NamedTuple):
    shown: Content
    topic: CatalogTopic | None = None


class LightsScreen(JournalScreen[None]):
    """The catalog, with the marks of this form only; they leave the screen when it is handed in."""

    ROOM = "lights"
    BINDINGS = bindings_of("lights")
    ENTER = "turn"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = f"What you are open to talk about, marked alone.\n{_HELD_BACK}"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._marks: dict[str, Light] = {}
        self._rows: tuple[_Line, ...] = ()
        self._marking = seat.writer

    def page(self) -> ComposeResult:
        yield Static(classes="lights--head")
        yield OptionList(classes="plain-list")

    def on_mount(self) -> None:
        self._show()
        self._choose_who()

    def frame_changed(self) -> None:
        super().frame_changed()
        if self.seat.writer is not self._marking and self.query(OptionList):
            # Nobody sees the marks of another, so what was not handed in is let go.
            self._marks.clear()
            self._marking = self.seat.writer
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("green", "amber", "red", "hand_in", "turn"):
            return self.seat.writer in PARTNERS
        return super().check_action(action, parameters)

    def action_green(self) -> None:
        """Open."""
        self._mark(Light.GREEN)

    def action_amber(self) -> None:
        """By invitation, the day before."""
        self._mark(Light.AMBER)

    def action_red(self) -> None:
        """Closed; it is not kept."""
        self._mark(Light.RED)

    def on_option_list_option_selected(self) -> None:
        """Enter, or a click, turns the mark."""
        topic = self._topic()
        if topic is not None and self.seat.writer in PARTNERS:
            order = list(Light)
            now = self._marks.get(topic.id)
            self._mark(order[(order.index(now) + 1) % len(order)] if now else Light.GREEN)

    def action_hand_in(self) -> None:
        """Hand the form in."""
        if not self.attempt(lambda: self.seat.journal.lights.mark(self._marks, by=self.seat.writer)):
            return
        self._marks.clear()
        self.app.notify("It is in. Only what both of you opened is shown, under Topics.", markup=False)
        self.dismiss()

    @work
    async def action_add_topic(self) -> None:
        """Add a topic to the catalog, for both."""
        name = await self.app.push_screen_wait(
            AskScreen("Which topic is missing? Both see it.", read=str.strip)
        )
        if not name:
            return
        self.attempt(lambda: self.seat.journal.lights.add_topic(name, by=self.seat.writer))
        self._show()

    @work
    async def _choose_who(self) -> None:
        who = await one_of_them(self, self.seat, "Topics, marked alone: who marks now?")
        if who is None:
            self.dismiss()
            return
        self.seat.hand_to(who)
        self.frame_changed()

    def _topic(self) -> CatalogTopic | None:
        marked = self.query_one(OptionList).highlighted
        return None if marked is None else self._rows[marked].topic

    def _mark(self, light: Light) -> None:
        topic = self._topic()
        if topic is not None:
            self._marks[topic.id] = light
            self._show()

    def _show(self) -> None:
        self.query_one(".lights--head", Static).update(self._head())
        rows = tuple(self._lines())
        listed = self.query_one(OptionList)
        marked = listed.highlighted
        self._rows = rows
        listed.set_options(Option(row.shown, disabled=row.topic is None) for row in rows)
        if marked is None:
            listed.action_first()
        else:
            listed.highlighted = marked
        self.refresh_bindings()

    def _head(self) -> Content:
        if self.seat.writer in PARTNERS:
            name = one_line(self.seat.pair.first_name(self.seat.writer))
            words = f"{name} marks topics, alone"
        else:
            words = "Topics, marked alone"
        return lines_of(
            Content.styled(words, "bold $text-primary"), Content.styled(_HELD_BACK, "$text-muted")
        )

    def _lines(self) -> Iterator[_Line]:
        for strand, topics in groupby(self.seat.journal.lights.catalog(), key=lambda one: one.strand):
            yield _Line(Content.styled((strand or "Your own").capitalize(), "bold $text-primary"))
            for topic in topics:
                yield _Line(self._row(topic), topic)

    def _row(self, topic: CatalogTopic) -> Content:
        light = self._marks.get(topic.id)
        words = (f"  {_WORDS[light]}", "bold") if light else ("", "")
        return line_of(shown_line(topic.name), words)
