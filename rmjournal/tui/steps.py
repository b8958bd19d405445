"""The answers of a pulse, drawn as steps."""

from __future__ import annotations

from collections.abc import Iterable

from rmjournal.domain.pulse import LOWEST

STEPS = "▁▂▄▆█"
"""One for each answer from 1 to 5, so that every line is drawn on the whole scale."""


def drawn(answers: Iterable[int]) -> str:
    """The answers one after the other, each as a step."""
    return " ".join(STEPS[answer - LOWEST] for answer in answers)
