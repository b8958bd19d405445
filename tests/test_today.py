from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Golden, StoppedClock
from screens import EACH_SIZE, NASTY, Host, picture, said, shows, until
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from rmjournal.domain.capture import Action, ActionStatus, CaptureKind, CaptureState
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.session import Session, SessionState
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.entry import EntryScreen
from rmjournal.tui.screens.frame import Dialog
from rmjournal.tui.screens.log_session import LogScreen
from rmjournal.tui.screens.note import NoteScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.sessions import SessionsScreen
from rmjournal.tui.screens.settle import SettleScreen
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.next_session import NextSession
from rmjournal.tui.widgets.standing import Standing

TUESDAY = date(2026, 2, 3)


def held(seat: Seat, clock: StoppedClock, *, note: str = "We met at the cafe by the lock.") -> None:
    """Hold the next session, and let two weeks pass."""
    journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    journal.sessions.write(session, session.items[0].id, note, over=None)
    clock.on(minutes=session.minutes)
    journal.sessions.wrap_up(session, held=session.minutes)
    clock.on(days=14)


def with_open_ends(seat: Seat, clock: StoppedClock, *, sessions: int = 2) -> None:
    """Two actions and a topic out of the first session, and some sessions more."""
    journal = seat.journal
    first = journal.sessions.start(journal.plan.next())
    journal.actions.add("Draft the Monday briefing", owner=Who.MENTEE, due=date(2026, 2, 20), session=first)
    journal.actions.add("Collect three stiff replies", owner=Who.MENTOR, session=first)
    journal.captures.add(CaptureKind.PARKING, "Who reads page nineteen?", session=first)
    journal.sessions.wrap_up(first, held=47)
    clock.on(days=14)
    for _ in range(sessions - 1):
        held(seat, clock)


async def ready(pilot: Pilot[None]) -> TodayScreen:
    """Wait for all of Today."""
    await shows(pilot, "What we carry")
    screen = pilot.app.screen
    assert isinstance(screen, TodayScreen)
    return screen


async def marked(pilot: Pilot[None], words: str) -> None:
    """Go to the line of the list that begins with these words."""
    standing = pilot.app.screen.query_one(Standing)
    standing.focus()
    prompts = [str(option.prompt) for option in standing.options]
    standing.highlighted = next(at for at, prompt in enumerate(prompts) if prompt.startswith(words))
    await pilot.pause()


async def settle(screen: SettleScreen, choice: str, said: str = "") -> None:
    """Make a choice; where it asks for words, first give none, then these."""
    app = Host(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Dropped, because")
        choices = app.screen.query_one(OptionList)
        choices.highlighted = choices.get_option_index(choice)
        await pilot.press("enter")
        if said:
            await until(pilot, lambda: isinstance(app.focused, Input))
            await pilot.press("enter")
            await shows(pilot, "Some words are needed here.")
            app.screen.query_one(Input).value = said
            await pilot.press("enter")
        await until(pilot, lambda: app.answers == [None])


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_first_day_looks_as_it_should(seat: Seat, golden: Golden, size: tuple[int, int]) -> None:
    async with Host(TodayScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "What we said we would do")
        golden(pilot.app, "today-first")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_a_day_in_the_middle_looks_as_it_should(
    seat: Seat, clock: StoppedClock, golden: Golden, size: tuple[int, int]
) -> None:
    with_open_ends(seat, clock, sessions=4)
    seat.journal.plan.move(seat.journal.plan.next(), clock().date() + timedelta(days=3))
    async with Host(TodayScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "What we said we would do")
        golden(pilot.app, "today-middle")


async def test_the_parts_stand_in_the_order_in_which_they_are_needed(seat: Seat, clock: StoppedClock) -> None:
    with_open_ends(seat, clock, sessions=4)
    seat.journal.expectations.add("Use an assistant with judgment", owner=Who.MENTEE)
    async with Host(TodayScreen(seat)).run_test(size=(120, 60)) as pilot:
        await ready(pilot)
        seen = picture(pilot.app)
        parts = ("we said we would do", "What we carry", "our expectations stand", "Our rhythm", "To decide")
        assert sorted(parts, key=seen.index) == list(parts)
        assert "not rated yet" in seen
        assert "Last met 14 days ago, next today; planned: every 2 weeks." in " ".join(seen.split())
        await marked(pilot, "E1")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))


async def test_no_rhythm_is_told_before_the_first_session_nor_while_the_pair_has_paused(
    seat: Seat, clock: StoppedClock
) -> None:
    assert seat.journal.today().rhythm is None
    held(seat, clock)
    assert seat.journal.today().rhythm is not None
    seat.journal.standing.pause()
    assert seat.journal.today().rhythm is None


