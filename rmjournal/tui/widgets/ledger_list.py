"""The ledger as a list: what each wants, the goals that serve it, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeAlias

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.days import day_words
from rmjournal.domain.goals import GoalState
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Session
from rmjournal.journal.ledger_views import ExpectationView, GoalView, LedgerView
from rmjournal.keys import command
from rmjournal.text import one_line
from rmjournal.tui.hanging import hanging
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.standings import AS_BOTH, BAR, GAP, sealed_words, seen_words, stands
from rmjournal.tui.words import minutes_words

Entry: TypeAlias = ExpectationView | GoalView
"""What a line of the ledger is about."""

_STANDS = BAR + 13
"""The columns at the right: the bar and its words."""
_ROOMY = 56
"""From this width on, bars stand in a column of their own."""
_SPARE = 3
"""Columns of the list that are not for words: space at both sides, and the scrollbar."""


class LedgerRow(NamedTuple):
    """One line of the list, and what it is about; headings and gaps are about nothing."""

    shown: Content
    about: Entry | Session | None = None


class LedgerList(OptionList):
    """Wants and goals. The bars stand below each other, around "as expected"."""

    HELP = (
        "What each of you wants (E1, E2, ...), the goals that serve it (G1, G2, ...), and where they stand.\n"
        "Enter shows one with its anchors, ratings and evidence."
    )

    def __init__(self, pair: Pair) -> None:
        super().__init__(classes="plain-list")
        self.pair = pair
        self._view: LedgerView | None = None
        self._plan: tuple[Session, ...] = ()
        self._today = date.min
        self._rows: tuple[LedgerRow, ...] = ()

    @property
    def marked(self) -> Entry | None:
        """The want or the goal that is marked."""
        about = self._about
        return None if isinstance(about, Session) else about

    @property
    def marked_session(self) -> Session | None:
        """The session of the plan that is marked."""
        about = self._about
        return about if isinstance(about, Session) else None

    @property
    def _about(self) -> Entry | Session | None:
        return None if self.highlighted is None else self._rows[self.highlighted].about

    def show(self, view: LedgerView, plan: tuple[Session, ...] = (), *, today: date) -> None:
        """Show the ledger, and below it the sessions ahead; the mark stays where it was."""
        self._view, self._plan, self._today = view, plan, today
        self._paint()

    def mark(self, entry_id: str) -> None:
        """Set the mark on the want or the goal with this id."""
        for at, row in enumerate(self._rows):
            if row.about is not None and row.about.id == entry_id:
                self.highlighted = at

    def on_resize(self) -> None:
        self._paint()

    def _paint(self) -> None:
        width = self.size.width - _SPARE
        if self._view is None or width < 1:
            return
        wanted = ledger_rows(self._view, self.pair, today=self._today, width=width)
        rows = (*wanted, *_planned(self._plan, self._today))
        if rows == self._rows:
            return
        marked = self._about
        self._rows = rows
        self.set_options(Option(row.shown, disabled=row.about is None) for row in rows)
        if marked is not None:
            self.mark(marked.id)
        if self.highlighted is None:
            self._mark_first()

    def _mark_first(self) -> None:
        """Mark the first goal; it has more to show than a want."""
        goals = (at for at, row in enumerate(self._rows) if isinstance(row.about, GoalView))
        self.highlighted = next(goals, None)
        if self.highlighted is None:
            self.action_first()


def ledger_rows(view: LedgerView, pair: Pair, *, today: date, width: int) -> Iterator[LedgerRow]:
    """The rows of the ledger for a list so many columns wide."""
    if not view.expectations and not view.unattached:
        yield from _nothing_yet()
        return
    for owner, those in groupby(view.expectations, key=lambda one: one.owner):
        yield _heading(_wants(owner, pair), width)
        for wish in those:
            yield from _wish(wish, pair, today=today, width=width)
    if view.unattached:
        yield _heading("Goals that serve no want yet", width)
        yield from (_goal(one, pair, today=today, width=width) for one in view.unattached)
    for label in view.twins:
        key = command("goals.new_label").key_names[0]
        words = f"Two things are called {label}: {key} gives the marked one a new label."
        yield LedgerRow(Content.styled(words, GAP))


def _planned(plan: tuple[Session, ...], today: date) -> Iterator[LedgerRow]:
    if plan:
        yield LedgerRow(Content())
        yield LedgerRow(Content.styled("The plan ahead", "bold $text-primary"))
    for session in plan:
        facts = f"  {day_words(session.on, today)} · {minutes_words(session.minutes)}"
        yield LedgerRow(line_of(shown_line(session.title), (facts, "$text-muted")), session)


def _nothing_yet() -> Iterator[LedgerRow]:
    yield LedgerRow(Content.styled("Nothing is wanted yet.", "bold $text-primary"))
    yield LedgerRow(
        Content.styled(
            "The agreement asks both, each alone: 4 opens it, f fills it in. Or w writes a want here.",
            "$text-muted",
        )
    )


def _wants(owner: Who, pair: Pair) -> str:
    return "Both want" if owner is Who.BOTH else f"{one_line(pair.first_name(owner))} wants"


def _heading(words: str, width: int) -> LedgerRow:
    head = Content.styled(words, "bold $text-primary")
    if width >= _ROOMY:
        axis = Content.styled("less ┊ better", "$text-muted")
        head = line_of(head, " " * max(1, width - _STANDS - head.cell_length - 1), axis)
    return LedgerRow(head)


def _wish(wish: ExpectationView, pair: Pair, *, today: date, width: int) -> Iterator[LedgerRow]:
    words = shown_line(wish.text, "" if wish.state == GoalState.OPEN else "$text-muted")
    lead = line_of((wish.label, "bold"), "  ")
    lines = [*_beside(lead, words, wish, width), *_below(wish, pair, today, 4, width)]
    yield LedgerRow(lines_of(*lines), wish)
    for goal in wish.goals:
        yield _goal(goal, pair, today=today, width=width)
    yield LedgerRow(Content())


def _goal(goal: GoalView, pair: Pair, *, today: date, width: int) -> LedgerRow:
    words = shown_line(goal.title, "bold" if goal.state == GoalState.OPEN else "$text-muted")
    lead = line_of("    ", (goal.label, "bold $text-secondary"), "  ")
    lines = [*_beside(lead, words, goal, width), *_below(goal, pair, today, 8, width)]
    return LedgerRow(lines_of(*lines), goal)


def _beside(lead: Content, words: Content, entry: Entry, width: int) -> Iterator[Content]:
    """The words, folded; at the right of their first line the bar, or below them where it is narrow."""
    indent = lead.cell_length
    drawn = stands(entry)
    room = max(8, width - indent - (_STANDS + 1 if drawn and width >= _ROOMY else 0))
    first, *others = words.wrap(room)
    if width >= _ROOMY and drawn:
        gap = " " * (width - _STANDS - indent - first.cell_length)
        yield line_of(lead, first, gap, drawn)
    else:
        yield line_of(lead, first)
    yield from (line_of(" " * indent, line) for line in others)
    if width < _ROOMY and drawn:
        yield line_of(" " * indent, drawn)


def _below(entry: Entry, pair: Pair, today: date, indent: int, width: int) -> Iterator[Content]:
    """What is known besides, in muted words, then what is missing."""
    known = " · ".join(_facts(entry, pair, today))
    sealed = [sealed_words(one, pair) for one in entry.sealed]
    lines = ((known, "$text-muted"), *((one, "$text-secondary") for one in sealed))
    for words, style in (*lines, *((one, GAP) for one in entry.notices)):
        if words:
            yield hanging(Content(" " * indent), Content.styled(words, style), width)


def _facts(entry: Entry, pair: Pair, today: date) -> Iterator[str]:
    seen = seen_words(entry.ratings[-1], pair) if entry.ratings else ""
    if seen and (seen != AS_BOTH or isinstance(entry, GoalView)):
        yield seen
    if entry.evidence:
        yield f"{len(entry.evidence)} in evidence"
    is_ahead = entry.state == GoalState.OPEN and not entry.ratings
    if isinstance(entry, GoalView) and entry.due is not None and is_ahead:
        yield f"due {day_words(entry.due, today)}"
