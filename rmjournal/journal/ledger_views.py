"""What the ledger shows, for a screen or a script."""

from __future__ import annotations

from datetime import date

from rmjournal.domain.goals import Turn, Wording
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Rated
from rmjournal.domain.record import Value
from rmjournal.journal.proofs import Proof


class SealedView(Value, frozen=True, kw_only=True):
    """A rating that is under way: who is in, and nothing else."""

    round: str
    occasion: str
    mentor: str
    """"in" or "not in yet"."""
    mentee: str
    can_open: bool


class GoalView(Value, frozen=True, kw_only=True):
    """A goal with all that belongs to it. The field names are those of `--json` and stay as they are."""

    id: str
    label: str
    owner: Who
    title: str
    now: str
    expected: str
    better: str
    version: int
    expectation: str
    """The label of the expectation it serves; "" where it serves none."""
    objective: str
    due: date | None
    state: str
    agreed: int | None
    """The value both agreed on last."""
    agreed_words: str
    ratings: tuple[Rated, ...]
    sealed: tuple[SealedView, ...]
    evidence: tuple[Proof, ...]
    turns: tuple[Turn, ...]
    wordings: tuple[Wording, ...]
    notices: tuple[str, ...]


class ExpectationView(Value, frozen=True, kw_only=True):
    """An expectation with its goals. The field names are those of `--json` and stay as they are."""

    id: str
    label: str
    owner: Who
    text: str
    state: str
    agreed: int | None
    agreed_words: str
    goals: tuple[GoalView, ...]
    ratings: tuple[Rated, ...]
    sealed: tuple[SealedView, ...]
    evidence: tuple[Proof, ...]
    turns: tuple[Turn, ...]
    touched: date
    notices: tuple[str, ...]


class LedgerView(Value, frozen=True, kw_only=True):
    """The whole ledger."""

    expectations: tuple[ExpectationView, ...]
    unattached: tuple[GoalView, ...]
    """Goals that serve no expectation."""
    twins: tuple[str, ...]
    """Labels that two things share, as two copies of a journal can bring together."""
