"""The way from the command line to the screens."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from shlex import quote

from rmjournal.cli.output import say, tell
from rmjournal.errors import ExportError, RuleError
from rmjournal.files import typed_path
from rmjournal.journal.journal import Journal, local_now
from rmjournal.tui.multiplexer import choose_colors


def open_journal(args: argparse.Namespace) -> int:
    """Open the journal in the terminal, or the welcome where there is none yet."""
    _needs_terminal("To see what the command line can do: rmjournal --help")
    choose_colors()
    from rmjournal.tui.running import run_app

    return run_app(args.journal, ascii_only=args.ascii)


def demo(args: argparse.Namespace) -> int:
    """Open the demo pair's journal: a copy that is thrown away, or kept where `--keep` says."""
    from rmjournal.journal.demo import keep, thrown_away

    choose_colors()
    today = local_now().date()
    if args.keep is not None:
        path = keep(typed_path(args.keep), today=today)
        if sys.stdout.isatty():
            code = _run(path, args)
            tell(f"The demo journal is kept. To open it again: rmjournal -j {quote(str(path))}")
            return code
        say(str(path))
        return 0
    _needs_terminal("To write the demo journal without one: rmjournal demo --keep PATH")
    with thrown_away(_build_beside) as path:
        return _run(path, args)


def _build_beside(path: Path) -> None:
    """Have another process make the demo journal while this one loads the screens."""
    import subprocess

    build = [sys.executable, "-m", "rmjournal", "demo", "--keep", str(path)]
    with subprocess.Popen(
        build, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        import_module("rmjournal.tui.running")
        import_module("rmjournal.tui.screens.today")
        _, told = child.communicate()
    if child.returncode:
        raise ExportError(told.decode(errors="replace").strip().removeprefix("rmjournal: "))


def _run(path: Path, args: argparse.Namespace) -> int:
    from rmjournal.tui.running import run

    return run(Journal.open(path, behind=True), ascii_only=args.ascii)


def _needs_terminal(otherwise: str) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RuleError(f"The screens need a terminal.\n{otherwise}")
