"""The timeline: what happened, the newest first, month by month, then the sessions ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.days import short_day
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Session, SessionState
from rmjournal.journal.timeline import Asked, Happening, TimelineView
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.opening import page_for
from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.found import FoundScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.told import choice
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown_line
from rmjournal.tui.timeline_asking import TimelineAsking, asked_words
from rmjournal.tui.words import moved_words

_DELETE = "delete"


class _Line(NamedTuple):
    shown: Content
    about: Happening | Session | None = None


class SessionsScreen(JournalScreen[None]):
    """Everything that happened by time; what is asked for narrows it."""

    ROOM = "sessions"
    BINDINGS = bindings_of("sessions")
    ENTER = "read"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = (
        "What happened, the newest first; the sessions ahead come last. Enter opens it.\n"
        "f shows one kind only, w one person's, g one goal's, t one topic's, a one agenda's; x everything.\n"
        "T lists what was deleted, to bring it back."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._asked = Asked()
        self._rows: tuple[_Line, ...] = ()

    def page(self) -> ComposeResult:
        yield Static(classes="timeline--asked")
        yield OptionList(classes="plain-list timeline--list")

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        view = self.seat.journal.timeline.view(self._asked)
        sessions = self.seat.journal.sessions.all()
        self.query_one(".timeline--asked", Static).update(_head(view, self.seat))
        lines = tuple(_lines(view, sessions, self.seat.pair))
        if lines == self._rows:
            return
        listed = self.query_one(OptionList)
        marked = self._marked()
        self._rows = lines
        listed.set_options(Option(line.shown, disabled=line.about is None) for line in lines)
        places = [place for place, line in enumerate(lines) if marked and _is_same(line.about, marked)]
        if places:
            listed.highlighted = places[0]
        else:
            listed.action_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "everything":
                return self._asked != Asked()
            case "delete":
                return self._marked_session() is not None
        return super().check_action(action, parameters)

    @work
    async def action_kind(self) -> None:
        """Show one kind only."""
        self._ask(await TimelineAsking(self, self._asked).kind())

    @work
    async def action_person(self) -> None:
        """Show one person's only."""
        self._ask(await TimelineAsking(self, self._asked).person())

    @work
    async def action_goal(self) -> None:
        """Show one goal's only."""
        self._ask(await TimelineAsking(self, self._asked).goal())

    @work
    async def action_topic(self) -> None:
        """Show one topic only."""
        self._ask(await TimelineAsking(self, self._asked).topic())

    @work
    async def action_agenda(self) -> None:
        """Show one agenda's sessions only."""
        self._ask(await TimelineAsking(self, self._asked).agenda())

    def action_everything(self) -> None:
        """Show everything again."""
        self._ask(Asked())

    @on(OptionList.OptionHighlighted)
    def _went_on(self) -> None:
        self.refresh_bindings()

    @work
    async def action_delete(self) -> None:
        """Delete the session that is marked, once asked."""
        session = self._marked_session()
        if session is None:
            return
        name = f"{session.title}, {short_day(session.on)}"
        answers = [choice("", "Keep it"), choice(_DELETE, "Delete it, with its notes; the trash keeps them")]
        if await self.app.push_screen_wait(ChoiceScreen(f"Delete this session? {name}", answers)) != _DELETE:
            return
        trash, by = self.seat.journal.trash, self.seat.writer
        if self.attempt(lambda: trash.throw_away(session, by=by)):
            self.tell("The session is in the trash. u brings it back.")
        self.read_again()

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        self.read_again()
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _picked(self) -> None:
        match self._marked():
            case Session() as session:
                page = page_for(self.seat, Session.table, session.id)
            case Happening() as one:
                page = page_for(self.seat, one.table, one.id, session=one.session) or FoundScreen(
                    self.seat, one
                )
            case None:
                return
        if page is not None:
            self.app.push_screen(page)

    def _marked_session(self) -> Session | None:
        """The session that is marked, held or ahead."""
        match self._marked():
            case Session() as session:
                return session
            case Happening(table=Session.table, id=id_):
                return next((one for one in self.seat.journal.sessions.all() if one.id == id_), None)
        return None

    def _marked(self) -> Happening | Session | None:
        place = self.query_one(OptionList).highlighted
        return self._rows[place].about if place is not None and place < len(self._rows) else None


def _is_same(one: Happening | Session | None, other: Happening | Session) -> bool:
    return one is not None and (one.table, one.id) == (other.table, other.id)


def _head(view: TimelineView, seat: Seat) -> Content:
    words = asked_words(view.asked, seat)
    if not words.plain:
        return Content.styled("Everything that happened", "$text-muted")
    return line_of(words, (f"  {view.words} x shows everything.", "$text-muted"))


def _lines(view: TimelineView, sessions: tuple[Session, ...], pair: Pair) -> Iterator[_Line]:
    by_id = {one.id: one for one in sessions}
    if not view.months:
        yield from (_Line(Content.styled(words, "$text-muted")) for words in _nothing(view))
    for place, month in enumerate(view.months):
        if place:
            yield _Line(Content())
        yield _heading(month.title)
        yield from (_Line(_row(one, by_id, pair), one) for one in month.happenings)
    ahead = [one for one in sessions if one.state is SessionState.PLANNED]
    if ahead and view.asked == Asked():
        yield _Line(Content())
        yield _heading("Ahead")
        yield from (_Line(_ahead(one), one) for one in ahead)


def _nothing(view: TimelineView) -> tuple[str, ...]:
    if view.total:
        return ("Nothing of this has happened.", "x shows everything.")
    return ("Nothing has happened yet.", "1 opens Today; Enter starts there.")


def _heading(words: str) -> _Line:
    return _Line(Content.styled(words, "bold $text-primary"))


def _row(one: Happening, sessions: Mapping[str, Session], pair: Pair) -> Content:
    lead = f"{short_day(one.on, width=2)}  {one.kind:<10}  "
    return line_of((lead, "$text-muted"), shown_line(one.title), _more(_facts(one, sessions, pair)))


def _facts(one: Happening, sessions: Mapping[str, Session], pair: Pair) -> list[str]:
    session = sessions.get(one.id)
    if session is not None:
        return _session_facts(session)
    whose = [] if one.who is Who.BOTH else [one_line(pair.first_name(one.who))]
    return [*whose, one_line(one.text)] if one.text else whose


def _session_facts(session: Session) -> list[str]:
    is_open = session.state is SessionState.OPEN
    facts = ["not wrapped up yet"] if is_open else [f"{session.held or session.minutes} min"]
    return [*facts, moved_words(session.moved)] if session.moved else facts


def _ahead(session: Session) -> Content:
    lead = f"{short_day(session.on, width=2)}  {'planned':<10}  "
    more = _more([f"{session.minutes} min", *([moved_words(session.moved)] if session.moved else [])])
    return line_of((lead, "$text-muted"), shown_line(session.title), more)


def _more(facts: list[str]) -> Content:
    return line_of("  ", shown_line(", ".join(facts), "$text-muted")) if facts else Content()
