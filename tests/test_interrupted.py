"""What is being typed when the program is interrupted: by a closed window, a signal, another program."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from conftest import StoppedClock
from screens import Host, said, shows, until
from shelves import PASSPHRASE, with_shelf
from textual.screen import Screen
from textual.widgets import Input, TextArea

from rmjournal.domain.assessment import PageMoment
from rmjournal.domain.pair import Who
from rmjournal.errors import RuleError
from rmjournal.journal.journal import Journal
from rmjournal.tui.app import RmjournalApp
from rmjournal.tui.screens.agreement_card import CardForm
from rmjournal.tui.screens.agreement_columns import ColumnsScreen
from rmjournal.tui.screens.agreement_part import PartScreen
from rmjournal.tui.screens.capture import CaptureSheet
from rmjournal.tui.screens.goal_form import GoalForm
from rmjournal.tui.screens.new_here import NewHereScreen
from rmjournal.tui.screens.questions import AskAloneScreen, QuestionsScreen
from rmjournal.tui.screens.versions import Version, VersionsScreen
from rmjournal.tui.seat import Seat

IMOGEN, DESMOND = Who.MENTOR, Who.MENTEE
WORDS = "what was in mid-sentence~"

needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def begun_in(journal: Journal, ask: str = "why", by: Who = IMOGEN) -> str:
    """What is noted down of a column, as the file says it."""
    return journal.agreement.columns.begun(ask, by=by).reply("").text


def is_in(journal: Journal, ask: str = "why", by: Who = IMOGEN) -> bool:
    state = journal.agreement.columns.state()
    return state is not None and state.is_in(by, ask)


class TestColumns:
    """One's own column of the agreement, which is sealed only when its author goes on."""

    def test_what_is_noted_down_is_not_in_and_is_opened_by_nothing(self, journal: Journal) -> None:
        columns = journal.agreement.columns
        columns.note_down(columns.begun("why", by=IMOGEN), WORDS)
        columns.done(by=DESMOND)
        assert not is_in(journal)
        with pytest.raises(RuleError, match="Both must be in"):
            columns.open()
        assert WORDS not in str(journal.agreement.parts())

    def test_what_is_written_on_follows_what_was_begun(self, journal: Journal) -> None:
        columns = journal.agreement.columns
        columns.note_down(columns.begun("why", by=IMOGEN), "To be")
        again = columns.begun("why", by=IMOGEN)
        assert again.lines == 1
        columns.seal(again, "heard")
        columns.done(by=IMOGEN)
        columns.done(by=DESMOND)
        columns.open()
        (column,) = (one for one in journal.agreement.part("why").columns if one.who is IMOGEN)
        assert column.text == "To be\nheard"

    def test_being_done_seals_what_was_begun_and_closing_unseen_leaves_nothing_of_it(
        self, journal: Journal
    ) -> None:
        columns = journal.agreement.columns
        columns.note_down(columns.begun("why", by=IMOGEN), WORDS)
        columns.done(by=IMOGEN)
        assert is_in(journal)
        columns.note_down(columns.begun("why", by=DESMOND), WORDS)
        sealed = columns.state()
        assert sealed
        journal.sealing.close(sealed.round.id)
        assert WORDS not in journal.path.read_text(encoding="utf-8")

    def test_too_many_lines_that_were_begun_can_still_be_sealed(self, journal: Journal) -> None:
        columns = journal.agreement.columns
        columns.note_down(columns.begun("wants", by=IMOGEN), "1\n2\n3\n4")
        with pytest.raises(RuleError, match="At most 4 lines"):
            columns.seal(columns.begun("wants", by=IMOGEN), "5")
        columns.seal(columns.begun("wants", by=IMOGEN), "")
        assert is_in(journal, "wants")

    async def test_it_is_noted_down_as_it_is_typed_and_never_shown_again(self, seat: Seat) -> None:
        seat.writer = IMOGEN
        async with Host(ColumnsScreen(seat)).run_test(size=(80, 24)) as pilot:
            await shows(pilot, "Imogen writes, alone")
            pilot.app.screen.query_one(TextArea).insert(WORDS)
            await until(pilot, lambda: begun_in(seat.journal) == WORDS)
        assert not is_in(seat.journal)
        async with Host(ColumnsScreen(seat)).run_test(size=(80, 24)) as pilot:
            await shows(pilot, "You had begun: one line is kept")
            assert pilot.app.screen.query_one(TextArea).text == ""
            pilot.app.screen.query_one(TextArea).insert("and its end")
            await pilot.press("ctrl+n")
            await until(pilot, lambda: is_in(seat.journal))

    async def test_columns_that_were_opened_elsewhere_are_left_and_it_is_told(self, seat: Seat) -> None:
        columns = seat.journal.agreement.columns
        seat.writer = IMOGEN
        async with Host(Screen()).run_test(size=(80, 24), notifications=True) as pilot:
            pilot.app.push_screen(ColumnsScreen(seat))
            await shows(pilot, "Imogen writes, alone")
            columns.done(by=IMOGEN)
            columns.done(by=DESMOND)
            columns.open()
            await pilot.app.screen.run_action("done")
            await until(pilot, lambda: "This round was opened" in said(pilot))
            assert not isinstance(pilot.app.screen, ColumnsScreen)

    async def test_what_was_begun_can_be_let_go(self, seat: Seat) -> None:
        columns = seat.journal.agreement.columns
        columns.note_down(columns.begun("why", by=IMOGEN), WORDS)
        seat.writer = IMOGEN
        async with Host(ColumnsScreen(seat)).run_test(size=(80, 24)) as pilot:
            await shows(pilot, "You had begun")
            pilot.app.screen.query_one(TextArea).insert("Anew.")
            await pilot.app.screen.run_action("anew")
            assert pilot.app.screen.query_one(TextArea).text == "Anew."
            assert begun_in(seat.journal) == ""
            assert WORDS not in seat.journal.path.read_text(encoding="utf-8")


