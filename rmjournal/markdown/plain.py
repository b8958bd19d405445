"""One line of plain text inside Markdown, there and back.

A template's titles and prompts are plain text, kept as they were typed. Only what would start a block of its
own is written with a backslash, and a backslash before punctuation is taken away again when the line is read.
"""

from __future__ import annotations

import re

_PUNCTUATION = r"!-/:-@\[-`{-~"
_ESCAPED = re.compile(rf"\\([{_PUNCTUATION}])")
_BACKSLASH = re.compile(rf"\\(?=[{_PUNCTUATION}])")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_STARTS_BLOCK = re.compile(
    r"""  [-+*](?=\s|$)                     # a list entry
      | \#{1,6}(?=\s|$)                   # a heading
      | ([-*_])[ \t]*(?:\1[ \t]*){2,}$    # a rule
      | =+[ \t]*$                         # the underline of a heading
      | -+[ \t]*$
      | ```|~~~                           # code
      | [><\[]                            # a quote, HTML, the definition of a link
      """,
    re.VERBOSE,
)


def joined(source: str) -> str:
    """The lines of a paragraph as one."""
    return " ".join(line.strip() for line in source.split("\n")).strip()


def plain(source: str) -> str:
    """The text that was meant by one line of Markdown; only escapes are undone, all else stays as written."""
    return _ESCAPED.sub(r"\1", joined(source))


def escaped(text: str) -> str:
    """Text for a place inside a line, such as a heading: backslashes that would vanish are doubled."""
    return _BACKSLASH.sub(r"\\\\", text)


def guarded(text: str) -> str:
    """Text for a paragraph or list entry of its own: it stays text whatever it begins with."""
    safe = escaped(text)
    if _STARTS_BLOCK.match(safe):
        return "\\" + safe
    return _NUMBERED.sub(r"\1\\\2", safe, count=1) if _NUMBERED.match(safe) else safe


def in_heading(text: str) -> str:
    """Text as the whole of a `#` heading: number signs at its end would be taken for its close."""
    safe = escaped(text)
    return f"{safe[:-1]}\\#" if safe.endswith("#") else safe
