"""Where one person writes alone."""

from __future__ import annotations

from rmjournal.tui.widgets.note_area import NoteArea


class PrivateArea(NoteArea):
    """A text that leaves nothing behind: neither its words nor what undo would bring back."""

    HELP = "Write: one line is enough.\nF4 takes the text to your editor, F9 keeps and hides it at once."

    def wipe(self) -> None:
        """Forget the text, and every text before it."""
        self.load_text("")
        self.history.clear()
