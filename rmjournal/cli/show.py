"""The command that says where the pair stands."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rmjournal.cli.actions import action_line
from rmjournal.cli.opening import opened
from rmjournal.cli.output import say, say_json
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Who
from rmjournal.domain.words import counted
from rmjournal.journal.ledger_views import ExpectationView
from rmjournal.journal.today import Today


def show(args: argparse.Namespace) -> int:
    """Say where the pair stands: the next session, open actions, what is carried, the last sessions."""
    with opened(args) as journal:
        today = journal.today()
    if args.json:
        say_json(today)
        return 0
    say("\n".join(_lines(today)))
    return 0


def _lines(today: Today) -> Iterator[str]:
    pair = today.pair
    named = f"{pair.name_of(Who.MENTOR)}, mentor · {pair.name_of(Who.MENTEE)}, mentee"
    yield f"{named} · {pair.code}" if pair.code else named
    if today.open is not None:
        yield f"Open: {today.open.title}, {day_words(today.open.on, today.day)}"
        yield "  To wrap it up: rmjournal session end"
    if today.next is not None:
        length = counted(today.next.minutes, "minute")
        yield f"Next: {today.next.title}, {day_words(today.next.on, today.day)}, {length}"
    else:
        yield "Next: nothing is planned. To start a session: rmjournal session start"
    yield from _part("Actions", [action_line(action, pair) for action in (*today.actions, *today.parked)])
    yield from _part("Parking lot", [_thing_line(one) for one in today.topics])
    yield from _part("What both want", [_wish_line(wish) for wish in today.expectations])
    yield from _part("Rhythm", list(today.rhythm.lines(today.day)) if today.rhythm else [])
    yield from _part("To decide: do, park or drop?", [_thing_line(one) for one in today.decisions])
    yield from _part("Missing still, before the agreement stands", list(today.missing))
    yield from _part(
        "Last sessions",
        [f"{one.id}  {one.on.isoformat()}  {one.held:>3} min  {one.title}" for one in today.recent],
    )


def _thing_line(one: Action | Capture) -> str:
    return f"{one.id}  {' '.join(one.text.split())}"


def _wish_line(wish: ExpectationView) -> str:
    stands = wish.state if wish.state != "open" else wish.agreed_words
    facts = [one for one in (stands, *wish.notices) if one]
    return f"{wish.label}  {' '.join(wish.text.split())}" + (f" ({', '.join(facts)})" if facts else "")


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield title
        yield from (f"  {line}" for line in lines)
