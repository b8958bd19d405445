"""Markdown read back: what a document's readers will see of its outline, its blocks and its links.

Two readings are enough to judge a text. The loose one sees no HTML and no link definitions, as if all of them
were escaped already; the strict one sees everything that a reader may obey.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from rmjournal.markdown.heading import Heading

if TYPE_CHECKING:
    from markdown_it.token import Token

_WELCOME = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20]|%0[9ad]|%20", re.IGNORECASE)
_HOST = re.compile(r"//|/?(?:\\|%5c)", re.IGNORECASE)
_MAY_HARM = re.compile(
    r"""
      (?<!\\)<[A-Za-z/!?] | (?<!\\)!\[ | \\\\[<!]       # HTML, an image; what looks escaped and is not
    | \]\((?!https?://[\w./\#?=%~+-]*\))                 # a link that is not plainly one to the web
    """,
    re.VERBOSE,
)


class _Reader(MarkdownIt):
    """A reader that takes every link for one, so that all of them can be looked at."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


def blocks_loosely(text: str) -> list[Token]:
    """The blocks of a text, none of them HTML or a link definition."""
    return _reader(html=False, definitions=False).parse(text)


def blocks_strictly(text: str, *, tables: bool = True) -> list[Token]:
    """The blocks of a text as the readiest reader sees them: HTML and link definitions too."""
    return _reader(tables=tables).parse(text)


def inlines(content: str) -> list[Token]:
    """What stands inside one block."""
    reader = _reader()
    tokens: list[Token] = []
    reader.inline.parse(content, reader, {}, tokens)
    return tokens


def is_inert(content: str) -> bool:
    """Whether one block holds no HTML, no image and no link to a place that is not welcome."""
    return not _MAY_HARM.search(content) or not any(map(_does_harm, inlines(content)))


def is_welcome(address: str) -> bool:
    """Whether a link may lead there: to the web, to mail or to a place near the document."""
    bare = _UNSEEN.sub("", address)
    if _HOST.match(bare):
        return False
    scheme = _SCHEME.match(bare)
    return scheme is None or scheme[1].casefold() in _WELCOME


def visible(tokens: Iterable[Token]) -> str:
    """The words of one block that a reader sees."""
    return "".join(" " if token.type in {"softbreak", "hardbreak"} else token.content for token in tokens)


def headings_of(tokens: list[Token]) -> tuple[Heading, ...]:
    """The headings among blocks, in order."""
    return tuple(
        Heading(level=int(token.tag[1:]), text=visible(inlines(tokens[index + 1].content)))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    )


def _does_harm(token: Token) -> bool:
    if token.type in {"html_inline", "image"}:
        return True
    return token.type == "link_open" and not is_welcome(str(token.attrGet("href") or ""))


@cache
def _reader(*, html: bool = True, definitions: bool = True, tables: bool = True) -> MarkdownIt:
    """A reader of blocks; what stands inside them is left unread until it is asked for."""
    reader = _Reader("commonmark", {"html": html}).enable("strikethrough")
    reader.core.ruler.disable(["inline", "text_join"])
    if tables:
        reader.enable("table")
    if not definitions:
        reader.disable("reference")
    return reader
