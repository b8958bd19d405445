"""How the demo pair's letter is drafted, confirmed by both and released, told by the verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rmjournal.domain.seal import PARTNERS
from rmjournal.journal.agreement import Agreement
from rmjournal.journal.desk import Desk
from rmjournal.journal.letters import Letters
from rmjournal.journal.lights import TopicLights
from rmjournal.journal.mine import Mine
from rmjournal.journal.plan import Plan
from rmjournal.journal.sealing import Sealing
from rmjournal.journal.standing import Standings
from rmjournal.journal.telling_shelves import Days
from rmjournal.practice.letter_story import LetterTold


def tell_letter(desk: Desk, days: Days, *, evening_of: Callable[[date], None], story: LetterTold) -> None:
    """Release the letter on the evening of its day. Its file went to the coordinator and is not kept here."""
    evening_of(days.day(story.on))
    letters = Letters(
        desk,
        agreement=Agreement(desk, Sealing(desk), Plan(desk)),
        standing=Standings(desk),
        lights=TopicLights(desk),
        mine=Mine(desk),
    )
    draft = letters.write(letters.draft(), highlights=story.highlights, ask=story.ask, topics=story.topics)
    text = letters.text(draft)
    for who in PARTNERS:
        letters.confirm(draft, shown=text, name=desk.pair.name_of(who), by=who)
    letters.log(draft, letters.file_name(draft))
