from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import Golden, StoppedClock
from screens import EACH_SIZE, Host, picture, shows, until
from textual.widgets import OptionList

from rmjournal.cli.main import run
from rmjournal.domain.pair import Who
from rmjournal.errors import NotFoundError
from rmjournal.journal import guide
from rmjournal.journal.journal import Journal
from rmjournal.practice.guide import Card, Reader, read_shelf
from rmjournal.practice.shipped import FOLDER
from rmjournal.tui.screens.guide import CardScreen, GuideScreen, card_content
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.seat import Seat

CARDS = guide.cards()


def _words(card: Card) -> int:
    return sum(len(paragraph.split()) for paragraph in card.paragraphs)


def test_there_are_eighteen_cards_six_for_each_of_the_two() -> None:
    of = {reader: sum(card.reader is reader for card in CARDS) for reader in Reader}
    assert of == {Reader.MENTOR: 6, Reader.MENTEE: 6, Reader.BOTH: 4, Reader.COORDINATOR: 2}
    assert len({card.title for card in CARDS}) == len(CARDS) == 18


def test_every_file_of_a_card_is_on_the_shelf() -> None:
    assert {path.stem for path in (FOLDER / "cards").iterdir()} == {card.id for card in CARDS}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_is_a_minutes_reading_in_plain_words(card: Card) -> None:
    assert 110 <= _words(card) <= 150
    text = "\n".join((card.title, *card.paragraphs))
    assert not re.search(r"digital native|organis|realis|programme|leverage|stakeholder|[*_`#<>]", text, re.I)
    assert len(card.title) <= 34


@pytest.mark.parametrize("said", ["asking-well", "Asking well", "asking", " ASKING "])
def test_a_card_is_found_by_its_id_or_how_its_title_begins(said: str) -> None:
    assert guide.card(said).id == "asking-well"


@pytest.mark.parametrize("said", ["", "what", "nothing", "xyz"])
def test_a_card_that_cannot_be_told_is_refused(said: str) -> None:
    with pytest.raises(NotFoundError):
        guide.card(said)


@pytest.mark.parametrize(
    ("writer", "card"),
    [(Who.MENTOR, "asked-for-a-reason"), (Who.MENTEE, "being-the-learner"), (Who.BOTH, "first-meeting")],
)
def test_before_the_first_session_each_is_offered_a_card_of_their_own(
    journal: Journal, writer: Who, card: str
) -> None:
    offered = guide.offered(journal, writer=writer)
    assert offered is not None
    assert (offered.card.id, offered.occasion) == (card, "Before your first session")


def _held(journal: Journal, clock: StoppedClock) -> None:
    journal.sessions.wrap_up(journal.sessions.start(journal.plan.next(), by=Who.BOTH), by=Who.BOTH)
    clock.on(days=1)


def test_nothing_is_offered_where_nothing_is_special(journal: Journal, clock: StoppedClock) -> None:
    _held(journal, clock)
    assert guide.offered(journal, writer=Who.BOTH) is None


@pytest.mark.parametrize("template", sorted(read_shelf().before))
def test_a_card_is_offered_before_a_session_that_asks_for_care(
    journal: Journal, clock: StoppedClock, template: str
) -> None:
    _held(journal, clock)
    ahead = journal.plan.next()
    assert ahead is not None
    changed = journal.plan.change(ahead, template=template, by=Who.BOTH)
    for writer in Who:
        offered = guide.offered(journal, writer=writer)
        assert offered is not None
        assert offered.occasion == f"Before {changed.title}"
        assert offered.card.reader is Reader.BOTH


def test_after_a_hard_pulse_a_card_is_offered_to_that_one_alone(
    journal: Journal, clock: StoppedClock
) -> None:
    session = journal.sessions.start(journal.plan.next(), by=Who.BOTH)
    journal.pulses.answer(session, {"useful": 4, "heard": 2, "forward": 4}, by=Who.MENTOR)
    journal.pulses.answer(session, {"useful": 4, "heard": 4, "forward": 4}, by=Who.MENTEE)
    journal.sessions.wrap_up(session, by=Who.BOTH)
    clock.on(days=1)
    offered = guide.offered(journal, writer=Who.MENTOR)
    assert offered is not None
    assert offered.card.id == "when-it-gets-hard"
    assert "pulse" not in offered.occasion
    assert guide.offered(journal, writer=Who.MENTEE) is None
    assert guide.offered(journal, writer=Who.BOTH) is None