async def test_the_rhythm_is_the_one_that_both_signed(seat: Seat, clock: StoppedClock) -> None:
    held(seat, clock)
    agreement = seat.journal.agreement
    agreement.write("rhythm", "Every second or third Tuesday, twenty minutes.")
    assert seat.journal.today().rhythm.beat.words == "every 2 weeks"
    for who in PARTNERS:
        agreement.sign(agreement.draft(), seat.pair.name_of(who), by=who)
    beat = seat.journal.today().rhythm.beat
    assert (beat.weeks, beat.most, beat.minutes, beat.is_agreed) == (2, 3, 20, True)


async def test_what_the_one_who_writes_said_stands_first(seat: Seat, clock: StoppedClock) -> None:
    with_open_ends(seat, clock)
    async with Host(TodayScreen(seat)).run_test(size=(120, 36)) as pilot:
        await ready(pilot)

        def first() -> str:
            return str(pilot.app.screen.query_one(Standing).options[1].prompt)

        assert first().startswith("Draft the Monday briefing")
        await pilot.press("f2")
        await until(pilot, lambda: first().startswith("Collect three stiff replies"))


async def test_what_the_agreement_still_needs_is_told_until_both_have_signed(seat: Seat) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(120, 36)) as pilot:
        await shows(pilot, "Before the agreement stands")
        await shows(pilot, "4 opens it.")
        agreement = seat.journal.agreement
        for who in PARTNERS:
            agreement.sign(agreement.draft(), seat.pair.name_of(who), by=who)
        pilot.app.screen.read_again()
        await until(pilot, lambda: "Before the agreement stands" not in picture(pilot.app))


async def test_enter_starts_the_next_session_and_the_cursor_is_in_its_first_notes(seat: Seat) -> None:
    async with RmjournalApp(seat.journal).run_test() as pilot:
        await until(pilot, lambda: isinstance(pilot.app.focused, NextSession))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await until(pilot, lambda: type(pilot.app.focused).__name__ == "NoteArea")
        await pilot.press(*"hi")
        await pilot.press("ctrl+s")
        session = seat.journal.sessions.open()
        assert session is not None
        await until(pilot, lambda: seat.journal.sessions.note(session, "1") is not None)
        assert seat.journal.sessions.note(session, "1").text == "hi"


async def test_an_unfinished_session_is_offered_again_before_all_else(
    seat: Seat, clock: StoppedClock, golden: Golden
) -> None:
    journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    spell = journal.sessions.begin_spell(session, "1")
    clock.on(minutes=12)
    journal.sessions.extend_spell(spell)
    async with Host(TodayScreen(seat)).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "12 minutes of 45 used" in picture(pilot.app)
        golden(pilot.app, "today-unfinished")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        assert pilot.app.screen.session == session


async def test_t_takes_another_agenda_on_the_same_day(seat: Seat) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("t")
        await shows(pilot, "Which agenda?")
        choices = pilot.app.screen.query_one(OptionList)
        prompts = [str(option.prompt) for option in choices.options]
        choices.highlighted = next(at for at, words in enumerate(prompts) if words.startswith("Show me"))
        await pilot.press("enter")
        await shows(pilot, "Watch once, thinking aloud")
        after = seat.journal.plan.next()
        assert (after.template, after.minutes, after.on, after.moved) == ("show-me", 30, TUESDAY, 0)


async def test_m_takes_another_length_from_the_list_or_as_typed(seat: Seat) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("m", "down", "enter")
        await shows(pilot, "today · 60 minutes")
        assert seat.journal.plan.next().minutes == 60
        await pilot.press("m", "end", "enter")
        await shows(pilot, "How many minutes?")
        field = pilot.app.screen.query_one(Input)
        field.value = "7"
        await pilot.press("enter")
        await shows(pilot, "Say a number of minutes from 10 to 120.")
        field.value = "25 min"
        await pilot.press("enter")
        await shows(pilot, "today · 25 minutes")
        assert seat.journal.plan.next().minutes == 25


async def test_r_rebooks_on_a_day_in_words_and_counts_the_move(seat: Seat) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("r")
        await shows(pilot, "instead of today?")
        field = pilot.app.screen.query_one(Input)
        field.value = "yesterday"
        await shows(pilot, "yesterday has passed.")
        field.value = "thursday"
        await shows(pilot, "Thursday, Feb 5, in 2 days.")
        await pilot.press("enter")
        await shows(pilot, "moved once")
        moved = seat.journal.plan.next()
        assert (moved.on, moved.moved) == (date(2026, 2, 5), 1)


