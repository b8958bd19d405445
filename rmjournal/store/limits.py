"""How much is read before it is taken for something else than a journal."""

from __future__ import annotations

LIMIT = 64 * 1024**2
"""The largest journal file that is read, in bytes."""

DEPTH = 40
"""The deepest nesting that is read. A journal of ours has about a dozen levels."""
