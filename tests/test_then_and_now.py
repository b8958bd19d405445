"""Then and now, side by side, as the closing shows it."""

from __future__ import annotations

import pytest
from screens import EACH_SIZE, Host, shows

from rmjournal.domain.assessment import Moment, PageMoment
from rmjournal.domain.pair import Who
from rmjournal.tui.screens.then_and_now import ThenAndNowSheet
from rmjournal.tui.seat import Seat


def told(seat: Seat) -> None:
    """What the mentee said before and after."""
    assessments = seat.journal.assessments
    area = assessments.areas(Who.MENTEE)[0].id
    for moment, level in ((Moment.BEFORE, 2), (Moment.THEN, 1), (Moment.NOW, 4)):
        assessments.answer(moment, {area: level}, by=Who.MENTEE)
    assessments.write_page(PageMoment.START, "They leave for [money].", by=Who.MENTEE)
    assessments.write_page(PageMoment.END, "They leave before anyone learns their name.", by=Who.MENTEE)


@pytest.mark.parametrize("size", EACH_SIZE)
async def test_then_and_now_stand_side_by_side(seat: Seat, golden, size: tuple[int, int]) -> None:
    told(seat)
    async with Host(ThenAndNowSheet(seat)).run_test(size=size) as pilot:
        await shows(pilot, "Then and now")
        golden(pilot.app, "then-and-now")


async def test_what_both_wrote_is_shown_as_it_was_written(seat: Seat) -> None:
    told(seat)
    async with Host(ThenAndNowSheet(seat)).run_test(size=(120, 36)) as pilot:
        await shows(pilot, "They leave for [money].")
        await shows(pilot, "They leave before anyone learns their name.")


async def test_with_nothing_written_it_says_where_it_is_asked(seat: Seat) -> None:
    async with Host(ThenAndNowSheet(seat)).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "F12")
