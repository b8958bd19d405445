"""The commands of the agreement. A column is "in", and nothing else, until both are open."""

from __future__ import annotations

import argparse

from rmjournal.cli.exports import write_out
from rmjournal.cli.opening import day, opened, writer
from rmjournal.cli.output import say, say_json, tell, words_instead, words_of
from rmjournal.domain.agreement import Signed, StandingState
from rmjournal.domain.differences import marked
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS, Sealed
from rmjournal.journal.agreement_form import PartView
from rmjournal.journal.journal import Journal


def show(args: argparse.Namespace) -> int:
    """Print the agreement: the version that holds, an older one, or the draft."""
    with opened(args) as journal:
        room = journal.agreement
        chosen = room.signatures(room.draft()) if args.draft else room.shown(args.version)
        if args.json:
            say_json(_facts(chosen))
            return 0
        write_out(room.markdown(chosen), args)
        _tell_missing(journal)
    return 0


def diff(args: argparse.Namespace) -> int:
    """Show what changed, word by word."""
    with opened(args) as journal:
        parts = journal.agreement.differences(args.old, args.new)
    for part in parts:
        say(f"{part.number}. {part.title}\n{marked(part)}\n")
    if not parts:
        tell("Nothing differs.")
    return 0


def sign(args: argparse.Namespace) -> int:
    """Sign the text of now."""
    with opened(args) as journal:
        room = journal.agreement
        signed = room.sign(room.draft(), args.name, by=writer(journal, args))
        say(signed.version.digest)
        if signed.is_signed:
            tell(f"Version {signed.version.number} is signed by both.")
        else:
            names = " and ".join(journal.pair.name_of(who) for who in signed.unsigned)
            tell(f"Signed. Version {signed.version.number} waits for {names}.")
    return 0


def form(args: argparse.Namespace) -> int:
    """List the parts, their questions, and who is in."""
    with opened(args) as journal:
        views = journal.agreement.parts()
        if args.json:
            say_json(views)
            return 0
        for view in views:
            say("\n".join(_part_lines(view, journal)))
    return 0


def fill(args: argparse.Namespace) -> int:
    """Write one's own column of a question."""
    with opened(args) as journal:
        state = journal.agreement.columns.fill(args.question, words_of(args.text), by=writer(journal, args))
        _tell_columns(journal, state)
    return 0


def done(args: argparse.Namespace) -> int:
    """Say that one's own column is done."""
    with opened(args) as journal:
        _tell_columns(journal, journal.agreement.columns.done(by=writer(journal, args)))
    return 0


def open_columns(args: argparse.Namespace) -> int:
    """Open both columns together."""
    with opened(args) as journal:
        journal.agreement.columns.open()
        tell("Both columns are open; wants are expectations now: rmjournal expectations")
        for view in journal.agreement.parts():
            if view.columns:
                say("\n".join(_part_lines(view, journal)))
    return 0


def write(args: argparse.Namespace) -> int:
    """Write what both agree on in a part."""
    with opened(args) as journal:
        view = journal.agreement.write(args.part, words_instead(args.text), by=writer(journal, args))
        tell(f"Kept: {view.part.title}.")
    return 0


def tick(args: argparse.Namespace) -> int:
    """Tick something in a part, or take the tick away."""
    with opened(args) as journal:
        journal.agreement.tick(args.part, args.tick, on=not args.off, by=writer(journal, args))
    return 0


def day_of(args: argparse.Namespace) -> int:
    """Set a day of a part."""
    with opened(args) as journal:
        on = day(journal, args.date)
        journal.agreement.set_day(args.part, args.name, on, by=writer(journal, args))
    return 0


def leave_open(args: argparse.Namespace) -> int:
    """Leave a part open until a day, or settle it."""
    with opened(args) as journal:
        until = day(journal, args.date)
        view = journal.agreement.leave_open(args.part, until, by=writer(journal, args))
        tell(f"{view.part.title}: " + (f"open until {until.isoformat()}." if until else "settled."))
    return 0


def pause(args: argparse.Namespace) -> int:
    """Pause."""
    with opened(args) as journal:
        journal.standing.pause()
        tell("Paused. To go on: rmjournal agreement resume")
    return 0


def resume(args: argparse.Namespace) -> int:
    """Go on."""
    with opened(args) as journal:
        journal.standing.go_on()
        tell("Under way again.")
    return 0


def end(args: argparse.Namespace) -> int:
    """End by choice, and say what was agreed to become of the journal."""
    with opened(args) as journal:
        journal.standing.end()
        tell(f"{StandingState.ENDED[:1].upper()}{StandingState.ENDED[1:]}. Nothing was deleted.")
        for words in journal.agreement.afterwards():
            tell(f"Agreed: {words}.")
    return 0


def _facts(signed: Signed) -> dict[str, object]:
    version = signed.version
    return {
        "number": version.number,
        "signed_on": signed.on,
        "sha256": version.digest,
        "signatures": {who.value: signature for who, signature in _names(signed).items()},
        "parts": [
            {
                "id": part.id,
                "number": part.number,
                "title": part.title,
                "text": part.text,
                "open_until": part.open_until,
            }
            for part in version.parts
        ],
        "text": version.text,
    }


def _names(signed: Signed) -> dict[Who, object]:
    return {Who.MENTOR: signed.mentor, Who.MENTEE: signed.mentee}


def _part_lines(view: PartView, journal: Journal) -> list[str]:
    lines = [f"{view.number:>2}. {view.part.title}  [{view.part.id}]"]
    for column in view.columns:
        said = " / ".join(column.text.split("\n")) if column.text else column.stands
        lines.append(f"    {column.ask.id}, {journal.pair.first_name(column.who)}: {said}")
    lines += [
        f"    tick {one.id}: {'yes' if one.id in view.clause.ticks else 'no'}" for one in view.part.ticks
    ]
    for asked in view.part.days:
        on = view.clause.day(asked.id)
        lines.append(f"    day {asked.id}: {on.isoformat() if on else 'not set'}")
    if view.clause.open_until is not None:
        lines.append(f"    open until {view.clause.open_until.isoformat()}")
    return lines


def _tell_columns(journal: Journal, state: Sealed) -> None:
    tell(" · ".join(f"{journal.pair.first_name(who)}: {state.words(who)}" for who in PARTNERS))
    if state.can_open:
        tell("Both are in. To open both columns: rmjournal agreement open")


def _tell_missing(journal: Journal) -> None:
    missing = journal.agreement.missing()
    if missing:
        tell(f"Missing still: {'; '.join(missing)}.")
