"""What a session leaves behind besides its notes: actions, and the lines that are worth keeping."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

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
    def is_open(self) -> bool:
        """Whether it is still to be done or talked about."""
        raise NotImplementedError

    @property
    def wants_decision(self) -> bool:
        """Whether it was carried so often that the pair should decide."""
        return self.is_open and len(self.carried) - self.kept_at >= CARRIES_BEFORE_ASKING


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

    def settle(self, status: ActionStatus, *, at: datetime, to: str = "", why: str = "") -> Action:
        """This action, no longer open.

        Raises:
            RuleError: If it is settled already, is dropped without a reason or handed on to nobody.
        """
        if not self.is_open:
            raise RuleError(f"This action is {self.status} already.")
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

    def settle(self, state: CaptureState, *, at: datetime, outcome: str = "") -> Capture:
        """This line, dealt with.

        Raises:
            RuleError: If it is dealt with already, or is dropped without a reason.
        """
        if not self.is_open:
            raise RuleError(f"This is {self.state} already.")
        if state is CaptureState.DROPPED and not outcome.strip():
            raise RuleError("Dropping a topic needs a reason.")
        return msgspec.structs.replace(self, state=state, settled=at, outcome=outcome.strip())


class NewAction(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An action as it is offered or typed, before it is kept."""

    text: str
    owner: Who
    due: date | None = None
