"""The verbs of being under way: pause, go on, end. None of them asks why, and none keeps who."""

from __future__ import annotations

from rmjournal.domain.agreement import Standing, StandingState
from rmjournal.domain.pair import Who
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.store.store import Put


class Standings:
    """Whether the pair is under way."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def now(self) -> StandingState:
        """Whether the pair is running, paused, completed or ended."""
        kept = self.kept()
        return kept.state if kept else StandingState.RUNNING

    def kept(self) -> Standing | None:
        """What was recorded last, with its day; None where the pair never paused or ended."""
        return self._desk.store.find(Standing, Standing.ID)

    def pause(self) -> Standing:
        """Pause: either may, at any time, without a reason.

        Raises:
            RuleError: If the pair has ended.
        """
        self._must_not_have_ended()
        return self._keep(StandingState.PAUSED)

    def end(self) -> Standing:
        """End by choice: either may, at any time, without a reason."""
        return self._keep(StandingState.ENDED)

    def complete(self) -> Standing:
        """Say that the program was completed.

        Raises:
            RuleError: If the pair has ended.
        """
        self._must_not_have_ended()
        return self._keep(StandingState.COMPLETED)

    def go_on(self) -> Standing:
        """Go on, after a pause or an ending that both take back."""
        return self._keep(StandingState.RUNNING)

    def _keep(self, state: StandingState) -> Standing:
        standing = Standing(state=state, since=self._desk.today)
        over = self._desk.sides(Standing, Standing.ID)
        if over != (standing,):
            self._desk.commit([Put(standing, over=over)], by=Who.BOTH)
        return standing

    def _must_not_have_ended(self) -> None:
        if self.now() is StandingState.ENDED:
            raise RuleError("The pair has ended by choice. To go on: rmjournal agreement resume")
