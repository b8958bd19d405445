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


class _Strand(Value, frozen=True, kw_only=True):
    strand: str
    topics: tuple[_Row, ...]


@cache
def read_topics() -> tuple[CatalogTopic, ...]:
    """The topics as they are shipped, strand by strand."""
    data = shipped("topics.json")
    strands = msgspec.json.decode(data, type=tuple[_Strand, ...])
    return tuple(
        CatalogTopic(id=topic.id, name=topic.name, strand=strand.strand)
        for strand in strands
        for topic in strand.topics
    )
