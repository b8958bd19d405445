"""Tags in texts, listed and renamed."""

from __future__ import annotations

import json

import pytest
from conftest import StoppedClock
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.cli import main
from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.session import Note
from rmjournal.domain.tagging import alike, renamed, tagged
from rmjournal.errors import NotFoundError, UsageError
from rmjournal.journal.journal import Journal


def names(text: str) -> list[str]:
    return [one.name for one in tagged(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#ai and (#Pay), *#bold*", ["ai", "Pay", "bold"]),
        ("#one. #two-three, #four_five! #six-", ["one", "two-three", "four_five", "six"]),
        ("#1on1 #Größe", ["1on1", "Größe"]),
        ("x#no ##no #12 &#39; \\#no # no", []),
        ("# Heading\n## Another\ntext #yes", ["yes"]),
        ("https://a.example/#no www.a.example/b#no [x](#no) [x](a#no)", []),
        ("`#no` and ``a ` #no`` and #yes", ["yes"]),
        ("`open #yes", ["yes"]),
        ("```\n#no\n```\n#yes", ["yes"]),
        ("~~~ text\n#no\n", []),
        ("- item\n  ```\n  #no\n  ```\n- #yes", ["yes"]),
        ("    #no\n\ntext\n\n    #no", []),
        ("- item\n\n    #yes", ["yes"]),
        ("text\n    #yes", ["yes"]),
    ],
)
def test_a_tag_is_a_word_behind_a_sign_and_no_code_heading_or_address(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize("endless", ["a" * 400_000, "](" * 200_000])
def test_a_line_without_end_is_looked_at_once(endless: str) -> None:
    assert [one.name for one in tagged(f"#first {endless} #last")] == ["first", "last"]


def test_renaming_changes_the_tag_and_nothing_else() -> None:
    before = "#Pay, `#pay` and #payday: https://a.example/#pay #pay"
    assert renamed(before, "pay", "money") == "#money, `#pay` and #payday: https://a.example/#pay #money"


@given(st.text(alphabet="#`~ab-_ \n[](:/é\\", max_size=60))
def test_renaming_a_tag_there_and_back_gives_the_text_back(text: str) -> None:
    for name in names(text):
        if all(other == name or other.casefold() != name.casefold() for other in names(text)):
            there = renamed(text, name, "zzz")
            assert [one if one != name else "zzz" for one in names(text)] == names(there)
            assert renamed(there, "zzz", name) == text


def test_tags_that_may_be_meant_as_one_are_told() -> None:
    found = {
        (one.one, one.other): one.why for one in alike(["AI", "ai", "depot", "depots", "policy", "policies"])
    }
    assert found == {
        ("AI", "ai"): "case or accents",
        ("depot", "depots"): "plural",
        ("policies", "policy"): "plural",
    }
    assert [one.why for one in alike(["first-day", "firstday"])] == ["a hyphen"]
    assert [one.why for one in alike(["feedback", "feedbakc"])] == ["one letter apart"]
    assert [one.why for one in alike(["listening", "listenin"])] == ["one letter apart"]
    assert alike(["pay", "day", "care", "presence", "data"]) == ()


@pytest.fixture
def noted(journal: Journal) -> Journal:
    """A session with tags in a note, a captured line and a reflection of each."""
    session = journal.sessions.start(template="focus")
    journal.sessions.write(session, "1", "About #depots and #kit. `#depots`", over=None)
    journal.captures.add(CaptureKind.INSIGHT, "The #Depots know it.", session=session)
    for who in (Who.MENTOR, Who.MENTEE):
        journal.reflections.share(journal.reflections.words("Seen.", tags=["depots"]), by=who)
    return journal


def test_tags_are_counted_by_entry_with_their_spellings(noted: Journal) -> None:
    found = noted.tags.all()
    assert [(tag.name, tag.count, tag.spellings) for tag in found.tags] == [
        ("depots", 4, ("Depots", "depots")),
        ("kit", 1, ("kit",)),
    ]
    assert [one.why for one in found.alike] == ["case or accents"]


def test_a_tag_is_renamed_everywhere_in_one_step(noted: Journal) -> None:
    done = noted.tags.rename("#Depots", "depot", by=Who.MENTOR)
    assert (done.changed, done.left, done.joined) == (3, 1, False)
    (note,) = noted._desk.store.all(Note)
    assert note.text == "About #depot and #kit. `#depots`"
    assert noted.captures.all()[0].text == "The #depot know it."
    assert [one.words.tags for one in noted.reflections.ours() if one.words and one.by is Who.MENTOR] == [
        ("depot",)
    ]
    assert noted.tags.rename("depots", "depot", by=Who.MENTEE).joined
    assert [tag.name for tag in noted.tags.all().tags] == ["depot", "kit"]


def test_what_cannot_be_a_tag_or_is_none_is_refused(noted: Journal) -> None:
    for name in ("two words", "", "#", "12", "a/b"):
        with pytest.raises(UsageError):
            noted.tags.rename("kit", name)
    with pytest.raises(NotFoundError):
        noted.tags.rename("nowhere", "somewhere")


def test_what_is_on_mine_keeps_its_tags_and_is_counted_only_while_open(noted: Journal) -> None:
    noted.mine.set_up(Who.MENTOR, "roof stayed on")
    page = noted.reflections.keep(noted.reflections.words("Tense. #kit #alone"), by=Who.MENTOR)
    assert ("alone", 1) in [(tag.name, tag.count) for tag in noted.tags.all().tags]
    noted.tags.rename("kit", "gear", by=Who.MENTOR)
    assert noted.reflections.mine(Who.MENTOR) == (page,)
    noted.mine.lock()
    assert [tag.name for tag in noted.tags.all().tags] == ["depots", "gear"]


def test_the_day_of_a_tag_is_that_of_its_newest_entry(noted: Journal, clock: StoppedClock) -> None:
    clock.on(days=3)
    noted.captures.add(CaptureKind.INSIGHT, "#kit again")
    found = {tag.name: tag.last for tag in noted.tags.all().tags}
    assert found["kit"] == clock().date()


def test_the_command_line_lists_and_renames(noted: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(noted.path)
    assert main.run(["-j", path, "tags", "list"]) == 0
    said = capsys.readouterr()
    assert "#depots  also written #Depots" in said.out
    assert "may be meant as one" in said.err
    assert main.run(["-j", path, "tags", "rename", "kit", "gear"]) == 0
    assert "#gear in 1 entry" in capsys.readouterr().err
    assert main.run(["-j", path, "tags", "list", "--json"]) == 0
    assert [tag["name"] for tag in json.loads(capsys.readouterr().out)["tags"]] == ["depots", "gear"]
    assert main.run(["-j", path, "tags", "rename", "kit", "gear"]) == 1
