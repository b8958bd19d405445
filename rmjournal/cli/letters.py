"""The commands of the letter: nothing leaves before both have confirmed the exact text."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote

from rmjournal.cli.opening import opened, writer
from rmjournal.cli.output import say as print_out
from rmjournal.cli.output import say_json, tell, words_of
from rmjournal.cli.periods import final_day, first_day
from rmjournal.cli.unlocking import Secrets
from rmjournal.domain.days import long_day
from rmjournal.domain.letter import Idea, Period
from rmjournal.domain.letter_draft import LetterDraft, Release
from rmjournal.domain.pair import Who
from rmjournal.errors import NotFoundError, UsageError
from rmjournal.files import typed_path
from rmjournal.journal.journal import Journal
from rmjournal.journal.letter_views import LetterView

TEXT_ID = 8
"""How many characters of the text's SHA-256 name it; as many must be given to confirm."""


def list_letters(args: argparse.Namespace) -> int:
    """List the releases, the newest first, and the draft."""
    with opened(args) as journal:
        releases = journal.letters.releases()
        drafts = [journal.letters.view(one) for one in journal.letters.drafts()]
        pair = journal.pair
    if args.json:
        say_json({"released": releases, "drafts": drafts})
        return 0
    for one in releases:
        print_out(_release_line(one))
    for view in drafts:
        waits = " and ".join(pair.first_name(who) for who in view.waits_for)
        stands = f"waits for {waits}" if waits else "confirmed by both"
        print_out(f"{view.id}  draft of {view.on.isoformat()}, {_days(view.period)}: {stands}")
    if not releases and not drafts:
        tell("Nothing was released yet. To begin: rmjournal letters draft")
    return 0


def draft(args: argparse.Namespace) -> int:
    """Draft a letter and show it."""
    with opened(args) as journal:
        kept = journal.letters.draft(_period(journal, args), by=writer(journal, args))
        _show(journal, kept)
    return 0


def write(args: argparse.Namespace) -> int:
    """Write the words of the draft."""
    nothing: tuple[str, ...] | None = () if args.none else None
    with opened(args) as journal:
        changed = journal.letters.write(
            _current(journal),
            highlights=args.highlight or nothing,
            ideas=None if args.idea is None and nothing is None else tuple(map(_idea, args.idea or ())),
            ask="" if args.ask is None and args.none else args.ask,
            topics=args.topic or nothing,
            by=writer(journal, args),
        )
        _show(journal, changed)
    return 0


def strike(args: argparse.Namespace) -> int:
    """Strike lines."""
    with opened(args) as journal:
        _show(journal, journal.letters.strike(_current(journal), *args.lines, by=writer(journal, args)))
    return 0


def restore(args: argparse.Namespace) -> int:
    """Take struck lines in again."""
    with opened(args) as journal:
        _show(journal, journal.letters.restore(_current(journal), *args.lines, by=writer(journal, args)))
    return 0


def show(args: argparse.Namespace) -> int:
    """Print the draft with all that belongs to it, or a letter as it was released."""
    with opened(args) as journal:
        if args.id is not None:
            released = journal.letters.released(args.id)
            say_json(released) if args.json else print_out(released.text)
        elif args.json:
            say_json(journal.letters.view(_current(journal)))
        else:
            _show(journal, _current(journal))
    return 0


def confirm(args: argparse.Namespace) -> int:
    """Say yes to the exact text."""
    with opened(args) as journal:
        who = journal.pair.who(args.name)
        kept = _current(journal)
        view = journal.letters.view(kept)
        given = args.text.strip().casefold()
        if len(given) < TEXT_ID or not view.digest.startswith(given):
            raise UsageError(
                f"{args.text!r} is not the text as it stands now.\n"
                "Read it with `rmjournal letters show`, and give the text-id that stands with it."
            )
        secret = ""
        if journal.mine.is_set_up(who):
            secret = Secrets(args.passphrase_fd).next(f"{journal.pair.first_name(who)}'s passphrase: ")
        journal.letters.confirm(kept, shown=view.digest, name=args.name, by=who, passphrase=secret)
        _tell_stand(journal, journal.letters.view(kept))
    return 0


