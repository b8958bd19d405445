"""Tags: `#word` anywhere in a text, where it is neither code, nor a heading, nor a part of an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from rmjournal.domain.record import Value
from rmjournal.domain.words import Span, folded
from rmjournal.errors import UsageError

_WORD = r"[^\W_](?:[\w\u0300-\u036f-]*[\w\u0300-\u036f])?"
_BEFORE = r"(?<![^\s({\[\"'\u2018\u201c\u00ab*_~,;\u3000-\u303f])(?<!\]\()"
_TAG = re.compile(rf"{_BEFORE}#({_WORD})(?![#/\\])")
_NAME = re.compile(_WORD)
# Bounded, so that a line that is no address, however long, is looked at once and not from every letter anew.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,31}://\S*|\bwww\.\S*|(?<=\])\([^)\n]{0,2000}\)")
_FENCE = re.compile(r" {0,3}(?:[-*+>] *|\d+[.)] +)*(`{3,}(?=[^`]*$)|~{3,})")
_TICKS = re.compile(r"`+")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_SET_IN = re.compile(r"(?: {4}|\t)\s*\S")


class Tagged(Value, frozen=True, kw_only=True):
    """A tag where it stands in a text."""

    name: str
    """As it is written, without the sign."""
    span: Span
    """Of the name, without the sign."""

    @property
    def key(self) -> str:
        """What is the same for tags that are the same but for case and accents."""
        return folded(self.name)


class Alike(Value, frozen=True, kw_only=True):
    """Two tags that may be meant as one."""

    one: str
    other: str
    why: str
    """In words: plural, a hyphen, one letter apart."""


def tagged(text: str) -> tuple[Tagged, ...]:
    """The tags of a text, in order."""
    if "#" not in text:
        return ()
    hidden = tuple(_hidden(text))
    return tuple(
        Tagged(name=match[1], span=match.span(1))
        for match in _TAG.finditer(text)
        if any(mark.isalpha() for mark in match[1])
        and not any(start <= match.start() < end for start, end in hidden)
    )


def renamed(text: str, old: str, new: str) -> str:
    """The text with a tag under another name, and nothing else changed."""
    key = folded(old)
    for found in reversed(tagged(text)):
        if found.key == key:
            start, end = found.span
            text = text[:start] + new + text[end:]
    return text


def tag_name(said: str) -> str:
    """A name that a tag can have, without the sign.

    Raises:
        UsageError: If it cannot be a tag.
    """
    name = said.strip().removeprefix("#")
    if not _NAME.fullmatch(name) or not any(mark.isalpha() for mark in name):
        raise UsageError(f"{said!r} cannot be a tag.\nA tag is one word of letters, digits, - and _.")
    return name


def alike(names: Iterable[str]) -> tuple[Alike, ...]:
    """Pairs of tags that may be meant as one: plural, hyphen, or one letter apart."""
    pairs = combinations(sorted(set(names)), 2)
    told = (Alike(one=one, other=other, why=why) for one, other in pairs if (why := _why_alike(one, other)))
    return tuple(told)


def _why_alike(one: str, other: str) -> str:
    first, second = folded(one), folded(other)
    if first == second:
        return "case or accents"
    if abs(len(first) - len(second)) > 2:
        return ""
    if _joined(first) == _joined(second):
        return "a hyphen"
    short, long = sorted((first, second), key=len)
    if long in (f"{short}s", f"{short}es") or (short.endswith("y") and long == f"{short[:-1]}ies"):
        return "plural"
    # Of short words too many are one letter apart: pay and pace, ai and hr.
    return "one letter apart" if len(short) >= 4 and _one_apart(short, long) else ""


def _joined(name: str) -> str:
    return name.replace("-", "").replace("_", "")


def _one_apart(short: str, long: str) -> bool:
    """Whether one letter was added, or is another, or two that follow each other changed places."""
    same = (one == other for one, other in zip(short, long, strict=False))
    at = next((at for at, is_same in enumerate(same) if not is_same), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


def _hidden(text: str) -> Iterator[Span]:
    """Where a text is code or an address."""
    yield from (match.span() for match in _ADDRESS.finditer(text))
    if "`" in text or "~~~" in text or "    " in text or "\t" in text:
        yield from _code(text)


def _code(text: str) -> Iterator[Span]:
    """Fences and what is set in by four spaces, line by line; code in a line, paragraph by paragraph."""
    fence, start, paragraph = "", 0, 0
    was_blank, in_list = True, False
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        match = _FENCE.match(line)
        if fence:
            yield start, end
            if match and match[1].startswith(fence) and not line[match.end() :].strip(" `~\r\n"):
                fence, paragraph = "", end
        elif match:
            yield from _ticked(text, paragraph, start)
            yield start, end
            fence = match[1]
        elif was_blank and not in_list and _SET_IN.match(line):
            yield start, end
            paragraph = end
        else:
            if not line.strip():
                yield from _ticked(text, paragraph, start)
                paragraph, was_blank = end, True
                start = end
                continue
            in_list = bool(_LIST_ITEM.match(line)) or (in_list and (line[0] in " \t" or not was_blank))
            was_blank = False
        start = end
    if not fence:
        yield from _ticked(text, paragraph, len(text))


def _ticked(text: str, start: int, end: int) -> Iterator[Span]:
    """Code between equal runs of backticks."""
    runs = list(_TICKS.finditer(text, start, end))
    at = 0
    while at < len(runs):
        closing = next((i for i in range(at + 1, len(runs)) if len(runs[i][0]) == len(runs[at][0])), None)
        if closing is None:
            at += 1
            continue
        yield runs[at].start(), runs[closing].end()
        at = closing + 1
