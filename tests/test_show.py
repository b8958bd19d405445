from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screens import NASTY, picture
from textual.app import App, ComposeResult
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.text import clean
from rmjournal.tui.show import line_of, lines_of, shown, shown_line

OBEYED = {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))} | set("\u202e\u2066\u2028")


@pytest.mark.parametrize("text", NASTY)
def test_markup_is_shown_and_never_obeyed(text: str) -> None:
    assert shown(text).plain.splitlines() == clean(text).splitlines()
    assert not shown(text).spans
    assert not OBEYED & set(shown(text).plain)
    assert "\n" not in shown_line(text).plain


@given(st.text())
def test_nothing_that_a_terminal_obeys_gets_through(text: str) -> None:
    assert not OBEYED & set(shown(text).plain)
    assert len(shown_line(text).plain.splitlines()) <= 1


def test_own_words_and_shown_text_stand_side_by_side() -> None:
    line = line_of(("Due ", "bold"), shown_line("[b]today[/b]"), ".")
    assert line.plain == "Due [b]today[/b]."
    assert lines_of(line, shown_line("x")).plain == "Due [b]today[/b].\nx"


async def test_nasty_texts_stand_in_widgets_as_they_were_written() -> None:
    class Page(App[None]):
        def compose(self) -> ComposeResult:
            for text in NASTY:
                yield Static(shown(text))
                yield Label(line_of(("* ", "bold"), shown_line(text)))
            yield OptionList(*(Option(shown_line(text)) for text in NASTY))

    app = Page()
    async with app.run_test(size=(100, 90)) as pilot:
        await pilot.pause()
        seen = picture(app)
        for text in NASTY[:6]:
            assert seen.count(text) == 3
        for widget in app.query(Static):
            for strip in widget.render_lines(widget.region.reset_offset):
                assert all("@click" not in segment.style.meta for segment in strip if segment.style)