def release(args: argparse.Namespace) -> int:
    """Write the letter that both confirmed, and print its file's name."""
    with opened(args) as journal:
        under_way = _current(journal)
        # A name that ends like a folder's is one, also where it is not there.
        inside = journal.letters.file_name(under_way) if args.output.endswith("/") else ""
        target = typed_path(args.output) / inside
        kept = journal.letters.release(under_way, target, force=args.force)
        print_out(kept.file)
        written = target / kept.file if target.is_dir() else target
        tell(f"Released. To check it later: rmjournal letters verify {quote(str(written))}")
    return 0


def verify(args: argparse.Namespace) -> int:
    """Say whether a file is a released letter, unchanged; 1 if not."""
    with opened(args) as journal:
        found = journal.letters.verify(Path(args.file)).release
    if found is None:
        tell("This is no letter that this pair released, or it was changed since.")
        return 1
    print_out(f"Released by {found.mentor} and {found.mentee} on {long_day(found.on)}, and unchanged.")
    return 0


def discard(args: argparse.Namespace) -> int:
    """Throw the draft away."""
    with opened(args) as journal:
        journal.letters.discard(_current(journal), by=writer(journal, args))
    return 0


def say(args: argparse.Namespace) -> int:
    """Write and confirm the mentee's words in the mentor's record."""
    with opened(args) as journal:
        secret = ""
        if journal.mine.is_set_up(Who.MENTEE):
            name = journal.pair.first_name(Who.MENTEE)
            secret = Secrets(args.passphrase_fd).next(f"{name}'s passphrase: ")
        journal.record.say(words_of(args.text), name=args.name, passphrase=secret)
        tell("Kept, and confirmed. They stand in: rmjournal export record")
    return 0


def take_back(args: argparse.Namespace) -> int:
    """Take the mentee's words back."""
    with opened(args) as journal:
        journal.record.take_back()
    return 0


def tell_how_to_release(journal: Journal, kept: LetterDraft | None) -> None:
    """Say what is missing before a letter can leave."""
    if kept is None:
        tell("This is not kept, and nothing was released. To keep it and go on: rmjournal letters draft")
    else:
        _tell_stand(journal, journal.letters.view(kept))


def _show(journal: Journal, kept: LetterDraft) -> None:
    view = journal.letters.view(kept)
    print_out(view.text)
    tell("\nLines that can be struck:")
    for line in view.lines:
        tell(f"  {line.id:<14} {'(struck) ' if line.struck else ''}{line.words}")
    tell("Withheld:")
    for one in view.withheld:
        tell(f"  {one}")
    _tell_stand(journal, view)


def _tell_stand(journal: Journal, view: LetterView) -> None:
    tell(f"Text-id: {view.digest[:TEXT_ID]}")
    if not view.waits_for:
        tell("Both have confirmed this text. To write the file: rmjournal letters release")
    for who in view.waits_for:
        tell(
            f"Not released: it waits for {journal.pair.name_of(who)}, who reads it and then says: "
            f"rmjournal letters confirm {view.digest[:TEXT_ID]} {quote(journal.pair.name_of(who))}"
        )


def _current(journal: Journal) -> LetterDraft:
    kept = journal.letters.current()
    if kept is None:
        raise NotFoundError("letter under way", "draft", "To begin one: rmjournal letters draft")
    return kept


def _period(journal: Journal, args: argparse.Namespace) -> Period | None:
    if args.since is None and args.until is None:
        return None
    usual = journal.letters.period()
    since, until = first_day(journal, args.since), final_day(journal, args.until)
    return Period(since=since or usual.since, until=until or usual.until)


def _idea(given: str) -> Idea:
    text, _, credit = given.partition(" = ")
    return Idea(text=text, credit=credit)


def _release_line(one: Release) -> str:
    both = f"{one.mentor} and {one.mentee}"
    return f"{one.id}  {one.on.isoformat()}  {one.file}, {_days(one.period)}, by {both}, {one.digest}"


def _days(period: Period) -> str:
    return f"{period.since.isoformat()} to {period.until.isoformat()}"
