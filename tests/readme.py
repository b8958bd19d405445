"""The parts of README that are written out from the program: python tests/readme.py writes them anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from msgspec import inspect

from rmjournal.cli.outline import Place as CommandPlace
from rmjournal.cli.outline import outline
from rmjournal.cli.parser import build_parser
from rmjournal.config import SETTINGS, Config
from rmjournal.domain.agreement import Signature, WorkingCard
from rmjournal.domain.capture import Action
from rmjournal.domain.letter_draft import Release
from rmjournal.domain.lights import CatalogTopic, SharedTopic
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Line
from rmjournal.domain.reflection import PrivateQuestion, PrivateReflection, Reflection
from rmjournal.journal.agreement_form import PartView
from rmjournal.journal.assessment import AreaRow
from rmjournal.journal.ledger_views import ExpectationView, GoalView
from rmjournal.journal.letter_views import LetterView
from rmjournal.journal.places import Place
from rmjournal.journal.review_views import ReviewView
from rmjournal.journal.search import Hit
from rmjournal.journal.tags import TagList
from rmjournal.journal.templates import Listed
from rmjournal.journal.timeline import Happening
from rmjournal.journal.today import Today
from rmjournal.journal.views import SessionView
from rmjournal.keys import COMMANDS, Command
from rmjournal.practice.guide import Card
from rmjournal.store.backups import Backup
from rmjournal.store.check import Finding

README = Path(__file__).parent.parent / "README.md"

Shape: TypeAlias = Any
"""What a command prints: a type, [one] for a list of it, or the fields of an object by their names."""

PARTS = {"id": str, "number": int, "title": str, "text": str, "open_until": "date or null"}
BOTH = ("mentor", "mentee")

JSON: Mapping[str, Shape] = {
    "list": [Place],
    "show": Today,
    "templates list": [Listed],
    "session list": [SessionView],
    "session show": SessionView,
    "action list": [Action],
    "goals": [GoalView],
    "expectations": [ExpectationView],
    "agreement show": {
        "number": int,
        "signed_on": "date or null",
        "sha256": str,
        "signatures": dict.fromkeys(BOTH, Signature),
        "parts": [PARTS],
        "text": str,
    },
    "agreement form": [PartView],
    "card": dict.fromkeys(BOTH, WorkingCard),
    "topics shared": [SharedTopic],
    "topics list": [CatalogTopic],
    "assess": {who: [AreaRow] for who in BOTH},
    "reflections list": [Reflection],
    "reflections list --shelf mine": [PrivateReflection],
    "questions list": [PrivateQuestion],
    "pulse": [Line],
    "search": [Hit],
    "log": [Happening],
    "review": ReviewView,
    "tags list": TagList,
    "letters list": {"released": [Release], "drafts": [LetterView]},
    "letters show": LetterView,
    "letters show ID": Release,
    "guide": [Card],
    "guide CARD": Card,
    "config show": Config,
    "check": [Finding],
    "backups": [Backup],
    "trash list": [{"table": str, "record": "the record, as it was"}],
}
"""What each command prints with --json."""


def places() -> tuple[CommandPlace, ...]:
    """Every place of the command line that does something."""
    return tuple(place for place in outline(build_parser()) if not place.commands)


def commands_part() -> str:
    """All commands, one a row."""
    rows = (f"`{_usage(place)}` | {place.help}" for place in places())
    return _folded("All commands", _table("Command | What it does", rows))


def keys_part() -> str:
    """All keys, a table a place."""
    by_place: dict[str, list[Command]] = {}
    for command in COMMANDS:
        by_place.setdefault(command.place, []).append(command)
    tables = (f"**{place}**\n\n{_keys_table(commands)}" for place, commands in by_place.items())
    return _folded("All keys, place by place", "\n\n".join(tables))


def _keys_table(commands: list[Command]) -> str:
    rows = (f"{_keys(one)} | {one.words} | `{one.id}`" for one in commands)
    return _table("Keys | What they do | Id", rows)


def _folded(title: str, text: str) -> str:
    """A long part, which a page of README opens when it is asked for."""
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"


def settings_part() -> str:
    """All settings, with their defaults."""
    values = msgspec.structs.asdict(Config())
    rows = (
        f"`{one.key}` | {one.help} | {one.allowed} | "
        + (f"`{msgspec.json.encode(values[one.key]).decode()}`" if values[one.key] != {} else "none")
        for one in SETTINGS
    )
    return _table("Key | What it sets | What it may be | Without it", rows)


def json_part() -> str:
    """What each command prints with --json, then the fields of each value."""
    printed = (f"`{name}` | {_said(shape)}" for name, shape in JSON.items())
    values = sorted((_name(one), _fields_words(one)) for one in _structs())
    commands = _table("Command | What it prints", printed)
    rows = [*(f"{name} | {fields}" for name, fields in values), '*who* | "mentor", "mentee" or "both"']
    fields = _folded("The fields of each value", _table("Value | Fields", iter(rows)))
    return f"{commands}\n\n{fields}"


MARKS = {"commands": commands_part, "json": json_part, "keys": keys_part, "settings": settings_part}


def marked(mark: str, text: str) -> str | None:
    """What README holds between the two marks of this name."""
    found = re.search(rf"<!-- {mark} -->\n(.*?)<!-- /{mark} -->", text, re.S)
    return found and found[1].strip("\n")


def written(text: str) -> str:
    """README with these parts written anew."""
    for mark, part in MARKS.items():
        new = f"<!-- {mark} -->\n{part()}\n<!-- /{mark} -->"
        place = rf"<!-- {mark} -->(\n.*?<!-- /{mark} -->)?"
        text = re.sub(place, lambda _, new=new: new, text, count=1, flags=re.S)
    return text


def _usage(place: CommandPlace) -> str:
    usage = re.sub(r"\[-h\] |\[-j JOURNAL\] ?|\[-V\] ", "", place.usage + " ").strip()
    return usage.replace("|", "\\|")


def _keys(command: Command) -> str:
    return " or ".join(f"`{name}`" if name != "|" else name for name in command.key_names) or "in the palette"


def _table(head: str, rows: Iterator[str]) -> str:
    line = "|".join("---" for _ in head.split("|"))
    return "\n".join([f"| {head} |", f"|{line}|", *(f"| {row} |" for row in rows)])


def _said(shape: Shape) -> str:
    if isinstance(shape, list):
        return f"a list of {_said(shape[0])}"
    if isinstance(shape, dict):
        said = [(name, _said(one)) for name, one in shape.items()]
        fields = (
            f"{', '.join(f'`{name}`' for name, _ in those)} {words}"
            for words, those in groupby(said, lambda one: one[1])
        )
        return f"({'; '.join(fields)})"
    return shape if isinstance(shape, str) else _words(inspect.type_info(shape))


def _leaves(shape: Shape) -> Iterator[type[Any]]:
    """The types that a shape is made of."""
    if isinstance(shape, list | dict):
        for one in shape if isinstance(shape, list) else shape.values():
            yield from _leaves(one)
    elif isinstance(shape, type):
        yield shape


def _structs() -> set[type[Any]]:
    """Every value that is printed somewhere, those inside others too."""
    found: set[type[Any]] = set()
    waiting = [inspect.type_info(one) for shape in JSON.values() for one in _leaves(shape)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, inspect.StructType):
            if one.cls not in found:
                found.add(one.cls)
                waiting.extend(field.type for field in one.fields)
        else:
            waiting.extend(_inside(one))
    return found


def _inside(one: Any) -> list[Any]:
    inner = [getattr(one, name) for name in ("item_type", "value_type", "type") if hasattr(one, name)]
    several = [*getattr(one, "types", ()), *getattr(one, "item_types", ())]
    return [each for each in (*inner, *several) if isinstance(each, inspect.Type)]


def _fields(one: type[Any]) -> tuple[Any, ...]:
    info = inspect.type_info(one)
    assert isinstance(info, inspect.StructType)
    return info.fields


def _fields_words(one: type[Any]) -> str:
    return ", ".join(f"`{field.encode_name}` {_words(field.type)}" for field in _fields(one))


def _name(one: type[Any]) -> str:
    """A value's name in words: SessionView is a session, and what it is a view of the session itself."""
    words = _in_words(one)
    alike = [other for other in _structs() if other is not one and _in_words(other) == words]
    if not alike:
        return f"*{words}*"
    if any(other.__name__ == one.__name__ for other in alike):
        return f"*{words} of the {one.__module__.rpartition('.')[2].split('_')[0]}*"
    return f"*{words}*" if one.__name__.endswith("View") else f"*{words} itself*"


