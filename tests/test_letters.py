"""The letter: what leaves, and only that."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from letter_reading import read_letter

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.capture import ActionStatus, CaptureKind
from rmjournal.domain.letter import FORMAT, Idea, Period
from rmjournal.domain.letter_draft import LetterDraft, Release
from rmjournal.domain.lights import Light
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session
from rmjournal.errors import (
    ExportError,
    NotFoundError,
    PassphraseError,
    RuleError,
    StoreWriteError,
    UsageError,
)
from rmjournal.files import Stamp
from rmjournal.journal.journal import Journal
from rmjournal.practice.agreement import COORDINATOR, read_parts
from rmjournal.store.ids import new_id
from rmjournal.store.store import Put, Store
from tests.ledger import a_goal, both_sign, rated

EVERY_TICK = tuple(tick.id for part in read_parts() if part.id == COORDINATOR for tick in part.ticks)


FOOTER = (
    "Drafted on Tuesday, March 3, 2026, then read word for word and released by both, "
    "Imogen Tao and Desmond Hale. Anything not here was not sent."
)


def own_agenda(journal_path: Path, name: str, title: str, phase: str = "middle") -> None:
    """An agenda of the pair's own."""
    folder = journal_path.parent / "lindgate.templates"
    folder.mkdir(exist_ok=True)
    head = f"---\nid: {name}\nphase: {phase}\nminutes: 30\n---\n"
    (folder / f"{name}.md").write_text(
        f"{head}# {title}\n\nGo.\n\n## Go | both | 30 min\n- Ask\n", encoding="utf-8"
    )


def signed(journal: Journal, *ticks: str) -> None:
    """Sign an agreement that lets out just these."""
    now = journal.agreement.part(COORDINATOR).clause.ticks
    for tick in set(now) ^ set(ticks):
        journal.agreement.tick(COORDINATOR, tick, on=tick in ticks)
    both_sign(journal)


def hold(journal: Journal, clock: Any, template: str, *, minutes: int = 20, after: int = 7) -> Session:
    """Hold a session of so many minutes, so many days later."""
    clock.on(days=after)
    session = journal.sessions.start(template=template)
    clock.on(minutes=minutes)
    return journal.sessions.wrap_up(session)


def confirm(journal: Journal, draft: LetterDraft, *who: Who) -> None:
    text = journal.letters.text(draft)
    for one in who or PARTNERS:
        journal.letters.confirm(draft, shown=text, name=journal.pair.name_of(one), by=one)


def test_without_a_signed_agreement_a_letter_says_that_the_pair_exists_and_no_more(
    journal: Journal, clock: Any
) -> None:
    hold(journal, clock, "focus")
    journal.actions.add("Look at the chart", owner=Who.MENTEE)
    letter = journal.letters.draft().letter
    assert tuple(letter.line_ids()) == ("phase",)


@pytest.mark.parametrize(
    ("tick", "lines"),
    [
        ("sessions", {"period", "sessions", "minutes", "moved"}),
        ("templates", {"templates"}),
        ("topics", {"topics.1", "topics.2"}),
        ("goal_titles", {"objectives.1"}),
        ("goal_positions", {"objectives.1"}),
        ("actions", {"actions"}),
        ("highlights", {"highlights.1"}),
        ("ideas", {"ideas.1"}),
        ("ask", {"ask"}),
        ("agreement", {"agreement", "milestone"}),
        ("own_names", set()),
    ],
)
def test_each_tick_lets_out_its_own_lines_and_no_others(
    journal: Journal, clock: Any, tick: str, lines: set[str]
) -> None:
    journal.lights.add_topic("Our canteen")
    journal.agreement.set_day("who", "closing", clock().date() + timedelta(days=150))
    signed(journal, tick)
    a_goal(journal)
    for template in ("focus", "show-me", "reset"):
        hold(journal, clock, template)
    draft = journal.letters.write(
        journal.letters.draft(),
        highlights=["A first-day text"],
        ideas=[Idea(text="A name, a gate")],
        ask="Check kit sizes",
        topics=["assistants", "Our canteen"],
    )
    assert set(draft.letter.line_ids()) == {"phase", *lines}


