"""What is written out besides letters, and the commands that write."""

from __future__ import annotations

import json
import os
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from command_line import Run, within
from hypothesis import given, settings
from letter_reading import read_letter
from outlines import read_outline

from rmjournal.domain import testimony
from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.assessment import AreaRow, Moment, Page, PageMoment
from rmjournal.domain.capture import Action, Capture, CaptureKind
from rmjournal.domain.days import long_day
from rmjournal.domain.letter import Period
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.pulse import Line
from rmjournal.domain.reflection import PrivateQuestion, PrivateReflection, Reflection, Words
from rmjournal.domain.session import Note, Session
from rmjournal.errors import ExportError, PassphraseError, RuleError, ShelfLockedError
from rmjournal.journal.journal import Journal
from rmjournal.journal.outlet import write_file
from rmjournal.markdown.brief import brief
from rmjournal.markdown.keepsake import GoalEnd, keepsake
from rmjournal.markdown.mine_export import mine_export
from rmjournal.markdown.notes_export import SessionNotes, notes_export
from rmjournal.markdown.record import mentor_record
from rmjournal.store.vault import WEAKEST
from tests.ledger import a_goal, rated
from tests.nasty import notes as hostile_notes
from tests.nasty import titles

SECRET = "roof stayed on"


def hold(journal: Journal, clock: Any, template: str, note: str, *, after: int = 7) -> Session:
    clock.on(days=after)
    session = journal.sessions.start(template=template)
    journal.sessions.write(session, "1", note, over=None)
    for who in (Who.MENTOR, Who.MENTEE):
        journal.captures.take_away(session, f"{who} took {template}", of=who)
    clock.on(minutes=20)
    return journal.sessions.wrap_up(session)


def headings(markdown: str) -> list[str]:
    return [one.text for one in read_outline(markdown)]


def test_notes_hold_the_sessions_of_a_period_what_lies_between_and_what_is_on_ours(
    journal: Journal, clock: Any
) -> None:
    hold(journal, clock, "focus", "# Mine\nFirst words")
    hold(journal, clock, "swap", "Second words")
    journal.captures.add(CaptureKind.INSIGHT, "A loose line")
    journal.actions.add("A loose action", owner=Who.MENTEE)
    words = journal.reflections.words("We laughed", title="Tuesday", feelings=["glad"])
    journal.reflections.share(words, by=Who.MENTOR)
    every = journal.exports.notes()
    outline = [(one.level, one.text) for one in read_outline(every)]
    assert [text for level, text in outline if level < 3] == [
        "Notes of Imogen Tao and Desmond Hale",
        "Focused session",
        "Two-way swap",
        "Between sessions",
        "Reflections on ours",
    ]
    for said in ("First words", "Second words", "A loose line", "A loose action", "We laughed", "glad"):
        assert said in every
    last = journal.exports.notes(since=clock().date())
    assert "First words" not in last
    assert "Second words" in last


def test_each_session_has_its_own_actions_and_what_it_carried(journal: Journal) -> None:
    first = journal.sessions.start(template="")
    journal.actions.add("Draft alone", owner=Who.MENTEE, session=first)
    journal.sessions.wrap_up(first)
    second = journal.sessions.start(template="")
    journal.actions.add("Ask at the depot", owner=Who.MENTOR, session=second)
    journal.sessions.wrap_up(second)

    both = journal.exports.notes()

    assert both.count("Draft alone") == 2
    assert both.count("Ask at the depot") == 1
    assert both.index("Carried over") < both.rindex("Draft alone")


def test_a_period_that_ends_before_it_begins_is_refused(journal: Journal, clock: Any) -> None:
    today = clock().date()
    with pytest.raises(RuleError, match="ends before"):
        journal.exports.notes(since=today, until=today - timedelta(days=1))


def test_the_same_journal_gives_the_same_bytes(journal: Journal, journal_path: Path, clock: Any) -> None:
    hold(journal, clock, "focus", "Words")
    a_goal(journal)
    journal.close()
    again = [Journal.open(journal_path, clock=clock) for _ in range(2)]
    for name in ("notes", "keepsake", "brief", "calendar"):
        one, other = (getattr(kept.exports, name)() for kept in again)
        assert one == other
    assert again[0].record.markdown() == again[1].record.markdown()
    for kept in again:
        kept.close()


