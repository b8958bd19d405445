"""Lines and marks for terminals that cannot draw them."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_PLAIN = {
    "-": "·─━┄┅┈┉╌╍═—▔▃\u2013\u2212",
    "|": "│┃┆┇┊┋║▏▎▕",
    "+": "┌┐└┘├┤┬┴┼╭╮╰╯╋┏┓┗┛┣┫┳┻╔╗╚╝╠╣╦╩╬▅",
    "#": "█▉▊▋▌▍▐▇▛▜▙▟▀",
    "=": "▄",
    "*": "●•◆■▆",
    "o": "○◦◇□",
    "_": "▁",
    ".": "▂",
    "~": "…",
    ">": "▸▶→»",
    "<": "◂◀←«",
    "^": "↑▲",
    "v": "↓▼",
    '"': "“”„",
    "'": "\u2018\u2019",
    " ": "\xa0",
    "?": "".join(map(chr, range(0x2400, 0x2427))),
}
_TABLE = str.maketrans({mark: plain for plain, marks in _PLAIN.items() for mark in marks})


class PlainMarks(LineFilter):
    """Puts a plain character of the same width in the place of each line, arrow and block; letters stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        return [
            segment if segment.text.isascii() else Segment(segment.text.translate(_TABLE), *segment[1:])
            for segment in segments
        ]
