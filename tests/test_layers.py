"""Who may import whom, and what a light command may load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "rmjournal"

LEAVES = {"crash", "errors", "files", "config", "keys", "keymap", "text"}
MAY_IMPORT = {
    "errors": set(),
    "files": set(),
    "crash": {"files"},
    "text": set(),
    "keys": {"errors"},
    "keymap": {"keys"},
    "config": {"errors", "files", "keys", "keymap"},
    "domain": {"errors"},
    "practice": {"domain", "errors"},
    "markdown": {"domain", "errors", "text"},
    "store": {"domain", "errors", "files"},
    "journal": {"store", "markdown", "practice", "domain", "errors", "files", "text"},
    "tui": {"journal", "store", "markdown", "practice", "domain", *LEAVES},
    "cli": {"tui", "journal", "store", "markdown", "practice", "domain", *LEAVES},
    "__main__": {"cli"},
    "__init__": set(),
}
ONE_ROOM_ONLY = {
    "textual": {"tui"},
    "tinydb": {"store"},
    "filelock": {"store"},
    "nacl": {"store"},
    "markdown_it": {"markdown"},
    "mdit_py_plugins": {"markdown"},
    "yaml": {"markdown"},
    "icalendar": {"journal"},
}


def imports_of(path: Path) -> set[str]:
    return imports_in(ast.parse(path.read_text(encoding="utf-8")))


def imports_at_run_time(path: Path) -> set[str]:
    """All but those that are there for the types alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [one for one in tree.body if not (isinstance(one, ast.If) and is_for_types(one.test))]
    return imports_in(tree)


def is_for_types(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def imports_in(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rooms_imported(path: Path) -> set[str]:
    parts = (name.split(".") for name in imports_of(path))
    known = set(MAY_IMPORT)
    return {part[1] for part in parts if part[0] == "rmjournal" and len(part) > 1 and part[1] in known}


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_the_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    assert rooms_imported(path) - {room} <= MAY_IMPORT[room]


def test_no_module_leads_back_to_itself_by_its_imports_late_ones_among_them() -> None:
    names = {path: ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES}
    leads_to = {names[path]: imports_at_run_time(path) & {*names.values()} for path in MODULES}
    while ends := {name for name, others in leads_to.items() if not others & leads_to.keys()}:
        leads_to = {name: others for name, others in leads_to.items() if name not in ends}
    assert not leads_to


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_known_in_its_own_room_only(path: Path) -> None:
    for name in imports_of(path):
        allowed = ONE_ROOM_ONLY.get(name.split(".")[0])
        assert allowed is None or room_of(path) in allowed, f"{room_of(path)} imports {name}"


def loaded_by(*arguments: str, cwd: Path) -> set[str]:
    program = (
        "import sys, atexit; atexit.register(lambda: sys.stderr.write('\\n'.join(['LOADED', *sys.modules])));"
        "from rmjournal.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=cwd, check=False
    )
    assert ran.returncode == 0, ran.stderr[:2000]
    return set(ran.stderr.partition("LOADED\n")[2].split())


@pytest.fixture
def journal_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    program = "from rmjournal.__main__ import main; import sys; sys.exit(main(sys.argv[1:]))"
    new = ["new", "pair", "--mentor", "Imogen Tao", "--mentee", "Desmond Hale", "--path", str(tmp_path)]
    subprocess.run([sys.executable, "-c", program, *new], capture_output=True, check=True)
    return tmp_path / "pair.journal.json"


LIGHT = {
    "version": ["--version"],
    "show": ["show"],
    "agenda": ["agenda", "show-me", "--minutes", "20"],
    "search": ["search", "focused"],
}


@pytest.mark.parametrize("command", LIGHT)
def test_a_light_command_loads_no_textual(command: str, journal_file: Path) -> None:
    arguments = LIGHT[command] if command == "version" else ["-j", str(journal_file), *LIGHT[command]]
    loaded = loaded_by(*arguments, cwd=journal_file.parent)
    assert "rmjournal" in loaded
    assert not {name for name in loaded if name.split(".")[0] == "textual"}


@pytest.mark.parametrize("command", ["show", "search"])
def test_reading_a_journal_loads_neither_markdown_nor_yaml_nor_the_lock(
    command: str, journal_file: Path
) -> None:
    loaded = loaded_by("-j", str(journal_file), *LIGHT[command], cwd=journal_file.parent)
    assert not {name.split(".")[0] for name in loaded} & {"markdown_it", "yaml", "filelock", "nacl"}


def test_to_say_where_the_pair_stands_loads_nothing_for_what_is_not_said(journal_file: Path) -> None:
    loaded = loaded_by("-j", str(journal_file), "show", cwd=journal_file.parent)
    assert "rmjournal.journal.agreement" in loaded
    assert not loaded & {"json", "shlex", "difflib", "rmjournal.domain.differences", "rmjournal.config"}
