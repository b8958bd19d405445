"""The grammar of the command line as plain values: what there is to say at each place."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import NamedTuple

_KINDS = {
    "JOURNAL": "journal",
    "WHO": "who",
    "DATE": "date",
    "TEMPLATE": "template",
    "CARD": "card",
    "FOLDER": "folder",
    **dict.fromkeys(("FILE", "PATH", "BACKUP", "OTHER", "BASE", "OURS", "THEIRS"), "file"),
}
"""What can be completed for an argument of this name."""


class Argument(NamedTuple):
    """An option, or, without flags, something that stands by itself."""

    flags: tuple[str, ...]
    help: str
    takes_value: bool
    choices: tuple[str, ...] = ()
    kind: str = ""
    """What its value is, as completion knows it; "" is anything."""


class Place(NamedTuple):
    """A command, or a command that is made of others."""

    path: tuple[str, ...]
    """The words that lead there, without the program's name."""
    help: str
    usage: str
    example: str
    commands: tuple[tuple[str, str], ...]
    """The commands below it, each with its words."""
    arguments: tuple[Argument, ...]


def outline(parser: argparse.ArgumentParser) -> Iterator[Place]:
    """Every place of a grammar, the program itself first, each before what is below it."""
    yield from _below(parser, (), "")


def _below(parser: argparse.ArgumentParser, path: tuple[str, ...], words: str) -> Iterator[Place]:
    subs = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    commands = [(name.dest, name.help or "") for sub in subs for name in sub._choices_actions]
    yield Place(
        path=path,
        help=words,
        usage=" ".join(parser.format_usage().removeprefix("usage: ").split()),
        example=(parser.epilog or "").partition(": ")[2].replace("%%", "%"),
        commands=tuple(commands),
        arguments=tuple(_argument(action) for action in parser._actions if action not in subs),
    )
    parsers = {name: one for sub in subs for name, one in sub.choices.items()}
    for name, help_words in commands:
        yield from _below(parsers[name], (*path, name), help_words)


def _argument(action: argparse.Action) -> Argument:
    choices = tuple(map(str, action.choices or ()))
    return Argument(
        flags=tuple(action.option_strings),
        help=(action.help or "").replace("%%", "%"),
        takes_value=action.nargs != 0,
        choices=choices,
        kind=_KINDS.get(str(action.metavar), ""),
    )