@pytest.mark.parametrize("key", ["r", "m", "t"])
async def test_a_session_that_was_started_elsewhere_meanwhile_stays_as_it_is_and_it_is_told(
    seat: Seat, key: str
) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Dialog) and pilot.app.focused)
        started = seat.journal.sessions.start(seat.journal.plan.next())
        await pilot.press("up", "enter")
        await until(pilot, lambda: "only a planned one can be changed" in said(pilot))
        assert seat.journal.sessions.open() == started
        assert seat.journal._desk.store.conflicts(Session) == ()


async def test_a_session_that_was_moved_elsewhere_meanwhile_keeps_its_one_story(seat: Seat) -> None:
    planned = seat.journal.plan.next()
    assert planned is not None
    elsewhere = seat.journal.plan.move(planned, date(2026, 2, 6))
    shorter = seat.journal.plan.shorten(planned)
    assert (shorter.on, shorter.moved, shorter.minutes) == (elsewhere.on, 1, 15)
    assert seat.journal._desk.store.conflicts(Session) == ()


async def test_s_makes_the_short_version_instead_of_canceling(seat: Seat) -> None:
    async with Host(TodayScreen(seat)).run_test() as pilot:
        await ready(pilot)
        await pilot.press("s")
        await shows(pilot, "today · 15 minutes")
        assert (seat.journal.plan.next().minutes, seat.journal.plan.next().moved) == (15, 0)


async def test_b_starts_a_session_without_an_agenda_and_leaves_the_plan_alone(seat: Seat) -> None:
    planned = seat.journal.plan.ahead()
    async with Host(TodayScreen(seat)).run_test() as pilot:
        await ready(pilot)
        await pilot.press("b")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        assert len(pilot.app.screen.session.items) == 1
        assert seat.journal.plan.ahead() == planned


async def test_without_a_plan_today_says_which_key_makes_one(seat: Seat, golden: Golden) -> None:
    for session in seat.journal.plan.ahead():
        seat.journal.trash.throw_away(session)
    async with Host(TodayScreen(seat)).run_test(size=(80, 24)) as pilot:
        screen = await ready(pilot)
        golden(pilot.app, "today-nothing")
        assert not screen.check_action("rebook", ())
        await pilot.press("t", "enter")
        await shows(pilot, "First meeting")
        assert seat.journal.plan.next().on == TUESDAY
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))


async def test_with_a_session_open_nothing_else_is_started_or_changed(seat: Seat) -> None:
    seat.journal.sessions.start(seat.journal.plan.next())
    async with Host(TodayScreen(seat)).run_test() as pilot:
        screen = await ready(pilot)
        for verb in ("template", "length", "rebook", "shorten", "blank"):
            assert not screen.check_action(verb, ())
        await pilot.press("b", "t", "s")
        assert pilot.app.screen is screen


async def test_a_past_session_is_logged_with_its_day_and_minutes(seat: Seat) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogScreen))
        day, minutes = pilot.app.screen.query(Input)
        day.value = "tomorrow"
        await shows(pilot, "tomorrow is still to come.")
        day.value, minutes.value = "last friday", "25"
        await shows(pilot, "Friday, Jan 30, 25 minutes")
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
        (logged,) = seat.journal.sessions.held()
        assert (logged.on, logged.held) == (date(2026, 1, 30), 25)


async def test_c_marks_the_action_done_that_is_marked_in_the_list(seat: Seat, clock: StoppedClock) -> None:
    with_open_ends(seat, clock)
    async with Host(TodayScreen(seat)).run_test(size=(100, 30)) as pilot:
        screen = await ready(pilot)
        assert not screen.check_action("done", ())
        await marked(pilot, "Draft the Monday")
        await pilot.press("c")
        await until(pilot, lambda: len(seat.journal.actions.open()) == 1)
        done = next(one for one in seat.journal.actions.all() if not one.is_open)
        assert (done.text, done.status) == ("Draft the Monday briefing", ActionStatus.DONE)


