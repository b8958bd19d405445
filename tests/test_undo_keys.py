from __future__ import annotations

from screens import Host, shows, until

from rmjournal.domain.assessment import PageMoment
from rmjournal.domain.capture import ActionStatus, CaptureKind
from rmjournal.domain.lights import Light
from rmjournal.domain.pair import Who
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.letter_preview import PreviewScreen
from rmjournal.tui.screens.letters import LettersScreen
from rmjournal.tui.screens.new_here import NewHereScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.sessions import SessionsScreen
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.note_area import NoteArea


async def test_u_takes_the_last_change_back_and_names_it(seat: Seat) -> None:
    action = seat.journal.actions.add("Send [/] {the} deck", owner=Who.MENTOR)
    seat.journal.actions.settle(action, ActionStatus.DONE)
    async with Host(TodayScreen(seat)).run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("u")
        await shows(pilot, "Undone: marked the action “Send [/] {the}")
        assert seat.journal.actions.open() == (action,)
        await pilot.press("U")
        await shows(pilot, "Done again: marked the action")
        assert seat.journal.actions.open() == ()


async def test_where_nothing_was_changed_it_says_so(seat: Seat) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("u")
        await shows(pilot, "There is nothing to undo")


async def test_a_session_started_by_mistake_is_undone_on_today(journal: Journal) -> None:
    app = RmjournalApp(journal)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await shows(pilot, "start")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await pilot.press("escape", "u")
        await shows(pilot, "Undone: started the session")
        assert journal.sessions.open() is None


async def test_undone_from_inside_the_session_is_left(journal: Journal) -> None:
    app = RmjournalApp(journal)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await shows(pilot, "start")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await app.run_action("undo")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert journal.sessions.open() is None


async def test_words_in_a_session_are_kept_before_and_it_is_not_undone(journal: Journal) -> None:
    app = RmjournalApp(journal)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await shows(pilot, "start")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        app.screen.query_one(NoteArea).insert("typed a moment ago")
        await app.run_action("undo")
        await shows(pilot, "Left as it is: started the session")
        session = journal.sessions.open()
        assert session is not None
        note = journal.sessions.note(session, session.items[0].id)
        assert note is not None
        assert note.text == "typed a moment ago"


async def test_in_a_text_u_is_a_letter(journal: Journal) -> None:
    app = RmjournalApp(journal)
    async with app.run_test(size=(120, 36)) as pilot:
        await shows(pilot, "start")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await pilot.press("u", "U")
        assert app.screen.query_one(NoteArea).text == "uU"


async def test_a_page_of_what_is_taken_back_is_left(journal: Journal) -> None:
    app = RmjournalApp(journal)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await shows(pilot, "start")
        assert app.seat is not None
        logged = journal.sessions.log(on=journal.now().date(), minutes=20)
        from rmjournal.tui.screens.note import NoteScreen

        await app.push_screen(NoteScreen(app.seat, logged))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, SessionsScreen))
        await pilot.press("u")
        await shows(pilot, "Undone: added the session")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_what_stays_is_told_before_an_older_change_is_undone(seat: Seat) -> None:
    journal = seat.journal
    async with Host(TodayScreen(seat)).run_test(size=(120, 36), notifications=True) as pilot:
        action = journal.actions.add("Send the deck", owner=Who.MENTOR)
        journal.lights.mark({journal.lights.catalog()[0].id: Light.GREEN}, by=Who.MENTOR)
        await pilot.press("u")
        await shows(pilot, "Not undone. It was sealed,")
        assert journal.actions.open() == (action,)
        await pilot.press("u")
        await shows(pilot, "Undone: added the action")
        assert journal.actions.open() == ()


async def test_the_page_of_someone_new_here_shows_what_undo_brought_back(seat: Seat) -> None:
    pages, seat.writer = seat.journal.assessments, Who.MENTEE
    page = pages.write_page(PageMoment.START, "Nobody says her name.", by=Who.MENTEE)
    async with Host(NewHereScreen(seat, Who.MENTEE, PageMoment.START)).run_test() as pilot:
        area = pilot.app.screen.query_one(NoteArea)
        area.insert("Before noon: ", (0, 0))
        await pilot.press("ctrl+s")
        await pilot.app.run_action("undo")
        assert pages.page(Who.MENTEE, PageMoment.START) == page
        assert area.text == "Nobody says her name."
        await pilot.app.run_action("redo")
        assert area.text == "Before noon: Nobody says her name."


async def test_a_struck_line_stands_again_and_a_new_draft_goes(seat: Seat) -> None:
    async with Host(LettersScreen(seat)).run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("n")
        await shows(pilot, "It is drafted from")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PreviewScreen))
        await pilot.press("s")
        await until(pilot, lambda: seat.journal.letters.drafts()[0].struck)
        await pilot.press("u")
        await shows(pilot, "Undone: struck a line of the letter of Feb 3")
        assert not seat.journal.letters.drafts()[0].struck
        await pilot.press("u")
        await until(pilot, lambda: isinstance(pilot.app.screen, LettersScreen))
        await shows(pilot, "Undone: drafted a letter")
        await pilot.press("U")
        await shows(pilot, "Done again: drafted a letter")
        await shows(pilot, "Draft of Feb 3")


async def test_a_line_that_undo_brought_back_is_not_written_over_by_an_older_one(seat: Seat) -> None:
    journal = seat.journal
    session = journal.sessions.start(journal.plan.next())
    line = journal.captures.add(CaptureKind.INSIGHT, "Ask first", session=session)
    async with Host(SessionScreen(seat, session)).run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+o", "d")
        await until(pilot, lambda: not journal.captures.of(session))
        await pilot.app.run_action("undo")
        newer = journal.captures.reword(line, "Ask first, then wait")
        await pilot.press("ctrl+o", "u")
        assert journal.captures.of(session) == (newer,)
