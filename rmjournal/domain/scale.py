"""Scales whose steps are said in words."""

from __future__ import annotations

from rmjournal.domain.record import Value
from rmjournal.errors import UsageError


class Step(Value, frozen=True, kw_only=True):
    """One step of a scale."""

    value: int
    words: str


class Scale(Value, frozen=True, kw_only=True):
    """Steps from the lowest to the highest. They have an order, and no distance: nobody adds them up."""

    steps: tuple[Step, ...]

    def words(self, value: int | None) -> str:
        """The words of a step; "" where there is none."""
        return next((step.words for step in self.steps if step.value == value), "")

    def read(self, text: str) -> int:
        """The step that is meant, by its number or its words.

        Raises:
            UsageError: If it is neither.
        """
        said = " ".join(text.split()).casefold().replace("\N{MINUS SIGN}", "-")
        for step in self.steps:
            if said in (step.words.casefold(), f"{step.value}", f"{step.value:+d}"):
                return step.value
        known = ", ".join(f"{step.value} {step.words}" for step in self.steps)
        raise UsageError(f"{text!r} is not on this scale.\nSay one of: {known}.")

    def must_have(self, value: int) -> None:
        """Make sure that a number is a step of this scale.

        Raises:
            UsageError: If it is not.
        """
        self.read(str(value))
