"""A line of a form with several lines."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from rmjournal.tui.widgets.turn_field import TurnField


class FieldInput(Input):
    """Enter leads on to the next line at once, and what was typed ahead goes along.

    Keys can come faster than the program takes them in, as over a slow link. What arrives here after Enter is
    meant for the next line, and a passphrase must never end up in a line that shows it.
    """

    # Textual calls the handlers of Input after these, unless they say otherwise.

    async def _on_key(self, event: events.Key) -> None:
        if self._has_led_on:
            event.prevent_default().stop()
            self._hand_on(events.Key(event.key, event.character))
        elif event.key == "enter" and not self._is_last:
            event.prevent_default().stop()
            self.screen.focus_next()

    def _on_paste(self, event: events.Paste) -> None:
        if self._has_led_on:
            event.prevent_default().stop()
            self._hand_on(events.Paste(event.text))

    @property
    def _has_led_on(self) -> bool:
        return self.screen.focused is not self

    @property
    def _is_last(self) -> bool:
        return self.screen.query(f"{Input.__name__}, {TurnField.__name__}").last() is self

    def _hand_on(self, event: events.Event) -> None:
        if self.screen.focused is not None:
            self.screen.focused.post_message(event)
