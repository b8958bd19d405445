"""How something stands against what was expected: in words, with a small bar around "as expected"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content

from rmjournal.domain.days import short_day
from rmjournal.domain.goals import GoalState
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.ratings import Rated, Said
from rmjournal.journal.ledger_views import ExpectationView, GoalView, SealedView
from rmjournal.text import one_line
from rmjournal.tui.hanging import hanging
from rmjournal.tui.show import line_of, lines_of, shown_line

BAR = 9
"""The columns of a bar: two for each step, and the middle."""

AS_BOTH = "as both saw it"
"""The words where neither has to give way."""

GAP = "$text-accent"
"""The color of what is missing; the words say it."""

_SHORT = {2: "much better", 1: "better", 0: "as expected", -1: "less", -2: "much less"}
_OCCASIONS = {"midpoint": "Mid-point", "end": "End", "any time": "In between"}
_ROOMY = 46
"""From this width on, there is room for all words of a step."""
_ROUNDS = 4
"""How many rounds the plot has room for."""
_ROUND = 11
"""The columns of one round in the plot."""

Marks = tuple[str, str]
"""The letters that stand for the mentor and the mentee in a plot."""


def bar(value: int | None) -> Content:
    """A bar from the middle, which is "as expected", to the value; without a value only the middle."""
    if value is None:
        return Content.styled("┄" * 4 + "┊" + "┄" * 4, "$border-blurred")
    line = "━" * (2 * abs(value) - 1)
    left = f"●{line}┃" if value < 0 else "●" if value == 0 else "┃"
    right = f"{line}●" if value > 0 else ""
    return line_of(
        ("┄" * (5 - len(left)), "$border-blurred"),
        (left + right, "bold $text-primary"),
        ("┄" * (4 - len(right)), "$border-blurred"),
    )


def stands(entry: ExpectationView | GoalView) -> Content:
    """Where it stands, by what both agreed on last; where they have not agreed, only that it is open."""
    if entry.state != GoalState.OPEN:
        words = "parked" if entry.state == GoalState.PARKED else "let go"
        return line_of(bar(entry.agreed), "  ", (words, "$text-muted"))
    if entry.agreed is not None:
        return line_of(bar(entry.agreed), "  ", (short_value(entry.agreed), "bold"))
    if entry.ratings:
        return line_of(bar(None), "  ", ("not agreed", GAP))
    return Content()


def short_words(said: Said | None) -> str:
    """What somebody said, in a word or two: better, as expected, parked."""
    if said is None:
        return "passed"
    return said.words if said.value is None else _SHORT[said.value]


def short_value(value: int | None) -> str:
    """A step of the scale in a word or two."""
    return "" if value is None else _SHORT[value]


def occasion_words(rated: Rated) -> str:
    """When the two rated: the mid-point, the end, or in between."""
    return _OCCASIONS.get(rated.occasion, rated.occasion)


def seen_words(rated: Rated, pair: Pair) -> str:
    """How each of the two saw it, in a line."""
    said = {who: short_words(one) for who, one in _both(rated)}
    if said[Who.MENTOR] == said[Who.MENTEE]:
        agreed = rated.agreed
        return AS_BOTH if short_words(agreed) == said[Who.MENTOR] else f"both: {said[Who.MENTOR]}"
    return ", ".join(f"{one_line(pair.first_name(who))}: {words}" for who, words in said.items())


def sealed_words(sealed: SealedView, pair: Pair) -> str:
    """Who is in with a rating that is under way, and nothing else of it."""
    if sealed.can_open:
        return "both are in: o opens the two ratings together"
    mentor, mentee = (one_line(pair.first_name(who)) for who in (Who.MENTOR, Who.MENTEE))
    return f"being rated: {mentor} is {sealed.mentor}, {mentee} is {sealed.mentee}"


def said_lines(rated: Rated, pair: Pair, *, width: int) -> Iterator[Content]:
    """Both ratings and the agreed one, a line each, with why."""
    names = [one_line(pair.first_name(who)) for who, _ in _both(rated)]
    room = max(6, *(Content(name).cell_length for name in names))
    said = ((rated.mentor, names[0]), (rated.mentee, names[1]), (rated.agreed, "agreed"))
    for one, name in said:
        if one is None and name == "agreed":
            continue
        words = short_words(one) if one is None or width < _ROOMY else one.words
        style = "bold" if name == "agreed" else ""
        lead = Content(name).pad_right(room - Content(name).cell_length + 2)
        yield line_of(lead, bar(one.value if one else None), "  ", (words, style))
        if one and one.why:
            yield hanging(Content(" " * (room + 2)), shown_line(one.why, "$text-muted italic"), width)


def plot(ratings: Sequence[Rated], pair: Pair) -> Content:
    """The rounds beside each other: how each saw it, and what both agreed on."""
    rounds, marks = ratings[-_ROUNDS:], marks_of(pair)
    steps = (_plotted(value, rounds, marks) for value in (2, 1, 0, -1, -2))
    return lines_of(*steps, *_feet(rounds), _legend(pair, marks))


def marks_of(pair: Pair) -> Marks:
    """The first letters of both names, or numbers where those are alike."""
    first = [one_line(pair.first_name(who))[:1].upper() for who in (Who.MENTOR, Who.MENTEE)]
    return ("1", "2") if first[0] == first[1] or not all(first) else (first[0], first[1])


def _plotted(value: int, rounds: Iterable[Rated], marks: Marks) -> Content:
    axis, line = ("┼", "─") if value == 0 else ("┊", " ")
    label = Content.styled(f"{_SHORT[value]:>11} ", "$text-muted")
    cells = (_cell(_in_step(one, value, marks), line) for one in rounds)
    return line_of(label, (axis, "$border-blurred"), *cells)


def _in_step(rated: Rated, value: int, marks: Marks) -> str:
    said = ((rated.mentor, marks[0]), (rated.mentee, marks[1]), (rated.agreed, "●"))
    return "".join(mark for one, mark in said if one is not None and one.value == value)


def _cell(marks: str, line: str) -> Content:
    before = (_ROUND - 3) // 2
    return line_of(
        (line * before, "$border-blurred"),
        (marks, "bold $text-primary"),
        (line * (_ROUND - before - len(marks)), "$border-blurred"),
    )


def _feet(rounds: Sequence[Rated]) -> Iterator[Content]:
    gap = " " * 13
    names = "".join(f"{occasion_words(one):^{_ROUND}}" for one in rounds)
    days = "".join(f"{_short_day(one):^{_ROUND}}" for one in rounds)
    yield Content.styled((gap + names).rstrip(), "$text-muted")
    yield Content.styled((gap + days).rstrip(), "$text-muted")


def _short_day(rated: Rated) -> str:
    return short_day(rated.at.date())


def _legend(pair: Pair, marks: Marks) -> Content:
    names = (one_line(pair.first_name(who)) for who in (Who.MENTOR, Who.MENTEE))
    words = " · ".join(f"{mark} {name}" for mark, name in zip(marks, names, strict=True))
    return Content.styled(f"{' ' * 13}{words} · ● agreed", "$text-muted")


def _both(rated: Rated) -> tuple[tuple[Who, Said | None], tuple[Who, Said | None]]:
    return (Who.MENTOR, rated.mentor), (Who.MENTEE, rated.mentee)
