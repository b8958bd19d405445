"""Up to three words for a feeling: picked from a few, or typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.suggester import Suggester
from textual.widgets import Input, Label, Static

from rmjournal.domain.reflection import MOST_FEELINGS
from rmjournal.text import clean
from rmjournal.tui.widgets.line_form import LineInput


class FeelingWords(Static):
    """The words to pick from; a click picks one, or lets it go."""

    ALLOW_SELECT = False

    class Picked(Message):
        """A word was clicked."""

        def __init__(self, word: str) -> None:
            super().__init__()
            self.word = word

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__(classes="feelings--offered muted")
        self._offered = tuple(offered)

    def show(self, said: Sequence[str]) -> None:
        """Show all of them, those that were said in bold."""
        words = (
            Content.styled(word, "bold $text" if word in said else "").stylize(
                Style.from_meta({"@click": f"pick({number})"})
            )
            for number, word in enumerate(self._offered)
        )
        self.update(Content("  ").join(words))

    def action_pick(self, number: int) -> None:
        """Take one of the words, or let it go."""
        self.post_message(self.Picked(self._offered[number]))


class FeelingsField(Vertical):
    """One line with the words, separated by commas; beneath it those to pick from."""

    HELP = (
        "Up to three words for a feeling, or none.\n"
        "Begin a word and → completes it; a comma begins the next. A click picks one."
    )

    class Given(Message):
        """Enter was pressed: that was all."""

    class Changed(Message):
        """Other words stand there now."""

    def __init__(self, offered: Sequence[str], said: Iterable[str]) -> None:
        super().__init__()
        self._offered = tuple(offered)
        self._first = clean(", ".join(said))

    @property
    def said(self) -> tuple[str, ...]:
        """The first three words that stand there."""
        return tuple(_words(self.query_one(LineInput).value))[:MOST_FEELINGS]

    def compose(self) -> ComposeResult:
        with Horizontal(classes="feelings--line"):
            yield Label("Feelings ")
            yield LineInput(
                self._first,
                placeholder="up to three, or none",
                suggester=_LastWord(self._offered),
                select_on_focus=False,
            )
        yield FeelingWords(self._offered)

    def on_mount(self) -> None:
        self.query_one(FeelingWords).show(self.said)

    def on_input_changed(self, message: Input.Changed) -> None:
        message.stop()
        self.query_one(FeelingWords).show(self.said)
        self.post_message(self.Changed())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        self.post_message(self.Given())

    def on_feeling_words_picked(self, message: FeelingWords.Picked) -> None:
        message.stop()
        field, word = self.query_one(LineInput), message.word
        said = _words(field.value)
        said = [one for one in said if one != word] if word in said else [*said, word]
        field.value = ", ".join(said)
        field.focus()

    def wipe(self) -> None:
        """Forget the words."""
        self.query_one(LineInput).clear()


class _LastWord(Suggester):
    """Completes the word after the last comma."""

    def __init__(self, offered: Sequence[str]) -> None:
        super().__init__(use_cache=False)
        self._offered = offered

    async def get_suggestion(self, value: str) -> str | None:
        *_, last = value.split(",")
        begun = last.strip()
        whole = next((word for word in self._offered if begun and word.startswith(begun)), None)
        return value + whole[len(begun) :] if whole else None


def _words(line: str) -> list[str]:
    return list(dict.fromkeys(word.strip().casefold() for word in line.split(",") if word.strip()))
