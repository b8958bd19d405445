"""Where journals are, and which one is meant."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from rmjournal import files
from rmjournal.domain.record import Value
from rmjournal.errors import NotFoundError, RmjournalError, UsageError

SUFFIX = ".journal.json"
ENVIRONMENT = "RMJOURNAL"
MOST_REMEMBERED = 50


class Place(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A journal that is known here."""

    name: str
    path: str
    last_opened: bool = False


def name_of(path: Path) -> str:
    """The name of the journal in a file."""
    return path.name.removesuffix(SUFFIX) if path.name.endswith(SUFFIX) else path.stem


def path_for(name: str, folder: Path | None = None) -> Path:
    """The file of a new journal with this name, by default in the user's data folder.

    Raises:
        UsageError: If the name cannot be a file's name everywhere.
    """
    safe = files.safe_file_name(name)
    if safe != unicodedata.normalize("NFC", name):
        raise UsageError(f"{name!r} cannot be a file's name everywhere.\nTry: {safe}")
    return (folder or files.data_folder()) / f"{safe}{SUFFIX}"


def known() -> tuple[Place, ...]:
    """The journals in the data folder, and those opened before from elsewhere that are still there."""
    recent = _recent()
    paths = dict.fromkeys([*_in_data_folder(), *(path for path in recent if path.is_file())])
    last = next((path for path in recent if path in paths), None)
    places = (Place(name=name_of(path), path=str(path), last_opened=path == last) for path in paths)
    return tuple(sorted(places, key=lambda place: (place.name, place.path)))


def find(given: str | None, *, environment: Mapping[str, str] = os.environ) -> Path:
    """The journal that is meant: as given, else $RMJOURNAL, else the only one known, or the last opened.

    Raises:
        NotFoundError: If there is none, or none of that name.
        UsageError: If several could be meant, or an empty name was given.
    """
    if given is not None and not given.strip():
        # A script whose variable is empty must not come to some other journal, least of all to erase it.
        raise UsageError("-j names no journal.\nGive a name or a path, or leave -j out.")
    wanted = given or environment.get(ENVIRONMENT)
    if wanted:
        return _named(wanted)
    places = known()
    chosen = places if len(places) == 1 else [place for place in places if place.last_opened]
    if chosen:
        return Path(chosen[0].path)
    if places:
        names = ", ".join(place.name for place in places)
        raise UsageError(f"There are several journals here: {names}.\nSay which one with -j.")
    raise RmjournalError(
        "There is no journal here yet.\n"
        "Start one: rmjournal new NAME --mentor NAME --mentee NAME\nOr look around first: rmjournal demo"
    )


def remember(path: Path) -> None:
    """Note that this journal was opened last. A state folder that cannot be written only costs the memory."""
    latest = path.absolute()
    others = [one for one in _recent() if one != latest][: MOST_REMEMBERED - 1]
    try:
        _memory().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        files.write_atomically(_memory(), msgspec.json.encode([str(one) for one in (latest, *others)]))
    except OSError:
        return


def _named(wanted: str) -> Path:
    path = files.typed_path(wanted)
    if path.suffix == ".json" or len(path.parts) > 1:
        return path
    name = unicodedata.normalize("NFC", wanted)
    fitting = [place for place in known() if unicodedata.normalize("NFC", place.name) == name]
    if len(fitting) > 1:
        paths = ", ".join(place.path for place in fitting)
        raise UsageError(f"There are several journals of that name: {paths}.\nGive the path of one.")
    if not fitting:
        raise NotFoundError("journal", wanted, "To see the journals known here: rmjournal list")
    return Path(fitting[0].path)


def _in_data_folder() -> Iterator[Path]:
    folder = files.data_folder()
    return (path for path in sorted(folder.glob(f"*{SUFFIX}")) if path.is_file())


def _recent() -> list[Path]:
    try:
        return [Path(path) for path in msgspec.json.decode(_memory().read_bytes(), type=list[str])]
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return []


def _memory() -> Path:
    return files.state_folder() / "recent.json"
