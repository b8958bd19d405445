"""The form of the agreement: what each wrote in a part, what both agree on, and what was signed of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from rmjournal.domain import agreement as rules
from rmjournal.domain.agreement import Clause, Part, Signature, Signed, Version
from rmjournal.domain.goals import Expectation, GoalState, Offer, in_order
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session
from rmjournal.errors import NotFoundError
from rmjournal.journal.columns import Column, Columns
from rmjournal.journal.desk import Desk
from rmjournal.journal.sealing import Sealing
from rmjournal.practice.agreement import WANTS, read_parts
from rmjournal.store.store import Put

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


class AgreementForm:
    """The parts of the agreement, as they stand and as they were signed."""

    def __init__(self, desk: Desk, sealing: Sealing) -> None:
        self._desk = desk
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

    def clause(self, part: Part) -> Clause:
        """What both agree on in a part: as they wrote it, as they signed it last, or as it comes."""
        own = self._desk.sides(Clause, part.id)
        if own:
            return rules.together(own)
        last = self.current()
        before = (one.clause for one in last.version.parts if one.id == part.id) if last else ()
        return next(iter(before), None) or self._offered(part)

    def versions(self) -> tuple[Signed, ...]:
        """The versions that both signed, the oldest first."""
        both = (self.signatures(version) for version in self._desk.store.all(Version))
        done = (one for one in both if one.is_signed)
        return tuple(sorted(done, key=lambda one: (one.version.number, one.on or date.max, one.version.id)))

    def current(self) -> Signed | None:
        """The version that holds: the last one that both signed."""
        versions = self.versions()
        return versions[-1] if versions else None

    def signatures(self, version: Version) -> Signed:
        """A version with the names under it."""
        return rules.signed(version, self._desk.store.all(Signature))

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


def _must_know(name: str, known: Iterable[str]) -> None:
    names = tuple(known)
    if name not in names:
        raise NotFoundError("choice in this part", name, f"It has: {', '.join(names) or 'none'}.")
