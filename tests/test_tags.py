"""Tags in texts, listed and renamed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import StoppedClock
from hypothesis import given
from hypothesis import strategies as st
from screens import NASTY
from shelves import PASSPHRASE, cheap

from rmjournal.cli import main
from rmjournal.domain.capture import CaptureKind, CaptureState
from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record
from rmjournal.domain.session import Note
from rmjournal.domain.shelf import Findings, LockedPage
from rmjournal.domain.tagging import alike, renamed, tagged
from rmjournal.domain.words import folded
from rmjournal.errors import NotFoundError, RuleError, UsageError
from rmjournal.journal.journal import Journal
from rmjournal.journal.marked import FIELDS


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


WORD = st.from_regex(r"[^\W_]([\w-]{0,6}[^\W_])?", fullmatch=True).filter(
    lambda one: any(map(str.isalpha, one))
)
AROUND = ("{}", "({})", "*{}*, and", "{}.", "“{}”", "line\n{}\n", "- {}", "> {}", "é {}!", "[{}]")
HIDDEN = ("`{}`", "``a ` {}``", "```\n{}\n```", "~~~\n{}\n~~~", "https://a.example/{}", "www.a.example/b{}")
HIDDEN += ("[x]({})", "[x](a{})", "x{}", "#{}", "\\{}", "&{};", "{}/a")


@given(WORD, WORD, st.lists(st.sampled_from(AROUND), min_size=1), st.lists(st.sampled_from(HIDDEN)))
def test_a_tag_is_renamed_wherever_it_stands_and_nowhere_else(
    old: str, new: str, around: list[str], hidden: list[str]
) -> None:
    text = "\n\n".join([*hidden, *around])
    assert renamed(text.replace("{}", f"#{old}"), old, new) == "\n\n".join(
        [one.replace("{}", f"#{old}") for one in hidden] + [one.replace("{}", f"#{new}") for one in around]
    )


@given(st.text(max_size=40), WORD, WORD)
def test_a_text_without_the_tag_is_left_alone(text: str, old: str, new: str) -> None:
    if folded(old) not in [one.key for one in tagged(text)]:
        assert renamed(text, old, new) == text


@pytest.mark.parametrize("text", NASTY)
def test_renaming_in_hostile_text_changes_the_tag_only(text: str) -> None:
    assert renamed(f"{text}\n\n#kit", "kit", "gear") == f"{text}\n\n#gear"


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
    # A voicing mark by itself is a letter to Unicode, and nothing once it is folded.
    assert alike(["\N{HALFWIDTH KATAKANA VOICED SOUND MARK}", "ab"]) == ()


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


@pytest.fixture
def kept(noted: Journal) -> Journal:
    """The same, with the mentor's shelf open and a page on it, and the steps taken down from here on."""
    cheap(noted).mine.set_up(Who.MENTOR, PASSPHRASE)
    noted.reflections.keep(noted.reflections.words("Tense. #kit #alone"), by=Who.MENTOR)
    noted.take_down_steps()
    return noted


def private_texts(journal: Journal) -> list[str]:
    return [page.words.text for page in journal.reflections.mine(Who.MENTOR)]


def all_that_both_read(journal: Journal) -> dict[str, tuple[Record, ...]]:
    return {kind.table: journal._desk.store.all(kind) for kind in FIELDS}


def test_what_is_on_mine_is_counted_only_while_open(kept: Journal) -> None:
    assert ("alone", 1) in [(tag.name, tag.count) for tag in kept.tags.all().tags]
    kept.mine.lock()
    assert [tag.name for tag in kept.tags.all().tags] == ["depots", "kit"]


def test_its_owner_renames_on_an_open_mine_too(kept: Journal) -> None:
    done = kept.tags.rename("kit", "gear", by=Who.MENTOR)
    assert (done.changed, done.private, done.is_mine_left) == (1, 1, False)
    assert private_texts(kept) == ["Tense. #gear #alone"]
    assert kept.mine.findings(Who.MENTOR) == Findings()
    assert kept._desk.store.find(LockedPage, kept.reflections.mine(Who.MENTOR)[0].id) is not None


@pytest.mark.parametrize("by", [Who.MENTEE, Who.BOTH])
def test_nobody_else_renames_on_it_and_is_told_so(kept: Journal, by: Who) -> None:
    done = kept.tags.rename("kit", "gear", by=by)
    assert (done.changed, done.private) == (1, 0)
    assert done.is_mine_left == (by is Who.BOTH)
    assert private_texts(kept) == ["Tense. #kit #alone"]


def test_a_locked_mine_is_not_looked_at_and_that_is_said(kept: Journal) -> None:
    kept.mine.lock()
    done = kept.tags.rename("kit", "gear", by=Who.MENTOR)
    assert done.rest == ("What is kept on mine was not looked at.",)
    with pytest.raises(NotFoundError):
        kept.tags.rename("alone", "lonely", by=Who.MENTOR)
    kept.mine.unlock(Who.MENTOR, PASSPHRASE)
    assert private_texts(kept) == ["Tense. #kit #alone"]