def test_a_letter_of_all_there_is_reads_well(journal: Journal, clock: Any) -> None:
    signed(journal, *EVERY_TICK)
    goal = a_goal(journal)
    journal.ratings.agree(rated(journal, goal, 0, 1), goal, 1)
    for template, minutes in (("focus", 20), ("show-me", 31), ("reset", 25), ("focus", 15)):
        hold(journal, clock, template, minutes=minutes)
    done = journal.actions.add("Ask at the depot", owner=Who.MENTEE)
    journal.actions.settle(done, ActionStatus.DONE)
    journal.actions.add("Look at the chart", owner=Who.MENTOR)
    draft = journal.letters.write(
        journal.letters.draft(),
        highlights=["A first-day text is normal now"],
        ideas=[Idea(text="A name, a gate", credit="Imogen Tao")],
        ask="Check kit sizes",
        topics=["assistants"],
    )
    assert (
        journal.letters.text(draft)
        == f"""\
---
format: {FORMAT}
released: true
program: Turnabout 2026
date: 2026-03-03
agreed_by:
  mentor: Imogen Tao
  mentee: Desmond Hale
phase: under way
period:
  since: 2026-02-03
  until: 2026-03-03
agreement:
  version: 1
  signed: 2026-02-03
sessions: 4
minutes: 91
moved: 0
templates:
- Focused session
- Show me
topics:
- AI assistants at work
actions:
  done: 1
  open: 1
  handed_on: 0
milestone:
  name: mid-point review
  day: 2026-04-28
goals:
- objective: ''
  count: 1
  goals:
  - title: The assistant in the briefing
    position: better than expected
highlights: 1
ideas:
- credit: Imogen Tao
ask: true
---

# Letter of Imogen Tao and Desmond Hale

Tuesday, March 3, 2026 · Turnabout 2026

- **Phase:** under way
- **Period:** Tuesday, February 3, 2026 to Tuesday, March 3, 2026
- **Agreement:** version 1, signed by both on Tuesday, February 3, 2026
- **Sessions held:** 4
- **Minutes in all:** 91
- **Dates moved:** 0
- **Agendas used:** Focused session; Show me
- **Topics:** AI assistants at work
- **Actions:** 1 done, 1 open, 0 handed on
- **Next milestone:** mid-point review on Tuesday, April 28, 2026

## Goals

### Other goals

- The assistant in the briefing · better than expected

## Highlights

- A first-day text is normal now

## Ideas to carry upward

- A name, a gate · idea: Imogen Tao

## One ask of the program

- Check kit sizes

## What this is

{FOOTER}
"""
    )


def test_both_names_for_a_reset_stay_out_whatever_its_template_is_called(
    journal: Journal, clock: Any, journal_path: Path
) -> None:
    own_agenda(journal_path, "our-mend", "Our mend", "repair")
    signed(journal, *EVERY_TICK)
    for template in ("reset", "our-mend", "focus"):
        hold(journal, clock, template)
    letter = journal.letters.draft().letter
    assert letter.templates == ("Focused session",)
    assert letter.sessions == 3


def test_an_agenda_whose_file_is_gone_stays_out_since_it_may_have_been_for_mending(
    journal: Journal, clock: Any, journal_path: Path
) -> None:
    own_agenda(journal_path, "our-mend", "Our mend", "repair")
    signed(journal, *EVERY_TICK)
    for template in ("focus", "our-mend", "focus"):
        hold(journal, clock, template)
    for file in journal_path.parent.rglob("our-mend.md"):
        file.unlink()
    letter = Journal.open(journal_path, clock=clock).letters.draft().letter
    assert letter.templates == ("Focused session",)