def test_what_is_on_mine_is_written_for_its_author_alone_and_warns(journal: Journal) -> None:
    with pytest.raises(ShelfLockedError):
        journal.exports.mine(Who.MENTOR)
    journal.mine.strength = WEAKEST
    journal.mine.set_up(Who.MENTOR, SECRET)
    journal.reflections.keep(journal.reflections.words("I became a generation"), by=Who.MENTOR)
    journal.questions.add("Why me?", by=Who.MENTOR)
    journal.pulses.answer_privately(safe=2, steer=3, by=Who.MENTOR)
    mine = journal.exports.mine(Who.MENTOR)
    assert "not locked any more" in mine
    for said in ("I became a generation", "Why me?", "2 of 5"):
        assert said in mine
    with pytest.raises(ShelfLockedError):
        journal.exports.mine(Who.MENTEE)


def test_a_keepsake_of_one_session_says_its_day_once(journal: Journal, clock: Any) -> None:
    assert "session" not in journal.exports.keepsake()
    hold(journal, clock, "focus", "Words")
    (held,) = journal.sessions.held()
    assert f"\n{long_day(held.on)}: 1 session, " in journal.exports.keepsake()


def test_a_keepsake_has_then_and_now_the_goals_and_what_each_takes_along(
    journal: Journal, clock: Any
) -> None:
    goal = a_goal(journal)
    journal.ratings.agree(rated(journal, goal, 1, 1), goal, 1)
    journal.assessments.write_page(PageMoment.START, "They leave for money.", by=Who.MENTEE)
    hold(journal, clock, "focus", "A note")
    hold(journal, clock, "reset", "Hard words")
    hold(journal, clock, "closing", "Thank you")
    kept = journal.exports.keepsake()
    for said in (
        "They leave for money.",
        "The assistant in the briefing · Desmond · better than expected",
        "mentor took focus",
        "mentee took closing",
        "Thank you",
    ):
        assert said in kept
    assert "took reset" not in kept
    assert "Hard words" not in kept
    assert "A note" not in kept


def test_the_record_holds_the_mentee_s_words_only_while_the_mentee_lets_it(
    journal: Journal, clock: Any
) -> None:
    hold(journal, clock, "focus", "A note")
    journal.assessments.answer(Moment.NOW, {journal.assessments.areas(Who.MENTOR)[0].id: 4}, by=Who.MENTOR)
    with pytest.raises(RuleError, match="Desmond Hale"):
        journal.record.say("She reads to the end.", name="Imogen Tao")
    journal.record.say("She reads to the end.", name="desmond hale")
    written = journal.record.markdown()
    assert "**Sessions led:** 1" in written
    assert "She reads to the end." in written
    assert "on my own" in written
    assert "A note" not in written
    journal.record.take_back()
    assert "She reads" not in journal.record.markdown()
    with pytest.raises(RuleError, match="nothing"):
        journal.record.take_back()
    journal.record.say("She asks once.", name="Desmond Hale")
    assert "She asks once." in journal.record.markdown()


def test_the_mentee_s_words_want_the_mentee_s_passphrase(journal: Journal) -> None:
    journal.mine.strength = WEAKEST
    journal.mine.pause = lambda _: None
    journal.mine.set_up(Who.MENTEE, SECRET)
    with pytest.raises(PassphraseError):
        journal.record.say("She reads.", name="Desmond Hale", passphrase="something else")
    journal.record.say("She reads.", name="Desmond Hale", passphrase=SECRET)


def test_the_brief_says_nothing_of_what_was_said(journal: Journal, clock: Any) -> None:
    before = journal.exports.brief()
    hold(journal, clock, "reset", "Hard words")
    assert journal.exports.brief() == before
    assert "What you will not be told" in headings(before)


