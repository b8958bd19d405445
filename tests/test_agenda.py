from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rmjournal.domain.agenda import Agenda, AgendaTemplate, PlannedItem, TemplateItem
from rmjournal.domain.fitting import LONGEST_MINUTES, SHORTEST_MINUTES, fit, floor_of, mentor_share, shown_at
from rmjournal.domain.pair import Who
from rmjournal.errors import RuleError
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.markdown.agenda_note import agenda_markdown

LIBRARY = TemplateLibrary()
TWELVE = tuple(listed.id for listed in LIBRARY.all())
LENGTHS = range(SHORTEST_MINUTES, LONGEST_MINUTES + 1)


def minutes_of(items: Iterable[PlannedItem | TemplateItem]) -> list[int]:
    return [item.minutes for item in items]


def item(title: str, minutes: int, **more: object) -> TemplateItem:
    return TemplateItem(title=title, lead=Who.BOTH, minutes=minutes, **more)  # type: ignore[arg-type]


def template_of(*items: TemplateItem) -> AgendaTemplate:
    return AgendaTemplate(id="x", title="X", minutes=30, items=items)


@st.composite
def templates(draw: st.DrawFn) -> AgendaTemplate:
    items = [
        TemplateItem(
            title=f"Item {number}",
            lead=draw(st.sampled_from(Who)),
            minutes=draw(st.integers(1, 60)),
            at_least=draw(st.integers(0, 40)),
            from_length=draw(st.sampled_from([0, 0, 0, 10, 15, 16, 20, 30, 60, 120])),
        )
        for number in range(draw(st.integers(1, 14)))
    ]
    return template_of(*items)


@pytest.mark.parametrize(
    ("minutes", "shares"),
    [
        (15, [2, 4, 7, 2]),
        (20, [2, 5, 8, 3, 2]),
        (30, [3, 7, 10, 4, 4, 2]),
        (45, [5, 10, 15, 6, 6, 3]),
    ],
)
def test_show_me_has_the_minutes_that_the_practice_gives_it(minutes: int, shares: list[int]) -> None:
    assert minutes_of(fit(LIBRARY.get("show-me"), minutes).items) == shares


@pytest.mark.parametrize("name", TWELVE)
def test_every_length_of_every_template_adds_up_and_keeps_floors_and_order(name: str) -> None:
    template = LIBRARY.get(name)
    floors = {one.title: floor_of(one) for one in template.items}
    for minutes in LENGTHS:
        agenda = fit(template, minutes)
        titles = [one.title for one in agenda.items]
        assert sum(minutes_of(agenda.items)) == minutes
        assert all(one.minutes >= floors[one.title] for one in agenda.items)
        assert titles == [one.title for one in template.items if one.title in titles]
        assert [one.id for one in agenda.items] == [str(n + 1) for n in range(len(titles))]


@pytest.mark.parametrize("name", TWELVE)
def test_a_template_at_its_own_length_is_what_is_written_in_it(name: str) -> None:
    template = LIBRARY.get(name)
    assert minutes_of(fit(template, template.minutes).items) == minutes_of(template.items)


@pytest.mark.parametrize("name", TWELVE)
def test_nothing_is_left_out_at_a_length_that_a_template_is_offered_at(name: str) -> None:
    template = LIBRARY.get(name)
    assert all(not fit(template, minutes).left_out for minutes in template.lengths)


@given(templates(), st.integers(SHORTEST_MINUTES, LONGEST_MINUTES))
def test_the_minutes_add_up_exactly_whatever_the_template(template: AgendaTemplate, minutes: int) -> None:
    assert sum(minutes_of(fit(template, minutes).items)) == minutes


@given(templates(), st.integers(SHORTEST_MINUTES, LONGEST_MINUTES))
def test_floors_are_kept_unless_one_item_alone_is_left(template: AgendaTemplate, minutes: int) -> None:
    agenda = fit(template, minutes)
    floors = {one.title: floor_of(one) for one in template.items}
    assert all(one.minutes >= min(floors[one.title], minutes) for one in agenda.items)
    assert len(agenda.items) == 1 or sum(floors[one.title] for one in agenda.items) <= minutes


@given(templates(), st.integers(SHORTEST_MINUTES, LONGEST_MINUTES))
def test_order_is_kept_and_nothing_shown_at_a_length_vanishes_in_silence(
    template: AgendaTemplate, minutes: int
) -> None:
    agenda = fit(template, minutes)
    shown = [one.title for one in shown_at(template.items, minutes)]
    kept = [one.title for one in agenda.items]
    assert kept == [title for title in shown if title in kept]
    assert list(agenda.left_out) == [title for title in shown if title not in kept]


@given(templates(), st.integers(SHORTEST_MINUTES, LONGEST_MINUTES))
def test_what_is_left_out_comes_from_the_end_and_never_is_the_longest(
    template: AgendaTemplate, minutes: int
) -> None:
    agenda = fit(template, minutes)
    shown = shown_at(template.items, minutes)
    longest = max(shown, key=lambda one: one.minutes).title
    others = [one.title for one in shown if one.title != longest]
    kept = [one.title for one in agenda.items]
    assert longest in kept
    assert [title for title in kept if title != longest] == others[: len(kept) - 1]


@given(templates(), st.integers(SHORTEST_MINUTES, LONGEST_MINUTES))
def test_one_item_more_would_not_fit(template: AgendaTemplate, minutes: int) -> None:
    agenda = fit(template, minutes)
    if agenda.left_out:
        floors = {one.title: floor_of(one) for one in template.items}
        wanted = [*(one.title for one in agenda.items), agenda.left_out[0]]
        assert sum(floors[title] for title in wanted) > minutes