def test_own_agendas_and_topics_print_as_own_unless_their_names_are_let_out(
    journal: Journal, clock: Any, journal_path: Path
) -> None:
    own_agenda(journal_path, "walk", "The walk")
    own_agenda(journal_path, "tea", "The tea")
    journal.lights.add_topic("Our canteen")
    for template in ("walk", "tea", "focus"):
        hold(journal, clock, template)
    signed(journal, "templates", "topics")
    draft = journal.letters.write(journal.letters.draft(), topics=["our canteen", "pay"])
    assert (draft.letter.templates, draft.letter.topics) == (("Focused session", "own"), ("own", "Pay"))
    signed(journal, "templates", "topics", "own_names")
    draft = journal.letters.write(journal.letters.draft(), topics=["our canteen", "pay"])
    assert draft.letter.templates == ("Focused session", "The tea", "The walk")
    assert draft.letter.topics == ("Our canteen", "Pay")


@pytest.mark.parametrize("templates", [("focus", "show-me"), ("reset",) * 3, ("",) * 3])
def test_with_few_sessions_or_none_to_list_the_agendas_are_left_out_as_if_not_ticked(
    journal: Journal, clock: Any, templates: tuple[str, ...]
) -> None:
    signed(journal, "sessions", "templates")
    for template in templates:
        hold(journal, clock, template)
    ticked = journal.letters.text(journal.letters.draft())
    signed(journal, "sessions")
    assert ticked == journal.letters.text(journal.letters.draft())


@pytest.mark.parametrize("who", list(Who))
def test_a_moved_session_is_counted_and_names_nobody(journal: Journal, clock: Any, who: Who) -> None:
    signed(journal, "sessions")
    planned = journal.plan.next()
    assert planned
    journal.plan.move(planned, planned.on + timedelta(days=1), by=who)
    clock.on(days=1)
    session = journal.sessions.start(journal.plan.next())
    clock.on(minutes=9)
    journal.sessions.wrap_up(session)
    facts = journal.letters.text(journal.letters.draft()).partition("\n---\n")[0]
    assert facts.endswith(
        "period:\n  since: 2026-02-03\n  until: 2026-02-04\nsessions: 1\nminutes: 9\nmoved: 1"
    )


PRIVATE = "zyxwv"


def _reflect(journal: Journal) -> None:
    words = journal.reflections.words(PRIVATE, title=PRIVATE, feelings=[PRIVATE], tags=[PRIVATE])
    journal.reflections.share(words, by=Who.MENTOR)


def _write_on_mine(journal: Journal) -> None:
    from rmjournal.store.vault import WEAKEST

    journal.mine.strength = WEAKEST
    journal.mine.set_up(Who.MENTOR, f"{PRIVATE} {PRIVATE}")
    journal.reflections.keep(journal.reflections.words(PRIVATE, feelings=["tense"]), by=Who.MENTOR)


def _mark_lights(journal: Journal) -> None:
    for who in PARTNERS:
        journal.lights.mark({"pay": Light.AMBER, "class": Light.GREEN}, by=who)


def _seal_and_skip(journal: Journal) -> None:
    goal = journal.goals.all()[0]
    round_id = journal.ratings.begin(Occasion.MIDPOINT, [goal]).round.id
    journal.ratings.rate(round_id, goal, -2, by=Who.MENTOR, why=PRIVATE)
    journal.ratings.rate(round_id, goal, None, by=Who.MENTEE)


def _rate_alone(journal: Journal) -> None:
    rated(journal, journal.goals.all()[0], -2, 2)


def _pulse(journal: Journal) -> None:
    session = journal.sessions.held()[-1]
    for who in PARTNERS:
        journal.pulses.answer(session, {item.id: 1 for item in journal.pulses.items()}, by=who)


def _note_and_capture(journal: Journal) -> None:
    session = journal.sessions.held()[-1]
    for kind in CaptureKind:
        journal.captures.add(kind, PRIVATE, session=session)
    item = (session.items or (PlannedItem(id="1", title="x", lead=Who.BOTH, minutes=1),))[0]
    journal.sessions.write(session, item.id, PRIVATE, over=None)


def _column(journal: Journal) -> None:
    journal.agreement.columns.fill("why", PRIVATE, by=Who.MENTOR)


