"""The verbs of actions: add, settle, park, keep."""

from __future__ import annotations

from datetime import date

from rmjournal.domain.capture import Action, ActionStatus
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.store.store import Delete, Put


class Actions:
    """What the two said they will do."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[Action, ...]:
        """Every action, the oldest first."""
        return tuple(sorted(self._desk.store.all(Action), key=lambda one: (one.made, one.id)))

    def open(self) -> tuple[Action, ...]:
        """The actions still to be done and not parked: what is due first, then the oldest."""
        return tuple(sorted((one for one in self.all() if one.travels), key=lambda one: one.due or date.max))

    def parked(self) -> tuple[Action, ...]:
        """The actions that were set aside."""
        return tuple(one for one in self.all() if one.is_open and one.parked)

    def of(self, session: Session) -> tuple[Action, ...]:
        """The actions that came out of a session."""
        return tuple(one for one in self.all() if one.session == session.id)

    def get(self, ref: str) -> Action:
        """An action by its id or the start of it."""
        return self._desk.named(self.all(), ref, what="action", hint="To see them: rmjournal action list")

    def add(
        self,
        text: str,
        *,
        owner: Who,
        due: date | None = None,
        session: Session | None = None,
        item: str = "",
        by: Who = Who.BOTH,
    ) -> Action:
        """Keep a new action.

        Raises:
            RuleError: If it has no words.
        """
        if not text.strip():
            raise RuleError("An action needs words.")
        action = Action(
            id=self._desk.ids(),
            text=text.strip(),
            owner=owner,
            due=due,
            by=by,
            made=self._desk.clock(),
            session=session.id if session else "",
            item=item,
        )
        return self._desk.put(action, by=by)

    def settle(
        self, action: Action, status: ActionStatus, *, to: str = "", why: str = "", by: Who = Who.BOTH
    ) -> Action:
        """Say that an action is done, done differently, handed on (to whom) or dropped (why)."""
        return self._desk.put(
            action.settle(status, at=self._desk.clock(), to=to, why=why), over=action, by=by
        )

    def change(
        self, action: Action, *, text: str, owner: Who, due: date | None, by: Who = Who.BOTH
    ) -> Action:
        """Other words, another owner or another day for an action."""
        return self._desk.put(action.changed(text=text, owner=owner, due=due), over=action, by=by)

    def park(self, action: Action, *, by: Who = Who.BOTH) -> Action:
        """Set an action aside: still open, no longer carried."""
        return self._desk.put(action.set_aside(), over=action, by=by)

    def keep(self, action: Action, *, by: Who = Who.BOTH) -> Action:
        """Decide to do it, however often it was carried; a parked one is taken up again."""
        return self._desk.put(action.taken_up(), over=action, by=by)

    def delete(self, action: Action, *, by: Who = Who.BOTH) -> None:
        """Take an action back; its words stay in the trash."""
        self._desk.commit([Delete(action)], by=by)

    def bring_back(self, action: Action, *, by: Who = Who.BOTH) -> Action:
        """Bring an action back that was just taken back or settled: it is as it was on the screen then."""
        now = self._desk.store.find(Action, action.id)
        self._desk.commit([Put(action, over=(action,) if now is None else (now,))], by=by)
        return action
