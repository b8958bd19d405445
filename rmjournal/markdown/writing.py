"""Documents made of the program's own words and of user text, so that neither can be taken for the other.

Every export is built by a `Document`. It escapes each text that is set into a line (`inline`, `cell`), keeps
each note in its place (`block`), and knows the outline that it wrote: whatever the texts hold, a reader of
the result finds exactly that outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rmjournal.markdown.heading import Heading
from rmjournal.markdown.inline import Safe, cell, inline, strong, words
from rmjournal.markdown.passage import DEEPEST, block, passage
from rmjournal.text import clean, one_line

__all__ = ["Document", "Safe", "block", "cell", "front_matter", "inline", "strong", "task", "words"]

WIDEST_COLUMN = 40
"""Characters up to which the cells of a column are filled up, so that a table reads well as it is written."""

_LIST_MARKER = re.compile(r"^[ \t>]{0,3}(?:\d{1,9})?([-+*.)])(?:\s|$)", re.MULTILINE)
_RULE = "___"


class Document:
    """A Markdown document, built from top to bottom.

    A text that is given to it is what a person wrote: it is shown, never obeyed. `Safe` is Markdown already.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._outline: list[Heading] = []
        self._level = 0
        self._depth = 0
        self._start = ""

    @property
    def outline(self) -> tuple[Heading, ...]:
        """The headings written so far, those inside notes among them, at the level they have here."""
        return tuple(self._outline)

    def __str__(self) -> str:
        """The document as Markdown, with a newline at its end."""
        return self._start + "\n\n".join(self._pieces) + "\n" if self._pieces else ""

    def front_matter(self, fields: Mapping[str, Any]) -> None:
        """Facts for machines, as YAML; only at the head of a document.

        Raises:
            ValueError: If something stands above them.
        """
        if self._pieces:
            raise ValueError("Front matter stands at the head of a document.")
        self._pieces.append(front_matter(fields))

    def heading(self, level: int, text: str) -> None:
        """A heading; what follows stands under it."""
        self._level = min(level + self._depth, DEEPEST)
        self._outline.append(Heading(level=self._level, text=one_line(text)))
        self._add(f"{'#' * self._level} {inline(text)}".rstrip())

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Inside, every heading stands one level further down: a document becomes a part of a larger one."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def paragraph(self, *parts: str) -> None:
        """A paragraph of one line, made of these parts; nothing where there are no words."""
        self._add(words(*parts).strip())

    def bullets(self, items: Iterable[str]) -> None:
        """A list."""
        self._add("\n".join(f"- {inline(item)}".rstrip() for item in items))

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()
    ) -> None:
        """A table; the columns with these numbers, from 0, stand to the right."""
        lines: list[list[str]] = [[cell(text) for text in row] for row in (head, *rows)]
        widths = [min(max(3, *map(len, column)), WIDEST_COLUMN) for column in zip(*lines, strict=True)]
        bars = [_bar(width, right=index in numbers) for index, width in enumerate(widths)]
        self._add("\n".join(_row(line, widths, numbers) for line in (lines[0], bars, *lines[1:])))

    def block(self, text: str) -> None:
        """A note of several lines with Markdown of its own, under the heading that was written last."""
        note = passage(text, under=self._level)
        self._outline += note.headings
        self._add(note.markdown)

    def _add(self, piece: str) -> None:
        """A piece of its own.

        A rule stands between two lists that would be read as one. Only front matter begins on the first line
        with a dash: readers take every other dash there for it.
        """
        if not piece:
            return
        if not self._pieces and piece.startswith("-"):
            self._start = "\n"
        first = _LIST_MARKER.match(piece)
        if first and self._pieces and first[1] in _LIST_MARKER.findall(self._pieces[-1]):
            self._pieces.append(_RULE)
        self._pieces.append(piece)


def task(text: str, *, done: bool) -> Safe:
    """An entry of a task list, for `Document.bullets`."""
    return Safe(f"[{'x' if done else ' '}] {inline(text)}")


def front_matter(fields: Mapping[str, Any]) -> str:
    """The fields between two `---`, as YAML of one document without anchors."""
    import yaml

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
            return True

    Dumper.add_representer(str, _quoted_where_long)
    written = yaml.dump(
        {key: _cleaned(value) for key, value in fields.items()},
        Dumper=Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=float("inf"),
    )
    return f"---\n{written}---"


def _quoted_where_long(dumper: Any, text: str) -> Any:
    """A text of several lines on one line, in quotes: no line of it can end the front matter."""
    style = '"' if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(inner) for inner in value]
    return value


def _bar(width: int, *, right: bool) -> str:
    return f"{'-' * (width - 1)}:" if right else "-" * width


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[int]) -> str:
    filled = (
        text.rjust(width) if index in numbers else text.ljust(width)
        for index, (text, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join(filled)} |"
