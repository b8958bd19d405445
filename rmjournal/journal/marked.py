"""All that is marked with a tag, and what becomes of it under another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from rmjournal.domain.assessment import Page
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import Expectation, Offer
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.reflection import PrivateQuestion, PrivateReflection, Reflection, Words
from rmjournal.domain.session import Note
from rmjournal.domain.tagging import renamed, tag_name
from rmjournal.domain.words import folded
from rmjournal.journal.desk import Desk
from rmjournal.journal.pages import Pages
from rmjournal.store.store import Put

FIELDS: Mapping[type[Record], tuple[str, ...]] = {
    Note: ("text",),
    Action: ("text",),
    Capture: ("text", "outcome"),
    Expectation: ("text",),
    Offer: ("text",),
    Page: ("text",),
    Reflection: ("words",),
}
"""Where a record has words that may be changed. What was released, signed or rated is not among them."""

Own: TypeAlias = PrivateReflection | PrivateQuestion
"""What an author keeps alone and may have marked."""


class Renamed(Value, frozen=True, kw_only=True):
    """What renaming a tag did, or would do."""

    old: str
    new: str
    changed: int
    """How many texts that both can read have the new name."""
    private: int = 0
    """How many on the open *mine* of the one who writes."""
    left: int = 0
    """How many kept the old one: only their author changes those."""
    stays: int = 0
    """How many kept it since they were released, signed or rated, or have two versions to choose between."""
    joined: bool = False
    """Whether there was a tag of the new name already: the two are one now."""
    is_mine_left: bool = False
    """Whether there is a shelf *mine* that was not looked at."""

    def __repr__(self) -> str:
        """What was done, for a log or a traceback: without the names, which may be private."""
        return f"Renamed({self.changed}, {self.private})"

    @property
    def rest(self) -> tuple[str, ...]:
        """What has the old name still, and why, a sentence each."""
        told = (
            (self.left, f"{_stay(self.left)}: only the author changes that."),
            (self.stays, f"{_stay(self.stays)}: released, signed, rated, worded as a goal or an agenda."),
            (self.is_mine_left, "What is kept on mine was not looked at."),
        )
        return tuple(words for applies, words in told if applies)


class Marked:
    """All that is marked with a tag, as far as the one who wants it renamed can change it.

    Args:
        old: The tag as it is called.
        by: Who wants it renamed.
        names: Every tag there is, folded.
        records: What both can read.
        stays: How many others have the tag that nobody changes.
        pages: What its author keeps alone.
        is_mine_left: Whether there is a shelf *mine* that was not looked at.
    """

    def __init__(
        self,
        old: str,
        *,
        by: Who,
        names: frozenset[str],
        records: Sequence[Record],
        stays: int,
        pages: Sequence[Own],
        is_mine_left: bool,
    ) -> None:
        self.old = old
        self._names = names
        self._own = [one for one in records if _author(one) in (None, by)]
        self._left = len(records) - len(self._own)
        self._stays = stays
        self._pages = pages
        self._is_mine_left = is_mine_left

    @property
    def can_change(self) -> bool:
        """Whether there is anything to rename for the one who writes."""
        return bool(self._own or self._pages)

    def under(self, name: str) -> Renamed:
        """What it comes to under another name.

        Raises:
            UsageError: If that cannot be a tag.
        """
        new = tag_name(name)
        return Renamed(
            old=self.old,
            new=new,
            changed=len(self.changes(new)),
            private=len(self.pages(new)),
            left=self._left,
            stays=self._stays,
            joined=folded(new) != folded(self.old) and folded(new) in self._names,
            is_mine_left=self._is_mine_left,
        )

    def changes(self, new: str) -> tuple[Put, ...]:
        """What both can read, under the new name."""
        pairs = ((one, reworded(one, self.old, new)) for one in self._own)
        return tuple(Put(after, over=(before,)) for before, after in pairs if after != before)

    def pages(self, new: str) -> tuple[tuple[Own, Own], ...]:
        """What is on *mine*, each as it is and under the new name."""
        pairs = ((one, _reworded_page(one, self.old, new)) for one in self._pages)
        return tuple((before, after) for before, after in pairs if after != before)


def marked_records(desk: Desk, old: str) -> tuple[Record, ...]:
    """Every record that has a tag where it may be changed. One with two versions is not among them."""
    return tuple(one for one in _at_one(desk) if reworded(one, old, "") != one)


def marked_pages(pages: Pages, old: str) -> tuple[Own, ...]:
    """Every page of an open shelf that has a tag. One with two versions is not among them."""
    every: tuple[Own, ...] = (*pages.all(PrivateReflection), *pages.all(PrivateQuestion))
    sides = Counter(one.id for one in every)
    return tuple(one for one in every if sides[one.id] == 1 and _reworded_page(one, old, "") != one)


def reworded(record: Record, old: str, new: str) -> Record:
    """A record with a tag under another name."""
    changed = {name: _renamed(getattr(record, name), old, new) for name in FIELDS[type(record)]}
    return msgspec.structs.replace(record, **changed)


def _at_one(desk: Desk) -> Iterator[Record]:
    for kind in FIELDS:
        at_odds = {one.id for one in desk.store.conflicts(kind)}
        yield from (one for one in desk.store.all(kind) if one.id not in at_odds)


def _reworded_page(page: Own, old: str, new: str) -> Own:
    if isinstance(page, PrivateQuestion):
        return msgspec.structs.replace(page, text=renamed(page.text, old, new))
    return msgspec.structs.replace(page, words=_renamed(page.words, old, new))


def _renamed(said: str | Words | None, old: str, new: str) -> str | Words | None:
    if not isinstance(said, Words):
        return said and renamed(said, old, new)
    text, title = renamed(said.text, old, new), renamed(said.title, old, new)
    return msgspec.structs.replace(said, text=text, title=title, tags=_tags(said.tags, old, new))


def _tags(tags: Iterable[str], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if folded(tag) == folded(old) else tag for tag in tags))


def _author(record: Record) -> Who | None:
    """Who alone may change it; None where both may."""
    if isinstance(record, Reflection):
        return record.by
    return record.who if isinstance(record, Page) else None


def _stay(count: int) -> str:
    return "1 stays as it is" if count == 1 else f"{count} stay as they are"
