"""From the table of commands to Textual: bindings for the screens, and the palette."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.types import IgnoreReturnCallbackType

from rmjournal.keys import Command, commands_of

_EVEN_WHILE_TYPING = {
    "app.leave",
    "app.hide",
    "app.command_palette",
    "app.put_away",
    "session.capture",
    "session.versions",
    "session.link",
}
"""Commands whose keys act before a text that has the focus sees them."""

_NEVER_FROM_THE_PALETTE = {"app.command_palette", "app.mention_leaving", "dialog.cancel", "working.cancel"}
"""Commands that mean nothing once the palette is open."""


def bindings_of(*rooms: str) -> list[BindingType]:
    """The bindings of these rooms; a command without a key has none."""
    return [_binding(command) for command in commands_of(*rooms) if command.keys]


def _binding(command: Command) -> Binding:
    return Binding(
        command.keys,
        command.verb,
        command.footer or command.words,
        id=command.id,
        show=bool(command.footer),
        key_display=command.key_names[0],
        priority=command.id in _EVEN_WHILE_TYPING,
        tooltip=command.help,
    )


def room_of(node: DOMNode) -> str:
    """The room of the table whose commands act on this screen."""
    return str(getattr(node, "ROOM", ""))


def at_hand(screen: DOMNode) -> Iterator[tuple[Command, DOMNode]]:
    """The commands that can be asked for on a screen now, each with the one that does it."""
    app: App[Any] = screen.app
    own_keys: Mapping[str, str] = getattr(app, "own_keys", {})
    for node in (*_around_the_focus(screen), screen, app):
        for command in commands_of("app" if node is app else room_of(node)):
            if node.check_action(command.verb, ()):
                yield command._replace(keys=own_keys.get(command.id, command.keys)), node


def _around_the_focus(screen: DOMNode) -> Iterator[DOMNode]:
    """What has the focus, and what it is part of, where that has commands of its own."""
    focused = getattr(screen, "focused", None)
    if isinstance(focused, DOMNode):
        yield from (node for node in focused.ancestors_with_self if room_of(node) and node is not screen)


class JournalCommands(Provider):
    """Every command that can be asked for where the palette was opened, by its name."""

    async def discover(self) -> Hits:
        for command, node in self._commands():
            shown = _shown(command, Content(command.name))
            yield DiscoveryHit(shown, _does(command, node), text=command.name, help=command.help)

    async def search(self, query: str) -> Hits:
        from rmjournal.tui.ranking import fits

        here = tuple(self._commands())
        found = fits(query, [command for command, _ in here], self.matcher(query))
        for (command, node), fit in zip(here, found, strict=True):
            if fit.score > 0:
                shown = _shown(command, fit.name)
                yield Hit(fit.score, shown, _does(command, node), text=command.name, help=command.help)

    def _commands(self) -> Iterator[tuple[Command, DOMNode]]:
        return (pair for pair in at_hand(self.screen) if pair[0].id not in _NEVER_FROM_THE_PALETTE)


def _does(command: Command, node: DOMNode) -> IgnoreReturnCallbackType:
    async def run() -> None:
        await node.app.run_action(command.verb, node)

    return run


def _shown(command: Command, name: Content) -> Content:
    """A name, and beside it the keys that do the same."""
    keys = " or ".join(command.key_names)
    return Content.assemble(name, (f"   {keys}", "$text-muted not bold")) if keys else name
