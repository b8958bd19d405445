"""Runs rmjournal: `python -m rmjournal` is the same as `rmjournal`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, by default the command line's; the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments in (["--version"], ["-V"]):
        from rmjournal import __version__

        sys.stdout.write(f"rmjournal {__version__}\n")
        return 0
    from rmjournal.cli.main import run

    return run(arguments)


def program() -> NoReturn:
    """Run the program as a shell does, and leave.

    Everything is closed and written by then. To take each loaded module apart again, as Python does at its
    end, costs a light command a sixth of its time.
    """
    try:
        code = main()
    except KeyboardInterrupt:
        # It came while the program was still being loaded.
        code = 130
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    program()
