"""What a letter is made of, gathered by the ticks of the signed agreement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from rmjournal.domain import letter_facts as facts
from rmjournal.domain.agreement import StandingState
from rmjournal.domain.capture import Action
from rmjournal.domain.goals import Goal
from rmjournal.domain.letter import InPlace, Letter, Period
from rmjournal.domain.letter_draft import Release
from rmjournal.domain.ratings import Agreed
from rmjournal.domain.session import Session, SessionState
from rmjournal.errors import NotFoundError
from rmjournal.journal.agreement import Agreement
from rmjournal.journal.desk import Desk
from rmjournal.journal.standing import Standings
from rmjournal.journal.templates import BUILT_IN, TemplateLibrary
from rmjournal.practice.agreement import WHO
from rmjournal.practice.scales import read_scales
from rmjournal.text import one_line

MILESTONES = {"midpoint": "mid-point review", "closing": "closing", "end": "end of the program"}
RESET, REPAIR = "reset", "repair"
PHASES = {StandingState.RUNNING: "under way"}


class LetterMaking:
    """Fills the fields of a letter, each only where the agreement lets it out."""

    def __init__(self, desk: Desk, agreement: Agreement, standing: Standings) -> None:
        self._desk = desk
        self._agreement = agreement
        self._standing = standing

    def facts(self, period: Period, ticks: Iterable[str]) -> Letter:
        """The facts of a period; the pair's own words are not among them."""
        allowed, pair, phase = frozenset(ticks), self._desk.pair, self._standing.now()
        fields: dict[str, object] = {}
        if "agreement" in allowed:
            fields |= self._in_place()
        if "sessions" in allowed:
            fields |= self._sessions(period)
        if "templates" in allowed:
            fields["templates"] = self.agendas(period, own_names="own_names" in allowed)
        if "actions" in allowed:
            fields["actions"] = facts.action_counts(self._desk.store.all(Action), period)
        fields["objectives"] = facts.objectives(
            self._desk.store.all(Goal),
            self._desk.store.all(Agreed),
            titles="goal_titles" in allowed,
            positions="goal_positions" in allowed,
            words=read_scales().rating.words,
            line=one_line,
        )
        return Letter(
            pair=one_line(pair.code),
            program=one_line(pair.program),
            on=self._desk.today,
            mentor=one_line(pair.mentor),
            mentee=one_line(pair.mentee),
            phase=PHASES.get(phase, phase.value),
            **fields,  # type: ignore[arg-type]
        )

    def agendas(self, period: Period, *, own_names: bool) -> tuple[str, ...]:
        """Which agendas were used in a period; none where that would tell too much."""
        held = facts.held_in(self._desk.store.all(Session), period)
        titles = {one.template: self._title(one.template) for one in held}
        return facts.agendas_used(held, titles, is_repair=self._is_repair, own_names=own_names, line=one_line)

    def since_the_last(self, releases: Iterable[Release]) -> Period:
        """The period from the last letter, or from the beginning, to today."""
        last = max((one.period.until for one in releases), default=None)
        today = self._desk.today
        if last is not None:
            return Period(since=min(last, today) + timedelta(days=1), until=today)
        held = (one.on for one in self._desk.store.all(Session) if one.state is SessionState.HELD)
        started = [self._desk.pair.started, min(held, default=None)]
        return Period(since=min((day for day in started if day), default=today), until=today)

    def _in_place(self) -> dict[str, object]:
        signed = self._agreement.current()
        if signed is None or signed.on is None:
            return {}
        clause = next((one.clause for one in signed.version.parts if one.id == WHO), None)
        return {
            "agreement": InPlace(version=signed.version.number, signed=signed.on),
            "milestone": facts.next_milestone(clause, MILESTONES, after=self._desk.today),
        }

    def _sessions(self, period: Period) -> dict[str, object]:
        held = facts.held_in(self._desk.store.all(Session), period)
        return {
            "period": period,
            "sessions": len(held),
            "minutes": sum(one.held for one in held),
            "moved": sum(one.moved for one in held),
        }

    def _title(self, template: str) -> str:
        """The title of an agenda that comes with the program; "" for a pair's own."""
        if not template:
            return ""
        try:
            listed = self._desk.library.find(template)
            return listed.title if listed.source == BUILT_IN else TemplateLibrary().get(template).title
        except NotFoundError:
            return ""

    def _is_repair(self, template: str) -> bool:
        """Whether an agenda is about mending things; one whose file is gone may have been."""
        try:
            return template == RESET or self._desk.library.get(template).phase == REPAIR
        except NotFoundError:
            return True
