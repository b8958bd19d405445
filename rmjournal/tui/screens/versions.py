"""Two versions of one text, side by side: choose one, both, or a text made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from rmjournal.domain.days import day_words
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Record
from rmjournal.store.store import Side
from rmjournal.text import clean
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.changes import ask_about_changes
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, shown, shown_line
from rmjournal.tui.widgets.note_area import NoteArea


class Version(NamedTuple):
    """One of the texts, and whose copy says it."""

    writer: Who
    changed: datetime
    text: str

    @classmethod
    def of(cls, side: Side[Record], text: str) -> Version:
        """The version that a side of a record is, with its words."""
        return cls(side.writer, side.changed, text)

    def heading(self, pair: Pair, *, now: datetime) -> Content:
        """Whose copy says it, and since when."""
        whose = "The copy of both" if self.writer is Who.BOTH else f"{pair.first_name(self.writer)}'s copy"
        when = self.changed.astimezone(now.tzinfo)
        return line_of(
            shown_line(f"{whose} says", "bold $text-primary"),
            (f"  {day_words(when.date(), now.date())}, {when:%H:%M}", "$text-muted"),
        )


class VersionPane(VerticalScroll, can_focus=True):
    """One version. Enter chooses it."""

    BINDINGS = bindings_of("version")
    ROOM = "version"
    HELP = "One of the texts that were written at once.\nEnter goes on with this one alone, b with both."

    class Chosen(Message):
        """This version was chosen."""

        def __init__(self, version: Version) -> None:
            super().__init__()
            self.version = version

    def __init__(self, version: Version, pair: Pair, *, now: datetime) -> None:
        super().__init__()
        self.version = version
        self.pair = pair
        self.now = now

    def compose(self) -> ComposeResult:
        yield Static(self.version.heading(self.pair, now=self.now))
        yield Static(shown(self.version.text), classes="version--text")

    def action_choose(self) -> None:
        """Go on with this one."""
        self.post_message(self.Chosen(self.version))


class VersionsScreen(JournalScreen[str]):
    """Shows texts that were written at once in two places; dismissed with the text to go on with."""

    ROOM = "versions"
    BINDINGS = bindings_of("versions")
    AUTO_FOCUS = "VersionPane"

    def __init__(self, seat: Seat, versions: Sequence[Version], *, about: str) -> None:
        super().__init__(seat)
        self.versions = tuple(versions)
        self.about = about
        self._is_editing = False

    def page(self) -> ComposeResult:
        yield Static(_explanation(self.about, len(self.versions)), classes="versions--head")
        with Horizontal(classes="versions"):
            for version in self.versions:
                yield VersionPane(version, self.seat.pair, now=self.seat.now)
        yield NoteArea()

    def on_mount(self) -> None:
        self.query_one(TextArea).display = False

    @property
    def together(self) -> str:
        """All texts, one after the other, without anything between them but an empty line."""
        return "\n\n".join(clean(version.text).strip("\n") for version in self.versions)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "done":
            return self._is_editing
        if action in ("both", "edit", "left", "right"):
            return not self._is_editing
        return super().check_action(action, parameters)

    def on_version_pane_chosen(self, message: VersionPane.Chosen) -> None:
        self.dismiss(message.version.text)

    def action_left(self) -> None:
        """To the version before."""
        self.focus_previous(VersionPane)

    def action_right(self) -> None:
        """To the next version."""
        self.focus_next(VersionPane)

    def action_both(self) -> None:
        """Go on with all texts, one after the other."""
        self.dismiss(self.together)

    def action_edit(self) -> None:
        """Make one text of them by hand."""
        self._is_editing = True
        self.query_one(".versions").display = False
        area = self.query_one(NoteArea)
        area.load_text(self._text_to_begin_with())
        area.display = True
        area.focus()
        self.refresh_bindings()

    def action_done(self) -> None:
        """Go on with the text as it was edited."""
        self.seat.journal.unkept.let_sheet_go(self._about)
        self.dismiss(self.query_one(NoteArea).text)

    def put_aside(self) -> None:
        if self._is_edited():
            said = {"text": self.query_one(NoteArea).text}
            self.seat.journal.unkept.put_sheet_aside(self._about, said)

    def leave(self) -> None:
        self.run_worker(self._leave(), exclusive=True)

    async def _leave(self) -> None:
        said = await ask_about_changes(self, keep="Go on with this text") if self._is_edited() else "let go"
        if said == "keep":
            self.action_done()
        elif said == "let go":
            if self._is_editing:
                self.seat.journal.unkept.let_sheet_go(self._about)
            self.dismiss()

    def _is_edited(self) -> bool:
        return self._is_editing and self.query_one(NoteArea).text != self.together

    @property
    def _about(self) -> str:
        """What tells these versions from others, without a word of them."""
        return (
            f"versions.{blake2b(self.together.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
        )

    def _text_to_begin_with(self) -> str:
        """All texts, or what was made of them when the program ended in the middle of it."""
        return self.seat.journal.unkept.sheet(self._about).get("text", "") or self.together


def _explanation(about: str, count: int) -> Content:
    words = "Two texts" if count == 2 else f"{count} texts"
    return line_of(
        shown_line(about, "bold $text-primary"),
        (f"\n{words} were written here at once, and both are kept until you choose.", "$text-muted"),
    )
