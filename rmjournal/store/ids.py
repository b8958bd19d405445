"""Ids that no other program, on any machine, makes too."""

from __future__ import annotations

import os

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, which has no letters that are mistaken for others."""

LENGTH = 10


def new_id() -> str:
    """A new random id: 50 bits."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in os.urandom(LENGTH))
