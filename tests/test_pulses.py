"""The pulse: sealed until both are in, signals to one alone, and what stays on *mine*."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Line, Point, Signal
from rmjournal.domain.session import Session
from rmjournal.errors import RuleError, ShelfLockedError, UsageError
from rmjournal.journal.journal import Journal
from rmjournal.practice.pulse import read_pulse
from rmjournal.store import care
from rmjournal.store.vault import WEAKEST

IMOGEN, DESMOND = Who.MENTOR, Who.MENTEE
PASSPHRASE = "roof stayed on"
Clock = Any


def hold(journal: Journal, clock: Clock, template: str = "focus") -> Session:
    session = journal.sessions.start(template=template)
    clock.on(minutes=5)
    return journal.sessions.wrap_up(session)


def both(journal: Journal, session: Session, mentor: tuple[int, ...], mentee: tuple[int, ...]) -> None:
    items = [item.id for item in journal.pulses.items()]
    journal.pulses.answer(session, dict(zip(items, mentor, strict=True)), by=IMOGEN)
    journal.pulses.answer(session, dict(zip(items, mentee, strict=True)), by=DESMOND)


@pytest.fixture
def held(journal: Journal, clock: Clock) -> Session:
    return hold(journal, clock)


@pytest.fixture
def unlocked(journal: Journal) -> Journal:
    journal.mine.strength = WEAKEST
    journal.mine.set_up(IMOGEN, PASSPHRASE)
    return journal


def test_three_statements_are_asked_of_both_and_two_of_each_alone(journal: Journal) -> None:
    assert [item.id for item in journal.pulses.items()] == ["useful", "heard", "forward"]
    safe, steer = journal.pulses.private_items()
    assert "unwelcome" in safe.words_for(IMOGEN)
    assert "did not know" in safe.words_for(DESMOND)
    assert (steer.low, steer.middle, steer.high) == ("my partner", "both", "me")


def test_answers_are_sealed_until_both_are_in(journal: Journal, held: Session) -> None:
    state = journal.pulses.answer(held, {"useful": 3, "heard": 2, "forward": 2}, by=IMOGEN)
    assert (state.is_in(IMOGEN), state.is_in(DESMOND), state.is_open) == (True, False, False)
    assert journal.pulses.shown(held) == ()
    assert all(line.points == () for line in journal.pulses.trend())
    assert journal.pulses.signals(IMOGEN) == ()
    state = journal.pulses.answer(held, {"useful": 4, "heard": 4, "forward": 4}, by=DESMOND)
    assert state.is_open
    useful, heard, forward = journal.pulses.shown(held)
    assert (useful.mentor, useful.mentee, useful.is_different) == (3, 4, False)
    assert (heard.mentor, heard.mentee, heard.is_different) == (2, 4, True)
    assert forward.is_different


def test_a_skip_counts_as_in(journal: Journal, held: Session) -> None:
    journal.pulses.answer(held, {}, by=DESMOND)
    assert journal.pulses.answer(held, {"useful": 5}, by=IMOGEN).is_open
    useful, heard, _ = journal.pulses.shown(held)
    assert (useful.mentor, useful.mentee, useful.is_different) == (5, None, False)
    assert (heard.mentor, heard.mentee) == (None, None)


def test_a_mind_can_change_until_both_are_in_and_not_after(journal: Journal, held: Session) -> None:
    journal.pulses.answer(held, {"useful": 1}, by=IMOGEN)
    journal.pulses.answer(held, {"useful": 4}, by=IMOGEN)
    journal.pulses.answer(held, {}, by=DESMOND)
    assert journal.pulses.shown(held)[0].mentor == 4
    with pytest.raises(RuleError, match="opened"):
        journal.pulses.answer(held, {"useful": 5}, by=DESMOND)


def test_a_pulse_that_is_never_finished_can_be_closed_unseen(journal: Journal, held: Session) -> None:
    assert journal.pulses.close(held) is None
    journal.pulses.answer(held, {"useful": 1}, by=IMOGEN)
    journal.pulses.close(held)
    with pytest.raises(RuleError, match="closed"):
        journal.pulses.answer(held, {}, by=DESMOND)
    assert journal.pulses.shown(held) == ()
    answers = json.loads(journal.path.read_text(encoding="utf-8"))["answers"].values()
    assert all(not version["doc"].get("reply") for row in answers for version in row["versions"])


@pytest.mark.parametrize("value", [0, 6, -1])
def test_an_answer_off_the_scale_is_refused_whole(journal: Journal, held: Session, value: int) -> None:
    with pytest.raises(UsageError, match="1 to 5"):
        journal.pulses.answer(held, {"useful": 4, "heard": value}, by=IMOGEN)
    assert journal.pulses.round(held) is None


def test_a_planned_session_has_no_pulse_and_both_have_none(journal: Journal, held: Session) -> None:
    planned = journal.plan.next()
    assert planned is not None
    with pytest.raises(RuleError, match="at its end"):
        journal.pulses.answer(planned, {}, by=IMOGEN)
    with pytest.raises(UsageError):
        journal.pulses.answer(held, {}, by=Who.BOTH)


def test_two_copies_that_are_each_half_in_open_when_they_come_together(
    journal: Journal, held: Session, tmp_path: Path, clock: Clock
) -> None:
    shutil.copy(journal.path, tmp_path / "copy.journal.json")
    other = Journal.open(tmp_path / "copy.journal.json", clock=clock)
    journal.pulses.answer(held, {"useful": 3}, by=IMOGEN)
    other.pulses.answer(held, {"useful": 5}, by=DESMOND)
    other.close()
    care.merge(journal._store, other.path)
    assert journal.pulses.shown(held) == ()
    assert len(journal.pulses.open_ready()) == 1
    assert journal.pulses.open_ready() == ()
    assert journal.pulses.shown(held)[0].is_different


def test_the_lines_follow_the_sessions(journal: Journal, clock: Clock) -> None:
    for useful in (4, 2, 5):
        both(journal, hold(journal, clock), (useful, 4, 4), (5, 5, 5))
        clock.on(days=14)
    lines = {(line.item, line.who): line for line in journal.pulses.trend()}
    assert len(lines) == 6
    assert [point.value for point in lines["useful", IMOGEN].points] == [4, 2, 5]
    assert lines["useful", IMOGEN].words() == "5 last, Mar 3; lowest 2, Feb 17; highest 5, Mar 3"
    assert lines["useful", DESMOND].words() == "5 throughout"
    assert Line(item="useful", who=IMOGEN, points=()).words() == "no answer yet"


def test_a_low_answer_and_a_fall_are_told_to_their_author_alone(journal: Journal, clock: Clock) -> None:
    both(journal, hold(journal, clock), (4, 4, 4), (4, 4, 4))
    clock.on(days=14)
    both(journal, hold(journal, clock), (3, 2, 2), (4, 4, 4))
    assert journal.pulses.signals(DESMOND) == ()
    heard, forward = journal.pulses.signals(IMOGEN)
    assert (heard.item, heard.point.value, heard.before) == ("heard", 2, 4)
    assert journal.pulses.signal_words(heard) == "heard went from 4 to 2."
    journal.pulses.leave(heard, by=IMOGEN)
    assert journal.pulses.signals(IMOGEN) == (forward,)
    clock.on(days=22)
    assert journal.pulses.signals(IMOGEN) == ()


@pytest.mark.parametrize(
    ("values", "before"), [((5, 3), 5), ((2,), None), ((3, 2), None), ((2, 2), None), ((1, 2), None)]
)
def test_two_or_less_and_a_fall_of_two_are_signals(values: tuple[int, ...], before: int | None) -> None:
    signal = signal_in(values)
    assert signal is not None
    assert signal.before == before


@pytest.mark.parametrize("values", [(), (3,), (5, 4), (4, 3), (1, 3), (2, 5)])
def test_anything_else_is_none(values: tuple[int, ...]) -> None:
    assert signal_in(values) is None


def signal_in(values: tuple[int, ...]) -> Signal | None:
    from rmjournal.domain.pulse import signal_of

    points = tuple(Point(on=date(2026, 2, day), session="", value=one) for day, one in enumerate(values, 1))
    return signal_of(Line(item="heard", who=IMOGEN, points=points), limits=read_pulse().limits)


def test_what_was_left_is_remembered_on_mine_and_nowhere_else(unlocked: Journal, clock: Clock) -> None:
    both(unlocked, hold(unlocked, clock), (1, 4, 4), (4, 4, 4))
    (signal,) = unlocked.pulses.signals(IMOGEN)
    unlocked.pulses.leave(signal, by=IMOGEN)
    assert "signal" not in unlocked.path.read_text(encoding="utf-8")
    other = Journal.open(unlocked.path, clock=clock)
    assert len(other.pulses.signals(IMOGEN)) == 1
    other.mine.unlock(IMOGEN, PASSPHRASE)
    assert other.pulses.signals(IMOGEN) == ()
    other.close()


def test_a_reset_is_planned_without_a_name_or_a_reason(journal: Journal) -> None:
    ahead = journal.plan.ahead()
    reset = journal.pulses.ask_for_reset()
    assert (reset.template, reset.on) == ("reset", date(2026, 2, 10))
    row = json.loads(journal.path.read_text(encoding="utf-8"))["sessions"][reset.id]
    (version,) = row["versions"]
    assert version["writer"] == "both"
    assert set(version["doc"]) == {"on", "template", "title", "minutes"}
    assert [one.on for one in journal.plan.ahead() if one.id != reset.id] == [one.on for one in ahead]
    assert journal.pulses.ask_for_reset() == reset


def test_a_reset_takes_the_place_of_a_session_that_is_sooner_and_nothing_counts_as_moved(
    journal: Journal,
) -> None:
    first = journal.plan.ahead()[0]
    journal.plan.change(first, on=date(2026, 2, 5))
    reset = journal.pulses.ask_for_reset()
    after = next(one for one in journal.plan.ahead() if one.id == first.id)
    assert (reset.on, after.on, after.moved) == (date(2026, 2, 5), date(2026, 2, 12), 0)


def test_safe_and_steer_are_asked_only_while_mine_is_open(journal: Journal, held: Session) -> None:
    assert not journal.pulses.private_due(IMOGEN, held)
    before = journal.path.read_bytes()
    with pytest.raises(ShelfLockedError):
        journal.pulses.answer_privately(by=IMOGEN, safe=2)
    assert journal.path.read_bytes() == before


def test_safe_and_steer_are_asked_monthly_and_at_mid_point(unlocked: Journal, clock: Clock) -> None:
    session = hold(unlocked, clock)
    assert unlocked.pulses.private_due(IMOGEN, session)
    assert not unlocked.pulses.private_due(DESMOND, session)
    kept = unlocked.pulses.answer_privately(by=IMOGEN, safe=3, steer=1, session=session)
    assert kept is not None
    assert not unlocked.pulses.private_due(IMOGEN, session)
    midpoint = hold(unlocked, clock, "midpoint")
    assert unlocked.pulses.private_due(IMOGEN, midpoint)
    unlocked.pulses.answer_privately(by=IMOGEN, safe=4, session=midpoint)
    assert not unlocked.pulses.private_due(IMOGEN, midpoint)
    clock.on(days=28)
    unlocked.mine.unlock(IMOGEN, PASSPHRASE)
    assert unlocked.pulses.private_due(IMOGEN)


def test_safe_and_steer_stay_with_their_author(unlocked: Journal, clock: Clock) -> None:
    session = hold(unlocked, clock)
    unlocked.pulses.answer_privately(by=IMOGEN, safe=2, steer=1, session=session)
    safe, steer = unlocked.pulses.private_trend(IMOGEN)
    assert ([one.value for one in safe.points], [one.value for one in steer.points]) == ([2], [1])
    assert {signal.item for signal in unlocked.pulses.signals(IMOGEN)} == {"safe", "steer"}
    assert unlocked.pulses.trend() == tuple(line for line in unlocked.pulses.trend() if not line.points)
    text = unlocked.path.read_text(encoding="utf-8")
    assert '"safe"' not in text
    assert '"steer"' not in text
    unlocked.mine.lock()
    assert unlocked.pulses.signals(IMOGEN) == ()
    with pytest.raises(ShelfLockedError):
        unlocked.pulses.private_trend(IMOGEN)


def test_that_the_partner_steers_is_a_signal_to_the_mentor_alone() -> None:
    steer = read_pulse().asked("steer")
    assert steer.signals_to == (IMOGEN,)
    assert read_pulse().asked("safe").signals_to == (IMOGEN, DESMOND)


def test_passing_on_both_keeps_nothing(unlocked: Journal) -> None:
    before = unlocked.path.read_bytes()
    assert unlocked.pulses.answer_privately(by=IMOGEN) is None
    assert unlocked.path.read_bytes() == before
