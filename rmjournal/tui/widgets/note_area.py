"""Where the notes of a session are written."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from rmjournal.text import clean

IN_TURN = frozenset({"session.next", "session.previous", "columns.next", "part.next"})
"""Commands that leave an item: they are done between the letters before them and the letters after them."""


class NoteArea(TextArea):
    """A plain text, wrapped, with undo; Tab leaves it."""

    HELP = "The notes of this item.\nA line that begins with - [ ] is offered as an action."

    def __init__(self, text: str = "") -> None:
        super().__init__(
            text, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False
        )

    def put_back(self, text: str) -> None:
        """Another text from outside: the cursor stays where it was, and undo goes behind it."""
        row, column = self.cursor_location
        self.replace(text, (0, 0), self.document.end)
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    def on_resize(self) -> None:
        """Paint all of it again: what was painted at this size may be lines of the width before."""
        self.refresh()

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the text area's own handler after this one, unless it is told not to.
        if not event.is_printable:
            active = self.screen.active_bindings.get(event.key)
            if active is not None and active.enabled and active.binding.id in IN_TURN:
                event.stop()
                event.prevent_default()
                await self.app.run_action(active.binding.action, active.node)

    async def _on_paste(self, event: events.Paste) -> None:
        # Textual calls the text area's own handler after this one.
        event.text = clean(event.text)
