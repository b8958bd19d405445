"""Place 6: the letters, their preview, and how one leaves by keys."""

from __future__ import annotations

import re
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import BERLIN, StoppedClock
from ledger import both_sign
from screens import EACH_SIZE, NASTY, Host, picture, shows, until
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from rmjournal.domain.letter import Idea
from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.journal import demo
from rmjournal.journal.journal import Journal
from rmjournal.practice.agreement import COORDINATOR, read_parts
from rmjournal.practice.shelves import read_shelves
from rmjournal.text import clean
from rmjournal.tui.screens import note, release_letter
from rmjournal.tui.screens.letter_preview import PreviewScreen
from rmjournal.tui.screens.letters import LettersScreen
from rmjournal.tui.screens.released_letter import ReleasedScreen
from rmjournal.tui.seat import Seat
from rmjournal.tui.widgets.letter_page import LetterPage

IMOGEN, DESMOND = PARTNERS
TODAY = date(2026, 7, 28)
EVERY_TICK = tuple(tick.id for part in read_parts() if part.id == COORDINATOR for tick in part.ticks)


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.journal.json"
    demo.build(path, today=TODAY)
    return path


@pytest.fixture
def told(demo_path: Path, tmp_path: Path) -> Iterator[Seat]:
    """The demo pair, who have released one letter."""
    path = Path(shutil.copy2(demo_path, tmp_path))
    clock = StoppedClock(datetime(2026, 7, 28, 17, 0, tzinfo=BERLIN))
    journal = Journal.open(path, clock=clock)
    yield Seat(journal)
    journal.close()


@pytest.fixture
def written(seat: Seat) -> LetterDraft:
    """A draft with words of all kinds, of a pair whose agreement lets out everything."""
    journal = seat.journal
    for tick in set(EVERY_TICK) ^ set(journal.agreement.part(COORDINATOR).clause.ticks):
        journal.agreement.tick(COORDINATOR, tick, on=True)
    both_sign(journal)
    return journal.letters.write(
        journal.letters.draft(),
        highlights=["A first-day text is normal now", "Site kit in every size"],
        ideas=[Idea(text="A name at the gate", credit="Imogen Tao")],
        ask="Check kit sizes",
        topics=["assistants", "data"],
    )


def page(pilot: Pilot[Any]) -> LetterPage:
    return pilot.app.screen.query_one(LetterPage)


def mark(pilot: Pilot[Any], line: str) -> None:
    page(pilot).mark(line)


async def confirms(pilot: Pilot[Any], seat: Seat, who: Who) -> None:
    """One of the two confirms by keys, with name and passphrase; the other may have done so."""
    seat.writer = who
    await pilot.press("c")
    await shows(pilot, f"{seat.pair.first_name(who)} confirms")
    name, *secret = pilot.app.screen.query(Input)
    name.value = seat.pair.name_of(who)
    await pilot.press("enter")
    if secret:
        secret[0].value = read_shelves().passphrases[who]
        await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, PreviewScreen))


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_letters_say_what_left_and_when(told: Seat, golden: Any, size: tuple[int, int]) -> None:
    told.journal.letters.draft()
    async with Host(LettersScreen(told)).run_test(size=size) as pilot:
        await shows(pilot, "Released in 2026")
        golden(pilot.app, "letters")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_preview_shows_the_words_and_what_is_withheld(
    seat: Seat, written: LetterDraft, golden: Any, size: tuple[int, int]
) -> None:
    struck = seat.journal.letters.strike(written, "moved", "highlights.2")
    async with Host(PreviewScreen(seat, struck)).run_test(size=size) as pilot:
        await shows(pilot, "Phase: under way")
        golden(pilot.app, "letter-preview")


async def test_what_is_withheld_follows_the_letter_where_there_is_no_room_beside_it(
    told: Seat, golden: Any
) -> None:
    draft = told.journal.letters.draft()
    async with Host(PreviewScreen(told, draft)).run_test(size=(40, 12)) as pilot:
        await pilot.press("end")
        await shows(pilot, "what one of you rated alone")
        golden(pilot.app, "letter-withheld")


async def test_a_letter_is_drafted_struck_confirmed_by_both_and_written_by_keys(
    told: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = told.journal.letters.releases()
    async with Host(LettersScreen(told)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await shows(pilot, "Since the last letter")
        await pilot.press("enter")
        await shows(pilot, "Not released: it waits for Imogen and Desmond.")
        mark(pilot, "moved")
        await pilot.press("s")
        await shows(pilot, "struck: Dates moved: 0")
        await confirms(pilot, told, IMOGEN)
        await shows(pilot, "Imogen has confirmed these words, Desmond not yet.")
        await confirms(pilot, told, DESMOND)
        await shows(pilot, "Both have confirmed these words.")
        await pilot.press("o")
        await shows(pilot, "Into which file?")
        await pilot.press("enter")
        await shows(pilot, "Released, and written to this file")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LettersScreen))
        await shows(pilot, "Jul 28  letter-P-07-2026-07-28.md")
    file = tmp_path / "letter-P-07-2026-07-28.md"
    released = next(one for one in told.journal.letters.releases() if one not in before)
    assert file.read_text(encoding="utf-8") == released.text
    assert "Dates moved" not in released.text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert told.journal.letters.verify(file).release == released
    file.write_bytes(file.read_bytes().replace(b"0 done", b"1 done", 1))
    assert told.journal.letters.verify(file).release is None


