"""The commands that take care of a journal as a whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from rmjournal.cli.asking import ask_first
from rmjournal.cli.job import job
from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say, say_json, tell
from rmjournal.cli.unlocking import unlock
from rmjournal.domain.record import Record
from rmjournal.domain.words import counted
from rmjournal.errors import UsageError
from rmjournal.files import typed_path
from rmjournal.journal import care, places
from rmjournal.journal.journal import local_now
from rmjournal.store.care import Erased
from rmjournal.store.copies import Merged
from rmjournal.store.ids import new_id


def check(args: argparse.Namespace) -> int:
    """Read everything; print one line for each thing that is wrong, and what to do."""
    from rmjournal.journal.checking import check_journal

    with job("Checking") as progress:
        findings = check_journal(_file(args), clock=local_now, progress=progress)
    if args.json:
        say_json(findings)
    else:
        for finding in findings:
            say(f"{finding.where}: {finding.what.removesuffix('.')}. {finding.todo}".replace("\n", " "))
    if not findings:
        tell("All is well.")
    return 1 if findings else 0


def backups(args: argparse.Namespace) -> int:
    """List the backups, also of a journal that can no longer be read."""
    listed = care.backups_of(places.find(args.journal))
    if args.json:
        say_json(listed)
        return 0
    for backup in listed:
        say(f"{backup.made:%Y-%m-%d %H:%M} UTC  {backup.why:<9}  {backup.path}")
    if not listed:
        tell("There is no backup yet; one is made before the first change of a day.")
    return 0


def restore(args: argparse.Namespace) -> int:
    """Bring a backup back; what it replaces becomes a backup first."""
    path = _file(args)
    backup = typed_path(args.backup) if args.backup else None
    with job("Restoring") as progress:
        done = care.restore(path, backup=backup, clock=local_now, ids=new_id, progress=progress)
    tell(f"{path} holds again what {done.backup} held.")
    if done.replaced is not None:
        tell(f"What was there before is kept: {done.replaced.path}")
        tell("To have what only that one holds as well: rmjournal merge, with its path.")
    return 0


def merge(args: argparse.Namespace) -> int:
    """Merge another copy of this journal into it."""
    with job("Merging") as progress, opened(args) as journal:
        merged = journal.care.merge(typed_path(args.other), progress=progress)
    _tell_merged(merged)
    return 0


def rescue(args: argparse.Namespace) -> int:
    """Take in the rescue files and conflict copies of this journal."""
    with job("Taking in") as progress, opened(args) as journal:
        waiting = journal.care.waiting()
        taken_in = journal.care.take_in_all(waiting, progress=progress)
    for merged in taken_in:
        _tell_merged(merged)
    problems = [copy for copy in waiting.copies if copy.problem]
    for copy in problems:
        tell(f"{copy.path} was left as it is: {copy.problem}")
    if not waiting:
        tell("There is nothing to take in.")
    return 1 if problems else 0


def merge_driver(args: argparse.Namespace) -> int:
    """Merge two versions of a journal file as git asks for it; git takes what stands in ours."""
    care.merge_files(Path(args.ours), Path(args.theirs))
    return 0


def list_trash(args: argparse.Namespace) -> int:
    """List what was deleted."""
    with opened(args) as journal:
        trash = journal.trash.ours()
        pair, zone = journal.pair, journal.now().tzinfo
    if args.json:
        records = [one.what for one in trash if isinstance(one.what, Record)]
        say_json([{"table": value.table, "record": value} for value in records])
        return 0
    for one in trash:
        words = " ".join(one.first_line.split())[:70]
        when = f"{one.at.astimezone(zone):%Y-%m-%d}"
        say(f"{one.id}  {when}  {pair.first_name(one.by)}  {one.kind}  {words}")
    return 0


def bring_back(args: argparse.Namespace) -> int:
    """Bring something deleted back."""
    with opened(args) as journal:
        value = journal.care.bring_back(args.id, by=writer(journal, args))
    tell(f"Back: {value.id}")
    return 0


def empty_trash(args: argparse.Namespace) -> int:
    """Take the words of what was deleted out of the journal; on mine, of one's own."""
    with opened(args) as journal:
        by = writer(journal, args)
        if args.mine:
            unlock(journal, args, by)
        count = journal.care.empty_trash(by=by)
    tell(f"Emptied: {counted(count, 'record')}. A backup from before it was kept.")
    return 0


def erase(args: argparse.Namespace) -> int:
    """Take a record, or the whole journal, away for good."""
    if bool(args.id) is args.whole_journal:
        raise UsageError("Say what to erase: the id of a record, or --whole-journal.")
    what = "the whole journal with its backups" if args.whole_journal else f"{args.id}, from the backups too"
    ask_first(f"This erases {what}. It cannot be undone.", yes=args.yes)
    if args.whole_journal:
        erased = care.erase_journal(places.find(args.journal))
    else:
        with opened(args) as journal:
            erased = journal.care.erase(args.id)
    _tell_erased(erased)
    return 0


def _tell_erased(erased: Erased) -> None:
    tell("Erased.")
    for path in erased.removed:
        tell(f"  no longer holds it: {path}")
    for path in erased.beyond:
        tell(f"  beyond reach, and may still hold it: {path}")
    tell("Copies on other computers, in sync services or in somebody's own backups are beyond reach.")


def _tell_merged(merged: Merged) -> None:
    if not (merged.new or merged.changed):
        tell("Nothing new came in.")
        return
    tell(f"Came in: {len(merged.new)} new, {len(merged.changed)} changed.")
    if merged.choices:
        count = len(merged.choices)
        tell(f"{counted(count, 'record says', 'records say')} two things now; both are kept.")
        tell("To choose, open the journal.")


def _file(args: argparse.Namespace) -> Path:
    return typed_path(args.file) if args.file else places.find(args.journal)
