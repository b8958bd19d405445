"""One part of the agreement to write: what both wrote, and the words that both agree on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from rmjournal.domain.day_reading import parse_day
from rmjournal.errors import RmjournalError
from rmjournal.journal.agreement_form import PartView
from rmjournal.text import clean
from rmjournal.tui.agreement_words import columns_words
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.draft import Settling
from rmjournal.tui.screens.choice import Choice
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import lines_of, shown, shown_line
from rmjournal.tui.widgets.folded import Folded
from rmjournal.tui.widgets.note_area import NoteArea
from rmjournal.tui.widgets.turn_field import TurnField

_YES, _NO = "yes", "no"
_ANSWER = {True: _YES, False: _NO}


class AgreedArea(NoteArea):
    """The words that both agree on."""

    HELP = "What both of you agree on in this part.\nIt keeps itself as you write; signing comes later."


class PartScreen(JournalScreen[None]):
    """Words, days and ticks of one part; kept when one goes on or leaves."""

    ROOM = "part"
    BINDINGS = bindings_of("part")
    AUTO_FOCUS: ClassVar[str | None] = "AgreedArea"
    HELP = "One part of the agreement. ctrl+n keeps it and goes to the next, Esc keeps it and goes back."

    def __init__(self, seat: Seat, part_id: str) -> None:
        super().__init__(seat)
        self.view: PartView = seat.journal.agreement.part(part_id)
        self.sides = seat.journal.agreement.sides(part_id)
        """What was kept of this part when its words came onto the screen."""
        self.settling = Settling(self, self._settle)
        self._said: dict[str, str] = {}
        """What stood in a field of days when it was last kept or shown."""

    def holder(self) -> Widget:
        return VerticalScroll(classes="page part", can_focus=False)

    def page(self) -> ComposeResult:
        view = self.view
        yield Static(
            lines_of(
                Content.styled(f"{view.number}. {view.part.title}", "bold $text-primary"),
                shown_line(view.part.about, "$text-muted"),
            )
        )
        yield Folded(classes="part--columns")
        yield Static(Content.styled("We agree", "bold $text-primary"))
        yield AgreedArea(clean(view.clause.text))
        for name, label, value, hint in self._days():
            self._said[name] = value
            field = Input(value, placeholder=hint, id=f"day-{name}", compact=True, select_on_focus=False)
            yield from _row(label, field)
        for tick in view.part.ticks:
            now = _YES if tick.id in view.clause.ticks else _NO
            choices = [Choice(one, shown_line(one)) for one in _ANSWER.values()]
            yield from _row(tick.words, TurnField(choices, now=now, name=f"tick-{tick.id}"))
        yield Static(classes="ask--meaning")

    def on_mount(self) -> None:
        words = columns_words
        view, seat = self.view, self.seat

        def columns(width: int) -> Content:
            return Content("\n").join(words(view, seat, width=width))

        self.query_one(Folded).fold(columns)
        self.query_one(Folded).display = bool(view.columns)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "next":
            return self.view.number < len(self.seat.journal.agreement.parts())
        return super().check_action(action, parameters)

    def read_again(self) -> None:
        """Take in what another program wrote, unless something unsaved stands here."""
        agreement, part = self.seat.journal.agreement, self.view.part
        sides = agreement.sides(part.id)
        if sides == self.sides or self._is_unsaved():
            return
        self._take(agreement.part(part.id))
        self._show_words()

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        message.stop()
        if self._is_unsaved():
            self.settling.begin()

    def keep(self) -> None:
        self._keep_words()
        agreement, by, part = self.seat.journal.agreement, self.seat.writer, self.view.part
        for tick in part.ticks:
            on = self._tick(tick.id).answer == _YES
            if on != (tick.id in self.view.clause.ticks):
                self._take(agreement.tick(part.id, tick.id, on=on, by=by))
        self._keep_days()

    def leave(self) -> None:
        if self._kept():
            self.dismiss()

    def action_save(self) -> None:
        """Keep it as it stands."""
        if self._kept():
            self.tell("Kept.")

    def action_next(self) -> None:
        """Keep it, and go to the next part."""
        if self._kept():
            following = self.seat.journal.agreement.parts()[self.view.number]
            self.app.switch_screen(PartScreen(self.seat, following.part.id))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.focus_next()

    def on_turn_field_given(self) -> None:
        self.focus_next()

    def _tick(self, tick: str) -> TurnField:
        return next(one for one in self.query(TurnField) if one.name == f"tick-{tick}")

    def _is_unsaved(self) -> bool:
        """Whether other words stand here than those that were kept or shown last."""
        area = self.query(AgreedArea)
        return bool(area) and area.first().text.strip() != clean(self.view.clause.text).strip()

    def _keep_words(self) -> None:
        if self._is_unsaved():
            agreement, by = self.seat.journal.agreement, self.seat.writer
            text = self.query_one(AgreedArea).text
            self._take(agreement.write(self.view.part.id, text, over=self.sides, by=by))
            # Where another program wrote meanwhile, the words of both stand in the part now.
            self._show_words()

    def _show_words(self) -> None:
        if self._is_unsaved():
            self.query_one(AgreedArea).put_back(clean(self.view.clause.text))

    def _take(self, view: PartView) -> None:
        """Go on from what is kept now. What was not touched here shows what another program made of it."""
        before = {name: value for name, _, value, _ in self._days()}
        ticked = self.view.clause.ticks
        self.view, self.sides = view, self.seat.journal.agreement.sides(view.part.id)
        for name, _, value, _ in self._days():
            field = self.query_one(f"#day-{name}", Input)
            if value != before[name] and field.value.strip() == self._said[name]:
                field.value = self._said[name] = value
        for tick in view.part.ticks:
            is_on, was_on = tick.id in view.clause.ticks, tick.id in ticked
            turned = self._tick(tick.id)
            if is_on is not was_on and turned.answer == _ANSWER[was_on]:
                turned.place = list(_ANSWER).index(is_on)

    def _settle(self) -> None:
        self.attempt(self._keep_words)
        self.read_again()

    def _kept(self) -> bool:
        try:
            self.keep()
        except RmjournalError as error:
            self.query_one(".ask--meaning", Static).update(shown(str(error)))
            self.app.bell()
            return False
        return True

    def _keep_days(self) -> None:
        agreement, by, part = self.seat.journal.agreement, self.seat.writer, self.view.part
        for name, said in self._said.items():
            words = self.query_one(f"#day-{name}", Input).value.strip()
            if words == said:
                continue
            day = self._day(words)
            if name == _OPEN:
                self._take(agreement.leave_open(part.id, day, by=by))
            else:
                self._take(agreement.set_day(part.id, name, day, by=by))
            self._said[name] = words

    def _day(self, words: str) -> date | None:
        return parse_day(words, today=self.seat.now.date()) if words else None

    def _days(self) -> Iterator[tuple[str, str, str, str]]:
        """The fields for days: an id, a label, what stands there, a hint."""
        clause = self.view.clause
        for asked in self.view.part.days:
            day = clause.day(asked.id)
            yield asked.id, asked.words, day.isoformat() if day else "", "a day"
        until = clause.open_until
        yield _OPEN, "Left open until", until.isoformat() if until else "", "empty: it is settled"


_OPEN = "left-open"


def _row(label: str, field: Widget) -> ComposeResult:
    with Horizontal(classes="field part--field"):
        yield Label(label)
        yield field
