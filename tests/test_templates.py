from __future__ import annotations

import os
from pathlib import Path

import pytest

from rmjournal import files
from rmjournal.domain.fitting import mentor_share
from rmjournal.errors import NotFoundError, TemplateError
from rmjournal.journal.templates import BUILT_IN, TemplateLibrary, check_file

OURS = """---
id: {id}
phase: {phase}
minutes: 25
---
# {title}

## Only this | both | 25 min
"""


def put(folder: Path, name: str, *, id: str, title: str = "Ours", phase: str = "middle") -> Path:  # noqa: A002
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(OURS.format(id=id, title=title, phase=phase), encoding="utf-8")
    return path


def ids(library: TemplateLibrary) -> list[str]:
    return [listed.id for listed in library.all()]


def test_the_twelve_are_there_in_the_order_of_their_phases() -> None:
    assert ids(TemplateLibrary()) == [
        *[
            "kickoff",
            "alongside",
            "focus",
            "fresh-eyes",
            "listen-first",
            "perspectives",
            "presence",
            "show-me",
        ],
        *["swap", "midpoint", "reset", "closing"],
    ]


def test_the_twelve_have_all_their_items_prompts_and_words() -> None:
    library = TemplateLibrary()
    templates = [library.get(name) for name in ids(library)]
    assert sum(len(template.items) for template in templates) == 75
    assert all(item.prompts for template in templates for item in template.items)
    assert all(
        template.purpose and template.when and template.before and template.phase for template in templates
    )
    assert all(sum(item.minutes for item in template.items) == template.minutes for template in templates)
    assert mentor_share(library.get("alongside").items) == 28


def test_a_built_in_template_goes_by_the_name_of_its_file() -> None:
    library = TemplateLibrary()
    assert all(library.get(name).id == name for name in ids(library))


def test_an_id_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(NotFoundError) as error:
        TemplateLibrary().get("focuss")
    assert "'focuss'" in str(error.value)
    assert "focus, fresh-eyes" in str(error.value)


@pytest.mark.parametrize("name", ["", ".", "../agenda/focus", "focus.md", "FOCUS", "a/b", "focus\x00"])
def test_an_id_is_never_taken_for_a_path(name: str) -> None:
    with pytest.raises(NotFoundError):
        TemplateLibrary().get(name)


def test_a_person_s_template_wins_over_the_built_in_one_whatever_its_file_is_called(tmp_path: Path) -> None:
    path = put(tmp_path, "any name.md", id="focus")
    library = TemplateLibrary([tmp_path])
    listed = library.find("focus")
    assert library.get("focus").title == "Ours"
    assert (listed.source, listed.hides) == (str(path), (BUILT_IN,))
    assert library.notices("focus") == (f"{path} is used in place of the built-in one.",)
    assert ids(library) == ids(TemplateLibrary())


def test_the_pair_s_template_wins_over_the_person_s(tmp_path: Path) -> None:
    own = put(files.templates_folder(), "focus.md", id="focus", title="Own")
    pair = put(tmp_path / "lindgate.templates", "focus.md", id="focus", title="Pair")
    library = TemplateLibrary.beside(tmp_path / "lindgate.journal.json")
    assert library.get("focus").title == "Pair"
    assert library.find("focus").hides == (BUILT_IN, str(own))
    assert library.notices("focus") == (f"{pair} is used in place of the one in {own}.",)
    assert TemplateLibrary.beside(None).get("focus").title == "Own"
    assert TemplateLibrary.beside(tmp_path / "other.journal.json").get("focus").title == "Own"


def test_a_template_of_one_s_own_is_listed_with_the_others(tmp_path: Path) -> None:
    path = put(tmp_path, "walk.md", id="walk", title="A walk", phase="outdoors")
    listed = TemplateLibrary([tmp_path]).all()[-1]
    assert (listed.id, listed.title, listed.minutes, listed.source) == ("walk", "A walk", 25, str(path))
    assert TemplateLibrary([tmp_path]).notices("walk") == ()


def test_a_broken_template_hides_nothing_and_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, "focus.md", id="focus")
    path.write_text(path.read_text().replace("both", "boss"))
    library = TemplateLibrary([tmp_path])
    assert library.get("focus").title == "Focused session"
    (broken,) = library.unusable()
    assert (broken.id, broken.path, broken.problems[0].line) == ("focus", str(path), 8)
    assert str(broken).startswith(f"{path}:8: The lead 'boss'")
    (notice,) = library.notices("focus")
    assert notice.startswith(f"{path} cannot be used; the built-in one is used instead.\n")
    assert library.notices("swap") == ()


def test_a_broken_template_that_stands_in_for_none_is_named_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "walk.md").write_text("nothing")
    with pytest.raises(NotFoundError) as error:
        TemplateLibrary([tmp_path]).get("walk")
    assert f"{tmp_path / 'walk.md'}:1:" in str(error.value)


def test_of_two_files_with_one_id_the_first_by_name_is_used_and_the_other_told(tmp_path: Path) -> None:
    put(tmp_path, "b.md", id="walk", title="B")
    put(tmp_path, "a.md", id="walk", title="A")
    library = TemplateLibrary([tmp_path])
    assert library.get("walk").title == "A"
    (broken,) = library.unusable()
    assert broken.path.endswith("b.md")
    assert "a.md" in broken.problems[0].what


def test_only_markdown_files_that_are_not_hidden_count(tmp_path: Path) -> None:
    for name in ("notes.txt", ".walk.md", "walk.md~"):
        put(tmp_path, name, id="walk")
    assert "walk" not in ids(TemplateLibrary([tmp_path]))
    assert TemplateLibrary([tmp_path]).unusable() == ()


def test_a_folder_that_is_not_there_or_is_none_keeps_the_others(tmp_path: Path) -> None:
    a_file = put(tmp_path, "file.md", id="walk")
    library = TemplateLibrary([tmp_path / "nowhere", a_file, tmp_path])
    assert "walk" in ids(library)
    assert [broken.path for broken in library.unusable()] == [str(a_file)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no FIFOs")
def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    library = TemplateLibrary([tmp_path])
    assert [Path(broken.path).name for broken in library.unusable()] == ["folder.md", "gone.md", "pipe.md"]
    assert ids(library) == ids(TemplateLibrary())


def test_an_edited_file_counts_at_once(tmp_path: Path) -> None:
    library = TemplateLibrary([tmp_path])
    put(tmp_path, "walk.md", id="walk", title="Abc")
    assert library.get("walk").title == "Abc"
    put(tmp_path, "walk.md", id="walk", title="Xyz")
    assert library.get("walk").title == "Xyz"


def test_checking_a_file_tells_every_problem(tmp_path: Path) -> None:
    path = put(tmp_path, "walk.md", id="walk")
    assert check_file(path) == ()
    path.write_bytes(path.read_bytes().replace(b"both", b"boss").replace(b"25\n", b"5\n"))
    assert [problem.line for problem in check_file(path)] == [4, 8]


@pytest.mark.parametrize("name", ["nowhere.md", "."])
def test_checking_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(TemplateError, match="cannot be read"):
        check_file(tmp_path / name)