def test_the_command_lists_the_cards_and_prints_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guide"]) == 0
    listed = capsys.readouterr().out
    assert all(card.title in listed and card.id in listed for card in CARDS)
    assert run(["guide", "topic"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Topic lights\n\nEach of you marks the topics alone.")
    assert max(map(len, told.splitlines())) <= 78
    assert run(["guide", "no-such-card"]) == 1
    assert "rmjournal guide" in capsys.readouterr().err


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guide", "--json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == [card.id for card in CARDS]
    assert run(["guide", "topic-lights", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reader"] == "both"


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_the_guide_looks_as_it_should(seat: Seat, golden: Golden, size: tuple[int, int]) -> None:
    async with Host(GuideScreen(seat)).run_test(size=size) as pilot:
        await shows(pilot, "Before your first session")
        golden(pilot.app, "guide")


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_a_card_looks_as_it_should(seat: Seat, golden: Golden, size: tuple[int, int]) -> None:
    async with Host(CardScreen(seat, guide.card("asking-well"))).run_test(size=size) as pilot:
        await shows(pilot, "Asking well")
        golden(pilot.app, "guide-card")


async def test_enter_opens_the_marked_card_and_n_goes_on_to_the_next(seat: Seat) -> None:
    async with Host(GuideScreen(seat)).run_test(size=(40, 12)) as pilot:
        await pilot.press("enter")
        await shows(pilot, "Meet somewhere that belongs")
        await pilot.press("n")
        await shows(pilot, "Topic lights")
        await pilot.press("escape")
        await shows(pilot, "For the mentor")


async def test_the_card_that_is_offered_follows_the_keyboard(seat: Seat) -> None:
    async with Host(GuideScreen(seat)).run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down")
        marked = pilot.app.screen.query_one(OptionList)
        assert guide.cards()[1].title in str(marked.options[marked.highlighted or 0].prompt)
        await pilot.press("f2")
        first = pilot.app.screen.query_one(OptionList).options[1].prompt
        assert str(first) == guide.card("asked-for-a-reason").title
        assert guide.cards()[1].title in str(marked.options[marked.highlighted or 0].prompt)


def test_a_card_is_shown_with_every_word_of_its_file() -> None:
    for card in CARDS:
        shown = card_content(card).plain
        assert shown.split()[-1] == (FOLDER / "cards" / f"{card.id}.md").read_text().split()[-1]
        assert all(paragraph in shown for paragraph in card.paragraphs)


def test_the_cards_are_files_of_one_title_and_paragraphs() -> None:
    for path in sorted(Path(FOLDER / "cards").iterdir()):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# ")
        assert lines[1] == ""


async def test_today_names_the_card_that_helps_whoever_is_writing(seat: Seat) -> None:
    async with Host(TodayScreen(seat)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "8 opens: Your first meeting")
        await pilot.press("f2")
        await shows(pilot, "8 opens: You were asked")


async def test_today_does_not_name_a_card_that_is_for_one_alone(
    journal: Journal, clock: StoppedClock
) -> None:
    session = journal.sessions.start(journal.plan.next(), by=Who.BOTH)
    journal.pulses.answer(session, {"useful": 4, "heard": 1, "forward": 4}, by=Who.MENTOR)
    journal.pulses.answer(session, {"useful": 4, "heard": 4, "forward": 4}, by=Who.MENTEE)
    journal.sessions.wrap_up(session, by=Who.BOTH)
    clock.on(days=1)
    async with Host(TodayScreen(Seat(journal, writer=Who.MENTOR))).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "8 opens a card")
        assert guide.card("when-it-gets-hard").title not in picture(pilot.app)
        await pilot.press("f2")
        await until(pilot, lambda: "opens a card" not in picture(pilot.app))
