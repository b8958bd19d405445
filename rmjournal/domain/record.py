"""What every value of the journal has in common."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar, TypeAlias

import msgspec

Clock: TypeAlias = Callable[[], datetime]
"""Tells the time now: aware, in the local zone, to the second."""

Ids: TypeAlias = Callable[[], str]
"""Makes an id that no other record has."""


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A frozen value.

    A field's default means "not there" ("", None, (), 0 or False), so that a stored value may leave it out
    and its meaning never changes.
    """


class Record(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A value that the journal keeps under an id of its own."""

    table: ClassVar[str]
    """The name of the table that keeps values of this class."""

    id: str