async def test_the_third_carry_asks_for_a_decision(seat: Seat, clock: StoppedClock) -> None:
    with_open_ends(seat, clock, sessions=3)
    async with Host(TodayScreen(seat)).run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert "carried twice" in picture(pilot.app)
        assert "drop it?" not in picture(pilot.app)
    held(seat, clock)
    async with Host(TodayScreen(seat)).run_test(size=(160, 40)) as pilot:
        await ready(pilot)
        seen = picture(pilot.app)
        assert seen.count("carried 3 times") == 3
        to_decide = seen[seen.index("To decide: do, park or drop?") :]
        for words in ("Draft the Monday briefing", "Collect three stiff replies", "Who reads page nineteen?"):
            assert words in to_decide


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_a_decision_looks_as_it_should(
    seat: Seat, clock: StoppedClock, golden: Golden, size: tuple[int, int]
) -> None:
    with_open_ends(seat, clock, sessions=4)
    async with Host(SettleScreen(seat, seat.journal.actions.open()[0])).run_test(size=size) as pilot:
        await shows(pilot, "Done differently")
        golden(pilot.app, "settle")


@pytest.mark.parametrize(
    ("choice", "said", "status"),
    [
        ("done", "", ActionStatus.DONE),
        ("differently", "By telephone", ActionStatus.DONE_DIFFERENTLY),
        ("handed on", "The depot lead", ActionStatus.HANDED_ON),
        ("dropped", "Not needed any more", ActionStatus.DROPPED),
    ],
)
async def test_an_action_is_settled_with_what_there_is_to_say(
    seat: Seat, choice: str, said: str, status: ActionStatus
) -> None:
    action = seat.journal.actions.add("Draft the briefing", owner=Who.MENTEE)
    await settle(SettleScreen(seat, action), choice, said)
    (settled,) = seat.journal.actions.all()
    assert settled.status is status
    assert said in (settled.why or settled.to or said)
    assert (settled.why or settled.to) == said


async def test_parking_keeps_an_action_open_and_taking_it_up_again_carries_it_on(seat: Seat) -> None:
    action = seat.journal.actions.add("Draft the briefing", owner=Who.MENTEE)
    for choice, parked in (("parked", True), ("kept", False)):
        await settle(SettleScreen(seat, seat.journal.actions.get(action.id)), choice)
        assert seat.journal.actions.get(action.id).is_open
        assert seat.journal.actions.get(action.id).parked is parked


async def test_a_topic_is_talked_about_or_dropped_for_a_reason(seat: Seat) -> None:
    for choice, state in (("talked about", CaptureState.DONE), ("dropped", CaptureState.DROPPED)):
        topic = seat.journal.captures.add(CaptureKind.PARKING, "Who reads page nineteen?")
        await settle(SettleScreen(seat, topic), choice, "Nobody does" if choice == "dropped" else "")
        assert seat.journal.captures.get(topic.id).state is state


async def test_a_decision_is_about_what_another_program_made_of_it_meanwhile(
    seat: Seat, clock: StoppedClock
) -> None:
    with_open_ends(seat, clock)
    action = seat.journal.actions.open()[0]
    async with Host(SettleScreen(seat, action)).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: pilot.app.focused)
        seat.journal.actions.change(action, text="Draft it twice", owner=Who.BOTH, due=None)
        pilot.app._read_all_again()
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.answers)
    (settled,) = (one for one in seat.journal.actions.all() if one.id == action.id)
    assert (settled.text, settled.status) == ("Draft it twice", ActionStatus.DONE)
    assert seat.journal._desk.store.conflicts(Action) == ()


async def test_a_decision_that_was_made_elsewhere_is_not_asked_for_any_more(
    seat: Seat, clock: StoppedClock
) -> None:
    with_open_ends(seat, clock)
    action = seat.journal.actions.open()[0]
    async with Host(SettleScreen(seat, action)).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: pilot.app.focused)
        seat.journal.actions.settle(action, ActionStatus.DONE)
        pilot.app._read_all_again()
        await until(pilot, lambda: pilot.app.answers == [None])


async def test_escape_from_a_decision_changes_nothing(seat: Seat) -> None:
    action = seat.journal.actions.add("Draft the briefing", owner=Who.MENTEE)
    app = Host(SettleScreen(seat, action))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Dropped, because")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.answers == [None])
    assert seat.journal.actions.get(action.id) == action


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_sessions_look_as_they_should(
    seat: Seat, clock: StoppedClock, golden: Golden, size: tuple[int, int]
) -> None:
    for _ in range(3):
        held(seat, clock)
    async with Host(SessionsScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "March 2026")
        golden(pilot.app, "sessions")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_a_session_to_read_looks_as_it_should(
    seat: Seat, clock: StoppedClock, golden: Golden, size: tuple[int, int]
) -> None:
    with_open_ends(seat, clock)
    held(seat, clock, note="We met at the cafe.\n\n- [ ] find a quieter place\n[x] nothing is obeyed [/]")
    async with Host(NoteScreen(seat, seat.journal.sessions.held()[-1])).run_test(size=size) as pilot:
        await shows(pilot, "We met at the cafe.")
        golden(pilot.app, "note")


