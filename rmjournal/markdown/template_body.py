"""The body of a template: its title, its purpose, when to use it, what comes before, and its items."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rmjournal.domain.agenda import TemplateItem
from rmjournal.domain.record import Value
from rmjournal.markdown.blocks import Block
from rmjournal.markdown.item_heading import check_title, read_item_heading
from rmjournal.markdown.plain import joined, plain
from rmjournal.markdown.problems import Problems, quoted

MAX_ITEMS = 30


class Body(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What stands under the front matter; what is missing or wrong there has its default."""

    title: str = ""
    purpose: str = ""
    when: str = ""
    before: tuple[str, ...] = ()
    items: tuple[TemplateItem, ...] = ()
    whole: bool = False
    """Whether every item could be read."""


def read_body(blocks: Sequence[Block], lines: Sequence[str], problems: Problems) -> Body:
    """The body of a template, from its blocks and the lines they stand on; whatever is wrong is noted."""
    said = [block for block in blocks if not block.is_comment]
    title = _read_title(said, problems)
    starts = [at for at, block in enumerate(said) if block.is_heading(2)]
    opening = [block for block in said[: starts[0] if starts else None] if not block.is_heading(1)]
    purpose, when, before = _Opening(opening, problems).read()
    items = []
    for start, stop in zip(starts, [*starts, len(said)][1:], strict=True):
        section = [block for block in said[start:stop] if not block.is_heading(1)]
        end = said[stop].start if stop < len(said) else len(lines)
        items.append(_read_item(section, lines[section[0].end : end], problems))
    _check_count(len(starts), said, problems)
    _check_names([said[start] for start in starts], items, problems)
    read = tuple(item for item in items if item is not None)
    return Body(
        title=title,
        purpose=purpose,
        when=when,
        before=before,
        items=read,
        whole=len(read) == len(starts) > 0,
    )


def _read_title(blocks: Sequence[Block], problems: Problems) -> str:
    titles = [block for block in blocks if block.is_heading(1)]
    if not titles:
        line = blocks[0].line if blocks else 1
        problems.add(
            line, "There is no heading with the title.", "Begin the text with a line such as: # Show me"
        )
        return ""
    if titles[0] is not blocks[0]:
        problems.add(
            blocks[0].line, "This stands above the title.", "Put the title first, under the front matter."
        )
    for block in titles[1:]:
        problems.add(block.line, "This is a second title.", "An item's heading begins with ## instead.")
    title = plain(titles[0].text)
    check_title(title, titles[0].line, problems)
    return title


class _Opening:
    """Reads what stands between the title and the first item."""

    def __init__(self, blocks: Sequence[Block], problems: Problems) -> None:
        self._blocks = list(blocks)
        self._problems = problems
        self._purpose: list[str] = []
        self._when = ""
        self._before: tuple[str, ...] = ()

    def read(self) -> tuple[str, str, tuple[str, ...]]:
        """Purpose, when, and what comes before."""
        above = ""
        for block in self._blocks:
            kind = "before" if _announces(block) else block.kind
            if kind == "bullet_list" and above not in {"before", "bullet_list"}:
                self._problems.add(
                    block.line,
                    "This list stands under no item.",
                    "Put a line of its own over it, with an empty line above: Before:",
                )
            elif above == "before" and kind != "bullet_list":
                self._note_no_list(block.line)
            if kind != "before":
                self._take(block)
            above = kind
        if above == "before":
            self._note_no_list(self._blocks[-1].line)
        return "\n\n".join(self._purpose), self._when, self._before

    def _take(self, block: Block) -> None:
        match block.kind:
            case "paragraph":
                self._purpose.append(plain(block.text))
            case "blockquote":
                self._take_when(block)
            case "bullet_list":
                self._before += read_entries(block, self._problems)
            case _:
                self._problems.add(
                    block.line,
                    f"There is {block.name} between the title and the first item.",
                    "Write the purpose as plain text; an item begins with ##.",
                )

    def _take_when(self, block: Block) -> None:
        text = plain(block.text)
        if not text.casefold().startswith("when:") or not text[5:].strip() or self._when:
            self._problems.add(
                block.line, "This quote does not say when.", "Write one quote: > When: a tool to try out"
            )
        else:
            self._when = text[5:].strip()

    def _note_no_list(self, line: int) -> None:
        self._problems.add(
            line, "'Before:' has no list under it.", "Write what to bring as entries: - A real example"
        )


def _announces(block: Block) -> bool:
    """Whether this is the line over the list of what comes before."""
    return block.kind == "paragraph" and joined(block.text).casefold() == "before:"


def _read_item(section: Sequence[Block], lines: Sequence[str], problems: Problems) -> TemplateItem | None:
    """An item, from its heading and what follows, and the lines under the heading."""
    heading, *rest = section
    at = next((at for at, block in enumerate(rest) if block.kind == "bullet_list"), len(rest))
    prompts: tuple[str, ...] = ()
    for block in rest[at:]:
        if block.kind == "bullet_list":
            prompts += read_entries(block, problems)
        else:
            problems.add(
                block.line,
                f"There is {block.name} after the prompts.",
                "Put it between the heading and its list.",
            )
    item = read_item_heading(heading.text, heading.line, problems)
    if item is None:
        return None
    until = rest[at].start - heading.end if at < len(rest) else len(lines)
    return msgspec.structs.replace(item, text=_without_empty_ends(lines[:until]), prompts=prompts)


def read_entries(block: Block, problems: Problems) -> tuple[str, ...]:
    """The entries of a list, each one plain line."""
    for entry in block.entries:
        if not plain(entry.text):
            problems.add(
                entry.line,
                "This entry is empty, or more than one paragraph.",
                "Write one paragraph an entry.",
            )
    return tuple(plain(entry.text) for entry in block.entries)


def _check_count(items: int, blocks: Sequence[Block], problems: Problems) -> None:
    if not items:
        line = blocks[-1].line if blocks else 1
        problems.add(line, "There are no items.", "Add one: ## The one question | mentor | 10 min")
    elif items > MAX_ITEMS:
        problems.add(blocks[0].line, f"There are {items} items.", f"Use at most {MAX_ITEMS}.")


def _check_names(headings: Sequence[Block], items: Sequence[TemplateItem | None], problems: Problems) -> None:
    seen: dict[str, int] = {}
    for block, item in zip(headings, items, strict=True):
        if item is None:
            continue
        name = " ".join(item.title.casefold().split())
        if name in seen:
            problems.add(
                block.line,
                f"The title {quoted(item.title)} is also that of the item on line {seen[name]}.",
                "Give each item a title of its own.",
            )
        seen.setdefault(name, block.line)


def _without_empty_ends(lines: Sequence[str]) -> str:
    kept = list(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    return "\n".join(kept).rstrip()
