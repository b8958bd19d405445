"""The verbs of the mentor's own record: the mentee's words in it, which only the mentee says."""

from __future__ import annotations

from rmjournal.domain.agreement import must_sign_as
from rmjournal.domain.goals import must_have_words
from rmjournal.domain.letter import Period
from rmjournal.domain.pair import Who
from rmjournal.domain.session import SessionState
from rmjournal.domain.testimony import Testimony
from rmjournal.errors import RuleError
from rmjournal.journal.assessment import Assessments
from rmjournal.journal.desk import Desk
from rmjournal.journal.mine import Mine
from rmjournal.journal.sessions import Sessions
from rmjournal.store.store import Delete, Put


class MentorRecord:
    """What the mentor can show of their work here."""

    def __init__(self, desk: Desk, *, sessions: Sessions, assessments: Assessments, mine: Mine) -> None:
        self._desk = desk
        self._sessions = sessions
        self._assessments = assessments
        self._mine = mine

    def testimony(self) -> Testimony | None:
        """The mentee's words, while they stand."""
        return self._desk.store.find(Testimony, Testimony.ID)

    def say(self, text: str, *, name: str, passphrase: str = "") -> Testimony:
        """The mentee's words about the mentor, said and confirmed under the mentee's own name.

        Args:
            text: The words.
            name: The mentee's name as it was typed.
            passphrase: That of the mentee's *mine*, where there is one.

        Raises:
            RuleError: If there are no words, or the name is not the mentee's.
            PassphraseError: If the passphrase does not fit.
        """
        words = must_have_words(text)
        signed = must_sign_as(name, self._desk.pair.name_of(Who.MENTEE))
        if self._mine.is_set_up(Who.MENTEE):
            self._mine.must_be(Who.MENTEE, passphrase)
        said = Testimony(text=words, name=signed, on=self._desk.today)
        over = self._desk.sides(Testimony, Testimony.ID)
        if over != (said,):
            self._desk.commit([Put(said, over=over or self._taken_back())], by=Who.MENTEE)
        return said

    def take_back(self) -> None:
        """Take the mentee's words back; no reason is asked.

        Raises:
            RuleError: If there are none.
        """
        said = self.testimony()
        if said is None:
            raise RuleError("The mentee has said nothing for the record, so there is nothing to take back.")
        self._desk.commit([Delete(said)], by=Who.MENTEE)

    def markdown(self) -> str:
        """The record as Markdown: hours, skills, and the mentee's words where they stand."""
        from rmjournal.markdown.record import mentor_record

        held = [one for one in self._sessions.all() if one.state is SessionState.HELD]
        return mentor_record(
            pair=self._desk.pair,
            period=Period(since=held[0].on, until=held[-1].on) if held else None,
            sessions=len(held),
            minutes=sum(one.held for one in held),
            skills=self._assessments.side_by_side(Who.MENTOR),
            testimony=self.testimony(),
        )

    def _taken_back(self) -> tuple[Testimony, ...]:
        return tuple(side.value for side in self._desk.store.deleted(Testimony))
