"""A user's note, set into a larger document so that it keeps its own Markdown and cannot leave its place.

Lists, emphasis, code, tables and quotes stay. Headings go down under the heading that the note stands below;
code that was left open is closed; HTML, images, link definitions and links to odd places are shown, not
obeyed. The result is read back before it is believed. A note that would still mean something else than it
should is set in as it was typed, between fences longer than any inside it.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rmjournal.domain.record import Value
from rmjournal.markdown.disarm import cells_in, disarmed, disarmed_cells, without_definition
from rmjournal.text import clean

if TYPE_CHECKING:
    from markdown_it.token import Token

    from rmjournal.markdown.heading import Heading

DEEPEST = 6
"""The deepest level a heading can have."""

NESTED_AT_MOST = 14
"""How deep lists and quotes may nest. Readers give up at twenty and leave out what is deeper."""

_WANTS_A_LOOK = re.compile(
    r"""
      [<|\t] | \](?=[(:]) | ``` | ~~~             # HTML, tables, links, definitions, code
    | ^[\ >*+\-\d.)]*\#{1,6}(?:\ |$)               # headings
    | ^[\ >]*(?:-[-\ ]*|=+\ *)$                    # lines that make a heading of the one above
    | ^[\ >*+\-\d.)]{14}                           # deep nesting
    """,
    re.VERBOSE | re.MULTILINE,
)
_WANTS_CHANGES = re.compile(r"<[A-Za-z/!?]|!\[|\]:|\]\((?!https?://)")
"""Notes that are surely not set in as they were typed: what HTML and definitions hide is looked at first."""

_UNDERLINE = re.compile(r"^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
_BACKTICKS = re.compile("`{3,}")
_JOINT = re.compile(r"\\?[ \t]*\n[ \t]*")
_CLOSING_HASHES = re.compile(r"(?<=\s)(#+)$")
_END = "the end"


class Passage(Value, frozen=True, kw_only=True):
    """A user's note as Markdown that stays in its place."""

    markdown: str
    headings: tuple[Heading, ...] = ()
    """The note's own headings, at the level they were moved to."""


def block(text: str, *, under: int) -> str:
    """The note as Markdown for the place below a heading of this level; "" if there is nothing in it.

    A blank line is expected before and after it.
    """
    return passage(text, under=under).markdown


def passage(text: str, *, under: int) -> Passage:
    """The note as `block` gives it, with the headings that it brings along."""
    note = dedent(clean(text)).strip("\n").lstrip(" \t").rstrip()
    if not note or not _WANTS_A_LOOK.search(note):
        return Passage(markdown=note)
    return _kept(note, under) or Passage(markdown=_fenced(note))


def _fenced(note: str) -> str:
    """The note as it was typed, where nothing in it means anything."""
    longest = max(map(len, _BACKTICKS.findall(note)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{note}\n{fence}"


def _kept(note: str, under: int) -> Passage | None:
    """The note with its own Markdown, or None where that cannot be kept in its place."""
    from rmjournal.markdown.judge import blocks_loosely, headings_of

    settled = None if _WANTS_CHANGES.search(note) else _read(note)
    blocks = blocks_loosely(note) if settled is None else settled
    levels = _moved_levels(blocks, under)
    lines = _Lines(note)
    if any(level > DEEPEST for level in levels) or not lines.set_in(blocks, levels):
        return None
    markdown = lines.markdown()
    if settled is None or lines.changed:
        shape = [token.type for token in blocks]
        del blocks, settled
        settled = _read(markdown)
        if settled is None or [token.type for token in settled] != shape or _levels(settled) != levels:
            return None
    if not _reads_alike_without_tables(markdown, settled, levels):
        return None
    headings = (
        replace(heading, level=level) for heading, level in zip(headings_of(settled), levels, strict=True)
    )
    return Passage(markdown=markdown, headings=tuple(headings))


def _moved_levels(blocks: list[Token], under: int) -> list[int]:
    """The levels of the note's headings, moved down together until all are below the level given."""
    levels = _levels(blocks)
    down = max(0, under + 1 - min(levels, default=0))
    return [level + down if under == DEEPEST else min(level + down, DEEPEST) for level in levels]


def _read(markdown: str) -> list[Token] | None:
    """The blocks of a note, or None if it leaves its place or holds something that would be obeyed."""
    from rmjournal.markdown.judge import blocks_strictly, is_inert

    read = blocks_strictly(f"{markdown}\n\n{_END}\n")
    body, end = read[:-3], read[-3:]
    stays = (
        [(token.level, token.content) for token in end] == [(0, ""), (1, _END), (0, "")]
        and max((token.level for token in body), default=0) <= NESTED_AT_MOST
        and all(is_inert(token.content) for token in body if token.type == "inline")
    )
    return body if stays else None


def _reads_alike_without_tables(markdown: str, blocks: list[Token], levels: list[int]) -> bool:
    """Whether a reader that knows no tables sees the same headings."""
    from rmjournal.markdown.judge import blocks_strictly

    if not any(token.type == "table_open" for token in blocks) or not _UNDERLINE.search(markdown):
        return True
    return _levels(blocks_strictly(markdown, tables=False)) == levels


def _levels(blocks: list[Token]) -> list[int]:
    return [int(token.tag[1:]) for token in blocks if token.type == "heading_open"]


class _Lines:
    """The lines of a note while they are set in."""

    def __init__(self, note: str) -> None:
        self._lines: list[str | None] = list(note.split("\n"))
        self.changed = False
        """Whether anything but the level of a heading and the look of a rule is not as it was typed."""

    def markdown(self) -> str:
        """The lines as they are now."""
        return "\n".join(line for line in self._lines if line is not None)

    def set_in(self, tokens: list[Token], levels: list[int]) -> bool:
        """Move the headings and disarm what the blocks hold; False if a reader would miss words."""
        moved = iter(levels)
        columns = 0
        for index, token in enumerate(tokens):
            match token.type:
                case "heading_open":
                    self._head(token, tokens[index + 1].content, next(moved))
                case "table_open" | "table_close":
                    columns = 0
                case "tr_open":
                    columns = columns or self._cells(token)
                    if self._cells(token) > columns:
                        return False
                case "inline" if not columns:
                    self._disarm(token)
                case "hr" | "fence" if not token.level:
                    self._close(token)
        return True

    def _head(self, token: Token, content: str, level: int) -> None:
        """A heading on one line, whichever way it was written."""
        start, end = token.map or (0, 0)
        line = (self._lines[start] or "").rstrip()
        if token.markup.startswith("#"):
            self._lines[start] = line.replace(token.markup, "#" * level, 1)
            return
        self.changed = True
        before = line[: len(line) - len(content.partition("\n")[0].rstrip())]
        joined = _CLOSING_HASHES.sub(r"\\\1", _JOINT.sub(" ", content))
        self._lines[start:end] = [f"{before}{'#' * level} {joined}", *[None] * (end - start - 1)]

    def _disarm(self, token: Token) -> None:
        start, end = token.map or (0, 0)
        present = [line for line in self._lines[start:end] if line is not None]
        typed = "\n".join(present)
        text = without_definition(disarmed(typed), token.content)
        self.changed |= text != typed
        self._lines[start : start + len(present)] = text.split("\n")

    def _cells(self, row: Token) -> int:
        """Disarm a row of a table and count its cells; a reader leaves out those that have no heading."""
        start, _ = row.map or (0, 0)
        line = disarmed_cells(self._lines[start] or "")
        self.changed |= line != self._lines[start]
        self._lines[start] = line
        return cells_in(line)

    def _close(self, token: Token) -> None:
        """End code that was left open, and write a rule so that nothing else can be seen in it."""
        start, end = token.map or (0, 0)
        if token.type == "hr" and token.markup.startswith("-"):
            self._lines[start] = "___"
        elif token.type == "fence" and end == len(self._lines) and not self._is_closed(token):
            self.changed = True
            self._lines.append(token.markup)

    def _is_closed(self, token: Token) -> bool:
        start, end = token.map or (0, 0)
        last = (self._lines[-1] or "").strip()
        return end - start > 1 and last.startswith(token.markup) and not last.strip(token.markup[0])
