"""What the mentee says of the mentor, for the mentor's own record: said and confirmed by the mentee alone."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rmjournal.domain.record import Record


class Testimony(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Words of the mentee that the mentor may show, for as long as the mentee leaves them there."""

    table: ClassVar[str] = "testimonies"
    ID: ClassVar[str] = "testimony"

    id: str = ID
    text: str
    name: str
    """The name under which the mentee confirmed them."""
    on: date
