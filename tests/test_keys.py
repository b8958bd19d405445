from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from typing import Any

import pytest
from textual.dom import DOMNode

import rmjournal.tui.app
import rmjournal.tui.screens
import rmjournal.tui.widgets
from rmjournal.errors import NotFoundError
from rmjournal.keys import COMMANDS, Command, command, commands_of, key_name

SWALLOWED = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket", "ctrl+z", "ctrl+b", "f10", "f11"}
"""Keys that terminals, or programs around them, keep for themselves or send as others."""


def _rooms() -> dict[str, list[type[Any]]]:
    """The classes with keys of their own, by the room of the table whose keys they are."""
    for folder in (rmjournal.tui.screens, rmjournal.tui.widgets):
        for module in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
            importlib.import_module(module.name)
    rooms: dict[str, list[type[Any]]] = {}
    waiting: list[type[Any]] = [DOMNode]
    while waiting:
        one = waiting.pop()
        waiting.extend(one.__subclasses__())
        if one.__module__.startswith("rmjournal."):
            for room in _rooms_of(one):
                rooms.setdefault(room, []).append(one)
    return rooms


def _rooms_of(owner: type[Any]) -> set[str]:
    bound = {binding.id.partition(".")[0] for binding in vars(owner).get("BINDINGS", ())}
    return bound | {owner.ROOM} if vars(owner).get("ROOM") else bound


ROOMS = _rooms()


@pytest.mark.parametrize("one", COMMANDS, ids=lambda one: one.id)
def test_every_command_is_done_by_the_room_it_belongs_to(one: Command) -> None:
    assert one.room in ROOMS
    for owner in ROOMS[one.room]:
        assert callable(getattr(owner, f"action_{one.verb}", None)), f"{owner.__name__} has no {one.verb}"


@pytest.mark.parametrize("room", ROOMS)
def test_the_bindings_of_a_room_are_those_of_the_table(room: str) -> None:
    in_table = {
        (one.id, key, one.verb) for one in commands_of(room) for key in one.keys.split(",") if one.keys
    }
    for owner in ROOMS[room]:
        bound = {
            (binding.id, key, binding.action)
            for binding in vars(owner).get("BINDINGS", owner.BINDINGS)
            for key in binding.key.split(",")
            if binding.id.startswith(f"{room}.")
        }
        assert bound == in_table


@pytest.mark.parametrize("room", ROOMS)
def test_no_key_means_two_things_in_one_room(room: str) -> None:
    keys = Counter(key for one in commands_of(room) for key in one.keys.split(",") if key)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_command_needs_a_key_that_terminals_swallow() -> None:
    for one in COMMANDS:
        assert not SWALLOWED & set(one.keys.split(",")), one.id


def test_every_command_has_a_name_of_its_own_and_words_for_it() -> None:
    assert len({one.id for one in COMMANDS}) == len(COMMANDS)
    for one in COMMANDS:
        assert one.verb
        assert one.help.endswith("."), one.id
        assert one.place[0].isupper()
        assert one.words[0].islower(), one.id
    named = Counter((one.room, one.name) for one in COMMANDS)
    assert max(named.values()) == 1


def test_keys_are_written_as_people_read_them() -> None:
    assert [key_name(key) for key in ("question_mark", "f2", "ctrl+q", "escape", "t", "up")] == [
        "?",
        "F2",
        "ctrl+q",
        "Esc",
        "t",
        "↑",
    ]


def test_a_command_is_found_by_its_id_only() -> None:
    assert command("app.help").key_names == ("?", "F1")
    with pytest.raises(NotFoundError):
        command("app.nothing")
