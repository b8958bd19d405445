"""One author's open pages on *mine*: locked on their way in, unlocked on their way out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeVar

import msgspec

from rmjournal.domain.pulse import PrivatePulse
from rmjournal.domain.record import Record
from rmjournal.domain.reflection import PrivateQuestion, PrivateReflection, UnkeptWords
from rmjournal.domain.shelf import Findings, LockedPage, PageList, Private
from rmjournal.errors import NotFoundError, SealedTextError
from rmjournal.journal.desk import Desk, Records
from rmjournal.store.store import Change, Delete, Put, Side
from rmjournal.store.vault import Vault

P = TypeVar("P", bound=Private)
R = TypeVar("R", bound=Record)

_decode = msgspec.json.Decoder(
    PrivateReflection | PrivateQuestion | PrivatePulse | UnkeptWords | PageList
).decode


def every_side(records: Records, kind: type[R]) -> Iterator[R]:
    """All of a kind, and where a record was written in two places at once, each side of it."""
    at_odds = {found.id: found.sides for found in records.conflicts(kind)}
    for value in records.all(kind):
        for side in at_odds.get(value.id, ()):
            yield side.value  # type: ignore[misc]  # of the kind that was asked for
        if value.id not in at_odds:
            yield value


class Pages:
    """The pages of one author, while the shelf is open. What was unlocked goes away with this object."""

    def __init__(self, desk: Desk, vault: Vault) -> None:
        self._desk = desk
        self._vault = vault
        self._read: dict[LockedPage, Private | None] = {}

    @property
    def vault(self) -> Vault:
        """The keys."""
        return self._vault

    def all(self, kind: type[P]) -> tuple[P, ...]:
        """All of a kind, by id. A page that was written in two places at once is there twice."""
        return tuple(value for page in self._sides() if isinstance(value := self._open(page), kind))

    def deleted(self, kind: type[P]) -> tuple[P, ...]:
        """What is in the trash of a kind, the latest first."""
        return tuple(value for value, _ in self.thrown_away(kind))

    def thrown_away(self, kind: type[P]) -> tuple[tuple[P, datetime], ...]:
        """What is in the trash of a kind, each with when it was deleted, the latest first."""
        sides = [(self._open(side.value), side.changed) for side in self._thrown_away()]
        return tuple((value, at) for value, at in sides if isinstance(value, kind))

    def keep(self, value: P, *, over: P | None = None, also: Iterable[Change] = ()) -> P:
        """Keep something, in place of what was on the screen; other changes go with it, all or none."""
        self._commit(*self.changes((over, value)), *also)
        return value

    def changes(self, *kept: tuple[Private | None, Private]) -> tuple[Change, ...]:
        """What keeps several things, each in place of what was on the screen, if anything was."""
        known, lists = self._list()
        puts = []
        for over, value in kept:
            shown = () if over is None else tuple(self._shown(over))
            number = 1 + max([known.number(value.id), *(page.sealed for page in self._sides(value.id))])
            puts.append(Put(self._locked(value, number), over=shown))
            known = known.keeping(value.id, number)
        return (*puts, *self._put_list(known, lists))

    def delete(self, value: Private, *, also: Iterable[Change] = ()) -> None:
        """Put something into the trash, which holds it locked; other changes go with it, all or none.

        Raises:
            NotFoundError: If it is not there any more as it was on the screen.
        """
        shown = tuple(self._shown(value))
        if not shown:
            raise NotFoundError(
                "page like this on mine any more", value.id, "It was changed or deleted meanwhile."
            )
        known, lists = self._list()
        is_last = len(shown) == len(tuple(self._sides(value.id)))
        listed = self._put_list(known.dropping(value.id), lists) if is_last else ()
        self._commit(*(Delete(page) for page in shown), *listed, *also)

    def bring_back(self, value: P) -> P:
        """Bring something back from the trash."""
        known, lists = self._list()
        dropped = tuple(page for page in self._trash() if self._open(page) == value)
        number = 1 + known.number(value.id)
        page = self._locked(value, number)
        self._commit(Put(page, over=dropped), *self._put_list(known.keeping(value.id, number), lists))
        return value

    def is_set_aside(self, offer: str) -> bool:
        """Whether something is not to be offered again."""
        return offer in self._list()[0].set_aside

    def set_aside(self, offer: str) -> None:
        """Remember not to offer something again."""
        known, lists = self._list()
        if offer not in known.set_aside:
            self._commit(*self._put_list(known.setting_aside(offer), lists))

    def findings(self) -> Findings:
        """What is not as it should be."""
        known, _ = self._list()
        sides = list(self._sides())
        open_ones = {
            page.id: page for page in sorted(sides, key=lambda page: page.sealed) if self._open(page)
        }
        closed = [page for page in sides if self._open(page) is None]
        trash = {page.id for page in self._trash()}
        there = {page.id for page in sides}
        return Findings(
            other_key=_ids(page for page in closed if page.key not in self._vault.keys),
            unreadable=_ids(page for page in closed if page.key in self._vault.keys),
            older=_ids(page for page in open_ones.values() if _is_older(page, known)),
            missing=tuple(sorted(known.kept.keys() - there - trash)),
            unlisted=_ids(page for page in open_ones.values() if page.sealed > known.number(page.id)),
        )

    def accept(self) -> None:
        """Take what is there as right, after its author has looked at the findings."""
        found = self.findings()
        for page in [page for page in self._sides() if page.id in {*found.older, *found.unlisted}]:
            value = self._open(page)
            if value is not None:
                self.keep(value, over=value)
        known, lists = self._list()
        for missing in found.missing:
            known = known.dropping(missing)
        if found.missing:
            self._commit(*self._put_list(known, lists))

    def _sides(self, id: str = "") -> Iterator[LockedPage]:  # noqa: A002
        author = self._vault.author
        own_list = PageList.id_of(author)
        for page in every_side(self._desk.store, LockedPage):
            if page.author is author and page.id != own_list and id in ("", page.id):
                yield page

    def _trash(self) -> Iterator[LockedPage]:
        return (side.value for side in self._thrown_away())

    def _thrown_away(self) -> Iterator[Side[LockedPage]]:
        sides = self._desk.store.deleted(LockedPage)
        return (side for side in sides if side.value.author is self._vault.author)

    def _shown(self, value: Private) -> Iterator[LockedPage]:
        return (page for page in self._sides(value.id) if self._open(page) == value)

    def _open(self, page: LockedPage) -> Private | None:
        """What is on a page; None where it does not open, or a newer program wrote it."""
        if page not in self._read:
            try:
                self._read[page] = _decode(self._vault.unlock(page))
            except (SealedTextError, msgspec.DecodeError):
                self._read[page] = None
        return self._read[page]

    def _list(self) -> tuple[PageList, tuple[LockedPage, ...]]:
        """What is known of the pages, and the locked lists that say so."""
        own = PageList.id_of(self._vault.author)
        known = PageList(id=own)
        lists = []
        for page in every_side(self._desk.store, LockedPage):
            if page.id == own and isinstance(listed := self._open(page), PageList):
                known = known.joined_with(listed)
                lists.append(page)
        return known, tuple(lists)

    def _put_list(self, known: PageList, lists: tuple[LockedPage, ...]) -> tuple[Put]:
        number = 1 + max((page.sealed for page in lists), default=0)
        return (Put(self._locked(known, number), over=lists),)

    def _locked(self, value: Private, number: int) -> LockedPage:
        page = self._vault.lock(msgspec.json.encode(value), id=value.id, sealed=number)
        self._read[page] = value
        return page

    def _commit(self, *changes: Change) -> None:
        self._desk.commit(changes, by=self._vault.author)


def _is_older(page: LockedPage, known: PageList) -> bool:
    return page.sealed < known.number(page.id) or page.id in known.gone


def _ids(pages: Iterable[LockedPage]) -> tuple[str, ...]:
    return tuple(sorted({page.id for page in pages}))
