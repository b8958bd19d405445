"""The words of a journal in memory, each record's folded once and kept until that record changes.

To look through what is folded takes a few milliseconds for ten thousand entries, and nothing has to be built
first; so one command and a screen that looks anew with every letter go the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import TypeAlias

from rmjournal.domain.query import Limits, Query, Term
from rmjournal.domain.record import Record
from rmjournal.domain.session import Session
from rmjournal.domain.tagging import tagged
from rmjournal.domain.words import folded, words_of
from rmjournal.journal.desk import Records
from rmjournal.journal.entries import READERS, Entry, read
from rmjournal.text import clean

Scores: TypeAlias = dict[int, int]
"""By the place of an entry: how far it is from what was typed, 0 the nearest; the newest first."""

NOT_WHOLE = 1 << 8
"""What it weighs that a word is found only as the beginning of another."""

NOT_IN_TITLE = 1
"""What it weighs that a word is found only below the title."""

REMEMBERED = 12
"""How many steps of typing are remembered, to go on from or back to."""


class Row:
    """An entry with its folded words, and what it was made of."""

    __slots__ = ("entry", "order", "record", "session", "text", "title")

    def __init__(
        self, entry: Entry, known: set[str], record: object = None, session: Session | None = None
    ) -> None:
        self.entry = entry
        self.record = record
        self.session = session
        self.order = f"{entry.on or ''} {entry.id}"
        self.title = _seen(entry.title, known)
        self.text = f"{self.title}|{_seen(entry.text, known)}"


class Pile:
    """Entries to look through, the newest first.

    Args:
        rows: The entries.
        words: Every word in them; it may hold more.
    """

    def __init__(self, rows: Iterable[Row], words: Container[str]) -> None:
        self._words = words
        self._rows = sorted(rows, key=attrgetter("order"), reverse=True)
        self._titles = [row.title for row in self._rows]
        self._texts = [row.text for row in self._rows]
        self._all_titles = "".join(self._titles)
        self._known: dict[tuple[Limits, tuple[Term, ...]], Scores] = {}

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Pile:
        """A pile of entries that is looked through once."""
        words: set[str] = set()
        return cls([Row(entry, words) for entry in entries], words)

    def __len__(self) -> int:
        return len(self._rows)

    def entry(self, place: int) -> Entry:
        """The entry at a place."""
        return self._rows[place].entry

    def order(self, place: int) -> str:
        """What sorts entries by age."""
        return self._rows[place].order

    def look(self, query: Query, allowed: Callable[[Entry], bool] | None = None) -> Scores:
        """The places of all that has every word, with how near it is.

        Args:
            query: What to look for.
            allowed: What else decides whether an entry counts.
        """
        found = self._found(query.limits, query.terms)
        return found if allowed is None else {at: far for at, far in found.items() if allowed(self.entry(at))}

    def _found(self, limits: Limits, terms: tuple[Term, ...]) -> Scores:
        key = (limits, terms)
        known = self._known.pop(key, None)
        if known is not None:
            self._known[key] = known
            return known
        if terms:
            before = self._found(limits, terms[:-1])
            found = self._narrowed(terms[-1], before, self._wider(limits, terms) or before)
        elif limits == Limits():
            found = dict.fromkeys(range(len(self._rows)), 0)
        else:
            found = {at: 0 for at, row in enumerate(self._rows) if is_within(row.entry, limits)}
        if len(self._known) >= REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self._known[key] = found
        return found

    def _wider(self, limits: Limits, terms: tuple[Term, ...]) -> Scores | None:
        """What was found a letter or more ago, if that is still known."""
        for (others, said), found in reversed(self._known.items()):
            if others == limits and said[:-1] == terms[:-1] and said and terms[-1].narrows(said[-1]):
                return found
        return None

    def _narrowed(self, term: Term, before: Scores, within: Iterable[int]) -> Scores:
        """Those of some entries that have a term, each that much farther away."""
        titles, texts = self._titles, self._texts
        whole = f" {' '.join(term.words)} "
        word = whole if term.is_whole else whole[:-1]
        if self._is_only_begun(term):
            found = {at: before[at] + NOT_WHOLE + NOT_IN_TITLE for at in within if word in texts[at]}
        else:
            found = {
                at: before[at] + (NOT_IN_TITLE if whole in texts[at] else NOT_WHOLE + NOT_IN_TITLE)
                for at in within
                if word in texts[at]
            }
        if word in self._all_titles:
            for at in [at for at in found if word in titles[at]]:
                found[at] -= NOT_IN_TITLE
        return found

    def _is_only_begun(self, term: Term) -> bool:
        """Whether no entry is nearer for having it as a whole word: to look for it there would cost most."""
        if term.is_whole or len(term.words) > 1:
            return False
        word = term.words[0]
        # Nearly everything has a word that begins with a letter, and little is told by where it stands alone.
        return (len(word) == 1 and word.isascii()) or word not in self._words


WholeReader: TypeAlias = Callable[[], Iterator[Entry]]
"""Reads entries that are made of several tables."""


class Index:
    """All that both can read. Nothing is read before somebody looks, and then only what has changed."""

    def __init__(self, records: Records, whole: Mapping[tuple[type[Record], ...], WholeReader]) -> None:
        self._records = records
        self._whole = whole
        self._seen: dict[object, tuple[tuple[Record, ...], ...]] = {}
        self._rows: dict[object, dict[str, Row]] = {}
        self._words: set[str] = set()
        self._pile = Pile((), self._words)

    def pile(self) -> Pile:
        """Everything as it is now."""
        sessions = self._records.all(Session)
        seen = self._seen.get(Session)
        are_same = seen is not None and seen[0] is sessions
        known = {one.id: one for one in sessions}
        is_news = False
        for kind in READERS:
            before = self._seen.get(kind, ((),))[0] if are_same else ()
            if self._is_news(kind, (kind,)) or not are_same:
                self._rows[kind] = self._reread(kind, known, before)
                is_news = True
        for kinds, whole in self._whole.items():
            if self._is_news(kinds, kinds):
                self._rows[kinds] = {f"{at}": Row(entry, self._words) for at, entry in enumerate(whole())}
                is_news = True
        if is_news:
            self._pile = Pile((row for rows in self._rows.values() for row in rows.values()), self._words)
        return self._pile

    def once(self, query: Query) -> Pile:
        """What may have these words, for one look: the rest is not folded, and nothing is kept."""
        words = tuple(word for term in query.terms for word in term.words)
        sessions = {one.id: one for one in self._records.all(Session)}
        entries = (
            entry
            for kind in READERS
            for record in self._records.all(kind)
            for entry in read(record, sessions.get(getattr(record, "session", "")))
        )
        every = chain(entries, *(whole() for whole in self._whole.values()))
        return Pile.of(entry for entry in every if _may_have(entry, words))

    def _is_news(self, name: object, kinds: tuple[type[Record], ...]) -> bool:
        """Whether a table has changed since it was last read: till then a store hands out the same."""
        now = tuple(self._records.all(kind) for kind in kinds)
        before = self._seen.get(name)
        self._seen[name] = now
        return before is None or any(one is not other for one, other in zip(now, before, strict=True))

    def _reread(
        self, kind: type[Record], sessions: Mapping[str, Session], before: tuple[Record, ...]
    ) -> dict[str, Row]:
        """The rows of a table: of a record that is as it was before, with its session, the same."""
        kept, now = self._rows.get(kind, {}), self._records.all(kind)
        if not before or len(before) != len(now):
            return {ref: row for record in now for ref, row in self._row(record, sessions, kept)}
        rows = dict(kept)
        changed = [pair for pair in zip(before, now, strict=True) if pair[0] is not pair[1]]
        for record, _ in changed:
            rows.pop(record.id, None)
        for _, record in changed:
            rows.update(self._row(record, sessions, kept))
        return rows

    def _row(
        self, record: Record, sessions: Mapping[str, Session], kept: Mapping[str, Row]
    ) -> Iterator[tuple[str, Row]]:
        session = sessions.get(getattr(record, "session", ""))
        row = kept.get(record.id)
        if row is not None and row.record is record and row.session is session:
            yield record.id, row
            return
        for entry in read(record, session):
            yield record.id, Row(entry, self._words, record, session)


def is_within(entry: Entry, limits: Limits) -> bool:
    """Whether an entry is among what was asked for by other things than words."""
    return (
        limits.allows_kind(entry.kind)
        and limits.allows_who(entry.who)
        and limits.allows_day(entry.on)
        and (not limits.tags or set(limits.tags) <= tags_of(entry))
    )


def tags_of(entry: Entry) -> set[str]:
    """The tags of an entry, folded."""
    written = {one.key for text in (entry.title, entry.text) for one in tagged(text)}
    return written | {folded(tag) for tag in entry.tags}


def places_by_rank(found: Scores, *, at_most: int | None) -> Sequence[int]:
    """The places found, the nearest first, the newest first among the equally near."""
    return sorted(found, key=found.__getitem__)[:at_most]


def _may_have(entry: Entry, words: Iterable[str]) -> bool:
    """Whether all words may be there: told at once where there is no accent to fold."""
    said = f"{entry.title}\n{entry.text}"
    if not said.isascii():
        return True
    lowered = said.lower()
    return all(word in lowered for word in words)


def _seen(text: str, known: set[str]) -> str:
    """The words as they are shown, which are known then: a sign that nobody can see does not part one."""
    words = words_of(text if text.isascii() else clean(text))
    known.update(words)
    return f" {' '.join(words)} "
