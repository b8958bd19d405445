from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmjournal.domain.agenda import AgendaTemplate, TemplateItem
from rmjournal.domain.fitting import floor_of, shown_at
from rmjournal.domain.pair import Who
from rmjournal.errors import TemplateError
from rmjournal.markdown.plain import guarded, joined, plain
from rmjournal.markdown.problems import Problem
from rmjournal.markdown.reading import MAX_BYTES, check_bytes, examine_text, open_tasks
from rmjournal.markdown.template_writing import template_markdown

BUILT_IN = {
    entry.name: entry.read_text("utf-8") for entry in (files("rmjournal.practice") / "agenda").iterdir()
}
GOOD = """---
id: our-focus
minutes: 30
lengths: [15, 30]
---
# Our focus

## One question | mentor | 10 min (at least 4)
- What do you know already?
"""


def read(text: str) -> AgendaTemplate:
    return examine_text(text).usable()


def problems_of(text: str) -> tuple[Problem, ...]:
    return examine_text(text).problems


def told(text: str) -> str:
    return "\n".join(str(problem) for problem in problems_of(text))


def body(text: str) -> str:
    return f"---\nid: x\nminutes: 30\n---\n# X\n\n{text}"


# What a person may write


def test_every_part_of_a_template_is_read() -> None:
    template = read(
        """---
id: show-me
phase: middle
minutes: 30
lengths: [15, 20, 30]
---
# Show me

Learn a tool
by doing.

A second paragraph.

> When: a tool that
> the mentee wants to use.

Before:
- Mentee brings a task
* Mentor checks the tool

## Pick the task | mentee | 3 min (at least 2)
- What will be done
  at the end?

## What can go wrong · mentor · 4 minutes (from 20, at least 3)
Some **text** first:

1. one
2. two

- A prompt
+ Another

## No prompts | BOTH | 5 min
"""
    )
    assert template == AgendaTemplate(
        id="show-me",
        phase="middle",
        minutes=30,
        lengths=(15, 20, 30),
        title="Show me",
        purpose="Learn a tool by doing.\n\nA second paragraph.",
        when="a tool that the mentee wants to use.",
        before=("Mentee brings a task", "Mentor checks the tool"),
        items=(
            TemplateItem(
                title="Pick the task",
                lead=Who.MENTEE,
                minutes=3,
                at_least=2,
                prompts=("What will be done at the end?",),
            ),
            TemplateItem(
                title="What can go wrong",
                lead=Who.MENTOR,
                minutes=4,
                at_least=3,
                from_length=20,
                text="Some **text** first:\n\n1. one\n2. two",
                prompts=("A prompt", "Another"),
            ),
            TemplateItem(title="No prompts", lead=Who.BOTH, minutes=5),
        ),
    )


def test_a_byte_order_mark_and_any_line_ends_are_taken() -> None:
    assert check_bytes(GOOD.encode("utf-8-sig")) == ()
    assert check_bytes(GOOD.replace("\n", "\r\n").encode()) == ()
    assert read(GOOD.replace("\n", "\r\n")) == read(GOOD.replace("\n", "\r"))


def test_a_title_may_hold_a_bar() -> None:
    template = read(body("## This | that · both | mentor | 3 min\n"))
    assert template.items[0].title == "This | that · both"


def test_inline_markdown_stays_as_it_was_typed() -> None:
    template = read(body("## A *b* `c` &amp; <i> | mentor | 3 min\n- [x](y) __z__ ![]()\n"))
    assert template.items[0].title == "A *b* `c` &amp; <i>"
    assert template.items[0].prompts == ("[x](y) __z__ ![]()",)


def test_a_definition_of_a_link_does_not_vanish() -> None:
    assert read(body("[a]: b\n\n## A | mentor | 3 min\n[c]: d\n")).purpose == "[a]: b"


def test_a_comment_is_no_part_of_a_template() -> None:
    text = body("<!-- ours since May -->\n\n## A | mentor | 3 min\n- p\n\n<!-- to do -->\n")
    assert read(text).items[0].prompts == ("p",)


