"""A letter's text in pieces, to be read line by line: how each looks, and which lines of the letter it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rmjournal.markdown.letter import ASK, GOALS, HIGHLIGHTS, IDEAS

TOPICS = "Topics"
_LISTS = {HIGHLIGHTS: "highlights", IDEAS: "ideas", ASK: "ask"}


class Span(NamedTuple):
    """Words of a piece as a reader sees them."""

    words: str
    is_strong: bool


class Piece(NamedTuple):
    """A heading, a paragraph or an entry of a list, in the order of the text."""

    kind: str
    """As in HTML: h1, h2, h3, p, li."""
    spans: tuple[Span, ...]
    line: int
    """The line of the text that it is, from 0."""
    ids: tuple[str, ...]
    """What striking it means; empty for the frame of the letter. Topics share one line."""

    @property
    def words(self) -> str:
        """All its words."""
        return "".join(span.words for span in self.spans)


def letter_pieces(text: str, lines: Mapping[str, str]) -> tuple[Piece, ...]:
    """The pieces of a letter's text, without its head for machines.

    Args:
        text: The letter as it is written.
        lines: The lines of it that can be struck: their ids, and how each reads in a list.
    """
    body = text.partition("\n---\n")[2]
    above = text.count("\n", 0, len(text) - len(body))
    places = _Places(lines)
    return tuple(
        Piece(kind=kind, spans=spans, line=above + line, ids=places.of(kind, spans))
        for kind, spans, line in _read(body)
    )


def _read(body: str) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    from rmjournal.markdown.judge import blocks_strictly, inlines

    kind = "p"
    for token in blocks_strictly(body):
        if token.type in ("heading_open", "list_item_open"):
            kind = token.tag
        elif token.type in ("heading_close", "list_item_close"):
            kind = "p"
        elif token.type == "inline":
            strong, spans = 0, []
            for part in inlines(token.content):
                strong += part.nesting if part.tag == "strong" else 0
                if part.content:
                    spans.append(Span(part.content, strong > 0))
            yield kind, tuple(spans), token.map[0] if token.map else 0


class _Places:
    """Which lines a piece is. The words of the pair cannot make a heading, so headings tell the parts."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._singles = {words.partition(": ")[0]: name for name, words in lines.items() if "." not in name}
        self._lists: dict[str, list[str]] = {}
        for name in lines:
            self._lists.setdefault(name.partition(".")[0], []).append(name)
        self._heading = ""
        self._goals: tuple[str, ...] = ()

    def of(self, kind: str, spans: tuple[Span, ...]) -> tuple[str, ...]:
        """The lines that this piece is."""
        words = "".join(span.words for span in spans)
        if kind in ("h1", "h2"):
            self._heading = words if kind == "h2" else ""
            return ()
        if self._heading == GOALS:
            self._goals = self._next("objectives") if kind == "h3" else self._goals
            return self._goals
        if kind != "li":
            return ()
        return self._fact(spans) if not self._heading else self._next(_LISTS.get(self._heading, ""))

    def _fact(self, spans: tuple[Span, ...]) -> tuple[str, ...]:
        label = spans[0].words.removesuffix(":") if spans else ""
        if label == TOPICS:
            return tuple(self._lists.get("topics", ()))
        return (self._singles[label],) if label in self._singles else ()

    def _next(self, name: str) -> tuple[str, ...]:
        left = self._lists.get(name)
        return (left.pop(0),) if left else ()