def _card_and_page(journal: Journal) -> None:
    journal.cards.write(by=Who.MENTOR, channel=PRIVATE)


@pytest.mark.parametrize(
    "private",
    [
        _reflect,
        _write_on_mine,
        _mark_lights,
        _seal_and_skip,
        _rate_alone,
        _pulse,
        _note_and_capture,
        _column,
        _card_and_page,
    ],
)
def test_not_one_byte_of_a_letter_depends_on_what_is_private(
    journal: Journal, clock: Any, private: Callable[[Journal], None]
) -> None:
    a_goal(journal)
    signed(journal, *EVERY_TICK)
    for template in ("focus", "show-me", "swap"):
        hold(journal, clock, template)
    before = journal.letters.text(journal.letters.draft())
    private(journal)
    assert journal.letters.text(journal.letters.draft()) == before


def test_which_session_was_the_reset_does_not_show(tmp_path: Path, clock: Any) -> None:
    from rmjournal.domain.pair import Pair

    texts = set()
    start = clock()
    for number, order in enumerate(
        (("reset", "focus", "swap", "focus"), ("focus", "swap", "focus", "focus"))
    ):
        clock.now = start
        path = tmp_path / f"{number}.journal.json"
        one = Journal.create(path, Pair(mentor="Imogen Tao", mentee="Desmond Hale"), clock=clock)
        signed(one, *EVERY_TICK)
        for template in order:
            hold(one, clock, template)
        texts.add(one.letters.text(one.letters.draft()))
        one.close()
    assert len(texts) == 1


def test_a_struck_line_is_gone_from_the_text_and_from_the_facts(journal: Journal, clock: Any) -> None:
    signed(journal, *EVERY_TICK)
    hold(journal, clock, "focus", minutes=37)
    draft = journal.letters.write(journal.letters.draft(), highlights=["One thing", "Another thing"])
    struck = journal.letters.strike(draft, "minutes", "highlights.1")
    text = journal.letters.text(struck)
    assert "37" not in text
    assert "minutes:" not in text
    assert "One thing" not in text
    assert "highlights: 1\n" in text
    assert "Another thing" in text
    assert [one.id for one in journal.letters.view(struck).lines if one.struck] == ["minutes", "highlights.1"]
    restored = journal.letters.restore(struck, "minutes", "highlights.1")
    assert journal.letters.text(restored) == journal.letters.text(draft)


def test_a_line_that_is_not_there_cannot_be_struck(journal: Journal) -> None:
    with pytest.raises(NotFoundError, match="phase"):
        journal.letters.strike(journal.letters.draft(), "minutes")


def test_a_letter_has_three_highlights_at_most(journal: Journal) -> None:
    with pytest.raises(UsageError, match="3"):
        journal.letters.write(journal.letters.draft(), highlights=["a", "b", "c", "d"])


def test_words_that_the_agreement_does_not_let_out_are_kept_and_not_sent(journal: Journal) -> None:
    draft = journal.letters.write(journal.letters.draft(), highlights=["A text"], ask="Kit sizes")
    assert draft.letter.highlights == ()
    assert draft.words.highlights == ("A text",)
    said = [str(one) for one in journal.letters.view(draft).withheld]
    assert "Highlights that both chose: no agreement is signed that lets it out" in said


def test_the_preview_says_in_words_what_is_withheld_and_why(journal: Journal, clock: Any) -> None:
    signed(journal, "sessions", "templates")
    hold(journal, clock, "focus")
    draft = journal.letters.strike(journal.letters.draft(), "moved")
    said = [str(one) for one in journal.letters.view(draft).withheld]
    assert "Number of actions: the agreement does not let it out" in said
    assert "Which agendas you used: fewer than 3 sessions in this period, or none to list" in said
    assert "1 line: struck by you" in said
    assert "feelings: never leaves, whatever is agreed" in said
    assert not any("Number of sessions" in one for one in said)


