"""The words that the pair writes for a letter: highlights, ideas with their credit, one ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.app import ComposeResult

from rmjournal.domain.letter import MOST_HIGHLIGHTS, Idea
from rmjournal.domain.letter_draft import ASK, HIGHLIGHTS, IDEAS, LetterDraft
from rmjournal.tui.screens.form import FormSheet
from rmjournal.tui.seat import Seat

_WRITTEN = (HIGHLIGHTS, IDEAS, ASK)


class _Field(NamedTuple):
    name: str
    label: str
    value: str
    hint: str


def can_write(draft: LetterDraft) -> bool:
    """Whether the agreement lets out anything that the pair writes for a letter."""
    return not set(_WRITTEN).isdisjoint(draft.ticks)


class WriteForm(FormSheet[LetterDraft]):
    """Lines for what the agreement lets out; dismissed with the draft as it is then."""

    HEADING = "In your own words"
    HELP = "One line each; an empty one is left out. Enter goes to the next line, ctrl+s keeps all of it."

    def __init__(self, seat: Seat, draft: LetterDraft) -> None:
        super().__init__(seat, about=f"letter.{draft.id}")
        self.draft = draft

    def fields(self) -> ComposeResult:
        for one in self._fields():
            yield from self.field(one.name, one.label, one.value, one.hint)

    def on_mount(self) -> None:
        self.say("The coordinator reads these words as they stand. No names of others.")

    def keep(self) -> None:
        if self.query(".field Input"):
            self.result()
            self._let_go()

    def result(self) -> LetterDraft:
        ticks = self.draft.ticks
        self.draft = self.seat.journal.letters.write(
            self.draft,
            highlights=self._highlights() if HIGHLIGHTS in ticks else None,
            ideas=self._ideas() if IDEAS in ticks else None,
            ask=self.value(ASK) if ASK in ticks else None,
            by=self.seat.writer,
        )
        return self.draft

    def _fields(self) -> Iterator[_Field]:
        words, ticks = self.draft.words, self.draft.ticks
        if HIGHLIGHTS in ticks:
            for place in range(MOST_HIGHLIGHTS):
                said = words.highlights[place] if place < len(words.highlights) else ""
                yield _Field(f"highlight-{place}", f"Highlight {place + 1}", said, "may stay empty")
        if IDEAS in ticks:
            for place in range(self._rooms()):
                idea = words.ideas[place] if place < len(words.ideas) else Idea(text="")
                yield _Field(f"idea-{place}", f"Idea {place + 1}", idea.text, "one to carry upward")
                yield _Field(f"credit-{place}", "  whose", idea.credit, "whose idea it is said to be")
        if ASK in ticks:
            yield _Field(ASK, "One ask", words.ask, "one thing the program could do")

    def _rooms(self) -> int:
        """Lines for ideas: those there are, and one more."""
        return len(self.draft.words.ideas) + 1

    def _highlights(self) -> list[str]:
        return [self.value(f"highlight-{place}") for place in range(MOST_HIGHLIGHTS)]

    def _ideas(self) -> list[Idea]:
        return [
            Idea(text=self.value(f"idea-{place}"), credit=self.value(f"credit-{place}"))
            for place in range(self._rooms())
        ]