def _in_words(one: type[Any]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one.__name__.removesuffix("View")).lower()


_PLAIN = {
    inspect.StrType: "text",
    inspect.IntType: "number",
    inspect.FloatType: "number",
    inspect.BoolType: "true or false",
    inspect.DateType: "date",
    inspect.DateTimeType: "time",
    inspect.NoneType: "null",
    inspect.AnyType: "anything",
}


def _words(one: Any) -> str:
    """A type in words."""
    if type(one) in _PLAIN:
        return _PLAIN[type(one)]
    if isinstance(one, inspect.StructType):
        return _name(one.cls)
    if isinstance(one, inspect.EnumType | inspect.LiteralType):
        return _one_of(one)
    return _made_of(one)


def _one_of(one: Any) -> str:
    if getattr(one, "cls", None) is Who:
        return "*who*"
    values = [each.value for each in one.cls] if isinstance(one, inspect.EnumType) else one.values
    return " or ".join(f'"{value}"' for value in values)


def _made_of(one: Any) -> str:
    match one:
        case inspect.UnionType():
            return " or ".join(_words(each) for each in one.types)
        case inspect.DictType():
            return f"object of {_words(one.value_type)}"
        case inspect.TupleType():
            return f"list of {' and '.join(_words(each) for each in one.item_types)}"
        case inspect.CustomType():
            return "text"
    return f"list of {_words(one.item_type)}"


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
