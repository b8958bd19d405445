"""One goal, or one want, with all that belongs to it: anchors, ratings over time, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from rmjournal.domain.days import day_words
from rmjournal.domain.goals import GoalState, Turn
from rmjournal.domain.pair import Pair
from rmjournal.domain.ratings import Rated
from rmjournal.journal.ledger_views import GoalView
from rmjournal.journal.proofs import Proof
from rmjournal.text import one_line
from rmjournal.tui.hanging import hanging
from rmjournal.tui.show import line_of, lines_of, shown, shown_line
from rmjournal.tui.standings import occasion_words, plot, said_lines, sealed_words
from rmjournal.tui.widgets.folded import Folded
from rmjournal.tui.widgets.ledger_list import Entry

_ANCHORS = ("now", "as expected", "even better")
_LABEL = 13


class EntryPage(VerticalScroll):
    """Shows one entry of the ledger; scrolls."""

    HELP = "One goal or want: what was written first, how you both saw it over time, and what shows it."

    def __init__(self, pair: Pair) -> None:
        super().__init__(classes="entry")
        self.pair = pair
        self._entry_id = ""

    def compose(self) -> ComposeResult:
        yield Folded(classes="entry--text")

    def show(self, entry: Entry | None, *, today: date) -> None:
        """Show this entry; None is nothing."""
        entry_id = entry.id if entry else ""
        if entry_id != self._entry_id:
            self._entry_id = entry_id
            self.scroll_home(animate=False)

        def made(width: int) -> Content:
            pieces = entry_pieces(entry, self.pair, today=today, width=width) if entry else ()
            return Content("\n\n").join(pieces)

        self.query_one(Folded).fold(made)


def entry_pieces(entry: Entry, pair: Pair, *, today: date, width: int) -> Iterator[Content]:
    """The paragraphs about one entry."""
    yield _head(entry, pair, today)
    if isinstance(entry, GoalView):
        yield _anchors(entry, width)
    gaps = [Content.styled(sealed_words(one, pair), "$text-secondary") for one in entry.sealed]
    gaps += [Content.styled(words, "$text-accent") for words in entry.notices]
    if gaps:
        yield lines_of(*gaps)
    if entry.ratings:
        yield lines_of(_heading("How we saw it"), plot(entry.ratings, pair))
        yield from (_round(one, entry, pair, today=today, width=width) for one in reversed(entry.ratings))
    else:
        yield _missing("How we saw it", "Nobody has rated it yet: r rates it, each alone.")
    yield _evidence(entry.evidence, today)
    if entry.turns:
        yield lines_of(_heading("Decided"), *(_turn(one, today) for one in entry.turns))


def _head(entry: Entry, pair: Pair, today: date) -> Content:
    words = entry.title if isinstance(entry, GoalView) else entry.text
    facts = [one_line(pair.first_name(entry.owner))]
    if isinstance(entry, GoalView):
        facts += [f"for {entry.expectation}"] if entry.expectation else []
        facts += [f"by {day_words(entry.due, today)}"] if entry.due else []
    if entry.state != GoalState.OPEN:
        facts.append(entry.state)
    lines = [
        line_of((f"{entry.label}  ", "bold $text-secondary"), shown_line(words, "bold")),
        Content.styled(" · ".join(facts), "$text-muted"),
    ]
    if isinstance(entry, GoalView) and entry.objective:
        lines.append(shown_line(entry.objective, "$text-muted italic"))
    return lines_of(*lines)


def _anchors(goal: GoalView, width: int) -> Content:
    said = zip(_ANCHORS, (goal.now, goal.expected, goal.better), strict=True)
    lines = [_anchor(name, words, width) for name, words in said]
    if goal.version > 1:
        lines.append(Content.styled(f"These are the words of version {goal.version}.", "$text-muted"))
    return lines_of(*lines)


def _anchor(name: str, words: str, width: int) -> Content:
    told = shown_line(words) if words else Content.styled("not written yet: e writes it", "$text-accent")
    return hanging(Content.styled(f"{name:<{_LABEL}}", "$text-muted"), told, width)


def _round(rated: Rated, entry: Entry, pair: Pair, *, today: date, width: int) -> Content:
    facts = [day_words(rated.at.date(), today)]
    if isinstance(entry, GoalView) and (versions := _judged(rated, entry)):
        facts.append(versions)
    head = line_of((occasion_words(rated), "bold $text-primary"), (f"  {' · '.join(facts)}", "$text-muted"))
    lines = [head, *said_lines(rated, pair, width=width)]
    if rated.agreed is None:
        lines.append(Content.styled("Nothing is agreed yet: r goes on with it.", "$text-accent"))
    elif rated.seen_differently:
        lines.append(Content.styled("You saw this one differently.", "$text-accent"))
    return lines_of(*lines)


def _judged(rated: Rated, goal: GoalView) -> str:
    """Which version of the goal was judged, where there is more than one."""
    numbers = {wording.id: at for at, wording in enumerate(goal.wordings, start=1)}
    judged = {numbers.get(one.wording, 0) for one in (rated.mentor, rated.mentee) if one}
    found = sorted(judged - {0})
    if len(goal.wordings) < 2 or not found:
        return ""
    return f"of version {' and '.join(map(str, found))}"


def _evidence(proofs: tuple[Proof, ...], today: date) -> Content:
    if not proofs:
        return _missing("What shows it", "No evidence yet: l links something that was recorded.")
    return lines_of(_heading("What shows it"), *(_proof(one, today) for one in reversed(proofs)))


def _proof(proof: Proof, today: date) -> Content:
    facts = [day_words(proof.on, today), _KINDS.get(proof.kind, proof.kind)]
    if proof.title and proof.kind != "session":
        facts.append(one_line(proof.title))
    return lines_of(shown(proof.text.strip()), Content.styled(" · ".join(facts), "$text-muted"))


_KINDS = {"capture": "kept line", "session": "a whole session"}


def _turn(turn: Turn, today: date) -> Content:
    said = "taken up again" if turn.state is GoalState.OPEN else turn.state.value
    why = shown_line(f"  {turn.why}", "$text-muted italic") if turn.why else Content()
    return line_of((f"{day_words(turn.at.date(), today)}: ", "$text-muted"), said, why)


def _heading(words: str) -> Content:
    return Content.styled(words, "bold $text-primary")


def _missing(heading: str, words: str) -> Content:
    return lines_of(_heading(heading), Content.styled(words, "$text-muted"))
