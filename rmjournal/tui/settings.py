"""What the screens start with: what the person set, or the defaults and the reason."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from rmjournal import config
from rmjournal.config import Config
from rmjournal.domain.days import follow
from rmjournal.errors import ConfigError


class Start(NamedTuple):
    """The settings of a run, and why they are not those of the file; "" where they are."""

    settings: Config
    told: str = ""


def start_with(*, ascii_only: bool = False) -> Start:
    """What to start with. A file that cannot be used never keeps anybody from their session."""
    told = ""
    try:
        settings = config.read()
    except ConfigError as error:
        settings = Config()
        told = f"Started without your settings. {error}"
    follow(order=settings.dates, week_start=settings.week_start)
    return Start(msgspec.structs.replace(settings, ascii=settings.ascii or ascii_only), told)
