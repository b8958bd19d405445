"""Starting a journal: two names, and where it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Label, Static

from rmjournal import files
from rmjournal.domain.pair import Pair
from rmjournal.errors import RmjournalError, UsageError
from rmjournal.journal import places
from rmjournal.journal.journal import Journal
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.show import shown
from rmjournal.tui.widgets.field_input import FieldInput
from rmjournal.tui.words import path_words

_FIELDS = (
    ("mentor", "Mentor", "the junior colleague"),
    ("mentee", "Mentee", "the senior one"),
    ("program", "Program", "may stay empty"),
    ("code", "Pair code", "may stay empty"),
    ("path", "Kept in", "the journal's file"),
)


class NewJournalScreen(Dialog[Journal]):
    """Two names make a journal; the rest can wait. Dismissed with the journal, opened."""

    ROOM = "new_journal"
    BINDINGS = bindings_of("new_journal")
    HEADING = "Start a journal"
    ENTER = "go on"
    AUTO_FOCUS: ClassVar[str | None] = "#mentor"
    HELP = (
        "Two names make a journal. Enter goes to the next line, and on the last one starts it.\n"
        "The file can be kept in a folder that you both see."
    )

    def __init__(self) -> None:
        super().__init__()
        self._proposed = ""

    def page(self) -> ComposeResult:
        for name, label, hint in _FIELDS:
            with Horizontal(classes="field"):
                yield Label(label)
                yield FieldInput(placeholder=hint, id=name, compact=True)
        yield Static(classes="ask--meaning")
        yield Button("Start the journal", compact=True)

    @on(Input.Changed, "#mentor,#mentee")
    def _propose(self) -> None:
        """Propose a file by the first names, until another one is typed."""
        path = self.query_one("#path", Input)
        if path.value == self._proposed:
            self._proposed = self._proposal()
            path.value = self._proposed

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        if event.input.id == "path":
            self.action_start()
        else:
            self.focus_next()

    @on(Button.Pressed)
    def action_start(self) -> None:
        """Start the journal with what stands in the form."""
        try:
            path, pair = self._path(), self._pair()
            Journal.create(path, pair).close()
            journal = Journal.open(path, behind=True)
            places.remember(path)
        except RmjournalError as error:
            self.query_one(".ask--meaning", Static).update(shown(str(error)))
            self.app.bell()
            return
        self.dismiss(journal)

    def _pair(self) -> Pair:
        mentor, mentee = self._value("mentor"), self._value("mentee")
        if not mentor or not mentee:
            raise UsageError("Both names are needed.")
        return Pair(mentor=mentor, mentee=mentee, program=self._value("program"), code=self._value("code"))

    def _path(self) -> Path:
        words = self._value("path")
        if not words:
            raise UsageError("The journal needs a file to be kept in.")
        path = files.typed_path(words)
        return path if path.suffix == ".json" else path.with_name(path.name + places.SUFFIX)

    def _proposal(self) -> str:
        name = "-".join(self._first_names())
        return path_words(places.path_for(files.safe_file_name(name))) if name else ""

    def _first_names(self) -> Iterator[str]:
        for field in ("mentor", "mentee"):
            words = self._value(field).casefold().split()
            yield from words[:1]

    def _value(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value.strip()
