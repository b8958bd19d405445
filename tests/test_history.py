from __future__ import annotations

import contextlib
import importlib
import itertools
import pkgutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger import a_goal, both_sign, rated
from shelves import cheap

from rmjournal import domain
from rmjournal.domain import testimony
from rmjournal.domain.agreement import Signature, Version
from rmjournal.domain.assessment import PageMoment
from rmjournal.domain.capture import ActionStatus, CaptureKind, CaptureState
from rmjournal.domain.letter_draft import Confirmation, LetterDraft, Release
from rmjournal.domain.lights import Light, Lights
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Record
from rmjournal.domain.seal import PARTNERS, Answer, Opening, Round
from rmjournal.domain.session import Spell
from rmjournal.domain.shelf import KeySlot, LockedPage
from rmjournal.errors import RmjournalError, RuleError
from rmjournal.journal.history_steps import FINAL, UNDOABLE, UNRECORDED
from rmjournal.journal.journal import Journal
from rmjournal.journal.reflections import Words

BOTH = Who.BOTH


@pytest.fixture
def kept(journal: Journal) -> Journal:
    """The journal, with its steps taken down."""
    journal.take_down_steps()
    return journal


def everything(journal: Journal) -> dict[str, tuple[Record, ...]]:
    """Every document and link that a step can be about; a draft comes back as another edition."""
    return {kind.table: tuple(map(_as_said, journal._store.all(kind))) for kind in UNDOABLE}


def _as_said(record: Record) -> Record:
    return msgspec.structs.replace(record, edition=0) if isinstance(record, LetterDraft) else record


def a_session(journal: Journal) -> Any:
    return journal.sessions.start(journal.plan.next(), template="focus")


def _nothing(_: Journal) -> None:
    return None


def _act(journal: Journal) -> Any:
    return journal.actions.add("Send the deck", owner=Who.MENTOR)


