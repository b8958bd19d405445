"""The verbs of the agreement: what both agree on, part by part; versions, differences, names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from rmjournal.domain import agreement as rules
from rmjournal.domain.agreement import AgreedPart, Clause, Part, Signature, Signed, Version
from rmjournal.domain.days import long_day
from rmjournal.domain.goals import Expectation, Goal, GoalState, Offer, in_order
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.rhythm import Beat, read_beat
from rmjournal.domain.seal import PARTNERS, must_be_partner
from rmjournal.domain.session import Session
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.columns import Column, Columns
from rmjournal.journal.desk import Desk
from rmjournal.journal.plan import Plan, planned_beat
from rmjournal.journal.sealing import Sealing
from rmjournal.practice.agreement import ENDING, RHYTHM, WANTS, read_parts
from rmjournal.store.store import Put

if TYPE_CHECKING:
    from rmjournal.domain.differences import PartDifference

HINT = "Its parts are: "


class PartView(Value, frozen=True, kw_only=True):
    """One part of the form: what each wrote, and what both agree on."""

    number: int
    part: Part
    columns: tuple[Column, ...]
    clause: Clause
    text: str
    """What will be signed: the clause's words with its days, wants and ticks."""
    is_own: bool
    """Whether the pair wrote it; else it is as it comes, or as it was signed last."""


