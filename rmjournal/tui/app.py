"""The program as a whole: its places, its keys, its colors, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.events import Event, Key, MouseDown, Paste
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from rmjournal.config import Config
from rmjournal.domain.pair import Who
from rmjournal.errors import (
    RmjournalError,
    StoreError,
)
from rmjournal.journal.journal import Journal
from rmjournal.keymap import split
from rmjournal.keys import commands_of
from rmjournal.store.store import SaveState
from rmjournal.text import clean
from rmjournal.tui.commands import JournalCommands, bindings_of, room_of
from rmjournal.tui.leaving import Leaving
from rmjournal.tui.plain_marks import PlainMarks
from rmjournal.tui.privacy import Privacy
from rmjournal.tui.seat import Seat
from rmjournal.tui.settings import Start
from rmjournal.tui.themes import OWN_THEMES, theme_to_start_with
from rmjournal.tui.words import saving_words

if TYPE_CHECKING:
    from rmjournal.tui.screens.welcome import WelcomeScreen

LOOK_EVERY = 1.0
"""Seconds between looks at whether another program wrote to the journal."""

_PLAIN_MARKS = PlainMarks()

_PLACES = {one.verb for one in commands_of("app") if one.place == "Places"} - {"go_back", "today"}
"""What is opened over Today; where one is, it is not opened once more."""


class RmjournalApp(Leaving, inherit_bindings=False):
    """rmjournal in the terminal: one journal, or the welcome that leads to one."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    TITLE = "rmjournal"
    BINDINGS = bindings_of("app")
    COMMANDS = {JournalCommands}
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (64, "-medium"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall")]

    class SavingChanged(Message):
        """How saving stands; posted from the thread that writes."""

        def __init__(self, state: SaveState) -> None:
            super().__init__()
            self.state = state

    def __init__(
        self,
        journal: Journal | None,
        *,
        demo: Callable[[], Journal] | None = None,
        theme: str = "",
        start: Start | None = None,
        first: Callable[[], Screen[Any]] | None = None,
    ) -> None:
        super().__init__()
        self._start = start or Start(Config())
        self._wear(theme or self._theme_set() or theme_to_start_with())
        self._demo = demo
        self._first = first
        self.seat: Seat | None = None
        self._day: date | None = None
        self._home: Screen[Any] | None = None
        self._privacy: Privacy | None = None
        if journal is not None:
            self._sit_down(journal)

    def _wear(self, theme: str) -> None:
        """Start in a theme. Set the usual way, it would have all styles parsed once more."""
        for own in OWN_THEMES:
            self.register_theme(own)
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def _theme_set(self) -> str:
        """The theme that was set, where there is one of that name."""
        theme = self._start.settings.theme
        return theme if theme in self.available_themes else ""

    @property
    def own_keys(self) -> dict[str, str]:
        """The keys of a person's own, by the id of the command."""
        return {one: ",".join(split(keys)) for one, keys in self._start.settings.keys.items()}

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return [*filters, _PLAIN_MARKS] if self._start.settings.ascii else filters

    def get_default_screen(self) -> Screen[Any]:
        """Today where there is a journal, else what leads to one: the welcome, if nothing else."""
        if self.seat is None and self._first is not None:
            self._home = self._first()
        elif self.seat is None:
            from rmjournal.tui.screens.welcome import WelcomeScreen

            self._home = WelcomeScreen(demo=self._demo)
        else:
            self._home = self._today_screen(self.seat)
        return self._home

    def _today_screen(self, seat: Seat) -> Screen[Any]:
        from rmjournal.tui.screens.today import TodayScreen

        return TodayScreen(seat)

    def _sit_down(self, journal: Journal) -> None:
        settings = self._start.settings
        hints = self._hints_for(journal, settings)
        self.seat = Seat(journal, writer=Who(settings.writer), settings=settings, hints=hints)
        self._day = self.seat.now.date()
        journal.on_state(self._tell_saving)

    def _tell_saving(self, state: SaveState) -> None:
        self.post_message(self.SavingChanged(state))

    def on_welcome_screen_opened(self, message: WelcomeScreen.Opened) -> None:
        """Go on from the welcome with a journal."""
        self._sit_down(message.journal)
        self._home = self._today_screen(self._taken_seat())
        self.push_screen(self._home)

    def on_mount(self) -> None:
        self.set_keymap(self.own_keys)
        if self._start.told:
            self.notify(self._start.told, title="Settings", severity="warning", markup=False, timeout=20)
        self.set_interval(LOOK_EVERY, self._look_again, name="look again")
        if self.seat is not None and self.seat.writer is not Who.BOTH:
            self.call_after_refresh(self._tell_unkept)
        loop = asyncio.get_running_loop()
        for name, leave in (("SIGHUP", self._hung_up), ("SIGTERM", self._told_to_end)):
            with contextlib.suppress(NotImplementedError, AttributeError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), leave)

    def on_rmjournal_app_saving_changed(self, message: SavingChanged) -> None:
        if self.seat is not None:
            self.seat.saving = saving_words(message.state)
            for screen in self._seen():
                screen.saving_changed()

    def _look_again(self) -> None:
        """Take in what another program wrote, and the turn of the day; no more once the screens go."""
        if self.seat is None or not self.is_running:
            return
        self._private(self.seat).look()
        today = self.seat.now.date()
        if self._refreshed(self.seat.journal) or today != self._day:
            self._day = today
            self._read_all_again()

    def _refreshed(self, journal: Journal) -> bool:
        try:
            return journal.refresh()
        except StoreError as error:
            self.notify(str(error), title="The journal file", severity="warning", markup=False)
            return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "today" | "go_back":
                return bool(self._over_home())
            case place if place in _PLACES:
                return self.seat is not None and room_of((self._over_home() or [self.screen])[-1]) != action
            case "undo" | "redo" | "writer" | "hide":
                return self.seat is not None
        return super().check_action(action, parameters)

    def action_hide(self) -> None:
        """Hide what is private, at once."""
        self._private(self._taken_seat()).hide()
        self._learned("app.hide")

    def _private(self, seat: Seat) -> Privacy:
        """What hides the private of the journal on the table, also before the keyboard is handed on."""
        if self._privacy is None:
            self._privacy = Privacy(self, seat.journal, idle=timedelta(minutes=seat.settings.idle_lock))
            seat.before_handing_on = self._privacy.hide_for_the_next
        return self._privacy

    def action_help(self) -> None:
        """What has the focus, and all keys."""
        from rmjournal.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def action_writer(self) -> None:
        """Let the next one write. What the one before kept alone is hidden first."""
        if self._is_held(self.screen_stack):
            return
        seat = self._taken_seat()
        self._private(seat)
        seat.hand_to(seat.writer.next)
        seat.learned("app.writer")
        self._frame_changed()
        self._tell_unkept()

    def _tell_unkept(self) -> None:
        """Say to whoever is writing that words of theirs wait."""
        seat = self._taken_seat()
        if seat.writer is not Who.BOTH and seat.journal.unkept.of(seat.writer):
            words = "Words you had not kept yet wait for you under Reflections."
            self.notify(words, timeout=10, markup=False)

    async def on_event(self, event: Event) -> None:
        """Take note that somebody is at the keyboard, before the key does anything."""
        if self.seat is not None and isinstance(event, Key | MouseDown | Paste):
            self._private(self.seat).stir()
        await super().on_event(event)

    def action_undo(self) -> None:
        """Take the last change to the journal back."""
        self._step("Undone", self._taken_seat().journal.history.undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._step("Done again", self._taken_seat().journal.history.redo)

    def notify(self, message: str, *, title: str = "", **more: Any) -> None:
        """Say something at the edge of the screen. Names and paths in it are shown, and never obeyed."""
        super().notify(clean(message), title=clean(title), **more)

    def _step(self, said: str, turn: Callable[..., str]) -> None:
        """Go a step back or on, and say which; what stands on the screens is kept before."""
        self._keep_all()
        # What was told of a change is not so any more once it is taken back.
        self.clear_notifications()
        try:
            self.notify(f"{said}: {turn(by=self._taken_seat().writer)}.", markup=False)
        except RmjournalError as error:
            self.notify(str(error), severity="warning", markup=False)
        self._read_all_again()

    def _read_all_again(self) -> None:
        for screen in self._leaves(self.screen_stack):
            # One that is going has nothing left to show it on.
            if screen.is_attached:
                screen.read_again()

    def action_theme(self) -> None:
        """Choose the colors."""
        self.search_themes()

    def _frame_changed(self) -> None:
        for screen in self._leaves(self.screen_stack):
            screen.frame_changed()
