"""The grammar of journals and agendas."""

from __future__ import annotations

import argparse

from rmjournal.cli.grammar import Commands, as_json, command, group, minutes


def add_journals(commands: Commands) -> None:
    """Journals themselves, and where a pair stands."""
    demo = command(commands, "demo", "tui:demo", "open the demo pair's six months", "demo")
    demo.add_argument("--keep", metavar="PATH", help="keep the copy at this path instead of throwing it away")
    demo.add_argument(
        "--ascii",
        action="store_true",
        default=argparse.SUPPRESS,
        help="draw the screens with plain characters",
    )
    new = command(
        commands,
        "new",
        "journals:new",
        "start a journal for a pair",
        'new lindgate --mentor "Imogen Tao" --mentee "Desmond Hale"',
    )
    new.add_argument("name", metavar="NAME", help="the journal's name, and its file's")
    new.add_argument("--mentor", metavar="NAME", required=True, help="the junior colleague, who teaches")
    new.add_argument("--mentee", metavar="NAME", required=True, help="the senior colleague, who learns")
    new.add_argument(
        "--path", metavar="FOLDER", help="keep the file in this folder (default: your data folder)"
    )
    new.add_argument("--code", metavar="CODE", default="", help="the pair's code in the program")
    new.add_argument("--program", metavar="NAME", default="", help="the program's name")
    as_json(command(commands, "list", "journals:known", "list the journals known here", "list"))
    as_json(command(commands, "show", "show:show", "say where the pair stands", "show --json"))


def add_agendas(commands: Commands) -> None:
    """Agendas and their templates."""
    agenda = command(
        commands,
        "agenda",
        "agendas:agenda",
        "print a template's agenda fitted to a length",
        "agenda show-me --minutes 20",
    )
    agenda.add_argument(
        "template", metavar="TEMPLATE", help="a template's id, as `rmjournal templates list` says"
    )
    minutes(agenda, "the length to fit it to, 10 to 120 (default: the template's own)")
    templates = group(commands, "templates", "list, show or check agenda templates", "templates list")
    as_json(command(templates, "list", "agendas:list_templates", "list the templates", "templates list"))
    show = command(
        templates,
        "show",
        "agendas:show_template",
        "print a template as it is written",
        "templates show focus",
    )
    show.add_argument("id", metavar="ID")
    check = command(
        templates,
        "check",
        "agendas:check_template",
        "say what is wrong with a template's file",
        "templates check mine.md",
    )
    check.add_argument("file", metavar="FILE")