def test_the_date_of_a_letter_is_that_of_its_draft_and_nothing_that_happens_later_changes_it(
    journal: Journal, clock: Any
) -> None:
    signed(journal, *EVERY_TICK)
    hold(journal, clock, "focus")
    draft = journal.letters.draft()
    before = journal.letters.text(draft)
    hold(journal, clock, "swap")
    clock.on(days=3)
    kept = journal.letters.current()
    assert kept
    assert journal.letters.text(kept) == before
    confirm(journal, kept)
    assert journal.letters.log(kept, "letter.md").text == before


def test_the_next_letter_begins_the_day_after_the_last_one(journal: Journal, clock: Any) -> None:
    signed(journal, "sessions")
    hold(journal, clock, "focus")
    draft = journal.letters.draft()
    assert draft.period == Period(since=date(2026, 2, 3), until=date(2026, 2, 10))
    confirm(journal, draft)
    journal.letters.log(draft, "letter.md")
    hold(journal, clock, "swap")
    following = journal.letters.draft()
    assert following.period == Period(since=date(2026, 2, 11), until=date(2026, 2, 17))
    assert following.letter.sessions == 1


@pytest.mark.parametrize(("since", "until"), [(5, 4), (1, 99)])
def test_a_period_has_days_and_none_ahead(journal: Journal, since: int, until: int) -> None:
    first = date(2026, 1, 30)
    with pytest.raises(RuleError, match="period"):
        journal.letters.draft(
            Period(since=first + timedelta(days=since), until=first + timedelta(days=until))
        )


def test_a_second_letter_on_one_day_asks_for_a_period(journal: Journal) -> None:
    draft = journal.letters.draft()
    confirm(journal, draft)
    journal.letters.log(draft, "letter.md")
    with pytest.raises(RuleError, match="--since"):
        journal.letters.draft()


def test_a_last_letter_at_the_end_of_all_days_asks_for_a_period(journal: Journal, journal_path: Path) -> None:
    draft = journal.letters.draft()
    confirm(journal, draft)
    journal.letters.log(draft, "letter.md")
    store = Store.open(journal_path, clock=journal.now, ids=new_id)
    (kept,) = store.all(Release)
    far = Period(since=kept.period.since, until=date.max)
    store.commit(Put(msgspec.structs.replace(kept, period=far), over=(kept,)), writer=Who.BOTH)
    store.close()
    journal.refresh()
    with pytest.raises(RuleError, match="--since"):
        journal.letters.draft()


def test_a_letter_is_released_once_both_confirmed_and_not_before(journal: Journal, tmp_path: Path) -> None:
    draft = journal.letters.draft()
    target = tmp_path / "out.md"
    for waits in (PARTNERS, PARTNERS[1:]):
        with pytest.raises(RuleError, match=journal.pair.name_of(waits[0])):
            journal.letters.release(draft, target)
        assert not target.exists()
        confirm(journal, draft, waits[0])
    release = journal.letters.release(draft, target)
    assert target.read_text(encoding="utf-8") == release.text == journal.letters.text(draft)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert (release.mentor, release.mentee, release.file) == ("Imogen Tao", "Desmond Hale", "out.md")
    assert journal.letters.releases() == (release,)
    assert journal.letters.drafts() == ()
    assert release.is_whole()


def test_a_folder_gets_the_letter_under_a_name_of_its_own(journal: Journal, tmp_path: Path) -> None:
    draft = journal.letters.draft()
    confirm(journal, draft)
    assert journal.letters.release(draft, tmp_path).file == "letter-2026-02-03.md"


Change = Callable[[Journal, LetterDraft], LetterDraft]


@pytest.mark.parametrize(
    "change",
    [
        lambda journal, draft: journal.letters.strike(draft, "phase"),
        lambda journal, draft: journal.letters.write(draft, ask="Kit sizes"),
        lambda journal, draft: journal.letters.write(draft, highlights=["Never let out"]),
        lambda journal, draft: journal.letters.restore(journal.letters.strike(draft, "phase"), "phase"),
        lambda journal, _: journal.letters.draft(),
    ],
    ids=["strike", "write", "write what is withheld", "strike and restore", "draft again"],
)
def test_any_change_clears_what_was_confirmed(journal: Journal, tmp_path: Path, change: Change) -> None:
    signed(journal, "ask")
    draft = journal.letters.draft()
    confirm(journal, draft)
    changed = change(journal, draft)
    assert journal.letters.confirmed(changed) == {}
    with pytest.raises(RuleError, match="both"):
        journal.letters.release(changed, tmp_path)


