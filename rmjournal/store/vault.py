"""The shelf *mine*: words that nobody but their author can read, in a file that both partners have.

How it works
    A random key of 32 bytes locks an author's pages (XChaCha20-Poly1305, a fresh nonce each time). The key
    itself lies in the file twice, each time in a slot of its own: locked with what Argon2id makes of the
    passphrase, and with the recovery code. A new passphrase locks the key anew and leaves the pages alone.

What it protects
    - The words, and with them title, date, feelings, tags and what kind of page it is, from the partner,
      from whoever gets the file, its backups or its rescue files, and from whoever keeps a synced folder.
    - Against changed files: a page that was altered, cut, or moved to another journal, author, record or
      number does not open. The list of an author's pages (`rmjournal.journal.pages`) is locked as well, so
      that an older page that was put back, or one that was taken away, is told.
    - Against slots made to be weak, or to eat memory: other strengths than those below are refused.

What it does not protect
    - That a page exists: its author, when it was kept, moved or deleted, how often it was written, its size
      in steps of 512 bytes, and which one is the list can be seen.
    - Against somebody who watches you type, reads the memory of a running program, or finds the shelf open on
      an unlocked computer. Python cannot wipe memory: locking drops the words and the keys, and they are gone
      when their memory is used again.
    - A weak passphrase. Who has the file can try passphrases for as long as they like.
    - Against destruction, or a whole older file put back with its older list: what the file holds can be
      taken out of it. Backups help, this does not.
    - What an older copy of the file still opens to: after a passphrase was changed, the old passphrase
      opens the copies from before.
    - Words whose passphrase and recovery code are both lost. They are gone.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.shelf import KeySlot, LockedPage, Way
from rmjournal.errors import PassphraseError, SealedTextError, ShelfError
from rmjournal.store.ids import ALPHABET

BLOCK = 512
"""Bytes: a page's length is rounded up to whole blocks."""

SHORTEST = 8
"""Characters that a passphrase must have."""

_KEY = 32
_SALT = 16
_CODE = 30
"""Letters of a recovery code that are random, of 5 bits each; two more tell a slip of the pen."""
_GROUP = 4
_LOOK_ALIKE = str.maketrans("oil", "011", "- \t")


class Strength(msgspec.Struct, frozen=True, order=True):
    """What Argon2id is to cost."""

    memory: int
    """MiB."""
    passes: int


WEAKEST = Strength(19, 2)
USUAL = Strength(64, 3)
STRONGEST = Strength(512, 10)


class Vault:
    """One author's keys to a shelf, in memory until they are dropped."""

    def __init__(self, journal: str, author: Who, keys: Mapping[str, bytes]) -> None:
        self.journal = journal
        self.author = author
        self._keys = dict(keys)

    @property
    def keys(self) -> frozenset[str]:
        """The ids of the keys that are here."""
        return frozenset(self._keys)

    def joined_with(self, other: Vault) -> Vault:
        """This author's keys from both."""
        return Vault(self.journal, self.author, {**self._keys, **other._keys})

    def lock(self, body: bytes, *, id: str, sealed: int) -> LockedPage:  # noqa: A002
        """The page that holds these bytes, under this id and number."""
        key = max(self._keys)
        page = LockedPage(id=id, author=self.author, key=key, sealed=sealed, text=b"")
        return msgspec.structs.replace(page, text=_lock(self._keys[key], _padded(body), self._bound(page)))

    def unlock(self, page: LockedPage) -> bytes:
        """What a page holds.

        Raises:
            SealedTextError: If its key is not here, or it is not what was locked in its place.
        """
        key = self._keys.get(page.key)
        body = None if key is None else _unlock(key, page.text, self._bound(page))
        if body is None:
            raise SealedTextError(page.id)
        return body.rstrip(b"\0")[:-1]

    def slot(
        self,
        key: str,
        secret: str,
        *,
        id: str,  # noqa: A002
        way: Way = Way.PASSPHRASE,
        strength: Strength = USUAL,
    ) -> KeySlot:
        """A slot that opens a key with a passphrase or a recovery code."""
        memory, passes = (strength.memory, strength.passes) if way is Way.PASSPHRASE else (0, 0)
        slot = KeySlot(
            id=id,
            author=self.author,
            key=key,
            way=way,
            salt=secrets.token_bytes(_SALT),
            memory=memory,
            passes=passes,
            wrapped=b"",
        )
        locked = _lock(_derived(slot, secret), self._keys[key], _slot_bound(self.journal, slot))
        return msgspec.structs.replace(slot, wrapped=locked)

    def _bound(self, page: LockedPage) -> bytes:
        return _bytes(["rmjournal page", self.journal, page.author, page.id, page.key, page.sealed])

    def __repr__(self) -> str:
        """The vault for a log or a traceback, which never show a key."""
        return f"Vault({self.author})"


