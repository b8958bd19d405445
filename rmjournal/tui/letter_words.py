"""Letters in words and lines: what stands there, what was struck, what is withheld and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from textual.content import Content

from rmjournal.domain.pair import Pair
from rmjournal.journal.letter_views import LetterView, Withheld
from rmjournal.markdown.letter_pieces import Piece, letter_pieces
from rmjournal.text import one_line
from rmjournal.tui.hanging import hanging
from rmjournal.tui.show import line_of, lines_of, shown, shown_line

Made: TypeAlias = Callable[[int], Content]
"""Makes the words of a line for a width."""

_STYLES = {"h1": "bold $text-primary", "h2": "bold $text-primary", "h3": "bold"}
_FOR_MACHINES = "Above this, the file has the same facts for machines; m shows the file as it is written."


class PageLine(NamedTuple):
    """A line of a page that is read with a mark on it."""

    made: Made
    ids: tuple[str, ...] = ()
    """The lines of the letter that it is, those that can be struck or restored here."""
    is_struck: bool = False
    is_gap: bool = False
    """Whether it is air only, which the mark passes over."""


def plain_line(content: Content) -> PageLine:
    """A line that is the same at every width."""
    return PageLine(lambda _width: content)


GAP = PageLine(lambda _width: Content(), is_gap=True)


def reading_lines(view: LetterView) -> Iterator[PageLine]:
    """The letter as it reads: its exact words without Markdown, and the struck lines where they stood."""
    pieces = letter_pieces(view.text, {line.id: line.words for line in view.lines if not line.struck})
    struck = _struck_after(view, pieces)
    yield from struck.get(-1, ())
    for place, piece in enumerate(pieces):
        if place and (piece.kind != "li" or pieces[place - 1].kind == "p"):
            yield GAP
        yield PageLine(_reading(piece), ids=piece.ids)
        yield from struck.get(place, ())
    yield GAP
    yield plain_line(Content.styled(_FOR_MACHINES, "$text-muted"))


def source_lines(view: LetterView) -> Iterator[PageLine]:
    """The letter as it is written to the file, line by line."""
    pieces = letter_pieces(view.text, {line.id: line.words for line in view.lines if not line.struck})
    ids = {piece.line: piece.ids for piece in pieces}
    for number, line in enumerate(view.text.splitlines()):
        yield PageLine(_written(line), ids=ids.get(number, ()), is_gap=not line)


def text_lines(text: str) -> Iterator[PageLine]:
    """A text as it is written, line by line."""
    for line in text.splitlines():
        yield PageLine(_written(line), is_gap=not line)


def withheld_lines(withheld: Sequence[Withheld]) -> Iterator[PageLine]:
    """What is not in the letter, by the reason why."""
    yield plain_line(Content.styled("Not in this letter", "bold $text-primary"))
    for why, those in groupby(withheld, key=lambda one: one.why):
        yield GAP
        yield plain_line(Content.styled(f"{why[:1].upper()}{why[1:]}", "bold"))
        yield from (PageLine(_bullet(shown_line(one.what))) for one in those)


def withheld_words(withheld: Sequence[Withheld], width: int) -> Content:
    """What is not in the letter, by the reason why, folded for a column of this width."""
    rows = [row.made(width) for row in withheld_lines(withheld)]
    return lines_of(*rows)


def confirmed_words(view: LetterView, pair: Pair) -> Content:
    """Who has confirmed the text as it stands, and for whom it waits."""
    if not view.waits_for:
        return Content.styled("Both have confirmed these words. o writes the file.", "bold $text-success")
    waits = " and ".join(one_line(pair.first_name(who)) for who in view.waits_for)
    done = [one_line(pair.first_name(one.by)) for one in view.confirmed]
    said = f"{done[0]} has confirmed these words, {waits} not yet." if done else f"it waits for {waits}."
    return line_of(("Not released: ", "bold"), (said, "$text-muted"))


def waits_words(view: LetterView, pair: Pair) -> str:
    """How far a draft is, in few words."""
    if not view.waits_for:
        return "confirmed by both; not written yet"
    return f"waits for {' and '.join(one_line(pair.first_name(who)) for who in view.waits_for)}"


def _reading(piece: Piece) -> Made:
    words = line_of(*(shown(span.words, "bold" if span.is_strong else "") for span in piece.spans))
    if piece.kind == "li":
        return _bullet(words)
    styled = words.stylize(_STYLES.get(piece.kind, ""))
    return lambda _width: styled


def _bullet(words: Content) -> Made:
    return lambda width: hanging(Content("· "), words, width)


def _written(line: str) -> Made:
    content = shown(line)
    return lambda _width: content


def _struck_after(view: LetterView, pieces: Sequence[Piece]) -> dict[int, list[PageLine]]:
    """The lines that were struck, by the piece that each stood behind."""
    places = {name: place for place, piece in enumerate(pieces) for name in piece.ids}
    found: dict[int, list[PageLine]] = {}
    place = next((number for number, piece in enumerate(pieces) if piece.ids), 2) - 1
    for line in view.lines:
        if line.struck:
            found.setdefault(place, []).append(_struck(line.id, line.words))
        else:
            place = places.get(line.id, place)
    return found


def _struck(name: str, words: str) -> PageLine:
    lead = Content.styled("struck: ", "$text-muted")
    content = shown_line(words, "strike $text-muted")
    return PageLine(lambda width: hanging(lead, content, width), ids=(name,), is_struck=True)
