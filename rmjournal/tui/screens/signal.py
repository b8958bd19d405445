"""A signal, told to the one whose answer it is: write it down, ask for a reset, or leave it."""

from __future__ import annotations

from rmjournal.domain.pulse import Signal
from rmjournal.practice.pulse import read_pulse
from rmjournal.tui.screens.told import ToldChoiceScreen, choice
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import shown


class SignalScreen(ToldChoiceScreen):
    """What may be done about a low answer, or a fall. Nobody is told that it was asked."""

    IS_PRIVATE = True
    HELP = "Nobody but you sees this. A reset is a session either of you may have asked for."

    def __init__(self, seat: Seat, signal: Signal) -> None:
        pulse = read_pulse()
        words = pulse.choices
        asked = pulse.asked(signal.item).words_for(signal.who)
        story = f"“{asked}”\n{pulse.signal.note}"
        choices = [
            choice("write", words.write, "a reflection of your own"),
            choice("reset", words.reset, "a short session that either of you may have asked for"),
            choice("leave", words.leave, "it is not told again"),
        ]
        super().__init__(seat.journal.pulses.signal_words(signal), shown(story), choices)