class TestParts:
    """The words that both agree on in a part."""

    async def test_they_are_kept_as_they_are_typed_and_nothing_is_signed(self, seat: Seat) -> None:
        agreement = seat.journal.agreement
        async with Host(PartScreen(seat, "hard")).run_test(size=(80, 24)) as pilot:
            pilot.app.screen.query_one(TextArea).insert(WORDS)
            await until(pilot, lambda: WORDS in agreement.part("hard").clause.text)
        assert agreement.versions() == ()
        assert agreement.signatures(agreement.draft()).unsigned == (IMOGEN, DESMOND)

    async def test_what_two_programs_write_at_once_stands_in_both(
        self, seat: Seat, clock: StoppedClock
    ) -> None:
        numbers = iter(range(1000))
        other = Journal.open(seat.journal.path, clock=clock, ids=lambda: f"other{next(numbers)}")
        async with Host(PartScreen(seat, "hard")).run_test(size=(80, 24)) as pilot:
            area = pilot.app.screen.query_one(TextArea)
            area.load_text("Said here.")
            other.agreement.write("hard", "Said there.")
            await until(pilot, lambda: "Said there." in area.text and "Said here." in area.text)
            area.load_text("Said by both.")
            await until(pilot, lambda: seat.journal.agreement.part("hard").clause.text == "Said by both.")
        other.refresh()
        assert other.agreement.part("hard").clause.text == "Said by both."

    async def test_what_another_program_changed_is_taken_in(self, seat: Seat, clock: StoppedClock) -> None:
        numbers = iter(range(1000))
        other = Journal.open(seat.journal.path, clock=clock, ids=lambda: f"other{next(numbers)}")
        async with Host(PartScreen(seat, "ending")).run_test(size=(80, 40)) as pilot:
            area = pilot.app.screen.query_one(TextArea)
            await until(pilot, lambda: area.is_mounted)
            other.agreement.write("ending", "Over tea.")
            view = other.agreement.part("ending")
            tick = view.part.ticks[-1].id
            other.agreement.tick("ending", tick, on=tick not in view.clause.ticks)
            await until(pilot, lambda: area.text == "Over tea.")
            await pilot.press("ctrl+s")
        seat.journal.refresh()
        assert seat.journal.agreement.part("ending").clause == other.agreement.part("ending").clause


