r"""The insides of a user's Markdown, with a backslash before all that must not be obeyed.

Code is left alone. The three that bind tightest are found as a reader finds them, from left to right:
escapes, code between backticks, and what stands in angle brackets.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

_MAY_HARM = re.compile(r"<|\]\(")
_FOUND = re.compile(
    r"""
      \\[\s\S]                                                   # an escape
    | (?P<ticks>`+)                                              # code
    | <(?:(?:https?|mailto):[^<>\x00-\x20]*|[^\s<>:@]+@[^\s<>:@]+)>     # a welcome link in angle brackets
    | (?P<html><)(?=[A-Za-z/!?])
    | (?P<image>!)(?=\[)
    | \](?P<link>\()\s*<?(?P<address>[^\s>)]{0,99})
    """,
    re.VERBOSE,
)
_PUNCTUATION = re.compile(r"\\([!-/:-@\[-`{-~])")
_PIPE = re.compile(r"(?<!\\)\|")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:", re.DOTALL)


def disarmed(text: str) -> str:
    """The lines of one block with HTML, images and links to odd places made visible."""
    if not _MAY_HARM.search(text):
        return text
    places = list(_harmful(text))
    return "".join(f"{text[start:end]}\\" for start, end in zip([0, *places], places, strict=False)) + (
        text[places[-1] :] if places else text
    )


def disarmed_cells(line: str) -> str:
    """A line of a table, each of its cells disarmed by itself."""
    return "|".join(disarmed(part) for part in _PIPE.split(line))


def cells_in(line: str) -> int:
    """How many cells a line of a table has."""
    parts = _PIPE.split(line.strip(" \t>"))
    return len(parts) - (not parts[0]) - (len(parts) > 1 and not parts[-1])


def without_definition(text: str, content: str) -> str:
    """The lines of a block that holds this content, without the link definition it may begin with."""
    return text.replace("[", "\\[", 1) if _DEFINITION.match(content) else text


def _harmful(text: str) -> Iterator[int]:
    """Where a backslash is needed, in order."""
    from rmjournal.markdown.judge import is_welcome

    runs = _runs_of_backticks(text)
    place = 0
    while match := _FOUND.search(text, place):
        place = match.end()
        if match["ticks"]:
            place = _end_of_code(runs, match)
        elif match["html"] or match["image"]:
            yield match.start()
        elif match["link"]:
            place = match.start() + 2
            if not is_welcome(_PUNCTUATION.sub(r"\1", html.unescape(match["address"]))):
                yield match.start("link")


def _runs_of_backticks(text: str) -> dict[int, list[int]]:
    runs: dict[int, list[int]] = defaultdict(list)
    for run in re.finditer("`+", text):
        runs[len(run.group())].append(run.start())
    return runs


def _end_of_code(runs: dict[int, list[int]], opening: re.Match[str]) -> int:
    """The place after the code that begins here, or after the backticks if they begin none."""
    size = len(opening.group())
    same = runs[size]
    after = bisect_left(same, opening.end())
    return same[after] + size if after < len(same) else opening.end()
