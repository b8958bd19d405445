"""One author's pages of *mine*, unlocked, as a document for nobody else."""

from __future__ import annotations

from collections.abc import Sequence

from rmjournal.domain.days import long_day
from rmjournal.domain.progress import Progress, telling, unheard
from rmjournal.domain.pulse import Line
from rmjournal.domain.reflection import PrivateQuestion, PrivateReflection
from rmjournal.markdown.notes_export import add_words
from rmjournal.markdown.writing import Document

WARNING = "These pages are not locked any more: whoever can read this file can read them."


def mine_export(
    *,
    name: str,
    reflections: Sequence[PrivateReflection],
    questions: Sequence[PrivateQuestion],
    answers: Sequence[tuple[str, Line]],
    progress: Progress = unheard,
) -> str:
    """What somebody keeps alone: reflections, questions that wait, and private answers with their words."""
    document = Document()
    document.heading(1, f"{name}: mine")
    document.paragraph(WARNING)
    by_day = sorted(reflections, key=lambda one: (one.words.on, one.made, one.id))
    for one in telling(by_day, "reflections", progress):
        document.heading(2, one.words.title or long_day(one.words.on))
        if one.words.title:
            document.paragraph(long_day(one.words.on))
        add_words(document, one.words)
    if questions:
        document.heading(2, "Questions that wait")
        document.bullets(one.text for one in questions)
    for words, line in answers:
        if line.points:
            document.heading(2, words)
            document.bullets(f"{long_day(point.on)}: {point.value} of 5" for point in line.points)
    return str(document)
