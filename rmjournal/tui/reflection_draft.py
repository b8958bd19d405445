"""A reflection on its way from the keyboard to a shelf."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import Occasion, PrivateReflection, Reflection, UnkeptWords, Words
from rmjournal.domain.shelf import Shelf
from rmjournal.text import clean
from rmjournal.tui.seat import Seat


class ReflectionDraft:
    """What stands on the screen, and the page it was made from.

    On *mine* it is kept as it grows. What is meant for *ours* is kept there only when its author says so;
    until then it is noted down on *mine*, as long as that shelf is open.
    """

    def __init__(
        self,
        seat: Seat,
        who: Who,
        *,
        shelf: Shelf = Shelf.MINE,
        page: PrivateReflection | Reflection | None = None,
        occasion: Occasion | None = None,
        unkept: UnkeptWords | None = None,
    ) -> None:
        self.seat = seat
        self.who = who
        self.shelf = Shelf.OURS if isinstance(page, Reflection) else shelf
        self.page = page
        self.unkept = unkept
        """What was noted down or put aside of it, while it is not let go to *ours*."""
        before = unkept.words if unkept else page.words if page else None
        self.text = clean(before.text) if before else ""
        self.feelings = before.feelings if before else ()
        self.occasion = (before.occasion if before else occasion) or Occasion()

    @property
    def is_unsaved(self) -> bool:
        """Whether something stands here that is not kept on its shelf."""
        words = self._words()
        return words is not None and (self.page is None or words != self.page.words)

    @classmethod
    def of_unkept(cls, seat: Seat, unkept: UnkeptWords) -> ReflectionDraft:
        """What had not been let go to *ours*, to write on."""
        there = (one for one in seat.journal.reflections.ours() if one.id == unkept.instead_of)
        page = next((one for one in there if one.by is unkept.by), None)
        return cls(seat, unkept.by, shelf=Shelf.OURS, page=page, unkept=unkept)

    @property
    def keeps_itself(self) -> bool:
        """Whether it is written to *mine* as it grows, for its author's eyes only."""
        return self.shelf is Shelf.MINE or self.seat.journal.mine.is_open(self.who)

    def answers(self, prompt: str) -> None:
        """Say which prompt is answered."""
        self.occasion = msgspec.structs.replace(self.occasion, prompt=prompt)

    def keep_alone(self) -> None:
        """Keep it if it is on *mine*. What is for *ours* is noted down on *mine*, or nowhere yet.

        Raises:
            RmjournalError: If it cannot be kept.
        """
        if self.shelf is Shelf.MINE:
            self.keep()
        elif self.keeps_itself:
            self._until_let_go(self.seat.journal.unkept.note_down)

    def put_aside(self) -> None:
        """Keep it where its author alone finds it again, since the program ends and can ask nobody.

        Raises:
            RmjournalError: If it cannot be kept.
        """
        if self.shelf is Shelf.MINE:
            self.keep()
        else:
            self._until_let_go(self.seat.journal.unkept.put_aside)

    def let_go(self) -> None:
        """Let go of the words, and of what was noted down or put aside of them.

        Raises:
            RmjournalError: If that cannot be taken away.
        """
        unkept = self.unkept
        self.wipe()
        if unkept is not None:
            self.seat.journal.unkept.let_go(unkept)

    def keep(self) -> None:
        """Keep it on its shelf.

        Raises:
            RmjournalError: If it cannot be kept.
        """
        words = self._words()
        if words is None:
            return
        if self.is_unsaved:
            self._keep_on_shelf(words)
        if self.unkept is not None:
            self.seat.journal.unkept.let_go(self.unkept)
            self.unkept = None

    def _keep_on_shelf(self, words: Words) -> None:
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
        self.text, self.feelings, self.page, self.unkept = "", (), None, None

    def _until_let_go(self, put: Callable[..., UnkeptWords]) -> None:
        """Have the words wait until their author lets them go to *ours*."""
        words = self._words()
        if words is not None and self.is_unsaved:
            page = self.page.id if self.page else ""
            self.unkept = put(words, over=self.unkept, instead_of=page, by=self.who)

    def _words(self) -> Words | None:
        """The words as they would be kept; None where there are none."""
        if not self.text.strip() and not self.feelings:
            return None
        before = self.page.words if self.page else None
        if before is not None and self._is_as_before(before):
            return before
        begun = before or (self.unkept.words if self.unkept else None)
        return self.seat.journal.reflections.words(
            self.text,
            on=begun.on if begun else None,
            title=begun.title if begun else "",
            feelings=self.feelings,
            tags=begun.tags if begun else (),
            occasion=self.occasion,
        )

    def _is_as_before(self, before: Words) -> bool:
        """Whether nothing was changed. What is shown was cleaned, and that alone is no change."""
        said = (clean(before.text).strip(), before.feelings, before.occasion)
        return said == (self.text.strip(), self.feelings, self.occasion)
