"""The demo: a pair's six months that read well, hold together, and end shortly before today."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_reading import read_letter

from rmjournal import files
from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureKind
from rmjournal.domain.fitting import fit
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Record
from rmjournal.domain.session import Note, Session, SessionState
from rmjournal.errors import StoreExistsError
from rmjournal.journal import demo
from rmjournal.journal.journal import Journal
from rmjournal.journal.telling import Telling
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.practice.story import read_story

STORY = read_story()
TODAY = date(2026, 11, 21)
TUESDAY = 1
R = TypeVar("R", bound=Record)
IN_BRACES = re.compile(r"\{[^{}]*\}")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
BRITISH = (
    r"\w*(organis|realis|recognis|apologis|summaris|emphasis(e|ing)|analys(e|ing)\b|behaviour|colour|favour"
    r"|honour|labour|neighbour|programme|centre|metre|theatre|cancelled|travelled|labelled|practis|licence"
    r"|defence|learnt|whilst|grey|cheque|tyre|enrol\b|fulfil\b)\w*"
)
CAPITALS = {
    *("Imogen", "Tao", "Desmond", "Hale", "Petra", "Vaughan", "I"),
    *("Lindgate", "Water", "Weir", "Lane", "Mill", "Road", "Customer", "Insight", "LinkedIn", "AI"),
    *(
        "Monday",
        "Mondays",
        "Tuesday",
        "Tuesdays",
        "Friday",
        "Fridays",
        "Field",
        "Operations",
        "Director",
        "Idea",
    ),
}


def told(today: date) -> tuple[Record, ...]:
    return Telling(STORY, today=today).tell()


def of(kind: type[R], records: Iterable[Record]) -> list[R]:
    return [record for record in records if isinstance(record, kind)]


def in_order(records: Iterable[Record]) -> list[Session]:
    return sorted(of(Session, records), key=lambda session: session.on)


def sentences(records: Iterable[Record]) -> Iterator[str]:
    """All that somebody wrote."""
    for record in records:
        for name in ("text", "why", "to", "outcome", "program"):
            if words := getattr(record, name, ""):
                yield words


RECORDS = told(TODAY)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Journal]:
    path = tmp_path / "demo.journal.json"
    demo.build(path, today=date.today())  # noqa: DTZ011  # the journal is opened by the real clock
    journal = Journal.open(path)
    yield journal
    journal.close()


def test_twelve_sessions_were_held_in_400_planned_and_405_used_minutes() -> None:
    held = [session for session in of(Session, RECORDS) if session.state is SessionState.HELD]
    assert len(held) == 12
    assert sum(session.minutes for session in held) == 400
    assert sum(session.held for session in held) == 405


def test_every_template_appears_once() -> None:
    held = in_order(RECORDS)[:-1]
    assert {session.template for session in held} == {listed.id for listed in TemplateLibrary().all()}


def test_one_session_was_moved_once_by_a_week_and_kept_short() -> None:
    (moved,) = [session for session in of(Session, RECORDS) if session.moved]
    assert (moved.moved, moved.template, moved.held) == (1, "focus", 15)
    first_note = next(
        note for note in of(Note, RECORDS) if note.session == moved.id and note.item == moved.items[0].id
    )
    assert f"Moved from {in_words(moved.on - timedelta(weeks=1))}" in first_note.text


def test_the_thirteen_actions_ended_in_every_way_there_is() -> None:
    actions = of(Action, RECORDS)
    assert Counter(action.status for action in actions) == {
        ActionStatus.DONE: 9,
        ActionStatus.DONE_DIFFERENTLY: 1,
        ActionStatus.DROPPED: 1,
        ActionStatus.OPEN: 1,
        ActionStatus.HANDED_ON: 1,
    }
    assert Counter(action.owner for action in actions) == {Who.MENTEE: 10, Who.MENTOR: 3}
    (dropped,) = [action for action in actions if action.status is ActionStatus.DROPPED]
    assert dropped.why
    (still_open,) = [action for action in actions if action.is_open]
    assert len(still_open.carried) == 2
    assert still_open.due is not None
    assert still_open.due > TODAY
    (handed_on,) = [action for action in actions if action.status is ActionStatus.HANDED_ON]
    assert handed_on.to == "the depot leads"


def test_every_kind_of_line_was_captured_and_one_topic_asks_for_a_decision() -> None:
    captures = of(Capture, RECORDS)
    assert {capture.kind for capture in captures} == set(CaptureKind)
    assert len([capture for capture in captures if capture.wants_decision]) == 1


def test_nothing_of_the_story_is_lost_on_the_way() -> None:
    chapters = STORY.chapters
    captures = [capture for capture in of(Capture, RECORDS) if capture.session]
    takeaways = [capture for capture in captures if capture.kind is CaptureKind.TAKEAWAY]
    assert len(of(Note, RECORDS)) == sum(len(chapter.items) for chapter in chapters)
    assert len(of(Action, RECORDS)) == sum(len(chapter.actions) for chapter in chapters)
    assert len(takeaways) == 2 * len(chapters)
    assert len(captures) - len(takeaways) == sum(len(chapter.lines) for chapter in chapters)
    ended = [one for chapter in chapters for one in (*chapter.lines, *chapter.actions) if one.ended]
    settled = [one for one in (*captures, *of(Action, RECORDS)) if one.settled]
    assert len(settled) == len(ended)


@pytest.mark.parametrize("chapter", STORY.chapters, ids=lambda chapter: chapter.template)
def test_a_chapter_follows_its_fitted_agenda_item_by_item(chapter) -> None:  # type: ignore[no-untyped-def]
    agenda = fit(TemplateLibrary().get(chapter.template), chapter.minutes)
    assert list(chapter.items) == [item.title for item in agenda.items]
    assert {one.item for one in (*chapter.lines, *chapter.actions)} <= chapter.items.keys()


@settings(max_examples=20, deadline=None)
@given(today=st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 12, 31)))
def test_whatever_today_is_the_twelve_lie_behind_it_and_the_thirteenth_is_due(today: date) -> None:
    records = told(today)
    *held, due = in_order(records)
    assert len(held) == 12
    assert all(session.state is SessionState.HELD for session in held)
    assert {session.on.weekday() for session in held} == {TUESDAY}
    assert 14 <= (today - held[-1].on).days <= 20
    assert (due.on, due.template, due.minutes, due.state) == (today, "focus", 20, SessionState.PLANNED)


@settings(max_examples=20, deadline=None)
@given(today=st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 12, 31)))
def test_days_in_sentences_are_told_in_words_and_move_with_the_sessions(today: date) -> None:
    records = told(today)
    sessions = in_order(records)
    days = {in_words(session.on) for session in sessions}
    days |= {in_words(session.on - timedelta(weeks=1)) for session in sessions}
    days |= {in_words(session.on - timedelta(days=8)) for session in sessions}
    days |= {in_words(session.on + timedelta(days=6)) for session in sessions}
    texts = list(sentences(records))
    assert not [text for text in texts if "{" in text or "}" in text or re.search(r"\d{4}-\d\d", text)]
    found = {match[0] for text in texts for match in re.finditer(rf"({MONTHS}) \d+", text)}
    assert len(found) >= 6
    assert found <= days
    (promise,) = [action for action in of(Action, records) if "agenda" in action.text]
    presented = next(session for session in sessions if session.template == "alongside")
    assert in_words(presented.on) in promise.text
    assert of(Pair, records)[0].program == f"Turnabout {sessions[0].on.year}"


def test_no_day_month_or_season_stands_in_the_story_outside_of_braces() -> None:
    for text in every_string(msgspec.to_builtins(STORY)):
        fixed = IN_BRACES.sub("", text)
        assert not re.search(rf"\b({MONTHS})\b|\b(spring|summer|autumn|winter|Christmas|Easter)\b", fixed), (
            text
        )
        assert not re.search(r"\b20(1[5-9]|[2-9]\d)\b", fixed) or re.fullmatch(r"[\d:T-]+", fixed), text


def test_the_same_day_gives_the_same_records_and_another_day_the_same_ids() -> None:
    assert told(TODAY) == RECORDS
    later = told(TODAY + timedelta(days=100))
    assert [record.id for record in later] == [record.id for record in RECORDS]
    assert later != RECORDS


def test_all_is_written_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced = []
    replace = os.replace

    def counted(*args: Path) -> None:
        replaced.append(args)
        replace(*args)

    monkeypatch.setattr(os, "replace", counted)
    demo.build(tmp_path / "demo.journal.json", today=TODAY)
    assert len(replaced) == 1


def test_it_happened_in_order_and_before_today() -> None:
    for record in RECORDS:
        made, settled = getattr(record, "made", None), getattr(record, "settled", None)
        assert made is None or made.date() < TODAY
        assert settled is None or made <= settled
        assert settled is None or settled.date() < TODAY
    actions = {action.text: action for action in of(Action, RECORDS)}
    alone = actions["Draft the next Monday briefing alone"]
    assert alone.settled is not None
    assert alone.settled.date() == alone.due


def test_only_the_pair_and_the_coordinator_are_named() -> None:
    for text in sentences(RECORDS):
        plain = re.sub(rf"({MONTHS})( \d+)?", "", text)
        names = set(re.findall(r"(?<=[a-z,;] )[A-Z]\w*", plain))
        assert names <= CAPITALS, text


def test_the_spelling_is_american() -> None:
    for text in sentences(RECORDS):
        assert not re.search(BRITISH, text, re.IGNORECASE), text


def test_it_reads_like_a_journal() -> None:
    notes = [note.text for note in of(Note, RECORDS)]
    assert all(len(text.split()) >= 5 and text == text.strip() for text in notes)
    assert 3000 < sum(len(text.split()) for text in notes) < 6000
    assert "lorem" not in " ".join(sentences(RECORDS)).casefold()
    texts = [text for text in sentences(RECORDS) if not text.startswith("Turnabout")]
    assert len(set(texts)) == len(texts)


def test_each_held_session_used_the_minutes_it_records(opened: Journal) -> None:
    for session in opened.sessions.held():
        used = opened.sessions.used(session)
        assert set(used) == {item.id for item in session.items}
        assert all(seconds >= 60 for seconds in used.values())
        assert sum(used.values()) == opened.sessions.seconds(session) == session.held * 60


def test_a_newcomer_starts_a_session_at_once_and_sees_what_is_open(opened: Journal) -> None:
    today = opened.today()
    assert today.next is not None
    assert today.next.on == opened.now().date()
    assert [action.owner for action in today.actions] == [Who.MENTEE]
    assert len(today.topics) == 2
    assert (len(today.recent), today.held) == (3, 12)
    started = opened.sessions.start(today.next)
    assert [item.minutes for item in started.items] == [2, 3, 10, 3, 2]


def test_a_template_of_ones_own_does_not_change_the_demo(tmp_path: Path) -> None:
    own = files.templates_folder()
    own.mkdir(parents=True)
    ours = "---\nid: focus\nminutes: 20\nlengths: [20]\n---\n# Ours\n\n## Talk | both | 20 min\n- What now?\n"
    (own / "focus.md").write_text(ours, encoding="utf-8")
    assert told(TODAY) == RECORDS
    demo.build(tmp_path / "demo.journal.json", today=TODAY)


def test_it_is_kept_at_the_path_that_was_named(tmp_path: Path) -> None:
    path = demo.keep(tmp_path / "new" / "mine.json", today=TODAY)
    assert path == tmp_path / "new" / "mine.json"
    assert Journal.open(path).pair.code == "P-07"
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_gets_it_under_its_own_name(tmp_path: Path) -> None:
    assert demo.keep(tmp_path, today=TODAY) == tmp_path / "demo.journal.json"
    assert (tmp_path / "demo.journal.json").is_file()


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreExistsError):
        demo.keep(path, today=TODAY)
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_copy_is_private_and_gone_afterwards() -> None:
    with demo.thrown_away(partial(demo.build, today=TODAY)) as path:
        assert path.is_file()
        (path.parent / "something beside it").touch()
        if os.name != "nt":
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not path.parent.exists()


def in_words(day: date) -> str:
    return f"{day:%B} {day.day}"


def every_string(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for part in held.values():
            yield from every_string(part)
    elif isinstance(held, list | tuple):
        for part in held:
            yield from every_string(part)


def test_one_letter_was_released_at_the_closing_word_for_word_by_both(opened: Journal) -> None:
    (release,) = opened.letters.releases()
    closing = next(one for one in opened.sessions.held() if one.template == "closing")
    assert (release.on, release.mentor, release.mentee) == (closing.on, "Imogen Tao", "Desmond Hale")
    letter = read_letter(release.text).letter
    assert (letter.pair, letter.sessions, letter.minutes, letter.moved) == ("P-07", 12, 405, 1)
    assert letter.highlights == (
        "A first-day text from the depot lead is now normal at all depots (idea: Imogen Tao).",
    )
    assert letter.ask == "Check kit sizes before the next intake."
    assert "Reset: when it got hard" not in release.text
    assert release.is_whole()
    assert opened.letters.current() is None