def test_a_value_in_the_front_matter_is_taken_as_it_is_written() -> None:
    text = GOOD.replace("minutes: 30", "phase: no\nminutes: '030'").replace("our-focus", "2026-02-30")
    template = read(text)
    assert (template.id, template.phase, template.minutes) == ("2026-02-30", "no", 30)


# What is wrong, where, and what to do


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("# Our focus", "Our focus", 6, "no heading with the title"),
        ("# Our focus", "#", 6, "no title"),
        ("# Our focus", "# " + "x" * 121, 6, "121 characters"),
        ("# Our focus", "Words\n\n# Our focus", 6, "above the title"),
        ("# Our focus", "# Our focus\n# Again", 7, "second title"),
        ("# Our focus", "# Our focus\n- list", 7, "under no item"),
        ("# Our focus", "# Our focus\nBefore:", 7, "no list under it"),
        ("# Our focus", "# Our focus\nBefore:\n\nWords", 9, "no list under it"),
        ("# Our focus", "# Our focus\n> A quote", 7, "does not say when"),
        ("# Our focus", "# Our focus\n> When:", 7, "does not say when"),
        ("# Our focus", "# Our focus\n```\nx\n```", 7, "a code block between the title"),
        ("# Our focus", "# Our focus\n### Deep", 7, "a heading between the title"),
        ("mentor", "boss", 8, "lead 'boss' is not known"),
        ("mentor | 10 min (at least 4)", "mentor", 8, "names no minutes"),
        ("mentor | 10 min (at least 4)", "10 min", 8, "does not name both"),
        ("| mentor | 10 min (at least 4)", "", 8, "neither who leads nor the minutes"),
        ("One question", "", 8, "no title"),
        ("10 min", "0 min", 8, "minutes are '0'"),
        ("10 min", "-3 min", 8, "minutes are '-3'"),
        ("10 min", "2.5 min", 8, "minutes are '2.5'"),
        ("10 min", "9" * 5000 + " min", 8, "minutes are '999"),
        ("10 min", "ten", 8, "minutes cannot be read"),
        ("at least 4", "at least 0", 8, "after 'at least' are '0'"),
        ("at least 4", "at least 4, at least 5", 8, "'at least 5' says nothing"),
        ("at least 4", "until 3", 8, "'until 3' says nothing"),
        ("(at least 4)", "()", 8, "'' says nothing"),
        ("at least 4", "from 200", 8, "after 'from' are '200'"),
        ("at least 4", "at least 11", 8, "10 min and a floor of 11"),
        ("- What do", "-\n- What do", 9, "empty"),
        ("- What do", "- a\n\n  b\n- What do", 9, "more than one paragraph"),
        ("already?", "already?\n  - deeper", 9, "more than one paragraph"),
        ("already?", "already?\n\nWords", 11, "a paragraph after the prompts"),
        ("already?", "already?\n```\nx", 10, "never closed"),
        ("- What", "<!--\n## A | both | 3 min\n\n- What", 9, "swallows the headings"),
        ("already?", "already?\n\n## one  Question | both | 3 min", 11, "that of the item on line 8"),
        ("(at least 4)", "(from 20)", 4, "At 15 minutes there is no item"),
        ("10 min (at least 4)", "40 min (at least 16)", 4, "items need 16"),
        ("id: our-focus\n", "", 1, "has no id"),
        ("minutes: 30\n", "", 1, "has no minutes"),
        ("our-focus", "Our Focus", 2, "id cannot be used: 'Our Focus'"),
        ("our-focus", "../etc", 2, "id cannot be used"),
        ("our-focus", "-x", 2, "id cannot be used"),
        ("our-focus", "x" * 41, 2, "id cannot be used"),
        ("our-focus", "", 2, "id cannot be used."),
        ("our-focus", "[a]", 2, "id cannot be used."),
        ("minutes: 30", "minutes: 5", 3, "'5'"),
        ("minutes: 30", "minutes: 0x1E", 3, "'0x1E'"),
        ("minutes: 30", "minutes: 1e2", 3, "'1e2'"),
        ("minutes: 30", "minutes: true", 3, "'true'"),
        ("[15, 30]", "15", 4, "not a list of minutes"),
        ("[15, 30]", "[]", 4, "not a list of minutes"),
        ("[15, 30]", "[15, 15]", 4, "listed twice"),
        ("[15, 30]", "[15, x]", 4, "'x'"),
        ("[15, 30]", "[15, [30]]", 4, "something else"),
        ("lengths", "lenghts", 4, "key 'lenghts' is not known"),
        ("minutes: 30", "minutes: 30\nminutes: 20", 4, "minutes is here twice"),
        ("minutes: 30", "minutes: 30\n[a]: b", 4, "is not known"),
        ("minutes: 30", "minutes: 30\nphase: '!'", 4, "phase cannot be used: '!'"),
        ("minutes: 30", "minutes: [30", 4, "cannot be read from here"),
        ("minutes: 30", "minutes: \"\\UFFFFFFFF\"", 2, "cannot be read"),
        ("minutes: 30", "minutes: &a 30", 3, "Anchors"),
        ("minutes: 30", "minutes: *a", 3, "Anchors"),
        ("minutes: 30", "minutes: !!python/name:os.system 30", 3, "Anchors"),
        ("id: our-focus\nminutes: 30\nlengths: [15, 30]", "- a", 2, "not a list of keys"),
        ("minutes: 30", "minutes: " + "[" * 3000, 3, "nests too deep"),
        ("minutes: 30", "minutes: " + " " * 5000 + "30", 2, "too long"),
        ("30]\n---", "30]", 1, "has no end"),
        ("---\nid", "id", 1, "does not begin with front matter"),
        ("already", "al\x00ready", 9, "U+0000"),
        ("already", "al\x1b[2Jready", 9, "U+001B"),
    ],
)  # fmt: skip
def test_a_problem_is_told_with_its_line(old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    problems = problems_of(GOOD.replace(old, new, 1))
    assert [problem for problem in problems if problem.line == line and what in problem.what], problems
    assert all(problem.fix for problem in problems)


def test_all_problems_come_in_one_run_in_the_order_of_lines() -> None:
    problems = problems_of(
        "---\nid: X\nphrase: a\n---\n# A\n- b\n\n"
        "## C | boss | 3 min\n## D | both | 0 min\n## d | both | 1 min\n## D | both | 1 min\n"
    )
    assert [problem.line for problem in problems] == [1, 2, 3, 6, 8, 9, 11]


def test_a_template_without_items_or_with_too_many_is_no_template() -> None:
    assert "no items" in told(body("Words"))
    many = "".join(f"## {n} | both | 1 min\n" for n in range(31))
    assert "31 items" in told(body(many))


def test_an_empty_file_is_told_what_it_lacks() -> None:
    assert [problem.line for problem in check_bytes(b"")] == [1, 1, 1]


def test_bytes_that_are_not_text_are_told_with_their_line() -> None:
    (problem,) = check_bytes(b"\xef\xbb\xbf---\r\nid: x\r\n# \xff\n")
    assert (problem.line, problem.what) == (3, "This line is not UTF-8 text.")


def test_a_file_beyond_the_limit_is_not_read() -> None:
    (problem,) = check_bytes(b"a" * (MAX_BYTES + 1))
    assert "64 KiB" in problem.what


def test_a_bomb_of_aliases_is_refused_before_anything_is_built() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    problems = problems_of(GOOD.replace("minutes: 30\n", bomb))
    assert problems[0].line == 3
    assert "Anchors" in problems[0].what


def test_the_error_of_a_template_has_a_line_for_each_problem() -> None:
    with pytest.raises(TemplateError) as error:
        read(GOOD.replace("mentor", "boss").replace("30\n", "x\n", 1))
    assert str(error.value).splitlines() == [
        "This template cannot be used:",
        "line 3: A length in minutes is 'x'. Write whole minutes from 10 to 120.",
        "line 8: The lead 'boss' is not known. Write mentor, mentee or both.",
    ]


def test_a_problem_quotes_nothing_that_a_terminal_obeys() -> None:
    shown = told(GOOD.replace("mentor", "a\u202e\u200bb" + "c" * 200))
    assert shown.isprintable()
    assert len(shown) < 200


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data: bytes) -> None:
    assert check_bytes(data)


