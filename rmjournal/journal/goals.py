"""The verbs of goals: write, reword, park, and link what shows that something moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import (
    Evidence,
    EvidenceKind,
    Expectation,
    Goal,
    GoalState,
    Wording,
    in_order,
    must_have_words,
    next_number,
    twins,
)
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.reflection import Reflection
from rmjournal.domain.session import Note, Session
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.labels import labeled
from rmjournal.journal.ratings import Ratings
from rmjournal.journal.uses import are_used
from rmjournal.store.store import Delete

HINT = "To see them: rmjournal goals"

Recorded: TypeAlias = Note | Capture | Action | Session | Reflection
"""What can be evidence."""

KINDS: dict[type[Recorded], EvidenceKind] = {
    Note: EvidenceKind.NOTE,
    Capture: EvidenceKind.CAPTURE,
    Action: EvidenceKind.ACTION,
    Session: EvidenceKind.SESSION,
    Reflection: EvidenceKind.REFLECTION,
}


class Anchors(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What is written first, to judge a goal by later. Any of them may still be missing."""

    now: str = ""
    expected: str = ""
    better: str = ""


class Goals:
    """What the two want to reach."""

    def __init__(self, desk: Desk, ratings: Ratings) -> None:
        self._desk = desk
        self._ratings = ratings

    def all(self) -> tuple[Goal, ...]:
        """Every goal, by its label."""
        return in_order(self._desk.store.all(Goal))

    def of(self, expectation: Expectation) -> tuple[Goal, ...]:
        """The goals that serve an expectation."""
        return tuple(one for one in self.all() if one.expectation == expectation.id)

    def get(self, ref: str) -> Goal:
        """A goal by its label or its id, or the start of it.

        Raises:
            NotFoundError: If there is none.
            UsageError: If two have this label.
        """
        return labeled(self._desk, self.all(), ref, what="goal", hint=HINT)

    def add(
        self,
        title: str,
        *,
        owner: Who,
        expectation: Expectation | None = None,
        anchors: Anchors | None = None,
        objective: str = "",
        due: date | None = None,
        by: Who = Who.BOTH,
    ) -> Goal:
        """Write a goal down. Without all three anchors it is vague, which is allowed.

        Raises:
            RuleError: If it has no title.
        """
        goal = Goal(
            id=self._desk.ids(),
            number=next_number(self.all()),
            owner=owner,
            made=self._desk.clock(),
            wordings=(self._wording(title, anchors or Anchors(), by),),
            expectation=expectation.id if expectation else "",
            objective=objective.strip(),
            due=due,
        )
        return self._desk.put(goal, by=by)

    def reword(
        self, goal: Goal, *, title: str | None = None, anchors: Anchors | None = None, by: Who = Who.BOTH
    ) -> Goal:
        """Other words or anchors; where the goal was rated as it stands, they are a new version of it."""
        before = goal.wording
        kept = Anchors(now=before.now, expected=before.expected, better=before.better)
        wording = self._wording(goal.title if title is None else title, anchors or kept, by)
        return self._desk.put(goal.reworded(wording, rated=self.is_judged(goal)), over=goal, by=by)

    def is_judged(self, goal: Goal) -> bool:
        """Whether changing the words makes a new version: the goal was rated, or is being rated."""
        return self._ratings.judges(goal)

    def serve(
        self,
        goal: Goal,
        expectation: Expectation | None,
        *,
        objective: str = "",
        due: date | None = None,
        by: Who = Who.BOTH,
    ) -> Goal:
        """Say which expectation and objective a goal serves, and by which day."""
        changed = goal.serving(expectation.id if expectation else "", objective=objective, due=due)
        return self._desk.put(changed, over=goal, by=by)

    def park(self, goal: Goal, *, why: str = "", by: Who = Who.BOTH) -> Goal:
        """Park a goal: a decision, not a failure."""
        return self.turn(goal, GoalState.PARKED, why=why, by=by)

    def turn(self, goal: Goal, state: GoalState, *, why: str = "", by: Who = Who.BOTH) -> Goal:
        """Decide about a goal: open, parked, or no longer relevant."""
        return self._desk.put(goal.turned(state, at=self._desk.clock(), by=by, why=why), over=goal, by=by)

    def renumber(self, goal: Goal, *, by: Who = Who.BOTH) -> Goal:
        """Give a goal the next free label, where two have one."""
        return self._desk.put(goal.renumbered(next_number(self.all())), over=goal, by=by)

    def twins(self) -> tuple[tuple[Goal, ...], ...]:
        """Goals that share a label, as two copies of a journal can bring together."""
        return twins(self.all())

    def delete(self, goal: Goal, *, by: Who = Who.BOTH) -> None:
        """Take a goal back that nothing is about yet; its words stay in the trash.

        Raises:
            RuleError: If it was rated, is being rated, or something is linked to it.
        """
        if self.is_judged(goal):
            raise RuleError("This goal was rated, so it stays in the history. Park it, or let it go.")
        if are_used(self._desk.store, {goal.id}):
            raise RuleError(
                "Something is linked to this goal or asks about it, so it stays. Park it, or let it go."
            )
        self._desk.commit([Delete(goal)], by=by)

    def link(
        self, subject: Goal | Expectation, to: Recorded, *, line: str = "", by: Who = Who.BOTH
    ) -> Evidence:
        """Link something recorded to a goal or an expectation, as evidence; twice is once.

        Args:
            subject: The goal or the expectation.
            to: What was recorded.
            line: The line of a note that is meant; "" is the whole note.
            by: Who is writing.

        Raises:
            RuleError: If the line is not in the note.
        """
        words = " ".join(line.split())
        if words and words not in " ".join(getattr(to, "text", "").split()):
            raise RuleError("This line is not in what was recorded.")
        evidence = Evidence(
            id=Evidence.id_of(subject.id, to.id, words),
            subject=subject.id,
            kind=KINDS[type(to)],
            record=to.id,
            line=words,
            at=self._desk.clock(),
            by=by,
        )
        kept = self._desk.store.find(Evidence, evidence.id)
        return kept or self._desk.put(evidence, by=by)

    def unlink(self, evidence: Evidence, *, by: Who = Who.BOTH) -> None:
        """Take a link away; what it led to stays."""
        self._desk.commit([Delete(evidence)], by=by)

    def evidence(self, subject: Goal | Expectation | None = None) -> tuple[Evidence, ...]:
        """The evidence for one goal or expectation, or all of it, the oldest first."""
        every: Iterable[Evidence] = self._desk.store.all(Evidence)
        mine = (one for one in every if subject is None or one.subject == subject.id)
        return tuple(sorted(mine, key=lambda one: (one.at, one.id)))

    def _wording(self, title: str, anchors: Anchors, by: Who) -> Wording:
        return Wording(
            id=self._desk.ids(),
            title=" ".join(must_have_words(title).split()),
            now=anchors.now.strip(),
            expected=anchors.expected.strip(),
            better=anchors.better.strip(),
            made=self._desk.clock(),
            by=by,
        )
