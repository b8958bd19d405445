"""Finding what people call by a label."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from rmjournal.domain.goals import Pursued
from rmjournal.errors import UsageError
from rmjournal.journal.desk import Desk

P = TypeVar("P", bound=Pursued)


def labeled(desk: Desk, values: Iterable[P], ref: str, *, what: str, hint: str) -> P:
    """The one with this label; else the one whose id is, or begins with, what was given.

    Raises:
        NotFoundError: If there is none.
        UsageError: If several are meant.
    """
    every = tuple(values)
    found = [one for one in every if one.label.casefold() == ref.strip().casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(one.id for one in found)
        raise UsageError(
            f"{len(found)} have the label {found[0].label}: {some}.\n"
            "Say which by its id, and give one of them another label."
        )
    return desk.named(every, ref, what=what, hint=hint)
