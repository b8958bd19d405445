"""What is sealed is seen by nobody, by no way, until both are in."""

from __future__ import annotations

import ast
import contextlib
import io
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from conftest import BERLIN, StoppedClock
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rmjournal.cli.main import run
from rmjournal.domain.goals import GoalState
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.ratings import Choice, Occasion, Rated
from rmjournal.domain.seal import PARTNERS, Answer, Reply, RoundKind, Sealed
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.journal import Journal
from rmjournal.journal.sealing import Sealing
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.store.store import Store

PACKAGE = Path(__file__).parent.parent / "rmjournal"
ASKED = ("one", "two")


@pytest.fixture
def sealing(journal_path: Path, clock: StoppedClock) -> Sealing:
    return _sealing(journal_path, clock, itertools.count())


def _sealing(path: Path, clock: StoppedClock, numbers: itertools.count[int]) -> Sealing:
    def ids() -> str:
        return f"id{next(numbers):06}"

    if not path.exists():
        Store.create(path, clock=clock, ids=ids, records=[], writer=Who.BOTH).close()
    store = Store.open(path, clock=clock, ids=ids)
    return Sealing(Desk(store, clock=clock, ids=ids, library=TemplateLibrary()))


def begun(sealing: Sealing, name: str = "test") -> str:
    return sealing.begin(RoundKind.PULSE, ASKED, name=name).round.id


def says(text: str) -> Reply:
    return Reply(text=text)


def all_in(sealing: Sealing, round_id: str) -> Sealed:
    for who, question in itertools.product(PARTNERS, ASKED):
        state = sealing.answer(round_id, question, says(f"{who} on {question}"), by=who)
    return state


def test_an_answer_shows_only_that_it_is_in(sealing: Sealing) -> None:
    state = sealing.answer(begun(sealing), "one", says("a secret"), by=Who.MENTOR)
    assert state.words(Who.MENTOR, "one") == "in"
    assert state.words(Who.MENTOR) == state.words(Who.MENTEE, "one") == "not in yet"
    assert "a secret" not in repr(state)


def test_nothing_opens_while_one_is_not_in(sealing: Sealing) -> None:
    round_id = begun(sealing)
    sealing.hand_in(round_id, by=Who.MENTOR)
    sealing.answer(round_id, "one", says("x"), by=Who.MENTEE)
    with pytest.raises(RuleError, match="Both must be in"):
        sealing.open(round_id)


def test_both_see_both_once_both_are_in(sealing: Sealing) -> None:
    round_id = begun(sealing)
    assert all_in(sealing, round_id).can_open
    opening = sealing.open(round_id).opening
    assert opening is not None
    said = {(one.by, one.question): one.reply.text for one in opening.answers}
    assert said == {
        (who, question): f"{who} on {question}" for who, question in itertools.product(PARTNERS, ASKED)
    }


def test_a_skip_counts_as_in(sealing: Sealing) -> None:
    round_id = begun(sealing)
    for who in PARTNERS:
        sealing.skip(round_id, "one", by=who)
        state = sealing.hand_in(round_id, by=who)
    assert state.can_open


def test_a_changed_mind_leaves_no_trace_of_the_first_answer(sealing: Sealing, journal_path: Path) -> None:
    round_id = begun(sealing)
    sealing.answer(round_id, "one", says("first thought"), by=Who.MENTOR)
    sealing.answer(round_id, "one", says("second thought"), by=Who.MENTOR)
    assert b"first thought" not in journal_path.read_bytes()


def test_an_answer_taken_back_is_nowhere_in_the_file(sealing: Sealing, journal_path: Path) -> None:
    round_id = begun(sealing)
    sealing.answer(round_id, "one", says("a secret"), by=Who.MENTOR)
    state = sealing.take_back(round_id, "one", by=Who.MENTOR)
    assert not state.is_in(Who.MENTOR, "one")
    assert b"a secret" not in journal_path.read_bytes()


