"""What the preview of a letter shows, for a screen or a script."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rmjournal.domain.letter import OWN, Period
from rmjournal.domain.letter_draft import Confirmation, LetterDraft, Release
from rmjournal.domain.letter_facts import FEWEST_SESSIONS
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Value
from rmjournal.domain.words import counted

NEVER = (
    "notes and captured lines",
    "reflections, mine and ours",
    "feelings",
    "answers about safety and power",
    "topic lights",
    "which sessions were resets, or how many",
    "who moved a date, and who skipped a question",
    "what one of you rated alone",
)
"""What no agreement can let out."""

NEVER_WHY = "never leaves, whatever is agreed"

_NOT_LET_OUT = "the agreement does not let it out"
_NONE_SIGNED = "no agreement is signed that lets it out"


class Line(Value, frozen=True, kw_only=True):
    """A line that can be struck. The field names are those of `--json` and stay as they are."""

    id: str
    words: str
    struck: bool


class Withheld(Value, frozen=True, kw_only=True):
    """Something that is not in the letter, and why."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


class LetterView(Value, frozen=True, kw_only=True):
    """A draft as both read it. The field names are those of `--json` and stay as they are."""

    id: str
    on: date
    period: Period
    text: str
    """The exact Markdown that will be written."""
    digest: str
    """Its SHA-256."""
    lines: tuple[Line, ...]
    withheld: tuple[Withheld, ...]
    confirmed: tuple[Confirmation, ...]
    waits_for: tuple[Who, ...]


class Verified(Value, frozen=True, kw_only=True):
    """What is known of a file: the release it is, if it is one to the byte."""

    digest: str
    release: Release | None


def withheld(draft: LetterDraft, ticks: Iterable[tuple[str, str]]) -> tuple[Withheld, ...]:
    """What is not in a letter, and why.

    Args:
        draft: The letter.
        ticks: What the agreement can let out: the ids and the words of its ticks.
    """
    why = _NOT_LET_OUT if draft.ticks else _NONE_SIGNED
    found = [Withheld(what=words, why=why) for tick, words in ticks if tick not in draft.ticks]
    if "templates" in draft.ticks and not draft.whole.templates:
        found.append(
            Withheld(
                what="Which agendas you used",
                why=f"fewer than {FEWEST_SESSIONS} sessions in this period, or none to list",
            )
        )
    if OWN in (*draft.whole.templates, *draft.whole.topics):
        found.append(Withheld(what="Names of your own agendas and topics", why='they are listed as "own"'))
    if draft.struck:
        found.append(Withheld(what=counted(len(draft.struck), "line"), why="struck by you"))
    return (*found, *(Withheld(what=one, why=NEVER_WHY) for one in NEVER))
