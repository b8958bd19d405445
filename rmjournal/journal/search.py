"""Finding words in all that the one who looks may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from rmjournal.domain.goals import Evidence, Expectation, Goal, Pursued
from rmjournal.domain.pair import Who
from rmjournal.domain.query import Query, Term, parse_query
from rmjournal.domain.ratings import Agreed
from rmjournal.domain.record import Record, Value
from rmjournal.domain.seal import Opening, Round, RoundKind
from rmjournal.domain.words import Span, first_place, folded, places
from rmjournal.errors import UsageError
from rmjournal.journal.desk import Desk
from rmjournal.journal.entries import Entry
from rmjournal.journal.index import Index, Pile, WholeReader, places_by_rank, tags_of
from rmjournal.journal.sealing import Sealing
from rmjournal.text import one_line

SHOWN = 24
"""How many hits are made at first, more as one goes down: typing must not wait for what nobody sees."""

AROUND = 120
"""How many characters of a text are shown around the words that were found."""

BEFORE = 32
"""How many of them stand before the first word."""


class Lit(Value, frozen=True, kw_only=True):
    """A line of clean text with the places of the words that were found in it."""

    text: str
    spans: tuple[Span, ...] = ()


class Hit(Value, frozen=True, kw_only=True):
    """Something that holds all the words that were asked for. The field names are those of `--json`."""

    kind: str
    table: str
    """With the id, what to open; "" for what is on *mine*."""
    id: str
    session: str
    """The session it belongs to; "" where it belongs to none."""
    item: str
    """The agenda item it was written under; "" where there is none."""
    who: Who | None
    on: date | None
    title: str
    text: str
    tags: tuple[str, ...]
    lit_title: Lit
    context: Lit
    """The text around the first word that was found; its beginning where the words are in the title."""

    def __repr__(self) -> str:
        """The hit for a log or a traceback: without its words, which may be private."""
        return f"Hit({self.kind!r}, {self.id!r})"


class Found(Value, frozen=True, kw_only=True):
    """What was found."""

    query: Query
    hits: tuple[Hit, ...]
    """The nearest first, the newest first among the equally near."""
    total: int
    """How many there are, shown or not."""

    @property
    def words(self) -> str:
        """How many there are, in words."""
        if self.query.is_empty:
            return "Type what you look for."
        if not self.total:
            return "Nothing holds all of these words."
        shown = f", the first {len(self.hits)} shown" if len(self.hits) < self.total else ""
        return f"{self.total} found{shown}." if self.total > 1 else "1 found."


class Search:
    """Looks things up. What is on *mine* is looked through while it is open, and never kept here."""

    def __init__(self, desk: Desk, private: Callable[[], Iterable[Entry]]) -> None:
        self._desk = desk
        self._private = private
        rated = (Round, Opening, Agreed, Goal, Expectation)
        whole: dict[tuple[type[Record], ...], WholeReader] = {rated: self._ratings}
        self._index = Index(desk.store, whole)

    def parse(self, text: str) -> Query:
        """What was typed, as far as it can be told."""
        return parse_query(text, today=self._desk.today, who_is=self._desk.pair.who)

    def find(self, text: str | Query, *, at_most: int | None = SHOWN, private: bool = True) -> Found:
        """All that has every word, the nearest first. Nothing typed finds nothing.

        Args:
            text: What was typed.
            at_most: How many hits are made; None is all.
            private: Whether to look through an open *mine* too.
        """
        query = self.parse(text) if isinstance(text, str) else text
        if query.is_empty:
            return Found(query=query, hits=(), total=0)
        return self._found(query, self._index.pile(), at_most=at_most, private=private)

    def every(self, words: Sequence[str]) -> tuple[Hit, ...]:
        """All that has every word.

        Raises:
            UsageError: If there is no word, or one of them cannot be told.
        """
        query = self.parse(" ".join(words))
        if query.problems:
            raise UsageError(query.problems[0])
        if query.is_empty:
            raise UsageError("Say at least one word to look for.")
        return self._found(query, self._index.once(query), at_most=None, private=True).hits

    def last_spoken(self, text: str) -> Hit | None:
        """When something was last spoken of: the newest that a session left behind with these words."""
        query = self.parse(text)
        if query.is_empty:
            return None
        pile = self._index.pile()
        found = pile.look(query, lambda entry: bool(entry.session) and entry.kind != "session")
        newest = min(found, default=None)
        return None if newest is None else hit_of(pile.entry(newest), query.terms)

    def about(self, topic: str) -> frozenset[str]:
        """The ids of all that both can read about something, and of the sessions it was written in.

        Args:
            topic: A tag such as #pay, or words.
        """
        query = self.parse(topic)
        pile = self._index.pile()
        found = map(pile.entry, pile.look(query)) if not query.is_empty else ()
        return frozenset(ref for entry in found for ref in (entry.id, entry.session) if ref)

    def entries(self, *, private: bool = True) -> Iterator[Entry]:
        """All that can be found, the newest first; what is on an open *mine* after it."""
        pile = self._index.pile()
        yield from map(pile.entry, range(len(pile)))
        if private:
            yield from self._private()

    def _found(self, query: Query, pile: Pile, *, at_most: int | None, private: bool) -> Found:
        linked = self._linked(query)
        allowed = None if linked is None else (lambda entry: entry.id in linked or entry.session in linked)
        own = Pile.of(self._private() if private else ())
        found, mine = pile.look(query, allowed), own.look(query, allowed)
        nearest = places_by_rank(found, at_most=at_most)
        ranked = [(found[at], pile.order(at), pile.entry(at)) for at in nearest]
        if mine:
            ranked += [(mine[at], own.order(at), own.entry(at)) for at in mine]
            ranked.sort(key=lambda one: one[1], reverse=True)
            ranked.sort(key=lambda one: one[0])
        hits = tuple(hit_of(entry, query.terms) for _, _, entry in ranked[:at_most])
        return Found(query=query, hits=hits, total=len(found) + len(mine))

    def _linked(self, query: Query) -> frozenset[str] | None:
        """The ids of all that belongs to the goals that were asked for; None where none was."""
        wanted = query.limits.goals
        if not wanted:
            return None
        groups = [self._belonging_to(label) for label in wanted]
        return frozenset(set.intersection(*groups))

    def _belonging_to(self, label: str) -> set[str]:
        store = self._desk.store
        every: tuple[Pursued, ...] = (*store.all(Goal), *store.all(Expectation))
        subjects = {one.id for one in every if folded(one.label) == label}
        subjects |= {goal.id for goal in store.all(Goal) if goal.expectation in subjects}
        return subjects | {link.record for link in store.all(Evidence) if link.subject in subjects}

    def _ratings(self) -> Iterator[Entry]:
        """What both said of their goals when they opened it, and what they agreed on."""
        labels: dict[str, Pursued] = {one.id: one for one in self._desk.store.all(Goal)}
        labels |= {one.id: one for one in self._desk.store.all(Expectation)}
        for state in Sealing(self._desk).all(RoundKind.RATINGS):
            for said in state.opening.answers if state.opening else ():
                subject = labels.get(said.question)
                if subject is not None and said.reply.text:
                    yield _rating(subject, said.by, said.given.date(), said.reply.text)
        for agreed in self._desk.store.all(Agreed):
            subject = labels.get(agreed.subject)
            if subject is not None and agreed.why:
                yield _rating(subject, Who.BOTH, agreed.at.date(), agreed.why)


def hit_of(entry: Entry, terms: Sequence[Term]) -> Hit:
    """An entry with the words lit that were looked for."""
    wanted = [term.wanted for term in terms]
    title = one_line(entry.title)
    return Hit(
        kind=entry.kind,
        table=entry.table,
        id=entry.id,
        session=entry.session,
        item=entry.item,
        who=entry.who,
        on=entry.on,
        title=entry.title,
        text=entry.text,
        tags=tuple(sorted(tags_of(entry))) if entry.tags or "#" in entry.text else (),
        lit_title=Lit(text=title, spans=places(title, wanted)),
        context=lit_context(entry.text, wanted),
    )


def lit_context(text: str, wanted: Sequence[Sequence[str]]) -> Lit:
    """A line of a text around the first word that was looked for, with all that are in it lit."""
    line = one_line(text)
    first = first_place(line, wanted)
    start = _word_start(line, max(0, first - BEFORE))
    end = _word_end(line, start + AROUND)
    ahead = "… " if start else ""
    behind = " …" if end < len(line) else ""
    shown = line[start:end]
    spans = tuple((one + len(ahead), other + len(ahead)) for one, other in places(shown, wanted))
    return Lit(text=f"{ahead}{shown}{behind}", spans=spans)


def _word_start(line: str, at: int) -> int:
    if at == 0 or line[at - 1] == " ":
        return at
    space = line.find(" ", at, at + BEFORE)
    return at if space < 0 else space + 1


def _word_end(line: str, at: int) -> int:
    if at >= len(line):
        return len(line)
    space = line.rfind(" ", at - BEFORE, at + 1)
    return at if space < 0 else space


def _rating(subject: Pursued, who: Who, on: date, why: str) -> Entry:
    """It opens what was rated."""
    return Entry(
        table=subject.table, id=subject.id, kind="rating", who=who, on=on, title=subject.label, text=why
    )
