"""The commands that write something out, as Markdown or as a page for a browser."""

from __future__ import annotations

import argparse
from pathlib import Path

from rmjournal.cli.job import ctrl_c_held_back, job
from rmjournal.cli.letters import tell_how_to_release
from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say, tell
from rmjournal.cli.periods import final_day, first_day
from rmjournal.cli.unlocking import unlock
from rmjournal.domain.letter_draft import LetterDraft
from rmjournal.domain.progress import Progress, unheard
from rmjournal.errors import RuleError

TO_STDOUT = "-"


def session(args: argparse.Namespace) -> int:
    """Write a session's note."""
    with opened(args) as journal:
        write_out(journal.session_note(journal.sessions.get(args.id)), args)
    return 0


def notes(args: argparse.Namespace) -> int:
    """Write the notes of a period."""
    with job("Exporting") as progress, opened(args) as journal:
        since, until = first_day(journal, args.since), final_day(journal, args.until)
        text = journal.exports.notes(since=since, until=until, progress=progress)
        document = _as_asked(text, args, progress)
    _write(document, args)
    tell("These notes are for the two of you. For the coordinator there is: rmjournal letters draft")
    return 0


def agreement(args: argparse.Namespace) -> int:
    """Write the agreement."""
    with opened(args) as journal:
        write_out(journal.agreement.markdown(journal.agreement.shown(args.version)), args)
    return 0


def letter(args: argparse.Namespace) -> int:
    """Write a letter as it was released, or print the draft, which says that it was not released."""
    with opened(args) as journal:
        if args.id is not None:
            write_out(journal.letters.released(args.id).text, args)
            return 0
        kept = journal.letters.current()
        if args.output != TO_STDOUT:
            _must_not_be_a_draft(kept)
        write_out(journal.letters.text(kept or journal.letters.compose(), released=False), args)
        tell_how_to_release(journal, kept)
    return 0


def mine(args: argparse.Namespace) -> int:
    """Write what somebody keeps on mine, unlocked."""
    with opened(args) as journal:
        who = writer(journal, args)
        unlock(journal, args, who)
        with job("Exporting") as progress:
            document = _as_asked(journal.exports.mine(who, progress=progress), args, progress)
        _write(document, args)
    tell("What was written is not locked any more: whoever can read it there can read it.")
    return 0


def keepsake(args: argparse.Namespace) -> int:
    """Write what both take along."""
    with opened(args) as journal:
        write_out(journal.exports.keepsake(), args)
    return 0


def record(args: argparse.Namespace) -> int:
    """Write the mentor's own record."""
    with opened(args) as journal:
        write_out(journal.record.markdown(), args)
        if journal.record.testimony() is None:
            tell("The mentee has said nothing for it yet: rmjournal record say - NAME")
    return 0


def brief(args: argparse.Namespace) -> int:
    """Write one page for a sponsor or a line manager."""
    with opened(args) as journal:
        write_out(journal.exports.brief(), args)
    return 0


def calendar(args: argparse.Namespace) -> int:
    """Write the sessions ahead for a calendar."""
    with opened(args) as journal:
        _write(journal.exports.calendar().decode(), args)
    return 0


def write_out(text: str, args: argparse.Namespace) -> None:
    """Write a document to the file that `-o` names, or to standard output; with `--html`, as a page.

    Raises:
        ExportError: If the file is there already, or cannot be written.
    """
    _write(_as_asked(text, args), args)


def _as_asked(text: str, args: argparse.Namespace, progress: Progress = unheard) -> str:
    """The document as it is, or as a page."""
    if not getattr(args, "html", False):
        return text
    from rmjournal.markdown.html import html_page

    return html_page(text, progress=progress)


def _write(text: str, args: argparse.Namespace) -> None:
    if args.output == TO_STDOUT:
        say(text)
        return
    from rmjournal.journal.outlet import write_file

    with ctrl_c_held_back():
        path = write_file(Path(args.output), text.encode(), force=args.force)
        tell(f"Written: {path}")


def _must_not_be_a_draft(kept: LetterDraft | None) -> None:
    wanted = "letters draft" if kept is None else "letters show"
    raise RuleError(
        "Nothing was written: without two confirmations there is no file.\n"
        f"To read and release it: rmjournal {wanted} - to print the draft, leave -o out."
    )
