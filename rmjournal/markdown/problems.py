"""What is wrong in a file that a person wrote: the line, what it is, and what to do."""

from __future__ import annotations

from rmjournal.domain.record import Value

SHOWN = 60
"""How many characters of somebody's words a problem quotes."""


class Problem(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that keeps a template from being used."""

    line: int
    """The line in the file, from 1."""
    what: str
    """What is wrong, as a sentence."""
    fix: str
    """What to do about it, as a sentence."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.what} {self.fix}"


class Problems:
    """The problems found so far, told in the order of their lines."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, line: int, what: str, fix: str) -> None:
        """Note one more, at a line counted from 1."""
        self._found.append(Problem(line=line, what=what, fix=fix))

    def all(self) -> tuple[Problem, ...]:
        """Every problem, the first line first."""
        return tuple(sorted(self._found, key=lambda problem: problem.line))


def quoted(text: str) -> str:
    """Somebody's words inside a problem: short, in quotes, and with nothing in them that a terminal obeys."""
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
