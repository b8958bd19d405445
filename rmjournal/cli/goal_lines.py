"""Goals and expectations as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.ratings import Rated, Said
from rmjournal.journal.ledger_views import ExpectationView, GoalView, SealedView

NOTHING = "nothing"


def goal_lines(goal: GoalView, pair: Pair) -> Iterator[str]:
    """One goal: its title, where it stands, what shows it, how both saw it, what is worth knowing."""
    facts = [pair.first_name(goal.owner)]
    if goal.expectation:
        facts.append(f"for {goal.expectation}")
    if goal.due is not None:
        facts.append(f"due {goal.due.isoformat()}")
    yield f"{goal.label}  {goal.title} ({', '.join(facts)})"
    yield from _standing(goal)
    yield from _rest(goal, pair)


def expectation_lines(wish: ExpectationView, pair: Pair) -> Iterator[str]:
    """One expectation, with the titles of its goals."""
    yield f"{wish.label}  {' '.join(wish.text.split())} ({pair.first_name(wish.owner)})"
    yield from _standing(wish)
    for goal in wish.goals:
        stands = goal.state if goal.state != "open" else goal.agreed_words
        yield f"    {goal.label}  {goal.title}" + (f": {stands}" if stands else "")
    yield from _rest(wish, pair)


def rated_line(rated: Rated, pair: Pair) -> str:
    """What both said on one occasion, and what they agreed on."""
    parts = [
        f"{pair.first_name(who)} {_said(said)}"
        for who, said in ((Who.MENTOR, rated.mentor), (Who.MENTEE, rated.mentee))
    ]
    if rated.agreed is not None:
        parts.append(f"agreed {_said(rated.agreed)}")
    if rated.seen_differently:
        parts.append("you saw this one differently")
    return f"{rated.occasion}, {rated.at.date().isoformat()}: {' · '.join(parts)}"


def signed(value: int) -> str:
    """A step of the scale as people write it: -1, 0, +1."""
    return f"{value:+d}" if value else "0"


def _standing(view: GoalView | ExpectationView) -> Iterator[str]:
    if view.state != "open":
        yield f"    {view.state}"
    if view.agreed is not None:
        yield f"    agreed: {view.agreed_words} ({signed(view.agreed)})"


def _rest(view: GoalView | ExpectationView, pair: Pair) -> Iterator[str]:
    for rated in view.ratings:
        yield f"    {rated_line(rated, pair)}"
    for sealed in view.sealed:
        yield f"    {_sealed_line(sealed, pair)}"
    for proof in view.evidence:
        first = next((line.strip() for line in proof.text.splitlines() if line.strip()), proof.title)
        yield f"    {proof.on.isoformat()}  {proof.kind}: {first}"
    for notice in view.notices:
        yield f"    {notice}"


def _sealed_line(sealed: SealedView, pair: Pair) -> str:
    mentor, mentee = pair.first_name(Who.MENTOR), pair.first_name(Who.MENTEE)
    line = f"{sealed.occasion}, sealed: {mentor} {sealed.mentor} · {mentee} {sealed.mentee}"
    return f"{line}. To open: rmjournal goal open" if sealed.can_open else line


def _said(said: Said | None) -> str:
    if said is None:
        return NOTHING
    value = "" if said.value is None else f" ({signed(said.value)})"
    return f"{said.words}{value}" + (f", {said.why}" if said.why else "")
