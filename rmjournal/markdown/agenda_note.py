"""A fitted agenda as Markdown, to print or to bring along."""

from __future__ import annotations

from rmjournal.domain.agenda import Agenda, PlannedItem
from rmjournal.domain.fitting import mentor_share
from rmjournal.domain.pair import Who
from rmjournal.domain.words import counted
from rmjournal.markdown.inline import inline
from rmjournal.text import clean

_LEADS = {Who.MENTOR: "mentor leads", Who.MENTEE: "mentee leads", Who.BOTH: "both lead"}


def agenda_markdown(agenda: Agenda) -> str:
    """The agenda, one heading an item, with who leads, the minutes, and what was left out and why.

    Whatever the words of a template are, they stay words: the headings are the title and the items.
    """
    parts = [
        f"# {inline(agenda.title)}, {counted(agenda.minutes, 'minute')}",
        *(str(inline(paragraph)) for paragraph in agenda.purpose.split("\n\n") if paragraph.strip()),
        *([f"> When: {inline(agenda.when)}"] if agenda.when else []),
        *(["Before:\n\n" + _listed(agenda.before)] if agenda.before else []),
        *([_share(agenda)] if agenda.items else []),
        *([_left_out(agenda)] if agenda.left_out else []),
        *(part for item in agenda.items for part in _item(item)),
    ]
    return "\n\n".join(parts) + "\n"


def _item(item: PlannedItem) -> list[str]:
    return [
        f"## {item.id}. {inline(item.title)} · {_LEADS[item.lead]} · {item.minutes} min",
        *([_set_in(item.text)] if item.text.strip() else []),
        *([_listed(item.prompts)] if item.prompts else []),
    ]


def _set_in(text: str) -> str:
    """A template's own Markdown as a quote: nothing in it can end the quote or begin an item."""
    return "\n".join(f"> {line}".rstrip() for line in clean(text).split("\n"))


def _share(agenda: Agenda) -> str:
    share = f"The mentor leads {mentor_share(agenda.items)}% of the time"
    both = any(item.lead is Who.BOTH for item in agenda.items)
    return f"{share}, where an item that both lead counts half." if both else f"{share}."


def _left_out(agenda: Agenda) -> str:
    them = "it" if len(agenda.left_out) == 1 else "them"
    why = f"Left out, because {counted(agenda.minutes, 'minute')} have no room for {them}:"
    return f"{why}\n\n{_listed(agenda.left_out)}"


def _listed(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {inline(line)}" for line in lines)
