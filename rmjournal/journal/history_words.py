"""What a step did to the journal, in words: "marked the action “Send the deck” done"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from rmjournal.domain.agreement import Clause, Standing, WorkingCard
from rmjournal.domain.assessment import Assessment, Page
from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureKind, CaptureState
from rmjournal.domain.days import short_day
from rmjournal.domain.goals import Evidence, Expectation, Goal, GoalState, Offer, Pursued
from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.domain.lights import Topic
from rmjournal.domain.pair import Pair
from rmjournal.domain.ratings import Agreed
from rmjournal.domain.record import Record
from rmjournal.domain.reflection import Reflection
from rmjournal.domain.session import Note, Session
from rmjournal.text import one_line

Was: TypeAlias = tuple[Record | None, Record | None]
"""What a record said before and after; None where it was not there."""

LONGEST = 40
"""Characters of somebody's words in such a sentence."""

_KINDS: dict[type[Record], str] = {
    Agreed: "the rating that both agreed on",
    Assessment: "a level",
    Clause: "a part of the agreement",
    Evidence: "a link from what was recorded",
    Page: "the page about someone new here",
    Note: "a note",
    Pair: "the two of you",
    Reflection: "a reflection on ours",
    Standing: "whether you are under way",
    WorkingCard: "the card on how to work together",
}
_CAPTURES = {
    CaptureKind.CARRY_UPWARD: "the line to carry upward",
    CaptureKind.PARKING: "the topic",
    CaptureKind.PHRASE: "the phrase",
}
_NAMES: dict[type[Record], Callable[[Any], str]] = {
    Action: lambda one: f"the action {_quoted(one.text)}",
    Capture: lambda one: f"{_CAPTURES.get(one.kind, f'the {one.kind.value}')} {_quoted(one.text)}",
    Expectation: lambda one: f"the want {one.label}, {_quoted(one.text)}",
    Goal: lambda one: f"goal {one.label}, {_quoted(one.title)}",
    LetterDraft: lambda one: f"the letter of {short_day(one.facts.on)}",
    Offer: lambda one: f"the offer {_quoted(one.text)}",
    Session: lambda one: f"the session {_quoted(one.title)}",
    Topic: lambda one: f"the topic {_quoted(one.name)}",
}
_ACTION_ENDS = {
    ActionStatus.DONE: "marked {} done",
    ActionStatus.DONE_DIFFERENTLY: "marked {} done differently",
    ActionStatus.HANDED_ON: "handed {} on",
    ActionStatus.DROPPED: "dropped {}",
    ActionStatus.OPEN: "took {} up again",
}
_CAPTURE_ENDS = {
    CaptureState.DONE: "marked {} as talked about",
    CaptureState.DROPPED: "dropped {}",
    CaptureState.OPEN: "took {} up again",
}
_GOAL_ENDS = {
    GoalState.OPEN: "took {} up again",
    GoalState.PARKED: "parked {}",
    GoalState.NO_LONGER_RELEVANT: "set {} aside as no longer relevant",
}
_ADDED: dict[type[Record], str] = {
    Agreed: "agreed on a rating",
    Clause: "changed a part of the agreement",
    Evidence: "linked what shows it",
    LetterDraft: "drafted a letter",
    Reflection: "put a reflection on ours",
    Standing: "said whether you are under way",
}
_DELETED: dict[type[Record], str] = {
    Evidence: "took a link away",
    LetterDraft: "threw a draft of a letter away",
}


def words_of(changed: Sequence[Was]) -> str:
    """What a step did, by its most telling record; how many more there were is said too."""
    first = next((one for one in changed if _is_telling(one)), changed[0])
    more = len(changed) - 1
    others = "" if not more else f" (and what goes with it: {more} more)"
    return _one(*first) + others


def name_of(record: Record) -> str:
    """A record as it is called in a sentence."""
    of = _NAMES.get(type(record))
    return of(record) if of else _KINDS.get(type(record), "a record")


def _is_telling(was: Was) -> bool:
    """Whether a record is what the step was about: the one with the session, the rating or the new goal."""
    return any(isinstance(one, Session | Agreed | LetterDraft) for one in was)


def _one(before: Record | None, after: Record | None) -> str:
    if after is None:
        assert before is not None
        return _DELETED.get(type(before), f"deleted {name_of(before)}")
    if before is None:
        return _ADDED.get(type(after), f"added {name_of(after)}")
    return _changed(before, after).format(name_of(before))


def _changed(before: Record, after: Record) -> str:
    match before, after:
        case Action(), Action():
            return _action(before, after)
        case Capture(), Capture():
            return _capture(before, after)
        case Session(), Session():
            return _session(before, after)
        case Pursued(), Pursued():
            return _pursued(before, after)
        case LetterDraft(), LetterDraft():
            return _letter(before, after)
    return "changed {}"


def _action(before: Action, after: Action) -> str:
    if before.status is not after.status:
        return _ACTION_ENDS[after.status]
    if before.parked != after.parked:
        return "parked {}" if after.parked else "took {} up again"
    return _of_carried(before, after)


def _capture(before: Capture, after: Capture) -> str:
    return _of_carried(before, after) if before.state is after.state else _CAPTURE_ENDS[after.state]


def _of_carried(before: Action | Capture, after: Action | Capture) -> str:
    return "decided to keep {}" if before.kept_at != after.kept_at else "changed {}"


def _pursued(before: Pursued, after: Pursued) -> str:
    if before.turns != after.turns:
        return _GOAL_ENDS[after.state]
    return "gave {} a new label" if before.number != after.number else "changed {}"


_SESSION: tuple[tuple[str, Callable[[Session], object]], ...] = (
    ("started {}", lambda one: one.started),
    ("wrapped {} up", lambda one: one.ended),
    ("moved {} to another day", lambda one: one.on),
    ("gave {} another agenda", lambda one: one.template),
    ("gave {} another length", lambda one: one.minutes),
)


def _session(before: Session, after: Session) -> str:
    return next((words for words, of in _SESSION if of(before) != of(after)), "changed {}")


def _letter(before: LetterDraft, after: LetterDraft) -> str:
    if before.words != after.words:
        is_naming = before.words.topics != after.words.topics
        return "named other topics in {}" if is_naming else "changed your words in {}"
    was, now = set(before.struck), set(after.struck)
    return "struck a line of {}" if now > was else "took a line of {} in again"


def _quoted(text: str) -> str:
    words = one_line(text)
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return f"“{short}”"
