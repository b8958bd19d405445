"""The commands of what a person set for themselves."""

from __future__ import annotations

import argparse

from rmjournal import config
from rmjournal.cli.output import say, say_json, tell
from rmjournal.config import Config
from rmjournal.files import typed_path


def where(_args: argparse.Namespace) -> int:
    """Print the path of the configuration file, whether it is there or not."""
    say(str(config.path()))
    return 0


def show(args: argparse.Namespace) -> int:
    """Print what is set, as a file that could be kept."""
    shown = Config() if args.defaults else config.read()
    if args.json:
        say_json(shown)
    else:
        say(config.to_toml(shown))
    return 0


def check(args: argparse.Namespace) -> int:
    """Say whether a file can be used; what is wrong with it is an error."""
    file = typed_path(args.file) if args.file else config.path()
    if not file.exists():
        tell(f"There is no {file}; everything is as it comes.")
        return 1 if args.file else 0
    config.read(file)
    tell(f"{file} can be used.")
    return 0
