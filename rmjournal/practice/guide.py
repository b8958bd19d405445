"""The guide: cards of a minute's reading, for the mentor, the mentee, both, or the coordinator."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.practice.shipped import shipped


class Reader(StrEnum):
    """For whom a card is written."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"
    COORDINATOR = "coordinator"


class Card(Value, frozen=True, kw_only=True):
    """One card of the guide."""

    id: str
    reader: Reader
    title: str
    paragraphs: tuple[str, ...]


class Shelf(Value, frozen=True, kw_only=True):
    """Which cards there are, in their order, and when which one helps: ids, by reader or by template."""

    readers: Mapping[Reader, tuple[str, ...]]
    first: Mapping[Who, str]
    before: Mapping[str, Mapping[Who, str]]
    hard: str


@cache
def read_shelf() -> Shelf:
    """Which cards there are, and when which one helps."""
    return msgspec.json.decode(shipped("cards.json"), type=Shelf)


@cache
def read_card(card_id: str) -> Card:
    """The card with this id, which is on the shelf."""
    reader = next(reader for reader, ids in read_shelf().readers.items() if card_id in ids)
    title, *paragraphs = shipped(f"cards/{card_id}.md").decode().strip().split("\n\n")
    return Card(
        id=card_id,
        reader=reader,
        title=title.removeprefix("# "),
        paragraphs=tuple(" ".join(paragraph.split()) for paragraph in paragraphs),
    )
