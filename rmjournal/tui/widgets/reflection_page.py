"""The reflection that is marked, in full."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from rmjournal.domain.days import day_words
from rmjournal.domain.reflection import PrivateReflection, Reflection, UnkeptWords
from rmjournal.journal.reflections import Offer
from rmjournal.practice.reflecting import read_reflecting
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown, shown_line
from rmjournal.tui.widgets.reflection_list import Beside, Listed, shelf_words

_TOLD = {
    Beside.WRITER: "What each of you thinks is yours until you let it go. Say who is writing, and write.",
    Beside.SHELF: (
        "Mine can be read by nobody but its author: not by the partner, not by who gets the file.\n\n"
        "Ours can be read by both of you.\n\n"
        "What you write begins on mine. o moves it to ours, after you have seen the words once more."
    ),
    Beside.PULSE: "Three answers of each of you after a session, opened when both are in, drawn by time.",
    Beside.PRIVATE_PULSE: "Once a month. Only you see them, and they count for nothing.",
    Beside.QUESTIONS: "A queue on mine. What you release is offered to the next session as a topic.",
}
"""What a line leads to, in a few words."""


_UNKEPT = (
    "You wrote this for ours and have not let it go: nothing of it is there. Enter takes it up again, "
    "to keep it on ours, to write on, or to let it go."
)


class ReflectionPage(VerticalScroll, can_focus=False):
    """What is marked in the list: a reflection in full, or all the questions of an offer."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, about: Listed | None) -> None:
        """Show it; for anything else the page is empty."""
        self.query_one(Static).update(page_of(self.seat, about))


def page_of(seat: Seat, about: Listed | None) -> Content:
    """A reflection, or the questions of an offer, to read."""
    match about:
        case PrivateReflection() | Reflection():
            return lines_of(*_reflection(seat, about))
        case Offer():
            return lines_of(*_offer(about))
        case UnkeptWords():
            return shown(_UNKEPT, "$text-muted")
        case Beside():
            return shown(_TOLD[about], "$text-muted")
    return Content()


def _reflection(seat: Seat, one: PrivateReflection | Reflection) -> Iterator[Content]:
    words = one.words
    if words is None:
        return
    prompt = _prompt(seat, one)
    if words.title:
        yield shown_line(words.title, "bold")
    if prompt:
        yield shown_line(prompt, "bold $text-primary")
    yield Content.styled(f"{day_words(words.on, seat.now.date())} · {shelf_words(seat, one)}", "$text-muted")
    if words.text:
        yield Content()
        yield shown(words.text)
    if words.feelings:
        yield Content()
        yield line_of(("felt: ", "$text-muted"), shown_line(", ".join(words.feelings)))


def _prompt(seat: Seat, one: PrivateReflection | Reflection) -> str:
    """The question that was answered."""
    author = one.by if isinstance(one, Reflection) else seat.writer
    occasion = one.words.occasion if one.words else None
    moment = read_reflecting().moment(occasion.moment) if occasion else None
    prompts = moment.prompts(author) if moment else ()
    return next((prompt.text for prompt in prompts if occasion and prompt.id == occasion.prompt), "")


def _offer(offer: Offer) -> Iterator[Content]:
    yield shown_line(offer.moment.title, "bold $text-primary")
    yield Content.styled(f"{offer.moment.minutes} minutes or less; one line is enough", "$text-muted")
    for prompt in offer.prompts:
        yield Content()
        stays = ("  stays on mine", "$text-muted") if prompt.mine_only else ""
        yield line_of(shown_line(prompt.text), stays)