async def test_two_opens_the_sessions_enter_reads_one_and_escape_comes_back_to_today(
    seat: Seat, clock: StoppedClock
) -> None:
    held(seat, clock)
    async with RmjournalApp(seat.journal).run_test() as pilot:
        await ready(pilot)
        await pilot.press("2")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        await shows(pilot, "Ahead")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NoteScreen))
        await shows(pilot, "We met at the cafe by the lock.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        await pilot.press("2", "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_from_reading_a_session_e_goes_on_writing_in_it(seat: Seat, clock: StoppedClock) -> None:
    held(seat, clock)
    (session,) = seat.journal.sessions.held()
    async with Host(NoteScreen(seat, session)).run_test() as pilot:
        await shows(pilot, "We met at the cafe by the lock.")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))


async def test_from_reading_a_session_o_writes_its_note_to_a_new_file(
    seat: Seat, clock: StoppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    held(seat, clock)
    (session,) = seat.journal.sessions.held()
    note = seat.journal.session_note(session)
    async with Host(NoteScreen(seat, session)).run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "We met at the cafe by the lock.")
        await pilot.press("o", "enter")
        await shows(pilot, "Written:")
        (written,) = _documents(tmp_path)
        assert written.read_text(encoding="utf-8") == note
        await pilot.press("o", "enter")
        await shows(pilot, "is there already")


def _documents(folder: Path) -> list[Path]:
    return list(folder.glob("*.md"))


async def test_a_session_ahead_shows_its_agenda_and_has_no_notes_to_write(seat: Seat) -> None:
    async with Host(NoteScreen(seat, seat.journal.plan.ahead()[1])).run_test() as pilot:
        await shows(pilot, "Watch once, thinking aloud")
        assert not pilot.app.screen.check_action("write_on", ())


async def test_ten_years_of_sessions_stand_in_one_list(seat: Seat, journal_path: Path) -> None:
    many = Journal.open(journal_path, behind=True)
    for week in range(520):
        many.sessions.log(on=TUESDAY - timedelta(weeks=week), minutes=20)
    many.close()
    seat.journal.refresh()
    async with Host(SessionsScreen(seat)).run_test() as pilot:
        await shows(pilot, "February 2026")
        await pilot.press("end")
        listed = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: listed.highlighted == len(listed.options) - 1)


async def test_nasty_texts_are_shown_as_written_wherever_they_come_to_stand(seat: Seat) -> None:
    journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    for text in NASTY:
        journal.actions.add(text, owner=Who.BOTH, session=session)
        journal.captures.add(CaptureKind.PARKING, text, session=session)
    journal.sessions.write(session, "1", "\n".join(NASTY), over=None)
    ended = journal.sessions.wrap_up(session)
    assert ended.state is SessionState.HELD
    for screen in (TodayScreen(seat), SessionsScreen(seat), NoteScreen(seat, ended)):
        async with Host(screen).run_test(size=(120, 200), notifications=True) as pilot:
            await until(pilot, lambda: "Esc" in picture(pilot.app) or "help" in picture(pilot.app))
            await pilot.press("f1", "escape")
            seen = picture(pilot.app)
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(seen)
            if not isinstance(screen, SessionsScreen):
                await shows(pilot, "[@click=app.leave]press[/]")
    for action in journal.actions.open()[:4]:
        async with Host(SettleScreen(seat, action)).run_test(notifications=True) as pilot:
            await shows(pilot, "What becomes of it?")


@pytest.mark.parametrize("keys", [["i"], ["tab", "enter"]])
async def test_a_copy_that_a_sync_program_left_is_offered_without_a_question_over_the_page(
    seat: Seat, journal_path: Path, keys: list[str]
) -> None:
    copy = journal_path.with_name("lindgate (Desmond's conflicted copy).journal.json")
    shutil.copy(journal_path, copy)
    other = Journal.open(copy)
    other.actions.add("Said on the other computer", owner=Who.MENTEE)
    other.close()
    async with Host(TodayScreen(seat)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Another copy of this journal")
        assert isinstance(pilot.app.focused, NextSession)
        await pilot.press(*keys)
        await shows(pilot, "Said on the other computer")
        await until(pilot, lambda: "Another copy" not in picture(pilot.app))
    assert len(seat.journal.actions.open()) == 1
