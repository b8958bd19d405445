"""How commands read and print: data to standard output, messages to standard error."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath

import msgspec

from rmjournal.errors import UsageError


def say(text: str) -> None:
    """Print data: made safe where a terminal would obey it, as it is where a file or a program reads it."""
    sys.stdout.write((_cleaned(text) if sys.stdout.isatty() else text).rstrip("\n") + "\n")


def tell(text: str) -> None:
    """Print a message for the person at the keyboard."""
    sys.stderr.write(_cleaned(text).rstrip("\n") + "\n")


def say_json(value: object) -> None:
    """Print a value as JSON: every field is there, dates and times are ISO 8601."""
    import json

    text = json.dumps(plain(value), ensure_ascii=False, indent=2)
    if sys.stdout.isatty() and _cleaned(text) != text:
        # Other characters would be other words: here they are only written in another way.
        text = json.dumps(plain(value), indent=2).replace("\x7f", "\\u007f")
    sys.stdout.write(text + "\n")


def plain(value: object) -> object:
    """A value as JSON knows it, with fields that hold their default too, so that scripts can rely on them."""
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, PurePath):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _cleaned(text: str) -> str:
    from rmjournal.text import clean

    return clean(text)


def words_instead(text: str) -> str:
    """As `words_of`, where the words take the place of others: a pipe that broke must not wipe those out.

    Raises:
        UsageError: If standard input is empty, or is not UTF-8.
    """
    words = words_of(text)
    if text == "-" and not words.strip():
        raise UsageError(
            'Standard input is empty; nothing was changed.\nTo take the words out, give "" as TEXT.'
        )
    return words


def words_of(text: str) -> str:
    """The words that were given, or what standard input holds where they are "-".

    Raises:
        UsageError: If standard input is not UTF-8.
    """
    if text != "-":
        return text
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"Standard input is not UTF-8 (byte {error.start + 1}).\nConvert it first; nothing was kept."
        ) from error
