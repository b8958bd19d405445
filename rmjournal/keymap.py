"""Keys of a person's own: which can be given to which command, and where two would mean two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rmjournal.keys import COMMANDS, Command

_NAMED = {
    *("escape", "enter", "space", "tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("insert", "delete", "backspace", "question_mark", "slash", "plus", "minus", "full_stop", "colon"),
    *("semicolon", "exclamation_mark", "number_sign", "asterisk", "equals_sign", "at", "underscore"),
    *("left_square_bracket", "right_square_bracket", "less_than_sign", "greater_than_sign", "backslash"),
    *(f"f{number}" for number in range(1, 25)),
}
_MODIFIERS = ("ctrl", "alt", "shift")
_SWALLOWED = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Escape",
    "ctrl+z": "a stop",
}
"""Keys that terminals send as others."""

_OF_TEXTS = {f"ctrl+{letter}" for letter in "aewukxcvy"} | {"f7", "tab", "shift+tab", "backspace"}
"""Keys that a text which has the focus takes for itself."""


def keymap_problems(given: Mapping[str, str]) -> Iterator[str]:
    """What cannot be in a keymap, by command id: unknown ids, keys that are none or never come, clashes."""
    known = {command.id: command for command in COMMANDS}
    for command_id, keys in given.items():
        command = known.get(command_id)
        if command is None:
            yield f"{command_id} = {keys!r}: there is no such command{_nearest(command_id, list(known))}"
            continue
        yield from (
            f"{command_id} = {keys!r}: {problem}"
            for key in split(keys) or ("",)
            if (problem := _problem(key, command))
        )
    yield from _clashes({one: split(keys) for one, keys in given.items() if one in known})


def split(keys: str) -> tuple[str, ...]:
    """The single keys of a list such as "ctrl+n, f7"."""
    return tuple(key.strip() for key in keys.split(",") if key.strip())


def _problem(key: str, command: Command) -> str:
    """Why a key cannot be this command's; "" where it can."""
    if not key:
        return "no key is named; to have the usual one, take the line away"
    *modifiers, last = key.split("+")
    is_plain = len(last) == 1 and last.isalnum() and last.isascii()
    if not (is_plain or last in _NAMED) or any(one not in _MODIFIERS for one in modifiers):
        return f"{key!r} is no key; keys are written as t, 7, f4, ctrl+n, enter, question_mark"
    if key in _SWALLOWED:
        return f"terminals send {key} as {_SWALLOWED[key]}"
    usual = split(command.keys)
    if key in usual or not _acts_while_typing(usual):
        return ""
    if not modifiers and last not in _NAMED:
        return f"{key} would be typed where a text has the focus; take one with ctrl+, or f1 to f12"
    return f"a text that has the focus takes {key} for itself" if key in _OF_TEXTS else ""


def _acts_while_typing(usual: tuple[str, ...]) -> bool:
    return bool(usual) and all("+" in key or (key[0] == "f" and key[1:].isdigit()) for key in usual)


def _clashes(given: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Keys that would mean two things in one place, where they do not usually."""
    for room in dict.fromkeys(command.room for command in COMMANDS):
        there = [command for command in COMMANDS if command.room in (room, "app")]
        owners: dict[str, list[Command]] = defaultdict(list)
        for command in there:
            for key in given.get(command.id, split(command.keys)):
                owners[key].append(command)
        for key, those in owners.items():
            new = [command for command in those if key not in split(command.keys)]
            if new and len(those) > 1 and (room == "app" or any(one.room == room for one in those)):
                other = next(command for command in those if command is not new[0])
                yield f"{new[0].id}: {key} is also the key of {other.id}"


def _nearest(command_id: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(command_id, known, n=1)
    return f"; is it {near[0]}?" if near else "; README lists them by place"
