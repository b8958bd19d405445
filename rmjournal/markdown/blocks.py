"""The blocks of a Markdown document, as far as templates need them: where each stands, and its words."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from rmjournal.domain.record import Value
from rmjournal.markdown.problems import Problems

NAMES = {
    "paragraph": "a paragraph",
    "bullet_list": "a list",
    "ordered_list": "a numbered list",
    "blockquote": "a quote",
    "fence": "a code block",
    "code_block": "an indented code block",
    "html_block": "HTML",
    "hr": "a rule",
    "heading": "a heading",
}


class Block(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One top-level block."""

    kind: str
    """A key of `NAMES`, or `front_matter`."""
    start: int
    """Its first line, from 0."""
    end: int
    """The line after its last."""
    level: int = 0
    """1 to 6 for a heading."""
    text: str = ""
    """The words of a heading, a paragraph or a quote of one paragraph; the source of anything else."""
    entries: tuple[Entry, ...] = ()
    """The entries of a list."""

    @property
    def line(self) -> int:
        """Its first line, from 1, as people count."""
        return self.start + 1

    @property
    def name(self) -> str:
        """What a person would call it."""
        return NAMES.get(self.kind, "this")

    @property
    def is_comment(self) -> bool:
        """Whether it is nothing but an HTML comment."""
        source = self.text.strip()
        return (
            self.kind == "html_block" and source.startswith("<!--") and source.find("-->") == len(source) - 3
        )

    def is_heading(self, level: int) -> bool:
        """Whether it is a heading of this level."""
        return self.kind == "heading" and self.level == level


class Entry(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of a list."""

    line: int
    text: str = ""
    """The words of its only paragraph; "" where it holds anything else."""


def read_blocks(source: str) -> tuple[Block, ...]:
    """The top-level blocks of a document whose lines end in a line feed."""
    # Inline text and link definitions stay as they are written: nothing is rendered, and nothing vanishes.
    parser = MarkdownIt("commonmark").use(front_matter_plugin).disable(["inline", "reference"])
    tokens = parser.parse(source)
    blocks: list[Block] = []
    first = 0
    for at, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            blocks.append(_block(tokens[first : at + 1]))
            first = at + 1
    return tuple(blocks)


def note_unclosed(blocks: Sequence[Block], lines: Sequence[str], problems: Problems) -> None:
    """Note code and HTML that swallow what follows because nobody closed them."""
    for block in blocks:
        if block.kind == "fence":
            mark = lines[block.start].lstrip()[:3]
            if block.end - block.start < 2 or not lines[block.end - 1].strip().startswith(mark):
                problems.add(
                    block.line,
                    "A code block starts here and is never closed.",
                    f"Close it with a line of {mark}",
                )
        elif block.kind == "html_block":
            swallowed = next(
                (line for line in block.text.split("\n") if line.startswith(("# ", "## "))), None
            )
            if swallowed is not None:
                problems.add(
                    block.line,
                    "The HTML that starts here swallows the headings after it.",
                    "Close it, or put an empty line under it.",
                )


def _block(tokens: Sequence[Token]) -> Block:
    head = tokens[0]
    kind = head.type.removesuffix("_open")
    start, end = head.map or (0, 0)
    match kind:
        case "heading":
            return Block(kind=kind, start=start, end=end, level=int(head.tag[1:]), text=tokens[1].content)
        case "paragraph":
            return Block(kind=kind, start=start, end=end, text=tokens[1].content)
        case "blockquote":
            return Block(kind=kind, start=start, end=end, text=_only_paragraph(tokens[1:-1]))
        case "bullet_list" | "ordered_list":
            return Block(kind=kind, start=start, end=end, entries=_entries(tokens))
    return Block(kind=kind, start=start, end=end, text=head.content)


def _entries(tokens: Sequence[Token]) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    first = 0
    for at, token in enumerate(tokens):
        if token.level != 1:
            continue
        if token.type == "list_item_open":
            first = at
        elif token.type == "list_item_close":
            line = (tokens[first].map or (0, 0))[0] + 1
            entries.append(Entry(line=line, text=_only_paragraph(tokens[first + 1 : at])))
    return tuple(entries)


def _only_paragraph(tokens: Sequence[Token]) -> str:
    """The words of these tokens where they are one paragraph and nothing else."""
    if len(tokens) == 3 and tokens[1].type == "inline" and tokens[0].type == "paragraph_open":
        return tokens[1].content
    return ""
