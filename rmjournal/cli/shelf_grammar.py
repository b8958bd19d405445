"""The grammar of reflections, questions, pulses and the passphrase of *mine*."""

from __future__ import annotations

import argparse

from rmjournal.cli.grammar import DATE_HELP, TEXT_HELP, Commands, as_json, by, command, group


def add_shelf(commands: Commands) -> None:
    """What each thinks, alone or for both to read."""
    _reflect(commands)
    _reflections(commands)
    _questions(commands)
    _pulse(commands)
    _passphrase(commands)


def secret(parser: argparse.ArgumentParser) -> None:
    """Let a command read a passphrase from elsewhere than the terminal."""
    parser.add_argument(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help="read it from this file descriptor, a line each (default: ask at the terminal)",
    )


def _reflect(commands: Commands) -> None:
    reflect = command(
        commands,
        "reflect",
        "reflections:reflect",
        "keep a reflection, for your own eyes unless you say ours; without words, see the prompts",
        'reflect "Told him. Roof stayed on." --feeling proud --by mentor',
    )
    reflect.add_argument("text", metavar="TEXT", nargs="?", help=TEXT_HELP)
    _shelf(reflect, "mine")
    reflect.add_argument(
        "--feeling", metavar="WORD", action="append", default=[], help="a feeling word; up to three times"
    )
    reflect.add_argument("--title", metavar="TEXT", default="", help="a title")
    reflect.add_argument("--tag", metavar="WORD", action="append", default=[], help="a word to find it by")
    reflect.add_argument("--on", metavar="DATE", help=f"the day it is about: {DATE_HELP}")
    reflect.add_argument("--moment", metavar="NAME", default="", help="the moment it is about, as offered")
    reflect.add_argument("--prompt", metavar="NAME", default="", help="the prompt it answers, as offered")
    reflect.add_argument("--session", metavar="ID", help="the session it is about, or: last")
    by(reflect)
    secret(reflect)


def _reflections(commands: Commands) -> None:
    pages = group(
        commands, "reflections", "list, show, share, take back or delete reflections", "reflections list"
    )
    listing = command(
        pages,
        "list",
        "reflections:list_reflections",
        "list the reflections of a shelf",
        "reflections list --shelf mine --by mentor",
    )
    _shelf(listing, "ours")
    as_json(listing)
    by(listing)
    secret(listing)
    for name, words, shelf in (
        ("show", "print a reflection", "ours"),
        ("delete", "put a reflection into the trash", "ours"),
        ("share", "move a reflection from mine to ours, after reading it once more", ""),
        ("take-back", "take a reflection off ours, back onto mine", ""),
    ):
        run = f"reflections:{name.replace('-', '_')}"
        parser = command(pages, name, run, words, f"reflections {name} k3f9 --by mentor")
        parser.add_argument("id", metavar="ID", help="its id, or the start of it")
        if shelf:
            _shelf(parser, shelf)
        if name == "share":
            _yes(parser)
        by(parser)
        secret(parser)


def _questions(commands: Commands) -> None:
    questions = group(
        commands,
        "questions",
        "queue questions you would like to ask, for your own eyes",
        "questions list --by mentor",
    )
    add = command(
        questions,
        "add",
        "reflections:add_question",
        "queue a question",
        'questions add "Who had to agree?" --by mentor',
    )
    add.add_argument("text", metavar="TEXT", help=TEXT_HELP)
    listing = command(
        questions, "list", "reflections:list_questions", "list your questions", "questions list --by mentor"
    )
    as_json(listing)
    release = command(
        questions,
        "release",
        "reflections:release_question",
        "put a question among the topics of the next session",
        "questions release k3f9 --by mentor",
    )
    _yes(release)
    delete = command(
        questions,
        "delete",
        "reflections:delete_question",
        "put a question into the trash",
        "questions delete k3f9 --by mentor",
    )
    for parser in (release, delete):
        parser.add_argument("id", metavar="ID", help="its id, or the start of it")
    for parser in (add, listing, release, delete):
        by(parser)
        secret(parser)


def _pulse(commands: Commands) -> None:
    pulse = command(
        commands,
        "pulse",
        "pulses:pulse",
        "answer a session's pulse, sealed until both are in, or see it",
        "pulse --by mentor --useful 4 --heard 5 --forward 4",
    )
    for item, words in (
        ("useful", "I got something I can use"),
        ("heard", "my partner took in what I said"),
        ("forward", "I look forward to the next one"),
    ):
        pulse.add_argument(f"--{item}", type=int, metavar="N", help=f"{words}: 1 not at all ... 5 very much")
    pulse.add_argument("--skip", action="store_true", help="pass; it counts as in, and nowhere else")
    pulse.add_argument("--safe", type=int, metavar="N", help="kept on mine: I could speak openly, 1 to 5")
    pulse.add_argument(
        "--steer", type=int, metavar="N", help="kept on mine: who steered? 1 my partner, 3 both, 5 me"
    )
    pulse.add_argument("--session", metavar="ID", default="last", help="another than the open or last one")
    pulse.add_argument("--mine", action="store_true", help="show your own safe and steer")
    pulse.add_argument("--reset", action="store_true", help="ask for a reset, without a name or a reason")
    pulse.add_argument("--on", metavar="DATE", help=f"the day of the reset (default: soon): {DATE_HELP}")
    as_json(pulse)
    by(pulse)
    secret(pulse)


def _passphrase(commands: Commands) -> None:
    passphrase = group(
        commands, "passphrase", "set, change or recover the passphrase of mine", "passphrase set --by mentor"
    )
    for name, run, words in (
        ("set", "set_up", "set your first passphrase; prints the recovery code, once"),
        ("change", "change", "change it; with --passphrase-fd the old one, then the new one"),
        ("recover", "recover", "set a new one with the recovery code; the code, then the new one"),
        ("code", "code", "print a new recovery code in place of the one before"),
    ):
        parser = command(passphrase, name, f"passphrases:{run}", words, f"passphrase {name} --by mentor")
        by(parser)
        secret(parser)
    check = command(
        passphrase,
        "check",
        "passphrases:check",
        "say whether your pages are as you last kept them",
        "passphrase check --by mentor",
    )
    check.add_argument("--accept", action="store_true", help="take what is there as right")
    by(check)
    secret(check)


def _shelf(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--shelf",
        choices=("mine", "ours"),
        default=default,
        help=f"mine: for your eyes only; ours: both read it (default: {default})",
    )


def _yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask")
