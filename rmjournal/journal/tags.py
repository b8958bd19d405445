"""The verbs of tags: list them, see which may be meant as one, rename one everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import msgspec

from rmjournal.domain.agreement import Clause
from rmjournal.domain.assessment import Page
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import Expectation, Offer
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.reflection import Reflection, Words
from rmjournal.domain.session import Note
from rmjournal.domain.tagging import Alike, alike, renamed, tag_name, tagged
from rmjournal.domain.words import folded
from rmjournal.errors import NotFoundError
from rmjournal.journal.desk import Desk
from rmjournal.journal.entries import Entry
from rmjournal.store.store import Put

TEXTS: tuple[type[Record], ...] = (Note, Action, Capture, Expectation, Offer, Clause, Page)
"""What holds its words in a field `text`, and may be changed by both."""


class Tag(Value, frozen=True, kw_only=True):
    """A tag. The field names are those of `--json`."""

    name: str
    """As it is written most often."""
    count: int
    """How many entries have it."""
    last: date | None
    """The day of the newest of them."""
    spellings: tuple[str, ...]
    """Every way it is written: with capitals or accents it is the same tag."""


class TagList(Value, frozen=True, kw_only=True):
    """The tags, and those of them that may be meant as one."""

    tags: tuple[Tag, ...]
    """The most used first."""
    alike: tuple[Alike, ...]


class Renamed(Value, frozen=True, kw_only=True):
    """What renaming a tag did."""

    old: str
    new: str
    changed: int
    """How many entries have the new name now."""
    left: int
    """How many reflections of the other partner kept the old one: only their author changes those."""
    joined: bool
    """Whether there was a tag of the new name already: the two are one now."""


class Tags:
    """The words that the two mark things with."""

    def __init__(self, desk: Desk, entries: Callable[[], Iterable[Entry]]) -> None:
        self._desk = desk
        self._entries = entries

    def all(self) -> TagList:
        """Every tag in what the one who looks may see, with near-duplicates."""
        spelled: dict[str, dict[str, int]] = {}
        days: dict[str, list[date]] = {}
        counts: dict[str, int] = {}
        for entry in self._entries():
            names = tuple(_names(entry))
            for name in names:
                ways = spelled.setdefault(folded(name), {})
                ways[name] = ways.get(name, 0) + 1
            for key in {folded(name) for name in names}:
                counts[key] = counts.get(key, 0) + 1
                days.setdefault(key, []).extend([entry.on] if entry.on else [])
        tags = (_tag(key, ways, counts[key], days[key]) for key, ways in spelled.items())
        return TagList(
            tags=tuple(sorted(tags, key=lambda one: (-one.count, folded(one.name)))),
            alike=alike(name for ways in spelled.values() for name in ways),
        )

    def rename(self, old: str, new: str, *, by: Who = Who.BOTH) -> Renamed:
        """Give a tag another name in every text that both can read, all in one step.

        What was signed and how a goal was worded stay as they are, and so does what is on *mine*. Only its
        author changes a reflection.

        Raises:
            UsageError: If the new name cannot be a tag.
            NotFoundError: If there is no such tag to change.
        """
        before, after = old.strip().removeprefix("#"), tag_name(new)
        known = {folded(tag.name) for tag in self.all().tags}
        changes = [*self._texts(before, after), *self._reflections(before, after, by=by)]
        left = len(tuple(self._reflections(before, after, by=None))) - sum(
            isinstance(change.value, Reflection) for change in changes
        )
        if not changes and not left:
            raise NotFoundError("tag that can be renamed", before, "To see them: rmjournal tags list")
        self._desk.commit(changes, by=by)
        joined = folded(before) != folded(after) and folded(after) in known
        return Renamed(old=before, new=after, changed=len(changes), left=left, joined=joined)

    def _texts(self, old: str, new: str) -> Iterator[Put]:
        for kind in TEXTS:
            for record in self._desk.store.all(kind):
                text: str = getattr(record, "text", "")
                changed = renamed(text, old, new)
                if changed != text:
                    yield Put(msgspec.structs.replace(record, text=changed), over=(record,))

    def _reflections(self, old: str, new: str, *, by: Who | None) -> Iterator[Put]:
        """Those of one partner; None is of either."""
        for shared in self._desk.store.all(Reflection):
            if shared.words is None or by not in (None, shared.by):
                continue
            words = _reworded(shared.words, old, new)
            if words != shared.words:
                yield Put(msgspec.structs.replace(shared, words=words), over=(shared,))


def _reworded(words: Words, old: str, new: str) -> Words:
    tags = tuple(dict.fromkeys(new if folded(tag) == folded(old) else tag for tag in words.tags))
    text, title = renamed(words.text, old, new), renamed(words.title, old, new)
    return msgspec.structs.replace(words, text=text, title=title, tags=tags)


def _names(entry: Entry) -> Iterator[str]:
    for text in (entry.title, entry.text):
        yield from (one.name for one in tagged(text))
    yield from entry.tags


def _tag(key: str, ways: dict[str, int], count: int, days: list[date]) -> Tag:
    # Of spellings used equally often the plainest is the name.
    name = max(ways, key=lambda way: (ways[way], way == key, way))
    return Tag(name=name, count=count, last=max(days, default=None), spellings=tuple(sorted(ways)))
