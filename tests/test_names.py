"""Our names in Textual's classes: a name that both use breaks one of the two, often only after an update."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from functools import cache
from typing import Any

import pytest
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

import rmjournal.tui

MEANT_TO_BE_OVERRIDDEN = {
    *("ALLOW_SELECT", "AUTO_FOCUS", "BINDINGS", "COMMANDS", "CSS_PATH", "HELP", "TITLE"),
    *("HORIZONTAL_BREAKPOINTS", "VERTICAL_BREAKPOINTS", "DEFAULT_CSS", "COMPONENT_CLASSES"),
    *("check_action", "compose", "get_default_screen", "render", "render_line", "_fatal_error", "theme"),
    *(
        "action_copy",
        "action_cut",
        "action_page_down",
        "action_page_up",
        "can_focus",
        "can_focus_children",
        "get_line_filters",
        "notify",
    ),
    *("action_cursor_down", "action_cursor_up"),
}
OF_EVERY_CLASS = {"__init__", "__annotations__", "__parameters__", "__orig_bases__"}.union(
    *(vars(type("Empty", (base,), {})) for base in (App, Screen, Widget, Message))
)


def _classes() -> list[type[Any]]:
    for module in pkgutil.walk_packages(rmjournal.tui.__path__, "rmjournal.tui."):
        importlib.import_module(module.name)
    found, waiting = [], [DOMNode]
    while waiting:
        one = waiting.pop()
        waiting.extend(one.__subclasses__())
        if one.__module__.startswith("rmjournal.tui"):
            found.append(one)
    return sorted(set(found), key=lambda one: one.__qualname__)


@cache
def _assigned(owner: type[Any]) -> frozenset[str]:
    """The names that a class gives to its instances: self.NAME = ..."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    return frozenset(
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )


def _textuals(owner: type[Any]) -> set[str]:
    bases = [base for base in owner.__mro__ if base.__module__.startswith("textual.")]
    return {name for base in bases for name in (*vars(base), *_assigned(base))}


def _is_there_to_be_set(owner: type[Any], name: str) -> bool:
    """Whether Textual has this name so that it is set: a reactive, a property."""
    found = [vars(base)[name] for base in owner.__mro__ if name in vars(base)]
    return any(hasattr(one, "__set__") and getattr(one, "fset", True) for one in found)


def _handles(name: str) -> bool:
    """Whether Textual calls a method of this name in each class of a line of descent."""
    return name.startswith(("on_", "_on_", "watch_", "_watch_", "validate_", "key_"))


@pytest.mark.parametrize("owner", _classes(), ids=lambda owner: owner.__qualname__)
def test_no_name_of_ours_hides_one_of_textuals(owner: type[Any]) -> None:
    defined = {name for name in vars(owner) if not _handles(name)} - OF_EVERY_CLASS
    given = {name for name in _assigned(owner) if not _is_there_to_be_set(owner, name)}
    assert ((defined | given) & _textuals(owner)) - MEANT_TO_BE_OVERRIDDEN == set()
