"""The line at the bottom: the few keys that matter here, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from textual.binding import ActiveBinding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from rmjournal.keys import commands_of, key_name

_GAP = "   "
_ALWAYS = "app.help"
"""The command that stays where there is room for one only: it tells all others."""
_SEARCH = ("app.search", "slash")
"""The command and the key that stay, too, where a line is `_ROOMY` columns wide."""
_ROOMY = 60
_PLACES = "app.places"
_LAST = (
    "dialog.cancel",
    "app.go_back",
    "app.search",
    _PLACES,
    _ALWAYS,
    "app.command_palette",
    "app.leave",
)
"""What acts nearly everywhere stands behind what acts here, always in this order."""

_WRITES = {"slash": "/"}
"""Keys that write a character which Textual cannot tell from their names."""


class ShownKey(NamedTuple):
    """A key and its words, as they stand in the line."""

    command: str
    key: str
    words: str
    click: str = ""
    """What a click does, where that is not what the key does."""

    @property
    def content(self) -> Content:
        """The key and its words; a click on them is the key."""
        click = Style.from_meta({"@click": self.click or f"app.simulate_key({self.key!r})"})
        return Content.assemble((key_name(self.key), "bold $text"), f" {self.words}").stylize(click)


class KeyLine(Widget):
    """The keys of what has the focus, then the screen's, then the program's; the last ones give way."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[ShownKey] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_unmount(self) -> None:
        self.screen.bindings_updated_signal.unsubscribe(self)

    def render(self) -> Content:
        self._shown = self._fitting()
        return Content(_GAP).join(one.content for one in self._shown)

    def _bindings_changed(self, _screen: Screen[Any]) -> None:
        # Each save asks what may be done now; mostly it is the same, and nothing need go to the terminal.
        if self._fitting() != self._shown:
            self.refresh()

    def _fitting(self) -> list[ShownKey]:
        return fitting(_keys(self.screen), self.content_size.width)


def _keys(screen: Screen[Any]) -> Iterable[ShownKey]:
    """One key a command: the first that acts now."""
    commands: dict[str, ShownKey] = {}
    bindings = screen.active_bindings
    enter = getattr(screen.focused, "ENTER", "") or getattr(screen, "ENTER", "")
    if enter and "enter" in bindings and not bindings["enter"].binding.id:
        commands["enter"] = ShownKey("enter", "enter", enter)
    for key, active in bindings.items():
        binding = active.binding
        if binding.show and binding.id and active.enabled and not _is_written(screen, key):
            words = _said_there(active.node, binding.id) or binding.description
            commands.setdefault(binding.id, ShownKey(binding.id, key, words))
    commands.update((places.command, places) for places in _places(bindings))
    # Sorting keeps the order of those that are not among the last.
    return sorted(commands.values(), key=lambda one: _LAST.index(one.command) if one.command in _LAST else -1)


def _said_there(node: object, command_id: str) -> str:
    """What a command does as things stand, where the one that does it has words for that."""
    said: Mapping[str, str] = getattr(node, "does_now", {})
    return said.get(command_id, "")


def _is_written(screen: Screen[Any], key: str) -> bool:
    """Whether what has the focus takes the key as a character."""
    character = _WRITES.get(key)
    focused = screen.focused
    return bool(character and focused and focused.check_consume_key(key, character))


def _places(bindings: Mapping[str, ActiveBinding]) -> Iterator[ShownKey]:
    """All places together, where their digits lead to them: in a sheet they may be answers."""
    places = [command for command in commands_of("app") if command.keys.isdigit()]
    if any(one.keys in bindings and bindings[one.keys].binding.id == one.id for one in places):
        yield ShownKey(_PLACES, f"{places[0].keys}-{places[-1].keys}", "places", click="app.choose_place")


def fitting(keys: Iterable[ShownKey], width: int) -> list[ShownKey]:
    """As many keys, in their order, as a line of this width holds.

    Help keeps its place, and where there is room for some keys more, so does the key of the search.
    """
    shown = list(keys)
    while len(shown) > 1 and _length(shown) > width:
        shown.remove(next(one for one in reversed(shown) if not _stays(one, width)))
    return shown


def _stays(one: ShownKey, width: int) -> bool:
    return one.command == _ALWAYS or (width >= _ROOMY and (one.command, one.key) == _SEARCH)


def _length(keys: list[ShownKey]) -> int:
    return sum(one.content.cell_length for one in keys) + len(_GAP) * (len(keys) - 1)
