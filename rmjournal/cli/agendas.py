"""The commands of agendas and their templates."""

from __future__ import annotations

import argparse

from rmjournal.cli.output import say, say_json, tell
from rmjournal.domain.agenda import AgendaTemplate
from rmjournal.errors import RmjournalError
from rmjournal.files import typed_path
from rmjournal.journal import places
from rmjournal.journal.templates import BUILT_IN, Listed, TemplateLibrary, check_file


def agenda(args: argparse.Namespace) -> int:
    """Print a template's agenda, fitted to a length."""
    from rmjournal.domain.fitting import fit
    from rmjournal.markdown.agenda_note import agenda_markdown

    template = _used(args, args.template)
    say(agenda_markdown(fit(template, template.minutes if args.minutes is None else args.minutes)))
    return 0


def list_templates(args: argparse.Namespace) -> int:
    """List the templates; files that cannot be used are told."""
    library = _library(args)
    listed = library.all()
    if args.json:
        say_json(listed)
    else:
        say("\n".join(_line(one) for one in listed))
    for unusable in library.unusable():
        tell(f"Cannot be used:\n{unusable}")
    return 0


def show_template(args: argparse.Namespace) -> int:
    """Print a template as it is written down, to be changed and kept as one's own."""
    from rmjournal.markdown.template_writing import template_markdown

    say(template_markdown(_used(args, args.id)))
    return 0


def check_template(args: argparse.Namespace) -> int:
    """Print each problem of a template's file: file, line, what is wrong and what to do."""
    problems = check_file(typed_path(args.file))
    for problem in problems:
        say(f"{args.file}:{problem.line}: {problem.what} {problem.fix}")
    if not problems:
        tell(f"{args.file} can be used.")
    return 1 if problems else 0


def _used(args: argparse.Namespace, template: str) -> AgendaTemplate:
    """The template of this id, saying where another one is used in its place."""
    library = _library(args)
    found = library.get(template)
    for notice in library.notices(template):
        tell(notice)
    return found


def _line(listed: Listed) -> str:
    lengths = ", ".join(str(length) for length in listed.lengths)
    line = f"{listed.id:<13} {listed.minutes:>3} min  {listed.title}  ({lengths})"
    if listed.source == BUILT_IN:
        return line
    instead = ", in place of the built-in one" if BUILT_IN in listed.hides else ""
    return f"{line}  from {listed.source}{instead}"


def _library(args: argparse.Namespace) -> TemplateLibrary:
    """The templates of the pair's journal; without a journal, those of the person alone."""
    try:
        return TemplateLibrary.beside(places.find(args.journal))
    except RmjournalError:
        if args.journal:
            raise
        return TemplateLibrary.beside(None)
