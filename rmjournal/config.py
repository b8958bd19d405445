"""What a person set for themselves: one TOML file, read whole or refused with every problem in it named.

A file that is not there means the defaults. A file that cannot be used is never half used: commands refuse to
run on it, and the screens start with the defaults and say so, since nothing may keep people from a session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from rmjournal import files
from rmjournal.errors import ConfigError

_MOST_BYTES = 1024**2

THEMES = (
    *("paper", "ink", "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte"),
    *("catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord"),
    *("rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light"),
    *("textual-dark", "textual-light", "tokyo-night", "ansi-dark", "ansi-light"),
)
"""The colors there are, ours first."""

Minutes = Annotated[int, msgspec.Meta(ge=10, le=120)]


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """What can be set, with its defaults."""

    theme: Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(('auto', *THEMES))})$")] = "auto"
    writer: Literal["both", "mentor", "mentee"] = "both"
    lengths: Annotated[tuple[Minutes, ...], msgspec.Meta(min_length=1, max_length=12)] = (15, 20, 30, 45, 60)
    cue: bool = True
    bell: bool = False
    dates: Literal["month-first", "day-first", "iso"] = "month-first"
    week_start: Literal["monday", "saturday", "sunday"] = "monday"
    idle_lock: Annotated[int, msgspec.Meta(ge=1, le=240)] = 10
    ascii: bool = False
    hints: bool = True
    keys: Mapping[str, str] = msgspec.field(default_factory=dict)


class Setting(NamedTuple):
    """One key of the file, in words."""

    key: str
    help: str
    allowed: str


SETTINGS = (
    Setting("theme", "the colors; auto goes by the terminal's background", f"auto, {', '.join(THEMES)}"),
    Setting("writer", "who is writing when the screens open", "both, mentor, mentee"),
    Setting("lengths", "the minutes that are offered for a session", "a list of 1 to 12 numbers, 10 to 120"),
    Setting("cue", "whether a word says that an item's time is up", "true or false"),
    Setting("bell", "whether the terminal's bell rings with that word", "true or false"),
    Setting("dates", "how days are written on screens and in messages", "month-first, day-first, iso"),
    Setting("week_start", 'where a week begins in "next tuesday" or "last week"', "monday, saturday, sunday"),
    Setting("idle_lock", "minutes without a key after which mine locks", "a number from 1 to 240"),
    Setting("ascii", "draw lines and marks with plain characters", "true or false"),
    Setting("hints", "whether a line teaches a key in the first sessions", "true or false"),
    Setting("keys", "keys of your own, by a command's id", 'a table, such as "session.next" = "ctrl+n"'),
)
"""What each key is for and what it may be, in the order of the file."""


def path() -> Path:
    """Where the file is, or would be."""
    return files.config_file()


def read(file: Path | None = None) -> Config:
    """What is set in the file, by default in the person's own; the defaults where there is none.

    Raises:
        ConfigError: If it cannot be read, or a key or a value in it is not allowed. It names all of them.
    """
    place = file or path()
    try:
        data, _ = files.read_regular(place, limit=_MOST_BYTES)
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise ConfigError(place, [f"it cannot be read: {files.reason(error)}"]) from error
    return from_toml(data, place)


def from_toml(data: bytes, place: Path) -> Config:
    """What these bytes of a file set.

    Raises:
        ConfigError: If a key or a value in it is not allowed. It names all of them.
    """
    import tomllib

    try:
        given = tomllib.loads(data.decode())
    except RecursionError as error:
        raise ConfigError(place, ["it is nested too deeply"]) from error
    except ValueError as error:
        # Not only the reader's own: a number of thousands of digits is refused by Python itself.
        raise ConfigError(place, [f"it is not TOML: {error}"]) from error
    problems = list(_problems(given))
    if problems:
        raise ConfigError(place, problems)
    return msgspec.convert(given, Config)


def to_toml(config: Config) -> str:
    """A configuration as a file that sets each key, with what it is for and what it may be."""
    values = msgspec.structs.asdict(config)
    parts = [
        f"# {setting.help[0].upper()}{setting.help[1:]}: {setting.allowed}\n{_line(setting.key, values)}"
        for setting in SETTINGS
    ]
    return "\n\n".join(parts)


def _problems(given: Mapping[str, Any]) -> Iterator[str]:
    known = {setting.key: setting for setting in SETTINGS}
    for key, value in given.items():
        setting = known.get(key)
        if setting is None:
            yield f"{key} = {_written(value)}: there is no such key; there are {', '.join(known)}"
        elif not _fits(key, value):
            yield f"{key} = {_written(value)}: not allowed; it may be {setting.allowed}"
        elif key == "keys":
            from rmjournal.keymap import keymap_problems

            yield from (f"keys: {problem}" for problem in keymap_problems(value))


def _fits(key: str, value: object) -> bool:
    try:
        msgspec.convert({key: value}, Config)
    except msgspec.ValidationError:
        return False
    return True


def _line(key: str, values: Mapping[str, Any]) -> str:
    if key != "keys":
        return f"{key} = {_written(values[key])}"
    return "\n".join(["[keys]", *(f"{_written(one)} = {_written(to)}" for one, to in values[key].items())])


def _written(value: object) -> str:
    """A value about as TOML writes it."""
    return msgspec.json.encode(value, enc_hook=str).decode()
