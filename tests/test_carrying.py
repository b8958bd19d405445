from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureKind, CaptureState
from rmjournal.domain.pair import Who
from rmjournal.errors import RuleError

AT = datetime(2026, 2, 3, 10, tzinfo=UTC)
ACTION = Action(id="a", text="Draft alone", owner=Who.MENTEE, made=AT, session="s1")
TOPIC = Capture(id="t", text="Pilot", kind=CaptureKind.PARKING, made=AT, session="s1")
INSIGHT = Capture(id="i", text="Ask first", kind=CaptureKind.INSIGHT, made=AT, session="s1")


@pytest.mark.parametrize("value", [ACTION, TOPIC])
def test_something_open_is_carried_past_every_session_but_its_own(value: Action | Capture) -> None:
    assert value.carried_past("s1") == value
    assert value.carried_past("s2").carried_past("s3").carried == ("s2", "s3")


@pytest.mark.parametrize("value", [ACTION, TOPIC])
def test_one_session_carries_a_thing_once(value: Action | Capture) -> None:
    once = value.carried_past("s2")
    assert once.carried_past("s2") == once


@pytest.mark.parametrize("value", [ACTION, TOPIC])
def test_the_third_time_it_asks_and_after_a_decision_three_times_later(value: Action | Capture) -> None:
    asked = []
    for number in range(2, 9):
        value = value.carried_past(f"s{number}")
        asked.append(value.wants_decision)
        if value.wants_decision:
            value = value.kept()
    assert asked == [False, False, True, False, False, True, False]


def test_an_insight_does_not_travel() -> None:
    assert INSIGHT.carried_past("s2") == INSIGHT


def test_a_parked_action_stays_open_and_is_no_longer_carried() -> None:
    parked = ACTION.set_aside()
    assert parked.is_open
    assert parked.carried_past("s2") == parked
    assert parked.taken_up().travels


def test_dropped_is_not_done_and_needs_a_reason() -> None:
    with pytest.raises(RuleError, match="reason"):
        ACTION.settle(ActionStatus.DROPPED, at=AT, why=" ")
    dropped = ACTION.settle(ActionStatus.DROPPED, at=AT, why="Overtaken")
    assert (dropped.status, dropped.why) == (ActionStatus.DROPPED, "Overtaken")


def test_handing_on_names_who_has_it() -> None:
    with pytest.raises(RuleError):
        ACTION.settle(ActionStatus.HANDED_ON, at=AT)
    assert ACTION.settle(ActionStatus.HANDED_ON, at=AT, to="depot leads").to == "depot leads"


def test_what_is_settled_stays_as_it_is() -> None:
    done = ACTION.settle(ActionStatus.DONE, at=AT)
    for change in (
        lambda: done.settle(ActionStatus.DROPPED, at=AT, why="x"),
        done.set_aside,
        done.kept,
        lambda: done.changed(text="x", owner=Who.BOTH, due=None),
    ):
        with pytest.raises(RuleError):
            change()


def test_a_topic_is_dropped_with_a_reason_only() -> None:
    with pytest.raises(RuleError):
        TOPIC.settle(CaptureState.DROPPED, at=AT)
    assert not TOPIC.settle(CaptureState.DONE, at=AT).travels


def test_an_action_is_changed_as_a_whole() -> None:
    changed = ACTION.changed(text=" Draft together ", owner=Who.BOTH, due=date(2026, 3, 3))
    assert (changed.text, changed.owner, changed.due) == ("Draft together", Who.BOTH, date(2026, 3, 3))
