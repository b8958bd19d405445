"""Words that somebody had not let go yet when they were interrupted, for them to take up again.

What is meant for *ours* is noted down on its author's own *mine* as it is written, while that shelf is open.
Where it is locked or was never set up, nothing is written down before the program has to end and can ask
nobody; then the words wait in a file on this computer. They were meant for both to read, but not yet.
What stays on *mine* is never put aside: it is kept there, locked, or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import UnkeptWords, Words
from rmjournal.domain.shelf import must_be_one
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.mine import Mine
from rmjournal.practice.reflecting import read_reflecting
from rmjournal.store import unkept

_REFLECTIONS = "reflection."
_SHEETS = "sheet."


class Unkept:
    """What waits to be taken up again, or to be let go."""

    def __init__(self, desk: Desk, mine: Mine) -> None:
        self._desk = desk
        self._mine = mine

    @property
    def _journal(self) -> str:
        return self._desk.store.journal_id

    def of(self, by: Who) -> tuple[UnkeptWords, ...]:
        """What one partner wrote for *ours* and has not let go yet, the oldest first."""
        must_be_one(by)
        held = unkept.left_aside(self._journal, f"{_REFLECTIONS}{by}.")
        found = {one.id: one for one in map(_words_of, held) if one is not None and one.by is by}
        if self._mine.is_open(by):
            found |= {one.id: one for one in self._mine.pages(by).all(UnkeptWords)}
        return tuple(sorted(found.values(), key=lambda one: (one.made, one.id)))

    def note_down(
        self, words: Words, *, over: UnkeptWords | None = None, instead_of: str = "", by: Who
    ) -> UnkeptWords:
        """Keep on *mine* what is written for *ours*, as it grows.

        Args:
            words: What it says now.
            over: What was noted down before.
            instead_of: The id of the reflection on *ours* that these are other words for, if there is one.
            by: Who writes it.

        Raises:
            ShelfLockedError: If that shelf is not open. Nothing was kept.
        """
        pages = self._mine.pages(by)
        self._mine.touch()
        now = self._now(words, over=over, instead_of=instead_of, by=by)
        before = next((one for one in pages.all(UnkeptWords) if one.id == now.id), None)
        if now != before:
            pages.keep(now, over=before)
        # What waited in the clear is locked now.
        unkept.let_go(self._journal, _about(now))
        return now

    def put_aside(
        self, words: Words, *, over: UnkeptWords | None = None, instead_of: str = "", by: Who
    ) -> UnkeptWords:
        """Put aside what is written for *ours*, since the program has to end: on *mine*, or on this computer.

        Raises:
            RuleError: If it answers a question that stays on *mine*: that is never written in the clear.
            StoreWriteError: If it cannot be written.
        """
        if self._mine.is_open(by):
            return self.note_down(words, over=over, instead_of=instead_of, by=by)
        about = words.occasion
        if read_reflecting().stays_on_mine(about.moment, about.prompt, by):
            raise RuleError("This answers a question that stays on mine, and that shelf is not open.")
        now = self._now(words, over=over, instead_of=instead_of, by=by)
        unkept.put_aside(self._journal, _about(now), msgspec.to_builtins(now), now=self._desk.clock())
        return now

    def let_go(self, one: UnkeptWords) -> None:
        """Let go of something that waited: it was kept now, or is not wanted."""
        unkept.let_go(self._journal, _about(one))
        if self._mine.is_open(one.by):
            pages = self._mine.pages(one.by)
            for page in [page for page in pages.all(UnkeptWords) if page.id == one.id]:
                pages.delete(page)

    def sheet(self, about: str) -> Mapping[str, str]:
        """What stood in the fields of a sheet when the program ended; nothing where that is not known."""
        held = [
            one for one in unkept.left_aside(self._journal, _SHEETS + about) if one.about == _SHEETS + about
        ]
        words = held[-1].words if held else None
        if not isinstance(words, dict):
            return {}
        return {str(name): said for name, said in words.items() if isinstance(said, str)}

    def put_sheet_aside(self, about: str, said: Mapping[str, str]) -> None:
        """Put the fields of a sheet aside. Both may read what is written in it.

        Raises:
            StoreWriteError: If they cannot be written.
        """
        unkept.put_aside(self._journal, _SHEETS + about, dict(said), now=self._desk.clock())

    def let_sheet_go(self, about: str) -> None:
        """Let go of what stood in a sheet: it was kept now, or is not wanted."""
        unkept.let_go(self._journal, _SHEETS + about)

    def _now(self, words: Words, *, over: UnkeptWords | None, instead_of: str, by: Who) -> UnkeptWords:
        must_be_one(by)
        if over is not None:
            return msgspec.structs.replace(over, words=words)
        return UnkeptWords(
            id=self._desk.ids(), by=by, made=self._desk.clock(), instead_of=instead_of, words=words
        )


def _about(one: UnkeptWords) -> str:
    return f"{_REFLECTIONS}{one.by}.{one.id}"


def _words_of(held: unkept.Unkept) -> UnkeptWords | None:
    try:
        return msgspec.convert(held.words, UnkeptWords)
    except msgspec.ValidationError:
        return None
