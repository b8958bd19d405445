"""Runs rmjournal: `python -m rmjournal` is the same as `rmjournal`."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments, by default the command line's; the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments in (["--version"], ["-V"]):
        from rmjournal import __version__

        sys.stdout.write(f"rmjournal {__version__}\n")
        return 0
    from rmjournal.cli.main import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