async def test_a_change_after_one_confirmation_clears_it_and_says_so(told: Seat) -> None:
    draft = told.journal.letters.draft()
    async with Host(PreviewScreen(told, draft)).run_test(size=(80, 24)) as pilot:
        await confirms(pilot, told, DESMOND)
        assert set(told.journal.letters.confirmed(draft)) == {DESMOND}
        mark(pilot, "minutes")
        await pilot.press("s")
        await shows(pilot, "what was confirmed is cleared")
        changed = told.journal.letters.current()
        assert changed is not None
        assert told.journal.letters.confirmed(changed) == {}
        await confirms(pilot, told, IMOGEN)
        await shows(pilot, "Imogen has confirmed these words, Desmond not yet.")


async def test_another_programs_change_clears_what_was_confirmed_on_the_screen_too(told: Seat) -> None:
    draft = told.journal.letters.draft()
    screen = PreviewScreen(told, draft)
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        await confirms(pilot, told, IMOGEN)
        told.journal.letters.strike(draft, "sessions", by=DESMOND)
        screen.read_again()
        await shows(pilot, "what was confirmed is cleared")
        await shows(pilot, "struck: Sessions held")


async def test_only_the_words_on_the_screen_are_confirmed(told: Seat) -> None:
    draft = told.journal.letters.draft()
    async with Host(PreviewScreen(told, draft)).run_test(size=(80, 24)) as pilot:
        told.writer = IMOGEN
        await pilot.press("c")
        await shows(pilot, "Imogen confirms")
        told.journal.letters.strike(draft, "minutes")
        name, secret = pilot.app.screen.query(Input)
        name.value, secret.value = "Imogen Tao", read_shelves().passphrases[IMOGEN]
        secret.focus()
        await pilot.press("enter")
        await shows(pilot, "was changed or released since it was shown")
    assert told.journal.letters.view(told.journal.letters.drafts()[0]).confirmed == ()


@pytest.mark.parametrize(
    ("name", "secret", "said"),
    [
        ("Desmond Hale", "roof stayed on", "Imogen Tao"),
        ("Imogen Tao", "twenty-three names", "This is not your passphrase."),
    ],
)
async def test_nobody_confirms_for_the_other(told: Seat, name: str, secret: str, said: str) -> None:
    draft = told.journal.letters.draft()
    told.writer = IMOGEN
    async with Host(PreviewScreen(told, draft)).run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await shows(pilot, "Imogen confirms")
        fields = list(pilot.app.screen.query(Input))
        fields[0].value, fields[1].value = name, secret
        fields[1].focus()
        await pilot.press("enter")
        await shows(pilot, said)
        assert fields[1].value == ""
    assert told.journal.letters.confirmed(draft) == {}


async def test_a_struck_line_is_taken_in_again_by_its_key(seat: Seat, written: LetterDraft) -> None:
    async with Host(PreviewScreen(seat, written)).run_test(size=(80, 24)) as pilot:
        mark(pilot, "highlights.2")
        await pilot.press("s")
        await shows(pilot, "struck: Highlight: Site kit in every size")
        await pilot.press("r")
        await until(pilot, lambda: "struck" not in picture(pilot.app))
    now = seat.journal.letters.current()
    assert now is not None
    assert seat.journal.letters.text(now) == seat.journal.letters.text(written)


async def test_of_the_topics_on_one_line_one_is_struck(seat: Seat, written: LetterDraft) -> None:
    async with Host(PreviewScreen(seat, written)).run_test(size=(80, 24)) as pilot:
        mark(pilot, "topics.2")
        await pilot.press("s")
        await shows(pilot, "Which one is struck?")
        await pilot.press("down", "enter")
        await shows(pilot, "struck: Topic: Reading data and charts")
    now = seat.journal.letters.current()
    assert now is not None
    assert now.struck == ("topics.2",)


async def test_as_it_is_written_every_line_of_the_file_is_shown(seat: Seat, written: LetterDraft) -> None:
    async with Host(PreviewScreen(seat, written)).run_test(size=(120, 36)) as pilot:
        await pilot.press("m")
        await shows(pilot, "- **Phase:** under way")
        lines = [row.made(500).plain for row in page(pilot).rows]
    assert "\n".join(lines) + "\n" == seat.journal.letters.text(written)


