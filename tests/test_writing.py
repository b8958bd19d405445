from __future__ import annotations

import re
from itertools import product
from textwrap import dedent

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from rmjournal.markdown.writing import Document, block, cell, inline, strong, task, words
from rmjournal.text import clean, one_line
from tests.nasty import notes, titles


class Obeying(MarkdownIt):
    """A reader that follows every link."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True


def reader(*, html: bool = True, tables: bool = True) -> MarkdownIt:
    md = Obeying("commonmark", {"html": html}).enable("strikethrough")
    return (md.enable("table") if tables else md).use(front_matter_plugin)


WORD = re.compile(r"[^\W_]+")
HARMLESS = re.compile(r"(?:https?:|mailto:|(?!//|\\|%5C)[^:]*$)", re.IGNORECASE)
READERS = [reader(html=html, tables=tables) for html, tables in product([True, False], repeat=2)]
STRICT = READERS[0]


def shown(tokens: list[Token]) -> str:
    return "".join(" " if "break" in token.type else token.content for token in tokens)


def outline(md: MarkdownIt, text: str) -> list[tuple[int, str]]:
    tokens = md.parse(text)
    return [
        (int(token.tag[1:]), shown(tokens[index + 1].children or []))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def types(text: str) -> list[str]:
    return [token.type for token in STRICT.parse(text)]


def visible_letters(md: MarkdownIt, text: str) -> str:
    seen = []
    for token in md.parse(text):
        if token.type == "inline":
            seen.append(shown(token.children or []))
        elif token.type in {"fence", "code_block", "html_block"}:
            seen.append(token.content)
    return "".join(WORD.findall(" ".join(seen)))


def harmful(text: str) -> list[str]:
    found = []
    for token in STRICT.parse(text):
        for part in [token, *(token.children or [])]:
            if part.type in {"html_block", "html_inline", "image"}:
                found.append(part.type)
            if part.type == "link_open" and not HARMLESS.match(str(part.attrGet("href"))):
                found.append(str(part.attrGet("href")))
    return found


# One line inside a line


@given(titles, titles)
def test_a_text_in_a_line_reads_as_it_was_written(text: str, other: str) -> None:
    line = one_line(text)
    places = {
        "paragraph": str(inline(text)),
        "heading": f"## {inline(text)}",
        "entry": f"- {inline(text)}",
        "task": f"- {task(text, done=True)}",
        "numbered": f"3. {inline(text)}",
        "quote": f"> {inline(text)}",
        "bold": f"{strong(text)}",
        "cell": f"| {cell(text)} | x |\n|---|---|\n| {cell(other)} | {cell(text)} |",
    }
    for place, markdown in places.items():
        for md in READERS[:3:2]:
            blocks = [token for token in md.parse(markdown) if token.type == "inline" and token.content]
            assert all(
                {child.type for child in part.children or []}
                <= {"text", "text_special", "strong_open", "strong_close"}
                for part in blocks
            ), place
            wanted = {"task": f"[x] {line}".strip(), "cell": line}.get(place, line)
            assert (shown(blocks[0].children or []) if blocks and wanted else "") == wanted, place


@given(st.lists(titles, min_size=2, max_size=4))
def test_texts_on_one_line_do_not_make_anything_together(texts: list[str]) -> None:
    parts = [part for text in texts for part in (inline(text), inline(" · "))]
    tokens = STRICT.parse(words(*parts).strip() or "-")
    children = [child for token in tokens for child in token.children or []]
    assert {child.type for child in children} <= {"text", "text_special"}


@pytest.mark.parametrize(
    "text",
    [
        "snake_case and R&D",
        "5 * 3 < 20, and 3 > 2",
        "[Ada] said: it's done!",
        "C:\\temp\\notes, about ~5 minutes",
        "+7 or -3 (maybe); $5 @home 50% a/b {c} ^d",
        "What can go wrong? #3",
        "1.5 hours",
        "a | b",
    ],
)
def test_no_needless_backslashes(text: str) -> None:
    assert inline(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# x", "\\# x"),
        ("1. x", "1\\. x"),
        ("*x*", "\\*x\\*"),
        ("[x](y)", "[x\\](y)"),
        ("<b>", "\\<b>"),
        ("&lt;", "\\&lt;"),
        ("[ ] x", "\\[ ] x"),
        ("a\n# b", "a # b"),
        ("\x1b[2J", "␛[2J"),
        ("ends \\", "ends \\\\"),
    ],
)
def test_what_markdown_would_obey_gets_a_backslash(text: str, written: str) -> None:
    assert inline(text) == written


def test_a_pipe_is_escaped_in_a_cell_only() -> None:
    assert cell("a|b\\|c") == "a\\|b\\\\\\|c"


# Notes inside a document


@given(st.lists(st.tuples(st.integers(1, 6), titles, notes, notes, titles), min_size=1, max_size=3))
@example([(2, "x", "- a", "- b", "c")])
@example([(2, "x", "|a|\n|-|\n===", "> |a|\n> |-|\n> ---", "c")])
@example([(1, "x", "> |a|\n|-|\n    code\n---", "`a\n<div>\n`", "c")])
def test_every_reader_finds_the_outline_that_was_written(parts: list[tuple[int, str, str, str, str]]) -> None:
    document = Document()
    own = []
    for level, title, first, second, line in parts:
        document.heading(level, title)
        own.append((level, one_line(title)))
        document.block(first)
        document.block(second)
        document.bullets([line, task(line, done=False)])
        document.paragraph(line)
        document.block(first)
        document.table([line, "Minutes"], [[title, line]], numbers=[1])
    text = str(document)
    written = [(heading.level, heading.text) for heading in document.outline]
    for md in READERS:
        assert outline(md, text) == written
    assert harmful(text) == []
    place = iter(written)
    for heading in own:
        assert heading in place


@given(st.integers(0, 6), notes)
def test_headings_of_a_note_come_below_their_place(under: int, note: str) -> None:
    for md in READERS:
        assert all(level > under for level, _ in outline(md, block(note, under=under)))


@given(st.integers(0, 6), notes)
def test_every_word_of_a_note_can_still_be_seen(under: int, note: str) -> None:
    markdown = block(note, under=under)
    loose = Obeying("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("reference")
    before = visible_letters(loose, dedent(clean(note)).strip())
    after = visible_letters(STRICT, f"# Title\n\n{markdown}\n\nend")
    left = iter(after)
    assert all(letter in left for letter in before)
    assert set(WORD.findall(clean(note))) <= set(WORD.findall(markdown))


@given(notes, notes)
@example("- a", "    code\nplain")
@example("[a]: http://x.example", "[a]")
def test_neighbors_do_not_change_each_other(first: str, second: str) -> None:
    document = Document()
    document.heading(1, "Title")
    document.block(first)
    document.block(second)
    document.paragraph("The end.")
    together = types(str(document))
    pieces = ["# Title", block(first, under=1), block(second, under=1), "The end."]
    apart = [kind for piece in pieces for kind in types(f"\n{piece}")]
    assert [kind for kind in together if kind != "hr"] == [kind for kind in apart if kind != "hr"]


@given(notes)
@example("--- not the front\n---")
@example("- 1--")
def test_a_note_at_the_head_of_a_document_is_no_front_matter(note: str) -> None:
    document = Document()
    document.block(note)
    assert "front_matter" not in types(str(document))


@pytest.mark.parametrize(
    "note",
    [
        "Plain words.\nAnd more of them.",
        "- one\n- two\n  - nested\n\n1. first\n2. second",
        "- [ ] ask Petra\n- [x] book the room",
        "*Emphasis*, **bold**, `code <b>` and ~~gone~~",
        "> quoted\n> words",
        "```python\n# not a heading\nx = '<b>'\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "[a link](https://example.org) and <https://example.org>",
        "one\n\n***\n\ntwo",
        "[Ada] said 3 < 5, and a & b",
        "Term  \nwith a hard break",
    ],
)
def test_a_harmless_note_stays_as_it_was_written(note: str) -> None:
    assert block(note, under=2) == note


@pytest.mark.parametrize(
    ("note", "set_in"),
    [
        ("# Big\ntext\n## Small", "### Big\ntext\n#### Small"),
        ("#### Deep enough", "#### Deep enough"),
        ("Big *one*\n===\n\nSmall\ntwo\n---\ntext", "### Big *one*\n\n#### Small two\ntext"),
        ("Big #\n===", "### Big \\#"),
        ("> # Quoted", "> ### Quoted"),
        ("- Entry\n  ---", "- ### Entry"),
        ("```\nleft open", "```\nleft open\n```"),
        ("text\n\n---\n\ntext", "text\n\n___\n\ntext"),
        ("a <b>c</b>", "a \\<b>c\\</b>"),
        ("<!-- hidden -->\nseen", "\\<!-- hidden -->\nseen"),
        ("[a]: http://x.example\n\n[a]", "\\[a]: http://x.example\n\n[a]"),
        ("[x](javascript:alert(1))", "[x]\\(javascript:alert(1))"),
        ("[x](&#106;avascript:y)", "[x]\\(&#106;avascript:y)"),
        ("[x](//host/share)", "[x]\\(//host/share)"),
        ("![pic](https://x.example/p.png)", "\\![pic](https://x.example/p.png)"),
        ("   \n\n  indented\n  note\n\n", "indented\nnote"),
        ("one\r\ntwo\x1b[0m", "one\ntwo␛[0m"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_what_could_do_harm_is_shown(note: str, set_in: str) -> None:
    assert block(note, under=2) == set_in


@pytest.mark.parametrize(
    "note",
    [
        "| a | b |\n|---|---|\n| 1 | 2 | left out by readers |",
        "| a |\n|---|\n| b |\n===",
        "[x](" + "".join(f"&#{ord(letter):07};" for letter in "javascript:") + "y)",
        "`code\n<div>\n`",
        "> " * 15 + "deep",
    ],
)
def test_what_cannot_be_kept_is_shown_as_it_was_typed(note: str) -> None:
    assert block(note, under=2) == f"```\n{note}\n```"


def test_a_note_that_cannot_be_kept_stands_between_longer_fences() -> None:
    note = ">" * 30 + " deep\n`````"
    assert block(note, under=2) == f"``````\n{note}\n``````"


def test_a_heading_with_no_level_left_stands_between_fences() -> None:
    assert block("# Title", under=6) == "```\n# Title\n```"


def test_two_lists_stay_two() -> None:
    document = Document()
    document.block("- one")
    document.block("- two")
    document.block("1. three")
    assert str(document) == "\n- one\n\n___\n\n- two\n\n1. three\n"


# Tables and front matter


def test_a_table_reads_well_as_it_is_written() -> None:
    document = Document()
    document.table(["Item", "Used"], [["Pick | choose", "3"], ["Try", "12"]], numbers=[1])
    assert str(document) == (
        "| Item           | Used |\n"
        "| -------------- | ---: |\n"
        "| Pick \\| choose |    3 |\n"
        "| Try            |   12 |\n"
    )


fields = st.dictionaries(
    st.sampled_from(["title", "pair", "topics", "more"]),
    st.recursive(
        st.one_of(notes, titles, st.integers(), st.booleans(), st.dates(), st.none()),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=6,
    ),
)


def cleaned(value: object) -> object:
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return clean(value) if isinstance(value, str) else value


@given(fields, notes)
def test_front_matter_reads_back_as_it_was_given(facts: dict[str, object], note: str) -> None:
    document = Document()
    document.front_matter(facts)
    document.heading(1, "Letter")
    document.block(note)
    tokens = STRICT.parse(str(document))
    assert tokens[0].type == "front_matter"
    assert yaml.safe_load(tokens[0].content) == {key: cleaned(value) for key, value in facts.items()}
    assert document.outline[0].text == "Letter"


def test_front_matter_has_no_anchors_and_only_the_head() -> None:
    topics = ["a", "b"]
    document = Document()
    document.front_matter({"ours": topics, "theirs": topics})
    assert "&" not in str(document)
    with pytest.raises(ValueError, match="head"):
        document.front_matter({})
