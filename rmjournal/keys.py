"""The one table of commands: bindings, footer, palette and help are made from it.

A command's id is "room.verb": the room is where its keys act, the verb is the action it has for the command.
"""

from __future__ import annotations

from typing import NamedTuple

from rmjournal.errors import NotFoundError


class Command(NamedTuple):
    """Something a person can ask for by a key, or by its words in the palette."""

    id: str
    keys: str
    """The keys that ask for it, separated by commas; "" is none: it is in the palette only."""
    words: str
    """Its name, as in "Session: go to the next item", without the place."""
    help: str
    """A sentence for the help."""
    place: str
    """Where the palette and the help list it."""
    footer: str = ""
    """Its words in the line of keys at the bottom; "" leaves it out there."""

    @property
    def room(self) -> str:
        """The part of the program whose keys these are."""
        return self.id.partition(".")[0]

    @property
    def verb(self) -> str:
        """The name of the action that does it."""
        return self.id.partition(".")[2]

    @property
    def name(self) -> str:
        """Its name in the palette: where, then what."""
        return f"{self.place}: {self.words}"

    @property
    def key_names(self) -> tuple[str, ...]:
        """Its keys as they are written for people."""
        return tuple(key_name(key) for key in self.keys.split(",") if key)


COMMANDS: tuple[Command, ...] = (
    Command("app.today", "1", "open Today", "The next session, and what it builds on.", "Places"),
    Command("app.sessions", "2", "open Sessions", "All sessions, the newest first.", "Places"),
    Command(
        "app.go_back", "escape", "go back", "Back to where you came from; nothing is lost.", "Places", "back"
    ),
    Command(
        "app.help", "question_mark,f1", "show help", "What has the focus, and all keys.", "Program", "help"
    ),
    Command(
        "app.command_palette", "ctrl+p", "find a command", "Every command by its name.", "Program", "commands"
    ),
    Command("app.writer", "f2", "pass the keyboard", "Says who is writing: both, mentor, mentee.", "Pair"),
    Command("app.theme", "", "choose the colors", "Paper, ink, and others.", "Program"),
    Command("app.leave", "ctrl+q", "leave rmjournal", "Saves, and leaves.", "Program", "leave"),
    Command(
        "app.mention_leaving", "ctrl+c", "copy, or say how to leave", "Copies what is selected.", "Program"
    ),
    Command(
        "dialog.cancel",
        "escape",
        "close without a change",
        "Closes this and changes nothing.",
        "Here",
        "close",
    ),
)
"""Every command, in the order of the footer and the help."""

_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
}


def key_name(key: str) -> str:
    """A key as it is written for people: "Enter", "F2", "ctrl+q", "?"."""
    *modifiers, last = key.strip().split("+")
    if last in _NAMES:
        last = _NAMES[last]
    elif last.startswith("f") and last[1:].isdigit():
        last = last.upper()
    return "+".join((*modifiers, last))


def commands_of(*rooms: str) -> tuple[Command, ...]:
    """The commands whose keys act in these rooms, in the order of the table."""
    return tuple(command for command in COMMANDS if command.room in rooms)


def command(command_id: str) -> Command:
    """The command with this id.

    Raises:
        NotFoundError: If the table has none.
    """
    for one in COMMANDS:
        if one.id == command_id:
            return one
    raise NotFoundError("command", command_id, "The commands are in the palette (ctrl+p).")