async def test_the_mark_comes_by_every_line_of_a_long_letter_on_a_small_terminal(
    seat: Seat, written: LetterDraft
) -> None:
    long = seat.journal.letters.write(written, highlights=[" ".join(f"word{n:03}" for n in range(60))])
    async with Host(PreviewScreen(seat, long)).run_test(size=(40, 12)) as pilot:
        mark(pilot, "highlights.1")
        seen = set()
        for _ in range(20):
            seen |= {*re.findall(r"word\d{3}", picture(pilot.app))}
            await pilot.press("down")
    assert len(seen) == 60


async def test_words_are_written_in_a_form_where_letters_are_letters(
    seat: Seat, written: LetterDraft
) -> None:
    async with Host(PreviewScreen(seat, written)).run_test(size=(80, 24)) as pilot:
        mark(pilot, "sessions")
        await pilot.press("e")
        await shows(pilot, "In your own words")
        pilot.app.screen.query_one("#idea-1", Input).value = "Ask before you send"
        pilot.app.screen.query_one("#credit-1", Input).value = "Desmond Hale"
        pilot.app.screen.query_one("#highlight-0", Input).value = ""
        await pilot.press("s", "ctrl+s")
        await shows(pilot, "Not released")
    now = seat.journal.letters.current()
    assert now is not None
    assert now.struck == ()
    assert now.words.highlights == ("s", "Site kit in every size")
    assert now.words.ideas[1] == Idea(text="Ask before you send", credit="Desmond Hale")


async def test_words_in_the_form_are_kept_when_the_program_is_left(seat: Seat, written: LetterDraft) -> None:
    app = Host(PreviewScreen(seat, written))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await shows(pilot, "In your own words")
        app.screen.query_one("#ask", Input).value = "Check kit sizes before the autumn"
        await pilot.press("ctrl+q")
    now = seat.journal.letters.current()
    assert now is not None
    assert now.words.ask == "Check kit sizes before the autumn"


async def test_topics_are_named_by_keys(seat: Seat, written: LetterDraft) -> None:
    draft = seat.journal.letters.write(written, topics=())
    async with Host(PreviewScreen(seat, draft)).run_test(size=(80, 24)) as pilot:
        await pilot.press("t")
        await shows(pilot, "Topics that the letter names")
        await pilot.press("down", "enter")
        await shows(pilot, "in the letter")
        await pilot.press("ctrl+s")
        await shows(pilot, "Topics: AI assistants at work")


async def test_a_draft_leaves_the_screen_only_as_a_draft(told: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "cat")
    draft = told.journal.letters.draft()
    app = Host(PreviewScreen(told, draft))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("y")
        await shows(pilot, "marked as not released, was sent")
        assert app.clipboard == told.journal.letters.text(draft, released=False)
        await pilot.press("p")
        await shows(pilot, "cannot hand the screen")


async def test_a_released_letter_is_read_and_copied_as_it_left(told: Seat) -> None:
    release = told.journal.letters.releases()[0]
    app = Host(ReleasedScreen(told, release))
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, release.digest)
        await pilot.press("y")
        assert app.clipboard == release.text


async def test_a_file_is_checked_from_the_place(told: Seat, tmp_path: Path) -> None:
    release = told.journal.letters.releases()[0]
    file = tmp_path / "a.md"
    file.write_bytes(release.text.encode())
    async with Host(LettersScreen(told)).run_test(size=(80, 24)) as pilot:
        for data, verdict in (
            (release.text.encode(), "A released letter, unchanged to the byte."),
            (release.text.encode() + b"\n", "or it was changed"),
        ):
            file.write_bytes(data)
            await pilot.press("v")
            await shows(pilot, "Which file is to be checked?")
            pilot.app.screen.query_one(Input).value = str(file)
            await pilot.press("enter")
            await shows(pilot, verdict)
            await pilot.press("enter")


async def test_a_file_that_is_there_is_left_alone(told: Seat, tmp_path: Path) -> None:
    letters, pair = told.journal.letters, told.pair
    draft = letters.draft()
    for who in PARTNERS:
        letters.confirm(
            draft,
            shown=letters.text(draft),
            name=pair.name_of(who),
            by=who,
            passphrase=read_shelves().passphrases[who],
        )
    there = tmp_path / "there.md"
    there.write_text("ours", encoding="utf-8")
    async with Host(PreviewScreen(told, draft)).run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await shows(pilot, "Into which file?")
        pilot.app.screen.query_one(Input).value = str(there)
        await pilot.press("enter")
        await shows(pilot, "already")
    assert there.read_text(encoding="utf-8") == "ours"
    assert letters.current() == draft


