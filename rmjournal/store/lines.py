"""What a new version has seen."""

from __future__ import annotations

from collections.abc import Iterable

from rmjournal.domain.record import Ids
from rmjournal.store.merge import Seen, joined


class Lines:
    """The lines of writing of one program run: by the record, a random id and how far it has come.

    Normally that is one id a run, and each save adds one to a count. But a vector with a higher count covers
    all lower counts of that line, so a version that was made without having seen the line's last one starts a
    new line: otherwise it would silently supersede what it does not know.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._run = ""
        self._last: dict[tuple[str, str], tuple[str, int]] = {}

    def next(self, place: tuple[str, str], seen: Iterable[Seen]) -> Seen:
        """The vector of a new version of the record at this place, made by somebody who saw these versions.

        A count is never given twice, even if the save that it was made for fails.
        """
        base = joined(seen)
        self._run = self._run or self._ids()
        line, count = self._last.get(place, (self._run, 0))
        if base.get(line, 0) != count:
            line, count = self._ids(), 0
        self._last[place] = (line, count + 1)
        return {**base, line: count + 1}