@given(templates(), st.integers(SHORTEST_MINUTES, LONGEST_MINUTES))
def test_the_same_template_and_length_always_give_the_same_agenda(
    template: AgendaTemplate, minutes: int
) -> None:
    assert fit(template, minutes) == fit(template, minutes)


@pytest.mark.parametrize("minutes", [-1, 0, 9, 121])
def test_a_length_out_of_range_is_refused_with_the_range(minutes: int) -> None:
    with pytest.raises(RuleError, match="from 10 to 120 minutes"):
        fit(LIBRARY.get("focus"), minutes)


def test_a_template_without_items_is_refused() -> None:
    with pytest.raises(RuleError, match="no items"):
        fit(template_of(), 30)


def test_below_fifteen_minutes_the_items_of_fifteen_are_the_start() -> None:
    template = template_of(item("a", 5), item("b", 5, from_length=15), item("c", 5, from_length=16))
    assert [one.title for one in fit(template, 10).items] == ["a", "b"]


def test_where_every_item_begins_later_the_first_to_begin_are_there() -> None:
    template = template_of(item("a", 5, from_length=60), item("b", 5, from_length=30))
    assert [one.title for one in fit(template, 20).items] == ["b"]


def test_an_item_kept_for_longer_sessions_is_not_called_left_out() -> None:
    assert fit(LIBRARY.get("show-me"), 20).left_out == ()
    assert "Where here, where not?" not in agenda_markdown(fit(LIBRARY.get("show-me"), 20))


def test_a_tie_for_the_longest_goes_to_the_earlier_item() -> None:
    template = template_of(item("a", 5, at_least=8), item("b", 5, at_least=8))
    agenda = fit(template, 10)
    assert ([one.title for one in agenda.items], agenda.left_out) == (["a"], ("b",))


def test_a_floor_beyond_the_session_gives_the_longest_item_all_the_minutes() -> None:
    agenda = fit(template_of(item("a", 5, at_least=3), item("b", 50, at_least=40)), 10)
    assert [(one.title, one.minutes) for one in agenda.items] == [("b", 10)]
    assert agenda.left_out == ("a",)


def test_the_mentor_led_share_spans_what_the_practice_documents() -> None:
    shares = {
        (name, minutes): mentor_share(fit(LIBRARY.get(name), minutes).items)
        for name in TWELVE
        for minutes in LIBRARY.get(name).lengths
    }
    assert (min(shares.values()), shares["alongside", 30]) == (28, 28)
    assert (max(shares.values()), shares["show-me", 20]) == (80, 80)


def test_an_item_led_by_both_counts_half() -> None:
    leads = (Who.MENTOR, Who.MENTEE, Who.BOTH, Who.BOTH)
    items = [TemplateItem(title=str(n), lead=lead, minutes=5) for n, lead in enumerate(leads)]
    assert mentor_share(items) == 50
    assert mentor_share(items[2:]) == 50
    assert mentor_share(()) == 0


def test_the_printed_agenda_says_who_leads_how_long_and_the_share() -> None:
    text = agenda_markdown(fit(LIBRARY.get("show-me"), 20))
    assert text.startswith("# Show me, 20 minutes\n\nLearn a tool")
    assert "\n## 1. Pick the real task · mentee leads · 2 min\n" in text
    assert "\n- Mentor's hands stay off the keyboard.\n" in text
    assert "\nBefore:\n\n- Mentee brings a harmless real task\n" in text
    assert "The mentor leads 80% of the time" not in text.split("## 1.")[1]
    assert "The mentor leads 80% of the time" in text
    assert "Left out" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_printed_agenda_says_what_was_left_out_and_why() -> None:
    text = agenda_markdown(fit(LIBRARY.get("focus"), 10))
    assert text[text.index("Left out") : text.index("## 1.")] == (
        "Left out, because 10 minutes have no room for them:\n\n"
        "- Where will you use it?\n- Next step, keep or change\n\n"
    )


def test_a_blank_agenda_prints_its_title_alone() -> None:
    assert agenda_markdown(Agenda(title="Open session", minutes=30, items=())) == (
        "# Open session, 30 minutes\n"
    )


NASTY = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="#-*_>`~|[]<>!:1. \n\\\tab=&;", max_size=30),
    st.sampled_from(
        [
            "```",
            "~~~",
            "<!--",
            "---",
            "===",
            "# x",
            "## x",
            "- x",
            "1. x",
            "> x",
            "x\n## y",
            "a\n===",
            "\x1b[2J",
        ]
    ),
)


@given(NASTY, NASTY, NASTY, st.lists(NASTY, max_size=3), NASTY)
def test_odd_words_of_a_template_make_no_heading_in_the_printed_agenda(
    title: str, name: str, text: str, prompts: list[str], purpose: str
) -> None:
    items = tuple(
        PlannedItem(id=str(n), title=name, lead=Who.BOTH, minutes=5, text=text, prompts=tuple(prompts))
        for n in (1, 2)
    )
    agenda = Agenda(
        title=title,
        minutes=10,
        purpose=purpose,
        when=name,
        before=tuple(prompts),
        items=items,
        left_out=tuple(prompts),
    )
    tokens = MarkdownIt("commonmark").parse(agenda_markdown(agenda))
    headings = [token.tag for token in tokens if token.type == "heading_open" and token.level == 0]
    assert headings == ["h1", "h2", "h2"]
    kinds = {token.type for token in tokens if token.level == 0}
    assert not kinds & {"fence", "code_block", "html_block", "hr", "ordered_list_open"}
    ends = [
        tokens[at + 1].content
        for at, token in enumerate(tokens)
        if token.tag == "h2" and token.nesting == 1 and token.level == 0
    ]
    assert all(end.endswith("· both lead · 5 min") for end in ends)