class Agreement:
    """The agreement, from its first draft to its last version."""

    def __init__(self, desk: Desk, sealing: Sealing, plan: Plan) -> None:
        self._desk = desk
        self._plan = plan
        self.columns = Columns(desk, sealing)

    def parts(self) -> tuple[PartView, ...]:
        """The form, part by part."""
        return tuple(self._view(number, part) for number, part in enumerate(read_parts(), start=1))

    def part(self, ref: str) -> PartView:
        """One part by its id or its number.

        Raises:
            NotFoundError: If there is none.
        """
        parts = read_parts()
        for number, part in enumerate(parts, start=1):
            if ref.strip().casefold() in (part.id, str(number)):
                return self._view(number, part)
        raise NotFoundError("part of the agreement", ref, HINT + ", ".join(one.id for one in parts))

    def sides(self, part: str) -> tuple[Clause, ...]:
        """What is kept of a part: nothing yet, the clause, or each side of what was written at once."""
        return self._desk.sides(Clause, self.part(part).part.id)

    def write(
        self, part: str, text: str, *, over: tuple[Clause, ...] | None = None, by: Who = Who.BOTH
    ) -> PartView:
        """Write what both agree on in a part.

        Args:
            part: Its id or its number.
            text: The words.
            over: What was kept of it when the text was taken from there; by default what is kept now. What
                another program wrote since stays, and both stand in the part then.
            by: Who wrote it.
        """
        return self._change(
            part, lambda one: msgspec.structs.replace(one, text=text.strip()), over=over, by=by
        )

    def tick(self, part: str, tick: str, *, on: bool, by: Who = Who.BOTH) -> PartView:
        """Tick something in a part, or take the tick away."""
        _must_know(tick, (one.id for one in self.part(part).part.ticks))
        return self._change(part, lambda one: one.ticked(tick, on=on), by=by)

    def set_day(self, part: str, name: str, on: date | None, *, by: Who = Who.BOTH) -> PartView:
        """Set one of a part's days, or take it out."""
        _must_know(name, (one.id for one in self.part(part).part.days))
        return self._change(part, lambda one: one.dated(name, on), by=by)

    def leave_open(self, part: str, until: date | None, *, by: Who = Who.BOTH) -> PartView:
        """Leave a part open until a day; None settles it."""
        return self._change(part, lambda one: msgspec.structs.replace(one, open_until=until), by=by)

    def draft(self) -> Version:
        """The text as it would be signed now."""
        last, pair = self.current(), self._desk.pair
        number = last.version.number + 1 if last else 1
        return rules.version_of(number, f"{pair.mentor} and {pair.mentee}", self._agreed_parts())

    def is_changed(self) -> bool:
        """Whether the draft says something else than what was signed last, or nothing was signed yet."""
        last = self.current()
        return last is None or not last.version.says_the_same_as(self.draft())

    def pending(self) -> Signed | None:
        """The draft with the names that stand under it already; None where there is nothing to sign."""
        return self.signatures(self.draft()) if self.is_changed() else None

    def sign(self, shown: Version, name: str, *, by: Who) -> Signed:
        """Put one's name under the text that was shown.

        Raises:
            RuleError: If the text has changed since, nothing is to be signed, or the name is not their own.
        """
        must_be_partner(by)
        if not self.is_changed():
            raise RuleError("Nothing has changed since both signed; change a part first.")
        draft = self.draft()
        if shown.digest != draft.digest:
            raise RuleError("The text has changed since it was shown. Read it again, then sign.")
        signature = Signature(
            id=Signature.id_of(draft.id, by),
            version=draft.id,
            by=by,
            name=rules.must_sign_as(name, self._desk.pair.name_of(by)),
            on=self._desk.today,
            digest=draft.digest,
        )
        version = [] if self._desk.store.find(Version, draft.id) else [Put(draft)]
        over = self._desk.sides(Signature, signature.id)
        if not over:
            self._desk.commit([*version, Put(signature)], by=by)
        return self.signatures(draft)

    def versions(self) -> tuple[Signed, ...]:
        """The versions that both signed, the oldest first."""
        both = (self.signatures(version) for version in self._desk.store.all(Version))
        done = (one for one in both if one.is_signed)
        return tuple(sorted(done, key=lambda one: (one.version.number, one.on or date.max, one.version.id)))

    def current(self) -> Signed | None:
        """The version that holds: the last one that both signed."""
        versions = self.versions()
        return versions[-1] if versions else None

    def version(self, number: int) -> Signed:
        """A version by its number; the one that waits for names is the last.

        Raises:
            NotFoundError: If there is none.
        """
        candidates: list[Signed | None] = [*self.versions(), self.pending()]
        for one in candidates:
            if one is not None and one.version.number == number:
                return one
        raise NotFoundError("version", str(number), "To see the one that holds: rmjournal agreement show")

    def differences(self, old: int | None = None, new: int | None = None) -> tuple[PartDifference, ...]:
        """What changed, word by word: between two versions; by default, from the last signed one to now.

        Where nothing has changed since, between the last two.
        """
        from rmjournal.domain.differences import differences

        if new is not None:
            before = self.version(old if old is not None else max(new - 1, 1))
            return differences(before.version, self.version(new).version)
        last = self.current()
        if old is not None:
            return differences(self.version(old).version, self.draft() if self.is_changed() else _of(last))
        if last is None or self.is_changed():
            return differences(_of(last) if last else None, self.draft())
        number = last.version.number
        return differences(self.version(number - 1).version if number > 1 else None, last.version)

    def missing(self) -> tuple[str, ...]:
        """What is missing before the agreement stands, in words. It blocks nothing."""
        if self.current() is not None:
            return ()
        store, pair = self._desk.store, self._desk.pair
        kinds: tuple[tuple[str, type[Expectation | Offer | Goal]], ...] = (
            ("a want", Expectation),
            ("an offer", Offer),
            ("a goal", Goal),
        )
        unsaid = {
            what: [
                pair.first_name(who)
                for who in PARTNERS
                if not any(one.owner in (who, Who.BOTH) for one in store.all(kind))
            ]
            for what, kind in kinds
        }
        unsigned = (pair.first_name(who) for who in self.signatures(self.draft()).unsigned)
        return rules.missing_words(unsaid=unsaid, has_date=self._plan.next() is not None, unsigned=unsigned)

    def ticked(self, part: str) -> frozenset[str]:
        """What is ticked in a part of the version that holds; nothing while none was signed by both."""
        last = self.current()
        found = (one for one in last.version.parts if one.id == part) if last else ()
        return frozenset(tick for one in found for tick in one.clause.ticks)

    def beat(self) -> Beat:
        """How often and how long the pair meets: as both signed it, else as it was planned."""
        last = self.current()
        found = (one.text for one in last.version.parts if one.id == RHYTHM) if last else ()
        return read_beat(next(iter(found), ""), otherwise=planned_beat())

    def afterwards(self) -> tuple[str, ...]:
        """What was agreed to become of the journal, in words: to offer, never to do unasked."""
        last = self.current()
        part = next(one for one in read_parts() if one.id == ENDING)
        clauses = (one.clause for one in last.version.parts if one.id == ENDING) if last else ()
        clause = next(iter(clauses), None)
        if clause is None:
            return ()
        until = [f"{one.words} {long_day(on)}" for one in part.days if (on := clause.day(one.id))]
        return (*until, *(one.words for one in part.ticks if one.id in clause.ticks))

    def shown(self, number: int | None = None) -> Signed:
        """The version with a number; without one the version that holds, or else the draft.

        Raises:
            NotFoundError: If there is none with this number.
        """
        if number is not None:
            return self.version(number)
        return self.current() or self.signatures(self.draft())

    def signatures(self, version: Version) -> Signed:
        """A version with the names under it."""
        return rules.signed(version, self._desk.store.all(Signature))

    def markdown(self, signed: Signed | None = None) -> str:
        """The agreement as Markdown: a version, or by default the one that holds, or else the draft."""
        from rmjournal.markdown.agreement_note import agreement_note

        return agreement_note(pair=self._desk.pair, signed=signed or self.shown())

    def clause(self, part: Part) -> Clause:
        """What both agree on in a part: as they wrote it, as they signed it last, or as it comes."""
        own = self._desk.sides(Clause, part.id)
        if own:
            return rules.together(own)
        last = self.current()
        before = (one.clause for one in last.version.parts if one.id == part.id) if last else ()
        return next(iter(before), None) or self._offered(part)

    def _offered(self, part: Part) -> Clause:
        """The default, with what both wrote once their columns are open."""
        pair = self._desk.pair
        names = {who.value: pair.name_of(who) for who in PARTNERS}
        clause = rules.default_clause(part, names, self._planned_days())
        said = [
            f"{pair.first_name(column.who)}: {column.text.strip()}"
            for column in self.columns.of(part)
            if column.text.strip() and part.id != WANTS
        ]
        text = "\n".join(filter(None, [clause.text, *said]))
        return msgspec.structs.replace(clause, text=text)

    def _planned_days(self) -> dict[str, date]:
        sessions = self._desk.store.all(Session)
        days = {one.template: one.on for one in sessions if one.template in ("midpoint", "closing")}
        end = max((one.on for one in sessions), default=None)
        found = {**days, "start": self._desk.pair.started, "end": end}
        return {name: on for name, on in found.items() if on is not None}

    def _view(self, number: int, part: Part) -> PartView:
        clause = self.clause(part)
        return PartView(
            number=number,
            part=part,
            columns=self.columns.of(part),
            clause=clause,
            text=self._words(part, clause),
            is_own=self._desk.store.find(Clause, part.id) is not None,
        )

    def _words(self, part: Part, clause: Clause) -> str:
        return rules.agreed_text(part, clause, wants=self._wants() if part.id == WANTS else "")

    def _wants(self) -> str:
        pair, store = self._desk.pair, self._desk.store
        wanted = in_order(
            one for one in store.all(Expectation) if one.state is not GoalState.NO_LONGER_RELEVANT
        )
        offers = sorted(store.all(Offer), key=lambda one: (one.made, one.id))
        lines = [f"{pair.first_name(one.owner)} wants, {one.label}: {one.text}" for one in wanted]
        return "\n".join([*lines, *(f"{pair.first_name(one.owner)} offers: {one.text}" for one in offers)])

    def _agreed_parts(self) -> tuple[AgreedPart, ...]:
        return tuple(
            AgreedPart(
                id=view.part.id, number=view.number, title=view.part.title, text=view.text, clause=view.clause
            )
            for view in self.parts()
        )

    def _change(
        self,
        ref: str,
        change: Callable[[Clause], Clause],
        *,
        over: tuple[Clause, ...] | None = None,
        by: Who,
    ) -> PartView:
        view = self.part(ref)
        changed = change(view.clause)
        if changed != view.clause:
            sides = self._desk.sides(Clause, view.part.id) if over is None else over
            self._desk.commit([Put(changed, over=sides)], by=by)
        return self.part(view.part.id)


def _of(signed: Signed | None) -> Version:
    if signed is None:
        raise RuleError("No version was signed by both yet.")
    return signed.version


def _must_know(name: str, known: Iterable[str]) -> None:
    names = tuple(known)
    if name not in names:
        raise NotFoundError("choice in this part", name, f"It has: {', '.join(names) or 'none'}.")
