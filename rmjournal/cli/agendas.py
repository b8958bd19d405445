"""The commands of agendas and their templates."""

from __future__ import annotations

import argparse

from rmjournal.cli.output import say, say_json
from rmjournal.errors import RmjournalError
from rmjournal.journal import places
from rmjournal.journal.templates import TemplateLibrary


def agenda(args: argparse.Namespace) -> int:
    """Print a template's agenda, fitted to a length."""
    from rmjournal.domain.fitting import fit
    from rmjournal.markdown.agenda_note import agenda_markdown

    template = _library(args).get(args.template)
    say(agenda_markdown(fit(template, args.minutes if args.minutes is not None else template.minutes)))
    return 0


def list_templates(args: argparse.Namespace) -> int:
    """List the templates, and what is wrong with those that cannot be used."""
    listed = _library(args).all()
    if args.json:
        say_json(listed)
        return 0
    for one in listed:
        lengths = ", ".join(str(length) for length in one.lengths)
        say(f"{one.id:<14} {one.minutes:>3} min ({lengths})  {one.title}")
    return 0


def _library(args: argparse.Namespace) -> TemplateLibrary:
    """The templates of the pair's journal; without a journal, those of the user."""
    try:
        return TemplateLibrary.beside(places.find(args.journal))
    except RmjournalError:
        if args.journal:
            raise
        return TemplateLibrary.beside(None)
