"""A stretch of days to look back on, open at either end."""

from __future__ import annotations

from datetime import date

from rmjournal.domain.days import day_words
from rmjournal.domain.record import Value


class Stretch(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Days, both ends included; None is as far as the journal goes."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def is_over_by(self, day: date) -> bool:
        """Whether a day lies in it or before it: what was known at its end."""
        return self.until is None or day <= self.until

    def is_before(self, day: date) -> bool:
        """Whether a day lies before it: what was known at its beginning."""
        return self.since is not None and day < self.since

    def words(self, today: date) -> str:
        """The days in words."""
        since = day_words(self.since, today) if self.since else ""
        until = day_words(self.until, today) if self.until else ""
        if since and until:
            return f"from {since} to {until}"
        return f"since {since}" if since else f"until {until}" if until else "from the beginning"
