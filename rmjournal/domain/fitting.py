"""Fitting an agenda template to the minutes there are, and who leads how much of them.

The minutes an item has at its template's own length are its weight at every other length. A session's minutes
are shared out by weight with the largest remainder; then, while an item is under its floor, a minute goes to
it from the item furthest above its own. Everything is whole numbers, and every tie goes to the earlier item,
so that the same template and length always give the same agenda.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rmjournal.domain.agenda import Agenda, AgendaTemplate, PlannedItem, TemplateItem
from rmjournal.domain.pair import Who
from rmjournal.domain.session import SHORT_MINUTES
from rmjournal.errors import RuleError

SHORTEST_MINUTES = 10
"""The shortest length that an agenda is fitted to."""

LONGEST_MINUTES = 120
"""The longest length that an agenda is fitted to."""


def fit(template: AgendaTemplate, minutes: int) -> Agenda:
    """The agenda for a session of so many minutes; the items' minutes add up to them exactly.

    An item that its template keeps for longer sessions ("from 30") is not there, by design, and does not
    count as left out. `left_out` names the items that belong to this length and that the floors leave no room
    for: they go from the end, never the longest one. A longest item whose floor alone is more than there is
    gets all the minutes.

    Raises:
        RuleError: If the length is out of range, or the template has no items.
    """
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        raise RuleError(
            f"A session of {minutes} minutes has no agenda.\n"
            f"Choose a length from {SHORTEST_MINUTES} to {LONGEST_MINUTES} minutes."
        )
    shown = shown_at(template.items, minutes)
    if not shown:
        raise RuleError(f"The agenda {template.id!r} has no items.\nGive it at least one.")
    kept = _with_room(shown, minutes)
    return Agenda(
        template=template.id,
        title=template.title,
        minutes=minutes,
        purpose=template.purpose,
        when=template.when,
        before=template.before,
        items=_planned([shown[at] for at in kept], minutes),
        left_out=tuple(item.title for at, item in enumerate(shown) if at not in kept),
    )


def shown_at(items: Sequence[TemplateItem], minutes: int) -> tuple[TemplateItem, ...]:
    """The items that belong to a session of so many minutes; where none does yet, those that appear first.

    A session shorter than the pair's short version starts from the items of that one.
    """
    length = max(minutes, SHORT_MINUTES)
    shown = tuple(item for item in items if item.from_length <= length)
    if shown or not items:
        return shown
    first = min(item.from_length for item in items)
    return tuple(item for item in items if item.from_length == first)


def floor_of(item: TemplateItem) -> int:
    """The fewest minutes an item can have: its own floor, and never less than one."""
    return max(1, item.at_least)


def mentor_share(items: Iterable[PlannedItem | TemplateItem]) -> int:
    """Percent of the minutes that the mentor leads; an item led by both counts half."""
    halves = {Who.MENTOR: 2, Who.BOTH: 1, Who.MENTEE: 0}
    led = total = 0
    for item in items:
        led += halves[item.lead] * item.minutes
        total += 2 * item.minutes
    return (200 * led + total) // (2 * total) if total else 0


def _with_room(items: Sequence[TemplateItem], minutes: int) -> list[int]:
    """Places of the items whose floors fit into the minutes."""
    longest = max(range(len(items)), key=lambda at: (items[at].minutes, -at))
    kept = list(range(len(items)))
    while len(kept) > 1 and sum(floor_of(items[at]) for at in kept) > minutes:
        kept.remove(kept[-1] if kept[-1] != longest else kept[-2])
    return kept


def _planned(items: Sequence[TemplateItem], minutes: int) -> tuple[PlannedItem, ...]:
    shares = _lifted(_shared([item.minutes for item in items], minutes), [floor_of(item) for item in items])
    return tuple(
        PlannedItem(
            id=str(number),
            title=item.title,
            lead=item.lead,
            minutes=share,
            text=item.text,
            prompts=item.prompts,
        )
        for number, (item, share) in enumerate(zip(items, shares, strict=True), start=1)
    )


def _shared(weights: Sequence[int], minutes: int) -> list[int]:
    """The minutes shared out by weight, with the largest remainder."""
    total = sum(weights)
    shares = [minutes * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: -(minutes * weights[at] % total))
    for at in by_remainder[: minutes - sum(shares)]:
        shares[at] += 1
    return shares


def _lifted(shares: list[int], floors: Sequence[int]) -> list[int]:
    """The shares with every item at its floor, as long as the floors together fit."""
    places = range(len(shares))
    for at in places:
        while shares[at] < floors[at]:
            richest = max(places, key=lambda other: shares[other] - floors[other])
            if shares[richest] <= floors[richest]:
                return shares
            shares[richest] -= 1
            shares[at] += 1
    return shares
