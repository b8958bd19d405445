"""The brief: one page for a sponsor or a line manager of either partner."""

from __future__ import annotations

from rmjournal.domain.days import span_words
from rmjournal.domain.letter import Period
from rmjournal.domain.pair import Pair
from rmjournal.markdown.writing import Document

NOT_TOLD = (
    "What is said in the sessions, and what either of them writes down",
    "How either of them feels about it, or rates it",
    "Which topics they opened, and which they did not",
    "Why a date was moved, or who moved it",
    "A reason, if they pause or stop; either may, at any time",
)

HELP = (
    "Protect the time: a short session that is held is worth more than a long one that is moved.",
    "Ask neither of them what the other said.",
    "The senior partner takes no part in decisions on the junior one's pay, rating or promotion.",
    "If an idea reaches you from here, use it with the name that comes with it.",
)


def brief(*, pair: Pair, period: Period | None, sessions: int, minutes: int) -> str:
    """What this is, the time it takes, and what nobody will be told.

    Args:
        pair: The two.
        period: The days of the program, where the agreement names them.
        sessions: How many are planned in a program.
        minutes: How many minutes they are planned to take in all.
    """
    document = Document()
    document.heading(1, f"Reverse mentoring: {pair.mentor} and {pair.mentee}")
    document.paragraph(
        pair.mentor, *_role(pair.mentor_title), " mentors ", pair.mentee, *_role(pair.mentee_title), ". ",
        "The junior colleague teaches, the senior one learns; both gain by it.",
    )  # fmt: skip
    if pair.program.strip():
        document.paragraph("Program: ", pair.program)
    document.heading(2, "The time it takes")
    if period is not None:
        document.paragraph(f"{span_words(period.since, period.until)}.")
    document.paragraph(
        f"{sessions} sessions of {minutes // sessions} minutes on average, {minutes / 60:.1f} hours in all, "
        "and a little practice in between."
    )
    document.heading(2, "What you will be told")
    document.paragraph(
        "That they meet is no secret. The program's coordinator gets short letters, each released by both "
        "after they read the exact words. Nothing else leaves."
    )
    document.heading(2, "What you will not be told")
    document.bullets(NOT_TOLD)
    document.heading(2, "How you can help")
    document.bullets(HELP)
    return str(document)


def _role(title: str) -> list[str]:
    return [" (", title, ")"] if title.strip() else []