MARKUP = st.text(alphabet="-#|·>`~*+[](){}<>!&:,\n\r\t \\\"'%@=_0159abid", max_size=120)


@settings(max_examples=100)
@given(st.one_of(st.text(max_size=200), MARKUP))
def test_any_text_is_answered(text: str) -> None:
    for source in (text, f"---\n{text}", f"---\n{text}\n---\n# A\n", body(text), GOOD + text):
        problems_of(source)
        check_bytes(source.encode("utf-8", "surrogatepass"))


@settings(max_examples=100)
@given(st.data())
def test_a_changed_template_is_read_or_told_apart(data: st.DataObject) -> None:
    text = BUILT_IN[data.draw(st.sampled_from(sorted(BUILT_IN)))]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(st.one_of(st.just(""), MARKUP)) + text[stop:]
    problems = problems_of(text)
    if problems:
        assert all(1 <= problem.line <= text.count("\n") + text.count("\r") + 1 for problem in problems)
    else:
        template = read(text)
        assert read(template_markdown(template)) == template


@pytest.mark.parametrize(
    "piece",
    [
        "- ",
        ">",
        "> - ",
        "- a\n",
        "a\n",
        "# ",
        "## \n",
        "## a | b | c\n",
        "```\n",
        "<!--\n",
        "[",
        "a\n=\n",
        "\x00\n",
        "|",
    ],
)
def test_a_file_full_of_one_mark_is_answered(piece: str) -> None:
    head = "---\nid: x\nminutes: 30\n---\n# A\n"
    data = (head + piece * (MAX_BYTES // len(piece)))[:MAX_BYTES].encode()
    assert check_bytes(data)


# There and back


WORDS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30),
    st.text(alphabet="#-*_>`~|·[]<>!:1.)( =&;\\ab", max_size=20),
    st.sampled_from(
        [
            "# x #",
            "## x",
            "#",
            "#######",
            "- x",
            "- [ ] x",
            "+",
            "1. x",
            "12) y",
            "> x",
            "* * *",
            "_ _ _",
            "---",
            "===",
            "```",
            "~~~",
            "<!-- x",
            "[a]: b",
            "Before:",
            "When: x",
            "a | mentor | 3 min",
            "x\\",
            "\\#",
            "a\\|b",
            "&amp;",
        ]
    ),
)
LINES = WORDS.map(str.strip).filter(lambda text: text and not set(text) & {"\ufffe", "\uffff"})
TEXTS = st.sampled_from(
    ["", "", "Words first.", "1. a\n2. b\n\n> q", "```\n# code\n```", "    indented", "### Deep\nx"]
)


