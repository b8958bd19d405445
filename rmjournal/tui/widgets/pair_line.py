"""The line at the top: the pair, and who is writing."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from rmjournal.domain.pair import Pair, Who
from rmjournal.text import one_line
from rmjournal.tui.seat import Seat

_GAP = 3
"""Columns that stay free between the two ends of the line."""


class PairLine(Widget):
    """Names and roles at the left; who is writing, and whether it is saved, at the right."""

    ALLOW_SELECT = False
    HELP = "The pair, and who is writing.\nF2 passes the keyboard: both, mentor, mentee."

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    def render(self) -> Content:
        width = self.content_size.width
        least = _plain(*_first_names(self.seat.pair)).cell_length + _GAP
        forms = [self._right("writing: "), self._right("")]
        right = next((form for form in forms if least + form.cell_length <= width), forms[-1])
        right = right.truncate(width, ellipsis=True)
        left = _names(self.seat.pair, room=width - right.cell_length - _GAP)
        gap = max(1, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)

    def _right(self, before: str) -> Content:
        """Whether it is saved, and who is writing, with these words before the name."""
        press = Style.from_meta({"@click": "app.writer"})
        saving = one_line(self.seat.saving)
        before = before if saving else "writing: "
        who = Content.assemble(before, (one_line(self._writer()), "bold $text")).stylize(press)
        if not saving:
            return who
        style = "bold $text-error" if saving.startswith("not") else ""
        return Content.assemble((saving, style), " · ", who)

    def _writer(self) -> str:
        writer = self.seat.writer
        return "both" if writer is Who.BOTH else self.seat.pair.first_name(writer)


def _names(pair: Pair, *, room: int) -> Content:
    """The pair's names, as much of them as there is room for."""
    whole = [one_line(pair.name_of(who)) for who in (Who.MENTOR, Who.MENTEE)]
    short = _first_names(pair)
    forms = (_with_roles(*whole), _with_roles(*short), _plain(*short))
    for form in forms:
        if form.cell_length <= room:
            return form
    return forms[-1].truncate(max(room, 0), ellipsis=True)


def _first_names(pair: Pair) -> list[str]:
    return [one_line(pair.first_name(who)) for who in (Who.MENTOR, Who.MENTEE)]


def _with_roles(mentor: str, mentee: str) -> Content:
    return Content.assemble((mentor, "bold $text"), ", mentor · ", (mentee, "bold $text"), ", mentee")


def _plain(mentor: str, mentee: str) -> Content:
    return Content.assemble((mentor, "bold $text"), " · ", (mentee, "bold $text"))
