"""What stands open between sessions: actions, carried topics, expectations, the rhythm, what is to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Session
from rmjournal.journal.ledger_views import ExpectationView
from rmjournal.journal.today import Today
from rmjournal.keys import command
from rmjournal.text import one_line
from rmjournal.tui.hanging import between
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.words import carried_words, minutes_words

if TYPE_CHECKING:
    from rmjournal.journal.care import Waiting

Listed: TypeAlias = "Action | Capture | ExpectationView | Session | Waiting"
"""What a line of the list is about."""

_SPARE = 3
"""Columns of the list that are not for words: space at both sides, and the scrollbar."""


class _Line(NamedTuple):
    shown: Content
    about: Listed | None = None


class Standing(OptionList):
    """Open actions, what is carried, expectations, what is to decide. Enter opens what is marked."""

    HELP = (
        "What you said you would do, what you carry, your expectations, your rhythm, what is to decide.\n"
        "Enter opens what is marked; c says that an action is done."
    )

    class Picked(Message):
        """A line was opened."""

        def __init__(self, about: Listed) -> None:
            super().__init__()
            self.about = about

    def __init__(self) -> None:
        super().__init__(classes="plain-list")
        self._today: Today | None = None
        self._waiting: Waiting | None = None
        self._writer = Who.BOTH
        self._rows: tuple[_Line, ...] = ()

    @property
    def marked(self) -> Listed | None:
        """What the marked line is about."""
        return None if self.highlighted is None else self._rows[self.highlighted].about

    def on_focus(self) -> None:
        if self.highlighted is None:
            self.action_first()

    def show_today(self, today: Today, *, waiting: Waiting | None = None, writer: Who = Who.BOTH) -> None:
        """Show where the pair stands, first of all what waits beside the journal; the mark stays put.

        Actions of whoever is writing stand before those of the other.
        """
        self._today, self._waiting, self._writer = today, waiting, writer
        self._paint()

    def on_resize(self) -> None:
        self._paint()

    def _paint(self) -> None:
        width = self.size.width - _SPARE
        if self._today is None or width < 1:
            return
        lines = (*_beside(self._waiting, width), *_lines(self._today, self._writer, width))
        if lines == self._rows:
            return
        marked = self.highlighted
        self._rows = lines
        self.set_options(Option(line.shown, disabled=line.about is None) for line in lines)
        self.highlighted = None if marked is None else min(marked, len(lines) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        about = self._rows[event.option_index].about
        if about is not None:
            self.post_message(self.Picked(about))


def _beside(waiting: Waiting | None, width: int) -> Iterator[_Line]:
    if waiting is not None:
        from rmjournal.tui.waiting import waiting_words

        yield _heading("Beside this journal")
        take = "Enter, or i, takes it in; nothing that is here is lost"
        yield _Line(_row(waiting_words(waiting), [take], width=width), waiting)
        yield _gap()


def _lines(today: Today, writer: Who, width: int) -> Iterator[_Line]:
    yield from _promised(today, writer, width)
    yield from _carry(today, width)
    yield from _expected(today, width)
    yield from _rhythm(today)
    yield from _to_decide(today)
    yield from _unsigned(today.missing)
    yield _heading("Last sessions")
    yield from (_Line(_session(one, today, width), one) for one in today.recent)
    if not today.recent:
        yield _missing("None yet. l logs one that was held.")


def _promised(today: Today, writer: Who, width: int) -> Iterator[_Line]:
    yield _heading("What we said we would do")
    others = (Who.MENTOR, Who.MENTEE) if writer is not Who.BOTH else ()
    mine_first = sorted(today.actions, key=lambda one: one.owner in others and one.owner is not writer)
    yield from (_Line(_action(one, today, width), one) for one in (*mine_first, *today.parked))
    if not today.actions and not today.parked:
        yield _missing("Nothing open. In a session F3, then a, keeps one.")
    yield _gap()


def _carry(today: Today, width: int) -> Iterator[_Line]:
    yield _heading("What we carry")
    yield from (_Line(_topic(one, width), one) for one in today.topics)
    if not today.topics:
        yield _missing("The parking lot is empty. In a session: F3, then p.")
    yield _gap()


def _expected(today: Today, width: int) -> Iterator[_Line]:
    """Each want, and below it where it stands around "as expected". Without wants there is no such part."""
    if today.expectations:
        from rmjournal.tui.standings import stands

        yield _heading("Where our expectations stand")
        for wish in today.expectations:
            where = stands(wish) or Content.styled("not rated yet", "$text-muted")
            words = line_of((wish.label, "bold"), " ", shown_line(wish.text))
            yield _Line(lines_of(words.truncate(width, ellipsis=True), where), wish)
        yield _gap()


def _rhythm(today: Today) -> Iterator[_Line]:
    if today.rhythm is not None:
        yield _heading("Our rhythm")
        yield from (_Line(Content(line)) for line in today.rhythm.lines(today.day))
        yield _gap()


def _to_decide(today: Today) -> Iterator[_Line]:
    if today.decisions:
        yield _heading("To decide: do, park or drop?")
        yield from (_Line(shown_line(one.text), one) for one in today.decisions)
        yield _gap()


def _unsigned(missing: tuple[str, ...]) -> Iterator[_Line]:
    """What is missing before the agreement stands. It is told, and holds nothing up."""
    if missing:
        yield _heading("Before the agreement stands")
        yield _Line(shown_line(f"Missing still: {'; '.join(missing)}.", "$text-muted"))
        yield _missing(f"{command('app.agreement').key_names[0]} opens it.")
        yield _gap()


def _action(action: Action, today: Today, width: int) -> Content:
    facts = [one_line(today.pair.first_name(action.owner))]
    if action.due is not None:
        late = ", past its day" if action.due < today.day else ""
        facts.append(f"by {day_words(action.due, today.day)}{late}")
    if action.parked:
        facts.append("parked")
    return _row(action.text, facts, _carried(action), width=width)


def _topic(topic: Capture, width: int) -> Content:
    return _row(topic.text, [], _carried(topic), width=width)


def _carried(one: Action | Capture) -> Content:
    if not one.carried:
        return Content()
    style = "$text-warning" if one.wants_decision else "$text-muted"
    return line_of((carried_words(len(one.carried)), style))


def _session(session: Session, today: Today, width: int) -> Content:
    when = day_words(session.on, today.day)
    return _row(session.title, [when, minutes_words(session.held)], width=width)


def _row(text: str, facts: list[str], *more: Content, width: int) -> Content:
    known = [*(Content.styled(fact, "$text-muted") for fact in facts), *filter(None, more)]
    return lines_of(shown_line(text), *([between(known, width)] if known else []))


def _heading(words: str) -> _Line:
    return _Line(Content.styled(words, "bold $text-primary"))


def _missing(words: str) -> _Line:
    return _Line(Content.styled(words, "$text-muted"))


def _gap() -> _Line:
    return _Line(Content())
