"""The shelf *mine* as it lies in the file: locked pages, and the slots that hold their keys."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

import msgspec

from rmjournal.domain.pair import Who
from rmjournal.domain.record import Record, Value
from rmjournal.domain.words import counted
from rmjournal.errors import UsageError

MOST_SET_ASIDE = 60
"""How many offers are remembered as set aside."""


class Shelf(StrEnum):
    """Who can read something: its author alone, or both."""

    MINE = "mine"
    OURS = "ours"


class Way(StrEnum):
    """What opens a key slot."""

    PASSPHRASE = "passphrase"
    CODE = "code"


class LockedPage(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Something on *mine*. What it is and what it says is inside the ciphertext."""

    table: ClassVar[str] = "mine"

    author: Who
    key: str
    """The id of the key it was locked with."""
    sealed: int
    """The ciphertext's own number: how often this page was written."""
    text: bytes
    """Nonce and ciphertext."""


class KeySlot(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One way to one key. Two copies of a journal that each made a key both keep theirs."""

    table: ClassVar[str] = "keys"

    author: Who
    key: str
    way: Way
    salt: bytes
    memory: int = 0
    """MiB that deriving takes, where it is opened by a passphrase."""
    passes: int = 0
    wrapped: bytes
    """Nonce and the key, encrypted."""


class Private(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Something that only its author may read. It is not a record, so it can only be kept locked."""

    id: str

    def __repr__(self) -> str:
        """The value for a log or a traceback, which never show what is private."""
        return f"{type(self).__name__}({self.id!r})"


class PageList(Private, frozen=True, kw_only=True, omit_defaults=True, tag="list", tag_field="is"):
    """An author's own list of the pages on *mine*, itself locked: it tells an older page from the latest."""

    kept: dict[str, int] = msgspec.field(default_factory=dict)
    """The latest number of each page, by its id."""
    gone: dict[str, int] = msgspec.field(default_factory=dict)
    """The number that each deleted page had."""
    set_aside: tuple[str, ...] = ()
    """What was offered and is not to be offered again. Nobody counts it."""

    @staticmethod
    def id_of(author: Who) -> str:
        """The id that every copy of the journal gives to an author's list."""
        return f"list.{author}"

    def number(self, page: str) -> int:
        """The highest number that a page is known to have had; 0 if it is not known."""
        return max(self.kept.get(page, 0), self.gone.get(page, 0))

    def keeping(self, page: str, number: int) -> PageList:
        """This list, with the latest number of a page."""
        gone = {key: last for key, last in self.gone.items() if key != page}
        return msgspec.structs.replace(self, kept={**self.kept, page: number}, gone=gone)

    def dropping(self, page: str) -> PageList:
        """This list after a page was deleted."""
        kept = {key: last for key, last in self.kept.items() if key != page}
        return msgspec.structs.replace(self, kept=kept, gone={**self.gone, page: self.number(page)})

    def setting_aside(self, offer: str) -> PageList:
        """This list, with something that is not to be offered again; only the last ones are remembered."""
        others = [key for key in self.set_aside if key != offer]
        return msgspec.structs.replace(self, set_aside=(*others, offer)[-MOST_SET_ASIDE:])

    def joined_with(self, other: PageList) -> PageList:
        """The list of two copies of the journal: of each page what is later."""
        kept = _latest(self.kept, other.kept)
        gone = _latest(self.gone, other.gone)
        return msgspec.structs.replace(
            self,
            kept={page: last for page, last in kept.items() if last > gone.get(page, 0)},
            gone={page: last for page, last in gone.items() if last >= kept.get(page, 0)},
            set_aside=tuple(dict.fromkeys((*self.set_aside, *other.set_aside)))[-MOST_SET_ASIDE:],
        )


class Findings(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What is not as it should be on an open shelf. Every page was left as it is."""

    other_key: tuple[str, ...] = ()
    """Pages that another passphrase opens."""
    unreadable: tuple[str, ...] = ()
    """Pages that do not open, though their key is there."""
    older: tuple[str, ...] = ()
    """Pages with an earlier text than the last one kept."""
    missing: tuple[str, ...] = ()
    """Pages that were kept here and are gone."""
    unlisted: tuple[str, ...] = ()
    """Pages later than the list, which is then older than it should be."""

    def words(self) -> tuple[str, ...]:
        """Each finding as a sentence."""
        told = (
            (self.other_key, "opened by another passphrase: unlock the shelf with that one too"),
            (self.unreadable, "not opening: changed, cut or moved in the file"),
            (
                self.older,
                "here with an older text than you last kept; a backup or the trash may have put it back",
            ),
            (self.missing, "gone that you kept here, and not by deleting; a backup may have it"),
            (
                self.unlisted,
                "later than your list of pages; an older copy of the list may have been put back",
            ),
        )
        return tuple(f"{counted(len(ids), 'page is', 'pages are')} {words}." for ids, words in told if ids)


def must_be_one(who: Who) -> None:
    """Make sure that a shelf is one person's.

    Raises:
        UsageError: If it is said to be both's.
    """
    if who is Who.BOTH:
        raise UsageError("This is one person's. Say who it is: --by mentor or --by mentee.")


def _latest(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {page: max(one.get(page, 0), other.get(page, 0)) for page in {**one, **other}}
