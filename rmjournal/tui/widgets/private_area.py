"""Where one person writes alone."""

from __future__ import annotations

from rmjournal.tui.widgets.note_area import NoteArea


class PrivateArea(NoteArea):
    """A text that leaves nothing behind: neither its words nor what undo would bring back."""

    HELP = "Write: one line is enough.\nF4 takes the text to your editor, F9 keeps and hides it at once."

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._copied = ""

    def action_copy(self) -> None:
        """Copy what is selected."""
        super().action_copy()
        self._copied = self.app.clipboard

    def action_cut(self) -> None:
        """Cut what is selected."""
        super().action_cut()
        self._copied = self.app.clipboard

    def forget_copy(self) -> None:
        """Empty the clipboard, where it still holds what was copied here."""
        if self._copied and self.app.clipboard == self._copied:
            self.app.copy_to_clipboard("")
        self._copied = ""

    def wipe(self) -> None:
        """Forget the text, and every text before it."""
        self.load_text("")
        self.history.clear()
