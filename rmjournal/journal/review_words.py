"""The sentences of a review: plain, one for each figure."""

from __future__ import annotations

from collections.abc import Sequence

from rmjournal.domain.words import counted


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence, joined as people join them."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def held_words(sessions: int, minutes: int, planned: int) -> str:
    """How many sessions were held."""
    if not sessions:
        return "No session was held in this time."
    were = "was" if sessions == 1 else "were"
    return f"{counted(sessions, 'session')} {were} held, {counted(minutes, 'minute')} of {planned} planned."


def stand_words(what: str, rows: Sequence[tuple[int | None, str]]) -> str:
    """How many stand at or above what was expected, from where each stands now and its state."""
    if not rows:
        return f"There are no {what} yet."
    rated = [value for value, state in rows if value is not None and state == "open"]
    aside = sum(state != "open" for _, state in rows)
    unrated = len(rows) - len(rated) - aside
    parts = []
    if rated:
        good = sum(value >= 0 for value in rated)
        parts.append(f"{good} of {len(rated)} rated {what} {_stand(good)} as expected or better")
    if unrated:
        parts.append(f"{unrated} {'is' if unrated == 1 else 'are'} not rated together yet")
    if aside:
        parts.append(f"{aside} {'was' if aside == 1 else 'were'} set aside by decision")
    said = listed(parts)
    return f"{said}." if rated else f"Of {counted(len(rows), what.removesuffix('s'))}, {said}."


def row_words(label: str, then: str, now: str, state: str) -> str:
    """Where one expectation or goal stood and stands."""
    aside = f", {state}" if state not in ("open", now) else ""
    if not now:
        return f"{label}: not rated together yet{aside}."
    if not then or then == now:
        return f"{label}: {now}{aside}."
    return f"{label}: {then} then, {now} now{aside}."


def action_words(*, kept: int, handed_on: int, dropped: int, carried: int, fresh: int) -> str:
    """What became of actions."""
    every = kept + handed_on + dropped + carried + fresh
    if not every:
        return "There were no actions in this time."
    told = (
        (kept, "kept"),
        (handed_on, "handed on"),
        (dropped, "dropped"),
        (carried, "carried"),
        (fresh, "open"),
    )
    return f"Of {counted(every, 'action')}: {listed([f'{count} {words}' for count, words in told if count])}."


def lead_words(mentor: int, mentee: int, both: int) -> str:
    """Who led."""
    if not mentor + mentee + both:
        return "No agenda was followed in this time."
    return f"The mentor led {mentor} minutes, the mentee {mentee}, both together {both}."


def served_words(mentor: str, mentee: str, counts: tuple[int, int, int], sessions: int) -> str:
    """Whose topics."""
    if not any(counts):
        return "Nothing from these sessions is linked to a goal yet." if sessions else ""
    told = zip((f"{mentor}'s goals", f"{mentee}'s goals", "goals of both"), counts, strict=True)
    parts = [f"{name} in {count}" for name, count in told if count]
    return f"Of {counted(sessions, 'session')}, something is linked to {listed(parts)}."


def topic_words(touched: int, not_yet: int, *, are_in: bool) -> str:
    """What was touched of what both opened. How it is told is said too."""
    if not are_in:
        return "Topics can be told once both have marked theirs, under Agreement or by: rmjournal topics mark"
    if not touched + not_yet:
        return "No topic is open to both yet."
    how = "A topic counts where its name or its tag stands, or its agenda was used."
    return f"{touched} of {counted(touched + not_yet, 'open topic')} touched. {how}"


def outcome_words(what: tuple[str, str], rows: Sequence[tuple[str, str]]) -> str:
    """How many of some lines something came of, from their states and outcomes."""
    if not rows:
        return f"There were no {what[1]} in this time."
    came = sum(state == "done" for state, _ in rows)
    dropped = sum(state == "dropped" for state, _ in rows)
    told = ((came, "came to something"), (dropped, "dropped"), (len(rows) - came - dropped, "still open"))
    return f"{counted(len(rows), *what)}: {listed([f'{count} {words}' for count, words in told if count])}."


def line_words(state: str, outcome: str) -> str:
    """What came of one line."""
    match state:
        case "dropped":
            return f"Dropped: {outcome}" if outcome else "Dropped."
        case "done":
            return outcome or "Done."
    return outcome or "What came of it is not written yet."


def _stand(count: int) -> str:
    return "stands" if count == 1 else "stand"
