"""The keepsake: what both take along when their time together ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rmjournal.domain.assessment import Page, PageMoment
from rmjournal.domain.capture import Capture
from rmjournal.domain.days import long_day, span_words
from rmjournal.domain.pair import Pair
from rmjournal.domain.record import Value
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Note, Session
from rmjournal.domain.words import counted
from rmjournal.markdown.writing import Document, strong, words

_MOMENTS = {PageMoment.START: "Then", PageMoment.END: "Now"}


class GoalEnd(Value, frozen=True, kw_only=True):
    """A goal, and how it went."""

    title: str
    owner: str
    went: str
    """In words: what both agreed on last, or how it stands."""


def keepsake(
    *,
    pair: Pair,
    held: Sequence[Session],
    pages: Iterable[Page],
    goals: Sequence[GoalEnd],
    takeaways: Iterable[Capture],
    phrases: Sequence[Capture],
    closing: Session | None,
    notes: Mapping[str, Note],
) -> str:
    """Then and now, the goals and how they went, what each takes along, and the words of the closing."""
    document = Document()
    document.heading(1, f"{pair.mentor} and {pair.mentee}")
    if held:
        minutes = sum(one.held for one in held)
        took = f"{counted(len(held), 'session')}, {counted(minutes, 'minute')}"
        document.paragraph(f"{span_words(held[0].on, held[-1].on)}: {took}")
    _then_and_now(document, pair, pages)
    if goals:
        document.heading(2, "Goals, and how they went")
        document.bullets(words(one.title, " · ", one.owner, " · ", one.went) for one in goals)
    _along(document, pair, takeaways, {one.id: one for one in held})
    if closing is not None:
        _closing(document, closing, notes)
    if phrases:
        document.heading(2, "Phrases we decoded")
        document.bullets(one.text for one in phrases)
    return str(document)


def _then_and_now(document: Document, pair: Pair, pages: Iterable[Page]) -> None:
    written = {(one.who, one.moment): one for one in pages if one.text.strip()}
    if not written:
        return
    document.heading(2, "Then and now: a day in the life of someone new here")
    for who in PARTNERS:
        for moment, words_of_it in _MOMENTS.items():
            page = written.get((who, moment))
            if page is not None:
                document.heading(3, f"{words_of_it}, {pair.name_of(who)}")
                document.block(page.text)


def _along(
    document: Document, pair: Pair, takeaways: Iterable[Capture], sessions: Mapping[str, Session]
) -> None:
    found = [one for one in takeaways if one.session in sessions]
    found.sort(key=lambda one: (sessions[one.session].on, one.made, one.id))
    by_whom = {who: [one for one in found if one.by is who] for who in dict.fromkeys(one.by for one in found)}
    if found:
        document.heading(2, "What we take along")
    for who, lines in sorted(by_whom.items()):
        document.heading(3, pair.name_of(who))
        document.bullets(
            words(strong(f"{long_day(sessions[one.session].on)}:"), " ", one.text) for one in lines
        )


def _closing(document: Document, closing: Session, notes: Mapping[str, Note]) -> None:
    written = [(item, notes[item.id]) for item in closing.items if item.id in notes]
    written = [(item, note) for item, note in written if note.text.strip()]
    if not written:
        return
    document.heading(2, "Our closing, and thanks")
    for item, note in written:
        document.heading(3, item.title)
        document.block(note.text)
