"""The demo pair's story as it is written down: a file for the pair, and one a session."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

from rmjournal.domain.capture import ActionStatus, CaptureKind, CaptureState
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.practice.shipped import FOLDER


class _Told(Value, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of the story. A key that is not known is an error, so that a slip of the pen is not lost."""


class Passage(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """What was written under one agenda item, and how long the pair stayed there."""

    minutes: int
    text: str
    by: Who = Who.BOTH


class Line(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """A line that was captured, and what came of it."""

    kind: CaptureKind
    item: str
    """The title of the agenda item."""
    text: str
    by: Who = Who.BOTH
    ended: date | None = None
    state: CaptureState = CaptureState.OPEN
    outcome: str = ""


class Deed(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """An action, and how it ended."""

    item: str
    """The title of the agenda item."""
    text: str
    owner: Who
    due: date | None = None
    ended: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    to: str = ""
    why: str = ""


class Chapter(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """One session."""

    on: date
    at: time
    planned_for: date | None = None
    """The day it was moved from, if it was."""
    template: str
    minutes: int
    items: dict[str, Passage]
    """By the title of the agenda item."""
    lines: tuple[Line, ...] = ()
    actions: tuple[Deed, ...] = ()
    takeaways: dict[Who, str]


class OnceMore(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """The session that the two agreed on after the last one, and why."""

    agreed: datetime
    template: str
    minutes: int
    by: Who
    topic: str


class Cast(_Told, frozen=True, kw_only=True, omit_defaults=True):
    """The pair, and how their story ends."""

    mentor: str
    mentor_title: str
    mentee: str
    mentee_title: str
    program: str
    code: str
    coordinator: str
    once_more: OnceMore


class Story(Value, frozen=True, kw_only=True, omit_defaults=True):
    """The whole story, its chapters in order."""

    cast: Cast
    chapters: tuple[Chapter, ...]


def read_story() -> Story:
    """The demo pair's story, on the days on which it was written down."""
    pages = {page.name: page for page in (FOLDER / "demo").iterdir()}
    cast = msgspec.toml.decode(pages.pop("pair.toml").read_bytes(), type=Cast)
    numbered = sorted(name for name in pages if name.endswith(".toml"))
    chapters = (msgspec.toml.decode(pages[name].read_bytes(), type=Chapter) for name in numbered)
    return Story(cast=cast, chapters=tuple(chapters))
