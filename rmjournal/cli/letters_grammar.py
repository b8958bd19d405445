"""The grammar of letters and of everything else that is written out of the journal."""

from __future__ import annotations

import argparse

from rmjournal.cli.grammar import DATE_HELP, TEXT_HELP, Commands, as_json, by, command, group, output
from rmjournal.cli.shelf_grammar import secret

RELEASED_HELP = "a released letter's id, the start of it, or its file's name"


def add_letters(commands: Commands) -> None:
    """Letters: what the coordinator gets."""
    letters = group(
        commands, "letters", "draft, confirm and release the letter to the coordinator", "letters list"
    )
    words = "list what was released, and the draft"
    as_json(command(letters, "list", "letters:list_letters", words, "letters list"))
    draft = command(
        letters,
        "draft",
        "letters:draft",
        "draft a letter, in place of the one under way",
        "letters draft --since 2026-02-03",
    )
    _period(draft, "the last letter")
    by(draft)
    _changing(letters)
    show = command(
        letters,
        "show",
        "letters:show",
        "print the exact text, its lines and what is withheld",
        "letters show",
    )
    show.add_argument("id", metavar="ID", nargs="?", help=f"{RELEASED_HELP} (default: the draft)")
    as_json(show)
    _leaving(letters)


def _changing(letters: Commands) -> None:
    write = command(
        letters,
        "write",
        "letters:write",
        "write the words of the draft, or name its topics; what is named is said anew",
        'letters write --highlight "A first-day text is normal now"',
    )
    write.add_argument("--highlight", metavar="TEXT", action="append", help="a highlight; up to three")
    write.add_argument(
        "--idea", metavar="TEXT", action="append", help='an idea to carry upward; "TEXT = NAME" gives credit'
    )
    write.add_argument("--ask", metavar="TEXT", help="one ask of the program")
    write.add_argument("--topic", metavar="NAME", action="append", help="a topic, by its name or id")
    write.add_argument("--none", action="store_true", help="take all of the words and topics out")
    by(write)
    for name, words in (("strike", "strike lines of the draft"), ("restore", "take struck lines in again")):
        parser = command(letters, name, f"letters:{name}", words, f"letters {name} minutes highlights.1")
        parser.add_argument("lines", metavar="LINE", nargs="+", help="as `rmjournal letters show` says")
        by(parser)
    by(command(letters, "discard", "letters:discard", "throw the draft away", "letters discard"))


def _leaving(letters: Commands) -> None:
    confirm = command(
        letters,
        "confirm",
        "letters:confirm",
        "say yes to the exact text, under your own name",
        'letters confirm 3f9a1c04 "Imogen Tao"',
    )
    confirm.add_argument("text", metavar="TEXT-ID", help="the text-id that is shown with the text")
    confirm.add_argument("name", metavar="NAME", help="your own name, as it stands in the journal")
    secret(confirm)
    release = command(
        letters,
        "release",
        "letters:release",
        "write the letter that both confirmed",
        "letters release -o letters/",
    )
    release.add_argument(
        "-o", "--output", metavar="FILE", default=".", help="the file, or its folder (default: here)"
    )
    release.add_argument("--force", action="store_true", help="write over a file that is there already")
    verify = command(
        letters,
        "verify",
        "letters:verify",
        "say whether a file is a released letter, unchanged",
        "letters verify letter-P-07-2026-07-28.md",
    )
    verify.add_argument("file", metavar="FILE")


def add_exports(commands: Commands) -> None:
    """Everything that can be written out, each as Markdown, or as a page for a browser."""
    export = group(commands, "export", "write something out as Markdown", "export session last -o -")
    session = _export(export, "session", "write a session's note", "session last -o note.md")
    session.add_argument(
        "id", metavar="ID", nargs="?", default="last", help="its id, the start of it, or: last"
    )
    notes = _export(export, "notes", "write the notes of a period, for the two of you", "notes --since march")
    _period(notes, "the beginning")
    agreement = _export(export, "agreement", "write the agreement", "agreement --html -o agreement.html")
    agreement.add_argument("--version", type=int, metavar="N", help="an older version")
    letter = _export(
        export, "letter", "write a released letter, or print the draft, marked as not released", "letter"
    )
    letter.add_argument("id", metavar="ID", nargs="?", help=f"{RELEASED_HELP} (default: the draft)")
    mine = _export(export, "mine", "write what you keep on mine, unlocked", "mine --by mentor -o mine.md")
    by(mine)
    secret(mine)
    _export(export, "keepsake", "write what both take along at the end", "keepsake -o keepsake.md")
    _export(export, "record", "write the mentor's own record, for an appraisal", "record -o record.md")
    _export(export, "brief", "write one page for a sponsor or a line manager", "brief --html -o brief.html")
    calendar = command(
        export,
        "calendar",
        "exports:calendar",
        "write the sessions ahead for a calendar",
        "export calendar -o next.ics",
    )
    output(calendar)


def add_record(commands: Commands) -> None:
    """The mentee's words in the mentor's record."""
    record = group(
        commands, "record", "the mentee's words in the mentor's own record", 'record say - "Desmond Hale"'
    )
    say = command(
        record,
        "say",
        "letters:say",
        "write and confirm the words about the mentor; only the mentee does",
        'record say "She reads to the end." "Desmond Hale"',
    )
    say.add_argument("text", metavar="TEXT", help=TEXT_HELP)
    say.add_argument("name", metavar="NAME", help="the mentee's own name, as it stands in the journal")
    secret(say)
    command(record, "take-back", "letters:take_back", "take the mentee's words back", "record take-back")


def _export(export: Commands, name: str, words: str, example: str) -> argparse.ArgumentParser:
    parser = command(export, name, f"exports:{name}", words, f"export {example}")
    output(parser)
    parser.add_argument(
        "--html", action="store_true", help="one page for a browser or a printer instead of Markdown"
    )
    return parser


def _period(parser: argparse.ArgumentParser, since: str) -> None:
    parser.add_argument("--since", metavar="DATE", help=f"its first day (default: {since}): {DATE_HELP}")
    parser.add_argument("--until", metavar="DATE", help="its last day (default: today)")
