"""The seal's verbs. The only module that reads sealed answers: what leaves it is "in", or what was opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from rmjournal.domain import seal as rules
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record
from rmjournal.domain.seal import Answer, Opening, Reply, Round, RoundKind, Sealed
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.desk import Desk
from rmjournal.store.store import Put


class Begun:
    """What somebody has begun to write to a question: how much it is, and nothing of what it says."""

    def __init__(self, round_id: str, question: str, by: Who, text: str = "") -> None:
        self.round_id = round_id
        self.question = question
        self.by = by
        self.__text = text

    @property
    def lines(self) -> int:
        """How many lines there are already."""
        return len(self.__text.splitlines())

    def reply(self, text: str) -> Reply:
        """What was begun, and beneath it what was written on."""
        return Reply(text="\n".join(filter(str.strip, (self.__text, text))))


class Sealing:
    """Questions that both answer alone and open together."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: tuple[tuple[Record, ...], ...] = ()
        self._states: Mapping[str, Sealed] = {}

    def begin(
        self,
        kind: RoundKind,
        asked: Iterable[str],
        *,
        name: str,
        occasion: str = "",
        session: str = "",
        by: Who = Who.BOTH,
    ) -> Sealed:
        """Ask both these questions; one that is running under the same name goes on, asking these too.

        Args:
            kind: What it asks about.
            asked: The ids of the questions.
            name: What tells this round from others of its kind. Two programs that begin it at once under one
                name begin one round.
            occasion: What it is for.
            session: The session it belongs to.
            by: Who is writing.

        Raises:
            RuleError: If it asks nothing.
        """
        wanted = tuple(dict.fromkeys(asked))
        if not wanted:
            raise RuleError("There is nothing to ask yet.")
        running = next((one for one in self.running(kind) if _named(one.round, name)), None)
        if running is not None:
            return self._asking(running.round, wanted, by=by)
        number = 1 + sum(_named(one.round, name) for one in self.all(kind))
        round_ = Round(
            id=f"{kind}.{name}.{number}",
            kind=kind,
            occasion=occasion,
            asked=wanted,
            begun=self._desk.clock(),
            session=session,
        )
        self._desk.commit([Put(round_)], by=by)
        return self.state(round_.id)

    def all(self, kind: RoundKind) -> tuple[Sealed, ...]:
        """Every round of a kind, the oldest first."""
        # Answers are many, and a day on which none are asked for is the usual one.
        if all(one.kind is not kind for one in self._desk.store.all(Round)):
            return ()
        states = (one for one in self._known().values() if one.round.kind is kind)
        return tuple(sorted(states, key=lambda one: (one.round.begun, one.round.id)))

    def running(self, kind: RoundKind) -> tuple[Sealed, ...]:
        """The rounds that still take answers or wait to be opened, the oldest first."""
        return tuple(one for one in self.all(kind) if one.is_running)

    def state(self, round_id: str) -> Sealed:
        """What may be known of a round.

        Raises:
            NotFoundError: If there is none with this id.
        """
        state = self._known().get(round_id)
        if state is None:
            raise NotFoundError("round", round_id, "To begin one, rate something or fill the agreement in.")
        return state

    def answer(self, round_id: str, question: str, reply: Reply, *, by: Who) -> Sealed:
        """Answer a question, or answer it anew; an empty reply is a skip, which counts as in.

        Raises:
            RuleError: If the round takes no answers, does not ask this, or `by` is not one person.
        """
        state = self._running_for(round_id, by)
        if question not in state.round.asked:
            raise RuleError("This round does not ask that.")
        self._desk.commit([self._given(state.round, question, reply, by=by)], by=by)
        return self.state(round_id)

    def begun(self, round_id: str, question: str, *, by: Who) -> Begun:
        """What somebody had begun to write before they were interrupted, for them to write on."""
        return Begun(round_id, question, by, self._begun_text(round_id, question, by))

    def note_down(self, begun: Begun, text: str) -> None:
        """Keep what is being written as it grows. It is not in by that, and nothing of it is shown.

        Raises:
            RuleError: If the round takes no answers, or this one is in already.
        """
        state = self._running_for(begun.round_id, begun.by)
        if state.is_in(begun.by, begun.question):
            raise RuleError("This was answered meanwhile, from another program.")
        id_ = Answer.id_of(begun.round_id, begun.question, begun.by)
        over, reply = self._desk.sides(Answer, id_), begun.reply(text)
        before = [one.reply for one in over] or [Reply()]
        if before != [reply]:
            answer = Answer(id=id_, round=begun.round_id, question=begun.question, by=begun.by, reply=reply)
            self._desk.commit([Put(answer, over=over)], by=begun.by)

    def skip(self, round_id: str, question: str, *, by: Who) -> Sealed:
        """Pass on a question. It counts as in, and is counted nowhere else."""
        return self.answer(round_id, question, Reply(), by=by)

    def take_back(self, round_id: str, question: str, *, by: Who) -> Sealed:
        """Take an answer back: it is not in any more, and nothing of it is kept anywhere."""
        state = self._running_for(round_id, by)
        over = self._desk.sides(Answer, Answer.id_of(state.round.id, question, by))
        if over:
            self._desk.commit([Put(over[0].taken_back(), over=over)], by=by)
        return self.state(round_id)

    def hand_in(self, round_id: str, *, by: Who) -> Sealed:
        """Say that one is done: what was begun is sealed as it stands, the rest is skipped."""
        state = self._running_for(round_id, by)
        replies = {one: self.begun(round_id, one, by=by).reply("") for one in state.left(by)}
        self._desk.commit([self._given(state.round, *each, by=by) for each in replies.items()], by=by)
        return self.state(round_id)

    def openings(self, round_id: str) -> tuple[Opening, ...]:
        """What a round was opened with: nothing yet, one, or two where two programs opened it differently."""
        return self._desk.sides(Opening, round_id)

    def opening(self, round_id: str) -> Opening:
        """What opening a round would keep, for a verb that opens it together with something else.

        Raises:
            RuleError: If a partner is not in yet, or the round was closed.
        """
        state = self.state(round_id)
        return rules.opening_of(state, self._answers())

    def open(self, round_id: str, *, by: Who = Who.BOTH) -> Sealed:
        """Show both what both said.

        Raises:
            RuleError: If a partner is not in yet, or the round was closed.
        """
        opening = self.opening(round_id)
        if not self.openings(round_id):
            self._desk.commit([Put(opening)], by=by)
        return self.state(round_id)

    def close(self, round_id: str, *, by: Who = Who.BOTH) -> Sealed:
        """Close a round unseen: what was answered is gone.

        Raises:
            RuleError: If it was opened.
        """
        state = self.state(round_id)
        rules.must_run(state)
        emptied = [
            Put(answer.taken_back(), over=self._desk.sides(Answer, answer.id))
            for answer in self._answers().values()
            if answer.round == round_id and (answer.is_in or answer.is_begun)
        ]
        shut = state.round.shut(at=self._desk.clock())
        self._desk.commit([Put(shut, over=self._desk.sides(Round, round_id)), *emptied], by=by)
        return self.state(round_id)

    def _begun_text(self, round_id: str, question: str, by: Who) -> str:
        """The words of what was begun; where two programs wrote at once, those of both."""
        sides = self._desk.sides(Answer, Answer.id_of(round_id, question, by))
        return "\n".join(dict.fromkeys(one.reply.text for one in sides if one.is_begun))

    def _running_for(self, round_id: str, by: Who) -> Sealed:
        rules.must_be_partner(by)
        state = self.state(round_id)
        rules.must_run(state)
        return state

    def _asking(self, round_: Round, asked: tuple[str, ...], *, by: Who) -> Sealed:
        more = tuple(one for one in asked if one not in round_.asked)
        if more:
            wider = msgspec.structs.replace(round_, asked=(*round_.asked, *more))
            self._desk.commit([Put(wider, over=self._desk.sides(Round, round_.id))], by=by)
        return self.state(round_.id)

    def _given(self, round_: Round, question: str, reply: Reply, *, by: Who) -> Put:
        answer = Answer(
            id=Answer.id_of(round_.id, question, by),
            round=round_.id,
            question=question,
            by=by,
            given=self._desk.clock(),
            reply=Reply() if reply.is_skip else reply,
        )
        return Put(answer, over=self._desk.sides(Answer, answer.id))

    def _known(self) -> Mapping[str, Sealed]:
        """What may be known of every round, by id; worked out anew when one of its records was written."""
        store = self._desk.store
        read = (store.all(Round), store.all(Answer), store.all(Opening))
        if len(self._read) != len(read) or any(a is not b for a, b in zip(read, self._read, strict=True)):
            given: dict[str, list[Answer]] = {}
            for answer in self._answers().values():
                given.setdefault(answer.round, []).append(answer)
            self._states = {one.id: self._state_of(one.id, given.get(one.id, ())) for one in read[0]}
            self._read = read
        return self._states

    def _state_of(self, round_id: str, answers: Iterable[Answer]) -> Sealed:
        round_, *others = self._desk.sides(Round, round_id)
        for other in others:
            round_ = round_.joined_with(other)
        return rules.sealed(round_, answers, next(iter(self.openings(round_id)), None))

    def _answers(self) -> dict[str, Answer]:
        """All, by id. Of one that two programs wrote at once, a side that is in comes first."""
        at_odds = {
            found.id: [side.value for side in found.sides] for found in self._desk.store.conflicts(Answer)
        }
        answers = {one.id: one for one in self._desk.store.all(Answer)}
        for key, sides in at_odds.items():
            given = (one for one in sides if isinstance(one, Answer) and one.is_in)
            answers[key] = next(given, answers[key])
        return answers


def _named(round_: Round, name: str) -> bool:
    return round_.id.rpartition(".")[0] == f"{round_.kind}.{name}"
