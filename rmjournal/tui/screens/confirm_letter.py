"""Confirming a letter: one's own name under the exact words, and the passphrase where one has one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input, Label, Static

from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.domain.pair import Who
from rmjournal.journal.letter_views import LetterView
from rmjournal.text import one_line
from rmjournal.tui.commands import bindings_of
from rmjournal.tui.screens.passphrase import Asking, PassphraseScreen, known_in_demo
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown
from rmjournal.tui.widgets.field_input import FieldInput

_STORY = (
    "You have read the words as they stand. These, and no others, may go to the coordinator.\n"
    "A change by either of you takes your yes back."
)


class ConfirmScreen(PassphraseScreen):
    """Asks one of the two for their whole name; dismissed with True once they have confirmed."""

    ROOM = "confirm_letter"
    BINDINGS = bindings_of("confirm_letter")
    IS_PRIVATE = False
    WRONG = "This is not your passphrase."
    HELP = "Type your own whole name, and your passphrase if you have one. Enter confirms, Esc does not."

    def __init__(self, seat: Seat, draft: LetterDraft, view: LetterView, who: Who) -> None:
        """A sheet about what is on the screen.

        Args:
            seat: The journal, and who is writing.
            draft: The draft.
            view: What of it was shown: only these words are confirmed.
            who: Who confirms.
        """

        def confirm(name: str, passphrase: str = "") -> None:
            seat.journal.letters.confirm(draft, shown=view.digest, name=name, by=who, passphrase=passphrase)

        fields = ("Your name", "Passphrase") if seat.journal.mine.is_set_up(who) else ("Your name",)
        heading = f"{one_line(seat.pair.first_name(who))} confirms"
        super().__init__(seat, Asking(heading, _STORY, fields, confirm, known_in_demo(seat, who)))
        self._whole_name = one_line(seat.pair.name_of(who))

    def page(self) -> ComposeResult:
        yield Static(shown(self.asking.story), classes="passphrase--story")
        for place, words in enumerate(self.asking.fields):
            yield Label(words, classes="muted")
            hint = self.asking.hint if place else f"the whole name: {self._whole_name}"
            yield FieldInput(placeholder=hint, password=place > 0, select_on_focus=False)
        yield Static(classes="passphrase--told")

    def _clear(self) -> None:
        for field in self.query(Input):
            if field.password:
                field.clear()
