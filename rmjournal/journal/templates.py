"""The agenda templates there are: the built-in ones, a person's own, and those of one pair.

A template goes by its id. Where two have the same one, that of the pair wins over the person's own, and both
win over the built-in one; the library says so. A file that cannot be used hides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rmjournal import files
from rmjournal.domain.agenda import AgendaTemplate
from rmjournal.domain.record import Value
from rmjournal.errors import NotFoundError, TemplateError
from rmjournal.journal.places import name_of
from rmjournal.markdown.problems import Problem
from rmjournal.practice.shipped import FOLDER

if TYPE_CHECKING:
    from rmjournal.markdown.reading import TemplateReading

BUILT_IN = "built-in"
"""The source of a template that comes with the program."""

PHASES = ("start", "middle", "review", "repair", "end")
"""The phases of a pair's time together, in the order in which templates are listed."""

_FOLDER_SUFFIX = ".templates"
_MOST_BYTES = 1024**2


class Listed(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A template as it is listed."""

    id: str
    title: str
    phase: str = ""
    minutes: int
    lengths: tuple[int, ...] = ()
    source: str
    """The path of its file, or `BUILT_IN`."""
    hides: tuple[str, ...] = ()
    """The sources of the templates with this id that it is used in place of."""


class Unusable(Value, frozen=True, kw_only=True, omit_defaults=True):
    """A template's file that cannot be used."""

    id: str = ""
    """The id it goes by, where it could be read."""
    path: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "\n".join(
            f"{self.path}:{problem.line}: {problem.what} {problem.fix}" for problem in self.problems
        )


class _Found(Value, frozen=True, kw_only=True, omit_defaults=True):
    source: str
    template: AgendaTemplate


class TemplateLibrary:
    """The built-in templates and those in some folders, of which a later one wins over an earlier one.

    Folders are looked into whenever something is asked, so that an edited file counts at once.
    """

    def __init__(self, folders: Sequence[Path] | Callable[[], Sequence[Path]] = ()) -> None:
        self._given = folders
        self._read: dict[str, tuple[bytes, TemplateReading]] = {}

    @classmethod
    def beside(cls, journal: Path | None) -> TemplateLibrary:
        """The library of the pair whose journal is at that path; without one, that of the person alone."""
        beside = () if journal is None else (journal.parent / f"{name_of(journal)}{_FOLDER_SUFFIX}",)
        return cls(lambda: (files.templates_folder(), *beside))

    @cached_property
    def _folders(self) -> tuple[Path, ...]:
        return tuple(self._given() if callable(self._given) else self._given)

    def get(self, wanted: str) -> AgendaTemplate:
        """The template with this id.

        Raises:
            NotFoundError: If there is none that can be used; the message names those there are.
        """
        return self._chain(wanted)[-1].template

    def find(self, wanted: str) -> Listed:
        """The template with this id as it is listed.

        Raises:
            NotFoundError: If there is none that can be used.
        """
        return _listed(self._chain(wanted))

    def all(self) -> tuple[Listed, ...]:
        """The templates that can be used, in the order of their phases."""
        chains: dict[str, list[_Found]] = {}
        for found in (*(self._built_in(name) for name in _built_in_ids()), *self._own()):
            chains.setdefault(found.template.id, []).append(found)
        return tuple(sorted(map(_listed, chains.values()), key=_by_phase))

    def unusable(self) -> tuple[Unusable, ...]:
        """The files in the folders that cannot be used, each with what is wrong in it."""
        return tuple(found for found in self._files() if isinstance(found, Unusable))

    def notices(self, wanted: str) -> tuple[str, ...]:
        """What a person should be told on using this id: whose template it is, and what was passed over.

        Raises:
            NotFoundError: If there is no template with this id that can be used.
        """
        from shlex import quote

        listed = self.find(wanted)
        hidden = [
            f"{listed.source} is used in place of the {_named(source)}." for source in listed.hides[-1:]
        ]
        passed_over = [
            f"{one.path} cannot be used; the {_named(listed.source)} is used instead.\n"
            f"To see what is wrong: rmjournal templates check {quote(one.path)}"
            for one in self.unusable()
            if wanted in {one.id, Path(one.path).stem}
        ]
        return (*hidden, *passed_over)

    def _chain(self, wanted: str) -> list[_Found]:
        """Every template with this id, the one that is used last."""
        chain = [self._built_in(wanted)] if wanted in _built_in_ids() else []
        chain += [found for found in self._own() if found.template.id == wanted]
        if not chain:
            raise NotFoundError("agenda template", wanted, self._hint(wanted))
        return chain

    def _hint(self, wanted: str) -> str:
        known = f"There are: {', '.join(listed.id for listed in self.all())}."
        broken = [str(one) for one in self.unusable() if wanted in {one.id, Path(one.path).stem}]
        return "\n".join([known, *(["This file cannot be used:", *broken] if broken else [])])

    def _built_in(self, wanted: str) -> _Found:
        return _Found(source=BUILT_IN, template=_shipped(wanted))

    def _own(self) -> Iterator[_Found]:
        return (found for found in self._files() if isinstance(found, _Found))

    def _files(self) -> Iterator[_Found | Unusable]:
        for folder in self._folders:
            first: dict[str, str] = {}
            for path in _paths(folder):
                found = path if isinstance(path, Unusable) else self._file(path)
                if isinstance(found, Unusable):
                    yield found
                    continue
                other = first.setdefault(found.template.id, found.source)
                yield found if other == found.source else _second(found, other)

    def _file(self, path: Path) -> _Found | Unusable:
        try:
            data, _ = files.read_regular(path, limit=_MOST_BYTES)
        except OSError as error:
            return _unreadable(path, error)
        reading = self._examined(str(path), data)
        if reading.template is None:
            return Unusable(id=reading.id, path=str(path), problems=reading.problems)
        return _Found(source=str(path), template=reading.template)

    def _examined(self, source: str, data: bytes) -> TemplateReading:
        """What these bytes say; the same bytes are read once."""
        from rmjournal.markdown.reading import examine_bytes

        kept = self._read.get(source)
        if kept is None or kept[0] != data:
            kept = self._read[source] = data, examine_bytes(data)
        return kept[1]


def check_file(path: Path) -> tuple[Problem, ...]:
    """All that is wrong with a template's file, in the order of its lines.

    Raises:
        TemplateError: If the file itself cannot be read.
    """
    from rmjournal.markdown.reading import check_bytes

    try:
        data, _ = files.read_regular(path, limit=_MOST_BYTES)
    except OSError as error:
        raise TemplateError(
            f"{path} cannot be read: {files.reason(error)}.\nName a template's file."
        ) from error
    return check_bytes(data)


@cache
def _shipped(wanted: str) -> AgendaTemplate:
    """A built-in template: a part of the program, which does not change while it runs."""
    from rmjournal.markdown.reading import examine_bytes

    return examine_bytes((_built_in_folder() / f"{wanted}.md").read_bytes()).usable()


def _built_in_folder() -> Path:
    return FOLDER / "agenda"


def _built_in_ids() -> tuple[str, ...]:
    return tuple(
        sorted(
            entry.name.removesuffix(".md")
            for entry in _built_in_folder().iterdir()
            if entry.name.endswith(".md")
        )
    )


def _paths(folder: Path) -> Sequence[Path | Unusable]:
    """The Markdown files of a folder in the order of their names; none where there is no folder."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".md" and path.name[0] != ".")
    except FileNotFoundError:
        return ()
    except OSError as error:
        return (_unreadable(folder, error),)


def _unreadable(path: Path, error: OSError) -> Unusable:
    what = f"It cannot be read: {files.reason(error)}."
    return Unusable(path=str(path), problems=(Problem(line=1, what=what, fix="Mend that, or take it away."),))


def _second(found: _Found, other: str) -> Unusable:
    what = f"Its id is also that of {Path(other).name} in this folder, which is used."
    problem = Problem(line=1, what=what, fix="Give it an id of its own.")
    return Unusable(id=found.template.id, path=found.source, problems=(problem,))


def _listed(chain: Sequence[_Found]) -> Listed:
    used = chain[-1]
    return Listed(
        id=used.template.id,
        title=used.template.title,
        phase=used.template.phase,
        minutes=used.template.minutes,
        lengths=used.template.lengths,
        source=used.source,
        hides=tuple(found.source for found in chain[:-1]),
    )


def _by_phase(listed: Listed) -> tuple[int, str]:
    phase = listed.phase
    return (PHASES.index(phase) if phase in PHASES else len(PHASES), listed.id)


def _named(source: str) -> str:
    """How a source is called inside a sentence, after "the"."""
    return "built-in one" if source == BUILT_IN else f"one in {source}"
