"""What a person names on the command line: a goal or a want by its label, something recorded by its id."""

from __future__ import annotations

from collections.abc import Iterator

from rmjournal.domain.goals import Expectation, Goal
from rmjournal.errors import NotFoundError, RuleError
from rmjournal.journal.goals import Recorded
from rmjournal.journal.journal import Journal
from rmjournal.journal.ratings import Subject


def subject_of(journal: Journal, ref: str) -> Subject:
    """A goal or an expectation, by a label or an id.

    Raises:
        NotFoundError: If neither has it.
    """
    if ref[:1].casefold() == Expectation.letter.casefold() and ref[1:].isdigit():
        return journal.expectations.get(ref)
    try:
        return journal.goals.get(ref)
    except NotFoundError:
        if ref[:1].casefold() == Goal.letter.casefold() and ref[1:].isdigit():
            raise
    try:
        return journal.expectations.get(ref)
    except NotFoundError as error:
        hint = "To see them: rmjournal goals, rmjournal expectations"
        raise NotFoundError("goal or expectation", ref, hint) from error


def recorded_of(journal: Journal, ref: str, item: str) -> Recorded:
    """What a goal can be linked to: a session, the note under an item of it, an action, or what was captured.

    Raises:
        NotFoundError: If nothing has the id.
        RuleError: If more than one thing begins with it.
    """
    if item or ref == "last":
        session = journal.sessions.get(ref)
        if not item:
            return session
        note = journal.sessions.note(session, session.item(item).id)
        if note is None:
            raise NotFoundError("note under item", item, "To see what was written: rmjournal session show")
        return note
    return _one_of(journal, ref)


def _one_of(journal: Journal, ref: str) -> Recorded:
    found = list(_matching(journal, ref))
    if len(found) == 1:
        return found[0]
    if found:
        raise RuleError(f"{len(found)} records begin with {ref!r}.\nGive more of the id.")
    raise NotFoundError("record", ref, "Ids are in: rmjournal action list, rmjournal session show --json")


def _matching(journal: Journal, ref: str) -> Iterator[Recorded]:
    wanted = ref.strip().casefold()
    rooms: tuple[tuple[Recorded, ...], ...] = (
        journal.actions.all(),
        journal.captures.all(),
        journal.sessions.all(),
    )
    for room in rooms:
        yield from (one for one in room if wanted and one.id.startswith(wanted))
