"""The commands of what each says of themselves: cards, topics, where they stand."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say, say_json, tell, words_instead
from rmjournal.domain.assessment import AreaRow, Moment, PageMoment
from rmjournal.domain.lights import Light
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.errors import UsageError
from rmjournal.journal.journal import Journal
from rmjournal.practice.scales import read_scales

CARD = ("channel", "pace", "feedback", "more")


def card(args: argparse.Namespace) -> int:
    """Write one's own card, or show both."""
    given = {name: getattr(args, name) for name in CARD if getattr(args, name) is not None}
    with opened(args) as journal:
        if given:
            journal.cards.write(by=writer(journal, args), **given)
            return 0
        cards = {who.value: journal.cards.of(who) for who in PARTNERS}
        if args.json:
            say_json(cards)
            return 0
        for who in PARTNERS:
            say(f"Working with {journal.pair.name_of(who)}")
            for name in CARD:
                words = getattr(cards[who.value], name)
                if words:
                    say(f"  {name}: {words}")
    return 0


def shared_topics(args: argparse.Namespace) -> int:
    """List the topics that both opened."""
    with opened(args) as journal:
        topics = journal.lights.shared()
        waits = [journal.pair.first_name(who) for who in PARTNERS if not journal.lights.is_in(who)]
    if args.json:
        say_json(topics)
        return 0
    for topic in topics:
        say(f"{topic.light:<6} {topic.name}")
    if waits:
        tell(f"Not in yet: {' and '.join(waits)}. To mark: rmjournal topics mark TOPIC=green --by WHO")
    return 0


def catalog(args: argparse.Namespace) -> int:
    """List all topics that can be marked."""
    with opened(args) as journal:
        topics = journal.lights.catalog()
    if args.json:
        say_json(topics)
        return 0
    for topic in topics:
        say(f"{topic.id:<16} {topic.name}")
    return 0


def mark(args: argparse.Namespace) -> int:
    """Mark topics, alone."""
    with opened(args) as journal:
        marks = {journal.lights.topic(name).id: _light(light) for name, light in _pairs(args.marks)}
        journal.lights.mark(marks, by=writer(journal, args))
        tell("In.")
    return 0


def add_topic(args: argparse.Namespace) -> int:
    """Add a topic to the catalog, and print its id."""
    with opened(args) as journal:
        say(journal.lights.add_topic(args.name, by=writer(journal, args)).id)
    return 0


def assess(args: argparse.Namespace) -> int:
    """Say where one stands, or show it side by side."""
    with opened(args) as journal:
        if args.moment is None:
            _show_assessments(journal, args)
            return 0
        scale = read_scales().level
        levels = {area: scale.read(level) for area, level in _pairs(args.levels)}
        journal.assessments.answer(Moment(args.moment), levels, by=writer(journal, args))
    return 0


def page(args: argparse.Namespace) -> int:
    """Write one's own page, or print those of both."""
    moment = PageMoment(args.moment)
    with opened(args) as journal:
        if args.text is not None:
            by = writer(journal, args)
            before = journal.assessments.page(by, moment)
            journal.assessments.write_page(moment, words_instead(args.text), by=by, over=before)
            return 0
        pages = [page for who in PARTNERS if (page := journal.assessments.page(who, moment)) is not None]
        for found in pages:
            say(f"{journal.pair.name_of(found.who)}, {moment}\n\n{found.text}\n")
        if not pages:
            tell(f"Nobody has written it yet. To write it: rmjournal new-here {moment} TEXT --by WHO")
    return 0


def _show_assessments(journal: Journal, args: argparse.Namespace) -> None:
    asked = writer(journal, args)
    rows = {who.value: journal.assessments.side_by_side(who) for who in PARTNERS if asked in (who, Who.BOTH)}
    if args.json:
        say_json(rows)
        return
    for who, areas in rows.items():
        say(journal.pair.name_of(Who(who)))
        for line in _area_lines(areas):
            say(f"  {line}")


def _area_lines(areas: Iterable[AreaRow]) -> Iterator[str]:
    for area in areas:
        parts = (("before", area.before_words), ("then", area.then_words), ("now", area.now_words))
        said = [f"{name}: {words}" for name, words in parts if words]
        yield f"{area.name}  [{area.id}]  {', '.join([*said, area.said] if area.said else said)}".rstrip()


def _pairs(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"{one!r} is not NAME=VALUE.\nFor example: pay=amber, tools=3")
        yield name.strip(), value.strip()


def _light(text: str) -> Light:
    for light in Light:
        if light.value == text.casefold():
            return light
    raise UsageError(f"{text!r} is not a light.\nSay green, amber or red.")