@needs_a_terminal
class TestInATerminal:
    """The real program, ended in the middle of a sentence."""

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
    def test_a_column_is_noted_down_and_not_in(self, journal: Journal, number: signal.Signals) -> None:
        from terminal import rmjournal_in_a_terminal

        with rmjournal_in_a_terminal(journal.path) as terminal:
            terminal.shows("start")
            terminal.press("4")
            terminal.shows("fill in")
            terminal.press("f")
            terminal.shows("Who begins?")
            terminal.press("\r")
            terminal.shows("pass on the rest")
            terminal.press(WORDS)
            terminal.shows("~")
            if number is signal.SIGKILL:
                terminal.waits(3, until=lambda: begun_in(Journal.open(journal.path)) == WORDS)
            terminal.signal(number)
            terminal.ended()
        kept = Journal.open(journal.path)
        assert begun_in(kept) == WORDS
        assert not is_in(kept)

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
    def test_a_part_is_kept(self, journal: Journal, number: signal.Signals) -> None:
        from terminal import rmjournal_in_a_terminal

        def is_kept(path: Path) -> bool:
            return WORDS in Journal.open(path).agreement.part("1").clause.text

        with rmjournal_in_a_terminal(journal.path) as terminal:
            terminal.shows("start")
            terminal.press("4")
            terminal.shows("fill in")
            terminal.press("e")
            terminal.shows("next part")
            terminal.press(WORDS)
            terminal.shows("~")
            if number is signal.SIGKILL:
                terminal.waits(3, until=lambda: is_kept(journal.path))
            terminal.signal(number)
            terminal.ended()
        assert is_kept(journal.path)


