"""Words folded beside what leads them, and facts folded between them."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from rmjournal.tui.show import line_of, lines_of

_DOT = Content.styled(" · ", "$text-muted")
_AT_LEAST = 8
"""Columns that words get, however narrow the page is."""


def hanging(lead: Content, words: Content, width: int) -> Content:
    """The words after their lead, folded so that every line begins where the first one does."""
    indent = lead.cell_length
    first, *others = words.wrap(max(_AT_LEAST, width - indent)) or [Content()]
    return lines_of(line_of(lead, first), *(line_of(" " * indent, line) for line in others))


def between(facts: Iterable[Content], width: int) -> Content:
    """Facts with a dot between them, and no dot at the end of a line: the next fact begins one then."""
    lines: list[Content] = []
    for fact in facts:
        if lines and _ends_at(lines[-1], width) + _DOT.cell_length + _first_word(fact) <= width:
            lines[-1] = line_of(lines[-1], _DOT, fact)
        else:
            lines.append(fact)
    return lines_of(*lines)


def _ends_at(words: Content, width: int) -> int:
    return words.wrap(max(1, width))[-1].rstrip().cell_length


def _first_word(words: Content) -> int:
    return Content(words.plain.partition(" ")[0]).cell_length
