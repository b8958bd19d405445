"""The verbs of self-assessment, and of the page about a new colleague's day."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rmjournal.domain.assessment import (
    Area,
    AreaRow,
    Assessment,
    Moment,
    Page,
    PageMoment,
    side_by_side,
)
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import must_be_partner
from rmjournal.errors import NotFoundError
from rmjournal.journal.desk import Desk
from rmjournal.practice.areas import read_areas
from rmjournal.practice.scales import read_scales
from rmjournal.store.store import Put


class Assessments:
    """Where each stood before, as it looks now, and now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def areas(self, who: Who) -> tuple[Area, ...]:
        """The areas of a partner's role."""
        return read_areas(who)

    def of(self, who: Who, moment: Moment) -> Assessment | None:
        """What a partner answered at one moment."""
        return self._desk.store.find(Assessment, Assessment.id_of(who, moment))

    def answer(self, moment: Moment, levels: Mapping[str, int | None], *, by: Who) -> Assessment:
        """Say one's own levels in some areas; None takes one back, areas that are not named stay.

        Raises:
            RuleError: If `by` is not one person.
            NotFoundError: If an area is not one of the role's.
            UsageError: If a level is not on the scale.
        """
        must_be_partner(by)
        before = self.of(by, moment)
        now = self._desk.clock()
        changed = before or Assessment(id=Assessment.id_of(by, moment), who=by, moment=moment, at=now)
        for area, value in levels.items():
            self._must_know(area, by)
            if value is not None:
                read_scales().level.must_have(value)
            changed = changed.with_level(area, value, at=now)
        if before is None or changed.levels != before.levels:
            over = self._desk.sides(Assessment, changed.id)
            self._desk.commit([Put(changed, over=over)], by=by)
        return changed

    def side_by_side(self, who: Who) -> tuple[AreaRow, ...]:
        """A partner's areas with before, then and now beside each other."""
        before, then, now = (self.of(who, moment) for moment in Moment)
        return side_by_side(read_areas(who), before, then, now, scale=read_scales().level)

    def page(self, who: Who, moment: PageMoment) -> Page | None:
        """The page "a day in the life of someone new here", as a partner wrote it at the start or the end."""
        return self._desk.store.find(Page, Page.id_of(who, moment))

    def write_page(
        self, moment: PageMoment, text: str, *, by: Who, over: Page | None = None, typed_on: bool = False
    ) -> Page | None:
        """Keep the page, in place of the one that was on the screen.

        Args:
            moment: Whether it is the first page or the one written again.
            text: The page.
            by: Whose it is.
            over: The one that was on the screen.
            typed_on: Whether that one was kept a moment ago, so that undo takes both back as one.

        Raises:
            RuleError: If `by` is not one person.
        """
        must_be_partner(by)
        if text == (over.text if over else ""):
            return over
        now = self._desk.clock()
        if over is not None:
            changed = msgspec.structs.replace(over, text=text, at=now)
        else:
            changed = Page(id=Page.id_of(by, moment), who=by, moment=moment, text=text, at=now)
        if changed != over:
            self._desk.commit([Put(changed, over=(over,) if over else ())], by=by, typed_on=typed_on)
        return changed

    def _must_know(self, area: str, who: Who) -> None:
        known = [one.id for one in read_areas(who)]
        if area not in known:
            raise NotFoundError("area", area, f"The areas are: {', '.join(known)}.")