async def test_other_days_are_named_in_words(told: Seat) -> None:
    async with Host(LettersScreen(told)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await shows(pilot, "Other days")
        await pilot.press("end", "enter")
        await shows(pilot, "From")
        since, until_day = pilot.app.screen.query(Input)
        since.value, until_day.value = "july 1", "june 30"
        await pilot.press("ctrl+s")
        await shows(pilot, "The period ends before it begins.")
        since.value = "may 1"
        until_day.value = "june 30"
        await pilot.press("ctrl+s")
        await shows(pilot, "about May 1 to Jun 30, 2026")


async def test_a_month_that_a_letter_reaches_to_is_in_it_to_its_last_day(told: Seat) -> None:
    async with Host(LettersScreen(told)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await shows(pilot, "Other days")
        await pilot.press("end", "enter")
        await shows(pilot, "From")
        since, until_day = pilot.app.screen.query(Input)
        since.value, until_day.value = "may", "june"
        await pilot.press("ctrl+s")
        await shows(pilot, "about May 1 to Jun 30, 2026")


async def test_a_path_that_begins_with_nobodys_home_is_a_path_as_any_other(told: Seat) -> None:
    async with Host(LettersScreen(told)).run_test(size=(80, 24)) as pilot:
        await pilot.press("v")
        await shows(pilot, "Which file is to be checked?")
        pilot.app.screen.query_one(Input).value = "~nobody-of-that-name/letter.md"
        await pilot.press("enter")
        await shows(pilot, "could not be read")


@pytest.mark.parametrize("read", [release_letter._new_file, note._new_file])
def test_a_new_file_may_have_a_name_like_nobodys_home(read: Callable[[str], Path]) -> None:
    assert read(" ~nobody-of-that-name/a.md ") == Path("~nobody-of-that-name/a.md")


async def test_a_draft_is_thrown_away_only_once_asked(told: Seat) -> None:
    told.journal.letters.draft()
    async with Host(LettersScreen(told)).run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await shows(pilot, "Throw the draft of Jul 28, 2026 away?")
        await pilot.press("enter")
        assert told.journal.letters.current() is not None
        await pilot.press("d")
        await shows(pilot, "Throw the draft")
        await pilot.press("down", "enter")
        await shows(pilot, "None. n starts one")
    assert told.journal.letters.current() is None


async def test_the_empty_place_says_what_to_do(seat: Seat) -> None:
    async with Host(LettersScreen(seat)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "None. n starts one")
        await shows(pilot, "No agreement is signed by both yet")
        await shows(pilot, "None yet.")


async def test_words_that_look_like_markup_are_shown_as_they_were_written(
    seat: Seat, written: LetterDraft
) -> None:
    screen = PreviewScreen(seat, written)
    async with Host(screen).run_test(size=(120, 36)) as pilot:
        for nasty in NASTY:
            kept = seat.journal.letters.write(screen.draft, highlights=[nasty], ask=nasty)
            screen.read_again()
            await pilot.pause()
            rows = [" ".join(row.made(1000).plain.split()) for row in page(pilot).rows]
            assert rows.count(f"· {' '.join(clean(nasty).split())}") == 2, nasty
            assert screen.draft == kept


async def test_six_opens_the_letters_and_goes_back_to_them(told: Seat) -> None:
    from rmjournal.tui.app import RmjournalApp

    app = RmjournalApp(told.journal, theme="paper")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: isinstance(app.screen, LettersScreen))
        app.screen.query_one(OptionList).action_last()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReleasedScreen))
        await pilot.press("6")
        await until(pilot, lambda: isinstance(app.screen, LettersScreen))
        assert TODAY - told.journal.letters.releases()[0].on < timedelta(days=60)


async def test_the_preview_closes_once_where_the_draft_is_thrown_away_elsewhere(told: Seat) -> None:
    draft = told.journal.letters.draft()
    async with Host(LettersScreen(told)).run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PreviewScreen))
        screen = pilot.app.screen
        assert isinstance(screen, PreviewScreen)
        told.journal.letters.discard(draft)
        screen.read_again()
        screen.read_again()
        await until(pilot, lambda: isinstance(pilot.app.screen, LettersScreen))
        await shows(pilot, "This draft is not there anymore")


async def test_a_draft_is_made_anew_from_the_preview_and_its_words_go_along(
    seat: Seat, written: LetterDraft
) -> None:
    struck = seat.journal.letters.strike(written, "minutes")
    async with Host(PreviewScreen(seat, struck)).run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await shows(pilot, "It takes the place of the draft under way.")
        await pilot.press("enter")
        await shows(pilot, "Minutes in all: 0")
    now = seat.journal.letters.current()
    assert now is not None
    assert (now.struck, now.words) == ((), written.words)
    assert now.id != written.id
