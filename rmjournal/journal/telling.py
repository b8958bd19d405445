"""How the demo pair's story becomes records: its days moved up to today, its chapters told by the verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import zip_longest
from random import Random

from rmjournal.domain.capture import CaptureKind
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.record import Ids, Record
from rmjournal.domain.session import Session
from rmjournal.journal.actions import Actions
from rmjournal.journal.captures import Captures
from rmjournal.journal.desk import Desk
from rmjournal.journal.manuscript import Manuscript
from rmjournal.journal.plan import Plan, six_months
from rmjournal.journal.sessions import Sessions
from rmjournal.journal.telling_ledger import LedgerTelling
from rmjournal.journal.telling_letter import tell_letter
from rmjournal.journal.telling_shelves import ShelfTelling
from rmjournal.journal.templates import TemplateLibrary
from rmjournal.practice.ledger_story import LedgerStory
from rmjournal.practice.letter_story import LetterTold
from rmjournal.practice.shelves import Shelves
from rmjournal.practice.story import Cast, Chapter, Deed, Line, OnceMore, Passage, Story
from rmjournal.store.ids import ALPHABET, LENGTH

WEEKS_SINCE = 2
"""How many whole weeks, at least, lie between the last chapter and today. At most it is six days more."""

NOON = time(12, 0)
EVENING = time(19, 30)
MORNING = time(7, 50)

_DAY_IN_WORDS = re.compile(r"\{(?:(month|year):)?(\d{4}-\d{2}-\d{2})\}")
_SEED = 7
_A_DAY = timedelta(days=1)


class Calendar:
    """Moves the days of a story by whole weeks: Tuesdays stay Tuesdays, and its end lies behind today."""

    def __init__(self, last: date, *, today: date) -> None:
        self._shift = timedelta(weeks=(today - last).days // 7 - WEEKS_SINCE)

    def day(self, day: date) -> date:
        """That day of the story, as it is now."""
        return day + self._shift

    def words(self, text: str) -> str:
        """A text of the story with the days in its sentences in words: "July 14", "July" or "2026"."""
        return _DAY_IN_WORDS.sub(self._in_words, text.strip("\n"))

    def _in_words(self, match: re.Match[str]) -> str:
        day = self.day(date.fromisoformat(match[2]))
        match match[1]:
            case "month":
                return f"{day:%B}"
            case "year":
                return f"{day.year}"
        return f"{day:%B} {day.day}"


class SetClock:
    """A clock that shows what it is set to, in the local zone."""

    def __init__(self, day: date, at: time) -> None:
        self.set(day, at)

    def __call__(self) -> datetime:
        """The time it shows."""
        return self._now

    def set(self, day: date, at: time) -> None:
        """Show this time of that day."""
        self._now = datetime.combine(day, at).astimezone()

    def go_on(self, minutes: int) -> None:
        """Let so many minutes pass."""
        self._now += timedelta(minutes=minutes)


class Telling:
    """One telling of a story, as if its pair had sat at the keyboard all along."""

    def __init__(self, story: Story, *, today: date) -> None:
        self._story = story
        self._today = today
        self._calendar = Calendar(story.chapters[-1].on, today=today)
        first = story.chapters[0]
        self.clock = SetClock(self._calendar.day(first.on), first.at)
        self._records = Manuscript()
        self._desk = Desk(self._records, clock=self.clock, ids=_the_same_ids(), library=TemplateLibrary())
        self._plan = Plan(self._desk)
        self._sessions = Sessions(self._desk)
        self._actions = Actions(self._desk)
        self._captures = Captures(self._desk)
        self._endings: list[tuple[date, str, Deed | Line]] = []

    def tell(self) -> tuple[Record, ...]:
        """Everything that the journal holds once the story is told."""
        self._open(self._story.cast)
        chapters = self._story.chapters
        for chapter, following in zip_longest(chapters, chapters[1:]):
            self._tell_chapter(chapter)
            if following is not None:
                self._agree_on(following)
        self._meet_again(self._story.cast.once_more)
        return self._records.records

    def with_ledger(self, story: LedgerStory) -> tuple[Record, ...]:
        """Everything, once what both agreed on, wanted and rated is told too."""
        now = self.clock()
        evening_of = partial(self.clock.set, at=EVENING)
        LedgerTelling(self._desk, self._calendar, evening_of=evening_of, story=story).tell()
        self.clock.set(now.date(), now.time())
        return self._records.records

    def with_letter(self, story: LetterTold) -> tuple[Record, ...]:
        """Everything, once the letter that both released is told too."""
        now = self.clock()
        evening_of = partial(self.clock.set, at=EVENING)
        tell_letter(self._desk, self._calendar, evening_of=evening_of, story=story)
        self.clock.set(now.date(), now.time())
        return self._records.records

    def with_shelves(self, shelves: Shelves, *, journal_id: str) -> tuple[Record, ...]:
        """Everything, once what both keep beside the sessions is told too.

        What is private is locked for the journal of this id, and anew each time.
        """
        now = self.clock()
        self._records.journal_id = journal_id
        evening_of = partial(self.clock.set, at=EVENING)
        ShelfTelling(self._desk, self._calendar, evening_of=evening_of, shelves=shelves).tell()
        self.clock.set(now.date(), now.time())
        return self._records.records

    def _open(self, cast: Cast) -> None:
        first = self._desk.today
        pair = Pair(
            mentor=cast.mentor,
            mentor_title=cast.mentor_title,
            mentee=cast.mentee,
            mentee_title=cast.mentee_title,
            program=self._calendar.words(cast.program),
            code=cast.code,
            coordinator=cast.coordinator,
            started=first,
        )
        plan = six_months(first, ids=self._desk.ids, library=self._desk.library)
        for record in (pair, *plan):
            self._desk.put(record, by=Who.BOTH)

    def _agree_on(self, following: Chapter) -> None:
        """Plan the next session at the end of one, where the plan had it otherwise."""
        planned = self._next_session()
        day = self._calendar.day(following.planned_for or following.on)
        self._plan.change(planned, on=day, template=following.template, minutes=following.minutes)

    def _tell_chapter(self, chapter: Chapter) -> None:
        self._come_to(chapter)
        session = self._sessions.start(self._next_session())
        item_ids = {item.title: item.id for item in session.items}
        for title, passage in chapter.items.items():
            self._tell_passage(session, item_ids[title], passage)
            self._capture(session, item_ids[title], (one for one in chapter.lines if one.item == title))
            self._promise(session, item_ids[title], (one for one in chapter.actions if one.item == title))
        for who, text in chapter.takeaways.items():
            self._captures.take_away(session, self._calendar.words(text), of=who)
        self._settle(until=chapter.on)
        self._sessions.wrap_up(session)

    def _come_to(self, chapter: Chapter) -> None:
        """The days up to a session: what ended in between, and the move if it was moved."""
        if chapter.planned_for is not None:
            self._settle(until=chapter.planned_for - _A_DAY)
            self.clock.set(self._calendar.day(chapter.planned_for), MORNING)
            self._plan.move(self._next_session(), self._calendar.day(chapter.on))
        self._settle(until=chapter.on - _A_DAY)
        self.clock.set(self._calendar.day(chapter.on), chapter.at)

    def _tell_passage(self, session: Session, item: str, passage: Passage) -> None:
        spell = self._sessions.begin_spell(session, item)
        self.clock.go_on(passage.minutes)
        text = self._calendar.words(passage.text)
        self._sessions.write(session, item, text, over=None, by=passage.by)
        self._sessions.extend_spell(spell)

    def _capture(self, session: Session, item: str, lines: Iterable[Line]) -> None:
        for line in lines:
            text = self._calendar.words(line.text)
            kept = self._captures.add(line.kind, text, session=session, item=item, by=line.by)
            if line.ended is not None:
                self._endings.append((line.ended, kept.id, line))

    def _promise(self, session: Session, item: str, deeds: Iterable[Deed]) -> None:
        for deed in deeds:
            text = self._calendar.words(deed.text)
            due = None if deed.due is None else self._calendar.day(deed.due)
            kept = self._actions.add(text, owner=deed.owner, due=due, session=session, item=item)
            if deed.ended is not None:
                self._endings.append((deed.ended, kept.id, deed))

    def _settle(self, *, until: date) -> None:
        """Say of all that ended by that day how it did, each on its own day."""
        ended = sorted((one for one in self._endings if one[0] <= until), key=lambda one: one[:2])
        self._endings = [one for one in self._endings if one[0] > until]
        for on, record_id, told in ended:
            day = self._calendar.day(on)
            if day > self._desk.today:
                self.clock.set(day, NOON)
            self._end(record_id, told)

    def _end(self, record_id: str, told: Deed | Line) -> None:
        words = self._calendar.words
        if isinstance(told, Deed):
            action = self._actions.get(record_id)
            self._actions.settle(action, told.status, to=told.to, why=words(told.why), by=told.owner)
        else:
            capture = self._captures.get(record_id)
            self._captures.settle(capture, told.state, outcome=words(told.outcome), by=told.by)

    def _meet_again(self, once_more: OnceMore) -> None:
        self.clock.set(self._calendar.day(once_more.agreed.date()), once_more.agreed.time())
        topic = self._calendar.words(once_more.topic)
        self._captures.add(CaptureKind.PARKING, topic, by=once_more.by)
        self._plan.add(
            on=self._today, template=once_more.template, minutes=once_more.minutes, by=once_more.by
        )

    def _next_session(self) -> Session:
        planned = self._plan.next()
        assert planned is not None
        return planned


def _the_same_ids() -> Ids:
    """Ids that look random and are the same in every telling."""
    dice = Random(_SEED)
    return lambda: "".join(dice.choices(ALPHABET, k=LENGTH))
