"""What the timeline is made of: each kind of thing that happened, as far as both may see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from rmjournal.domain.agreement import Version
from rmjournal.domain.capture import Action, Capture
from rmjournal.domain.goals import Evidence, Expectation, Goal, Pursued
from rmjournal.domain.letter_draft import Release
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Agreed, Occasion
from rmjournal.domain.reflection import Reflection
from rmjournal.domain.seal import Round, RoundKind, Sealed
from rmjournal.domain.session import Note, Session, SessionState
from rmjournal.domain.words import counted
from rmjournal.journal.agreement import Agreement
from rmjournal.journal.desk import Desk
from rmjournal.journal.sealing import Sealing
from rmjournal.journal.timeline import Happening, Source
from rmjournal.practice.scales import read_scales

_RATED: Mapping[str, str] = {
    Occasion.MIDPOINT: "Ratings at the mid-point",
    Occasion.END: "Ratings at the end",
}


class Happenings:
    """Reads the journal as things that happened."""

    def __init__(self, desk: Desk, *, agreement: Agreement, sealing: Sealing) -> None:
        self._desk = desk
        self._agreement = agreement
        self._sealing = sealing

    def sources(self) -> tuple[Source, ...]:
        """One for each kind. What is on *mine*, and what is sealed, is in none of them."""
        return (
            self.sessions,
            self.letters,
            self.versions,
            self.ratings,
            self.reflections,
            self.actions,
        )

    def sessions(self) -> Iterator[Happening]:
        """The sessions that were held, and the one that is open."""
        linked = self.linked()
        for session in self._desk.store.all(Session):
            if session.state is not SessionState.PLANNED:
                is_open = session.state is SessionState.OPEN
                yield Happening(
                    kind="session",
                    table=Session.table,
                    id=session.id,
                    on=session.on,
                    at=session.started,
                    title=session.title,
                    text="open" if is_open else f"{session.held} of {counted(session.minutes, 'minute')}",
                    who=Who.BOTH,
                    session=session.id,
                    template=session.template,
                    goals=linked.get(session.id, ()),
                )

    def letters(self) -> Iterator[Happening]:
        """The letters that were released."""
        for letter in self._desk.store.all(Release):
            yield Happening(
                kind="letter",
                table=Release.table,
                id=letter.id,
                on=letter.on,
                at=None,
                title="Letter to the coordinator",
                text=f"about {letter.period.words}",
                who=Who.BOTH,
            )

    def versions(self) -> Iterator[Happening]:
        """The versions of the agreement that both signed."""
        for signed in self._agreement.versions():
            if signed.on is not None:
                yield Happening(
                    kind="agreement",
                    table=Version.table,
                    id=signed.version.id,
                    on=signed.on,
                    at=None,
                    title=f"Agreement, version {signed.version.number}",
                    text="signed by both",
                    who=Who.BOTH,
                )

    def ratings(self) -> Iterator[Happening]:
        """The rounds of ratings that both opened together, with what they agreed on."""
        subjects = self._subjects()
        stands = {(one.round, one.subject): one for one in sorted(self._desk.store.all(Agreed), key=_age)}
        scale = read_scales().rating
        words = {key: one.choice or scale.words(one.value) for key, one in stands.items()}
        for state in self._sealing.all(RoundKind.RATINGS):
            if state.opening is not None:
                yield _rated(state, state.opening.at, subjects, words)

    def reflections(self) -> Iterator[Happening]:
        """What is on *ours*."""
        sessions = {one.id: one for one in self._desk.store.all(Session)}
        for shared in self._desk.store.all(Reflection):
            words = shared.words
            if words is None:
                continue
            session = sessions.get(words.occasion.session)
            lines = [line.strip() for line in (words.title, *words.text.splitlines()) if line.strip()]
            yield Happening(
                kind="reflection",
                table=Reflection.table,
                id=shared.id,
                on=words.on,
                at=shared.made if shared.made.date() == words.on else None,
                title=lines[0] if lines else ", ".join(words.feelings),
                text=lines[1] if len(lines) > 1 else "",
                who=shared.by,
                session=session.id if session else "",
                template=session.template if session else "",
            )

    def actions(self) -> Iterator[Happening]:
        """The actions that were settled: done, done differently, handed on or dropped."""
        sessions = {one.id: one for one in self._desk.store.all(Session)}
        linked = self.linked()
        for action in self._desk.store.all(Action):
            if action.settled is None:
                continue
            session = sessions.get(action.session)
            told = [action.status.value, f"to {action.to}" if action.to else "", action.why]
            yield Happening(
                kind="action",
                table=Action.table,
                id=action.id,
                on=action.settled.date(),
                at=action.settled,
                title=action.text,
                text=", ".join(filter(None, told)),
                who=action.owner,
                session=action.session,
                template=session.template if session else "",
                goals=linked.get(action.id, ()),
            )

    def linked(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of a record, or of the session it came from: the labels of the goals it is linked to."""
        subjects, store = self._subjects(), self._desk.store
        found: dict[str, set[str]] = {}
        for link in store.all(Evidence):
            subject = subjects.get(link.subject)
            if subject is None:
                continue
            labels = {subject.label}
            if isinstance(subject, Goal) and subject.expectation in subjects:
                labels.add(subjects[subject.expectation].label)
            kept = (
                store.find(Note, link.record)
                or store.find(Action, link.record)
                or store.find(Capture, link.record)
            )
            for ref in filter(None, (link.record, kept.session if kept else "")):
                found.setdefault(ref, set()).update(labels)
        return {ref: tuple(sorted(labels)) for ref, labels in found.items()}

    def _subjects(self) -> Mapping[str, Pursued]:
        store = self._desk.store
        every: tuple[Pursued, ...] = (*store.all(Goal), *store.all(Expectation))
        return {one.id: one for one in every}


def _rated(
    state: Sealed, at: datetime, subjects: Mapping[str, Pursued], words: Mapping[tuple[str, str], str]
) -> Happening:
    asked = [one for ref in state.round.asked if (one := subjects.get(ref)) is not None]
    stands = [f"{one.label} {words.get((state.round.id, one.id), '')}".rstrip() for one in asked]
    return Happening(
        kind="rating",
        table=Round.table,
        id=state.round.id,
        on=at.date(),
        at=at,
        title=_RATED.get(state.round.occasion, "Ratings"),
        text=", ".join(stands),
        who=Who.BOTH,
        session=state.round.session,
        goals=tuple(one.label for one in asked),
    )


def _age(agreed: Agreed) -> tuple[datetime, str]:
    return (agreed.at, agreed.id)
