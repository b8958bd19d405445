"""The verbs of reflections: write on *mine* or *ours*, move, take back; and what is offered to think of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from rmjournal.domain import plan as order
from rmjournal.domain.moments import Due, due_moments
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.reflection import (
    Occasion,
    PrivateReflection,
    Reflection,
    Words,
    chosen_feelings,
    must_be_shown,
    must_say_something,
)
from rmjournal.domain.session import Session, SessionState
from rmjournal.domain.shelf import must_be_one
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.entries import Entry, reflected
from rmjournal.journal.mine import Mine
from rmjournal.practice.reflecting import Moment, Prompt, read_reflecting
from rmjournal.store.store import Delete, Put


class Offer(Value, frozen=True, kw_only=True):
    """Something to think about now, for one of the two. Skipping it costs nothing."""

    due: Due
    moment: Moment
    prompts: tuple[Prompt, ...]

    def occasion(self, prompt: Prompt | None = None) -> Occasion:
        """What a reflection on this offer is about."""
        return Occasion(moment=self.due.moment, session=self.due.session, prompt=prompt.id if prompt else "")


class TakenBack(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A reflection that was on *ours*, and what can be said honestly about who may have read it."""

    words: Words
    page: PrivateReflection | None = None
    """Where it is on *mine* now; None where that shelf is not set up."""
    notice: str


