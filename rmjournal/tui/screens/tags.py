"""Tags: every #word that the one who writes may see, how often, and which may be meant as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from rmjournal.domain.words import counted, folded
from rmjournal.errors import RmjournalError
from rmjournal.journal.marked import Marked
from rmjournal.journal.tags import Tag, TagList
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.rename_tag import RenameTagScreen, renamed_words
from rmjournal.tui.screens.search import SearchScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.words import listed_day, times_words

_NONE_YET = "There are no tags yet. To set one, write #word in a note, an action, a reflection."

_WIDEST = 24
"""Cells; what is said of a longer name stands further to the right."""


class TagsScreen(JournalScreen[None]):
    """A list of tags, the most used first, and a field above it that narrows it."""

    ROOM = "tags"
    BINDINGS = bindings_of("tags")
    ENTER = "look it up"
    AUTO_FOCUS: ClassVar[str | None] = "OptionList"
    HELP = (
        "Every #word in your texts, how often, and when last. Enter finds what has it, r renames it.\n"
        "f goes to the field that narrows the list. Mine is counted while it is open."
    )

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._tags = TagList(tags=(), alike=())
        self._listed: tuple[Tag, ...] = ()

    def page(self) -> ComposeResult:
        yield Input(placeholder="Part of a name (f)", classes="search--words")
        yield Static(classes="search--count")
        yield OptionList(classes="plain-list search--hits")

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        self._tags = self.seat.journal.tags.all()
        self._show()
        self.refresh_bindings()

    def hide(self) -> None:
        # What was looked for may be as private as what was listed.
        self.query_one(Input).value = ""
        super().hide()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("rename", "narrow"):
            return bool(self._tags.tags)
        return super().check_action(action, parameters)

    def leave(self) -> None:
        """Escape: out of the field, which is emptied; then back to where one came from."""
        field = self.query_one(Input)
        if not field.has_focus and not field.value:
            self.dismiss()
            return
        field.value = ""
        self.query_one(OptionList).focus()

    def _show(self, *, marked: str | None = None) -> None:
        """List what the field asks for; what was marked stays so where it is still there."""
        before = self._marked()
        wanted = folded(marked or (before.name if before else ""))
        typed = folded(self.query_one(Input).value.strip().removeprefix("#"))
        self._listed = tuple(tag for tag in self._tags.tags if typed in folded(tag.name))
        self.query_one(".search--count", Static).update(Content.styled(self._count(), "$text-muted"))
        listed = self.query_one(OptionList)
        listed.set_options(map(Option, _rows(self._listed, self._tags, self.seat)))
        names = [folded(tag.name) for tag in self._listed]
        listed.highlighted = names.index(wanted) if wanted in names else 0 if names else None

    def _count(self) -> str:
        total = len(self._tags.tags)
        if not total:
            return _NONE_YET
        if not self._listed:
            return "No tag has this in its name. Esc shows all."
        some = f"{len(self._listed)} of " if len(self._listed) < total else ""
        return f"{some}{counted(total, 'tag')}, how often, and when last."

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _look_up(self) -> None:
        tag = self._marked()
        if tag is not None:
            name = f'"{tag.name}"' if " " in tag.name else tag.name
            self.app.push_screen(SearchScreen(self.seat, f"tag:{name}"))

    def action_narrow(self) -> None:
        """To the field that narrows the list."""
        self.query_one(Input).focus()

    def action_down(self) -> None:
        """The next one, while a name is typed."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """The one before, while a name is typed."""
        self.query_one(OptionList).action_cursor_up()

    @work
    async def action_rename(self) -> None:
        """Give the marked tag another name."""
        marked = self._marked_for_renaming()
        answer = await self.app.push_screen_wait(RenameTagScreen(marked)) if marked else None
        if marked is None or answer is None:
            return
        try:
            done = self.seat.journal.tags.rename(marked.old, answer.new, by=self.seat.writer)
        except RmjournalError as error:
            self.tell(str(error), problem=True)
            return
        self.read_again()
        self._show(marked=done.new)
        self.tell(renamed_words(done))

    def _marked_for_renaming(self) -> Marked | None:
        """What the marked tag marks; None, and why, where it cannot be renamed."""
        tag = self._marked()
        if tag is None:
            self.tell(self._count(), problem=True)
            return None
        if any(getattr(page, "IS_PRIVATE", False) for page in self.app.screen_stack):
            self.tell(
                "What you write alone is open below. Close it first, or it is there twice.", problem=True
            )
            return None
        try:
            marked = self.seat.journal.tags.marked(tag.name, by=self.seat.writer)
        except RmjournalError as error:
            self.tell(str(error), problem=True)
            return None
        if marked.can_change:
            return marked
        self.tell("Only the author of what has it changes that. F2 passes the keyboard.", problem=True)
        return None

    def _marked(self) -> Tag | None:
        place = self.query_one(OptionList).highlighted
        return self._listed[place] if place is not None and place < len(self._listed) else None


def _rows(tags: Sequence[Tag], every: TagList, seat: Seat) -> Iterator[Content]:
    today = seat.now.date()
    names = [shown_line(f"#{tag.name}", "bold") for tag in tags]
    width = max((name.cell_length for name in names if name.cell_length <= _WIDEST), default=0)
    for tag, name in zip(tags, names, strict=True):
        gap = " " * (width - name.cell_length)
        facts = f"{gap}  {times_words(tag.count):>9}  {listed_day(tag.last, today)}"
        also = (line_of("  ", shown_line(words, "$text-warning")) for words in _also(tag, every))
        yield lines_of(line_of(name, (facts, "$text-muted")), *also)


def _also(tag: Tag, every: TagList) -> Iterator[str]:
    others = [f"#{one_line(way)}" for way in tag.spellings if way != tag.name]
    if others:
        yield f"also written {', '.join(others)}"
    for name, why in every.near(tag):
        yield f"perhaps meant as #{one_line(name)} ({why})"
