"""How the sessions were: the pair's own lines, drawn and said, and for one alone what stays on *mine*."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Line
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session, SessionState
from rmjournal.practice.pulse import Asked
from rmjournal.text import one_line
from rmjournal.tui.alone import opened, the_one_writing
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.pulse_verbs import answer_alone, answer_pulse, can_be_answered, state_words
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.reveal_pulse import shown_lines
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown, shown_line
from rmjournal.tui.steps import STEPS, drawn

_STYLES = {Who.MENTOR: "$text-secondary", Who.MENTEE: "$text-accent"}

_FEWEST = 8
"""So many answers are drawn at least, the last ones."""

_MARGIN = 8
"""Columns at the sides of the page."""


class PulseScreen(JournalScreen[None]):
    """The pulse by time. Nothing is added up, and nobody is compared with anybody."""

    ROOM = "pulse"
    BINDINGS = bindings_of("pulse")
    AUTO_FOCUS: ClassVar[str | None] = ".pulse"
    HELP = "How the sessions were for both of you, each answer a step from 1 to 5.\na answers the last one."

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._shown: tuple[Content, ...] = ()

    def holder(self) -> Widget:
        return VerticalScroll(classes="page pulse", can_focus=True)

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        self.seat.journal.pulses.open_ready()
        pieces = tuple(self._pieces())
        if pieces != self._shown:
            self._shown = pieces
            holder = self.query_one(".pulse")
            holder.remove_children()
            holder.mount_all(Static(piece) for piece in pieces)
        self.refresh_bindings()

    def frame_changed(self) -> None:
        super().frame_changed()
        if self.is_mounted:
            self.read_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "answer":
                last = self._last()
                return last is not None and can_be_answered(self.seat, last)
            case "shut":
                last = self._last()
                state = self.seat.journal.pulses.round(last) if last else None
                return state is not None and state.is_running
        return super().check_action(action, parameters)

    @work
    async def action_answer(self) -> None:
        """Answer for the last session."""
        last = self._last()
        if last is not None:
            await answer_pulse(self, last)
            self.read_again()

    @work
    async def action_alone(self) -> None:
        """Answer what stays on *mine*."""
        who = await the_one_writing(self)
        if who is not None and await opened(self, who):
            await answer_alone(self, who)
            self.read_again()

    def action_shut(self) -> None:
        """Close the pulse of the last session, unseen."""
        last = self._last()
        if last is not None and self.attempt(lambda: self.seat.journal.pulses.close(last)):
            self.tell("Closed unseen: what was answered is gone.")
        self.read_again()

    def _last(self) -> Session | None:
        """The session whose pulse would be answered now."""
        found = [one for one in self.seat.journal.sessions.all() if one.state is SessionState.HELD]
        return found[-1] if found else None

    def _pieces(self) -> Iterator[Content]:
        last = self._last()
        if last is None:
            yield Content.styled(
                "No session was held yet. The pulse comes at the end of each.", "$text-muted"
            )
            return
        yield self._last_one(last)
        pulses = self.seat.journal.pulses
        lines = pulses.trend()
        yield Content.styled(f"By time, each answer a step from {STEPS[0]} 1 to {STEPS[-1]} 5", "$text-muted")
        for item in pulses.items():
            yield self._drawn(item, [line for line in lines if line.item == item.id])
        yield from self._alone()

    def _last_one(self, session: Session) -> Content:
        when = day_words(session.on, self.seat.now.date())
        head = line_of(("The last session", "bold $text-primary"), (f"  {when}", "$text-muted"))
        answers = self.seat.journal.pulses.shown(session)
        if answers:
            return lines_of(head, *(line for one in answers for line in shown_lines(self.seat, one)))
        words = state_words(self.seat, session)
        more = ". a answers, each alone." if can_be_answered(self.seat, session) else "."
        return lines_of(head, shown(words[:1].upper() + words[1:] + more))

    def _drawn(self, item: Asked, lines: list[Line], *, who: Who = Who.BOTH) -> Content:
        head = shown_line(item.words if who is Who.BOTH else item.words_for(who), "bold $text-primary")
        return lines_of(head, *(row for line in lines for row in self._rows(line)))

    def _rows(self, line: Line) -> Iterator[Content]:
        names = {who: Content(one_line(self.seat.pair.first_name(who))) for who in PARTNERS}
        width = 2 + max(name.cell_length for name in names.values())
        name = names[line.who]
        most = max(_FEWEST, (self.size.width - width - _MARGIN) // 2)
        steps = drawn(point.value for point in line.points[-most:])
        lead = " " * (width - name.cell_length)
        if not steps:
            yield line_of(name, lead, (line.words(), "$text-muted"))
            return
        yield line_of(name, lead, (steps, _STYLES[line.who]))
        yield line_of(" " * width, (line.words(), "$text-muted"))

    def _alone(self) -> Iterator[Content]:
        journal, who = self.seat.journal, self.seat.writer
        if who is Who.BOTH or not journal.mine.is_open(who):
            return
        name = one_line(self.seat.pair.first_name(who))
        yield Content.styled(f"On mine: only {name} sees these", "bold $text-accent")
        lines = journal.pulses.private_trend(who)
        for item in journal.pulses.private_items():
            ends = f"1 {item.low} · 5 {item.high}" if item.middle else ""
            drawn = self._drawn(item, [line for line in lines if line.item == item.id], who=who)
            yield lines_of(drawn, Content.styled(ends, "$text-muted")) if ends else drawn
