"""The headings of a document, as its readers see them."""

from __future__ import annotations

import re

from rmjournal.markdown.heading import Heading
from rmjournal.markdown.judge import blocks_strictly, headings_of


def read_outline(markdown: str) -> tuple[Heading, ...]:
    """The headings of a document, in order; its front matter is none."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    return headings_of(blocks_strictly(body))
