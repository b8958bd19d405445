"""Text that is laid out anew for the width it has."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static


class Folded(Static):
    """A text made for a width, such as one with words that hang beside their labels."""

    def __init__(self, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._made: Callable[[int], Content] = lambda _width: Content()

    def fold(self, made: Callable[[int], Content]) -> None:
        """Show what this makes of the width; it is asked again when the width changes."""
        self._made = made
        self._paint()

    def on_resize(self) -> None:
        # While a screen is being laid out, a text that grows would keep the height it had.
        self.call_after_refresh(self._paint)

    def _paint(self) -> None:
        width = self.content_size.width
        if width > 0:
            text = self._made(width)
            if text != self.content:
                self.update(text)
