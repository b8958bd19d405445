"""The grammar of sessions, actions and the parking lot."""

from __future__ import annotations

from rmjournal.cli.grammar import (
    DATE_HELP,
    TEXT_HELP,
    WHO_HELP,
    Commands,
    as_json,
    by,
    command,
    group,
    minutes,
)


def add_sessions(commands: Commands) -> None:
    """Sessions, from start to end."""
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
    note.add_argument("text", metavar="TEXT", help=TEXT_HELP)
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
    capture.add_argument(
        "kind", choices=("insight", "experiment", "carry-upward", "phrase", "parking", "takeaway")
    )
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
    delete = command(
        session,
        "delete",
        "sessions:delete",
        "put a session into the trash, with its notes",
        "session delete k3f9",
    )
    delete.add_argument("id", metavar="ID", help="its id, or the start of it")
    by(delete)
    show = command(session, "show", "sessions:show", "print a session's note", "session show last")
    show.add_argument("id", metavar="ID", nargs="?", default="last", help="its id, the start of it, or: last")
    as_json(show)


def add_actions(commands: Commands) -> None:
    """Actions and the parking lot."""
    action = group(commands, "action", "add, list or settle actions", "action list")
    add = command(
        action,
        "add",
        "actions:add",
        "keep an action",
        'action add "Check kit sizes" --owner mentee --due friday',
    )
    add.add_argument("text", metavar="TEXT", help=TEXT_HELP)
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
    park.add_argument("text", metavar="TEXT", help=TEXT_HELP)
    by(park)