def test_a_round_that_is_never_finished_is_closed_unseen(sealing: Sealing, journal_path: Path) -> None:
    round_id = begun(sealing)
    sealing.answer(round_id, "one", says("a secret"), by=Who.MENTOR)
    assert sealing.close(round_id).is_closed
    assert b"a secret" not in journal_path.read_bytes()
    with pytest.raises(RuleError, match="closed unseen"):
        sealing.answer(round_id, "one", says("late"), by=Who.MENTEE)
    assert begun(sealing) != round_id


def test_what_was_opened_stays_as_it_is(sealing: Sealing) -> None:
    round_id = begun(sealing)
    all_in(sealing, round_id)
    sealing.open(round_id)
    for change in (
        lambda: sealing.answer(round_id, "one", says("other"), by=Who.MENTOR),
        lambda: sealing.take_back(round_id, "one", by=Who.MENTOR),
        lambda: sealing.close(round_id),
    ):
        with pytest.raises(RuleError, match="opened"):
            change()


def test_a_sealed_answer_is_one_persons(sealing: Sealing) -> None:
    with pytest.raises(RuleError, match="one person"):
        sealing.answer(begun(sealing), "one", says("x"), by=Who.BOTH)


def test_a_round_takes_no_answer_to_what_it_does_not_ask(sealing: Sealing) -> None:
    with pytest.raises(RuleError, match="does not ask"):
        sealing.answer(begun(sealing), "three", says("x"), by=Who.MENTOR)


def test_no_answer_is_read_where_no_round_of_the_kind_was_begun(
    journal_path: Path, clock: StoppedClock
) -> None:
    numbers = itertools.count()
    writing = _sealing(journal_path, clock, numbers)
    writing.hand_in(begun(writing), by=Who.MENTOR)

    reading = _sealing(journal_path, clock, numbers)
    assert reading.all(RoundKind.AGREEMENT) == ()
    store = reading._desk.store
    assert isinstance(store, Store)
    assert Answer not in store._everything
    assert [one.round.id for one in reading.all(RoundKind.PULSE)] == [begun(writing)]


def test_two_programs_that_begin_a_round_at_once_begin_one(journal_path: Path, clock: StoppedClock) -> None:
    numbers = itertools.count()
    here, there = (_sealing(journal_path, clock, numbers) for _ in range(2))
    assert begun(here) == begun(there)
    here.hand_in(begun(here), by=Who.MENTOR)
    there.hand_in(begun(there), by=Who.MENTEE)
    assert _sealing(journal_path, clock, numbers).state(begun(here)).can_open


def test_a_log_or_a_traceback_shows_no_answer() -> None:
    answer = Answer(id="a", round="r", question="q", by=Who.MENTOR, reply=says("a secret"))
    assert "a secret" not in f"{answer!r} {answer}"


def test_only_the_seal_reads_sealed_answers() -> None:
    """Checking a file names every kind of record, and never says what one holds."""
    readers = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and node.module == "rmjournal.domain.seal")
        and any(alias.name == "Answer" for alias in node.names)
    }
    # These two name the kind, to check it and to keep it out of undo; they look at no answer.
    named = {"journal/checking.py", "journal/history_steps.py"}
    assert readers == {"journal/sealing.py", *named}


def printed(*arguments: str) -> str:
    """All that a command prints, on either stream."""
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        run(arguments)
    return out.getvalue() + errors.getvalue()


def peek(journal: Journal) -> str:
    """Everything that both can look at: the verbs' own views and what commands print from the file."""
    agreement = journal.agreement
    seen = [
        journal.today(),
        journal.ledger.all(),
        journal.ledger.goals(),
        agreement.parts(),
        agreement.markdown(),
        agreement.draft(),
        agreement.columns.state(),
        journal.ratings.running(),
        journal.search(["secret"]),
        *(journal.ratings.history(goal) for goal in journal.goals.all()),
    ]
    commands = (
        ("goals",),
        ("goals", "--json"),
        ("expectations", "--json"),
        ("show", "--json"),
        ("search", "secret", "--json"),
        ("agreement", "form", "--json"),
        ("agreement", "show"),
        ("trash", "list"),
    )
    return "\n".join([*map(repr, seen), *(printed("-j", str(journal.path), *one) for one in commands)])


