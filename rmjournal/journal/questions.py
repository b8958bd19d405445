"""The verbs of questions somebody would like to ask: queued alone, then released to the next session."""

from __future__ import annotations

import msgspec

from rmjournal.domain.capture import Capture, CaptureKind
from rmjournal.domain.pair import Who
from rmjournal.domain.reflection import PrivateQuestion
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.mine import Mine
from rmjournal.store.store import Put


class Questions:
    """Each partner's own queue, on *mine*."""

    def __init__(self, desk: Desk, mine: Mine) -> None:
        self._desk = desk
        self._mine = mine

    def queued(self, by: Who) -> tuple[PrivateQuestion, ...]:
        """The questions that wait, the oldest first.

        Raises:
            ShelfLockedError: If the shelf is not open for this partner.
        """
        return tuple(sorted(self._mine.pages(by).all(PrivateQuestion), key=lambda one: (one.made, one.id)))

    def get(self, ref: str, *, by: Who) -> PrivateQuestion:
        """A question by its id or the start of it."""
        return self._desk.named(
            self.queued(by), ref, what="question", hint="To see them: rmjournal questions list"
        )

    def add(self, text: str, *, by: Who) -> PrivateQuestion:
        """Queue a question, for its author's eyes only.

        Raises:
            RuleError: If it has no words.
        """
        pages = self._mine.pages(by)
        self._mine.touch()
        return pages.keep(PrivateQuestion(id=self._desk.ids(), made=self._desk.clock(), text=_worded(text)))

    def reword(self, question: PrivateQuestion, text: str, *, by: Who) -> PrivateQuestion:
        """Ask it in other words."""
        return self._mine.pages(by).keep(msgspec.structs.replace(question, text=_worded(text)), over=question)

    def release(self, question: PrivateQuestion, *, by: Who) -> Capture:
        """Let both see a question: it joins the topics that the next session is offered."""
        topic = Capture(
            id=self._desk.ids(),
            kind=CaptureKind.PARKING,
            text=question.text,
            by=by,
            made=self._desk.clock(),
        )
        self._mine.pages(by).delete(question, also=[Put(topic)])
        return topic

    def delete(self, question: PrivateQuestion, *, by: Who) -> None:
        """Put a question into the trash, which holds it locked."""
        self._mine.pages(by).delete(question)

    def bring_back(self, question: PrivateQuestion, *, by: Who) -> PrivateQuestion:
        """Bring a question back from the trash."""
        return self._mine.pages(by).bring_back(question)


def _worded(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise RuleError("There are no words to keep.")
    return words
