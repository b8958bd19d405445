"""A heading, as a document's writer and its readers both see it."""

from __future__ import annotations

from rmjournal.domain.record import Value


class Heading(Value, frozen=True, kw_only=True):
    """A heading of a document."""

    level: int
    text: str
    """Its visible words."""
