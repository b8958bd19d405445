"""The grammar of the commands that are about the program itself."""

from __future__ import annotations

from rmjournal.cli.grammar import Commands, as_json, command


def add_program(commands: Commands) -> None:
    """The guide."""
    guide = command(
        commands, "guide", "guide:show", "list the cards of the guide, or print one", "guide asking-well"
    )
    guide.add_argument("card", metavar="CARD", nargs="?", help="its id, or how its id or title begins")
    as_json(guide)
