"""What points to what: nothing goes away while something else is about it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rmjournal.domain.letter_draft import Confirmation
from rmjournal.domain.lights import Lights
from rmjournal.domain.record import Record
from rmjournal.domain.session import Spell
from rmjournal.journal.desk import Records
from rmjournal.journal.history_steps import FINAL, UNDOABLE, UNRECORDED

_NO_REASON_TO_KEEP: tuple[type[Record], ...] = (Confirmation, Lights, Spell)
"""Kinds that may point to what goes away: the clock, what goes with a letter, and marks, of which nothing may
tell whether there are any."""


def are_used(store: Records, ids: set[str], *, but: Iterable[str] = ()) -> bool:
    """Whether anything that is kept points to one of these, other than themselves and those left out."""
    wanted = [f'"{one}"'.encode() for one in ids]
    spared = ids | set(but)
    for kind in (*UNDOABLE, *UNRECORDED, *FINAL):
        if kind in _NO_REASON_TO_KEEP:
            continue
        for value in store.all(kind):
            said = msgspec.json.encode(value) if value.id not in spared else b""
            if any(one in said for one in wanted):
                return True
    return False
