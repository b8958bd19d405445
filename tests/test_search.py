"""Finding anything, as one types it and from the command line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date

import pytest
from conftest import StoppedClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_story import rate, tell

from rmjournal.cli import main
from rmjournal.cli.finding import LIT, UNLIT, hit_line
from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.query import parse_query
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.session import Session
from rmjournal.journal.entries import Entry
from rmjournal.journal.index import Pile, places_by_rank
from rmjournal.journal.journal import Journal
from rmjournal.journal.search import AROUND, lit_context


def start(journal: Journal) -> Session:
    return journal.sessions.start(template="focus")


def texts(journal: Journal, text: str) -> list[str]:
    return [hit.text or hit.title for hit in journal.finding.find(text).hits]


@pytest.fixture
def kept(journal: Journal, clock: StoppedClock) -> Journal:
    """Two weeks of lines."""
    first = start(journal)
    journal.captures.add(CaptureKind.INSIGHT, "Kit sizes are a barrier #kit", session=first, by=Who.MENTOR)
    journal.actions.add("Check the kit for two depots", owner=Who.MENTEE, session=first, item="1")
    journal.sessions.wrap_up(first)
    clock.on(days=14)
    second = start(journal)
    journal.captures.add(CaptureKind.PHRASE, "Kits, not sizes", session=second, by=Who.MENTEE)
    journal.actions.add("Ask both about the Café", owner=Who.BOTH)
    journal.sessions.write(second, "2", "What the kitchen said.\n\nThe sizes are sized.", over=None)
    return journal


@pytest.fixture
def told(journal: Journal, clock: StoppedClock) -> Journal:
    tell(journal, clock)
    return journal


def test_all_words_must_match_from_the_first_letter_on(kept: Journal) -> None:
    assert len(texts(kept, "kit siz")) == 3
    assert texts(kept, "kit sizes barr") == ["Kit sizes are a barrier #kit"]
    assert texts(kept, "itchen") == []
    assert texts(kept, "CAFE") == ["Ask both about the Café"]


def test_whole_words_come_before_beginnings_and_the_newest_first(kept: Journal) -> None:
    found = texts(kept, "kit")
    assert set(found[:2]) == {"Kit sizes are a barrier #kit", "Check the kit for two depots"}
    assert set(found[2:]) == {"Kits, not sizes", "What the kitchen said.\n\nThe sizes are sized."}
    kept.actions.add("The kit", owner=Who.BOTH)
    assert texts(kept, "kit")[0] == "The kit"


def test_what_comes_to_stand_whole_in_a_text_comes_first_from_then_on(kept: Journal) -> None:
    assert texts(kept, "kitch")[0].startswith("What the kitchen")
    action = kept.actions.add("The kitchens", owner=Who.BOTH)
    assert texts(kept, "kitch")[0] == "The kitchens"
    session = kept.sessions.get()
    kept.sessions.write(session, "2", "A kitch of it", over=kept.sessions.notes(session)["2"])
    kept.actions.change(action, text="The kitchens, all", owner=Who.BOTH, due=None)
    assert texts(kept, "kitch") == ["A kitch of it", "The kitchens, all"]


def test_a_title_comes_before_a_text() -> None:
    entries = [
        Entry(table="notes", id="a", kind="note", on=date(2026, 3, 1), text="pay"),
        Entry(table="notes", id="b", kind="note", on=date(2026, 2, 1), title="Pay", text="more"),
        Entry(table="notes", id="c", kind="note", on=date(2026, 1, 1), title="Payday"),
        Entry(table="notes", id="d", kind="note", on=date(2026, 4, 1), text="payday"),
    ]
    pile = Pile.of(entries)
    query = parse_query("pay", today=date(2026, 5, 1), who_is=Who)
    found = places_by_rank(pile.look(query), at_most=None)
    assert [pile.entry(at).id for at in found] == ["b", "a", "c", "d"]


def test_a_phrase_is_whole_words_that_follow_each_other(kept: Journal) -> None:
    assert texts(kept, '"kit sizes"') == ["Kit sizes are a barrier #kit"]
    assert texts(kept, '"kit si"') == []
    assert texts(kept, '"kit si') == ["Kit sizes are a barrier #kit"]
    assert texts(kept, '"said the sizes"') == ["What the kitchen said.\n\nThe sizes are sized."]


def test_limits_narrow_by_person_kind_day_and_tag(kept: Journal) -> None:
    assert texts(kept, "kind:action who:imogen") == ["Ask both about the Café"]
    assert len(texts(kept, "kind:action who:mentee")) == 2
    assert texts(kept, "#kit") == texts(kept, "tag:KIT") == ["Kit sizes are a barrier #kit"]
    assert texts(kept, "kit until:2026-02-03 kind:insight") == ["Kit sizes are a barrier #kit"]
    assert texts(kept, "siz since:2026-02-10 kind:insight") == []


def test_nothing_typed_finds_nothing_and_says_what_to_do(kept: Journal) -> None:
    found = kept.finding.find("  ")
    assert (found.hits, found.total) == ((), 0)
    assert "Type" in found.words
    assert "Nothing" in kept.finding.find("zzz").words


def test_a_goal_is_found_with_what_is_linked_to_it(told: Journal) -> None:
    journal = told
    hits = journal.finding.find("goal:G1").hits
    assert [hit.title[:2] for hit in hits if hit.kind == "goal"] == ["G1"]
    linked = {link.record for link in journal.goals.evidence(journal.goals.get("G1"))}
    assert linked
    assert linked <= {hit.id for hit in hits}
    assert {hit.id for hit in hits} <= {hit.id for hit in journal.finding.find("goal:E1").hits}
    assert journal.finding.find("goal:G1 goal:G4").total == 0


def test_nothing_sealed_is_found_before_it_is_opened(told: Journal) -> None:
    journal = told
    goal = journal.goals.get("G1")
    state = journal.ratings.begin(Occasion.ANY_TIME, [goal])
    journal.ratings.rate(state.round.id, goal, -1, by=Who.MENTOR, why="Quoll behind the door")
    assert journal.finding.find("quoll").total == 0
    journal.ratings.rate(state.round.id, goal, 1, by=Who.MENTEE, why="Wombat")
    assert journal.finding.find("wombat").total == 0
    journal.ratings.open(state.round.id)
    (hit,) = journal.finding.find("quoll").hits
    assert (hit.kind, hit.table, hit.id, hit.who) == ("rating", "goals", goal.id, Who.MENTOR)


def test_the_reason_of_a_rating_opens_what_was_rated(told: Journal) -> None:
    rate(told, Occasion.MIDPOINT, {"G1": (-1, "Numbat", 0, "", 0)})
    assert [(hit.title, hit.table) for hit in told.finding.find("numbat").hits] == [("G1", "goals")]


def test_mine_is_found_while_it_is_open_and_not_where_it_is_hidden(kept: Journal) -> None:
    kept.mine.set_up(Who.MENTOR, "roof stayed on")
    kept.reflections.keep(kept.reflections.words("A quoll. #alone"), by=Who.MENTOR)
    (hit,) = kept.finding.find("quoll").hits
    assert (hit.kind, hit.table, hit.who) == ("mine", "", Who.MENTOR)
    assert kept.finding.find("#alone").total == 1
    assert kept.finding.find("quoll", private=False).total == 0
    assert "quoll" not in repr(hit)
    kept.mine.lock()
    assert kept.finding.find("quoll").total == 0


def test_mine_takes_its_rank_among_the_rest(kept: Journal) -> None:
    kept.mine.set_up(Who.MENTOR, "roof stayed on")
    kept.reflections.keep(kept.reflections.words("The kit again."), by=Who.MENTOR)
    assert texts(kept, "kit")[0] == "The kit again."
    assert kept.finding.find("kit", at_most=1).hits[0].kind == "mine"


def test_what_changes_is_found_as_it_is_now(kept: Journal) -> None:
    assert kept.finding.find("quoll").total == 0
    action = kept.actions.add("A quoll", owner=Who.MENTOR)
    assert kept.finding.find("quoll").total == 1
    changed = kept.actions.change(action, text="A numbat", owner=Who.MENTOR, due=None)
    assert kept.finding.find("quoll").total == 0
    assert kept.finding.find("numbat").total == 1
    kept.actions.delete(changed)
    assert kept.finding.find("numbat").total == 0


def test_only_what_has_changed_is_folded_anew(kept: Journal) -> None:
    before = {row.entry.id: row for row in kept.finding._index.pile()._rows}
    added = kept.actions.add("A quoll", owner=Who.MENTOR)
    after = {row.entry.id: row for row in kept.finding._index.pile()._rows}
    assert after.keys() - before.keys() == {added.id}
    assert all(after[key] is row for key, row in before.items())


def test_what_was_deleted_while_its_session_changed_is_gone(kept: Journal) -> None:
    assert kept.finding.find("kind:action").total == 2
    for action in kept.actions.all():
        kept.actions.delete(action)
    kept.sessions.wrap_up(kept.sessions.get())
    assert kept.finding.find("kind:action").total == 0


def test_hits_are_lit_in_their_context(kept: Journal) -> None:
    (hit,) = kept.finding.find("barr siz").hits
    lit = [hit.context.text[start:end] for start, end in hit.context.spans]
    assert lit == ["siz", "barr"]
    assert hit_line(hit, is_lit=True).count(LIT) == hit_line(hit, is_lit=True).count(UNLIT) == 2
    assert LIT not in hit_line(hit)


def test_the_context_is_cut_at_words_around_the_first_that_is_found() -> None:
    lit = lit_context("word " * 100 + "quoll " + "word " * 100, [("quo",)])
    assert lit.text.startswith("… word")
    assert lit.text.endswith("word …")
    assert len(lit.text) <= AROUND + 6
    assert [lit.text[start:end] for start, end in lit.spans] == ["quo"]


def test_what_a_terminal_would_obey_is_not_in_a_context(kept: Journal) -> None:
    kept.actions.add("A \x1b]52;c;quoll\x07 \u202ebehind", owner=Who.MENTOR)
    (hit,) = kept.finding.find("quoll").hits
    assert not {"\x1b", "\x07", "\u202e"} & set(hit.context.text)
    assert [hit.context.text[start:end] for start, end in hit.context.spans] == ["quoll"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abé -#\n", max_size=12), max_size=8), st.text(alphabet='abé" ', max_size=6))
def test_typing_letter_by_letter_finds_what_typing_at_once_finds(entries: list[str], typed: str) -> None:
    def pile() -> Pile:
        return Pile.of(
            Entry(table="notes", id=f"{at}", kind="note", on=date(2026, 1, 1), text=text)
            for at, text in enumerate(entries)
        )

    slowly = pile()
    for end in range(len(typed) + 1):
        query = parse_query(typed[:end], today=date(2026, 2, 1), who_is=Who)
        assert slowly.look(query) == pile().look(query)


def test_the_last_time_something_was_spoken_of_is_the_newest_of_a_session(kept: Journal) -> None:
    hit = kept.finding.last_spoken("sizes")
    assert hit is not None
    assert hit.on == kept.now().date()
    assert kept.finding.last_spoken("quoll") is None
    assert kept.finding.last_spoken("cafe") is None


Run = Callable[..., str]


@pytest.fixture
def run(kept: Journal, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str, code: int = 0) -> str:
        assert main.run(["-j", str(kept.path), "search", *arguments]) == code
        said = capsys.readouterr()
        return said.out + said.err

    return call


def test_the_command_line_finds_the_same(run: Run) -> None:
    assert "Kit sizes are a barrier" in run('"kit sizes"')
    assert "Check the kit" in run("kit", "kind:action", "who:mentee")
    assert "Nothing" in run("quoll", code=1)
    assert "not a kind" in run("kit", "kind:fish", code=2)
    assert "at least one word" in run(" ", code=2)


def test_json_has_every_field(run: Run) -> None:
    (hit,) = json.loads(run("barrier", "--json"))
    assert hit["context"] == {"text": "Kit sizes are a barrier #kit", "spans": [[16, 23]]}
    assert hit["tags"] == ["kit"]
    assert set(hit) >= {"kind", "table", "id", "session", "item", "who", "on", "title", "text", "lit_title"}


def test_words_are_lit_in_a_terminal_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LIT not in run("barrier")

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    for color, is_lit in ((None, True), ("1", False)):
        screen = Screen()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", screen)
            patch.setenv("TERM", "xterm")
            if color:
                patch.setenv("NO_COLOR", color)
            run("barrier")
        assert (LIT in screen.getvalue()) is is_lit
