"""Which commands are meant by a few typed letters: those that have such words, or else the likeliest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.fuzzy import Matcher
from textual.style import Style

from rmjournal.domain.words import folded
from rmjournal.keys import Command

_WORD = re.compile(r"\w+")


class Fit(NamedTuple):
    """How well a command fits what was typed, and its name with that lit."""

    score: float
    """0 is not at all."""
    name: Content


def fits(query: str, commands: Sequence[Command], matcher: Matcher) -> list[Fit]:
    """How well each of these fits. One that has all typed words, or their beginnings, fits.

    Only where none does, one fits that has the typed letters in their order.
    """
    typed = tuple(map(folded, _WORD.findall(query)))
    scores = [_score(typed, command) for command in commands]
    if any(scores):
        return [
            Fit(score, _lit(typed, command.name, matcher.match_style))
            for score, command in zip(scores, commands, strict=True)
        ]
    return [Fit(matcher.match(command.name), matcher.highlight(command.name)) for command in commands]


def _score(typed: Sequence[str], command: Command) -> float:
    """More for what it does than for where, and least for the sentence of help."""
    fields = (command.words, command.name, f"{command.name} {command.help}")
    found = (weight for weight, words in zip((3.0, 2.0, 1.0), fields, strict=True) if _has(typed, words))
    return next(found, 0.0) if typed else 0.0


def _has(typed: Sequence[str], words: str) -> bool:
    there = [folded(word) for word in _WORD.findall(words)]
    return all(any(word.startswith(part) for word in there) for part in typed)


def _lit(typed: Sequence[str], name: str, style: Style) -> Content:
    shown = Content(name)
    for found in _WORD.finditer(name):
        lengths = [len(part) for part in typed if folded(found[0]).startswith(part)]
        if lengths:
            shown = shown.stylize(style, found.start(), found.start() + max(lengths))
    return shown