WHERE = {"program": st.integers(0, 1), "refreshed": st.booleans()}
PARTNER = st.sampled_from(PARTNERS)


class SealMachine(RuleBasedStateMachine):
    """Two programs on one file. Every answer holds a word of its own, so that a peek can tell what it saw."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = StoppedClock(datetime(2026, 2, 3, 9, tzinfo=BERLIN))
        self.numbers = itertools.count(1)
        self.words: dict[str, str] = {}
        self.opened: set[str] = set()
        self.histories: dict[str, tuple[Rated, ...]] = {}

    @initialize()
    def start(self) -> None:
        path = self.folder / "pair.journal.json"
        pair = Pair(mentor="Imogen Tao", mentee="Desmond Hale")
        Journal.create(path, pair, clock=self.clock, ids=self.new_id).close()
        self.programs = [Journal.open(path, clock=self.clock, ids=self.new_id) for _ in range(2)]
        for title in ("Briefing", "Talks"):
            self.programs[0].goals.add(title, owner=Who.MENTEE)
        self.programs[1].refresh()

    def new_id(self) -> str:
        return f"id{next(self.numbers):06}"

    def at(self, program: int, refreshed: bool) -> Journal:
        """One of the programs; sometimes it has not looked at the file for a while."""
        self.clock.on(minutes=1)
        if refreshed:
            self.programs[program].refresh()
        return self.programs[program]

    @contextlib.contextmanager
    def late(self, refreshed: bool) -> Iterator[None]:
        """A program that has not looked may learn while it writes that a round is over."""
        try:
            yield
        except RuleError:
            assert not refreshed

    def rounds(self, journal: Journal) -> list[str]:
        return [one.round.id for one in journal.ratings.running()]

    def secret(self, round_id: str) -> str:
        word = f"secret{next(self.numbers):06}"
        self.words[word] = round_id
        return word

    @rule(
        **WHERE,
        who=PARTNER,
        pick=st.integers(0, 1),
        value=st.sampled_from([-2, 0, 2, *Choice]),
        alone=st.booleans(),
    )
    def rate(
        self, program: int, refreshed: bool, who: Who, pick: int, value: int | Choice, alone: bool
    ) -> None:
        journal = self.at(program, refreshed)
        open_ones = tuple(one for one in journal.goals.all() if one.is_open)
        if not open_ones:
            return
        goal = open_ones[pick % len(open_ones)]
        occasion = Occasion.ANY_TIME if alone else Occasion.MIDPOINT
        state = journal.ratings.begin(occasion, [goal] if alone else ())
        with self.late(refreshed):
            journal.ratings.rate(state.round.id, goal, value, by=who, why=self.secret(state.round.id))

    @rule(**WHERE, who=PARTNER)
    def fill_a_column(self, program: int, refreshed: bool, who: Who) -> None:
        columns = self.at(program, refreshed).agreement.columns
        state = columns.state()
        if state is None or state.is_running:
            with self.late(refreshed):
                round_id = columns.take_back("why", by=who).round.id
                columns.fill("why", self.secret(round_id), by=who)

    @rule(**WHERE, who=PARTNER)
    def be_done(self, program: int, refreshed: bool, who: Who) -> None:
        journal = self.at(program, refreshed)
        for round_id in self.rounds(journal):
            with self.late(refreshed):
                journal.ratings.hand_in(round_id, by=who)
        state = journal.agreement.columns.state()
        if state is not None and state.is_running:
            with self.late(refreshed):
                journal.agreement.columns.done(by=who)

    @rule(**WHERE, who=PARTNER, pick=st.integers(0, 9))
    def take_back(self, program: int, refreshed: bool, who: Who, pick: int) -> None:
        journal = self.at(program, refreshed)
        rounds = self.rounds(journal)
        if rounds:
            round_id = rounds[pick % len(rounds)]
            goal = journal.goals.all()[pick % 2]
            with self.late(refreshed):
                journal.sealing.take_back(round_id, goal.id, by=who)

    @rule(**WHERE)
    def finish(self, program: int, refreshed: bool) -> None:
        for who in PARTNERS:
            self.be_done(program, refreshed, who)
        self.open_what_is_ready(program, refreshed)

    @rule(**WHERE)
    def open_what_is_ready(self, program: int, refreshed: bool) -> None:
        journal = self.at(program, refreshed)
        for state in journal.ratings.running():
            with self.late(refreshed):
                self.open(state, lambda state=state: journal.ratings.open(state.round.id))
        columns = journal.agreement.columns.state()
        if columns is not None and columns.is_running:
            with self.late(refreshed):
                self.open(columns, journal.agreement.columns.open)

    def open(self, state: Sealed, verb: object) -> None:
        assert callable(verb)
        if not state.both_in:
            with pytest.raises(RuleError):
                verb()
            return
        for question in state.round.asked:
            assert state.is_in(Who.MENTOR, question)
            assert state.is_in(Who.MENTEE, question)
        verb()
        self.opened.add(state.round.id)

    @rule(**WHERE, pick=st.integers(0, 9))
    def close_unseen(self, program: int, refreshed: bool, pick: int) -> None:
        journal = self.at(program, refreshed)
        rounds = self.rounds(journal)
        if rounds:
            with self.late(refreshed):
                journal.ratings.close(rounds[pick % len(rounds)])

    @rule(**WHERE, pick=st.integers(0, 1), park=st.booleans())
    def change_a_goal(self, program: int, refreshed: bool, pick: int, park: bool) -> None:
        journal = self.at(program, refreshed)
        goal = journal.goals.all()[pick]
        if park:
            journal.goals.turn(goal, GoalState.PARKED if goal.is_open else GoalState.OPEN)
        else:
            journal.goals.reword(goal, title=f"Goal {next(self.numbers)}")

    @rule(**WHERE, pick=st.integers(0, 1), value=st.integers(-2, 2))
    def agree(self, program: int, refreshed: bool, pick: int, value: int) -> None:
        journal = self.at(program, refreshed)
        goal = journal.goals.all()[pick]
        last = journal.ratings.last(goal)
        if last is not None:
            journal.ratings.agree(last.round, goal, value)

    @precondition(lambda self: self.words)
    @rule(program=st.integers(0, 1))
    def look_everywhere(self, program: int) -> None:
        seen = peek(self.programs[program])
        for word, round_id in self.words.items():
            assert word not in seen or round_id in self.opened

    @invariant()
    def no_history_loses_or_rewrites_an_entry(self) -> None:
        journal = self.programs[0]
        journal.refresh()
        for goal in journal.goals.all():
            before, now = self.histories.get(goal.id, ()), journal.ratings.history(goal)
            assert set(map(said, before)) <= set(map(said, now))
            self.histories[goal.id] = now

    def teardown(self) -> None:
        for program in getattr(self, "programs", []):
            program.close()
        shutil.rmtree(self.folder)


def said(rated: Rated) -> tuple[object, ...]:
    return (rated.round, rated.at, repr(rated.mentor), repr(rated.mentee))


TestSealMachine = SealMachine.TestCase
# Shrinking a story that is told in real files would take minutes; its steps are few enough to read.
TestSealMachine.settings = settings(
    max_examples=8, stateful_step_count=25, deadline=None, phases=[Phase.reuse, Phase.generate]
)
