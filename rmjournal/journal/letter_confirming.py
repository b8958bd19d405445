"""Saying yes to a letter: each under their own name, and to the exact text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rmjournal.domain.agreement import must_sign_as
from rmjournal.domain.letter_draft import Confirmation, LetterDraft, digest_of, valid
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.errors import RuleError
from rmjournal.journal.desk import Desk
from rmjournal.journal.letter_drafts import LetterDrafts
from rmjournal.journal.mine import Mine
from rmjournal.store.store import Put


class Confirming:
    """Who said yes to a draft as it is now, and the saying of it."""

    def __init__(
        self, desk: Desk, drafts: LetterDrafts, mine: Mine, *, ticks: Callable[[], frozenset[str]]
    ) -> None:
        self._desk = desk
        self._drafts = drafts
        self._mine = mine
        self._ticks = ticks

    def confirmed(self, draft: LetterDraft) -> Mapping[Who, Confirmation]:
        """The confirmations that stand under the draft as it is now."""
        return valid(draft, digest_of(exact_text(draft).encode()), self._drafts.confirmations(draft))

    def confirm(
        self, draft: LetterDraft, *, shown: str, name: str, by: Who, passphrase: str = ""
    ) -> Mapping[Who, Confirmation]:
        """Say yes to the exact text, under one's own name; who has confirmed now.

        Args:
            draft: The draft.
            shown: The text that was read, or its SHA-256.
            name: The name as it was typed.
            by: Who confirms.
            passphrase: That of *mine*, where this partner has one.

        Raises:
            RuleError: If the text has changed since it was shown, the agreement lets out less than it did, or
                the name is not their own.
            PassphraseError: If the passphrase does not fit.
        """
        _must_be_one(by)
        self._drafts.must_be_current(draft)
        self.must_still_be_allowed(draft)
        digest = digest_of(exact_text(draft).encode())
        if digest not in (shown, digest_of(shown.encode())):
            raise RuleError("The text has changed since it was shown. Read it again, then confirm.")
        signed = must_sign_as(name, self._desk.pair.name_of(by))
        if self._mine.is_set_up(by):
            self._mine.must_be(by, passphrase)
        confirmation = Confirmation(
            id=Confirmation.id_of(draft.id, draft.edition, by),
            draft=draft.id,
            edition=draft.edition,
            by=by,
            name=signed,
            on=self._desk.today,
            digest=digest,
        )
        if by not in self.confirmed(draft):
            over = self._desk.sides(Confirmation, confirmation.id)
            self._desk.commit([Put(confirmation, over=over)], by=by)
        return self.confirmed(draft)

    def must_still_be_allowed(self, draft: LetterDraft) -> None:
        """Refuse a draft that says more than the agreement lets out now.

        Raises:
            RuleError: If it does.
        """
        if not self._ticks().issuperset(draft.ticks):
            raise RuleError(
                "The agreement lets out less than when this was drafted.\n"
                "Draft it again, and read it together."
            )


def exact_text(draft: LetterDraft, *, released: bool = True) -> str:
    """The exact text that both confirm; or, not released, the draft that says so of itself."""
    from rmjournal.markdown.letter import letter_markdown

    return letter_markdown(draft.letter, released=released)


def _must_be_one(by: Who) -> None:
    if by not in PARTNERS:
        raise RuleError("Each confirms under their own name. Say who it is: --by mentor or --by mentee.")
