"""Words folded beside what leads them."""

from __future__ import annotations

from textual.content import Content

from rmjournal.tui.show import line_of, lines_of

_AT_LEAST = 8
"""Columns that words get, however narrow the page is."""


def hanging(lead: Content, words: Content, width: int) -> Content:
    """The words after their lead, folded so that every line begins where the first one does."""
    indent = lead.cell_length
    first, *others = words.wrap(max(_AT_LEAST, width - indent)) or [Content()]
    return lines_of(line_of(lead, first), *(line_of(" " * indent, line) for line in others))
