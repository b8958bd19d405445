"""What happened, by time."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from conftest import StoppedClock
from ledger_story import tell

from rmjournal.cli import main
from rmjournal.domain.capture import ActionStatus, CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.stretch import Stretch
from rmjournal.journal.journal import Journal
from rmjournal.journal.timeline import TIMELINE_KINDS, Asked, Happening, Timeline


def shown(journal: Journal, asked: Asked | None = None) -> list[Happening]:
    return [one for month in journal.timeline.view(asked).months for one in month.happenings]


@pytest.fixture
def lived(journal: Journal, clock: StoppedClock) -> Journal:
    """An agreement, goals and ratings; then a session with what came of it."""
    tell(journal, clock)
    session = journal.sessions.start(template="show-me")
    action = journal.actions.add("Ask about kit", owner=Who.MENTEE, session=session)
    insight = journal.captures.add(CaptureKind.INSIGHT, "They do not know #pay", session=session)
    journal.goals.link(journal.goals.get("G2"), insight)
    clock.on(minutes=30)
    journal.sessions.wrap_up(session)
    clock.on(minutes=5)
    journal.actions.settle(action, ActionStatus.DONE)
    journal.reflections.share(journal.reflections.words("Proud.\nRoof stayed on."), by=Who.MENTOR)
    return journal


def test_it_is_newest_first_and_grouped_by_month(lived: Journal) -> None:
    view = lived.timeline.view()
    days = [(one.on, one.at) for one in shown(lived)]
    assert [on for on, _ in days] == sorted((on for on, _ in days), reverse=True)
    assert [(month.year, month.month) for month in view.months] == sorted(
        {(one.on.year, one.on.month) for one in shown(lived)}, reverse=True
    )
    assert view.months[-1].title == "February 2026"
    assert view.shown == view.total == len(days)


def test_what_happened_on_one_day_is_in_the_order_of_its_hours(lived: Journal) -> None:
    assert [one.kind for one in shown(lived)[:3]] == ["reflection", "action", "session"]


def test_each_thing_that_happened_knows_what_to_open(lived: Journal) -> None:
    found = {one.kind: one for one in shown(lived)}
    assert set(found) == set(TIMELINE_KINDS) - {"letter"}
    tables = {kind: one.table for kind, one in found.items()}
    assert tables == {
        "session": "sessions",
        "agreement": "agreements",
        "rating": "rounds",
        "reflection": "reflections",
        "action": "actions",
    }
    assert lived.sessions.get(found["session"].id).title == found["session"].title
    assert found["action"].text == "done"
    assert (found["reflection"].title, found["reflection"].text) == ("Proud.", "Roof stayed on.")


def test_plans_and_what_is_sealed_or_open_have_not_happened(lived: Journal) -> None:
    before = shown(lived)
    lived.actions.add("Still open", owner=Who.BOTH)
    goal = lived.goals.get("G1")
    state = lived.ratings.begin(Occasion.ANY_TIME, [goal])
    lived.ratings.rate(state.round.id, goal, 1, by=Who.MENTOR, why="quoll")
    assert shown(lived) == before
    assert all(one.on <= lived.now().date() for one in before)


def test_what_is_on_mine_is_never_in_it(lived: Journal) -> None:
    before = shown(lived)
    lived.mine.set_up(Who.MENTOR, "roof stayed on")
    lived.reflections.keep(lived.reflections.words("Tense."), by=Who.MENTOR)
    assert shown(lived) == before


def test_a_reflection_that_was_taken_back_is_gone(lived: Journal) -> None:
    (shared,) = lived.reflections.ours()
    lived.reflections.take_back(shared, by=Who.MENTOR)
    assert "reflection" not in {one.kind for one in shown(lived)}


ASKED: tuple[tuple[Asked, set[str]], ...] = (
    (Asked(kinds=("session", "action")), {"session", "action"}),
    (Asked(who=Who.MENTOR, kinds=("reflection", "action")), {"reflection"}),
    (Asked(template="show-me"), {"session", "action"}),
    (Asked(template="focus"), set()),
    (Asked(goal="g2"), {"session", "rating"}),
    (Asked(goal="E2", kinds=("session",)), {"session"}),
    (Asked(topic="#pay"), {"session"}),
    (Asked(topic="kit"), {"session", "action"}),
    (Asked(topic="quoll"), set()),
    (Asked(stretch=Stretch(until=date(2026, 2, 28))), {"agreement"}),
)


def test_it_is_narrowed_to_what_is_asked(lived: Journal) -> None:
    for asked, kinds in ASKED:
        assert {one.kind for one in shown(lived, asked)} == kinds, asked


def test_a_rating_tells_what_both_agreed_on(lived: Journal) -> None:
    last = next(one for one in shown(lived) if one.kind == "rating")
    assert "G4 much better than expected" in last.text
    assert "G1" in last.goals


def test_another_source_is_another_kind() -> None:
    day = date(2026, 3, 1)

    def talks() -> list[Happening]:
        return [
            Happening(
                kind="talk",
                table="talks",
                id=f"{at}",
                on=day + timedelta(days=at),
                at=None,
                title="Talk",
                text="",
                who=Who.BOTH,
            )
            for at in range(40)
        ]

    view = Timeline(talks, about=lambda _: frozenset({"3"})).view(Asked(topic="x"))
    assert [one.id for month in view.months for one in month.happenings] == ["3"]
    assert (view.shown, view.total) == (1, 40)


def test_before_anything_happened_it_says_what_to_do(journal: Journal) -> None:
    assert "session start" in journal.timeline.view().words


def test_the_command_line_prints_it(lived: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    log = ["-j", str(lived.path), "log"]
    assert main.run([*log, "--kind", "session", "--since", "2026"]) == 0
    said = capsys.readouterr().out
    assert "Show me" in said
    assert "agreement" not in said
    assert main.run([*log, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(shown(lived))
    assert rows[0]["kind"] == "reflection"
    assert main.run([*log, "--kind", "fish"]) == 2
    assert "Say one of" in capsys.readouterr().err
    assert main.run([*log, "--topic", "quoll"]) == 0
    assert "Nothing" in capsys.readouterr().err
