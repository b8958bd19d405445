"""The commands of rating alone and opening together. What is sealed is "in", and nothing else."""

from __future__ import annotations

import argparse

from rmjournal.cli.goal_lines import rated_line
from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say, tell
from rmjournal.cli.subjects import subject_of
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Choice, Occasion
from rmjournal.domain.seal import Sealed
from rmjournal.errors import RuleError
from rmjournal.journal.journal import Journal
from rmjournal.journal.ratings import Subject
from rmjournal.practice.scales import read_scales

SKIP = "skip"
OCCASIONS = {"midpoint": Occasion.MIDPOINT, "end": Occasion.END, "now": Occasion.ANY_TIME}


def rate(args: argparse.Namespace) -> int:
    """Rate a goal or an expectation, sealed."""
    with opened(args) as journal:
        subject, by = subject_of(journal, args.subject), writer(journal, args)
        value = None if args.value.strip().casefold() == SKIP else _value(args.value)
        round_id = _round(journal, subject, args.round, by).round.id
        state = journal.ratings.rate(round_id, subject, value, by=by, why=args.why)
        _tell_state(journal, state, by)
    return 0


def hand_in(args: argparse.Namespace) -> int:
    """Say that one has rated what one wants to."""
    with opened(args) as journal:
        by = writer(journal, args)
        running = journal.ratings.running()
        for one in running:
            _tell_state(journal, journal.ratings.hand_in(one.round.id, by=by), by)
        if not running:
            tell("Nothing is being rated. To begin: rmjournal goal rate GOAL VALUE --by WHO")
    return 0


def open_round(args: argparse.Namespace) -> int:
    """Open the ratings in which both are in."""
    with opened(args) as journal:
        ready = [one for one in journal.ratings.running() if one.can_open]
        if not ready:
            raise RuleError("In no rating are both in yet. Who is in: rmjournal goals")
        for one in ready:
            _open(journal, one)
    return 0


def close_round(args: argparse.Namespace) -> int:
    """Close unfinished ratings, unseen."""
    with opened(args) as journal:
        subject = subject_of(journal, args.subject) if args.subject else None
        running = journal.ratings.running(subject)
        for one in running:
            journal.ratings.close(one.round.id)
        tell(f"Closed unseen: {len(running)}." if running else "Nothing is being rated.")
    return 0


def agree(args: argparse.Namespace) -> int:
    """Keep the value that both agree on, for the last opened rating."""
    with opened(args) as journal:
        subject = subject_of(journal, args.subject)
        last = journal.ratings.last(subject)
        if last is None:
            raise RuleError(
                "It was not rated by both yet. To rate it: rmjournal goal rate GOAL VALUE --by WHO"
            )
        rated = journal.ratings.agree(
            last.round, subject, _value(args.value), why=args.why, by=writer(journal, args)
        )
        tell(f"{subject.label}: {rated_line(rated, journal.pair)}")
    return 0


def _value(text: str) -> int | Choice:
    said = " ".join(text.split()).casefold()
    for choice in Choice:
        if said == choice.value:
            return choice
    return read_scales().rating.read(text)


def _round(journal: Journal, subject: Subject, named: str | None, by: Who) -> Sealed:
    """The round a rating belongs to: the one that is named, one that is running, or one of its own."""
    if named in ("midpoint", "end"):
        return journal.ratings.begin(OCCASIONS[named], by=by)
    running = journal.ratings.running(subject) if named is None else ()
    return running[0] if running else journal.ratings.begin(Occasion.ANY_TIME, [subject], by=by)


def _tell_state(journal: Journal, state: Sealed, by: Who) -> None:
    if state.can_open:
        _open(journal, state)
        return
    left = len(state.left(by))
    other = Who.MENTEE if by is Who.MENTOR else Who.MENTOR
    mine = "In." if not left else f"In. {left} more to rate, or to leave: rmjournal goal done --by {by}"
    tell(f"{mine} {journal.pair.first_name(other)}: {state.words(other)}.")


def _open(journal: Journal, state: Sealed) -> None:
    labels = {one.id: one.label for one in (*journal.goals.all(), *journal.expectations.all())}
    tell("Both are in. What both said:")
    for subject, rated in zip(state.round.asked, journal.ratings.open(state.round.id), strict=False):
        say(f"{labels.get(subject, subject)}  {rated_line(rated, journal.pair)}")
