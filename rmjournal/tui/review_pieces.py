"""A review as it stands on the screen: each picture, and the sentence that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from textual.content import Content

from rmjournal.domain.capture import Action
from rmjournal.domain.days import dated_day, short_day
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import HIGHEST, LOWEST, Point
from rmjournal.domain.words import counted
from rmjournal.journal.review_views import (
    ActionFigures,
    Lead,
    LineRow,
    Lines,
    PulseLine,
    ReviewView,
    Served,
    Stand,
    StandRow,
    TopicRow,
    Topics,
)
from rmjournal.text import one_line
from rmjournal.tui.hanging import hanging
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.standings import bar
from rmjournal.tui.steps import STEPS, drawn

_LONGEST = 24
"""The columns of the longest strip."""
_BEFORE_ANY = (
    "What you keep in sessions, rate and answer is told here, by itself. "
    "To begin: 1, then Enter starts the next session. Another time: t."
)
_STYLE = "bold $text-primary"
_LINE = "$text-secondary"


def pieces_of(view: ReviewView, seat: Seat, *, width: int) -> Iterator[Content]:
    """The pieces of the page from top to bottom.

    Args:
        view: What to show.
        seat: Whose names are used.
        width: The columns there are.
    """
    pieces = _Pieces(seat, width)
    yield lines_of(shown_line(view.title, "bold"), Content.styled(view.held.sentence, "$text-muted"))
    if not view.has_anything:
        yield Content(_BEFORE_ANY)
        return
    yield pieces.stand("Expectations, then and now", view.expectations)
    yield pieces.stand("Goals, then and now", view.goals)
    yield from pieces.pulses(view.pulses)
    yield pieces.actions(view.actions)
    yield pieces.lead(view.lead, view.served)
    yield pieces.topics(view.topics)
    for heading, lines in (
        ("Learned", view.learned),
        ("Taught", view.taught),
        ("Experiments", view.experiments),
        ("Carried upward", view.upward),
        ("Doors opened", view.doors),
    ):
        if lines.sentence:
            yield pieces.lines(heading, lines)


def strip(count: int, most: int, *, longest: int = _LONGEST) -> str:
    """A strip as long as its share of the longest; something stands for anything above nothing."""
    return "" if not count else "━" * max(1, round(count * longest / max(1, most)))


class _Pieces:
    def __init__(self, seat: Seat, width: int) -> None:
        self._pair = seat.pair
        self._today = seat.now.date()
        self._private = {one.id for one in seat.journal.pulses.private_items()}
        self._width = width

    def stand(self, heading: str, stand: Stand) -> Content:
        """Where each stood, and stands, as a small bar around "as expected"."""
        rows = (line for row in stand.rows for line in self._stood(row))
        return _piece(heading, stand.sentence, rows)

    def _stood(self, row: StandRow) -> Iterator[Content]:
        yield hanging(Content.styled(f"{one_line(row.label):<4}", "bold"), shown_line(row.title), self._width)
        if row.then is not None and row.then != row.now:
            yield self._at("then", row.then, row.then_words)
        aside = "" if row.state in ("open", row.now_words) else f", {row.state}"
        yield self._at("now ", row.now, f"{row.now_words or 'not rated together yet'}{aside}")

    def _at(self, when: str, value: int | None, words: str) -> Content:
        return hanging(
            line_of(f"    {when} ", bar(value), "  "), shown_line(words, "$text-muted"), self._width
        )

    def pulses(self, lines: Sequence[PulseLine]) -> Iterator[Content]:
        """What each answered by time, a row for each item."""
        asked = dict.fromkeys((line.item, line.words) for line in lines)
        if not any(line.points for line in lines):
            yield _piece("The pulse by time", "No answer was opened in this time.", ())
            return
        scale = f"Each answer is a step, from {STEPS[0]} {LOWEST} to {STEPS[-1]} {HIGHEST}."
        rows = [row for item, words in asked for row in self._pulse(item, words, lines)]
        yield _piece("The pulse by time", scale, rows)

    def _pulse(self, item: str, words: str, lines: Sequence[PulseLine]) -> Iterator[Content]:
        more = "  on mine: only you see it" if item in self._private else ""
        yield Content()
        yield line_of(shown_line(words), (more, "$text-accent"))
        for line in lines:
            if line.item == item:
                if line.points:
                    yield line_of("  ", (self._drawn(line.points), _LINE))
                yield hanging(Content("  "), shown_line(line.sentence, "$text-muted"), self._width)

    def _drawn(self, points: Sequence[Point]) -> str:
        most = max(1, (self._width - 4) // 2)
        return drawn(point.value for point in points[-most:])

    def actions(self, figures: ActionFigures) -> Content:
        """How many were kept, dropped and carried, and which are still carried."""
        counted = (
            ("kept", figures.kept),
            ("handed on", figures.handed_on),
            ("dropped", figures.dropped),
            ("carried", figures.carried),
            ("open", figures.fresh),
        )
        strips = _strips([(words, len(actions)) for words, actions in counted], width=self._width)
        told = [line for words, actions in counted[1:4] for line in self._action_lines(words, actions)]
        return _piece("Actions", figures.sentence, [*strips, *told])

    def _action_lines(self, words: str, actions: Iterable[Action]) -> Iterator[Content]:
        for action in actions:
            lead = Content.styled(f"{words}: ", "$text-muted")
            why = line_of("  ", shown_line(action.why, "$text-muted")) if action.why else Content()
            yield hanging(lead, line_of(shown_line(action.text), why), self._width)

    def lead(self, lead: Lead, served: Served) -> Content:
        """Who led, in minutes, and whose topics it was about."""
        names = [one_line(self._pair.first_name(who)) for who in (Who.MENTOR, Who.MENTEE, Who.BOTH)]
        counted = list(zip(names, (lead.mentor, lead.mentee, lead.both), strict=True))
        rows = _strips(counted, width=self._width, unit=" min")
        said = [shown_line(served.sentence, "$text-muted")] if served.sentence else []
        return _piece("Who led, and whose topics", lead.sentence, [*rows, *said])

    def topics(self, topics: Topics) -> Content:
        """What both opened: touched, and not yet."""
        touched = [self._topic(one) for one in topics.touched]
        not_yet = ", ".join(one_line(one.name) for one in topics.not_yet)
        rest = [hanging(Content.styled("not yet: ", "$text-muted"), Content(not_yet), self._width)]
        return _piece("Topics", topics.sentence, [*touched, *(rest if not_yet else [])])

    def _topic(self, topic: TopicRow) -> Content:
        times = counted(topic.sessions, "session")
        last = f", last on {self._day(topic.last, width=1)}" if topic.last else ""
        return hanging(
            Content(""),
            line_of(shown_line(topic.name), (f"  in {times}{last}", "$text-muted")),
            self._width,
        )

    def lines(self, heading: str, lines: Lines) -> Content:
        """What was kept of one sort, the newest first, and what came of it."""
        return _piece(heading, lines.sentence, (line for row in lines.rows for line in self._kept(row)))

    def _kept(self, row: LineRow) -> Iterator[Content]:
        lead = Content.styled(f"{self._day(row.on)}  ", "$text-muted")
        yield hanging(lead, shown_line(row.text), self._width)
        if row.kind in ("experiment", "carry-upward"):
            yield hanging(
                Content(" " * lead.cell_length), shown_line(row.sentence, "$text-muted"), self._width
            )

    def _day(self, day: date, *, width: int = 2) -> str:
        return short_day(day, width=width) if day.year == self._today.year else dated_day(day)


def _piece(heading: str, sentence: str, rows: Iterable[Content]) -> Content:
    return lines_of(Content.styled(heading, _STYLE), shown_line(sentence), *rows)


def _strips(counted: Sequence[tuple[str, int]], *, width: int, unit: str = "") -> list[Content]:
    """A strip for each number that is above nothing, all on one scale."""
    shown = [(Content(words), count, f" {count}{unit}") for words, count in counted if count]
    most = max((count for _, count, _ in shown), default=1)
    room = 2 + max((words.cell_length for words, _, _ in shown), default=0)
    longest = min(_LONGEST, width - room - max((len(after) for _, _, after in shown), default=0))
    return [
        line_of(
            words.pad_right(room - words.cell_length),
            (strip(count, most, longest=max(1, longest)), _LINE),
            after,
        )
        for words, count, after in shown
    ]
