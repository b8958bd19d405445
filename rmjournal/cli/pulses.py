"""The command of the pulse. What is sealed is "in", and nothing else, in every output."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rmjournal.cli.opening import day, opened, writer
from rmjournal.cli.output import say, say_json, tell
from rmjournal.cli.unlocking import unlock
from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Shown
from rmjournal.domain.seal import PARTNERS, Sealed
from rmjournal.domain.session import Session
from rmjournal.errors import UsageError
from rmjournal.journal.journal import Journal
from rmjournal.practice.pulse import read_pulse


def pulse(args: argparse.Namespace) -> int:
    """Answer the pulse of a session, pass on it, ask for a reset, or show where it stands."""
    with opened(args) as journal:
        if args.reset:
            _ask_for_reset(journal, args)
        elif _answers(args) or args.skip:
            _answer(journal, args)
        elif args.safe is not None or args.steer is not None:
            _answer_privately(journal, args)
        else:
            _show(journal, args)
    return 0


def _answers(args: argparse.Namespace) -> dict[str, int]:
    given = {"useful": args.useful, "heard": args.heard, "forward": args.forward}
    return {item: value for item, value in given.items() if value is not None}


def _answer(journal: Journal, args: argparse.Namespace) -> None:
    if args.skip and _answers(args):
        raise UsageError("Say answers or --skip, not both.")
    session = journal.sessions.get(args.session)
    state = journal.pulses.answer(session, _answers(args), by=writer(journal, args))
    if args.safe is not None or args.steer is not None:
        _answer_privately(journal, args)
    _tell_state(journal, state)


def _answer_privately(journal: Journal, args: argparse.Namespace) -> None:
    by = writer(journal, args)
    unlock(journal, args, by)
    session = journal.sessions.get(args.session)
    journal.pulses.answer_privately(by=by, safe=args.safe, steer=args.steer, session=session)
    tell("Kept on mine.")


def _ask_for_reset(journal: Journal, args: argparse.Namespace) -> None:
    reset = journal.pulses.ask_for_reset(on=day(journal, args.on))
    tell(f"{reset.title} is planned for {day_words(reset.on, journal.now().date())}.")
    tell("Either may have asked for it; no name and no reason is kept.")
    say(reset.id)


def _show(journal: Journal, args: argparse.Namespace) -> None:
    by = writer(journal, args)
    journal.pulses.open_ready()
    if args.mine:
        unlock(journal, args, by)
    lines = journal.pulses.private_trend(by) if args.mine else journal.pulses.trend()
    if args.json:
        say_json(lines)
        return
    if not args.mine:
        _say_latest(journal, args)
    for line in lines:
        say(f"{line.item:<8} {journal.pair.first_name(line.who)}: {line.words()}")
    if by is not Who.BOTH:
        _tell_signals(journal, by)


def _say_latest(journal: Journal, args: argparse.Namespace) -> None:
    session = journal.sessions.get(args.session)
    state = journal.pulses.round(session)
    say(f"{session.on.isoformat()}  {session.title}")
    if state is None:
        tell("Nobody has answered yet. To answer: rmjournal pulse --by WHO --useful N --heard N --forward N")
    elif state.is_open:
        say("\n".join(_shown_lines(journal, session)))
    else:
        _tell_state(journal, state)


def _shown_lines(journal: Journal, session: Session) -> Iterator[str]:
    told = read_pulse()
    for shown in journal.pulses.shown(session):
        apart = f"  {told.seen_differently}" if shown.is_different else ""
        say_each = " · ".join(_said(journal, shown, who) for who in PARTNERS)
        yield f"  {told.asked(shown.item).words}  {say_each}{apart}"


def _said(journal: Journal, shown: Shown, who: Who) -> str:
    value = shown.mentor if who is Who.MENTOR else shown.mentee
    return f"{journal.pair.first_name(who)} {'passed' if value is None else value}"


def _tell_state(journal: Journal, state: Sealed) -> None:
    if state.is_open:
        tell("Both are in. To see it: rmjournal pulse")
        return
    for who in PARTNERS:
        tell(f"{journal.pair.first_name(who)}: {state.words(who)}")


def _tell_signals(journal: Journal, by: Who) -> None:
    signals = journal.pulses.signals(by)
    for signal in signals:
        tell(journal.pulses.signal_words(signal))
    if signals:
        tell(f"{read_pulse().signal.note} Write it down: rmjournal reflect TEXT --by {by}")
        tell("Ask for a reset: rmjournal pulse --reset. Or leave it.")
