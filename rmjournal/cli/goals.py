"""The commands of goals and expectations. What is sealed is "in", and nothing else, in every output."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rmjournal.cli.goal_lines import expectation_lines, goal_lines, rated_line
from rmjournal.cli.opening import day, opened, writer
from rmjournal.cli.output import say, say_json, tell, words_of
from rmjournal.domain.goals import Expectation, Goal, GoalState
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Choice, Occasion
from rmjournal.domain.seal import Sealed
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.goals import Anchors, Recorded
from rmjournal.journal.journal import Journal
from rmjournal.journal.ratings import Subject
from rmjournal.practice.scales import read_scales

SKIP = "skip"
OCCASIONS = {"midpoint": Occasion.MIDPOINT, "end": Occasion.END, "now": Occasion.ANY_TIME}


def list_goals(args: argparse.Namespace) -> int:
    """List the goals and how they stand."""
    with opened(args) as journal:
        goals, pair = journal.ledger.goals(), journal.pair
    if args.json:
        say_json(goals)
        return 0
    for goal in goals:
        say("\n".join(goal_lines(goal, pair)))
    if not goals:
        tell("There is no goal yet. To write one down: rmjournal goal add TITLE --owner WHO")
    return 0


def list_expectations(args: argparse.Namespace) -> int:
    """List what both want, and how it stands."""
    with opened(args) as journal:
        wishes, pair = journal.ledger.expectations(), journal.pair
    if args.json:
        say_json(wishes)
        return 0
    for wish in wishes:
        say("\n".join(expectation_lines(wish, pair)))
    if not wishes:
        tell("No wants were stated yet. To state one: rmjournal expectation add TEXT --owner WHO")
    return 0


def add(args: argparse.Namespace) -> int:
    """Write a goal down, and print its label."""
    with opened(args) as journal:
        goal = journal.goals.add(
            words_of(args.title),
            owner=journal.pair.who(args.owner),
            expectation=_expectation(journal, args.expectation),
            anchors=Anchors(now=args.now or "", expected=args.expected or "", better=args.better or ""),
            objective=args.objective or "",
            due=day(journal, args.due),
            by=writer(journal, args),
        )
        if goal.is_vague:
            tell("Kept. A little vague still: " + ", ".join(goal.wording.missing) + " can be written later.")
        say(goal.label)
    return 0


def change(args: argparse.Namespace) -> int:
    """Change a goal."""
    with opened(args) as journal:
        goal, by = journal.goals.get(args.subject), writer(journal, args)
        before = goal.wording
        anchors = Anchors(
            now=before.now if args.now is None else args.now,
            expected=before.expected if args.expected is None else args.expected,
            better=before.better if args.better is None else args.better,
        )
        changed = journal.goals.reword(goal, title=args.title, anchors=anchors, by=by)
        if len(changed.wordings) > len(goal.wordings):
            tell(f"Version {len(changed.wordings)}: the one before was rated, and keeps its ratings.")
        wish = next((one for one in journal.expectations.all() if one.id == goal.expectation), None)
        journal.goals.serve(
            changed,
            wish if args.expectation is None else _expectation(journal, args.expectation),
            objective=changed.objective if args.objective is None else args.objective,
            due=changed.due if args.due is None else day(journal, args.due),
            by=by,
        )
    return 0


def rate(args: argparse.Namespace) -> int:
    """Rate a goal or an expectation, sealed."""
    with opened(args) as journal:
        subject, by = _subject(journal, args.subject), writer(journal, args)
        value = None if args.value.strip().casefold() == SKIP else _value(args.value)
        round_id = _round(journal, subject, args.round, by).round.id
        state = journal.ratings.rate(round_id, subject, value, by=by, why=args.why)
        _tell_state(journal, state, by)
    return 0


def done(args: argparse.Namespace) -> int:
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
        subject = _subject(journal, args.subject) if args.subject else None
        running = journal.ratings.running(subject)
        for one in running:
            journal.ratings.close(one.round.id)
        tell(f"Closed unseen: {len(running)}." if running else "Nothing is being rated.")
    return 0


def agree(args: argparse.Namespace) -> int:
    """Keep the value that both agree on, for the last opened rating."""
    with opened(args) as journal:
        subject = _subject(journal, args.subject)
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


def park(args: argparse.Namespace) -> int:
    """Park a goal or an expectation."""
    return _turn(args, GoalState.PARKED)


def keep(args: argparse.Namespace) -> int:
    """Keep a goal or an expectation."""
    return _turn(args, GoalState.OPEN)


def drop(args: argparse.Namespace) -> int:
    """Say that a goal or an expectation is no longer relevant."""
    return _turn(args, GoalState.NO_LONGER_RELEVANT)


def renumber(args: argparse.Namespace) -> int:
    """Give something the next free label, and print it."""
    with opened(args) as journal:
        subject, by = _subject(journal, args.subject), writer(journal, args)
        if isinstance(subject, Goal):
            say(journal.goals.renumber(subject, by=by).label)
        else:
            say(journal.expectations.renumber(subject, by=by).label)
    return 0


def link(args: argparse.Namespace) -> int:
    """Link something recorded to a goal."""
    with opened(args) as journal:
        subject = _subject(journal, args.subject)
        recorded = _recorded(journal, args.record, args.item)
        journal.goals.link(subject, recorded, line=args.line, by=writer(journal, args))
        tell(f"Linked to {subject.label}.")
    return 0


def add_wish(args: argparse.Namespace) -> int:
    """State one more want, and print its label."""
    with opened(args) as journal:
        owner, by = journal.pair.who(args.owner), writer(journal, args)
        say(journal.expectations.add(words_of(args.text), owner=owner, by=by).label)
    return 0


def offer_wish(args: argparse.Namespace) -> int:
    """State one more offer, and print its id."""
    with opened(args) as journal:
        owner, by = journal.pair.who(args.owner), writer(journal, args)
        say(journal.expectations.offer(words_of(args.text), owner=owner, by=by).id)
    return 0


def change_wish(args: argparse.Namespace) -> int:
    """Put a want into other words."""
    with opened(args) as journal:
        wish = journal.expectations.get(args.subject)
        journal.expectations.reword(wish, words_of(args.text), by=writer(journal, args))
    return 0


def _turn(args: argparse.Namespace, state: GoalState) -> int:
    with opened(args) as journal:
        subject, by = _subject(journal, args.subject), writer(journal, args)
        if isinstance(subject, Goal):
            journal.goals.turn(subject, state, why=args.why, by=by)
        else:
            journal.expectations.turn(subject, state, why=args.why, by=by)
        tell(f"{subject.label}: {state}.")
    return 0


def _subject(journal: Journal, ref: str) -> Subject:
    """A goal or an expectation, by a label or an id."""
    if ref[:1].casefold() == Expectation.letter.casefold() and ref[1:].isdigit():
        return journal.expectations.get(ref)
    try:
        return journal.goals.get(ref)
    except NotFoundError:
        if ref[:1].casefold() == Goal.letter.casefold() and ref[1:].isdigit():
            raise
        return journal.expectations.get(ref)


def _expectation(journal: Journal, ref: str | None) -> Expectation | None:
    return journal.expectations.get(ref) if ref else None


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


def _recorded(journal: Journal, ref: str, item: str) -> Recorded:
    if item or ref == "last":
        session = journal.sessions.get(ref)
        if not item:
            return session
        note = journal.sessions.note(session, session.item(item).id)
        if note is None:
            raise NotFoundError("note under item", item, "To see what was written: rmjournal session show")
        return note
    return _one_of(journal, ref)


def _one_of(journal: Journal, ref: str) -> Recorded:
    found = list(_matching(journal, ref))
    if len(found) == 1:
        return found[0]
    if found:
        raise RuleError(f"{len(found)} records begin with {ref!r}.\nGive more of the id.")
    raise NotFoundError("record", ref, "Ids are in: rmjournal action list, rmjournal session show --json")


def _matching(journal: Journal, ref: str) -> Iterator[Recorded]:
    wanted = ref.strip().casefold()
    rooms: tuple[tuple[Recorded, ...], ...] = (
        journal.actions.all(),
        journal.captures.all(),
        journal.sessions.all(),
    )
    for room in rooms:
        yield from (one for one in room if wanted and one.id.startswith(wanted))
