"""The heading of an agenda item: `Pick the real task | mentee | 3 min (at least 2, from 20)`."""

from __future__ import annotations

import re

from rmjournal.domain.agenda import TemplateItem
from rmjournal.domain.fitting import LONGEST_MINUTES
from rmjournal.domain.pair import Who
from rmjournal.markdown.plain import escaped, joined, plain
from rmjournal.markdown.problems import Problems, quoted

EXAMPLE = "## What can go wrong | mentor | 4 min (at least 3, from 20)"

MAX_TITLE = 120
"""Characters of a title."""

_BETWEEN = re.compile(r"[|·]")
_MINUTES = re.compile(r"(?P<number>\S+?)\s*(?:min|mins|minute|minutes)\.?\s*(?:\((?P<limits>[^()]*)\))?")
_LIMIT = re.compile(r"(?P<which>at\s+least|from)\s+(?P<number>\S+?)\s*(?:min|mins|minutes?)?", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,6}")


def read_item_heading(source: str, line: int, problems: Problems) -> TemplateItem | None:
    """An item without its text and prompts; None where something was wrong, which is noted.

    The last two parts are the lead and the minutes, so that a title may hold a bar.
    """
    parts = [part.strip() for part in _BETWEEN.split(joined(source))]
    if len(parts) < 3:
        _note_missing_parts(parts, line, problems)
        return None
    title = joined(source)[: _start_of_lead(joined(source))].strip()
    before = len(problems)
    minutes, at_least, from_length = _read_minutes(parts[-1], line, problems)
    lead = _read_lead(parts[-2], line, problems)
    check_title(plain(title), line, problems)
    if at_least > minutes > 0:
        problems.add(
            line,
            f"The item has {minutes} min and a floor of {at_least}.",
            "A floor is at most the item's own minutes.",
        )
    if lead is None or len(problems) > before:
        return None
    return TemplateItem(
        title=plain(title), lead=lead, minutes=minutes, at_least=at_least, from_length=from_length
    )


def item_heading(item: TemplateItem) -> str:
    """The heading as it is written, without the number signs."""
    limits = [
        *([f"at least {item.at_least}"] if item.at_least else []),
        *([f"from {item.from_length}"] if item.from_length else []),
    ]
    limited = f" ({', '.join(limits)})" if limits else ""
    return f"{escaped(item.title)} | {item.lead} | {item.minutes} min{limited}"


def check_title(title: str, line: int, problems: Problems) -> None:
    """Note a title that is missing or too long."""
    if not title:
        problems.add(line, "The heading has no title.", "Give it a few words.")
    elif len(title) > MAX_TITLE:
        problems.add(line, f"The title is {len(title)} characters long.", f"Use at most {MAX_TITLE}.")


def _start_of_lead(source: str) -> int:
    return [match.start() for match in _BETWEEN.finditer(source)][-2]


def _note_missing_parts(parts: list[str], line: int, problems: Problems) -> None:
    last = parts[-1].casefold()
    if len(parts) == 2 and last in set(Who):
        what = "The heading names no minutes."
    elif len(parts) == 2:
        what = "The heading does not name both who leads and the minutes."
    else:
        what = "The heading names neither who leads nor the minutes."
    problems.add(line, what, f"Write it like this: {EXAMPLE}")


def _read_lead(part: str, line: int, problems: Problems) -> Who | None:
    if part.casefold() in set(Who):
        return Who(part.casefold())
    problems.add(line, f"The lead {quoted(part)} is not known.", "Write mentor, mentee or both.")
    return None


def _read_minutes(part: str, line: int, problems: Problems) -> tuple[int, int, int]:
    """Minutes, floor, and the length it appears from; 0 for what is not there or wrong."""
    match = _MINUTES.fullmatch(part)
    if match is None:
        problems.add(line, f"The minutes cannot be read: {quoted(part)}.", f"Write it like this: {EXAMPLE}")
        return 0, 0, 0
    minutes = _whole(match["number"], "minutes", line, problems)
    limits = {"at least": 0, "from": 0}
    for text in (match["limits"] or "").split(",") if match["limits"] is not None else ():
        limit = _LIMIT.fullmatch(text.strip())
        which = " ".join(limit["which"].casefold().split()) if limit else ""
        if limit is None or limits[which]:
            problems.add(
                line,
                f"{quoted(text.strip())} says nothing about the minutes.",
                "Write (at least 3), (from 20) or (at least 3, from 20).",
            )
        else:
            limits[which] = _whole(limit["number"], f"minutes after {which!r}", line, problems)
    return minutes, limits["at least"], limits["from"]


def _whole(word: str, name: str, line: int, problems: Problems) -> int:
    number = int(word) if _WHOLE.fullmatch(word) else 0
    if 1 <= number <= LONGEST_MINUTES:
        return number
    problems.add(
        line, f"The {name} are {quoted(word)}.", f"Write a whole number from 1 to {LONGEST_MINUTES}."
    )
    return 0
