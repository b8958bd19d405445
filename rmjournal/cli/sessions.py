"""The commands of a session."""

from __future__ import annotations

import argparse
from datetime import date, timedelta

from rmjournal.cli.opening import day, opened, writer
from rmjournal.cli.output import say, say_json, tell, words_of
from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.days import day_words, on_day
from rmjournal.domain.session import Session, SessionState
from rmjournal.domain.words import counted
from rmjournal.errors import RuleError, UsageError
from rmjournal.journal.journal import Journal

BLANK = "blank"


def start(args: argparse.Namespace) -> int:
    """Start the next session, another one, or log one that was held."""
    with opened(args) as journal:
        template = "" if args.template == BLANK else args.template
        by = writer(journal, args)
        on = day(journal, args.on)
        if on is not None and on < journal.now().date():
            planned = _planned_for(journal, on, template)
            chosen = template if template is not None else (planned.template if planned else "")
            agenda = journal.sessions.agenda_of(chosen, args.minutes)
            session = journal.sessions.log(
                on=on, minutes=agenda.minutes, template=chosen, session=planned, by=by
            )
            tell(f"Logged: {session.title}, {counted(session.held, 'minute')}.")
            tell(f"To add notes: rmjournal session note TEXT --session {session.id}")
        else:
            _not_to_come(on, journal)
            planned = _planned_for(journal, journal.now().date(), template)
            session = journal.sessions.start(planned, template=template, minutes=args.minutes, by=by)
            tell(f"Started: {session.title}, {counted(session.minutes, 'minute')}.")
        say(session.id)
    return 0


def note(args: argparse.Namespace) -> int:
    """Add a paragraph to the notes of one item."""
    with opened(args) as journal:
        text = words_of(args.text)
        if not text.strip():
            raise UsageError("There are no words to keep.")
        session = journal.sessions.get(args.session)
        item = args.item or _last_written(journal, session)
        journal.sessions.add_to_note(session, item, text, by=writer(journal, args))
        tell(f"Kept under {session.item(item).title}.")
    return 0


def capture(args: argparse.Namespace) -> int:
    """Keep one line from the open or last session."""
    with opened(args) as journal:
        session = journal.sessions.get()
        if args.item:
            session.item(args.item)
        kind, text, by = CaptureKind(args.kind), words_of(args.text), writer(journal, args)
        if kind is not CaptureKind.TAKEAWAY:
            say(journal.captures.add(kind, text, session=session, item=args.item, by=by).id)
            return 0
        # Each partner has one of a session: it is set, and belongs to no item.
        takeaway = journal.captures.take_away(session, text, of=by)
        if takeaway is None:
            raise UsageError("There are no words to keep.")
        say(takeaway.id)
    return 0


def move(args: argparse.Namespace) -> int:
    """Rebook the next session, or turn it into the short version."""
    with opened(args) as journal:
        session = journal.plan.next()
        if session is None:
            raise RuleError("No session is planned; to start one: rmjournal session start")
        today = journal.now().date()
        if args.short:
            short = journal.plan.shorten(session)
            tell(f"{short.title} stays {on_day(short.on, today)}, {counted(short.minutes, 'minute')}.")
            return 0
        to = day(journal, args.to) or session.on + timedelta(days=7)
        if to < today:
            day_then = to.isoformat()
            raise RuleError(
                f"{day_then} has passed.\nTo log a session: rmjournal session start --on {day_then}"
            )
        moved = journal.plan.move(session, to)
        tell(f"{moved.title} is {on_day(moved.on, today)} now.")
    return 0


def end(args: argparse.Namespace) -> int:
    """Wrap the open session up."""
    with opened(args) as journal:
        session = journal.sessions.open()
        if session is None:
            raise RuleError("No session is open; to start one: rmjournal session start")
        next_day = day(journal, args.next)
        takeaway = words_of(args.takeaway)
        if takeaway.strip():
            journal.captures.take_away(session, takeaway, of=writer(journal, args))
        ended = journal.sessions.wrap_up(session, held=args.minutes, by=writer(journal, args))
        tell(f"{ended.title}: {counted(ended.held, 'minute')}. Its note: rmjournal export session {ended.id}")
        _plan_next(journal, next_day)
    return 0


def delete(args: argparse.Namespace) -> int:
    """Delete a session with its notes; they stay in the trash."""
    with opened(args) as journal:
        session = journal.sessions.get(args.id)
        journal.trash.throw_away(session, by=writer(journal, args))
    tell(f"It is in the trash. To bring it back: rmjournal trash restore {session.id}")
    return 0


def list_sessions(args: argparse.Namespace) -> int:
    """List every session, held and planned."""
    with opened(args) as journal:
        sessions = journal.sessions.all()
        if args.json:
            say_json([journal.view(session) for session in sessions])
            return 0
        for session in sessions:
            minutes = session.held or session.minutes
            when = f"{session.on.isoformat()}  {session.state:<7}  {minutes:>3} min"
            say(f"{session.id}  {when}  {session.title}")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print one session: its note, or its agenda while it is planned."""
    with opened(args) as journal:
        session = journal.sessions.get(args.id)
        if args.json:
            say_json(journal.view(session))
        elif session.state is SessionState.PLANNED:
            from rmjournal.markdown.agenda_note import agenda_markdown

            say(agenda_markdown(journal.sessions.agenda(session)))
        else:
            say(journal.session_note(session))
    return 0


def _planned_for(journal: Journal, on: date, template: str | None) -> Session | None:
    """The planned session that this start is about: the next one, but for another agenda before its day."""
    planned = journal.plan.next()
    if planned is None or (template is not None and template != planned.template and planned.on > on):
        return None
    return planned


def _not_to_come(on: date | None, journal: Journal) -> None:
    if on is not None and on > journal.now().date():
        raise RuleError(
            f"{on.isoformat()} is still to come; to rebook the next session: rmjournal session move --to DATE"
        )


def _last_written(journal: Journal, session: Session) -> str:
    written = journal.sessions.notes(session)
    return next((item.id for item in reversed(session.items) if item.id in written), "1")


def _plan_next(journal: Journal, on: date | None) -> None:
    planned = journal.plan.next()
    if planned is not None and on is not None:
        planned = journal.plan.change(planned, on=on)
    elif on is not None:
        planned = journal.plan.add(on=on)
    if planned is not None:
        tell(f"Next: {planned.title}, {day_words(planned.on, journal.now().date())}.")