def new_vault(journal: str, author: Who, *, key: str) -> Vault:
    """A vault with one fresh key of that id."""
    return Vault(journal, author, {key: secrets.token_bytes(_KEY)})


def opened(journal: str, slot: KeySlot, secret: str) -> Vault | None:
    """The vault that a slot opens to; None where the secret does not fit.

    Raises:
        PassphraseError: If a recovery code has a slip of the pen.
        ShelfError: If the slot asks for a strength that is refused, or the memory it takes is not there.
    """
    key = _unlock(_derived(slot, secret), slot.wrapped, _slot_bound(journal, slot))
    if key is None or len(key) != _KEY:
        return None
    return Vault(journal, slot.author, {slot.key: key})


def checked_passphrase(text: str) -> str:
    """A passphrase as it is used, whichever Unicode form and spaces it was typed with.

    Raises:
        PassphraseError: If it is too short.
    """
    words = _normal(text)
    if len(words) < SHORTEST:
        raise PassphraseError(
            f"A passphrase needs at least {SHORTEST} characters.\n"
            "Several words that are no quotation are best."
        )
    return words


def new_recovery_code() -> str:
    """A random code of 150 bits in groups of four, the last two letters a check."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(_CODE))
    whole = letters + _check(letters)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def checked_code(text: str) -> str:
    """A recovery code as it is used, whichever case, spaces and look-alike letters it was typed with.

    Raises:
        PassphraseError: If it cannot be one that was given out.
    """
    letters = _normal(text).casefold().translate(_LOOK_ALIKE)
    if len(letters) != _CODE + 2 or _check(letters[:_CODE]) != letters[_CODE:]:
        raise PassphraseError(
            "This recovery code has a slip in it: it is eight groups of four.\n"
            "Compare it with what you wrote down."
        )
    return letters


def _derived(slot: KeySlot, secret: str) -> bytes:
    if slot.way is Way.CODE:
        # The code is random through and through: stretching it would add nothing.
        return hashlib.blake2b(
            checked_code(secret).encode(), salt=slot.salt[:_SALT], digest_size=_KEY
        ).digest()
    if not (WEAKEST.memory <= slot.memory <= STRONGEST.memory):
        raise _refused(f"{slot.memory} MiB of memory")
    if not (WEAKEST.passes <= slot.passes <= STRONGEST.passes):
        raise _refused(f"{slot.passes} passes")
    if len(slot.salt) != _SALT:
        raise _refused("a salt of another length")
    from nacl.exceptions import CryptoError
    from nacl.pwhash import argon2id

    words = _normal(secret).encode("utf-8", "surrogatepass")
    try:
        return argon2id.kdf(_KEY, words, slot.salt, opslimit=slot.passes, memlimit=slot.memory * 1024**2)
    except CryptoError as error:
        raise ShelfError(
            f"There is not enough memory to open this shelf: {slot.memory} MiB are needed.\n"
            "Close something and try again."
        ) from error


def _lock(key: bytes, body: bytes, bound: bytes) -> bytes:
    from nacl.secret import Aead

    return bytes(Aead(key).encrypt(body, bound))


def _unlock(key: bytes, locked: bytes, bound: bytes) -> bytes | None:
    from nacl.exceptions import CryptoError
    from nacl.secret import Aead

    try:
        return Aead(key).decrypt(locked, bound)
    except (CryptoError, ValueError):
        return None


def _padded(body: bytes) -> bytes:
    return body + b"\x80" + b"\0" * (-(len(body) + 1) % BLOCK)


def _slot_bound(journal: str, slot: KeySlot) -> bytes:
    return _bytes(
        ["rmjournal slot", journal, slot.author, slot.id, slot.key, slot.way, slot.memory, slot.passes]
    )


def _bytes(bound: list[str | int]) -> bytes:
    return msgspec.json.encode(bound)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _check(letters: str) -> str:
    mark = hashlib.blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=2).digest()
    return ALPHABET[mark[0] % len(ALPHABET)] + ALPHABET[mark[1] % len(ALPHABET)]


def _refused(asked: str) -> ShelfError:
    return ShelfError(
        f"A key in this file asks for {asked}, which is refused: the file may have been tampered with.\n"
        "Its pages were left as they are. To see the file's backups: rmjournal backups"
    )
