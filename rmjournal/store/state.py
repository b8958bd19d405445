"""Whether what was written is safe, told to whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec

Stage: TypeAlias = Literal["saved", "saving", "waiting", "failed"]


class SaveState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether what was written is safe."""

    state: Stage
    reason: str = ""
    """Who waits for what, or why it failed."""
    pending: int = 0
    """How many records are not on the disk yet."""


class Teller:
    """Holds the state and tells its changes."""

    def __init__(self) -> None:
        self.state = SaveState(state="saved")
        self.listeners: list[Callable[[SaveState], None]] = []

    def tell(self, stage: Stage, why: str = "", *, pending: int) -> None:
        """Tell a state, if it is a new one."""
        new = SaveState(state=stage, reason=why, pending=pending)
        if new == self.state:
            return
        self.state = new
        for listener in self.listeners:
            listener(new)
