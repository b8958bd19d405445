"""An agenda template as the Markdown that a person would write."""

from __future__ import annotations

from rmjournal.domain.agenda import AgendaTemplate, TemplateItem
from rmjournal.errors import TemplateError
from rmjournal.markdown.item_heading import item_heading
from rmjournal.markdown.plain import guarded, in_heading
from rmjournal.markdown.reading import examine_text


def template_markdown(template: AgendaTemplate) -> str:
    """The template as Markdown; reading it gives the same value.

    Raises:
        TemplateError: If a template cannot say this, such as a title of two lines.
    """
    parts = [
        _head(template),
        *([_purpose(template.purpose)] if template.purpose else []),
        *([f"> When: {guarded(template.when)}"] if template.when else []),
        *(["\n".join(["Before:", *_entries(template.before)])] if template.before else []),
        *(_item(item) for item in template.items),
    ]
    text = "\n\n".join(parts) + "\n"
    reading = examine_text(text)
    if reading.template != template:
        why = "\n".join(map(str, reading.problems)) or "Some of its words would not be read back as they are."
        raise TemplateError(f"This agenda cannot be written as a template:\n{why}")
    return text


def _head(template: AgendaTemplate) -> str:
    lines = [
        "---",
        f"id: {template.id}",
        *([f"phase: {template.phase}"] if template.phase else []),
        f"minutes: {template.minutes}",
        *([f"lengths: [{', '.join(map(str, template.lengths))}]"] if template.lengths else []),
        "---",
        f"# {in_heading(template.title)}",
    ]
    return "\n".join(lines)


def _purpose(purpose: str) -> str:
    """The purpose, in paragraphs; one that only says "Before:" would announce a list."""
    paragraphs = (guarded(paragraph) for paragraph in purpose.split("\n\n"))
    return "\n\n".join(
        f"{paragraph[:-1]}\\:" if paragraph.casefold() == "before:" else paragraph for paragraph in paragraphs
    )


def _item(item: TemplateItem) -> str:
    heading = f"## {item_heading(item)}"
    if item.text:
        return "\n\n".join(
            [heading, item.text, *(["\n".join(_entries(item.prompts))] if item.prompts else [])]
        )
    return "\n".join([heading, *_entries(item.prompts)])


def _entries(lines: tuple[str, ...]) -> list[str]:
    return [f"- {guarded(line)}" for line in lines]
