"""The verbs of letters: draft, strike, confirm by each, release. Without both there is no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from rmjournal import files
from rmjournal.domain.letter import OWN, Idea, Period
from rmjournal.domain.letter_draft import (
    Confirmation,
    LetterDraft,
    LetterWords,
    Release,
    digest_of,
    must_be_ordered,
)
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.errors import RuleError
from rmjournal.journal.agreement import Agreement
from rmjournal.journal.desk import Desk
from rmjournal.journal.letter_confirming import Confirming, exact_text
from rmjournal.journal.letter_drafts import LetterDrafts
from rmjournal.journal.letter_making import LetterMaking
from rmjournal.journal.letter_views import LetterView, Line, Verified, withheld
from rmjournal.journal.lights import TopicLights
from rmjournal.journal.mine import Mine
from rmjournal.journal.outlet import written
from rmjournal.journal.release_log import ReleaseLog
from rmjournal.journal.standing import Standings
from rmjournal.practice.agreement import COORDINATOR
from rmjournal.practice.topics import read_topics
from rmjournal.store.store import Put
from rmjournal.text import one_line


class Letters:
    """What the coordinator gets, and what was released."""

    def __init__(
        self, desk: Desk, *, agreement: Agreement, standing: Standings, lights: TopicLights, mine: Mine
    ) -> None:
        self._desk = desk
        self._agreement = agreement
        self._lights = lights
        self._log = ReleaseLog(desk)
        self._drafts = LetterDrafts(desk)
        self._making = LetterMaking(desk, agreement, standing)
        self._confirming = Confirming(desk, self._drafts, mine, ticks=self.ticks)

    def ticks(self) -> frozenset[str]:
        """What the signed agreement lets out; nothing while none was signed by both."""
        return self._agreement.ticked(COORDINATOR)

    def period(self) -> Period:
        """The period that a letter is about unless another is named: from the last one to today."""
        return self._making.since_the_last(self.releases())

    def drafts(self) -> tuple[LetterDraft, ...]:
        """The letters that were not released, the newest first. Two copies of a journal can bring two."""
        return self._drafts.all()

    def current(self) -> LetterDraft | None:
        """The draft that is under way."""
        return next(iter(self.drafts()), None)

    def compose(self, period: Period | None = None) -> LetterDraft:
        """What a draft of today would be. Nothing is kept; the words of the draft under way go along.

        Raises:
            RuleError: If the period has no days, or reaches beyond today.
        """
        about, before, ticks = period or self.period(), self.current(), self.ticks()
        must_be_ordered(about, today=self._desk.today)
        return LetterDraft(
            id=self._desk.ids(),
            made=self._desk.clock(),
            edition=1,
            period=about,
            facts=self._making.facts(about, ticks),
            words=before.words if before else LetterWords(),
            ticks=tuple(sorted(ticks)),
        )

    def draft(self, period: Period | None = None, *, by: Who = Who.BOTH) -> LetterDraft:
        """Draft a letter, in place of the one under way. Its date is today, and stays.

        Raises:
            RuleError: If the period has no days, or reaches beyond today.
        """
        draft = self.compose(period)
        gone = [one for old in self.drafts() for one in self._drafts.gone(old)]
        self._desk.commit([Put(draft), *gone], by=by)
        return draft

    def write(
        self,
        draft: LetterDraft,
        *,
        highlights: Iterable[str] | None = None,
        ideas: Iterable[Idea] | None = None,
        ask: str | None = None,
        topics: Iterable[str] | None = None,
        by: Who = Who.BOTH,
    ) -> LetterDraft:
        """Write the words of a letter, or name its topics; None leaves what is there.

        It clears what was confirmed.

        Raises:
            UsageError: If there are more than three highlights.
            NotFoundError: If a topic is not in the catalog.
            RuleError: If the draft has changed since it was shown.
        """
        given: dict[str, object] = {}
        if highlights is not None:
            given["highlights"] = tuple(filter(None, map(one_line, highlights)))
        if ideas is not None:
            lines = (Idea(text=one_line(one.text), credit=one_line(one.credit)) for one in ideas)
            given["ideas"] = tuple(one for one in lines if one.text)
        if ask is not None:
            given["ask"] = one_line(ask)
        if topics is not None:
            given["topics"] = tuple(dict.fromkeys(self._topic(one, draft) for one in topics))
        return self._drafts.keep(draft, draft.saying(msgspec.structs.replace(draft.words, **given)), by=by)

    def strike(self, draft: LetterDraft, *lines: str, by: Who = Who.BOTH) -> LetterDraft:
        """Strike lines: either may, without a reason. It clears what was confirmed.

        Raises:
            NotFoundError: If there is no such line.
            RuleError: If the draft has changed since it was shown.
        """
        return self._drafts.keep(draft, draft.striking(lines), by=by)

    def restore(self, draft: LetterDraft, *lines: str, by: Who = Who.BOTH) -> LetterDraft:
        """Take struck lines in again. It clears what was confirmed."""
        return self._drafts.keep(draft, draft.restoring(lines), by=by)

    def text(self, draft: LetterDraft, *, released: bool = True) -> str:
        """The exact text that both confirm; or, not released, the draft that says so of itself."""
        return exact_text(draft, released=released)

    def view(self, draft: LetterDraft) -> LetterView:
        """The draft for the preview: its text, its lines, what is withheld and why, who has confirmed."""
        from rmjournal.markdown.letter import line_words

        text = self.text(draft)
        confirmed = self.confirmed(draft)
        return LetterView(
            id=draft.id,
            on=draft.facts.on,
            period=draft.period,
            text=text,
            digest=digest_of(text.encode()),
            lines=tuple(
                Line(id=one, words=line_words(draft.whole, one), struck=one in draft.struck)
                for one in draft.whole.line_ids()
            ),
            withheld=withheld(draft, self._part_ticks()),
            confirmed=tuple(confirmed[who] for who in PARTNERS if who in confirmed),
            waits_for=tuple(who for who in PARTNERS if who not in confirmed),
        )

    def confirmed(self, draft: LetterDraft) -> Mapping[Who, Confirmation]:
        """The confirmations that stand under the draft as it is now."""
        return self._confirming.confirmed(draft)

    def confirm(
        self, draft: LetterDraft, *, shown: str, name: str, by: Who, passphrase: str = ""
    ) -> Mapping[Who, Confirmation]:
        """Say yes to the exact text, under one's own name; see `Confirming.confirm`."""
        return self._confirming.confirm(draft, shown=shown, name=name, by=by, passphrase=passphrase)

    def file_name(self, draft: LetterDraft) -> str:
        """The name that the letter's file has unless another is given."""
        return f"{files.safe_file_name(f'letter-{draft.letter.pair}-{draft.facts.on.isoformat()}')}.md"

    def release(self, draft: LetterDraft, path: Path, *, force: bool = False) -> Release:
        """Write the letter that both confirmed, for its owner only, and keep the release in the log.

        Args:
            draft: The draft.
            path: The file, or the folder it goes into under its own name.
            force: Whether a file that is there is written over.

        Raises:
            RuleError: If not both have confirmed this text, or the agreement lets out less than it did.
            ExportError: If the file is there already, or cannot be written. Nothing was released.
            StoreError: If the release could not be kept. Nothing was released, and no file was changed.
        """
        target = path / self.file_name(draft) if path.is_dir() else path
        release = self._release(draft, target.name)
        with written(target, release.text.encode(), force=force):
            self._keep_release(draft, release)
        return release

    def log(self, draft: LetterDraft, file: str) -> Release:
        """Keep in the log that a letter was released under this file name, which is written elsewhere.

        Raises:
            RuleError: If not both have confirmed this text.
        """
        release = self._release(draft, file)
        self._keep_release(draft, release)
        return release

    def discard(self, draft: LetterDraft, *, by: Who = Who.BOTH) -> None:
        """Throw a draft away; its words stay in the trash."""
        self._drafts.must_be_current(draft)
        self._desk.commit(self._drafts.gone(draft), by=by)

    def releases(self) -> tuple[Release, ...]:
        """The release log, the newest first."""
        return self._log.all()

    def released(self, ref: str) -> Release:
        """A released letter by its id, the start of it, or its file's name.

        Raises:
            NotFoundError: If there is none.
        """
        return self._log.get(ref)

    def verify(self, path: Path) -> Verified:
        """Whether a file is a letter of this journal that was released, unchanged.

        Raises:
            ExportError: If it cannot be read.
        """
        return self._log.verify(path)

    def _release(self, draft: LetterDraft, file: str) -> Release:
        self._drafts.must_be_current(draft)
        self._confirming.must_still_be_allowed(draft)
        text, confirmed = self.text(draft), self.confirmed(draft)
        waits = [self._desk.pair.name_of(who) for who in PARTNERS if who not in confirmed]
        if waits:
            raise RuleError(
                f"Nothing leaves before both have confirmed; the text waits for {' and '.join(waits)}.\n"
                "To read it: rmjournal letters show - then: rmjournal letters confirm"
            )
        return Release(
            id=self._desk.ids(),
            on=self._desk.today,
            period=draft.period,
            mentor=confirmed[Who.MENTOR].name,
            mentee=confirmed[Who.MENTEE].name,
            file=file,
            digest=digest_of(text.encode()),
            text=text,
        )

    def _keep_release(self, draft: LetterDraft, release: Release) -> None:
        self._desk.commit([Put(release), *self._drafts.gone(draft)], by=Who.BOTH)

    def _part_ticks(self) -> tuple[tuple[str, str], ...]:
        ticks = self._agreement.part(COORDINATOR).part.ticks
        return tuple((one.id, one.words) for one in ticks)

    def _topic(self, ref: str, draft: LetterDraft) -> str:
        if ref == OWN:
            return OWN
        topic = self._lights.topic(ref)
        is_shipped = any(one.id == topic.id for one in read_topics())
        return one_line(topic.name) if is_shipped or "own_names" in draft.ticks else OWN
