"""The mentor's own record: skills, hours, and the words of the mentee that the mentee confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from rmjournal.domain.assessment import AreaRow
from rmjournal.domain.days import long_day, span_words
from rmjournal.domain.letter import Period
from rmjournal.domain.pair import Pair
from rmjournal.domain.testimony import Testimony
from rmjournal.markdown.writing import Document, strong, words


def mentor_record(
    *,
    pair: Pair,
    period: Period | None,
    sessions: int,
    minutes: int,
    skills: Sequence[AreaRow],
    testimony: Testimony | None,
) -> str:
    """The record, for an appraisal. What was talked about is not in it."""
    document = Document()
    document.heading(1, f"Reverse mentoring: the record of {pair.mentor}")
    mentor, mentee = (pair.mentor, *_with(pair.mentor_title)), (pair.mentee, *_with(pair.mentee_title))
    document.paragraph(*mentor, " was the mentor of ", *mentee, ".")
    document.bullets(
        words(strong(f"{what}:"), " ", said) for what, said in _facts(pair, period, sessions, minutes) if said
    )
    known = [one for one in skills if one.now_words]
    if known:
        document.heading(2, "Skills, as I see them")
        document.table(
            ["Skill", "At the start, looking back", "Now"],
            [[one.name, one.then_words, one.now_words] for one in known],
        )
    if testimony is not None:
        document.heading(2, f"In the words of {pair.mentee}")
        document.block(testimony.text)
        document.paragraph("Confirmed by ", testimony.name, f" on {long_day(testimony.on)}.")
    return str(document)


def _facts(pair: Pair, period: Period | None, sessions: int, minutes: int) -> tuple[tuple[str, str], ...]:
    return (
        ("Program", pair.program),
        ("Period", span_words(period.since, period.until) if period else ""),
        ("Sessions led", str(sessions)),
        ("Hours", f"{minutes / 60:.1f}"),
    )


def _with(title: str) -> list[str]:
    return [" (", title, ")"] if title.strip() else []
