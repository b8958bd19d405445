"""The verbs of the agreement as a whole: its draft, the names under it, versions and their differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmjournal.domain import agreement as rules
from rmjournal.domain.agreement import AgreedPart, Signature, Signed, Version
from rmjournal.domain.days import long_day
from rmjournal.domain.goals import Expectation, Goal, Offer
from rmjournal.domain.pair import Who
from rmjournal.domain.rhythm import Beat, read_beat
from rmjournal.domain.seal import PARTNERS, must_be_partner
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.agreement_form import AgreementForm
from rmjournal.journal.desk import Desk
from rmjournal.journal.plan import Plan, planned_beat
from rmjournal.journal.sealing import Sealing
from rmjournal.practice.agreement import ENDING, RHYTHM, read_parts
from rmjournal.store.store import Put

if TYPE_CHECKING:
    from rmjournal.domain.differences import PartDifference


class Agreement(AgreementForm):
    """The agreement, from its first draft to its last version."""

    def __init__(self, desk: Desk, sealing: Sealing, plan: Plan) -> None:
        super().__init__(desk, sealing)
        self._plan = plan

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

    def markdown(self, signed: Signed | None = None) -> str:
        """The agreement as Markdown: a version, or by default the one that holds, or else the draft."""
        from rmjournal.markdown.agreement_note import agreement_note

        return agreement_note(pair=self._desk.pair, signed=signed or self.shown())

    def _agreed_parts(self) -> tuple[AgreedPart, ...]:
        return tuple(
            AgreedPart(
                id=view.part.id, number=view.number, title=view.part.title, text=view.text, clause=view.clause
            )
            for view in self.parts()
        )


def _of(signed: Signed | None) -> Version:
    if signed is None:
        raise RuleError("No version was signed by both yet.")
    return signed.version
