"""Help: what has the focus, in three lines at most, then all keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from rmjournal.keys import Command
from rmjournal.tui.commands import at_hand
from rmjournal.tui.hanging import hanging
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.widgets.folded import Folded

_KEYS_WIDTH = 10
_GAP = "  "
_OTHERWISE = "Tab goes from one part to the next, Esc goes back.\nEvery command is in the palette: ctrl+p."


class HelpScreen(Dialog[None]):
    """What has the focus, and all keys."""

    HEADING = "Help"
    AUTO_FOCUS: ClassVar[str | None] = ".sheet--page"

    def __init__(self, over: Screen[Any]) -> None:
        super().__init__()
        self.over = over

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "help" and super().check_action(action, parameters)

    def page(self) -> ComposeResult:
        yield Static(Content(_help_of(self.over.focused or self.over)), classes="help--here")
        groups = list(_by_place(self.over))
        keys = Folded(classes="help--keys")
        keys.fold(lambda width: _all_keys(groups, width))
        yield keys


def _help_of(node: DOMNode) -> str:
    """The help of what has the focus, or of what it is part of."""
    for one in node.ancestors_with_self:
        if isinstance(text := getattr(one, "HELP", None), str) and text:
            return text
    return _OTHERWISE


def _all_keys(groups: Sequence[tuple[str, list[Command]]], width: int) -> Content:
    """The keys of every place, in so many columns."""
    longest = max((len(_keys(one)) for _, those in groups for one in those), default=0)
    column = max(longest, _KEYS_WIDTH)
    return Content("\n\n").join(_group(place, commands, column, width) for place, commands in groups)


def _by_place(screen: Screen[Any]) -> Iterator[tuple[str, list[Command]]]:
    commands = [command for command, _ in at_hand(screen) if command.keys]
    places = list(dict.fromkeys(command.place for command in commands))
    commands.sort(key=lambda command: places.index(command.place))
    for place, group in groupby(commands, key=lambda command: command.place):
        yield place, list(group)


def _keys(command: Command) -> str:
    return " ".join(command.key_names)


def _group(place: str, commands: list[Command], column: int, width: int) -> Content:
    lines = [Content.styled(place, "bold $text-primary")]
    for command in commands:
        keys = Content.assemble((_keys(command).ljust(column), "bold"), _GAP)
        lines.append(hanging(keys, Content(command.words), width))
    return Content("\n").join(lines)
