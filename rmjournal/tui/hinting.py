"""Hints: putting one away for good, and taking note of what is known without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from rmjournal.config import Config
from rmjournal.journal.journal import Journal
from rmjournal.practice.hints import Hint
from rmjournal.tui.places import Places
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.hint_line import HintLine

if TYPE_CHECKING:
    from rmjournal.journal.hints import Hints


class Hinting(Places, inherit_bindings=False):
    """Knows which hint stands on the screen, and sees to it that it goes when it should."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "put_away":
            return self._hint_told() is not None
        return super().check_action(action, parameters)

    def action_put_away(self) -> None:
        """Never tell the hint on this page again."""
        hint = self._hint_told()
        if hint is not None:
            self._taken_seat().put_away(hint)
            self._look_for_hints()

    def _go_to(self, place: Callable[[Seat], Screen[Any]]) -> None:
        self._taken_seat().learned(f"app.{getattr(place, 'ROOM', '')}")
        super()._go_to(place)

    def _learned(self, command_id: str) -> None:
        """Somebody asked for this command: the hint that teaches it has done its work."""
        self._taken_seat().learned(command_id)
        self._look_for_hints()

    @staticmethod
    def _hints_for(journal: Journal, settings: Config) -> Hints | None:
        """The hints that are left; None where none are wanted."""
        if not settings.hints:
            return None
        from rmjournal.journal.hints import hints_for

        return hints_for(journal)

    def _hint_told(self) -> Hint | None:
        return next((line.told for line in self._hint_lines() if line.told is not None), None)

    def _look_for_hints(self) -> None:
        for line in self._hint_lines():
            line.look()

    def _hint_lines(self) -> list[HintLine]:
        """Those of the page on top. One below looks for itself when it is on top again."""
        return [line for screen in self.screen_stack[-1:] for line in screen.query(HintLine)]
