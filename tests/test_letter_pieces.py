"""A letter's text in pieces: all of its words, and each line that can be struck in its place."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from nasty import LINES

from rmjournal.domain.letter import GoalFact, Idea, Letter, Objective, Period
from rmjournal.markdown.letter import letter_markdown, line_words
from rmjournal.markdown.letter_pieces import Piece, letter_pieces
from rmjournal.text import one_line

DAY = date(2026, 7, 28)

texts = st.one_of(st.sampled_from(LINES), st.text(max_size=30)).map(one_line).filter(bool)
letters = st.builds(
    Letter,
    pair=st.just("P-07"),
    on=st.just(DAY),
    mentor=st.just("Imogen Tao"),
    mentee=st.just("Desmond Hale"),
    phase=st.sampled_from(["", "under way"]),
    period=st.sampled_from([None, Period(since=DAY, until=DAY)]),
    sessions=st.sampled_from([None, 3]),
    minutes=st.sampled_from([None, 90]),
    templates=st.lists(texts, max_size=2).map(tuple),
    topics=st.lists(texts, max_size=2).map(tuple),
    objectives=st.lists(
        st.builds(
            Objective,
            name=texts,
            goals=st.lists(st.builds(GoalFact, title=texts), min_size=1, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    highlights=st.lists(texts, max_size=3).map(tuple),
    ideas=st.lists(st.builds(Idea, text=texts, credit=texts), max_size=2).map(tuple),
    ask=st.one_of(st.just(""), texts),
)


def pieces_of(letter: Letter) -> tuple[Piece, ...]:
    lines = {name: line_words(letter, name) for name in letter.line_ids()}
    return letter_pieces(letter_markdown(letter), lines)


@settings(deadline=None)
@given(letters)
def test_every_line_that_can_be_struck_is_a_piece(letter: Letter) -> None:
    found = [name for piece in pieces_of(letter) if piece.kind != "p" for name in piece.ids]
    assert set(found) == set(letter.line_ids())


@settings(deadline=None)
@given(letters)
def test_a_line_of_the_pairs_words_is_the_piece_that_shows_them(letter: Letter) -> None:
    shown = {piece.ids: piece.words for piece in pieces_of(letter) if len(piece.ids) == 1}
    for number, words in enumerate(letter.highlights, start=1):
        assert shown[(f"highlights.{number}",)] == words
    for number, idea in enumerate(letter.ideas, start=1):
        assert shown[(f"ideas.{number}",)] == f"{idea.text} · idea: {idea.credit}"
    if letter.ask:
        assert shown[("ask",)] == letter.ask


@settings(deadline=None)
@given(letters, st.integers(min_value=0))
def test_striking_a_piece_takes_just_its_words_out(letter: Letter, which: int) -> None:
    entries = [piece for piece in pieces_of(letter) if piece.kind == "li"]
    own = [piece for piece in entries if len(piece.ids) == 1 and not piece.ids[0].startswith("objectives")]
    if own:
        struck = own[which % len(own)]
        left = [piece.words for piece in pieces_of(letter.without(struck.ids)) if piece.kind == "li"]
        assert left == [piece.words for piece in entries if piece is not struck]


def test_each_piece_knows_its_line_of_the_text() -> None:
    letter = Letter(on=DAY, mentor="Imogen Tao", mentee="Desmond Hale", phase="under way", ask="Check")
    lines = letter_markdown(letter).splitlines()
    assert [lines[piece.line] for piece in pieces_of(letter)][:3] == [
        "# Letter of Imogen Tao and Desmond Hale",
        "Tuesday, July 28, 2026",
        "- **Phase:** under way",
    ]
