"""Topic lights: what each opens for talk, marked alone.

Red is never stored. It is the absence of a mark, so nobody can tell it from a topic that was not marked: what
is kept is one document a person with the topics that are green or amber, rewritten whole each time a form is
handed in, whether anything changed or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import ClassVar

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value


class Light(StrEnum):
    """How open somebody is to talk about a topic."""

    GREEN = "green"
    AMBER = "amber"
    """By invitation, the day before."""
    RED = "red"


class Lights(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What one person marked green or amber. That it is there says that this person is in."""

    table: ClassVar[str] = "lights"

    green: tuple[str, ...] = ()
    """Topic ids, sorted."""
    amber: tuple[str, ...] = ()

    @staticmethod
    def id_of(who: Who) -> str:
        """The id of a person's document."""
        return f"lights.{who}"

    def marked(self, marks: Mapping[str, Light]) -> Lights:
        """This document, written anew with these marks; topics that are not among them stay as they were."""
        kept = {**dict.fromkeys(self.green, Light.GREEN), **dict.fromkeys(self.amber, Light.AMBER), **marks}
        return msgspec.structs.replace(
            self,
            green=tuple(sorted(topic for topic, light in kept.items() if light is Light.GREEN)),
            amber=tuple(sorted(topic for topic, light in kept.items() if light is Light.AMBER)),
        )

    def joined_with(self, other: Lights) -> Lights:
        """This document as two programs wrote it at once: a topic is as open as in the more careful one."""
        green = set(self.green) & set(other.green)
        open_to_both = {*self.green, *self.amber} & {*other.green, *other.amber}
        return msgspec.structs.replace(
            self, green=tuple(sorted(green)), amber=tuple(sorted(open_to_both - green))
        )

    def __repr__(self) -> str:
        """The document for a log or a traceback, which never show anybody's marks."""
        return f"Lights({self.id!r})"


class Topic(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A topic that the pair added to the catalog."""

    table: ClassVar[str] = "topics"

    name: str

    @staticmethod
    def id_of(name: str) -> str:
        """The id that every copy of the journal gives to a topic of this name."""
        from hashlib import blake2b

        return (
            "own."
            + blake2b(" ".join(name.casefold().split()).encode(errors="replace"), digest_size=6).hexdigest()
        )


class CatalogTopic(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A topic that somebody can mark."""

    id: str
    name: str
    strand: str = ""
    """The group it is listed under; "" for the pair's own."""


class SharedTopic(Value, frozen=True, kw_only=True):
    """A topic that both opened."""

    id: str
    name: str
    light: Light
    """Green where both marked it green, else amber. Whose amber it is, is not said."""


def shared(
    catalog: Iterable[CatalogTopic], mentor: Lights | None, mentee: Lights | None
) -> tuple[SharedTopic, ...]:
    """The topics that both marked green or amber: none before both are in."""
    if mentor is None or mentee is None:
        return ()
    both = mentor.joined_with(mentee)
    lights = {**dict.fromkeys(both.green, Light.GREEN), **dict.fromkeys(both.amber, Light.AMBER)}
    return tuple(
        SharedTopic(id=topic.id, name=topic.name, light=lights[topic.id])
        for topic in catalog
        if topic.id in lights
    )
