"""What tests of screens share: a host for one screen, waiting for a condition, and text pictures."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from rmjournal.tui.app import RmjournalApp

SIZES = ((120, 36), (80, 24), (40, 12))
"""The sizes that every screen is made for."""

EACH_SIZE = tuple(pytest.param(size, marks=pytest.mark.slow) if size == (120, 36) else size for size in SIZES)
"""All sizes for a picture, the widest with the slow tests: most of what it shows is on the others too."""

ONE_SIZE_QUICKLY = tuple(
    size if size == (80, 24) else pytest.param(size, marks=pytest.mark.slow) for size in SIZES
)
"""All sizes for a long way by keys: the usual one always, the others with the slow tests."""

NASTY = (
    "[x] done",
    "[/foo] a[/]b",
    "[@click=app.leave]press[/]",
    "[bold red]not bold[/bold red]",
    "$text-primary {a} %s",
    "back\\[slash] [",
    "\x1b[2J\x1b]52;c;aGk=\x07 escape",
    "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
    "\u202eright to left\u2066",
    "zero\u200bwidth\ufeff\u00ad",
    "\x00\x07\x08\x7f\x9b31m",
    "e" + "\u0301" * 40,
    "\U000e0041tag",
    "家族 👩‍👩‍👧 ÅÄÖ",
    "line one\nline two\r\nline three\u2028four",
    "\ttabbed",
    "x" * 500,
)
"""Things people, or their clipboards, write into a journal."""

_PATIENCE = 10.0


def _parsed_once(parse: Callable[..., Any]) -> Callable[..., Any]:
    """Parse each style sheet once for its colors, not once an app: that was a tenth of the time of a test."""
    parsed: dict[tuple[Any, ...], Any] = {}

    def rules(self: Stylesheet, *sheet: Any, **of: Any) -> Any:
        key = (sheet, tuple(of.items()), tuple(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse(self, *sheet, **of)
        return parsed[key]

    return rules


Stylesheet._parse_rules = _parsed_once(Stylesheet._parse_rules)  # type: ignore[method-assign]


class Host(RmjournalApp):
    """The program with one screen only: as its first page, or, for a sheet, laid over an empty page."""

    def __init__(self, screen: Screen[Any], **settings: Any) -> None:
        super().__init__(None, theme="paper", **settings)
        self.hosted = screen
        self.seat = getattr(screen, "seat", None)
        self.answers: list[Any] = []
        """What a hosted sheet was dismissed with."""

    @property
    def _is_sheet(self) -> bool:
        return isinstance(self.hosted, ModalScreen)

    def get_default_screen(self) -> Screen[Any]:
        self._home = Screen() if self._is_sheet else self.hosted
        return self._home

    def on_mount(self) -> None:
        if self._is_sheet:
            self.push_screen(self.hosted, self.answers.append)


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Wait until the condition holds; where it never does, fail with a picture of the screen."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end, f"It never came to this on the screen:\n{picture(pilot.app)}"
        await pilot.pause()
        # To look is to paint the whole screen: done without a rest, it would hold up what is waited for.
        await asyncio.sleep(0.02)


def said(pilot: Pilot[Any]) -> str:
    """What stands at the edge of the screen, on one line."""
    return " ".join(one.message for one in pilot.app._notifications)


async def shows(pilot: Pilot[Any], text: str) -> None:
    """Wait until the text stands on the screen, and the screen stands still."""
    await until(pilot, lambda: text in picture(pilot.app))
    before = ""
    while before != (now := picture(pilot.app)):
        before = now
        await pilot.pause()
        await asyncio.sleep(0.01)


def picture(app: App[Any]) -> str:
    """The screen as text, as a person without colors would read it."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"
