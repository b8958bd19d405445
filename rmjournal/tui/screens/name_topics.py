"""Which topics a letter names: chosen by both for the letter, whatever anybody marked alone."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rmjournal.domain.letter import OWN
from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.domain.lights import CatalogTopic
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.show import line_of, shown_line


class TopicsSheet(Dialog[tuple[str, ...]]):
    """The catalog; Enter names a topic or takes it out again. Dismissed with the names of those named."""

    HEADING = "Topics that the letter names"
    ROOM = "letter_topics"
    BINDINGS = bindings_of("letter_topics")
    ENTER = "in or out"
    AUTO_FOCUS = "OptionList"
    HELP = "Enter names the marked topic, or takes it out again. ctrl+s keeps the choice, Esc does not."

    def __init__(self, topics: tuple[CatalogTopic, ...], named: tuple[str, ...]) -> None:
        super().__init__()
        self._topics = topics
        self._named = set(named)

    def page(self) -> ComposeResult:
        yield OptionList(*(Option(self._row(one)) for one in self._topics), classes="plain-list")

    def on_mount(self) -> None:
        self.query_one(OptionList).action_first()

    @on(OptionList.OptionSelected)
    def _turn(self, event: OptionList.OptionSelected) -> None:
        topic = self._topics[event.option_index]
        self._named ^= {topic.name}
        event.option_list.replace_option_prompt_at_index(event.option_index, self._row(topic))

    def action_keep_all(self) -> None:
        """Keep the choice."""
        self.dismiss(tuple(one.id for one in self._topics if one.name in self._named))

    def _row(self, topic: CatalogTopic) -> Content:
        name = Content("a topic of your own, as “own”") if topic.id == OWN else shown_line(topic.name)
        return line_of(name, ("  in the letter", "bold") if topic.name in self._named else "")


def nameable(catalog: tuple[CatalogTopic, ...], draft: LetterDraft) -> tuple[CatalogTopic, ...]:
    """The topics that a letter can name: the pair's own are one, where the agreement keeps their names in."""
    if "own_names" in draft.ticks:
        return catalog
    shipped = tuple(one for one in catalog if one.strand)
    return shipped if shipped == catalog else (*shipped, CatalogTopic(id=OWN, name=OWN))