def test_the_calendar_has_a_private_entry_for_each_session_ahead_and_names_no_agenda(
    journal: Journal,
) -> None:
    import icalendar

    book = icalendar.Calendar.from_ical(journal.exports.calendar())
    events = list(book.walk("VEVENT"))
    assert [one["DTSTART"].dt for one in events] == [one.on for one in journal.plan.ahead()]
    assert {str(one["CLASS"]) for one in events} == {"PRIVATE"}
    assert {str(one["SUMMARY"]) for one in events} == {"Reverse mentoring: Imogen Tao and Desmond Hale"}
    first = journal.plan.next()
    assert first
    moved = journal.plan.move(first, first.on + timedelta(days=1))
    again = icalendar.Calendar.from_ical(journal.exports.calendar())
    (entry,) = (one for one in again.walk("VEVENT") if one["UID"] == events[0]["UID"])
    assert entry["DTSTART"].dt == moved.on


def entries(journal: Journal) -> dict[str, Any]:
    import icalendar

    book = icalendar.Calendar.from_ical(journal.exports.calendar())
    return {str(one["UID"]): one for one in book.walk("VEVENT")}


@pytest.mark.parametrize("days", [7, -1])
@pytest.mark.parametrize("verb", ["move", "change"])
def test_a_session_on_another_day_is_news_to_every_calendar_and_so_are_those_that_give_way(
    journal: Journal, clock: Any, verb: str, days: int
) -> None:
    before = entries(journal)
    session = journal.plan.ahead()[1]
    day = session.on + timedelta(days=days)
    clock.on(minutes=1)
    if verb == "move":
        journal.plan.move(session, day)
    else:
        journal.plan.change(session, on=day)
    after = entries(journal)
    assert after.keys() == before.keys()
    other_days = {uid for uid in after if after[uid]["DTSTART"].dt != before[uid]["DTSTART"].dt}
    assert other_days
    for uid in after:
        assert after[uid]["DTSTAMP"].dt > before[uid]["DTSTAMP"].dt
        assert after[uid]["SEQUENCE"] >= before[uid]["SEQUENCE"]
    for uid in other_days:
        assert after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]


def test_what_a_calendar_calls_newer_stays_newer_after_a_merge(
    journal: Journal, clock: Any, tmp_path: Path
) -> None:
    copy = tmp_path / "theirs.journal.json"
    copy.write_bytes(journal.path.read_bytes())
    theirs = Journal.open(copy, clock=clock)
    first = journal.plan.next()
    assert first
    for days in (1, 2, 3):
        theirs.plan.change(theirs.plan.ahead()[0], on=first.on + timedelta(days=days))
    clock.on(minutes=1)
    journal.plan.change(first, on=first.on - timedelta(days=1))
    before = max(entries(theirs)[uid]["SEQUENCE"] for uid in entries(theirs))
    theirs.close()
    journal.care.merge(copy)
    merged = entries(journal)
    uid = next(one for one in merged if one.startswith(first.id))
    assert merged[uid]["SEQUENCE"] > before


def test_a_file_is_whole_private_and_never_written_over_unasked(tmp_path: Path) -> None:
    target = write_file(tmp_path / "a.md", b"one")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(ExportError, match="--force"):
        write_file(target, b"two")
    assert target.read_bytes() == b"one"
    write_file(target, b"two", force=True)
    assert target.read_bytes() == b"two"
    for bad in (tmp_path / "nowhere" / "a.md", target / "a.md"):
        with pytest.raises(ExportError, match="Nothing was changed"):
            write_file(bad, b"three")
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_only_a_file_is_written_over(tmp_path: Path, make: Callable[[Path], None]) -> None:
    target = tmp_path / "there"
    make(target)
    before = target.stat().st_mode
    with pytest.raises(ExportError, match="no file"):
        write_file(target, b"two", force=True)
    assert target.stat().st_mode == before


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command line with one journal, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    call = within(capfd, monkeypatch)
    call("new", "lindgate", "--mentor", "Imogen Tao", "--mentee", "Desmond Hale", "--code", "P-07")
    return call


def text_id(run: Run) -> str:
    return str(json.loads(run("letters", "show", "--json").stdout)["digest"][:8])


