"""GNU screen, where it holds the terminal: what it cannot pass on is not asked of it."""

from __future__ import annotations

import os

_SESSION = "STY"
"""What GNU screen names its session by, for the programs in it."""
_COLORS = "TEXTUAL_COLOR_SYSTEM"


def can_watch_mouse() -> bool:
    """Whether the mouse may be watched. GNU screen keeps a single Esc to itself for as long as it is."""
    return _SESSION not in os.environ


def choose_colors() -> None:
    """Paint with 256 colors in GNU screen, which takes 24-bit ones for others. Colors that were chosen stay.

    It acts only before Textual is loaded.
    """
    if _SESSION in os.environ:
        os.environ.setdefault(_COLORS, "256")
