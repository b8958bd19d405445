"""The line under the notes: the clock, its soft cue, and what else there is to know."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from rmjournal.domain.pace import Cue, Pace, clock_face
from rmjournal.keys import command
from rmjournal.tui.show import line_of

_GAP = " · "


class SessionWords(NamedTuple):
    """What the line says."""

    item: Pace
    whole: Pace
    cue: Cue = Cue.NONE
    clock: str = ""
    """"paused", or why the clock does not run; "" while it runs."""
    kept: int = 0
    """How many lines were captured."""
    versions: int = 1
    """How many versions there are of the note on the screen."""


class SessionLine(Widget):
    """Words for the eye's corner: nothing here blinks, rings or covers the text."""

    ALLOW_SELECT = False
    HELP = "The time of this item, and of the session.\nctrl+t lets the clock rest, ctrl+l adds five minutes."

    class Pressed(Message):
        """The line was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.state = SessionWords(Pace(0, 0), Pace(0, 0))

    def show(self, state: SessionWords) -> None:
        """Say this, if it is not what stands there."""
        if state != self.state:
            self.state = state
            self.refresh()

    def render(self) -> Content:
        width = self.content_size.width
        forms = [self._form(times) for times in self._times()]
        return next(
            (form for form in forms if form.cell_length <= width), forms[-1].truncate(width, ellipsis=True)
        )

    def on_click(self) -> None:
        self.post_message(self.Pressed())

    def _times(self) -> tuple[tuple[str, ...], ...]:
        """The times, in fewer and fewer words."""
        item, whole = self.state.item, self.state.whole
        session = f"session {clock_face(whole.used)} of {whole.planned} min"
        return (
            (f"this item {clock_face(item.used)} of {item.planned}", session),
            (
                f"{clock_face(item.used)} of {item.planned} min",
                f"session {clock_face(whole.used)} of {whole.planned}",
            ),
            (f"{item.minutes_used}/{item.planned} min", f"all {whole.minutes_used}/{whole.planned}"),
            (f"all {whole.minutes_used}/{whole.planned} min",),
        )

    def _form(self, times: tuple[str, ...]) -> Content:
        kept = [f"{self.state.kept} kept"] if self.state.kept else []
        return Content(_GAP).join([*self._first(), *map(Content, (*times, *kept))])

    def _first(self) -> list[Content]:
        state = self.state
        words: list[Content] = []
        key = command("session.versions").key_names[0]
        if state.versions > 1:
            words.append(line_of((f"two versions: {key}", "bold $text-warning")))
        if state.cue:
            words.append(line_of((state.cue.value, "bold $text-accent")))
        if state.clock:
            words.append(line_of((state.clock, "bold $text")))
        return words
