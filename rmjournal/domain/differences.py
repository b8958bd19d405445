"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from rmjournal.domain.agreement import Version
from rmjournal.domain.days import long_day
from rmjournal.domain.record import Value

LONG = 2000
"""From so many words and spaces on, those that are everywhere count for nothing when two texts are aligned:
to try each of them with each would take minutes. What is told is coarser then, and as true."""

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}-]\w+)*|.", re.DOTALL)


class Change(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Piece(Value, frozen=True, kw_only=True):
    """A stretch of words of one kind."""

    change: Change
    text: str


class PartDifference(Value, frozen=True, kw_only=True):
    """What changed in one part of the agreement."""

    id: str
    number: int
    title: str
    pieces: tuple[Piece, ...]


def word_pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The stretches that make the old text (same and removed) and the new one (same and added)."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    # It is needed where two versions are compared, and costs every start where it is not.
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > LONG)
    pieces: list[tuple[Change, str]] = []
    for tag, from_a, to_a, from_b, to_b in matcher.get_opcodes():
        if tag == "equal":
            pieces.append((Change.SAME, "".join(before[from_a:to_a])))
        else:
            pieces.append((Change.REMOVED, "".join(before[from_a:to_a])))
            pieces.append((Change.ADDED, "".join(after[from_b:to_b])))
    return tuple(Piece(change=change, text=text) for change, text in _together(pieces) if text)


def differences(old: Version | None, new: Version) -> tuple[PartDifference, ...]:
    """The parts in which two versions differ, in their order; all of them where there is no older one."""
    before = {part.id: _words(part.text, part.open_until) for part in old.parts} if old else {}
    found = [
        PartDifference(
            id=part.id,
            number=part.number,
            title=part.title,
            pieces=word_pieces(before.pop(part.id, ""), _words(part.text, part.open_until)),
        )
        for part in new.parts
    ]
    for part in old.parts if old else ():
        if part.id in before:
            pieces = word_pieces(before[part.id], "")
            found.append(PartDifference(id=part.id, number=part.number, title=part.title, pieces=pieces))
    return tuple(one for one in found if any(piece.change is not Change.SAME for piece in one.pieces))


def marked(part: PartDifference) -> str:
    """What changed in a part, as one text: `[-what is gone-]` and `{+what is new+}`."""
    marks = {Change.SAME: ("", ""), Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}
    pieces = ((*marks[piece.change], piece.text) for piece in part.pieces)
    return "".join(f"{before}{text}{after}" for before, after, text in pieces)


def _words(text: str, open_until: date | None) -> str:
    return f"{text}\nOpen until {long_day(open_until)}." if open_until else text


def _together(pieces: Iterable[tuple[Change, str]]) -> Iterator[tuple[Change, str]]:
    """Words that were exchanged with only space between them are one exchange: it reads as people think."""
    removed = added = gap = ""
    for change, text in pieces:
        if change is Change.REMOVED:
            removed, added, gap = removed + gap + text, added + gap, ""
        elif change is Change.ADDED:
            added += text
        elif (removed or added) and text == " ":
            gap = text
        else:
            yield from ((Change.REMOVED, removed), (Change.ADDED, added), (Change.SAME, text))
            removed = added = ""
    yield from ((Change.REMOVED, removed), (Change.ADDED, added), (Change.SAME, gap))
