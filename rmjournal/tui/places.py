"""The places of the program: Today at the bottom, the others as pages over it, and the ways between them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from textual.app import App
from textual.content import Content
from textual.screen import Screen

from rmjournal.errors import RmjournalError, RuleError
from rmjournal.keys import Command
from rmjournal.tui.screens.frame import Leaf
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of

_OPEN = "open "
"""How the words of a command begin that goes to a place."""


class Places(App[None], inherit_bindings=False):
    """Goes from place to place: what stands on a screen is kept before it is left."""

    seat: Seat | None
    _home: Screen[Any] | None

    def action_today(self) -> None:
        """The next session, and what it builds on."""
        if self._home is not None:
            self._back_to(self._home)

    def action_sessions(self) -> None:
        """What happened, the newest first, and the sessions ahead."""
        from rmjournal.tui.screens.sessions import SessionsScreen

        self._go_to(SessionsScreen)

    def action_goals(self) -> None:
        """What both wanted, and how it goes."""
        from rmjournal.tui.screens.goals import GoalsScreen

        self._go_to(GoalsScreen)

    def action_agreement(self) -> None:
        """What both agreed on, and signed."""
        from rmjournal.tui.screens.agreement import AgreementScreen

        self._go_to(AgreementScreen)

    def action_letters(self) -> None:
        """What the coordinator gets."""
        from rmjournal.tui.screens.letters import LettersScreen

        self._go_to(LettersScreen)

    def action_review(self) -> None:
        """What came of it, then and now."""
        from rmjournal.tui.screens.review import ReviewScreen

        self._go_to(ReviewScreen)

    def action_search(self) -> None:
        """Look for words in all that the one who writes may see."""
        from rmjournal.tui.screens.search import SearchScreen

        self._go_to(SearchScreen)

    def action_tags(self) -> None:
        """Every tag there is, with what may be meant as one."""
        from rmjournal.tui.screens.tags import TagsScreen

        # A tag that was just typed is to be there, and a text that is renamed is not to be written over.
        self._keep_all()
        self._go_to(TagsScreen)

    def action_trash(self) -> None:
        """What was deleted, to bring it back."""
        from rmjournal.tui.screens.trash import TrashScreen

        self._go_to(TrashScreen)

    def action_guide(self) -> None:
        """A card for most moments."""
        from rmjournal.tui.screens.guide import GuideScreen

        self._go_to(GuideScreen)

    def action_reflections(self) -> None:
        """What each thinks alone, and what both can read."""
        from rmjournal.tui.screens.reflections import ReflectionsScreen

        self._go_to(ReflectionsScreen)

    def action_choose_place(self) -> None:
        """All places in a list, for a hand that is at the mouse."""
        from rmjournal.tui.commands import at_hand
        from rmjournal.tui.screens.choice import Choice, ChoiceScreen

        def chosen(verb: str | None) -> None:
            if verb is not None:
                self.call_later(self.run_action, f"app.{verb}")

        here = [one for one, _ in at_hand(self.screen) if one.room == "app" and one.words.startswith(_OPEN)]
        choices = [Choice(one.verb, _place_line(one)) for one in here]
        self.push_screen(ChoiceScreen("Where to?", choices), chosen)

    def _go_to(self, place: Callable[[Seat], Screen[Any]]) -> None:
        """To a place: back to it where it is open below, else a new page of it."""
        there = next((page for page in self._over_home() if type(page) is place), None)
        if there is None:
            self.push_screen(place(self._taken_seat()))
        else:
            self._back_to(there)

    def action_go_back(self) -> None:
        """Back to where one came from."""
        if isinstance(self.screen, Leaf):
            self.screen.leave()

    def _over_home(self) -> list[Screen[Any]]:
        """The pages that were opened from the first one, the topmost last."""
        stack = self.screen_stack
        if self._home not in stack:
            return []
        return [screen for screen in stack[stack.index(self._home) + 1 :] if not screen.is_modal]

    def _back_to(self, page: Screen[Any]) -> None:
        stack = self.screen_stack
        above = stack[stack.index(page) + 1 :] if page in stack else []
        if self._is_held(above):
            return
        self._keep_all()
        while self.screen is not page:
            self.pop_screen()

    def _taken_seat(self) -> Seat:
        if self.seat is None:
            raise RuleError("No journal is open yet; start one or open one first.")
        return self.seat

    def _keep_all(self) -> None:
        """Give the journal what stands on any screen and is not kept yet."""
        for screen in self._leaves(self.screen_stack):
            # What one screen cannot keep must not stop the others.
            with contextlib.suppress(RmjournalError):
                screen.keep()

    def _seen(self) -> Iterator[Leaf[Any]]:
        """The screens that are seen: the topmost and, as long as sheets lie over them, those below."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Leaf):
                yield screen
            if not screen.is_modal:
                return

    def _is_held(self, screens: Sequence[Screen[Any]]) -> bool:
        """Whether one of these screens has words that somebody must decide about first; if so, it is said."""
        held = next((leaf.holding for leaf in self._leaves(screens) if leaf.holding), "")
        if held:
            self.notify(held, severity="warning", markup=False)
        return bool(held)

    def _put_all_aside(self) -> None:
        """Have nothing lost that stands on any screen, though nobody can be asked anymore."""
        self._keep_all()
        for screen in self._leaves(self.screen_stack):
            with contextlib.suppress(RmjournalError):
                screen.put_aside()

    @staticmethod
    def _leaves(stack: Sequence[Screen[Any]]) -> Iterator[Leaf[Any]]:
        """The pages and sheets of a stack, the topmost first, but for one that is just being made."""
        return (screen for screen in reversed(stack) if isinstance(screen, Leaf) and screen.is_mounted)


def _place_line(command: Command) -> Content:
    """A place to choose: its key, its name, what is there."""
    key = next(iter(command.key_names), "")
    name = command.words.removeprefix(_OPEN)
    return line_of((f"{key:<3}", "$text-muted"), f"{name:<13}", (command.help, "$text-muted"))
