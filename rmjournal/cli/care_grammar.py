"""The rows of the commands that take care of a journal as a whole."""

from __future__ import annotations

from rmjournal.cli.grammar import Commands, as_json, by, command, group
from rmjournal.cli.shelf_grammar import secret


def add_care(commands: Commands) -> None:
    """Checking, backups, copies, trash, erasing."""
    check = command(commands, "check", "care:check", "read everything and say what is wrong", "check")
    check.add_argument("file", metavar="FILE", nargs="?", help="a journal's file (default: the journal)")
    as_json(check)
    as_json(command(commands, "backups", "care:backups", "list the backups of the journal", "backups"))
    restore = command(
        commands, "restore", "care:restore", "bring a backup back, keeping what it replaces", "restore"
    )
    restore.add_argument("file", metavar="FILE", nargs="?", help="a journal's file (default: the journal)")
    restore.add_argument(
        "--from", dest="backup", metavar="BACKUP", help="a backup's path (default: the latest)"
    )
    merge = command(
        commands,
        "merge",
        "care:merge",
        "merge another copy of the same journal into this one",
        "merge theirs.json",
    )
    merge.add_argument("other", metavar="OTHER", help="the other copy, which is left as it is")
    command(commands, "rescue", "care:rescue", "take in rescue files and conflict copies", "rescue")
    driver = command(
        commands, "merge-driver", "care:merge_driver", "merge as git asks for it", "merge-driver %%O %%A %%B"
    )
    driver.add_argument("base", metavar="BASE", help="the common ancestor, which is not needed")
    driver.add_argument("ours", metavar="OURS", help="our file, which gets the result")
    driver.add_argument("theirs", metavar="THEIRS", help="their file")
    _trash(commands)
    erase = command(
        commands, "erase", "care:erase", "take words away for good, from the backups too", "erase k3f9"
    )
    erase.add_argument(
        "id",
        metavar="ID",
        nargs="?",
        help="a record's id, card.mentor, mentee.start; a session goes with all in it",
    )
    erase.add_argument("--whole-journal", action="store_true", help="the journal itself, with its backups")
    erase.add_argument("--yes", action="store_true", help="do not ask")


def _trash(commands: Commands) -> None:
    trash = group(commands, "trash", "list, bring back or empty what was deleted", "trash list")
    as_json(command(trash, "list", "care:list_trash", "list what was deleted", "trash list"))
    back = command(trash, "restore", "care:bring_back", "bring something deleted back", "trash restore k3f9")
    back.add_argument("id", metavar="ID")
    by(back)
    empty = command(
        trash, "empty", "care:empty_trash", "take the words of what was deleted away", "trash empty"
    )
    empty.add_argument("--mine", action="store_true", help="also what --by deleted on mine")
    by(empty)
    secret(empty)