@st.composite
def written(draw: st.DrawFn) -> AgendaTemplate:
    titles = draw(
        st.lists(LINES, min_size=1, max_size=6, unique_by=lambda text: " ".join(text.casefold().split()))
    )
    items = []
    for title in titles:
        minutes = draw(st.integers(1, 120))
        items.append(
            TemplateItem(
                title=title,
                lead=draw(st.sampled_from(Who)),
                minutes=minutes,
                at_least=draw(st.integers(0, min(minutes, 5))),
                from_length=0 if not items else draw(st.sampled_from([0, 1, 15, 20, 120])),
                text=draw(TEXTS),
                prompts=tuple(draw(st.lists(LINES, max_size=3))),
            )
        )
    need = sum(floor_of(one) for one in shown_at(items, 120))
    lengths = draw(st.lists(st.integers(max(10, need), 120), unique=True, max_size=5))
    return AgendaTemplate(
        id=draw(st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)),
        phase=draw(st.sampled_from(["", "middle", "no", "null", "after 3 months", "Über-gang", "1e3"])),
        title=draw(LINES),
        minutes=draw(st.integers(max(10, need), 120)),
        lengths=tuple(lengths),
        purpose="\n\n".join(draw(st.lists(LINES, max_size=3))),
        when=draw(st.one_of(st.just(""), LINES)),
        before=tuple(draw(st.lists(LINES, max_size=3))),
        items=tuple(items),
    )


