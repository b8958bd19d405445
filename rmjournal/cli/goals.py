"""The commands of goals and expectations."""

from __future__ import annotations

import argparse

from rmjournal.cli.goal_lines import expectation_lines, goal_lines
from rmjournal.cli.opening import day, opened, writer
from rmjournal.cli.output import say, say_json, tell, words_of
from rmjournal.cli.subjects import recorded_of, subject_of
from rmjournal.domain.goals import Expectation, Goal, GoalState
from rmjournal.journal.goals import Anchors
from rmjournal.journal.journal import Journal


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
        wishes, offers, pair = journal.ledger.expectations(), journal.expectations.offers(), journal.pair
    if args.json:
        say_json(wishes)
        return 0
    for wish in wishes:
        say("\n".join(expectation_lines(wish, pair)))
    for offer in offers:
        say(f"{offer.id}  {pair.first_name(offer.owner)} offers: {offer.text}")
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
        subject, by = subject_of(journal, args.subject), writer(journal, args)
        if isinstance(subject, Goal):
            say(journal.goals.renumber(subject, by=by).label)
        else:
            say(journal.expectations.renumber(subject, by=by).label)
    return 0


def link(args: argparse.Namespace) -> int:
    """Link something recorded to a goal."""
    with opened(args) as journal:
        subject = subject_of(journal, args.subject)
        recorded = recorded_of(journal, args.record, args.item)
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


def withdraw_offer(args: argparse.Namespace) -> int:
    """Take an offer back; its words stay in the trash."""
    with opened(args) as journal:
        offer = journal.expectations.offered(args.id)
        journal.expectations.withdraw(offer, by=writer(journal, args))
    return _in_the_trash(offer.id)


def delete(args: argparse.Namespace) -> int:
    """Delete a goal that nothing is about yet; its words stay in the trash."""
    with opened(args) as journal:
        goal = journal.goals.get(args.subject)
        journal.goals.delete(goal, by=writer(journal, args))
    return _in_the_trash(goal.id)


def _in_the_trash(key: str) -> int:
    tell(f"It is in the trash. To bring it back: rmjournal trash restore {key}")
    return 0


def _turn(args: argparse.Namespace, state: GoalState) -> int:
    with opened(args) as journal:
        subject, by = subject_of(journal, args.subject), writer(journal, args)
        if isinstance(subject, Goal):
            journal.goals.turn(subject, state, why=args.why, by=by)
        else:
            journal.expectations.turn(subject, state, why=args.why, by=by)
        tell(f"{subject.label}: {state}.")
    return 0


def _expectation(journal: Journal, ref: str | None) -> Expectation | None:
    return journal.expectations.get(ref) if ref else None
