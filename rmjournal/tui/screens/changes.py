"""What becomes of words that somebody leaves without having kept them."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from rmjournal.tui.screens.choice import ChoiceScreen
from rmjournal.tui.screens.told import choice


async def ask_about_changes(screen: Screen[Any], keep: str = "Keep it as it stands") -> str | None:
    """Ask whether what was changed is kept: "keep", "let go", or else to write on. Called from a worker."""
    choices = [choice("keep", keep), choice("on", "Write on"), choice("let go", "Let the changes go")]
    said = await screen.app.push_screen_wait(ChoiceScreen("This is not kept yet", choices))
    return None if said == "on" else said
