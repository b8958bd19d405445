"""The catalog of topics that a pair can open or leave closed."""

from __future__ import annotations

from functools import cache

import msgspec

from rmjournal.domain.lights import CatalogTopic
from rmjournal.domain.record import Value
from rmjournal.practice.shipped import shipped


class _Row(Value, frozen=True, kw_only=True):
    id: str
    name: str
    agendas: tuple[str, ...] = ()
    """The agendas that are about it, by their ids."""


class _Strand(Value, frozen=True, kw_only=True):
    strand: str
    topics: tuple[_Row, ...]


@cache
def read_topics() -> tuple[CatalogTopic, ...]:
    """The topics as they are shipped, strand by strand."""
    return tuple(
        CatalogTopic(id=topic.id, name=topic.name, strand=strand.strand)
        for strand in _strands()
        for topic in strand.topics
    )


def agendas_about(topic: str) -> tuple[str, ...]:
    """The shipped agendas that are about a topic, by their ids; none for most topics and for a pair's own."""
    return next((row.agendas for strand in _strands() for row in strand.topics if row.id == topic), ())


@cache
def _strands() -> tuple[_Strand, ...]:
    return msgspec.json.decode(shipped("topics.json"), type=tuple[_Strand, ...])