STEPS: dict[str, tuple[Callable[[Journal], Any], Callable[[Journal, Any], object], str]] = {
    "an action added": (_nothing, lambda j, _: _act(j), "added the action “Send the deck”"),
    "an action done": (
        _act,
        lambda j, one: j.actions.settle(one, ActionStatus.DONE),
        "marked the action “Send the deck” done",
    ),
    "an action dropped": (
        _act,
        lambda j, one: j.actions.settle(one, ActionStatus.DROPPED, why="no time"),
        "dropped the action “Send the deck”",
    ),
    "an action parked": (_act, lambda j, one: j.actions.park(one), "parked the action “Send the deck”"),
    "an action deleted": (_act, lambda j, one: j.actions.delete(one), "deleted the action “Send the deck”"),
    "a line captured": (
        _nothing,
        lambda j, _: j.captures.add(CaptureKind.INSIGHT, "Ask first"),
        "added the insight “Ask first”",
    ),
    "a topic talked about": (
        lambda j: j.captures.add(CaptureKind.PARKING, "Prompts"),
        lambda j, one: j.captures.settle(one, CaptureState.DONE),
        "marked the topic “Prompts” as talked about",
    ),
    "a session moved": (
        lambda j: j.plan.next(),
        lambda j, one: j.plan.move(one, one.on + timedelta(days=20)),
        "to another day",
    ),
    "a session started": (_nothing, lambda j, _: a_session(j), "started the session"),
    "a session wrapped up": (a_session, lambda j, one: j.sessions.wrap_up(one), "wrapped the session"),
    "a goal linked": (
        lambda j: (a_goal(j), _act(j)),
        lambda j, both: j.goals.link(both[0], both[1]),
        "linked what shows it",
    ),
    "a goal parked": (a_goal, lambda j, one: j.goals.park(one), "parked goal G1"),
    "a goal in other words": (
        lambda j: [one := a_goal(j), rated(j, one, 1, 0)][0],
        lambda j, one: j.goals.reword(one, title="Another title"),
        "changed goal G1",
    ),
    "a rating agreed on": (
        lambda j: [one := a_goal(j), rated(j, one, 1, 0)],
        lambda j, both: j.ratings.agree(both[1], both[0], 1),
        "agreed on a rating",
    ),
    "a tick of the agreement": (
        lambda j: j.agreement.write("1", "Our words"),
        lambda j, _: j.agreement.set_day("1", "midpoint", date(2026, 4, 1)),
        "changed a part of the agreement",
    ),
    "a letter drafted": (_nothing, lambda j, _: j.letters.draft(), "drafted a letter"),
    "a letter drafted anew": (
        lambda j: j.letters.draft(),
        lambda j, _: j.letters.draft(),
        "drafted a letter (and what goes with it: 1 more)",
    ),
    "a line struck": (
        lambda j: j.letters.draft(),
        lambda j, one: j.letters.strike(one, "phase"),
        "struck a line of the letter of Feb 3",
    ),
    "a line taken in again": (
        lambda j: j.letters.strike(j.letters.draft(), "phase"),
        lambda j, one: j.letters.restore(one, "phase"),
        "took a line of the letter of Feb 3 in again",
    ),
    "words for a letter": (
        lambda j: j.letters.draft(),
        lambda j, one: j.letters.write(one, ask="A room"),
        "changed your words in the letter of Feb 3",
    ),
    "topics for a letter": (
        lambda j: j.letters.draft(),
        lambda j, one: j.letters.write(one, topics=["own"]),
        "named other topics in the letter of Feb 3",
    ),
    "a draft thrown away": (
        lambda j: j.letters.draft(),
        lambda j, one: j.letters.discard(one),
        "threw a draft of a letter away",
    ),
    "a topic added": (
        _nothing,
        lambda j, _: j.lights.add_topic("Prompts [/]"),
        "added the topic “Prompts [/]”",
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_undo_brings_it_back_and_redo_does_it_again(kept: Journal, name: str) -> None:
    prepare, do, words = STEPS[name]
    given_to_it = prepare(kept)
    before = everything(kept)
    do(kept, given_to_it)
    after = everything(kept)
    assert after != before
    for _ in range(2):
        assert words in kept.history.undo(by=BOTH)
        assert everything(kept) == before
        assert words in kept.history.redo(by=BOTH)
        assert everything(kept) == after
    assert everything(Journal.open(kept.path)) == after


def test_what_was_undone_is_in_the_trash_and_nothing_of_it_is_lost(kept: Journal) -> None:
    action = _act(kept)
    kept.history.undo(by=BOTH)
    assert action in kept.care.trash()


def test_the_file_that_another_program_reads_is_brought_back_too(kept: Journal) -> None:
    action = _act(kept)
    kept.actions.settle(action, ActionStatus.DONE)
    kept.history.undo(by=BOTH)
    assert Journal.open(kept.path).actions.get(action.id) == action


def test_nothing_done_is_nothing_to_undo(kept: Journal) -> None:
    with pytest.raises(RuleError, match="nothing to undo"):
        kept.history.undo(by=BOTH)
    _act(kept)
    with pytest.raises(RuleError, match="nothing to do again"):
        kept.history.redo(by=BOTH)


def test_after_a_new_change_there_is_nothing_to_do_again(kept: Journal) -> None:
    _act(kept)
    kept.history.undo(by=BOTH)
    _act(kept)
    with pytest.raises(RuleError):
        kept.history.redo(by=BOTH)


def test_what_somebody_else_changed_meanwhile_is_left_and_told(kept: Journal) -> None:
    action = _act(kept)
    done = kept.actions.settle(action, ActionStatus.DONE)
    other = Journal.open(kept.path)
    changed = other.actions.bring_back(action)
    kept.refresh()
    with pytest.raises(RuleError, match=r"marked the action “Send the deck” done\. It was changed"):
        kept.history.undo(by=BOTH)
    assert kept.actions.get(action.id) == changed != done


def test_what_was_emptied_from_the_trash_stays_gone_and_says_why(kept: Journal) -> None:
    kept.actions.delete(_act(kept))
    kept.care.empty_trash()
    with pytest.raises(RuleError, match="not in the trash anymore"):
        kept.history.undo(by=BOTH)


def test_what_something_else_points_to_is_not_taken_away(kept: Journal) -> None:
    goal = a_goal(kept)
    other = Journal.open(kept.path)
    other.goals.link(goal, _act(other))
    kept.refresh()
    with pytest.raises(RuleError, match="later is about it"):
        kept.history.undo(by=BOTH)
    assert kept.goals.get("G1") == goal


def test_a_wording_that_was_rated_is_not_taken_away(kept: Journal) -> None:
    goal = a_goal(kept)
    rated(kept, goal, 1, 0)
    changed = kept.goals.reword(goal, title="Another title")
    other = Journal.open(kept.path)
    rated(other, changed, 2, 2)
    kept.refresh()
    with pytest.raises(RuleError, match="later is about it"):
        kept.history.undo(by=BOTH)


def test_a_session_that_has_words_is_not_unstarted(kept: Journal) -> None:
    session = a_session(kept)
    kept.sessions.write(session, "1", "words", over=None)
    with pytest.raises(RuleError, match="later is about it"):
        kept.history.undo(by=BOTH)
    assert kept.sessions.note(session, "1").text == "words"


def test_a_session_started_by_mistake_goes_back_with_its_clock(kept: Journal, clock: Any) -> None:
    session = a_session(kept)
    spell = kept.sessions.begin_spell(session, "1")
    clock.on(minutes=1)
    kept.sessions.extend_spell(spell)
    kept.history.undo(by=BOTH)
    assert kept.sessions.open() is None
    assert not kept._store.all(Spell)
    kept.history.redo(by=BOTH)
    assert kept.sessions.seconds(session) == 60


def test_a_second_session_is_not_opened_by_undo(kept: Journal) -> None:
    kept.sessions.wrap_up(a_session(kept))
    Journal.open(kept.path).sessions.start()
    kept.refresh()
    with pytest.raises(RuleError, match="Another session is open"):
        kept.history.undo(by=BOTH)


@pytest.mark.parametrize("what", ["signed", "opened", "released"])
def test_what_stays_says_why_and_lets_one_go_on_to_what_was_before(kept: Journal, what: str) -> None:
    action = _act(kept)
    if what == "signed":
        both_sign(kept)
        reason = "a signature is not taken back"
    elif what == "opened":
        Journal.open(kept.path).expectations.add("Use an assistant", owner=Who.MENTEE)
        kept.refresh()
        round_id = kept.ratings.begin("any time", kept.expectations.all()).round.id
        for who in (Who.MENTOR, Who.MENTEE):
            kept.ratings.rate(round_id, kept.expectations.get("E1"), 1, by=who)
        kept.ratings.open(round_id)
        reason = "cannot be sealed again"
    else:
        draft = kept.letters.draft()
        for who in (Who.MENTOR, Who.MENTEE):
            kept.letters.confirm(draft, shown=kept.letters.text(draft), name=kept.pair.name_of(who), by=who)
        kept.letters.log(draft, "letter.md")
        reason = "cannot be called back"
    with pytest.raises(RuleError, match=f"{reason}.*u again"):
        kept.history.undo(by=BOTH)
    undone = []
    while not undone:
        with contextlib.suppress(RuleError):
            undone.append(kept.history.undo(by=BOTH))
    assert "added the action" in undone[0]
    assert action not in kept.actions.all()


def test_what_is_typed_is_no_step(kept: Journal) -> None:
    session = a_session(kept)
    steps = len(kept.history._done)
    kept.sessions.write(session, "1", "typed", over=None)
    kept.agreement.write("1", "Our words")
    kept.agreement.write("1", "Our words, typed on")
    assert len(kept.history._done) == steps + 1  # the part of the agreement, when it was first written


def _a_round(journal: Journal) -> str:
    return journal.ratings.begin("any time", [a_goal(journal)]).round.id


def _a_draft_to_confirm(journal: Journal) -> Any:
    return journal.letters.draft()


def _confirm(journal: Journal, draft: Any, *whos: Who) -> None:
    for who in whos:
        shown, name = journal.letters.text(draft), journal.pair.name_of(who)
        journal.letters.confirm(draft, shown=shown, name=name, by=who)


def _release(journal: Journal, draft: Any) -> None:
    _confirm(journal, draft, *PARTNERS)
    journal.letters.log(draft, "letter.md")


def _shelf(journal: Journal) -> Any:
    cheap(journal).mine.set_up(Who.MENTOR, "roof stayed on")
    return journal.reflections.keep(journal.reflections.words("alone"), by=Who.MENTOR)


STAYS: dict[str, tuple[type[Record], Callable[[Journal], Any], Callable[[Journal, Any], object]]] = {
    "marks handed in": (
        Lights,
        _nothing,
        lambda j, _: j.lights.mark({j.lights.catalog()[0].id: Light.GREEN}, by=Who.MENTOR),
    ),
    "ratings begun": (Round, a_goal, lambda j, goal: j.ratings.begin("any time", [goal])),
    "a rating sealed": (
        Answer,
        _a_round,
        lambda j, round_id: j.ratings.rate(round_id, j.goals.all()[0], 1, by=Who.MENTOR),
    ),
    "ratings closed unseen": (Round, _a_round, lambda j, round_id: j.sealing.close(round_id)),
    "a pulse opened": (
        Opening,
        lambda j: j.sessions.wrap_up(a_session(j)),
        lambda j, session: [j.pulses.answer(session, {}, by=who) for who in PARTNERS],
    ),
    "the agreement signed": (Signature, _nothing, lambda j, _: both_sign(j)),
    "a version signed": (Version, _nothing, lambda j, _: both_sign(j)),
    "a letter confirmed": (
        Confirmation,
        _a_draft_to_confirm,
        lambda j, draft: _confirm(j, draft, Who.MENTOR),
    ),
    "a letter released": (Release, _a_draft_to_confirm, _release),
    "a shelf set up": (
        KeySlot,
        _nothing,
        lambda j, _: cheap(j).mine.set_up(Who.MENTOR, "roof stayed on"),
    ),
    "a page kept alone": (
        LockedPage,
        _shelf,
        lambda j, _: j.reflections.keep(j.reflections.words("more"), by=Who.MENTOR),
    ),
    "a page deleted alone": (
        LockedPage,
        _shelf,
        lambda j, page: j.reflections.delete(page, by=Who.MENTOR),
    ),
    "a page moved to ours": (
        LockedPage,
        _shelf,
        lambda j, page: j.reflections.move_to_ours(page, shown="alone", by=Who.MENTOR),
    ),
    "a question released": (
        LockedPage,
        lambda j: [_shelf(j), j.questions.add("Why?", by=Who.MENTOR)][1],
        lambda j, question: j.questions.release(question, by=Who.MENTOR),
    ),
    "words for the record": (
        testimony.Testimony,
        _nothing,
        lambda j, _: j.record.say("Good", name=j.pair.mentee),
    ),
}
"""What cannot be taken back: a kind of record that it writes, what comes before it, and how it is done."""


@pytest.mark.parametrize("what", STAYS)
def test_undo_never_goes_on_to_an_older_change_than_the_last_one(kept: Journal, what: str) -> None:
    kind, prepare, do = STAYS[what]
    action = _act(kept)
    given_to_it = prepare(kept)
    written = kept._store.all(kind)
    do(kept, given_to_it)
    assert kept._store.all(kind) != written
    before = {one.table: kept._store.all(one) for one in (*UNDOABLE, *UNRECORDED, *FINAL)}
    with pytest.raises(
        RuleError, match=r"Not undone\. .*\. What was done before it can still be undone: u again"
    ):
        kept.history.undo(by=BOTH)
    assert before == {one.table: kept._store.all(one) for one in (*UNDOABLE, *UNRECORDED, *FINAL)}
    assert action.id in {one.id for one in kept.actions.all()}


def test_everything_that_stays_is_tried() -> None:
    assert {kind for kind, *_ in STAYS.values()} == set(FINAL)


def test_what_was_taken_in_from_another_copy_is_not_passed_over(kept: Journal, tmp_path: Path) -> None:
    other = tmp_path / "other.journal.json"
    other.write_bytes(kept.path.read_bytes())
    action = _act(kept)
    kept.care.merge(other)
    with pytest.raises(RuleError, match="what came together stays together"):
        kept.history.undo(by=BOTH)
    assert action in kept.actions.all()


def test_a_choice_between_two_texts_is_not_passed_over(kept: Journal) -> None:
    session = a_session(kept)
    elsewhere = Journal.open(kept.path)
    kept.sessions.write(session, "1", "one", over=None)
    elsewhere.sessions.write(session, "1", "other", over=None)
    kept.refresh()
    sides = [side.value for side in kept.sessions.versions(session, "1")]
    assert len(sides) == 2
    kept.sessions.choose(sides, "one")
    with pytest.raises(RuleError, match="that choice stays"):
        kept.history.undo(by=BOTH)
    assert kept.sessions.open() is not None


@pytest.mark.parametrize(
    "what", ["marks handed in", "a rating sealed", "a page kept alone", "a page deleted alone"]
)
def test_undo_does_not_tell_what_it_was_that_somebody_did_alone(kept: Journal, what: str) -> None:
    _, prepare, do = STAYS[what]
    do(kept, prepare(kept))
    with pytest.raises(
        RuleError, match="It was sealed, or is kept by one of you alone; it can be changed only"
    ):
        kept.history.undo(by=BOTH)


def test_what_was_confirmed_does_not_come_back_with_a_letter(kept: Journal) -> None:
    draft = kept.letters.draft()
    _confirm(kept, draft, *PARTNERS)
    kept.letters.discard(draft)
    assert "threw a draft" in kept.history.undo(by=BOTH)
    (back,) = kept.letters.drafts()
    assert kept.letters.text(back) == kept.letters.text(draft)
    assert not kept.letters.confirmed(back)
    with pytest.raises(RuleError, match="Nothing leaves"):
        kept.letters.log(back, "letter.md")


def test_undoing_a_change_of_a_letter_clears_what_was_confirmed_of_it(kept: Journal) -> None:
    draft = kept.letters.draft()
    _confirm(kept, draft, *PARTNERS)
    struck = kept.letters.strike(draft, "phase")
    kept.history.undo(by=BOTH)
    (back,) = kept.letters.drafts()
    assert back.letter == draft.letter
    assert not kept.letters.confirmed(back)
    kept.history.redo(by=BOTH)
    (again,) = kept.letters.drafts()
    assert again.letter == struck.letter
    assert not kept.letters.confirmed(again)


def test_a_letter_is_undone_to_nothing_and_done_again(kept: Journal) -> None:
    draft = kept.letters.draft()
    struck = kept.letters.strike(draft, "phase")
    kept.letters.write(struck, ask="A room")
    for _ in range(3):
        kept.history.undo(by=BOTH)
    assert not kept.letters.drafts()
    for _ in range(3):
        kept.history.redo(by=BOTH)
    (again,) = kept.letters.drafts()
    assert (again.words.ask, again.struck) == ("A room", ("phase",))
    editions = [draft.edition, again.edition]
    assert editions == sorted(set(editions))


def test_a_topic_is_taken_out_of_the_list_whether_or_not_it_was_marked(kept: Journal) -> None:
    told = set()
    for light in Light:
        topic = kept.lights.add_topic("Prompts")
        kept.lights.mark({topic.id: light}, by=Who.MENTEE)
        with pytest.raises(RuleError):
            kept.history.undo(by=Who.MENTOR)
        told.add(kept.history.undo(by=Who.MENTOR))
        assert topic not in kept.lights.catalog()
    assert told == {"added the topic “Prompts”"}


def test_only_the_one_it_is_about_takes_back_a_card_or_a_page(kept: Journal) -> None:
    for write in (
        lambda: kept.cards.write(by=Who.MENTOR, pace="slow"),
        lambda: kept.assessments.write_page(PageMoment.START, "My first day", by=Who.MENTOR),
    ):
        before = everything(kept)
        write()
        after = everything(kept)
        with pytest.raises(RuleError, match="Only Imogen does"):
            kept.history.undo(by=Who.MENTEE)
        assert everything(kept) == after
        kept.history.undo(by=Who.MENTOR)
        assert everything(kept) == before
        kept.history.redo(by=Who.MENTOR)
        assert everything(kept) == after


def test_only_its_author_takes_back_a_reflection(kept: Journal) -> None:
    words = Words(text="Mine to take back", on=kept.now().date())
    kept.reflections.share(words, by=Who.MENTOR)
    with pytest.raises(RuleError, match="Only Imogen does"):
        kept.history.undo(by=Who.MENTEE)
    kept.history.undo(by=Who.MENTOR)
    assert not kept.reflections.ours()


def test_the_words_of_a_reflection_that_was_taken_back_do_not_return(kept: Journal) -> None:
    shared = kept.reflections.share(Words(text="Not for you", on=kept.now().date()), by=Who.MENTOR)
    kept.reflections.take_back(shared, by=Who.MENTOR)
    for _ in range(2):
        with pytest.raises(RuleError):
            kept.history.undo(by=Who.MENTOR)
    assert not kept.reflections.ours()
    assert b"Not for you" not in kept.path.read_bytes()


def test_every_kind_of_record_is_undoable_or_said_not_to_be() -> None:
    for module in pkgutil.iter_modules(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    kinds = {
        one for one in _kinds(Record) if hasattr(one, "table") and one.__module__.startswith("rmjournal.")
    }
    assert kinds == {*UNDOABLE, *UNRECORDED, *FINAL}


def _kinds(kind: type[Record]) -> set[type[Record]]:
    return {kind}.union(*(_kinds(one) for one in kind.__subclasses__()))


# One thing after another, drawn: each takes the journal and a number that picks what it is done to.
def _pick(values: Any, number: int) -> Any:
    return values[number % len(values)] if values else None


VERBS: list[Callable[[Journal, int], object]] = [
    lambda j, n: j.actions.add(f"{{}} action [/] {n}", owner=Who.MENTEE),
    lambda j, n: j.captures.add(CaptureKind.PARKING, f"topic {n}"),
    lambda j, n: j.actions.settle(_pick(j.actions.all(), n), ActionStatus.DONE),
    lambda j, n: j.actions.park(_pick(j.actions.all(), n)),
    lambda j, n: j.actions.delete(_pick(j.actions.all(), n)),
    lambda j, n: j.actions.bring_back(_pick([one for one in j.care.trash() if one.table == "actions"], n)),
    lambda j, n: j.captures.delete(_pick(j.captures.all(), n)),
    lambda j, n: j.plan.move(_pick(j.plan.ahead(), n), date(2026, 3, 1) + timedelta(days=n)),
    lambda j, n: j.plan.add(on=date(2026, 5, 1) + timedelta(days=n)),
    lambda j, n: j.trash.throw_away(_pick(j.plan.ahead(), n)),
    lambda j, n: j.expectations.add(f"want {n}", owner=Who.MENTOR),
    lambda j, n: j.goals.add(f"goal {n}", owner=Who.MENTOR, expectation=_pick(j.expectations.all(), n)),
    lambda j, n: j.goals.park(_pick(j.goals.all(), n)),
    lambda j, n: j.goals.delete(_pick(j.goals.all(), n)),
    lambda j, n: j.goals.link(_pick(j.goals.all(), n), _pick(j.actions.all(), n)),
    lambda j, _: j.letters.draft(),
    lambda j, n: j.letters.strike(_pick(j.letters.drafts(), n), "phase"),
    lambda j, n: j.letters.restore(_pick(j.letters.drafts(), n), "phase"),
    lambda j, n: j.letters.write(_pick(j.letters.drafts(), n), ask=f"ask {n}"),
    lambda j, n: j.letters.discard(_pick(j.letters.drafts(), n)),
    lambda j, n: j.lights.add_topic(f"topic {n}"),
    lambda j, _: j.sessions.start(j.plan.next()),
    lambda j, _: j.sessions.wrap_up(j.sessions.open()),
]


@settings(max_examples=40, deadline=None)
@given(todo=st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), min_size=1, max_size=14))
def test_undo_after_undo_leads_back_to_the_start_and_redo_to_the_end(
    todo: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path: Path = tmp_path_factory.mktemp("drawn") / "x.journal.json"
    numbers = itertools.count(1)
    journal = Journal.create(
        path,
        Pair(mentor="Imogen Tao", mentee="Desmond Hale"),
        clock=lambda: datetime(2026, 2, 3, 9, tzinfo=UTC),
        ids=lambda: f"drawn{next(numbers):05}",
    )
    journal.take_down_steps()
    seen = [everything(journal)]
    for verb, number in todo:
        _try(verb, journal, number)
        if everything(journal) != seen[-1]:
            seen.append(everything(journal))
    for before in reversed(seen[:-1]):
        journal.history.undo(by=BOTH)
        assert everything(journal) == before
    for after in seen[1:]:
        journal.history.redo(by=BOTH)
        assert everything(journal) == after
    journal.close()


def _try(verb: Callable[[Journal, int], object], journal: Journal, number: int) -> None:
    """Do it where there is something to do it to, and the rules let it be done."""
    try:
        verb(journal, number)
    except (RmjournalError, AttributeError):
        return