@settings(max_examples=100)
@given(written())
def test_a_template_that_is_written_reads_back_as_the_same_value(template: AgendaTemplate) -> None:
    text = template_markdown(template)
    assert read(text) == template
    assert template_markdown(read(text)) == text


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_a_built_in_template_is_what_writing_it_gives(name: str) -> None:
    assert template_markdown(read(BUILT_IN[name])) == BUILT_IN[name]


@pytest.mark.parametrize(
    "change",
    [{"title": "a\nb"}, {"title": " a"}, {"id": "A"}, {"minutes": 5}, {"items": ()}, {"before": ("",)}],
)
def test_what_a_template_cannot_say_is_refused_when_it_is_written(change: dict[str, object]) -> None:
    values = {
        "id": "x",
        "title": "X",
        "minutes": 30,
        "items": (TemplateItem(title="A", lead=Who.BOTH, minutes=3),),
    }
    with pytest.raises(TemplateError, match="cannot be written"):
        template_markdown(AgendaTemplate(**(values | change)))  # type: ignore[arg-type]


@given(LINES)
def test_a_guarded_line_is_plain_again_when_read(text: str) -> None:
    assert plain(guarded(text)) == joined(text)


def test_ordinary_words_are_written_without_a_backslash() -> None:
    for text in (
        "Mentor's hands: off!",
        "I felt... because ...",
        "*Once*",
        "5 * 3",
        "C:\\temp",
        "1.5 h",
        "-1",
    ):
        assert guarded(text) == text


# Task lists in notes


def test_open_entries_are_found_at_any_depth_and_with_any_marker() -> None:
    note = "- [ ] one\n- [x] done\n* [ ] two\n\n1. [ ] three\n   + [ ] four\n\n> - [ ] five\n>   - [X] done\n"
    assert open_tasks(note) == ("one", "two", "three", "four", "five")


def test_what_stands_in_code_is_no_task() -> None:
    fences = "```\n- [ ] a\n```\n\n~~~ text\n- [ ] b\n~~~\n\n"
    indented = "    - [ ] c\n\n- x\n\n      - [ ] d\n\n"
    assert open_tasks(fences + indented + "`- [ ] e`\n\n- [ ] yes\n") == ("yes",)


def test_a_task_of_several_lines_is_one_line() -> None:
    assert open_tasks("- [ ] call\n  the depot\nsoon\n\n  More.\n") == ("call the depot soon",)


def test_the_words_of_a_task_stay_as_they_were_typed() -> None:
    assert open_tasks("- [ ] ask *Petra* about 5 * 3, snake_case & [x](y)\n") == (
        "ask *Petra* about 5 * 3, snake_case & [x](y)",
    )


@pytest.mark.parametrize(
    "text", ["", "- [ ]", "- [ ] ", "-[ ] a", "[ ] a", "- [ ]a", "- [] a", "- a [ ] b", "\\- [ ] a"]
)
def test_what_only_looks_like_a_task_is_none(text: str) -> None:
    assert open_tasks(text) == ()


@given(st.one_of(st.text(), MARKUP))
def test_tasks_of_any_text_are_single_lines_with_words(text: str) -> None:
    for task in open_tasks(text):
        assert task.strip() == task != ""
        assert "\n" not in task


def test_nothing_is_loaded_before_something_is_read() -> None:
    code = (
        "import sys, rmjournal.journal.templates as t, rmjournal.markdown.reading\n"
        "library = t.TemplateLibrary()\n"
        "print([m for m in ('markdown_it', 'mdit_py_plugins', 'yaml', 'textual') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