def test_a_letter_goes_from_draft_to_verified_file_by_commands_alone(run: Run, tmp_path: Path) -> None:
    run("passphrase", "set", "--by", "mentor", secrets=(SECRET,))
    assert "Text-id" in run("letters", "draft").stderr
    run("letters", "write", "--ask", "Kit sizes", "--highlight", "A text", "--topic", "pay")
    run("letters", "strike", "phase")
    old = text_id(run)
    run("letters", "restore", "phase")
    assert "not the text" in run("letters", "confirm", old, "Imogen Tao", code=2).stderr
    new = text_id(run)
    run("letters", "confirm", new, "Imogen Tao", secrets=("wrong passphrase",), code=1)
    run("letters", "confirm", new, "Imogen Tao", secrets=(SECRET,))
    assert "waits for Desmond Hale" in run("letters", "release", code=1).stderr
    assert list(tmp_path.glob("*.md")) == []
    assert "Both have confirmed" in run("letters", "confirm", new, "Desmond Hale").stderr
    assert "folder is not there" in run("letters", "release", "-o", "nowhere/", code=1).stderr
    name = run("letters", "release").stdout.strip()
    assert name.startswith("letter-P-07-")
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert "unchanged" in run("letters", "verify", name).stdout
    assert run("export", "letter", name).stdout == (tmp_path / name).read_text(encoding="utf-8")
    listed = json.loads(run("letters", "list", "--json").stdout)
    assert [one["file"] for one in listed["released"]] == [name]
    assert listed["drafts"] == []
    (tmp_path / name).write_text("x" + (tmp_path / name).read_text(encoding="utf-8"), encoding="utf-8")
    assert "changed" in run("letters", "verify", name, code=1).stderr


def test_what_a_release_says_to_type_can_be_typed_from_where_one_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sent letters").mkdir()
    told = run("letters", "draft").stderr
    for _ in range(2):
        commands = [line.partition("rmjournal ")[2] for line in told.splitlines() if " confirm " in line]
        told = run(*shlex.split(commands[0])).stderr
    told = run("letters", "release", "-o", "sent letters").stderr
    command = told.rstrip().rpartition(": rmjournal ")[2]
    assert "unchanged" in run(*shlex.split(command)).stdout


def test_without_two_confirmations_a_draft_is_printed_and_no_file_is_written(
    run: Run, tmp_path: Path
) -> None:
    printed = run("export", "letter")
    assert not read_letter(printed.stdout).released
    assert "**Not released:**" in printed.stdout
    assert "rmjournal letters draft" in printed.stderr
    run("letters", "draft")
    assert "letters confirm" in run("export", "letter").stderr
    assert "two confirmations" in run("export", "letter", "-o", "letter.md", code=1).stderr
    assert list(tmp_path.glob("*.md")) == []


def test_notes_until_a_month_reach_to_its_last_day(run: Run) -> None:
    last = datetime.now().astimezone().date().replace(day=1) - timedelta(days=1)
    told = run("export", "notes", "--since", "2020-02-03", "--until", "last month").stdout
    assert f"Monday, February 3, 2020 to {long_day(last)}" in told


def test_notes_of_days_to_come_are_refused_without_a_word_of_letters(run: Run) -> None:
    for option in ("--since", "--until"):
        said = run("export", "notes", option, "2199-01-01", code=1).stderr
        assert "today" in said
        assert option in said
        assert "letter" not in said


@pytest.mark.parametrize("export", ["session", "notes", "agreement", "letter", "keepsake", "record", "brief"])
def test_every_export_is_markdown_or_a_page(run: Run, tmp_path: Path, export: str) -> None:
    run("session", "start", "focus")
    run("session", "note", "Words <b>")
    markdown = run("export", export).stdout
    assert headings(markdown)
    page = run("export", export, "--html").stdout
    assert page.startswith("<!DOCTYPE html>")
    if export != "letter":
        run("export", export, "-o", "out.md")
        assert (tmp_path / "out.md").read_text(encoding="utf-8") == markdown
        assert "--force" in run("export", export, "-o", "out.md", code=1).stderr
        run("export", export, "--html", "-o", "out.md", "--force")
        assert (tmp_path / "out.md").read_text(encoding="utf-8") == page


