"""Agendas: a template, and the template fitted to the minutes there are."""

from __future__ import annotations

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value


class TemplateItem(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One item of a template. Its minutes at the template's own length are its weight at every other."""

    title: str
    lead: Who
    minutes: int
    at_least: int = 0
    """The floor, in minutes: the item is useless with less."""
    from_length: int = 0
    """The session length, in minutes, at which the item first appears; 0 is always."""
    text: str = ""
    """Markdown under the heading, before the prompts."""
    prompts: tuple[str, ...] = ()


class AgendaTemplate(Value, frozen=True, kw_only=True, omit_defaults=True):
    """An agenda as it is written down, before it meets a length."""

    id: str
    title: str
    phase: str = ""
    minutes: int
    """The length it was written for."""
    lengths: tuple[int, ...] = ()
    """The lengths, in minutes, that it is offered at."""
    purpose: str = ""
    when: str = ""
    before: tuple[str, ...] = ()
    """What to bring or do beforehand."""
    items: tuple[TemplateItem, ...]


class PlannedItem(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One item of a fitted agenda."""

    id: str
    """Its place at the start, from "1"; unique in its session, and stays when others are left out."""
    title: str
    lead: Who
    minutes: int
    text: str = ""
    prompts: tuple[str, ...] = ()


class Agenda(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A template fitted to a length: its items' minutes add up to it exactly."""

    template: str = ""
    """The template's id; "" is a session without an agenda."""
    title: str
    minutes: int
    purpose: str = ""
    when: str = ""
    before: tuple[str, ...] = ()
    items: tuple[PlannedItem, ...]
    left_out: tuple[str, ...] = ()
    """Titles of items that the length has no room for."""
