"""The shelf *mine*: its passphrases, and who has it open just now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import timedelta

from rmjournal.domain.pair import Who
from rmjournal.domain.shelf import Findings, KeySlot, Way, must_be_one
from rmjournal.errors import PassphraseError, RuleError, ShelfError, ShelfLockedError
from rmjournal.journal.desk import Desk
from rmjournal.journal.pages import Pages, every_side
from rmjournal.store.store import Put
from rmjournal.store.vault import (
    USUAL,
    Vault,
    checked_passphrase,
    new_recovery_code,
    new_vault,
    opened,
)

IDLE = timedelta(minutes=10)
"""After this time without a key press an open shelf locks itself."""

LONGEST_PAUSE = 30.0
"""Seconds; the pause after a wrong passphrase doubles up to this."""

MOST_SLOTS = 16
"""How many slots of one author are tried, so that a file full of them cannot keep a person waiting."""

FORGOTTEN = (
    "If the passphrase is forgotten and the recovery code is lost, the words are gone.\n"
    "Nobody can bring them back."
)
"""To be said before a passphrase is set."""


class Mine:
    """The shelf that only its author can read. It is open for one of the two at a time, or locked."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open: Pages | None = None
        self._used = desk.clock()
        self._failures = 0
        self.idle = IDLE
        self.pause: Callable[[float], None] = time.sleep
        self.strength = USUAL
        """What opening a newly set passphrase costs."""

    @property
    def author(self) -> Who | None:
        """For whom the shelf is open. One that was idle too long locks when this is asked."""
        self.lock_if_idle()
        return None if self._open is None else self._open.vault.author

    def is_open(self, who: Who) -> bool:
        """Whether the shelf is open for a partner."""
        return self.author is who

    def is_set_up(self, who: Who) -> bool:
        """Whether a partner has set a passphrase. Before that nothing of theirs is kept on *mine*."""
        return any(slot.author is who for slot in self._desk.store.all(KeySlot))

    def set_up(self, who: Who, passphrase: str) -> str:
        """Set a partner's first passphrase, open the shelf, and give the recovery code, which is shown once.

        Raises:
            RuleError: If there is a passphrase already.
            PassphraseError: If it is too short.
        """
        must_be_one(who)
        if self.is_set_up(who):
            raise RuleError("There is a passphrase already. To change it: rmjournal passphrase change")
        words = checked_passphrase(passphrase)
        vault = new_vault(self._desk.store.journal_id, who, key=self._desk.ids())
        code = new_recovery_code()
        self._desk.commit([*self._slots(vault, words), *self._slots(vault, code, Way.CODE)], by=who)
        self._take(vault)
        return code

    def unlock(self, who: Who, passphrase: str) -> None:
        """Open the shelf for a partner; where it was open for the other one, that one's is locked.

        A second passphrase, set in another copy of the journal, adds its pages.

        Raises:
            ShelfLockedError: If no passphrase was set yet.
            PassphraseError: If it does not fit; after a pause that grows with each wrong one.
            ShelfError: If the file asks for what is refused.
        """
        self._take(self._vault(who, passphrase, Way.PASSPHRASE))

    def must_be(self, who: Who, passphrase: str) -> None:
        """Make sure that somebody is this partner, by their passphrase. It opens and locks nothing.

        Raises:
            ShelfLockedError: If no passphrase was set yet.
            PassphraseError: If it does not fit; after a pause that grows with each wrong one.
        """
        self._vault(who, passphrase, Way.PASSPHRASE)

    def lock(self) -> None:
        """Lock the shelf: the words that were unlocked and the keys are dropped."""
        self._open = None

    def touch(self) -> None:
        """Say that somebody is at the keyboard, so that the shelf stays open."""
        self.lock_if_idle()
        self._used = self._desk.clock()

    def lock_if_idle(self) -> bool:
        """Lock the shelf if nobody was at the keyboard for long. Whether it was locked by this."""
        # The wall clock also counts the time that a closed laptop slept.
        away = self._desk.clock() - self._used
        if self._open is None or timedelta() <= away < self.idle:
            return False
        self.lock()
        return True

    def change_passphrase(self, who: Who, old: str, new: str) -> None:
        """Set another passphrase. The pages stay as they are; older copies of the file open with the old one.

        Raises:
            PassphraseError: If the old one does not fit, or the new one is too short.
        """
        words = checked_passphrase(new)
        self._rewrap(self._vault(who, old, Way.PASSPHRASE), words, Way.PASSPHRASE)

    def recover(self, who: Who, code: str, new: str) -> None:
        """Set a new passphrase with the recovery code, and open the shelf.

        Raises:
            PassphraseError: If the code does not fit or has a slip in it, or the new passphrase is too short.
        """
        words = checked_passphrase(new)
        self._rewrap(self._vault(who, code, Way.CODE), words, Way.PASSPHRASE)

    def new_recovery_code(self, who: Who) -> str:
        """A new recovery code in place of the one before, for an open shelf. It is shown once.

        Raises:
            ShelfLockedError: If the shelf is not open.
        """
        code = new_recovery_code()
        self._rewrap(self.pages(who).vault, code, Way.CODE)
        return code

    def pages(self, who: Who) -> Pages:
        """The open pages of a partner.

        Raises:
            ShelfLockedError: If the shelf is not open for this one.
        """
        must_be_one(who)
        if self._open is not None and self.author is who:
            return self._open
        name = self._desk.pair.first_name(who)
        if not self.is_set_up(who):
            raise ShelfLockedError(
                f"{name} has no passphrase yet, and without one nothing is kept on mine.\n"
                "Set one with: rmjournal passphrase set - or keep it on ours, or not at all."
            )
        raise ShelfLockedError(f"{name}'s shelf mine is locked. Open it with its passphrase.")

    def findings(self, who: Who) -> Findings:
        """What is not as it should be on a partner's open shelf: to be shown once it was unlocked.

        Raises:
            ShelfLockedError: If the shelf is not open for this one.
        """
        return self.pages(who).findings()

    def accept(self, who: Who) -> None:
        """Take what is there as right, so that older and missing pages are told no more."""
        self.pages(who).accept()

    def _vault(self, who: Who, secret: str, way: Way) -> Vault:
        """What a secret opens.

        Raises:
            ShelfError: If it opens nothing.
        """
        must_be_one(who)
        if not self.is_set_up(who):
            self.pages(who)
        vaults, refused = self._tried(who, secret, way)
        if vaults:
            self._failures = 0
            return _joined(vaults)
        if refused is not None:
            raise refused
        self._failures += 1
        self.pause(min(2.0 ** (self._failures - 1), LONGEST_PAUSE))
        what = "passphrase" if way is Way.PASSPHRASE else "recovery code"
        raise PassphraseError(f"This {what} does not open the shelf. Nothing was changed.")

    def _tried(self, who: Who, secret: str, way: Way) -> tuple[list[Vault], ShelfError | None]:
        vaults, refused = [], None
        for slot in list(self._slots_of(who, way))[:MOST_SLOTS]:
            try:
                vault = opened(self._desk.store.journal_id, slot, secret)
            except PassphraseError:
                raise
            except ShelfError as error:
                refused = error
                continue
            if vault is not None:
                vaults.append(vault)
        return vaults, refused

    def _slots_of(self, who: Who, way: Way) -> Iterable[KeySlot]:
        slots = every_side(self._desk.store, KeySlot)
        return (slot for slot in slots if slot.author is who and slot.way is way)

    def _slots(self, vault: Vault, secret: str, way: Way = Way.PASSPHRASE) -> list[Put]:
        """A slot for each key, in place of those there are."""
        puts = []
        for key in sorted(vault.keys):
            before = [slot for slot in self._slots_of(vault.author, way) if slot.key == key]
            for id in dict.fromkeys(slot.id for slot in before) or (self._desk.ids(),):  # noqa: A001
                slot = vault.slot(key, secret, id=id, way=way, strength=self.strength)
                puts.append(Put(slot, over=tuple(one for one in before if one.id == id)))
        return puts

    def _rewrap(self, vault: Vault, secret: str, way: Way) -> None:
        whole = (
            vault
            if self.author is not vault.author or self._open is None
            else vault.joined_with(self._open.vault)
        )
        self._desk.commit(self._slots(whole, secret, way), by=whole.author)
        self._take(whole)

    def _take(self, vault: Vault) -> None:
        now = self._open
        if now is not None and self.author is vault.author:
            vault = now.vault.joined_with(vault)
        self._open = Pages(self._desk, vault)
        self._used = self._desk.clock()


def _joined(vaults: Iterable[Vault]) -> Vault:
    first, *others = vaults
    for other in others:
        first = first.joined_with(other)
    return first