def test_mine_is_exported_with_the_passphrase_and_a_warning(run: Run) -> None:
    run("passphrase", "set", "--by", "mentor", secrets=(SECRET,))
    run("reflect", "I did not", "--by", "mentor", secrets=(SECRET,))
    ran = run("export", "mine", "--by", "mentor", secrets=(SECRET,))
    assert "I did not" in ran.stdout
    assert "not locked any more" in ran.stderr


def test_the_mentee_s_words_go_into_the_record_by_command(run: Run) -> None:
    assert "said nothing" in run("export", "record").stderr
    run("record", "say", "-", "Desmond Hale", words="She reads to the end.")
    assert "She reads to the end." in run("export", "record").stdout
    run("record", "take-back")
    assert "She reads" not in run("export", "record").stdout


def test_the_calendar_library_is_loaded_for_a_calendar_only(run: Run) -> None:
    path = json.loads(run("list", "--json").stdout)[0]["path"]
    program = (
        "import sys; from rmjournal.cli import main; main.run(sys.argv[1:]);"
        "sys.exit('icalendar' in sys.modules)"
    )
    for command, loads in (("brief", 0), ("calendar", 1)):
        ran = subprocess.run(
            [sys.executable, "-c", program, "-j", path, "export", command], capture_output=True, check=False
        )
        assert ran.returncode == loads


def every_export(text: str, line: str) -> dict[str, str]:
    """Every export, with these words wherever somebody may write."""
    at = datetime(2026, 3, 3, 9, tzinfo=UTC)
    pair = Pair(mentor=line, mentee=line, mentor_title=line, mentee_title=line, program=line)
    items = (PlannedItem(id="1", title=line, lead=Who.BOTH, minutes=9),)
    closing = Session(id="s", on=at.date(), title=line, minutes=9, items=items, started=at, ended=at, held=9)
    note = Note(id="s.1", session="s", item="1", text=text)
    words = Words(text=text, on=at.date(), title=line, feelings=(line,), tags=(line,))
    period = Period(since=at.date(), until=at.date())
    lines = [Capture(id=kind, kind=kind, text=line, made=at, session="s") for kind in CaptureKind]
    loose = Capture(id="c", kind=CaptureKind.INSIGHT, text=line, made=at, outcome=line)
    area = AreaRow(
        id="a",
        name=line,
        before=1,
        then=1,
        now=1,
        before_words=line,
        then_words=line,
        now_words=line,
        said=line,
    )
    return {
        "notes": notes_export(
            pair=pair,
            period=period,
            sessions=[SessionNotes(session=closing, notes={"1": note}, used={})],
            actions=[Action(id="a", text=line, owner=Who.MENTEE, made=at)],
            captures=[*lines, loose],
            ours=[Reflection(id="r", by=Who.MENTOR, made=at, words=words)],
        ),
        "mine": mine_export(
            name=line,
            reflections=[PrivateReflection(id="r", made=at, words=words)],
            questions=[PrivateQuestion(id="q", made=at, text=line)],
            answers=[("I could say it.", Line(item="safe", who=Who.MENTOR, points=()))],
        ),
        "keepsake": keepsake(
            pair=pair,
            held=[closing],
            pages=[Page(id="p", who=Who.MENTOR, moment=PageMoment.START, text=text, at=at)],
            goals=[GoalEnd(title=line, owner=line, went=line)],
            takeaways=lines[-1:],
            phrases=lines[:1],
            closing=closing,
            notes={"1": note},
        ),
        "record": mentor_record(
            pair=pair,
            period=period,
            sessions=1,
            minutes=9,
            skills=[area],
            testimony=testimony.Testimony(text=text, name=line, on=at.date()),
        ),
        "brief": brief(pair=pair, period=period, sessions=12, minutes=400),
    }


PLAIN = every_export("Words", "words")


@settings(max_examples=40, deadline=None)
@given(hostile_notes, titles)
def test_whatever_the_texts_hold_the_parts_of_every_export_are_the_program_s(text: str, line: str) -> None:
    for name, markdown in every_export(f"x{text}", f"x{line}").items():
        parts = [one.level for one in read_outline(markdown) if one.level < 3]
        assert parts == [one.level for one in read_outline(PLAIN[name]) if one.level < 3], name
