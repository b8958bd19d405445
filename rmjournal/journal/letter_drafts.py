"""The drafts of letters as they are kept, and the confirmations under them."""

from __future__ import annotations

from rmjournal.domain.letter_draft import Confirmation, LetterDraft
from rmjournal.domain.pair import Who
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.store.store import Delete, Put

_CHANGED = "This draft was changed or released since it was shown. Read it again."


class LetterDrafts:
    """Keeps drafts, and refuses what was shown before a change."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> tuple[LetterDraft, ...]:
        """The letters that were not released, the newest first."""
        kept = self._desk.store.all(LetterDraft)
        return tuple(sorted(kept, key=lambda one: (one.made, one.id), reverse=True))

    def confirmations(self, draft: LetterDraft) -> tuple[Confirmation, ...]:
        """All that was confirmed of a draft, in whichever edition."""
        return tuple(one for one in self._desk.store.all(Confirmation) if one.draft == draft.id)

    def keep(self, draft: LetterDraft, changed: LetterDraft, *, by: Who) -> LetterDraft:
        """Keep a draft in place of the one that was shown.

        Raises:
            RuleError: If that one has changed since.
        """
        sides = self._desk.sides(LetterDraft, draft.id)
        if draft not in sides:
            raise RuleError(_CHANGED)
        if changed != draft:
            self._desk.commit([Put(changed, over=sides)], by=by)
        return changed

    def gone(self, draft: LetterDraft) -> list[Put | Delete]:
        """What takes a draft away, each side of it, with what was confirmed of it."""
        sides = self._desk.sides(LetterDraft, draft.id) or (draft,)
        return [Delete(one) for one in (*sides, *self.confirmations(draft))]

    def must_be_current(self, draft: LetterDraft) -> None:
        """Make sure that a draft is the one that is kept.

        Raises:
            RuleError: If it has changed since it was shown, or was changed in two places at once.
        """
        sides = self._desk.sides(LetterDraft, draft.id)
        if draft not in sides:
            raise RuleError(_CHANGED)
        if len(sides) > 1:
            raise RuleError(
                "This draft was changed in two places at once.\nDraft it again, and read it together."
            )
