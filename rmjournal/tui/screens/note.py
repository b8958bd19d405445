"""One session to read: its agenda, what was written, what came of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rmjournal import files
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Session, SessionState
from rmjournal.errors import ExportError, NotFoundError, UsageError
from rmjournal.journal.outlet import write_file
from rmjournal.journal.views import ItemView, SessionView
from rmjournal.text import one_line
from rmjournal.tui.captured import two_lines
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown, shown_line
from rmjournal.tui.words import minutes_words, moved_words, path_words, when_words


class NoteScreen(JournalScreen[None]):
    """A session as it was kept, one piece an item."""

    ROOM = "note"
    BINDINGS = bindings_of("note")
    AUTO_FOCUS: ClassVar[str | None] = ".note"
    HELP = (
        "One session: what was planned, what was written, what came of it.\n"
        "e writes on in its notes, o writes it all to a file."
    )

    def __init__(self, seat: Seat, session: Session, *, at: str = "") -> None:
        """Show a session.

        Args:
            seat: Where it is shown.
            session: The session.
            at: The id of an agenda item, or of a line that was captured, to begin at.
        """
        super().__init__(seat)
        self.session = session
        self._at = at
        self._shown: tuple[Content, ...] = ()

    def holder(self) -> Widget:
        return VerticalScroll(classes="page note", can_focus=True)

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        try:
            self.session = self.seat.journal.sessions.get(self.session.id)
        except NotFoundError:
            # It was taken back here, or deleted elsewhere.
            self.give_up()
            return
        pieces = tuple(self._pieces())
        if pieces != self._shown:
            self._shown = pieces
            holder = self.query_one(".note")
            holder.remove_children()
            holder.mount_all(Static(piece) for piece in pieces)
            self.call_after_refresh(self._begin_at)

    def _begin_at(self) -> None:
        """Scroll to where one wanted to read; once, so that who reads on is left alone."""
        at, self._at = self._at, ""
        view = self.seat.journal.view(self.session)
        headings = [records for records in (view.captures, view.actions) if records]
        pieces = [
            {""},
            *({item.id} for item in self._items(view)),
            *({one.id for one in those} for those in headings),
        ]
        place = next((place for place, ids in enumerate(pieces) if at in ids), 0)
        if place:
            holder = self.query_one(".note")
            holder.scroll_to_widget(holder.children[place], top=True, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("write_on", "export"):
            return self.session.state is not SessionState.PLANNED
        return super().check_action(action, parameters)

    def action_write_on(self) -> None:
        """Open the notes of this session to write in them."""
        from rmjournal.tui.screens.session import SessionScreen

        self.app.push_screen(SessionScreen(self.seat, self.session))

    @work
    async def action_export(self) -> None:
        """Write the session's note, as Markdown, to a file that is not there yet."""
        from rmjournal.tui.screens.ask import AskScreen

        name = f"{self.session.on.isoformat()} {self.session.title}"
        proposed = Path.cwd() / f"{files.safe_file_name(name)}.md"
        path = await self.app.push_screen_wait(
            AskScreen("Which file?", read=_new_file, value=path_words(proposed), hint="a path")
        )
        if path is None:
            return
        try:
            write_file(path, self.seat.journal.session_note(self.session).encode())
        except ExportError as error:
            self.tell(str(error), problem=True)
        else:
            self.tell(f"Written: {path_words(path)}")

    def _pieces(self) -> Iterator[Content]:
        view, pair = self.seat.journal.view(self.session), self.seat.pair
        yield self._head(view)
        for item in self._items(view):
            yield _item(item, pair)
        for heading, records in (("What came of it", view.captures), ("Actions", view.actions)):
            if records:
                yield self._records(heading, records)

    def _head(self, view: SessionView) -> Content:
        facts = [
            when_words(view.on, self.seat.now.date()),
            view.state,
            minutes_words(view.held or view.minutes),
        ]
        if view.held and view.held != view.minutes:
            facts[-1] += f" of {view.minutes}"
        if view.moved:
            facts.append(moved_words(view.moved))
        return lines_of(shown_line(view.title, "bold"), Content.styled(" · ".join(facts), "$text-muted"))

    def _items(self, view: SessionView) -> tuple[ItemView, ...]:
        if view.items:
            return view.items
        agenda = self.seat.journal.sessions.agenda(self.session)
        return tuple(
            ItemView(
                id=item.id,
                title=item.title,
                lead=item.lead,
                minutes=item.minutes,
                used_seconds=0,
                note="",
                note_by=None,
            )
            for item in agenda.items
        )

    def _records(self, heading: str, records: tuple[Action, ...] | tuple[Capture, ...]) -> Content:
        today, pair = self.seat.now.date(), self.seat.pair
        return lines_of(
            Content.styled(heading, "bold $text-primary"),
            *(two_lines(record, pair, today=today) for record in records),
        )


def _new_file(words: str) -> Path:
    if not words.strip():
        raise UsageError("The path of a file is needed.")
    path = files.typed_path(words.strip())
    if os.path.lexists(path):
        raise ExportError(f"{path_words(path)} is there already and stays as it is.")
    return path


def _item(item: ItemView, pair: Pair) -> Content:
    facts = [one_line(pair.first_name(item.lead)), f"{item.minutes} min"]
    if item.used_seconds >= 60:
        facts.append(f"took {item.used_seconds // 60}")
    head = line_of(shown_line(item.title, "bold $text-primary"), (f"  {' · '.join(facts)}", "$text-muted"))
    if not item.note.strip():
        return head
    by = "" if item.note_by in (None, Who.BOTH) else f"{one_line(pair.first_name(item.note_by))}: "
    return lines_of(head, line_of((by, "$text-muted"), shown(item.note.strip())))