def test_what_was_read_before_a_change_can_neither_be_confirmed_nor_released(
    journal: Journal, tmp_path: Path
) -> None:
    draft = journal.letters.draft()
    text = journal.letters.text(draft)
    confirm(journal, draft, Who.MENTOR)
    changed = journal.letters.strike(draft, "phase")
    with pytest.raises(RuleError, match="again"):
        journal.letters.confirm(draft, shown=text, name="Desmond Hale", by=Who.MENTEE)
    with pytest.raises(RuleError, match="again"):
        journal.letters.confirm(changed, shown=text, name="Desmond Hale", by=Who.MENTEE)
    with pytest.raises(RuleError, match="again"):
        journal.letters.release(draft, tmp_path)
    with pytest.raises(RuleError, match="again"):
        journal.letters.strike(draft, "phase")


def test_each_confirms_under_their_own_name_and_passphrase(journal: Journal) -> None:
    from rmjournal.store.vault import WEAKEST

    journal.mine.strength = WEAKEST
    journal.mine.pause = lambda _: None
    journal.mine.set_up(Who.MENTOR, "roof stayed on")
    journal.mine.lock()
    draft = journal.letters.draft()
    text = journal.letters.text(draft)
    with pytest.raises(RuleError, match="Imogen Tao"):
        journal.letters.confirm(draft, shown=text, name="Desmond Hale", by=Who.MENTOR)
    with pytest.raises(RuleError, match="own name"):
        journal.letters.confirm(draft, shown=text, name="both", by=Who.BOTH)
    for wrong in ("", "roof came off"):
        with pytest.raises(PassphraseError):
            journal.letters.confirm(draft, shown=text, name="Imogen Tao", by=Who.MENTOR, passphrase=wrong)
    assert journal.letters.confirmed(draft) == {}
    journal.letters.confirm(draft, shown=text, name="imogen tao", by=Who.MENTOR, passphrase="roof stayed on")
    assert set(journal.letters.confirmed(draft)) == {Who.MENTOR}
    assert journal.mine.author is None


def test_an_agreement_that_lets_out_less_stops_a_letter_that_was_drafted_before(
    journal: Journal, tmp_path: Path
) -> None:
    signed(journal, "sessions", "actions")
    draft = journal.letters.draft()
    confirm(journal, draft)
    signed(journal, "sessions")
    with pytest.raises(RuleError, match="less"):
        journal.letters.release(draft, tmp_path)
    with pytest.raises(RuleError, match="less"):
        confirm(journal, draft)


