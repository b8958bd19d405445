"""The commands of reflections and of the questions somebody would like to ask."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rmjournal.cli.asking import ask_first
from rmjournal.cli.opening import day, opened, writer
from rmjournal.cli.output import say, say_json, tell, words_of
from rmjournal.cli.unlocking import unlock
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.reflection import Occasion, PrivateReflection, Reflection, Words
from rmjournal.domain.shelf import Shelf, must_be_one
from rmjournal.errors import UsageError
from rmjournal.journal.journal import Journal


def reflect(args: argparse.Namespace) -> int:
    """Keep a reflection on *mine*, or on *ours*; without words print what there is to think about."""
    with opened(args) as journal:
        by = writer(journal, args)
        must_be_one(by)
        if args.text is None and not args.feeling:
            _say_offers(journal, by)
            return 0
        words = _words(journal, args)
        if args.shelf == Shelf.OURS:
            say(journal.reflections.share(words, by=by).id)
            return 0
        unlock(journal, args, by)
        say(journal.reflections.keep(words, by=by).id)
    return 0


def list_reflections(args: argparse.Namespace) -> int:
    """List the reflections of a shelf, the newest first."""
    with opened(args) as journal:
        pair, by = journal.pair, writer(journal, args)
        found: tuple[PrivateReflection | Reflection, ...]
        if args.shelf == Shelf.MINE:
            unlock(journal, args, by)
            found = journal.reflections.mine(by)
        else:
            found = tuple(one for one in journal.reflections.ours() if by in (one.by, Who.BOTH))
    if args.json:
        say_json(found)
        return 0
    for one in found:
        say(_line(one, pair))
    if not found:
        tell("There is none here. To keep one: rmjournal reflect TEXT --by WHO")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print one reflection."""
    with opened(args) as journal:
        say("\n".join(_all_of(_words_in(_found(journal, args)))))
    return 0


def share(args: argparse.Namespace) -> int:
    """Move a reflection from *mine* to *ours*, after its words were shown once more."""
    with opened(args) as journal:
        by = writer(journal, args)
        unlock(journal, args, by)
        page = journal.reflections.get(args.id, by=by)
        if not isinstance(page, PrivateReflection):
            raise UsageError("This is on ours already.")
        tell("\n".join(_all_of(page.words)))
        ask_first("This moves these words to ours, where your partner can read them.", yes=args.yes)
        say(journal.reflections.move_to_ours(page, shown=page.words.text, by=by).id)
    return 0


def take_back(args: argparse.Namespace) -> int:
    """Take a reflection off *ours*, back onto *mine*, or print it where that shelf is not set up."""
    with opened(args) as journal:
        by = writer(journal, args)
        shared = journal.reflections.get(args.id, by=by)
        if not isinstance(shared, Reflection):
            raise UsageError("This is not on ours.")
        if shared.by is by and journal.mine.is_set_up(by):
            unlock(journal, args, by)
        taken = journal.reflections.take_back(shared, by=by)
    tell(taken.notice)
    if taken.page is None:
        tell("It is kept nowhere now; here are its words once more.")
    say("\n".join(_all_of(taken.words)) if taken.page is None else taken.page.id)
    return 0


def delete(args: argparse.Namespace) -> int:
    """Put a reflection into the trash."""
    with opened(args) as journal:
        journal.reflections.delete(_found(journal, args), by=writer(journal, args))
    tell("In the trash.")
    return 0


def add_question(args: argparse.Namespace) -> int:
    """Queue a question, for its author's eyes only."""
    with opened(args) as journal:
        by = writer(journal, args)
        text = words_of(args.text)
        unlock(journal, args, by)
        say(journal.questions.add(text, by=by).id)
    return 0


def list_questions(args: argparse.Namespace) -> int:
    """List the questions that wait."""
    with opened(args) as journal:
        by = writer(journal, args)
        unlock(journal, args, by)
        queued = journal.questions.queued(by)
    if args.json:
        say_json(queued)
        return 0
    for question in queued:
        say(f"{question.id}  {question.text}")
    if not queued:
        tell("No question waits. To queue one: rmjournal questions add TEXT --by WHO")
    return 0


def release_question(args: argparse.Namespace) -> int:
    """Let both see a question, as a topic of the next session."""
    with opened(args) as journal:
        by = writer(journal, args)
        unlock(journal, args, by)
        question = journal.questions.get(args.id, by=by)
        tell(question.text)
        ask_first("This puts the question among the topics that both see.", yes=args.yes)
        say(journal.questions.release(question, by=by).id)
    return 0


def delete_question(args: argparse.Namespace) -> int:
    """Put a question into the trash."""
    with opened(args) as journal:
        by = writer(journal, args)
        unlock(journal, args, by)
        journal.questions.delete(journal.questions.get(args.id, by=by), by=by)
    tell("In the trash.")
    return 0


def _words(journal: Journal, args: argparse.Namespace) -> Words:
    session = journal.sessions.get(args.session).id if args.session else ""
    return journal.reflections.words(
        words_of(args.text or ""),
        on=day(journal, args.on),
        title=args.title,
        feelings=args.feeling,
        tags=args.tag,
        occasion=Occasion(moment=args.moment, session=session, prompt=args.prompt),
    )


def _say_offers(journal: Journal, by: Who) -> None:
    offers = journal.reflections.offers(by)
    for offer in offers:
        about = f" --session {offer.due.session}" if offer.due.session else ""
        say(f"{offer.moment.title} ({offer.moment.minutes} min)  --moment {offer.moment.id}{about}")
        for prompt in offer.prompts:
            say(f"  {prompt.id:<10} {prompt.text}{'  (stays on mine)' if prompt.mine_only else ''}")
    if not offers:
        tell("Nothing asks for thought just now. To write anyway: rmjournal reflect TEXT --by WHO")
    tell(f"Feelings, up to three: {', '.join(journal.reflections.feelings())}")


def _found(journal: Journal, args: argparse.Namespace) -> PrivateReflection | Reflection:
    """A reflection on *ours*, or else on one's own shelf, which is unlocked only for that."""
    by = writer(journal, args)
    if args.shelf == Shelf.MINE:
        unlock(journal, args, by)
    return journal.reflections.get(args.id, by=by)


def _words_in(reflection: PrivateReflection | Reflection) -> Words:
    assert reflection.words is not None
    return reflection.words


def _line(reflection: PrivateReflection | Reflection, pair: Pair) -> str:
    words = _words_in(reflection)
    who = f"{pair.first_name(reflection.by)}: " if isinstance(reflection, Reflection) else ""
    feelings = f"({', '.join(words.feelings)}) " if words.feelings else ""
    return f"{reflection.id}  {words.on.isoformat()}  {who}{feelings}{words.title or _first(words.text)}"


def _first(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _all_of(words: Words) -> Iterator[str]:
    yield f"{words.on.isoformat()}  {words.title}".rstrip()
    if words.feelings:
        yield f"Feelings: {', '.join(words.feelings)}"
    if words.tags:
        yield f"Tags: {', '.join(words.tags)}"
    if words.text:
        yield ""
        yield words.text