def test_undo_brings_every_text_back_and_redo_renames_it_again(kept: Journal) -> None:
    before = all_that_both_read(kept)
    kept.tags.rename("Depots", "depot", by=Who.MENTOR)
    after = all_that_both_read(kept)
    assert kept.history.undo(by=Who.MENTOR) == "renamed the tag #Depots to #depot in 3 texts"
    assert all_that_both_read(kept) == before
    kept.history.redo(by=Who.MENTOR)
    assert all_that_both_read(kept) == after


def test_two_tags_made_one_are_two_again_when_it_is_undone(kept: Journal) -> None:
    kept.captures.add(CaptureKind.PHRASE, "The #depot, not the #depots")
    before = kept.tags.all()
    done = kept.tags.rename("depots", "depot", by=Who.BOTH)
    assert (done.joined, done.left) == (True, 2)
    assert {tag.name: tag.count for tag in kept.tags.all().tags}["depot"] == 3
    kept.history.undo(by=Who.BOTH)
    assert kept.tags.all() == before


def test_of_mine_nothing_is_told_and_nothing_is_undone(kept: Journal) -> None:
    kept.tags.rename("kit", "gear", by=Who.MENTOR)
    assert kept.history.undo(by=Who.MENTEE) == "renamed the tag #kit to #gear in 1 text"
    assert private_texts(kept) == ["Tense. #gear #alone"]
    done = kept.tags.rename("alone", "lonely", by=Who.MENTOR)
    assert private_texts(kept) == ["Tense. #gear #lonely"]
    with pytest.raises(RuleError) as refused:
        kept.history.undo(by=Who.MENTOR)
    told = f"{refused.value} {kept.history._done} {done!r} {kept.tags.all().tags!r}"
    assert not [name for name in ("#alone", "lonely", "'alone") if name in told]
    assert "lonely" not in kept.path.read_text(encoding="utf-8")


def test_a_text_that_was_written_on_since_keeps_the_new_name(kept: Journal) -> None:
    kept.tags.rename("kit", "gear", by=Who.BOTH)
    session = kept.sessions.get()
    kept.sessions.write(session, "1", "About #gear only", over=kept.sessions.note(session, "1"))
    with pytest.raises(RuleError, match="changed since then"):
        kept.history.undo(by=Who.BOTH)
    assert kept.sessions.notes(session)["1"].text == "About #gear only"


def test_what_was_written_twice_is_left_until_it_is_settled(kept: Journal, tmp_path: Path) -> None:
    kept.close()
    other = tmp_path / "other.journal.json"
    shutil.copy(kept.path, other)
    for number, path in enumerate((kept.path, other)):
        one = Journal.open(path)
        session = one.sessions.get()
        one.sessions.write(session, "1", f"About #kit {number}", over=one.sessions.note(session, "1"))
        one.close()
    both = Journal.open(kept.path)
    both.care.merge(other)
    assert len(both.sessions.versions(both.sessions.get(), "1")) == 2
    with pytest.raises(RuleError, match="That stays as it is"):
        both.tags.rename("kit", "gear")
    both.close()


def test_what_was_released_signed_or_rated_stays_as_it_was(journal: Journal) -> None:
    want = journal.expectations.add("Know the #depots", owner=Who.MENTEE)
    journal.goals.add("Two #depots, #visited", owner=Who.MENTEE, expectation=want)
    done = journal.tags.rename("depots", "depot")
    assert (done.changed, done.stays) == (1, 1)
    assert "1 stays as it is: released" in done.rest[0]
    with pytest.raises(RuleError, match="That stays as it is"):
        journal.tags.rename("visited", "seen")


def test_what_came_of_a_line_is_renamed_with_it(journal: Journal) -> None:
    line = journal.captures.add(CaptureKind.PARKING, "Prompts")
    journal.captures.settle(line, CaptureState.DONE, outcome="On to the #depots")
    journal.tags.rename("depots", "depot")
    assert [tag.name for tag in journal.tags.all().tags] == ["depot"]


def test_near_tags_are_told_by_the_name_they_go_by(kept: Journal) -> None:
    kept.captures.add(CaptureKind.PHRASE, "The #Depot")
    found = kept.tags.all()
    assert [found.near(tag) for tag in found.tags[:2]] == [(("Depot", "plural"),), ()]


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


def test_with_its_passphrase_the_command_line_goes_through_mine_too(
    kept: Journal, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept.close()
    path, secret = str(kept.path), tmp_path / "secret"
    secret.write_text(PASSPHRASE, encoding="utf-8")

    def run(*words: str) -> str:
        with secret.open(encoding="utf-8") as passphrase:
            own = ["--mine", "--by", "mentor", "--passphrase-fd", str(passphrase.fileno())]
            assert main.run(["-j", path, "tags", *words, *own]) == 0
        said = capsys.readouterr()
        return said.out + said.err

    assert "#alone" in run("list")
    said = run("rename", "kit", "gear")
    assert "#gear in 1 entry" in said
    assert "On mine it is so in 1 too." in said
    assert "#kit" not in run("list")
    assert main.run(["-j", path, "tags", "rename", "gear", "kit", "--by", "mentor"]) == 0
    assert "What is kept on mine was not looked at." in capsys.readouterr().err