def test_a_file_that_is_there_is_not_written_over_and_nothing_is_released(
    journal: Journal, tmp_path: Path
) -> None:
    draft = journal.letters.draft()
    confirm(journal, draft)
    target = tmp_path / "out.md"
    target.write_text("mine")
    target.chmod(0o644)
    with pytest.raises(ExportError, match="--force"):
        journal.letters.release(draft, target)
    assert target.read_text() == "mine"
    assert journal.letters.releases() == ()
    journal.letters.release(draft, target, force=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_where_it_cannot_be_written_nothing_is_released(journal: Journal, tmp_path: Path) -> None:
    draft = journal.letters.draft()
    confirm(journal, draft)
    with pytest.raises(ExportError, match="folder is not there"):
        journal.letters.release(draft, tmp_path / "nowhere" / "out.md")
    assert journal.letters.releases() == ()
    assert journal.letters.current() == draft


def test_a_letter_that_could_not_be_logged_is_not_left_behind(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = journal.letters.draft()
    confirm(journal, draft)
    target = tmp_path / "out" / "letter.md"
    target.parent.mkdir()

    def full(self: Store, *_: Put, **__: Who) -> None:
        raise StoreWriteError(self.path, "the disk is full")

    monkeypatch.setattr(Store, "commit", full)
    with pytest.raises(StoreWriteError):
        journal.letters.release(draft, target)
    assert list(target.parent.iterdir()) == []
    target.write_text("mine")
    target.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(target)
    before = Stamp.of(target.stat())
    for path in (target, link, target.parent):
        with pytest.raises(StoreWriteError):
            journal.letters.release(draft, path, force=True)
        assert (target.read_text(), Stamp.of(target.stat())) == ("mine", before)
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
        assert [one.name for one in target.parent.iterdir()] == [target.name]
    assert link.is_symlink()
    monkeypatch.undo()
    journal.letters.release(draft, link, force=True)
    assert target.read_text() == journal.letters.releases()[0].text
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_verifies_as_released_until_one_byte_is_changed(journal: Journal, tmp_path: Path) -> None:
    draft = journal.letters.draft()
    confirm(journal, draft)
    target = tmp_path / "out.md"
    release = journal.letters.release(draft, target)
    assert journal.letters.verify(target).release == release
    data = bytearray(target.read_bytes())
    data[len(data) // 2] ^= 1
    target.write_bytes(data)
    assert journal.letters.verify(target).release is None
    with pytest.raises(ExportError, match="could not be read"):
        journal.letters.verify(tmp_path / "nowhere.md")


def test_a_draft_says_of_itself_that_it_was_not_released(journal: Journal) -> None:
    text = journal.letters.text(journal.letters.draft(), released=False)
    assert "released: false\n" in text
    assert "**Not released:**" in text
    assert not read_letter(text).released


def test_a_draft_that_is_thrown_away_is_gone(journal: Journal) -> None:
    draft = journal.letters.draft()
    confirm(journal, draft, Who.MENTOR)
    journal.letters.discard(draft)
    assert journal.letters.current() is None


def test_what_is_kept_reads_back(journal: Journal, journal_path: Path, clock: Any) -> None:
    signed(journal, *EVERY_TICK)
    a_goal(journal)
    for template in ("focus", "show-me", "swap"):
        hold(journal, clock, template)
    draft = journal.letters.write(
        journal.letters.draft(), highlights=["x"], ideas=[Idea(text="y", credit="z")], topics=["pay"]
    )
    confirm(journal, draft, Who.MENTEE)
    journal.close()
    again = Journal.open(journal_path, clock=clock)
    assert again.letters.current() == draft
    assert set(again.letters.confirmed(draft)) == {Who.MENTEE}
    again.close()


def test_a_change_in_one_copy_and_a_confirmation_in_another_do_not_meet(
    journal: Journal, journal_path: Path, clock: Any, tmp_path: Path
) -> None:
    draft = journal.letters.draft()
    other = Journal.open(journal_path, clock=clock)
    confirm(other, draft, Who.MENTEE)
    assert journal.refresh()
    confirm(journal, draft, Who.MENTOR)
    assert other.refresh()
    other.letters.strike(draft, "phase")
    assert journal.refresh()
    with pytest.raises(RuleError, match="again"):
        journal.letters.release(draft, tmp_path)
    other.close()


def test_a_draft_that_was_changed_in_two_places_at_once_does_not_leave(
    journal: Journal, journal_path: Path, clock: Any, tmp_path: Path
) -> None:
    signed(journal, "sessions")
    draft = journal.letters.draft()
    other = Journal.open(journal_path, clock=clock)
    other.letters.strike(draft, "phase")
    mine = journal.letters.strike(draft, "minutes")
    kept = journal.letters.current()
    assert kept
    for one in {mine, kept}:
        with pytest.raises(RuleError, match="two places"):
            confirm(journal, one, Who.MENTOR)
        with pytest.raises(RuleError, match="two places"):
            journal.letters.release(one, tmp_path)
    again = journal.letters.draft()
    assert journal.letters.drafts() == (again,)
    confirm(journal, again)
    assert journal.letters.release(again, tmp_path).is_whole()
    assert journal.letters.drafts() == ()
    other.close()
