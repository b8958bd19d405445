"""Which hints are left for the person at this machine; what is put away stays away, in every journal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from rmjournal import files
from rmjournal.journal.demo import is_thrown_away
from rmjournal.journal.journal import Journal
from rmjournal.practice.hints import Hint, read_hints

SEVERAL = 3
"""Sessions held in a journal, from which on whoever opens it is no newcomer."""

_MOST_BYTES = 64 * 1024


class Hints:
    """The hints that are left. A state folder that cannot be read or written only costs the memory."""

    def __init__(self) -> None:
        self._away = _put_away_before()

    def left_in(self, room: str) -> Hint | None:
        """The hint that the page of a room tells, if it was not put away."""
        return next((one for one in self._left() if one.room == room), None)

    def put_away(self, hint: Hint) -> None:
        """Never tell it again."""
        self._put_away([hint])

    def learned(self, command_id: str) -> None:
        """Somebody has asked for this command: what teaches it is not needed anymore."""
        self._put_away([one for one in self._left() if command_id in one.taught])

    def put_all_away(self) -> None:
        """Whoever is here is no newcomer."""
        self._put_away(self._left())

    def _left(self) -> list[Hint]:
        return [one for one in read_hints() if one.id not in self._away]

    def _put_away(self, hints: Iterable[Hint]) -> None:
        now = {one.id for one in hints}
        if now:
            # Another program may have put another one away since this one began.
            self._away |= now | _put_away_before()
            _remember(self._away)


def hints_for(journal: Journal) -> Hints:
    """The hints that are left for whoever opens this journal.

    Several sessions held mean that they know their way. In the demo others held them.
    """
    hints = Hints()
    if len(journal.sessions.held()) >= SEVERAL and not is_thrown_away(journal.path):
        hints.put_all_away()
    return hints


def _put_away_before() -> set[str]:
    try:
        data, _ = files.read_regular(_memory(), limit=_MOST_BYTES)
        return msgspec.json.decode(data, type=set[str])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return set()


def _remember(away: Iterable[str]) -> None:
    try:
        _memory().parent.mkdir(parents=True, exist_ok=True)
        files.write_atomically(_memory(), msgspec.json.encode(sorted(away)))
    except OSError:
        return


def _memory() -> Path:
    return files.state_folder() / "hints.json"
