"""What a session leaves behind besides its notes: actions, and the lines that are worth keeping."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Self

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.errors import RuleError

CARRIES_BEFORE_ASKING = 3
"""How often something is carried over before the pair is asked: do it, park it, or drop it."""


class CaptureKind(StrEnum):
    """What a captured line is."""

    INSIGHT = "insight"
    EXPERIMENT = "experiment"
    CARRY_UPWARD = "carry-upward"
    PHRASE = "phrase"
    PARKING = "parking"
    TAKEAWAY = "takeaway"


class CaptureState(StrEnum):
    """Where a captured line stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionStatus(StrEnum):
    """Where an action stands. Dropped is not done."""

    OPEN = "open"
    DONE = "done"
    DONE_DIFFERENTLY = "done differently"
    HANDED_ON = "handed on"
    DROPPED = "dropped"


class Carried(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something that stays one record while it is carried from session to session."""

    text: str
    by: Who = Who.BOTH
    made: datetime
    session: str = ""
    """The session it came from."""
    item: str = ""
    carried: tuple[str, ...] = ()
    """The sessions at whose end it was carried over."""
    kept_at: int = 0
    """How often it had been carried when the pair last decided to do it all the same."""

    @property
    @abstractmethod
    def is_open(self) -> bool:
        """Whether it is still to be done or talked about."""

    @property
    @abstractmethod
    def travels(self) -> bool:
        """Whether the end of a session carries it on to the next."""

    @property
    def wants_decision(self) -> bool:
        """Whether it was carried so often that the pair should decide."""
        return self.travels and len(self.carried) - self.kept_at >= CARRIES_BEFORE_ASKING

    def carried_past(self, session: str) -> Self:
        """This same record after the end of a session; what that session brought up was not carried yet."""
        if not self.travels or self.session == session or session in self.carried:
            return self
        return msgspec.structs.replace(self, carried=(*self.carried, session))

    def kept(self) -> Self:
        """This, after the pair decided to do it all the same: it asks again after as many carries more."""
        self._must_be_open()
        return msgspec.structs.replace(self, kept_at=len(self.carried))

    def reworded(self, text: str) -> Self:
        """This, in other words.

        Raises:
            RuleError: If there are none.
        """
        if not text.strip():
            raise RuleError("There are no words to keep.")
        return msgspec.structs.replace(self, text=text.strip())

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise RuleError("This is settled already; what is settled stays as it is.")


class Action(Carried, frozen=True, kw_only=True, omit_defaults=True):
    """Something one of the pair, or both, will do."""

    table: ClassVar[str] = "actions"

    owner: Who
    due: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    settled: datetime | None = None
    parked: bool = False
    """Set aside by decision: still open, no longer carried."""
    to: str = ""
    """Whom it was handed on to."""
    why: str = ""
    """Why it was dropped, or what was done differently."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status is ActionStatus.OPEN

    @property
    def travels(self) -> bool:
        """Whether it is still to be done and not set aside."""
        return self.is_open and not self.parked

    def changed(self, *, text: str, owner: Who, due: date | None) -> Action:
        """This action in other words, with another owner or for another day."""
        self._must_be_open()
        return msgspec.structs.replace(self.reworded(text), owner=owner, due=due)

    def set_aside(self) -> Action:
        """This action, parked: still open, no longer carried."""
        self._must_be_open()
        return msgspec.structs.replace(self, parked=True)

    def taken_up(self) -> Action:
        """This parked action, to be done after all."""
        self._must_be_open()
        return msgspec.structs.replace(self, parked=False, kept_at=len(self.carried))

    def settle(self, status: ActionStatus, *, at: datetime, to: str = "", why: str = "") -> Action:
        """This action, no longer open.

        Raises:
            RuleError: If it is settled already, is dropped without a reason or handed on to nobody.
        """
        self._must_be_open()
        if status is ActionStatus.DROPPED and not why.strip():
            raise RuleError("Dropping an action needs a reason, so that it is not mistaken for done.")
        if status is ActionStatus.HANDED_ON and not to.strip():
            raise RuleError("Handing an action on needs the name or role of who has it now.")
        return msgspec.structs.replace(
            self, status=status, settled=at, to=to.strip(), why=why.strip(), parked=False
        )


class Capture(Carried, frozen=True, kw_only=True, omit_defaults=True):
    """A line captured in a session: an insight, an experiment, a phrase, a topic for later, a takeaway."""

    table: ClassVar[str] = "captures"

    kind: CaptureKind
    state: CaptureState = CaptureState.OPEN
    settled: datetime | None = None
    outcome: str = ""
    """What came of it, or why it was dropped."""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be talked about."""
        return self.state is CaptureState.OPEN

    @property
    def travels(self) -> bool:
        """Whether it is a topic to come back to."""
        return self.is_open and self.kind is CaptureKind.PARKING

    def settle(self, state: CaptureState, *, at: datetime, outcome: str = "") -> Capture:
        """This line, dealt with.

        Raises:
            RuleError: If it is dealt with already, or is dropped without a reason.
        """
        self._must_be_open()
        if state is CaptureState.DROPPED and not outcome.strip():
            raise RuleError("Dropping a topic needs a reason.")
        return msgspec.structs.replace(self, state=state, settled=at, outcome=outcome.strip())


class NewAction(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An action as it is typed, before it is kept."""

    text: str
    owner: Who
    due: date | None = None
