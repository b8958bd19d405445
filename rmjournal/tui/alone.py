"""What one of the two does alone: who it is, and the way to their own shelf."""

from __future__ import annotations

from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.shelf import Shelf
from rmjournal.journal.mine import FORGOTTEN
from rmjournal.text import one_line
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.frame import JournalScreen
from rmjournal.tui.screens.passphrase import PassphraseScreen, setting_up, unlocking
from rmjournal.tui.screens.told import ToldChoiceScreen, choice
from rmjournal.tui.show import shown, shown_line

_NOT_AT_ALL = "not at all"


async def the_one_writing(page: JournalScreen[None]) -> Who | None:
    """Who is writing alone: it is asked where both are. None where nobody said. Called from a worker."""
    seat = page.seat
    if seat.writer is Who.BOTH:
        names = [Choice(who.value, shown_line(seat.pair.name_of(who))) for who in PARTNERS]
        said = await page.app.push_screen_wait(ChoiceScreen("Each writes alone here. Who is it?", names))
        if said is None:
            return None
        seat.hand_to(Who(said))
        page.frame_changed()
    return seat.writer


async def opened(page: JournalScreen[None], who: Who) -> bool:
    """Have the shelf opened by its author, who sets a passphrase where there is none; whether it is open."""
    seat = page.seat
    mine = seat.journal.mine
    if mine.is_open(who):
        return True
    asking = unlocking(seat, who) if mine.is_set_up(who) else setting_up(seat, who)
    await page.app.push_screen_wait(PassphraseScreen(seat, asking))
    return mine.is_open(who)


async def shelf_to_write_on(page: JournalScreen[None], who: Who) -> Shelf | None:
    """The shelf that something new is kept on: *mine*, unless its author has none and wants *ours*."""
    if not page.seat.journal.mine.is_set_up(who):
        said = await page.app.push_screen_wait(_no_passphrase_yet(page, who))
        if said != Shelf.MINE:
            return Shelf.OURS if said == Shelf.OURS else None
    return Shelf.MINE if await opened(page, who) else None


def _no_passphrase_yet(page: JournalScreen[None], who: Who) -> ToldChoiceScreen:
    pair = page.seat.pair
    name, partner = (one_line(pair.first_name(one)) for one in (who, who.partner))
    story = f"{name} has no passphrase yet, and without one nothing is kept on mine, ever.\n{FORGOTTEN}"
    choices = [
        choice(Shelf.MINE, "Set a passphrase, and write on mine", f"{partner} cannot read it"),
        choice(Shelf.OURS, "Write on ours", f"{partner} can read it once it is kept"),
        choice(_NOT_AT_ALL, "Keep nothing", "back to where you came from"),
    ]
    return ToldChoiceScreen("Where shall it be kept?", shown(story), choices)
