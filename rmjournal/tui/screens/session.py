"""The session: the agenda at the left, notes in the middle, what was captured at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static, TextArea

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.pace import Cue, Pace, cue, pace_of
from rmjournal.domain.session import Note, Session, SessionState
from rmjournal.errors import NotFoundError, RmjournalError
from rmjournal.store.store import Side
from rmjournal.tui.captured_verbs import CapturedVerbs
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.draft import Draft, Settling
from rmjournal.tui.screens.capture import CaptureSheet
from rmjournal.tui.screens.captured import CapturedSheet
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.items import ItemsSheet
from rmjournal.tui.seat import Seat
from rmjournal.tui.session_clock import SessionClock
from rmjournal.tui.widgets.captured_list import CapturedList
from rmjournal.tui.widgets.item_head import ItemHead
from rmjournal.tui.widgets.note_area import NoteArea
from rmjournal.tui.widgets.session_agenda import SessionAgenda
from rmjournal.tui.widgets.session_line import SessionLine, SessionWords

KEEP_TIME_EVERY = 30.0
"""Seconds after which the time on an item is kept, whatever else happens."""

_WIDE = "-wide"

_FAREWELL = "Its note is under 2, Timeline; as a file: rmjournal export session last"


class SessionScreen(JournalScreen[None]):
    """One session, open or, to add to its notes afterwards, held."""

    ROOM = "session"
    BINDINGS = bindings_of("session")
    AUTO_FOCUS: ClassVar[str | None] = "NoteArea"
    HELP = "Write: it saves by itself.\nctrl+n goes on to the next item, F3 keeps a line, F8 wraps up."

    def __init__(self, seat: Seat, session: Session) -> None:
        super().__init__(seat)
        self.session = session
        self.clock = SessionClock(seat, session)
        self.captured = CapturedVerbs(seat, session)
        self.draft = Draft(seat, session, _where_to_begin(seat, session).id)
        self.notes = NoteArea(self.draft.text)
        self.settling = Settling(self, self._settle)
        self._versions: tuple[Side[Note], ...] = ()

    @property
    def item(self) -> PlannedItem:
        """The item the pair is at."""
        return self.session.item(self.draft.item)

    def holder(self) -> Widget:
        return Horizontal(classes="session")

    def page(self) -> ComposeResult:
        yield SessionAgenda(self.session, self.seat.pair)
        with Vertical(classes="session--middle"):
            yield ItemHead()
            yield self.notes
            yield SessionLine()
        with Vertical(classes="session--captured"):
            yield Static("Captured", classes="heading")
            yield CapturedList(self.seat.pair)

    @property
    def is_free_for_hint(self) -> bool:
        return not self._versions

    def on_mount(self) -> None:
        self._enter(self.draft.item)
        self.set_interval(1.0, self._tick, name="clock")
        self.set_interval(KEEP_TIME_EVERY, self._keep_time, name="keep time")

    def on_unmount(self) -> None:
        self.keep()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        message.stop()
        self.draft.typed(message.text_area.text)
        if self.draft.is_unsaved:
            self.settling.begin()

    def on_session_agenda_chosen(self, message: SessionAgenda.Chosen) -> None:
        self.go_to(message.item)

    def on_captured_list_asked(self, message: CapturedList.Asked) -> None:
        self.captured.do(message.verb, message.record, screen=self, then=self._show_captured)

    def on_session_line_pressed(self) -> None:
        if self.check_action("versions", ()):
            self.action_versions()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("pause", "lengthen"):
            return self.session.state is SessionState.OPEN
        if action == "versions":
            return bool(self._versions)
        return super().check_action(action, parameters)

    def action_next(self) -> None:
        """To the next item; after the last one it stays."""
        self._step(1)

    def action_previous(self) -> None:
        """To the item before."""
        self._step(-1)

    def action_jump(self) -> None:
        """To an item by its number."""
        self.app.push_screen(ItemsSheet(self.session.items, here=self.item.id), self.go_to)

    def action_pause(self) -> None:
        """Let the clock rest, or go on."""
        if self.clock.is_paused:
            self.clock.go_on()
        else:
            self.clock.pause()
        self._tick()

    def action_lengthen(self) -> None:
        """Five minutes more, for this item."""
        self.attempt(self._lengthen)

    def _lengthen(self) -> None:
        self.session = self.seat.journal.sessions.lengthen(self.session, self.item.id, by=self.seat.writer)
        self._session_changed()

    def action_capture(self) -> None:
        """Keep a line, in the middle of a sentence."""
        self.app.push_screen(CaptureSheet(self.seat, self.session, self.item), self._came_back)

    def action_captured(self) -> None:
        """See what was captured, to change or take back a line."""
        if self.app.screen.has_class(_WIDE):
            self.query_one(CapturedList).focus()
        else:
            self.app.push_screen(CapturedSheet(self.captured), self._came_back)

    def action_save(self) -> None:
        """Save now."""
        self.keep()

    def action_editor(self) -> None:
        """The notes of this item in the editor of one's own."""
        from rmjournal.tui.editor import edited

        self.keep()
        try:
            text = edited(self.app, self.notes.text)
        except RmjournalError as error:
            self.tell(str(error), problem=True)
            return
        if text is not None:
            self.notes.put_back(text)
            self.keep()

    def action_wrap_up(self) -> None:
        """Takeaways, actions, the next date."""
        from rmjournal.tui.screens.wrap_up import WrapUpScreen

        self.keep()
        self.app.push_screen(WrapUpScreen(self.seat, self.session, self.item, self.clock), self._wrapped_up)

    def action_versions(self) -> None:
        """Choose between versions that were written at once."""
        from rmjournal.tui.screens.versions import Version, VersionsScreen

        self.keep()
        sides = self.draft.versions
        notes = [side.value for side in sides]

        def chosen(text: str | None) -> None:
            if text is not None:
                self.draft.choose(notes, text)
                self.notes.put_back(self.draft.text)
                self._versions_changed()

        versions = [Version.of(side, side.value.text) for side in sides]
        self.app.push_screen(VersionsScreen(self.seat, versions, about=self.item.title), chosen)

    def action_link(self) -> None:
        """Link the line with the cursor to a goal, as evidence."""
        from rmjournal.tui.screens.choose_goal import link_line

        self.keep()
        line = self.notes.document.get_line(self.notes.cursor_location[0])
        link_line(self, self.seat, self.seat.journal.sessions.note(self.session, self.item.id), line)

    def action_beside(self) -> None:
        """The ratings, the goals, the agreement, over the notes."""
        from rmjournal.tui.screens.beside_session import open_beside

        self.keep()
        open_beside(self, self.seat, self.session)

    def go_to(self, item: str | None) -> None:
        """To another item. What was written is saved first."""
        if item is not None and item != self.draft.item:
            self.keep()
            self._enter(item)
        self.notes.focus()

    def keep(self) -> None:
        # The text area has the last letters before its message comes, and after it has left the screen.
        self.draft.typed(self.notes.text)
        self.draft.keep()
        self.clock.keep()

    def leave(self) -> None:
        self.keep()
        self.clock.stop()
        self.dismiss()

    def read_again(self) -> None:
        self._read_session()
        if self.draft.take_in():
            self.notes.put_back(self.draft.text)
        self._show_captured()
        self._versions_changed()
        self._tick()

    def _enter(self, item: str) -> None:
        self.draft = Draft(self.seat, self.session, item)
        self.notes.load_text(self.draft.text)
        self.notes.move_cursor(self.notes.document.end)
        self.clock.enter(item)
        self.query_one(ItemHead).show(self.session, self.item, self.seat.pair)
        self._versions_changed()
        self._tick()

    def _step(self, by: int) -> None:
        place = self.session.items.index(self.item) + by
        if 0 <= place < len(self.session.items):
            self.go_to(self.session.items[place].id)

    def _settle(self) -> None:
        self.attempt(self.keep)
        self._versions_changed()

    def _keep_time(self) -> None:
        self.clock.keep()

    def _tick(self) -> None:
        """Show the time. Only what has changed is painted again, and nothing is laid out."""
        used, total = self.clock.used(), self.clock.total()
        self.query_one(SessionAgenda).show(self.session, here=self.item.id, used=used, total=total)
        self.query_one(SessionLine).show(
            SessionWords(
                item=pace_of(self.item, used),
                whole=Pace(self.session.minutes, total),
                cue=self._cue(used, total),
                clock=self._clock_words(),
                kept=len(self.query_one(CapturedList).records),
                versions=len(self._versions),
            )
        )

    def _cue(self, used: Mapping[str, int], total: int) -> Cue:
        """The soft word for now; the bell rings with it where that was asked for."""
        settings = self.seat.settings
        if self.session.state is not SessionState.OPEN or not settings.cue:
            return Cue.NONE
        now = cue(self.session, self.item, used=used, total=total)
        if settings.bell and now and now != self.query_one(SessionLine).state.cue:
            self.app.bell()
        return now

    def _clock_words(self) -> str:
        if self.session.state is SessionState.HELD:
            return f"held, {self.session.held} min"
        return "clock paused" if self.clock.is_paused else ""

    def _came_back(self, _result: object) -> None:
        self._show_captured()

    def _show_captured(self) -> None:
        self.query_one(CapturedList).show(self.captured.records, today=self.seat.now.date())
        self._tick()

    def _versions_changed(self) -> None:
        self._versions = self.draft.versions
        self.refresh_bindings()
        self.look_for_hint()
        self._tick()

    def _read_session(self) -> None:
        """Another program may have lengthened the session, or wrapped it up."""
        try:
            session = self.seat.journal.sessions.get(self.session.id)
        except NotFoundError:
            session = None
        if session is None or session.state is SessionState.PLANNED:
            self._was_taken_back()
        elif session != self.session:
            self.session = session
            self._session_changed()

    def _was_taken_back(self) -> None:
        """Its start was undone, here or elsewhere. Whoever has words in it may write on."""
        if not self.draft.text:
            self.clock.drop()
            self.give_up()

    def _session_changed(self) -> None:
        self.clock.session = self.session
        if self.session.state is not SessionState.OPEN:
            self.clock.stop()
        self.query_one(ItemHead).show(self.session, self.item, self.seat.pair)
        self.refresh_bindings()
        self._tick()

    def _wrapped_up(self, is_finished: bool | None) -> None:
        if is_finished:
            self.clock.stop()
            self.app.notify(_FAREWELL, title="The session is kept", timeout=12, markup=False)
            self.dismiss()


def _where_to_begin(seat: Seat, session: Session) -> PlannedItem:
    """The first item of a session that just began; later the one that had the time last."""
    last = seat.journal.sessions.last_item(session)
    return session.item(last) if last else session.items[0]