class TestSheets:
    """What stands in the fields of a sheet."""

    async def test_escape_asks_before_changes_are_let_go(self, seat: Seat) -> None:
        host = Host(GoalForm(seat))
        async with host.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: host.screen.query("#goal-title"))
            host.screen.query_one("#goal-title", Input).value = WORDS
            await pilot.press("escape")
            await shows(pilot, "This is not kept yet")
            await pilot.press("escape")
            assert host.screen.query_one("#goal-title", Input).value == WORDS
            await pilot.press("escape")
            await shows(pilot, "Keep it as it stands")
            await pilot.press("enter")
            await until(pilot, lambda: host.answers)
        assert [goal.title for goal in seat.journal.goals.all()] == [WORDS]

    async def test_escape_leaves_at_once_where_nothing_was_changed(self, seat: Seat) -> None:
        host = Host(GoalForm(seat))
        async with host.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: host.screen.query("#goal-title"))
            await pilot.press("escape")
            await until(pilot, lambda: host.answers == [None])

    async def test_what_stood_there_waits_for_the_next_time(self, seat: Seat) -> None:
        host = Host(GoalForm(seat))
        async with host.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: host.screen.query("#goal-better"))
            host.screen.query_one("#goal-better", Input).value = WORDS
            host.screen.query_one("#goal-due", Input).value = "whenever"
            await pilot.press("ctrl+q")
        assert seat.journal.goals.all() == ()
        host = Host(GoalForm(seat))
        async with host.run_test(size=(80, 24)) as pilot:
            await shows(pilot, "As it stood when the program ended")
            assert host.screen.query_one("#goal-better", Input).value == WORDS
            await pilot.press("escape")
            await shows(pilot, "Let the changes go")
            await pilot.press("end", "enter")
            await until(pilot, lambda: host.answers)
        assert seat.journal.unkept.sheet("goal.new") == {}

    async def test_it_waits_from_a_moment_after_it_was_typed(self, seat: Seat) -> None:
        host = Host(CardForm(seat, IMOGEN))
        async with host.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: host.screen.query("#card-pace"))
            host.screen.query_one("#card-pace", Input).value = WORDS
            sheet = f"card.{IMOGEN}"
            await until(pilot, lambda: seat.journal.unkept.sheet(sheet).get("card-pace") == WORDS)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: host.answers)
            assert seat.journal.unkept.sheet(sheet) == {}
        assert seat.journal.cards.of(IMOGEN).pace == WORDS

    async def test_a_captured_line_is_kept_when_the_program_ends(self, seat: Seat) -> None:
        session = seat.journal.sessions.start(seat.journal.plan.next())
        host = Host(CaptureSheet(seat, session, session.items[0]))
        async with host.run_test(size=(80, 24)) as pilot:
            await pilot.press("i", *"so", "ctrl+q")
        assert [one.text for one in seat.journal.captures.of(session)] == ["so"]

    async def test_a_question_goes_to_mine_when_what_is_private_is_hidden(self, seat: Seat) -> None:
        with_shelf(seat)
        app = RmjournalApp(seat.journal)
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(QuestionsScreen(seat, IMOGEN))
            await pilot.press("n", *"why", "f9")
            await until(pilot, lambda: not isinstance(app.screen, QuestionsScreen | AskAloneScreen))
        seat.journal.mine.unlock(IMOGEN, PASSPHRASE)
        assert [one.text for one in seat.journal.questions.queued(IMOGEN)] == ["why"]

    async def test_a_text_made_of_two_waits_for_the_next_time(self, seat: Seat) -> None:
        versions = [Version(who, seat.now, f"{who} says") for who in (IMOGEN, DESMOND)]
        for is_again in (False, True):
            app = RmjournalApp(seat.journal)
            async with app.run_test(size=(80, 24)) as pilot:
                await app.push_screen(VersionsScreen(seat, versions, about="An item"))
                await pilot.press("e")
                area = app.screen.query_one(TextArea)
                assert (WORDS in area.text) is is_again
                area.insert("" if is_again else WORDS)
                if is_again:
                    await pilot.press("escape")
                    await shows(pilot, "Go on with this text")
                await pilot.press("ctrl+q")


class TestPages:
    """The page of someone new here."""

    async def test_it_keeps_itself_and_is_taken_back_as_one(self, seat: Seat) -> None:
        seat.writer = IMOGEN
        assessments = seat.journal.assessments

        def kept() -> str:
            page = assessments.page(IMOGEN, PageMoment.START)
            return page.text if page else ""

        async with Host(NewHereScreen(seat, IMOGEN, PageMoment.START)).run_test(size=(80, 24)) as pilot:
            area = pilot.app.screen.query_one(TextArea)
            for word in ("One.", " Two.", " Three."):
                area.insert(word)
                await until(pilot, lambda: kept() == area.text)
        assert kept() == "One. Two. Three."
        seat.journal.history.undo(by=IMOGEN)
        assert kept() == ""


@pytest.mark.parametrize("make", [CaptureSheet, AskAloneScreen], ids=lambda kind: kind.__name__)
async def test_a_sheet_that_is_just_being_made_does_not_hold_up_the_end(seat: Seat, make: type) -> None:
    session = seat.journal.sessions.start(seat.journal.plan.next())
    sheet = (
        CaptureSheet(seat, session, session.items[0])
        if make is CaptureSheet
        else AskAloneScreen("?", keep=lambda _: None)
    )
    async with Host(Screen()).run_test(size=(80, 24)) as pilot:
        pilot.app.seat = seat
        pilot.app.push_screen(sheet)
        assert not sheet.is_mounted
        pilot.app.action_hide()
        pilot.app._told_to_end()
        await until(pilot, lambda: pilot.app.return_code is not None)
    assert pilot.app.return_code == 0
