"""The verbs of rating: each alone and sealed, then both open together, then both agree on a value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from rmjournal.domain import ratings as rules
from rmjournal.domain.goals import Expectation, Goal, GoalState, in_order
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Agreed, Choice, Occasion, Rated
from rmjournal.domain.seal import PARTNERS, RoundKind, Sealed
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.sealing import Sealing
from rmjournal.practice.scales import read_scales
from rmjournal.store.store import Put

Subject: TypeAlias = Goal | Expectation
"""What can be rated."""

STATES = {Choice.PARKED: GoalState.PARKED, Choice.NO_LONGER_RELEVANT: GoalState.NO_LONGER_RELEVANT}


class Ratings:
    """How both see what they wanted, and where it stands."""

    def __init__(self, desk: Desk, sealing: Sealing) -> None:
        self._desk = desk
        self._sealing = sealing

    def begin(
        self,
        occasion: Occasion,
        subjects: Iterable[Subject] = (),
        *,
        session: str = "",
        by: Who = Who.BOTH,
    ) -> Sealed:
        """Begin a round of ratings, or go on with the one that is running.

        At the mid-point and at the end it asks, unless others are named, every goal and expectation that is
        not set aside, and closes unseen what was never finished of another of these two.

        Raises:
            RuleError: If there is nothing to rate.
        """
        asked = [one.id for one in subjects] or [one.id for one in self.rateable()]
        for other in self.running():
            if other.round.occasion not in (occasion, Occasion.ANY_TIME):
                self._sealing.close(other.round.id, by=by)
        # At any time each thing has rounds of its own: two programs that rate it at once meet in one.
        only = asked[0] if occasion is Occasion.ANY_TIME and len(asked) == 1 else ""
        name = only or occasion.replace(" ", "-")
        return self._sealing.begin(
            RoundKind.RATINGS, asked, name=name, occasion=occasion, session=session, by=by
        )

    def rateable(self) -> tuple[Subject, ...]:
        """The goals, then the expectations, that are not set aside."""
        store = self._desk.store
        goals = (one for one in in_order(store.all(Goal)) if one.is_open)
        return (*goals, *(one for one in in_order(store.all(Expectation)) if one.is_open))

    def running(self, subject: Subject | None = None) -> tuple[Sealed, ...]:
        """The rounds that were begun and not opened: all, or those that ask about one thing."""
        rounds = self._sealing.running(RoundKind.RATINGS)
        return tuple(one for one in rounds if subject is None or subject.id in one.round.asked)

    def state(self, round_id: str) -> Sealed:
        """Who is in with what in a round."""
        return self._sealing.state(round_id)

    def rate(
        self, round_id: str, subject: Subject, value: int | Choice | None, *, by: Who, why: str = ""
    ) -> Sealed:
        """Rate one thing, sealed, or rate it anew; None is a skip, which counts as in.

        Raises:
            RuleError: If the round was opened or closed, does not ask this, or `by` is not one person.
            UsageError: If the number is not on the scale.
        """
        wording = subject.wording.id if isinstance(subject, Goal) else ""
        reply = rules.reply_of(value, why=why, wording=wording, scale=read_scales().rating)
        return self._sealing.answer(round_id, subject.id, reply, by=by)

    def hand_in(self, round_id: str, *, by: Who) -> Sealed:
        """Say that one is done; what was not rated is skipped."""
        return self._sealing.hand_in(round_id, by=by)

    def open(self, round_id: str, *, by: Who = Who.BOTH) -> tuple[Rated, ...]:
        """Open the ratings of both together, in the order in which they were asked.

        Raises:
            RuleError: If a partner is not in yet, or the round was closed.
        """
        state = self._sealing.open(round_id, by=by)
        return tuple(one for subject in state.round.asked for one in self._entries(subject, (state,)))

    def close(self, round_id: str, *, by: Who = Who.BOTH) -> Sealed:
        """Close a round that is not to be finished; what was rated is gone unseen.

        Raises:
            RuleError: If it was opened.
        """
        return self._sealing.close(round_id, by=by)

    def agree(
        self, round_id: str, subject: Subject, value: int | Choice, *, why: str = "", by: Who = Who.BOTH
    ) -> Rated:
        """Agree on a value, kept beside what both said. A choice such as parked also sets the goal aside.

        Agreeing again keeps the earlier value in the history.

        Raises:
            RuleError: If the round was not opened, or did not ask this.
            UsageError: If the number is not on the scale.
        """
        state = self._sealing.state(round_id)
        if not state.is_open:
            raise RuleError("Open both ratings first, then agree on a value.")
        if subject.id not in state.round.asked:
            raise RuleError("This round did not ask about that.")
        reply = rules.reply_of(value, why=why, wording="", scale=read_scales().rating)
        agreed = Agreed(
            id=self._desk.ids(),
            round=round_id,
            subject=subject.id,
            at=self._desk.clock(),
            value=reply.value,
            choice=reply.choice,
            why=reply.text,
        )
        aside = self._set_aside(subject, value, why=why, by=by)
        self._desk.commit([Put(agreed), *aside], by=by)
        return next(iter(self._entries(subject.id, (state,))))

    def history(self, subject: Subject) -> tuple[Rated, ...]:
        """Every opened rating of a goal or an expectation, the oldest first; none is ever changed."""
        return self._entries(subject.id, self._sealing.all(RoundKind.RATINGS))

    def last(self, subject: Subject) -> Rated | None:
        """The last opened rating of a goal or an expectation."""
        return next(reversed(self.history(subject)), None)

    def judges(self, goal: Goal) -> bool:
        """Whether the goal as it is worded now was rated, or is being rated.

        A sealed rating does not say which wording it judges, so any that is in counts.
        """
        said = (one for rated in self.history(goal) for one in (rated.mentor, rated.mentee))
        if any(one is not None and one.wording == goal.wording.id for one in said):
            return True
        return any(one.is_in(who, goal.id) for one in self.running(goal) for who in PARTNERS)

    def _set_aside(self, subject: Subject, value: int | Choice, *, why: str, by: Who) -> list[Put]:
        if not isinstance(value, Choice):
            return []
        turned = subject.turned(STATES[value], at=self._desk.clock(), by=by, why=why)
        return [Put(turned, over=(subject,))] if turned != subject else []

    def _entries(self, subject: str, rounds: Iterable[Sealed]) -> tuple[Rated, ...]:
        scales = read_scales()
        agreed = self._desk.store.all(Agreed)
        entries = (
            rules.entry(one.round, opening, subject, agreed, scale=scales.rating, gap=scales.seen_differently)
            for one in rounds
            if subject in one.round.asked
            for opening in self._sealing.openings(one.round.id)
        )
        return tuple(sorted(entries, key=lambda one: (one.at, one.round)))
