"""The only door by which what people wrote comes to a widget: cleaned, and never obeyed as markup."""

from __future__ import annotations

from textual.content import Content

from rmjournal.text import clean, one_line


def shown(text: str, style: str = "") -> Content:
    """Text as it was written, over as many lines as it has; nothing in it acts on the terminal."""
    return Content.styled(clean(text), style, strip_control_codes=False)


def shown_line(text: str, style: str = "") -> Content:
    """Text on one line, for lists, titles and messages."""
    return Content.styled(one_line(text), style, strip_control_codes=False)


def line_of(*parts: str | Content | tuple[str, str]) -> Content:
    """Pieces one after the other: the program's own words (plain or with a style) and shown text."""
    return Content.assemble(*parts)


def lines_of(*lines: Content) -> Content:
    """Lines one below the other."""
    return Content("\n").join(lines)
