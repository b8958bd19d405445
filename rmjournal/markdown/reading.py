"""What is read from Markdown: agenda templates, and the open entries of task lists in notes.

Nothing here trusts what it reads: any text and any bytes give a value or a list of what is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rmjournal.domain.agenda import AgendaTemplate
from rmjournal.domain.fitting import floor_of, shown_at
from rmjournal.domain.record import Value
from rmjournal.domain.session import SHORT_MINUTES
from rmjournal.errors import TemplateError
from rmjournal.markdown.plain import joined
from rmjournal.markdown.problems import Problem, Problems

if TYPE_CHECKING:
    from markdown_it.token import Token

    from rmjournal.markdown.blocks import Block
    from rmjournal.markdown.front_matter import Head
    from rmjournal.markdown.template_body import Body

MAX_BYTES = 64 * 1024
"""The largest template that is read: about ten thousand words."""

_LINE_END = re.compile(r"\r\n?")
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_OPEN_TASK = re.compile(r"\[ \][ \t]+(\S.*)", re.DOTALL)


class TemplateReading(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A template that was read: the value, or all that is wrong with it."""

    template: AgendaTemplate | None = None
    problems: tuple[Problem, ...] = ()
    id: str = ""
    """The id it goes by, also where it cannot be used otherwise; "" where even that is missing."""

    def usable(self) -> AgendaTemplate:
        """The template.

        Raises:
            TemplateError: If it has problems; the message has a line for each.
        """
        if self.template is None:
            raise TemplateError("\n".join(["This template cannot be used:", *map(str, self.problems)]))
        return self.template


def check_bytes(data: bytes) -> tuple[Problem, ...]:
    """All that is wrong with a template's file; nothing where it can be used."""
    return examine_bytes(data).problems


def examine_bytes(data: bytes) -> TemplateReading:
    """A template from the bytes of its file: UTF-8, with or without a byte order mark, any line ends."""
    if len(data) > MAX_BYTES:
        size = f"A template has at most {MAX_BYTES // 1024} KiB; this file has more."
        return TemplateReading(
            problems=(Problem(line=1, what=size, fix="Shorten it, or name another file."),)
        )
    try:
        return examine_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        # The count is from the bytes after a byte order mark, where lines are the same.
        line = _LINE_END.sub("\n", error.object[: error.start].decode("latin-1")).count("\n") + 1
        what = "This line is not UTF-8 text."
        return TemplateReading(problems=(Problem(line=line, what=what, fix="Save the file as UTF-8."),))


def examine_text(text: str) -> TemplateReading:
    """A template from its text: the value, or all that is wrong with it."""
    from rmjournal.markdown.blocks import note_unclosed
    from rmjournal.markdown.template_body import read_body

    problems = Problems()
    source = _without_odd_characters(_LINE_END.sub("\n", text.removeprefix("\ufeff")), problems)
    lines = source.split("\n")
    head, blocks = _read_head(source, lines, problems)
    note_unclosed(blocks, lines, problems)
    body = read_body(blocks, lines, problems)
    _check_floors(head, body, problems)
    found = problems.all()
    return TemplateReading(template=None if found else _template(head, body), problems=found, id=head.id)


def open_tasks(text: str) -> tuple[str, ...]:
    """The open entries of task lists (`- [ ] text`) in a note, at any depth, in order, as they were typed.

    Those inside code are no tasks. An entry of several lines is one line here.
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").disable("inline").parse(text)
    entries = (
        _OPEN_TASK.match(tokens[at + 2].content)
        for at, token in enumerate(tokens[:-2])
        if token.type == "list_item_open" and _is_paragraph(tokens[at + 1])
    )
    return tuple(joined(match[1]) for match in entries if match)


def _is_paragraph(token: Token) -> bool:
    return token.type == "paragraph_open"


def _without_odd_characters(source: str, problems: Problems) -> str:
    """The text with every character that no keyboard writes replaced, each line that had one noted."""
    for number, line in enumerate(source.split("\n"), start=1):
        match = _ODD.search(line)
        if match:
            code = f"U+{ord(match[0]):04X}"
            problems.add(number, f"There is a character here that no text has: {code}.", "Delete it.")
    return _ODD.sub("\ufffd", source)


def _read_head(source: str, lines: list[str], problems: Problems) -> tuple[Head, tuple[Block, ...]]:
    """The front matter, and the blocks under it."""
    from rmjournal.markdown.blocks import read_blocks
    from rmjournal.markdown.front_matter import Head, read_head

    blocks = read_blocks(source)
    if blocks and blocks[0].kind == "front_matter":
        return read_head(blocks[0].text, 2, problems), blocks[1:]
    if not re.match(r"---+[ \t]*\n", source):
        problems.add(
            1,
            "The file does not begin with front matter.",
            "Put id, minutes and lengths between two lines of ---",
        )
        return Head(), blocks
    problems.add(1, "The front matter has no end.", "Put a line of --- under its last key.")
    end = next(
        (at for at, line in enumerate(lines) if line.startswith("# ") or (at and not line.strip())),
        len(lines),
    )
    head = read_head("\n".join(lines[1:end]), 2, problems)
    return head, read_blocks("\n".join([""] * end + lines[end:]))


def _check_floors(head: Head, body: Body, problems: Problems) -> None:
    """Note each length that has no item, or that the floors do not fit into."""
    if not body.whole:
        return
    for length in sorted({*head.lengths, *([head.minutes] if head.minutes else [])}):
        items = shown_at(body.items, length)
        floors = sum(floor_of(item) for item in items)
        if items[0].from_length > max(length, SHORT_MINUTES):
            what = f"At {length} minutes there is no item: each one begins later."
            problems.add(head.lengths_line, what, "Take 'from' off the first item.")
        elif floors > length:
            what = f"At {length} minutes the floors of its {len(items)} items need {floors}."
            fix = f"Lower a floor, let an item begin later, or do not offer {length} minutes."
            problems.add(head.lengths_line, what, fix)


def _template(head: Head, body: Body) -> AgendaTemplate:
    return AgendaTemplate(
        id=head.id,
        phase=head.phase,
        minutes=head.minutes,
        lengths=head.lengths,
        title=body.title,
        purpose=body.purpose,
        when=body.when,
        before=body.before,
        items=body.items,
    )
