"""The folder of what comes with the program as data."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Plain files beside this one: package resources would cost every start several imports."""


def shipped(name: str) -> bytes:
    """What one of these files holds."""
    return (FOLDER / name).read_bytes()
