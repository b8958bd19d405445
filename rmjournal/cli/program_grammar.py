"""The grammar of the commands that are about the program itself."""

from __future__ import annotations

from rmjournal.cli.grammar import Commands, as_json, command, group


def add_program(commands: Commands) -> None:
    """The guide, the configuration, and completion in shells."""
    guide = command(
        commands, "guide", "guide:show", "list the cards of the guide, or print one", "guide asking-well"
    )
    guide.add_argument("card", metavar="CARD", nargs="?", help="its id, or how its id or title begins")
    as_json(guide)
    _config(commands)
    completion = command(
        commands,
        "completion",
        "completion:script",
        "print a script that completes the commands in a shell",
        "completion bash",
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell it is for")


def _config(commands: Commands) -> None:
    settings = group(commands, "config", "say what is set, where, and what is wrong with it", "config show")
    command(settings, "path", "settings:where", "print where the configuration file is", "config path")
    show = command(
        settings,
        "show",
        "settings:show",
        "print all settings, with what each may be",
        "config show --defaults",
    )
    show.add_argument("--defaults", action="store_true", help="as they are when nothing is set")
    as_json(show)
    check = command(settings, "check", "settings:check", "say what is wrong with the file", "config check")
    check.add_argument("file", metavar="FILE", nargs="?", help="another file (default: your own)")
