"""Words: how so many things are said, and how words are compared when something is looked for.

They are compared without case, accents or punctuation. A word is a run of letters and digits; where a script
is written without spaces, each character is one. What is looked for is the beginning of a word, so a text
with a space before and after each word is all it takes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""The first place in a text, and the place after the last."""

_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_ALONE = "\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters that are words by themselves."""

_EACH_ALONE = re.compile(f"[{_ALONE}]")
_BETWEEN = re.compile(r"[\W_]+")


def counted(count: int, one: str, many: str = "") -> str:
    """A number of things in words: "1 session", "3 sessions"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def folded(text: str) -> str:
    """Text as it is compared: without case, without accents."""
    if text.isascii():
        return text.lower()
    apart = _bare(text).casefold()
    return apart if apart.isascii() else _bare(apart)


def spaced(text: str) -> str:
    """Folded text in which nothing but spaces stands around the words: to look for `" wor"` is enough."""
    plain = folded(text)
    if plain.isascii():
        return f" {plain.translate(_SPACES)} "
    return f" {_BETWEEN.sub(' ', _EACH_ALONE.sub(_apart, plain))} "


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(spaced(text).split())


def places(text: str, wanted: Iterable[Sequence[str]]) -> tuple[Span, ...]:
    """Where a text has what is looked for, in order; what overlaps is one place.

    Args:
        text: The text as it will be shown.
        wanted: Words that follow each other; the last may be the beginning of one. "" at the end says that
            it may not.
    """
    plain, origin = _with_origin(text)
    found = [
        (origin[match.start()], origin[match.end() - 1] + 1)
        for words in wanted
        for match in pattern(tuple(words)).finditer(plain)
    ]
    return tuple(_joined(sorted(found)))


def first_place(text: str, wanted: Iterable[Sequence[str]]) -> int:
    """Where a text first has any of what is looked for, as in `places`; 0 where it has nothing of it."""
    plain, origin = _with_origin(text)
    found = (pattern(tuple(words)).search(plain) for words in wanted)
    return min((origin[match.start()] for match in found if match), default=0)


@lru_cache(maxsize=64)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds these words in a spaced text: one after the other, from the first letter on."""
    said = " +".join(re.escape(word) for word in words if word)
    return re.compile(f"(?<= ){said}(?= )" if words and not words[-1] else f"(?<= ){said}")


def _bare(text: str) -> str:
    apart = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text))
    if apart.isascii():
        return apart
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def _apart(match: re.Match[str]) -> str:
    return f" {match[0]} "


def _with_origin(text: str) -> tuple[str, Sequence[int]]:
    """The spaced text, and for each place in it the place in the text that it comes from."""
    if text.isascii():
        return spaced(text), range(-1, len(text) + 1)
    pieces, origin = [" "], [0]
    for place, mark in enumerate(text):
        piece = _piece(mark)
        pieces.append(piece)
        origin.extend([place] * len(piece))
    return f"{''.join(pieces)} ", [*origin, max(len(text) - 1, 0)]


@lru_cache(maxsize=1024)
def _piece(mark: str) -> str:
    return "".join(
        " " if _BETWEEN.match(one) else f" {one} " if _EACH_ALONE.match(one) else one for one in folded(mark)
    )


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
