"""The line above the keys that teaches one of them in the first sessions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from rmjournal.keys import command
from rmjournal.practice.hints import Hint
from rmjournal.tui.seat import Seat

_GAP = 3
_MARGINS = 4
"""Columns that stay free at both sides of the line."""
_AWAY = "{app.put_away} puts this away"
_COMMAND = re.compile(r"\{([a-z_.]+)\}")


class HintLine(Widget):
    """A hint at the left, the key that puts it away at the right.

    It takes the blank row over the keys, and no other: on a small screen it is not there.
    """

    ALLOW_SELECT = False

    def __init__(self, seat: Seat, room: str, *, is_free: Callable[[], bool]) -> None:
        super().__init__()
        self._seat = seat
        self._room = room
        self._is_free = is_free
        self._hint: Hint | None = None

    @property
    def told(self) -> Hint | None:
        """The hint that stands on the screen now."""
        return self._hint if self.display else None

    def on_mount(self) -> None:
        self.look()

    def look(self) -> None:
        """Tell the hint of this page, where it is left and nothing else wants the eye."""
        hint = self._seat.hint_for(self._room) if self._is_free() else None
        if hint is not None and sum(map(len, self._ends(hint))) + _GAP + _MARGINS > self.app.size.width:
            hint = None
        if hint != self._hint:
            self._hint = hint
            self.set_class(hint is not None, "-told")
            self.screen.set_class(hint is not None, "-hinted")
            self.refresh(layout=True)

    def render(self) -> Content:
        if self._hint is None:
            return Content()
        hint, away = self._ends(self._hint)
        gap = max(_GAP, self.content_size.width - len(hint) - len(away))
        return Content.assemble(hint, " " * gap, away)

    def _ends(self, hint: Hint) -> tuple[Content, Content]:
        """The hint, and how it is put away."""
        press = Style.from_meta({"@click": "app.put_away"})
        return self._with_keys(hint.text), self._with_keys(_AWAY).stylize(press)

    def _with_keys(self, words: str) -> Content:
        """The words with keys in the place of commands."""
        parts = _COMMAND.split(words)
        parts[1::2] = map(self._key, parts[1::2])
        return Content.assemble(*((part, "bold $text" if at % 2 else "") for at, part in enumerate(parts)))

    def _key(self, command_id: str) -> str:
        """The key of a command as it is written for people: their own, where they set one."""
        own_keys: Mapping[str, str] = getattr(self.app, "own_keys", {})
        usual = command(command_id)
        return usual._replace(keys=own_keys.get(command_id, usual.keys)).key_names[0]
