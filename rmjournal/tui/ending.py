"""The end of a run, when the terminal is itself again: what could not be saved is said, and where it is."""

from __future__ import annotations

import sys
from pathlib import Path

from rmjournal.errors import StoreError
from rmjournal.files import typed_path
from rmjournal.journal.journal import Journal
from rmjournal.text import clean

_RESCUED = """Not everything could be saved. What is missing is kept in
  {}
and rmjournal offers it when this journal is opened next.
"""

_NOWHERE = """rmjournal: {}
What was written last is saved nowhere: neither the journal nor a rescue file could be written.
"""

_ASK = "A folder that can be written, on another disk perhaps (empty: let the words go): "

_KEPT = """It is kept in
  {}
To take it in, once the journal can be written again, move it to
  {}
and open the journal: rmjournal offers it then. What is on a shelf mine is locked in it.
"""


def put_away(journal: Journal) -> int:
    """Let the disk catch up, and say where what could not be saved is; the exit status.

    Where nothing on this computer could be written, somebody at a terminal is asked for a folder that can.
    """
    try:
        rescued = journal.close()
    except StoreError as error:
        sys.stderr.write(_NOWHERE.format(clean(str(error))))
        _ask_for_a_folder(journal)
        return 1
    if rescued is not None:
        sys.stderr.write(clean(_RESCUED.format(rescued)))
        return 1
    return 0


def _ask_for_a_folder(journal: Journal) -> None:
    from rmjournal.store.rescue import rescue_folder

    while (folder := _answer()) is not None:
        try:
            kept = journal.rescue(folder)
        except StoreError as error:
            sys.stderr.write(f"{clean(str(error))}\n")
        else:
            sys.stderr.write(clean(_KEPT.format(kept, rescue_folder())))
            return


def _answer() -> Path | None:
    """A folder that somebody names; None where nobody is there, or wants none."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    sys.stderr.write(_ASK)
    sys.stderr.flush()
    words = sys.stdin.readline().strip()
    return typed_path(words) if words else None
