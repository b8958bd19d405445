"""The place of reflections as one list: the shelf, what is offered, what stands beside, all by time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from itertools import groupby
from typing import NamedTuple, TypeAlias

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.days import MONTHS, day_words
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Signal
from rmjournal.domain.reflection import PrivateReflection, Reflection, UnkeptWords
from rmjournal.domain.seal import PARTNERS
from rmjournal.journal.reflections import Offer
from rmjournal.practice.pulse import read_pulse
from rmjournal.text import one_line
from rmjournal.tui.pulse_verbs import is_due_alone
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line

_FIRST_WORDS = 200
"""Letters of a reflection that its line shows at most; a screen has room for fewer."""


class Beside(Enum):
    """What the list leads to, besides what was written."""

    SHELF = "the shelf"
    WRITER = "who is writing"
    QUESTIONS = "questions"
    PULSE = "pulse"
    PRIVATE_PULSE = "private pulse"


Listed: TypeAlias = "Beside | Offer | Signal | UnkeptWords | PrivateReflection | Reflection"
"""What a line of the list is about."""


class ListLine(NamedTuple):
    """A line of the list, and what it is about; a line about nothing cannot be marked."""

    shown: Content
    about: Listed | None = None


class ReflectionList(OptionList):
    """Everything there is to think about, and what was thought."""

    HELP = (
        "What there is to think about, and what was written: mine, which only you can read, and ours.\n"
        "Enter opens what is marked, n writes something new, s skips what is offered."
    )

    def __init__(self) -> None:
        super().__init__(classes="plain-list")
        self._rows: tuple[ListLine, ...] = ()

    @property
    def marked(self) -> Listed | None:
        """What the marked line is about."""
        return None if self.highlighted is None else self.about(self.highlighted)

    def about(self, row: int) -> Listed | None:
        """What a line is about."""
        return self._rows[row].about if row < len(self._rows) else None

    def show(self, seat: Seat) -> None:
        """Show how it stands for the one who is writing; the mark stays with what it is about."""
        lines = tuple(_lines(seat))
        if lines == self._rows:
            return
        was, at = self.marked, self.highlighted
        self._rows = lines
        self.set_options(Option(line.shown, disabled=line.about is None) for line in lines)
        self.highlighted = _mark(lines, was, at)


def _mark(lines: Sequence[ListLine], was: Listed | None, at: int | None) -> int | None:
    """Where the mark goes: to what it was at, else near to where it was, else to what is offered."""
    can_be = [row for row, line in enumerate(lines) if line.about is not None]
    if was is not None:
        same = [row for row in can_be if _is_same(lines[row].about, was)]
        if same:
            return same[0]
    if at is None or isinstance(was, Beside):
        offered = (row for row in can_be if isinstance(lines[row].about, UnkeptWords | Offer | Signal))
        return next(offered, can_be[0] if can_be else None)
    return next((row for row in can_be if row >= at), can_be[-1] if can_be else None)


def _is_same(one: Listed | None, other: Listed) -> bool:
    ids = [getattr(value, "id", None) for value in (one, other)]
    return one == other or (type(one) is type(other) and ids[0] is not None and ids[0] == ids[1])


def _lines(seat: Seat) -> Iterator[ListLine]:
    who = seat.writer
    if who is Who.BOTH:
        yield ListLine(Content("Each thinks alone. Enter says who."), Beside.WRITER)
    else:
        yield from _shelf(seat, who)
        yield from _unkept(seat, who)
        yield from _due(seat, who)
    yield from _beside(seat, who)
    yield from _by_time(seat, who)


def _shelf(seat: Seat, who: Who) -> Iterator[ListLine]:
    mine, name = seat.journal.mine, one_line(seat.pair.first_name(who))
    if not mine.is_set_up(who):
        yield ListLine(Content(f"{name}: no passphrase. Enter sets one."), Beside.SHELF)
    elif not mine.is_open(who):
        yield ListLine(Content("Mine is locked. Enter opens it."), Beside.SHELF)
    else:
        yield ListLine(Content("Mine is open. F9 hides it."), Beside.SHELF)
        for found in mine.findings(who).words():
            yield ListLine(Content.styled(found, "$text-warning"))


def _unkept(seat: Seat, who: Who) -> Iterator[ListLine]:
    """What was not let go to *ours* yet: that it is there, and not what it says."""
    left = seat.journal.unkept.of(who)
    if left:
        yield from _heading("Words you had not kept yet")
    today = seat.now.date()
    for one in left:
        begun = day_words(one.made.astimezone(seat.now.tzinfo).date(), today)
        yield ListLine(Content(f"For ours, begun {begun}. Enter takes them up."), one)


def _due(seat: Seat, who: Who) -> Iterator[ListLine]:
    journal = seat.journal
    offers = journal.reflections.offers(who)
    alone = is_due_alone(seat, who)
    if offers or alone:
        yield from _heading("To think about, or to skip")
    for offer in offers:
        head = f"{offer.moment.title}, {offer.moment.minutes} min or less"
        first = offer.prompts[0].text if offer.prompts else ""
        yield ListLine(lines_of(shown_line(head), shown_line(first, "$text-muted")), offer)
    if alone:
        asked = Content.styled("Two answers from 1 to 5 that stay on mine", "$text-muted")
        yield ListLine(lines_of(Content("Safe, and who steers"), asked), Beside.PRIVATE_PULSE)
    signals = journal.pulses.signals(who)
    if signals:
        yield from _heading("For you alone")
    for signal in signals:
        note = Content.styled(read_pulse().signal.note, "$text-muted")
        yield ListLine(lines_of(shown_line(journal.pulses.signal_words(signal)), note), signal)


def _beside(seat: Seat, who: Who) -> Iterator[ListLine]:
    yield from _heading("Also here")
    yield ListLine(Content("How the sessions were for us"), Beside.PULSE)
    if who is not Who.BOTH:
        waiting = len(seat.journal.questions.queued(who)) if seat.journal.mine.is_open(who) else 0
        more = (f", {waiting} waiting", "$text-muted") if waiting else ""
        yield ListLine(line_of("Questions I would like to ask", more), Beside.QUESTIONS)


def _by_time(seat: Seat, who: Who) -> Iterator[ListLine]:
    found = list(written(seat, who))
    if not found:
        yield from _heading("Written")
        yield ListLine(Content.styled("Nothing yet. n writes the first.", "$text-muted"))
    for year, those in groupby(found, key=lambda one: _day(one).year):
        yield from _heading(f"Written in {year}")
        yield from (ListLine(_row(seat, one), one) for one in those)


def written(seat: Seat, who: Who) -> Iterator[PrivateReflection | Reflection]:
    """What this one can read now, the newest first."""
    journal = seat.journal
    own = journal.reflections.mine(who) if journal.mine.is_open(who) else ()
    both: list[PrivateReflection | Reflection] = [*own, *journal.reflections.ours()]
    yield from sorted(both, key=lambda one: (_day(one), one.made.isoformat(), one.id), reverse=True)


def shelf_words(seat: Seat, one: PrivateReflection | Reflection) -> str:
    """On which shelf it is, and whose it is."""
    if isinstance(one, PrivateReflection):
        return "mine"
    return f"ours, {one_line(seat.pair.first_name(one.by))}"


def _row(seat: Seat, one: PrivateReflection | Reflection) -> Content:
    assert one.words is not None
    said = one_line(one.words.title or one.words.text) or ", ".join(one.words.feelings)
    day = _day(one)
    when = f"{MONTHS[day.month - 1][:3]} {day.day:>2}  "
    names = {who: Content(one_line(seat.pair.first_name(who))).cell_length for who in PARTNERS}
    shelf = _shelf_in_the_list(seat, one)
    gap = " " * (max(len("mine"), *names.values()) - shelf.cell_length + 2)
    return line_of((when, "$text-muted"), shelf, gap, shown_line(said[:_FIRST_WORDS]))


def _shelf_in_the_list(seat: Seat, one: PrivateReflection | Reflection) -> Content:
    """Where one's own lies; whose it is where it is the other one's."""
    if isinstance(one, PrivateReflection):
        return Content.styled("mine", "$text-accent")
    return shown_line("ours" if one.by is seat.writer else seat.pair.first_name(one.by), "$text-secondary")


def _day(one: PrivateReflection | Reflection) -> date:
    return one.words.on if one.words else one.made.date()


def _heading(words: str) -> Iterator[ListLine]:
    yield ListLine(Content())
    yield ListLine(Content.styled(words, "bold $text-primary"))
