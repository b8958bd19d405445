"""The grammar of the command line. Names are fixed: scripts rely on them."""

from __future__ import annotations

import argparse

from rmjournal import __version__
from rmjournal.cli.care_grammar import add_care
from rmjournal.cli.grammar import (
    DATE_HELP,
    JOURNAL_HELP,
    WHO_HELP,
    Commands,
    as_json,
    by,
    command,
    group,
    minutes,
    output,
)
from rmjournal.cli.ledger_grammar import add_agreement, add_goals, add_people
from rmjournal.cli.shelf_grammar import add_shelf, secret

DESCRIPTION = """\
A shared, local journal for a reverse-mentoring pair. Without a command it opens the journal in the
terminal; every command does one thing and leaves. Data goes to standard output, messages to standard error.
Exit codes: 0 done, 1 a problem was found or it cannot be done, 2 the command was not understood."""


def build_parser() -> argparse.ArgumentParser:
    """The whole grammar."""
    parser = argparse.ArgumentParser(
        prog="rmjournal",
        description=DESCRIPTION,
        epilog="Look around first: rmjournal demo",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-V", "--version", action="version", version=f"rmjournal {__version__}")
    parser.add_argument("-j", "--journal", metavar="JOURNAL", default=None, help=JOURNAL_HELP)
    parser.set_defaults(run="tui:open_journal")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (
        _journals,
        _agendas,
        _sessions,
        _actions,
        add_goals,
        add_agreement,
        add_people,
        add_shelf,
        _finding,
        add_care,
    ):
        add(commands)
    return parser


def _journals(commands: Commands) -> None:
    demo = command(commands, "demo", "tui:demo", "open the demo pair's six months", "demo")
    demo.add_argument("--keep", metavar="PATH", help="keep the copy at this path instead of throwing it away")
    new = command(
        commands,
        "new",
        "journals:new",
        "start a journal for a pair",
        'new lindgate --mentor "Imogen Tao" --mentee "Desmond Hale"',
    )
    new.add_argument("name", metavar="NAME", help="the journal's name, and its file's")
    new.add_argument("--mentor", metavar="NAME", required=True, help="the junior colleague, who teaches")
    new.add_argument("--mentee", metavar="NAME", required=True, help="the senior colleague, who learns")
    new.add_argument(
        "--path", metavar="FOLDER", help="keep the file in this folder (default: your data folder)"
    )
    new.add_argument("--code", metavar="CODE", default="", help="the pair's code in the program")
    new.add_argument("--program", metavar="NAME", default="", help="the program's name")
    as_json(command(commands, "list", "journals:known", "list the journals known here", "list"))
    as_json(command(commands, "show", "show:show", "say where the pair stands", "show --json"))


def _agendas(commands: Commands) -> None:
    agenda = command(
        commands,
        "agenda",
        "agendas:agenda",
        "print a template's agenda fitted to a length",
        "agenda show-me --minutes 20",
    )
    agenda.add_argument(
        "template", metavar="TEMPLATE", help="a template's id, as `rmjournal templates list` says"
    )
    minutes(agenda, "the length to fit it to, 10 to 120 (default: the template's own)")
    templates = group(commands, "templates", "list, show or check agenda templates", "templates list")
    as_json(command(templates, "list", "agendas:list_templates", "list the templates", "templates list"))
    show = command(
        templates,
        "show",
        "agendas:show_template",
        "print a template as it is written",
        "templates show focus",
    )
    show.add_argument("id", metavar="ID")
    check = command(
        templates,
        "check",
        "agendas:check_template",
        "say what is wrong with a template's file",
        "templates check mine.md",
    )
    check.add_argument("file", metavar="FILE")


def _sessions(commands: Commands) -> None:
    session = group(
        commands, "session", "start, write, move, end, list or show sessions", "session start focus"
    )
    start = command(
        session,
        "start",
        "sessions:start",
        "start the next session, or log a past one",
        "session start --minutes 20",
    )
    start.add_argument("template", metavar="TEMPLATE", nargs="?", help="another template's id, or: blank")
    minutes(start, "its length")
    start.add_argument("--on", metavar="DATE", help=f"log a session held on this day: {DATE_HELP}")
    by(start)
    note = command(
        session,
        "note",
        "sessions:note",
        "add a paragraph to a session's notes",
        'session note "Two figures were invented." --item 3',
    )
    note.add_argument("text", metavar="TEXT", help="the words, or - to read them from standard input")
    note.add_argument(
        "--item", metavar="N", help="the item's number (default: the last one with notes, else 1)"
    )
    note.add_argument(
        "--session", metavar="ID", default="last", help="another session than the open or last one"
    )
    by(note)
    capture = command(
        session,
        "capture",
        "sessions:capture",
        "keep a line from a session",
        'session capture insight "Ask first."',
    )
    capture.add_argument("kind", choices=("insight", "experiment", "carry-upward", "phrase", "parking"))
    capture.add_argument("text", metavar="TEXT", help="the line, or - to read it from standard input")
    capture.add_argument("--item", metavar="N", default="", help="the item it belongs to")
    by(capture)
    move = command(
        session,
        "move",
        "sessions:move",
        "rebook the next session, or make it short",
        "session move --to friday",
    )
    where = move.add_mutually_exclusive_group()
    where.add_argument("--to", metavar="DATE", help=f"the new day (default: a week later): {DATE_HELP}")
    where.add_argument("--short", action="store_true", help="keep the day, and use the 15-minute version")
    end = command(
        session, "end", "sessions:end", "wrap the open session up", 'session end --takeaway "Ask, then wait."'
    )
    end.add_argument(
        "--takeaway", metavar="TEXT", default="", help="one line to take away, or - for standard input"
    )
    minutes(end, "minutes it took (default: by the clock)")
    end.add_argument("--next", metavar="DATE", help=f"the day of the next session: {DATE_HELP}")
    by(end)
    as_json(
        command(
            session, "list", "sessions:list_sessions", "list all sessions, planned ones too", "session list"
        )
    )
    show = command(session, "show", "sessions:show", "print a session's note", "session show last")
    show.add_argument("id", metavar="ID", nargs="?", default="last", help="its id, the start of it, or: last")
    as_json(show)


def _actions(commands: Commands) -> None:
    action = group(commands, "action", "add, list or settle actions", "action list")
    add = command(
        action,
        "add",
        "actions:add",
        "keep an action",
        'action add "Check kit sizes" --owner mentee --due friday',
    )
    add.add_argument("text", metavar="TEXT", help="the words, or - to read them from standard input")
    add.add_argument("--owner", metavar="WHO", required=True, help=WHO_HELP)
    add.add_argument("--due", metavar="DATE", help=DATE_HELP)
    by(add)
    listing = command(action, "list", "actions:list_actions", "list the open actions", "action list --all")
    listing.add_argument("--all", action="store_true", help="the settled ones too")
    as_json(listing)
    done = command(action, "done", "actions:done", "say that an action is done", "action done k3f9")
    done.add_argument("--differently", metavar="HOW", default="", help="what was done instead")
    drop = command(
        action,
        "drop",
        "actions:drop",
        "drop an action, with the reason",
        'action drop k3f9 --why "Overtaken."',
    )
    drop.add_argument("--why", metavar="TEXT", required=True, help="the reason; dropped is not done")
    hand = command(
        action, "hand-on", "actions:hand_on", "hand an action on", 'action hand-on k3f9 --to "depot leads"'
    )
    hand.add_argument("--to", metavar="NAME", required=True, help="who has it now")
    keep = command(
        action, "keep", "actions:keep", "decide to do a carried or parked action", "action keep k3f9"
    )
    park_one = command(action, "park", "actions:park_action", "set an action aside", "action park k3f9")
    for parser in (done, drop, hand, keep, park_one):
        parser.add_argument("id", metavar="ID", help="the action's id, or the start of it")
        by(parser)
    park = command(
        commands,
        "park",
        "actions:park",
        "put a topic into the parking lot",
        'park "What to do with the pilot"',
    )
    park.add_argument("text", metavar="TEXT", help="the words, or - to read them from standard input")
    by(park)


def _finding(commands: Commands) -> None:
    search = command(
        commands, "search", "finding:search", "find words in everything both can read", "search kit sizes"
    )
    search.add_argument(
        "words", metavar="WORDS", nargs="+", help="all of them must be there; case does not count"
    )
    search.add_argument("--mine", action="store_true", help="also in what --by keeps on mine")
    by(search)
    secret(search)
    as_json(search)
    export = group(commands, "export", "write something out as Markdown", "export session last -o -")
    session = command(
        export,
        "session",
        "exports:session",
        "write a session's note as Markdown",
        "export session last -o note.md",
    )
    session.add_argument(
        "id", metavar="ID", nargs="?", default="last", help="its id, the start of it, or: last"
    )
    output(session)
