"""The verbs of tags: list them, see which may be meant as one, rename one everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.tagging import Alike, alike, tag_name, tagged
from rmjournal.domain.words import counted, folded
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.entries import Entry
from rmjournal.journal.marked import Marked, Renamed, marked_pages, marked_records
from rmjournal.journal.mine import Mine


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

    def __repr__(self) -> str:
        """The tag for a log or a traceback: without its name, which may be private."""
        return f"Tag({self.count})"


class TagList(Value, frozen=True, kw_only=True):
    """The tags, and those of them that may be meant as one."""

    tags: tuple[Tag, ...]
    """The most used first."""
    alike: tuple[Alike, ...]

    def near(self, tag: Tag) -> tuple[tuple[str, str], ...]:
        """The other tags that may be meant as this one, each with why."""
        key = folded(tag.name)
        found = {}
        for pair in self.alike:
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                if folded(one) == key != folded(other):
                    found[folded(other)] = pair.why
        return tuple((one.name, found[folded(one.name)]) for one in self.tags if folded(one.name) in found)


class Tags:
    """The words that the two mark things with."""

    def __init__(self, desk: Desk, mine: Mine, entries: Callable[[], Iterable[Entry]]) -> None:
        self._desk = desk
        self._mine = mine
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

    def marked(self, tag: str, *, by: Who) -> Marked:
        """All that is marked with a tag, to say what renaming it would do.

        Raises:
            NotFoundError: If there is no such tag.
            RuleError: If it is only where nothing may be changed.
        """
        old = tag.strip().removeprefix("#")
        records = marked_records(self._desk, old)
        pages = marked_pages(self._mine.pages(by), old) if self._mine.is_open(by) else ()
        known = {(one.table, one.id) for one in records}
        having = [one for one in self._entries() if folded(old) in map(folded, _names(one))]
        stays = sum(bool(one.table) and (one.table, one.id) not in known for one in having)
        if not records and not pages:
            self._must_be_changeable(old, stays)
        return Marked(
            old,
            by=by,
            names=frozenset(folded(name) for one in self._entries() for name in _names(one)),
            records=records,
            stays=stays,
            pages=pages,
            is_mine_left=self._is_mine_left(by),
        )

    def rename(self, old: str, new: str, *, by: Who = Who.BOTH) -> Renamed:
        """Give a tag another name in every text that both can read, all in one step.

        What was signed, released and rated stays as it is, how a goal was worded too. Only its author changes
        a reflection, and the page for someone new. Where the *mine* of the one who writes is open, it is
        renamed there too; of that nothing is on record, so that it is not undone.

        Raises:
            UsageError: If the new name cannot be a tag.
            NotFoundError: If there is no such tag.
            RuleError: If it is only where nothing may be changed.
        """
        name = tag_name(new)
        marked = self.marked(old, by=by)
        done, changes, pages = marked.under(name), marked.changes(name), marked.pages(name)
        private = self._mine.pages(by).changes(*pages) if pages else ()
        texts = counted(len(changes), "text")
        told = f"renamed the tag #{done.old} to #{done.new} in {texts}" if changes else ""
        self._desk.commit([*changes, *private], by=by, told=told)
        return done

    def _must_be_changeable(self, old: str, stays: int) -> None:
        if stays:
            raise RuleError(
                f"#{old} is only in what was released, signed, rated, or worded as a goal or an agenda.\n"
                "That stays as it is."
            )
        raise NotFoundError("tag that can be renamed", old, "To see them: rmjournal tags list")

    def _is_mine_left(self, by: Who) -> bool:
        whose = PARTNERS if by is Who.BOTH else (by,)
        return any(self._mine.is_set_up(who) and not (who is by and self._mine.is_open(who)) for who in whose)


def _names(entry: Entry) -> Iterator[str]:
    for text in (entry.title, entry.text):
        yield from (one.name for one in tagged(text))
    yield from entry.tags


def _tag(key: str, ways: dict[str, int], count: int, days: list[date]) -> Tag:
    # Of spellings used equally often the plainest is the name.
    name = max(ways, key=lambda way: (ways[way], way == key, way))
    return Tag(name=name, count=count, last=max(days, default=None), spellings=tuple(sorted(ways)))
