"""A reflection on its way from the keyboard to a shelf."""

from __future__ import annotations

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import Occasion, PrivateReflection, Reflection, Words
from rmjournal.domain.shelf import Shelf
from rmjournal.text import clean
from rmjournal.tui.seat import Seat


class ReflectionDraft:
    """What stands on the screen, and the page it was made from. On *mine* it can be kept at any time."""

    def __init__(
        self,
        seat: Seat,
        who: Who,
        *,
        shelf: Shelf = Shelf.MINE,
        page: PrivateReflection | Reflection | None = None,
        occasion: Occasion | None = None,
    ) -> None:
        self.seat = seat
        self.who = who
        self.shelf = Shelf.OURS if isinstance(page, Reflection) else shelf
        self.page = page
        before = page.words if page else None
        self.text = clean(before.text) if before else ""
        self.feelings = before.feelings if before else ()
        self.occasion = (before.occasion if before else occasion) or Occasion()

    @property
    def is_unsaved(self) -> bool:
        """Whether something stands here that is not kept."""
        words = self._words()
        return words is not None and (self.page is None or words != self.page.words)

    def answers(self, prompt: str) -> None:
        """Say which prompt is answered."""
        self.occasion = msgspec.structs.replace(self.occasion, prompt=prompt)

    def keep_alone(self) -> None:
        """Keep it if it is on *mine*. On *ours* nothing is kept that its author has not let go.

        Raises:
            RmjournalError: If it cannot be kept.
        """
        if self.shelf is Shelf.MINE:
            self.keep()

    def keep(self) -> None:
        """Keep it on its shelf.

        Raises:
            RmjournalError: If it cannot be kept.
        """
        words = self._words()
        if words is None or not self.is_unsaved:
            return
        reflections, who = self.seat.journal.reflections, self.who
        match self.page:
            case PrivateReflection():
                self.page = reflections.change(self.page, words, by=who)
            case Reflection():
                self.page = reflections.change_ours(self.page, words, by=who)
            case None if self.shelf is Shelf.MINE:
                self.page = reflections.keep(words, by=who)
            case None:
                self.page = reflections.share(words, by=who)

    def wipe(self) -> None:
        """Forget everything that was read and written here."""
        self.text, self.feelings, self.page = "", (), None

    def _words(self) -> Words | None:
        """The words as they would be kept; None where there are none."""
        if not self.text.strip() and not self.feelings:
            return None
        before = self.page.words if self.page else None
        if before is not None and self._is_as_before(before):
            return before
        return self.seat.journal.reflections.words(
            self.text,
            on=before.on if before else None,
            title=before.title if before else "",
            feelings=self.feelings,
            tags=before.tags if before else (),
            occasion=self.occasion,
        )

    def _is_as_before(self, before: Words) -> bool:
        """Whether nothing was changed. What is shown was cleaned, and that alone is no change."""
        said = (clean(before.text).strip(), before.feelings, before.occasion)
        return said == (self.text.strip(), self.feelings, self.occasion)
