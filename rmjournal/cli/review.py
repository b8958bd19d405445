"""The commands that look back: the log, the review, tags."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say, say_json, tell
from rmjournal.cli.periods import final_day, first_day
from rmjournal.cli.unlocking import unlock
from rmjournal.domain.pair import Pair
from rmjournal.domain.stretch import Stretch
from rmjournal.domain.words import counted
from rmjournal.errors import UsageError
from rmjournal.journal.journal import Journal
from rmjournal.journal.review_views import Lines, ReviewView, Stand, TopicRow
from rmjournal.journal.tags import Tag
from rmjournal.journal.timeline import TIMELINE_KINDS, Asked, Happening
from rmjournal.text import one_line


def log(args: argparse.Namespace) -> int:
    """Print what happened, month by month, the newest first."""
    with opened(args) as journal:
        asked = Asked(
            kinds=_kinds(args.kind),
            who=journal.pair.who(args.who) if args.who else None,
            goal=args.goal,
            topic=args.topic,
            template=args.template,
            stretch=_stretch(journal, args),
        )
        view, pair = journal.timeline.view(asked), journal.pair
    if args.json:
        say_json([one for month in view.months for one in month.happenings])
        return 0
    for month in view.months:
        say(month.title)
        for happening in month.happenings:
            say(f"  {_happening_line(happening, pair)}")
    if not view.shown:
        tell("Nothing of this kind has happened." if view.total else view.words)
    return 0


def review(args: argparse.Namespace) -> int:
    """Say what came of a stretch of time, or when something was last spoken of."""
    with opened(args) as journal:
        if args.spoke_of:
            return _say_spoken(journal, args)
        who = writer(journal, args)
        if args.mine:
            unlock(journal, args, who)
        view = journal.review.view(_stretch(journal, args), who=who)
    if args.json:
        say_json(view)
    else:
        say("\n".join(_review_lines(view)))
    return 0


def list_tags(args: argparse.Namespace) -> int:
    """List the tags, the most used first, and those that may be meant as one."""
    with opened(args) as journal:
        if args.mine:
            unlock(journal, args, writer(journal, args))
        found = journal.tags.all()
    if args.json:
        say_json(found)
        return 0
    for tag in found.tags:
        say(_tag_line(tag))
    for pair in found.alike:
        tell(f"#{pair.one} and #{pair.other} may be meant as one ({pair.why}).")
    if found.alike:
        tell("To make two one: rmjournal tags rename OLD NEW")
    if not found.tags:
        tell("There are no tags yet. To set one, write #word anywhere in a text.")
    return 0


def rename_tag(args: argparse.Namespace) -> int:
    """Rename a tag in every text that both can read, and with --mine in what --by keeps alone."""
    with opened(args) as journal:
        by = writer(journal, args)
        if args.mine:
            unlock(journal, args, by)
        done = journal.tags.rename(args.old, args.new, by=by)
    joined = f"; it is one with the #{done.new} that was there" if done.joined else ""
    tell(f"#{done.old} is #{done.new} in {counted(done.changed, 'entry', 'entries')}{joined}.")
    if done.private:
        tell(f"On mine it is so in {done.private} too.")
    for words in done.rest:
        tell(words)
    return 0


def _say_spoken(journal: Journal, args: argparse.Namespace) -> int:
    spoken = journal.review.last_spoken(args.spoke_of)
    if args.json:
        say_json(spoken)
    else:
        say(spoken.sentence)
    return 0 if spoken.on else 1


def _stretch(journal: Journal, args: argparse.Namespace) -> Stretch:
    return Stretch(since=first_day(journal, args.since), until=final_day(journal, args.until))


def _kinds(given: list[str]) -> tuple[str, ...]:
    for kind in given:
        if kind not in TIMELINE_KINDS:
            raise UsageError(f"{kind!r} is not in the log.\nSay one of: {', '.join(TIMELINE_KINDS)}.")
    return tuple(given)


def _happening_line(happening: Happening, pair: Pair) -> str:
    facts = (
        [one_line(happening.text), *happening.goals[:3]] if happening.kind != "rating" else [happening.text]
    )
    shown = " · ".join(filter(None, facts))
    line = f"{happening.on.isoformat()}  {happening.kind:<10} {pair.first_name(happening.who):<9}"
    return f"{line} {one_line(happening.title)}" + (f"  ({shown})" if shown else "")


def _review_lines(view: ReviewView) -> Iterator[str]:
    yield view.title
    yield view.held.sentence
    yield from _stand_lines("Expectations", view.expectations)
    yield from _stand_lines("Goals", view.goals)
    yield from _part("Actions", view.actions.sentence, ())
    yield from _part("Who led, and whose topics", view.lead.sentence, filter(None, [view.served.sentence]))
    topics = [
        *map(_topic_line, view.topics.touched),
        *(f"not yet: {one.name}" for one in view.topics.not_yet),
    ]
    yield from _part("Topics", view.topics.sentence, topics)
    for title, lines in (
        ("Learned", view.learned),
        ("Taught", view.taught),
        ("Experiments", view.experiments),
        ("Carried upward", view.upward),
        ("Doors", view.doors),
    ):
        if lines.sentence:
            yield from _part(title, lines.sentence, _kept_lines(lines))
    yield from _part("Pulse", "", (line.sentence for line in view.pulses))


def _part(title: str, sentence: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield title
    if sentence:
        yield f"  {sentence}"
    for line in lines:
        yield f"  {line}"


def _stand_lines(title: str, stand: Stand) -> Iterator[str]:
    yield from _part(title, stand.sentence, (f"{row.sentence}  {one_line(row.title)}" for row in stand.rows))


def _kept_lines(lines: Lines) -> Iterator[str]:
    for row in lines.rows:
        came = f"  {one_line(row.sentence)}" if row.kind in ("experiment", "carry-upward") else ""
        yield f"{row.on.isoformat()}  {row.text}{came}"


def _topic_line(topic: TopicRow) -> str:
    last = f", last on {topic.last.isoformat()}" if topic.last else ""
    return f"{topic.name}: in {counted(topic.sessions, 'session')}{last}"


def _tag_line(tag: Tag) -> str:
    others = [f"#{way}" for way in tag.spellings if way != tag.name]
    also = f"  also written {', '.join(others)}" if others else ""
    last = tag.last.isoformat() if tag.last else " " * 10
    return f"{tag.count:>5}  {last}  #{tag.name}{also}"
