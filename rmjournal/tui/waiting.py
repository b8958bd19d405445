"""What was found beside the journal, in words: rescued text, and copies that went apart."""

from __future__ import annotations

from rmjournal.domain.progress import Progress
from rmjournal.domain.words import counted
from rmjournal.journal.care import Waiting
from rmjournal.journal.journal import Journal


def can_be_taken_in(waiting: Waiting) -> bool:
    """Whether anything waits that can be merged."""
    return bool(waiting.rescues) or any(not copy.problem for copy in waiting.copies)


def waiting_words(waiting: Waiting) -> str:
    """What waits, in a sentence."""
    if waiting.rescues:
        return "Words that could not be saved the last time"
    return "Another copy of this journal, with words of its own"


def take_in(journal: Journal, waiting: Waiting, progress: Progress) -> str:
    """Merge what waits into the journal, and say in a sentence what it brought.

    Raises:
        JobCancelledError: If whoever hears of the progress wants no more of it; it says what came in by then.
        StoreError: If a file cannot be read or the journal cannot be written.
    """
    merged = journal.care.take_in_all(waiting, progress=progress)
    records = sum(len(one.new) + len(one.changed) for one in merged)
    if not records:
        return "Taken in: there was nothing that is not here already."
    return f"Taken in: {counted(records, 'record')}."
