"""Offering what was found beside the journal: rescued words, and copies that went apart."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.content import Content

from rmjournal.errors import RmjournalError
from rmjournal.journal.care import Waiting
from rmjournal.journal.journal import Journal
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.frame import Leaf

_CHOICES = (
    Choice("take in", Content.assemble("Take them in", ("\nnothing that is here is lost", "$text-muted"))),
    Choice("later", Content.assemble("Later", ("\nthe files stay, and this is asked again", "$text-muted"))),
)


async def offer_what_waits(screen: Leaf[Any], journal: Journal) -> bool:
    """Ask whether words that wait beside the journal are to be taken in; whether any were.

    Called from a worker. The files are looked for in a thread, since a synced folder can be slow.
    """
    waiting = await asyncio.to_thread(journal.care.waiting)
    for copy in waiting.copies:
        if copy.problem:
            screen.tell(copy.problem, problem=True)
    if not waiting.rescues and all(copy.problem for copy in waiting.copies):
        return False
    if await screen.app.push_screen_wait(ChoiceScreen(_question(waiting), _CHOICES)) != "take in":
        return False
    try:
        merged = journal.care.take_in_all(waiting)
    except RmjournalError as error:
        screen.tell(str(error), problem=True)
        return False
    new = sum(len(one.new) + len(one.changed) for one in merged)
    screen.tell(f"Taken in: {new} {'record' if new == 1 else 'records'}.")
    return True


def _question(waiting: Waiting) -> str:
    if waiting.rescues and waiting.copies:
        return "Words that could not be saved, and another copy of this journal, wait to be taken in."
    if waiting.rescues:
        return "Words that could not be saved the last time wait to be taken in."
    return "Another copy of this journal lies beside it, with words of its own."
