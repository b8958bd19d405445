"""The commands of actions and of the parking lot."""

from __future__ import annotations

import argparse

from rmjournal.cli.opening import day, opened, writer
from rmjournal.cli.output import say, say_json, tell, words_of
from rmjournal.domain.capture import Action, ActionStatus, CaptureKind
from rmjournal.domain.pair import Pair


def add(args: argparse.Namespace) -> int:
    """Keep an action, of the open session where there is one."""
    with opened(args) as journal:
        action = journal.actions.add(
            words_of(args.text),
            owner=journal.pair.who(args.owner),
            due=day(journal, args.due),
            session=journal.sessions.open(),
            by=writer(journal, args),
        )
        say(action.id)
    return 0


def list_actions(args: argparse.Namespace) -> int:
    """List the actions still to be done, or all."""
    with opened(args) as journal:
        actions = journal.actions.all() if args.all else (*journal.actions.open(), *journal.actions.parked())
        if args.json:
            say_json(actions)
            return 0
        for action in actions:
            say(action_line(action, journal.pair))
        if not actions:
            tell("No action is open. To keep one: rmjournal action add TEXT --owner WHO")
    return 0


def done(args: argparse.Namespace) -> int:
    """Settle an action as done, or done differently."""
    status = ActionStatus.DONE_DIFFERENTLY if args.differently.strip() else ActionStatus.DONE
    return _settle(args, status, why=args.differently)


def drop(args: argparse.Namespace) -> int:
    """Drop an action, with the reason."""
    return _settle(args, ActionStatus.DROPPED, why=args.why)


def hand_on(args: argparse.Namespace) -> int:
    """Hand an action on to somebody else."""
    return _settle(args, ActionStatus.HANDED_ON, to=args.to)


def keep(args: argparse.Namespace) -> int:
    """Decide to do an action, however often it was carried."""
    with opened(args) as journal:
        journal.actions.keep(journal.actions.get(args.id), by=writer(journal, args))
        tell("Kept: it is open.")
    return 0


def park_action(args: argparse.Namespace) -> int:
    """Set an action aside."""
    with opened(args) as journal:
        journal.actions.park(journal.actions.get(args.id), by=writer(journal, args))
        tell("Parked: still open, no longer carried.")
    return 0


def park(args: argparse.Namespace) -> int:
    """Put a topic into the parking lot, of the open session where there is one."""
    with opened(args) as journal:
        topic = journal.captures.add(
            CaptureKind.PARKING,
            words_of(args.text),
            session=journal.sessions.open(),
            by=writer(journal, args),
        )
        say(topic.id)
    return 0


def action_line(action: Action, pair: Pair) -> str:
    """One action on one line: its id, box, words, owner, day, and how often it was carried."""
    facts = [pair.first_name(action.owner)]
    if action.due is not None:
        facts.append(f"due {action.due.isoformat()}")
    if action.carried and action.is_open:
        times = len(action.carried)
        facts.append("carried once" if times == 1 else f"carried {times} times")
    if action.parked:
        facts.append("parked")
    if not action.is_open:
        facts.append(action.status)
    box = "x" if action.status in (ActionStatus.DONE, ActionStatus.DONE_DIFFERENTLY) else " "
    return f"{action.id}  [{box}] {' '.join(action.text.split())} ({', '.join(facts)})"


def _settle(args: argparse.Namespace, status: ActionStatus, *, to: str = "", why: str = "") -> int:
    with opened(args) as journal:
        action = journal.actions.get(args.id)
        journal.actions.settle(action, status, to=to, why=why, by=writer(journal, args))
        tell(f"{status[:1].upper()}{status[1:]}.")
    return 0