class Reflections:
    """What each of the two thinks, and the part of it that both can read."""

    def __init__(self, desk: Desk, mine: Mine) -> None:
        self._desk = desk
        self._mine = mine
        self._skipped: set[tuple[Who, str]] = set()

    def ours(self) -> tuple[Reflection, ...]:
        """What both can read, the newest first."""
        found = (one for one in self._desk.store.all(Reflection) if one.words is not None)
        return tuple(sorted(found, key=_by_day, reverse=True))

    def mine(self, by: Who) -> tuple[PrivateReflection, ...]:
        """What one partner keeps alone, the newest first.

        Raises:
            ShelfLockedError: If the shelf is not open for this one.
        """
        return tuple(sorted(self._mine.pages(by).all(PrivateReflection), key=_by_day, reverse=True))

    def get(self, ref: str, *, by: Who) -> PrivateReflection | Reflection:
        """A reflection by its id or the start of it: on *ours*, or on the open shelf of this partner."""
        own = self.mine(by) if self._mine.is_open(by) else ()
        both: tuple[PrivateReflection | Reflection, ...] = (*self.ours(), *own)
        return self._desk.named(both, ref, what="reflection", hint="To see them: rmjournal reflections list")

    def words(
        self,
        text: str,
        *,
        on: date | None = None,
        title: str = "",
        feelings: Iterable[str] = (),
        tags: Iterable[str] = (),
        occasion: Occasion | None = None,
    ) -> Words:
        """The words of a reflection, as they are kept: about today where no day is said.

        Raises:
            UsageError: If there are more than three feelings.
            RuleError: If nothing is said.
        """
        words = Words(
            text=text.strip(),
            on=on or self._desk.today,
            title=" ".join(title.split()),
            feelings=chosen_feelings(feelings),
            tags=tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags if tag.strip())),
            occasion=occasion or Occasion(),
        )
        must_say_something(words)
        return words

    def keep(self, words: Words, *, by: Who) -> PrivateReflection:
        """Keep a reflection on *mine*.

        Raises:
            ShelfLockedError: If the shelf is not open for this partner. Nothing was kept.
        """
        pages = self._mine.pages(by)
        self._mine.touch()
        return pages.keep(PrivateReflection(id=self._desk.ids(), made=self._desk.clock(), words=words))

    def share(self, words: Words, *, by: Who) -> Reflection:
        """Keep a reflection on *ours*, where both can read it.

        Raises:
            RuleError: If it answers a question that stays on *mine*.
        """
        shared = self._shared(words, by=by)
        return self._desk.put(shared, by=by)

    def change(self, page: PrivateReflection, words: Words, *, by: Who) -> PrivateReflection:
        """Keep other words on *mine* in place of those on the screen."""
        must_say_something(words)
        pages = self._mine.pages(by)
        self._mine.touch()
        changed = msgspec.structs.replace(page, words=words)
        return page if changed == page else pages.keep(changed, over=page)

    def change_ours(self, shared: Reflection, words: Words, *, by: Who) -> Reflection:
        """Keep other words on *ours* in place of those on the screen; only their author does."""
        self._must_be_author(shared, by)
        must_say_something(words)
        return self._desk.put(msgspec.structs.replace(shared, words=words), over=shared, by=by)

    def move_to_ours(self, page: PrivateReflection, *, shown: str, by: Who) -> Reflection:
        """Move a reflection from *mine* to *ours*, after its words were read once more.

        A new record is made there; the private page goes into the trash, locked.

        Args:
            page: The reflection.
            shown: The text that was shown when its author said yes.
            by: Its author.

        Raises:
            RuleError: If that is another text, or it answers a question that stays on *mine*.
            ShelfLockedError: If the shelf is not open.
        """
        must_be_shown(page.words, shown)
        shared = self._shared(page.words, by=by)
        self._mine.pages(by).delete(page, also=[Put(shared)])
        return shared

    def take_back(self, shared: Reflection, *, by: Who) -> TakenBack:
        """Take a reflection off *ours*, back onto *mine* where there is that shelf.

        Nothing of its words stays in the file's *ours*, in the trash neither.

        Raises:
            RuleError: If it is the other partner's.
            ShelfLockedError: If there is that shelf and it is locked.
        """
        self._must_be_author(shared, by)
        words = shared.words
        if words is None:
            raise RuleError("This was taken back already.")
        emptied = Put(shared.taken_back(), over=(shared,))
        notice = self.notice(shared, by=by)
        if not self._mine.is_set_up(by):
            self._desk.commit([emptied], by=by)
            return TakenBack(words=words, notice=notice)
        page = PrivateReflection(id=self._desk.ids(), made=self._desk.clock(), words=words)
        self._mine.pages(by).keep(page, also=[emptied])
        return TakenBack(words=words, page=page, notice=notice)

    def delete(self, reflection: PrivateReflection | Reflection, *, by: Who) -> None:
        """Put a reflection into the trash, locked if it is on *mine*. Only its author does."""
        if isinstance(reflection, PrivateReflection):
            self._mine.pages(by).delete(reflection)
            return
        self._must_be_author(reflection, by)
        self._desk.commit([Delete(reflection)], by=by)

    def bring_back(self, page: PrivateReflection, *, by: Who) -> PrivateReflection:
        """Bring a reflection on *mine* back from the trash."""
        return self._mine.pages(by).bring_back(page)

    def bring_back_ours(self, shared: Reflection, *, by: Who) -> Reflection:
        """Bring a reflection on *ours* back that was deleted or changed: as it was on the screen then."""
        self._must_be_author(shared, by)
        now = self._desk.store.find(Reflection, shared.id)
        self._desk.commit([Put(shared, over=(shared,) if now is None else (now,))], by=by)
        return shared

    def feelings(self) -> tuple[str, ...]:
        """Words for feelings, to pick from; others can be typed."""
        return read_reflecting().feelings

    def offers(self, by: Who) -> tuple[Offer, ...]:
        """What there is to think about now. What a locked shelf holds cannot be counted as done."""
        must_be_one(by)
        own = self.mine(by) if self._mine.is_open(by) else ()
        known = [one.words for one in own]
        known += [one.words for one in self.ours() if one.by is by and one.words is not None]
        due = (one for one in self._due() if not any(one.is_met_by(words) for words in known))
        return tuple(self._offers(due, by))

    def skip(self, offer: Offer, *, by: Who) -> None:
        """Do not offer this again: ever where *mine* is open, else in this run. Nobody counts it."""
        self._skipped.add((by, offer.due.key))
        if self._mine.is_open(by):
            self._mine.pages(by).set_aside(offer.due.key)

    def entries(self) -> Iterator[Entry]:
        """What is on the open shelf, for searching; nothing while it is locked."""
        author = self._mine.author
        if author is not None:
            yield from (reflected(page.id, page.words, by=author) for page in self.mine(author))

    def _due(self) -> Iterator[Due]:
        sessions = sorted(self._desk.store.all(Session), key=order.by_day)
        held = [one for one in sessions if one.state is SessionState.HELD]
        return due_moments(
            today=self._desk.today,
            started=self._desk.pair.started,
            last=held[-1] if held else None,
            following=next(iter(order.planned(sessions)), None),
        )

    def _offers(self, due: Iterable[Due], by: Who) -> Iterator[Offer]:
        reflecting = read_reflecting()
        for one in due:
            moment = reflecting.moment(one.moment)
            if moment is not None and not self._is_skipped(one, by):
                yield Offer(due=one, moment=moment, prompts=moment.prompts(by))

    def _is_skipped(self, due: Due, by: Who) -> bool:
        if (by, due.key) in self._skipped:
            return True
        return self._mine.is_open(by) and self._mine.pages(by).is_set_aside(due.key)

    def _shared(self, words: Words, *, by: Who) -> Reflection:
        must_be_one(by)
        must_say_something(words)
        occasion = words.occasion
        if read_reflecting().stays_on_mine(occasion.moment, occasion.prompt, by):
            raise RuleError(
                "This answers a question that stays on mine.\n"
                "To say it to your partner, write it anew on ours."
            )
        return Reflection(id=self._desk.ids(), by=by, made=self._desk.clock(), words=words)

    def _must_be_author(self, shared: Reflection, by: Who) -> None:
        if shared.by is not by:
            raise RuleError(f"This is {self._desk.pair.first_name(shared.by)}'s; only they can do that.")

    def notice(self, shared: Reflection, *, by: Who) -> str:
        """What can be said honestly about who may have read it, before and after it is taken back."""
        partner = self._desk.pair.first_name(Who.MENTEE if by is Who.MENTOR else Who.MENTOR)
        return (
            f"It stood on ours from {shared.made.date().isoformat()}: {partner} may have read it,\n"
            "and copies and backups from that time still hold it."
        )


def _by_day(one: PrivateReflection | Reflection) -> tuple[date, str, str]:
    return (one.words.on if one.words else date.min, one.made.isoformat(), one.id)
