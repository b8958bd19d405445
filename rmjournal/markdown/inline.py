r"""One line of user text inside a line of Markdown.

What Markdown would obey there gets a backslash, and nothing else does: `snake_case`, `5 * 3` and `R&D`
stay as they are. The text may stand in a paragraph, a heading, a list item or, by `cell`, in a table;
whatever stands before and after it, it neither takes part in a link, an image or a definition nor opens or
closes anything. A `;` is not expected to follow it directly.
"""

from __future__ import annotations

import re

from rmjournal.text import one_line

_OBEYED = re.compile(
    r"""
      ^\#{1,6}(?=\s|$) | ^> | ^[-+](?=\s|$) | ^-{3} | ^(?:=+|-+)$      # a heading, a quote, a list, a rule
    | ^(?P<number>\d{1,9})[.)](?=\s|$)                                # a numbered list
    | ^\[(?=[ xX]\](?:\s|$))                                          # a box to tick
    | (?<=\s)\#+$                                                     # the closing hashes of a heading
    | (?P<run>\*+|_+|~+)                                              # emphasis
    | `                                                               # code
    | \\(?=[!-/:-@\[-`{-~]|$)                                         # a backslash that escapes something
    | \](?=[(\[:]|$)                                                  # a link, an image, a definition
    | <(?=[A-Za-z/!?]|$)                                              # HTML, a link in angle brackets
    | &(?=\#?\w+;)                                                    # a character by name
    """,
    re.VERBOSE,
)
_PIPE = re.compile(r"\|")


class Safe(str):
    """Markdown that may stand inside a line as it is; every other text is escaped where it is set in."""

    __slots__ = ()


def inline(text: str) -> Safe:
    """The text on one line, so that Markdown shows it as it was written."""
    if isinstance(text, Safe):
        return text
    return Safe(_OBEYED.sub(_escaped, one_line(text)))


def cell(text: str) -> Safe:
    """The text on one line, for a cell of a table."""
    return Safe(_PIPE.sub(r"\|", inline(text)))


def strong(text: str) -> Safe:
    """The text in bold. Space or punctuation is expected around it."""
    inner = inline(text)
    return Safe(f"**{inner}**") if inner else inner


def words(*parts: str) -> Safe:
    """Parts of one line, set side by side; those that are not safe yet are escaped."""
    return Safe("".join(_part(part) for part in parts))


def _part(part: str) -> str:
    """A part keeps the space around it, which holds it apart from its neighbors."""
    if isinstance(part, Safe):
        return part
    inner = inline(part)
    before = " " if part[:1].isspace() else ""
    after = " " if inner and part[-1:].isspace() else ""
    return f"{before}{inner}{after}"


def _escaped(match: re.Match[str]) -> str:
    found = match.group()
    if match["number"]:
        return f"{found[:-1]}\\{found[-1]}"
    if match["run"] and _is_harmless(match):
        return found
    if match["run"]:
        return "".join(f"\\{mark}" for mark in found)
    return f"\\{found}"


def _is_harmless(match: re.Match[str]) -> bool:
    """Whether a run of `*`, `_` or `~` cannot open or close emphasis where it stands."""
    text, mark = match.string, match.group()[0]
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end() : match.end() + 1]
    if mark == "~":
        return match.group() == "~" and (not before or before.isspace())
    if before.isspace() and after.isspace():
        return True
    return mark == "_" and before.isalnum() and after.isalnum()
