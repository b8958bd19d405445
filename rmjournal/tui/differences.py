"""What changed between two versions, word by word: told by marks, and by color besides."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from rmjournal.domain.differences import Change, PartDifference
from rmjournal.tui.show import line_of, lines_of, shown, shown_line

LEGEND = Content.assemble(
    ("[-", "$text-error"),
    ("what is gone", "$text-error strike"),
    ("-]", "$text-error"),
    "  ",
    ("{+", "$text-success"),
    ("what is new", "bold $text-success"),
    ("+}", "$text-success"),
)
"""How the marks are to be read."""

_MARKS = {
    Change.REMOVED: ("[-", "-]", "$text-error", "$text-error strike"),
    Change.ADDED: ("{+", "+}", "$text-success", "bold $text-success"),
}


def difference_words(changed: tuple[PartDifference, ...]) -> Content:
    """The parts that changed, each with its words."""
    return Content("\n\n").join(_part(one) for one in changed)


def _part(part: PartDifference) -> Content:
    head = line_of((f"{part.number}. ", "bold $text-primary"), shown_line(part.title, "bold $text-primary"))
    return lines_of(head, line_of(*_pieces(part)))


def _pieces(part: PartDifference) -> Iterator[Content]:
    for piece in part.pieces:
        if piece.change is Change.SAME:
            yield shown(piece.text)
        else:
            before, after, color, style = _MARKS[piece.change]
            yield line_of((before, color), shown(piece.text, style), (after, color))
