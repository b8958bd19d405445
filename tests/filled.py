"""A journal with something of every kind in it, all in the same words, and every page and sheet over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ledger import both_sign
from shelves import IMOGEN, PASSPHRASE, cheap
from textual.screen import Screen

from rmjournal.domain.assessment import Moment, PageMoment
from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureKind
from rmjournal.domain.goals import Expectation, Goal
from rmjournal.domain.letter import Idea, Period
from rmjournal.domain.lights import Light
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.ratings import Occasion
from rmjournal.domain.seal import PARTNERS, RoundKind
from rmjournal.domain.session import Session
from rmjournal.domain.shelf import Shelf
from rmjournal.errors import StoreUnreadableError
from rmjournal.journal.goals import Anchors
from rmjournal.journal.guide import cards
from rmjournal.journal.journal import Journal
from rmjournal.journal.reflections import Words
from rmjournal.practice.agreement import COORDINATOR, read_parts
from rmjournal.store.backups import Backup
from rmjournal.tui.captured_verbs import CapturedVerbs
from rmjournal.tui.reflection_draft import ReflectionDraft
from rmjournal.tui.screens.agreement import AgreementScreen
from rmjournal.tui.screens.agreement_card import CardForm
from rmjournal.tui.screens.agreement_columns import ColumnsScreen
from rmjournal.tui.screens.agreement_differences import DifferenceScreen
from rmjournal.tui.screens.agreement_part import PartScreen
from rmjournal.tui.screens.agreement_version import VersionScreen
from rmjournal.tui.screens.ask import AskScreen
from rmjournal.tui.screens.assessment import AssessmentForm
from rmjournal.tui.screens.capture import CaptureSheet, EditSheet
from rmjournal.tui.screens.captured import CapturedSheet
from rmjournal.tui.screens.choice import Choice, ChoiceScreen
from rmjournal.tui.screens.choose_evidence import EvidenceSheet
from rmjournal.tui.screens.choose_goal import ChooseGoalScreen
from rmjournal.tui.screens.confirm_letter import ConfirmScreen
from rmjournal.tui.screens.entry import EntryScreen
from rmjournal.tui.screens.found import FoundScreen
from rmjournal.tui.screens.goal_form import GoalForm
from rmjournal.tui.screens.goals import GoalsScreen
from rmjournal.tui.screens.guide import CardScreen, GuideScreen
from rmjournal.tui.screens.handover import HandoverSheet
from rmjournal.tui.screens.items import ItemsSheet
from rmjournal.tui.screens.letter_period import PeriodForm
from rmjournal.tui.screens.letter_preview import PreviewScreen
from rmjournal.tui.screens.letters import LettersScreen
from rmjournal.tui.screens.log_session import LogScreen
from rmjournal.tui.screens.name_topics import TopicsSheet
from rmjournal.tui.screens.new_here import NewHereScreen
from rmjournal.tui.screens.new_journal import NewJournalScreen
from rmjournal.tui.screens.note import NoteScreen
from rmjournal.tui.screens.passphrase import PassphraseScreen, RecoveryCodeScreen, unlocking
from rmjournal.tui.screens.pulse import PulseScreen
from rmjournal.tui.screens.questions import QuestionsScreen
from rmjournal.tui.screens.rate import RateScreen
from rmjournal.tui.screens.read_reflection import ReadReflectionScreen
from rmjournal.tui.screens.reflect import ReflectScreen
from rmjournal.tui.screens.reflections import ReflectionsScreen
from rmjournal.tui.screens.released_letter import ReleasedScreen
from rmjournal.tui.screens.rename_tag import RenameTagScreen
from rmjournal.tui.screens.reveal import RevealScreen
from rmjournal.tui.screens.reveal_pulse import RevealPulseScreen
from rmjournal.tui.screens.review import ReviewScreen
from rmjournal.tui.screens.search import SearchScreen
from rmjournal.tui.screens.session import SessionScreen
from rmjournal.tui.screens.sessions import SessionsScreen
from rmjournal.tui.screens.settle import SettleScreen
from rmjournal.tui.screens.sign import SignScreen
from rmjournal.tui.screens.signal import SignalScreen
from rmjournal.tui.screens.tags import TagsScreen
from rmjournal.tui.screens.taps import TapsScreen
from rmjournal.tui.screens.then_and_now import ThenAndNowSheet
from rmjournal.tui.screens.to_ours import TakeBackScreen, ToOursScreen
from rmjournal.tui.screens.today import TodayScreen
from rmjournal.tui.screens.told import ToldChoiceScreen
from rmjournal.tui.screens.topic_lights import LightsScreen
from rmjournal.tui.screens.trash import TrashScreen
from rmjournal.tui.screens.unreadable import UnreadableScreen
from rmjournal.tui.screens.versions import Version, VersionsScreen
from rmjournal.tui.screens.want_form import WantForm
from rmjournal.tui.screens.welcome import WelcomeScreen
from rmjournal.tui.screens.working import Job, WorkingScreen
from rmjournal.tui.screens.wrap_up import WrapUpScreen
from rmjournal.tui.screens.write_letter import WriteForm
from rmjournal.tui.seat import Seat
from rmjournal.tui.session_clock import SessionClock
from rmjournal.tui.show import shown, shown_line


def filled(path: Path, words: str, *, pair: Pair) -> Journal:
    """A journal in which everything that somebody can write says these words; a session is open in it.

    The mentor's shelf is set up, with the cheap passphrase.
    """
    journal = cheap(Journal.create(path, pair))
    journal.mine.set_up(IMOGEN, PASSPHRASE)
    _agree(journal, words)
    _want(journal, words)
    _meet(journal, words)
    _think(journal, words)
    _write(journal, words)
    _go_on(journal, words)
    return journal


def _agree(journal: Journal, words: str) -> None:
    columns = journal.agreement.columns
    for who in PARTNERS:
        for part in read_parts():
            for ask in part.asks:
                columns.fill(ask.id, " ".join(words.split()), by=who)
        journal.cards.write(by=who, channel=words, pace=words, feedback=words, more=words)
        journal.assessments.write_page(PageMoment.START, words, by=who)
    columns.open()
    topic = journal.lights.add_topic(words)
    for who in PARTNERS:
        journal.lights.mark({topic.id: Light.GREEN}, by=who)
    for tick in (tick.id for part in read_parts() if part.id == COORDINATOR for tick in part.ticks):
        journal.agreement.tick(COORDINATOR, tick, on=True)
    for text in (words, f"{words} again {words}"):
        for view in journal.agreement.parts():
            journal.agreement.write(view.part.id, text)
        both_sign(journal)
    journal.agreement.write("2", f"{words} once more")


def _want(journal: Journal, words: str) -> None:
    want = journal.expectations.add(words, owner=Who.MENTEE)
    anchors = Anchors(now=words, expected=words, better=words)
    goal = journal.goals.add(words, owner=Who.MENTEE, expectation=want, anchors=anchors)
    opened = journal.ratings.begin(Occasion.ANY_TIME, [goal]).round.id
    for who in PARTNERS:
        journal.ratings.rate(opened, goal, 1, by=who, why=words)
    journal.ratings.open(opened)
    journal.ratings.agree(opened, goal, 1, why=words)
    running = journal.ratings.begin(Occasion.ANY_TIME, [want]).round.id
    journal.ratings.rate(running, want, 1, by=Who.MENTEE, why=words)


def _meet(journal: Journal, words: str) -> None:
    session = journal.sessions.start(journal.plan.next())
    for item in session.items:
        journal.sessions.write(session, item.id, words, over=None)
    for kind in CaptureKind:
        journal.captures.add(kind, words, session=session)
    journal.captures.take_away(session, words, of=Who.MENTOR)
    action = journal.actions.add(f"{words} #kit", owner=Who.MENTOR, session=session)
    journal.goals.link(journal.goals.all()[0], action)
    journal.actions.settle(journal.actions.add(words, owner=Who.BOTH), ActionStatus.DROPPED, why=words)
    journal.actions.delete(journal.actions.add(words, owner=Who.BOTH))
    held = journal.sessions.wrap_up(session, held=20)
    for who in PARTNERS:
        journal.pulses.answer(held, {one.id: 1 for one in journal.pulses.items()}, by=who)


def _think(journal: Journal, words: str) -> None:
    said = Words(text=words, title=words, on=journal.now().date(), tags=(words,))
    for who in PARTNERS:
        journal.reflections.share(said, by=who)
    journal.reflections.keep(said, by=IMOGEN)
    journal.questions.add(words, by=IMOGEN)


def _write(journal: Journal, words: str) -> None:
    today = journal.now().date()
    for is_released in (True, False):
        draft = journal.letters.write(
            journal.letters.draft(Period(since=today, until=today)),
            highlights=[words],
            ideas=[Idea(text=words, credit=words)],
            ask=words,
            topics=[journal.lights.catalog()[-1].id],
        )
        for who in PARTNERS if is_released else ():
            shown, name = journal.letters.text(draft), journal.pair.name_of(who)
            journal.letters.confirm(draft, shown=shown, name=name, by=who, passphrase=PASSPHRASE)
        if is_released:
            journal.letters.log(draft, f"{words}.md")


def _go_on(journal: Journal, words: str) -> None:
    """The next session is open; its first notes were written in two places at once."""
    session = journal.sessions.start(journal.plan.next())
    elsewhere = Journal.open(journal.path)
    elsewhere.sessions.write(session, session.items[0].id, f"{words} there", over=None)
    elsewhere.close()
    journal.sessions.write(session, session.items[0].id, f"{words} here", over=None)
    journal.sessions.write(session, session.items[1].id, f"- [ ] {words}", over=None)
    journal.captures.add(CaptureKind.INSIGHT, words, session=session)


def _open(seat: Seat) -> Session:
    session = seat.journal.sessions.open()
    assert session is not None
    return session


def _held(seat: Seat) -> Session:
    return seat.journal.sessions.held()[-1]


def _action(seat: Seat) -> Action:
    return seat.journal.actions.open()[0]


def _topic(seat: Seat) -> Capture:
    return seat.journal.captures.topics()[0]


def _goal(seat: Seat) -> Goal:
    return seat.journal.goals.all()[0]


def _rated(seat: Seat) -> str:
    return next(one.round.id for one in seat.journal.sealing.all(RoundKind.RATINGS) if one.is_open)


def _to_rate(seat: Seat) -> tuple[Expectation, str]:
    want = seat.journal.expectations.all()[-1]
    ratings = seat.journal.ratings
    running = next(iter(ratings.running())) if ratings.running() else ratings.begin(Occasion.ANY_TIME, [want])
    return want, running.round.id


def _wrap_up(seat: Seat) -> WrapUpScreen:
    clock = SessionClock(seat, _open(seat))
    return WrapUpScreen(seat, _open(seat), _open(seat).items[0], clock)


def _sides(seat: Seat) -> VersionsScreen:
    session = _open(seat)
    sides = seat.journal.sessions.versions(session, session.items[0].id)
    return VersionsScreen(seat, [Version.of(one, one.value.text) for one in sides], about=_action(seat).text)


def _confirm(seat: Seat) -> ConfirmScreen:
    draft = seat.journal.letters.drafts()[0]
    return ConfirmScreen(seat, draft, seat.journal.letters.view(draft), IMOGEN)


def _unreadable(seat: Seat) -> UnreadableScreen:
    """A journal that somebody named as they liked."""
    path = Path("/folder") / _action(seat).text.replace("/", "-").replace("\0", "")
    backup = Backup(made=datetime(2026, 2, 3, tzinfo=UTC), why="daily", path=path)
    return UnreadableScreen(path, StoreUnreadableError(path, "it is no JSON"), [backup])


def _choices(seat: Seat) -> list[Choice]:
    return [Choice("one", shown_line(_action(seat).text))]


PAGES: Mapping[str, Callable[[Seat], Screen[Any]]] = {
    "today": TodayScreen,
    "timeline": SessionsScreen,
    "goals": GoalsScreen,
    "agreement": AgreementScreen,
    "reflections": ReflectionsScreen,
    "letters": LettersScreen,
    "review": ReviewScreen,
    "guide": GuideScreen,
    "search": lambda seat: SearchScreen(seat, "escape"),
    "session": lambda seat: SessionScreen(seat, _open(seat)),
    "note": lambda seat: NoteScreen(seat, _held(seat)),
    "wrap-up": _wrap_up,
    "versions": _sides,
    "goal": lambda seat: EntryScreen(seat, _goal(seat)),
    "want": lambda seat: EntryScreen(seat, _to_rate(seat)[0]),
    "rating": lambda seat: RateScreen(seat, _to_rate(seat)[1]),
    "both ratings": lambda seat: RevealScreen(seat, _rated(seat)),
    "part": lambda seat: PartScreen(seat, "why"),
    "columns": ColumnsScreen,
    "differences": DifferenceScreen,
    "an older agreement": lambda seat: VersionScreen(seat, 1),
    "sign": SignScreen,
    "topics": LightsScreen,
    "new here": lambda seat: NewHereScreen(seat, IMOGEN, PageMoment.START),
    "reflecting": lambda seat: ReflectScreen(ReflectionDraft(seat, IMOGEN, shelf=Shelf.MINE)),
    "a reflection on mine": lambda seat: ReflectScreen(
        ReflectionDraft(seat, IMOGEN, page=seat.journal.reflections.mine(IMOGEN)[0])
    ),
    "questions": lambda seat: QuestionsScreen(seat, IMOGEN),
    "pulses": PulseScreen,
    "tags": TagsScreen,
    "trash": TrashScreen,
    "letter": lambda seat: PreviewScreen(seat, seat.journal.letters.drafts()[0]),
    "released letter": lambda seat: ReleasedScreen(seat, seat.journal.letters.releases()[0]),
    "card": lambda seat: CardScreen(seat, cards()[0]),
    "welcome": lambda _: WelcomeScreen(demo=None),
    "unreadable": _unreadable,
}
"""Every page, by a name."""

SHEETS: Mapping[str, Callable[[Seat], Screen[Any]]] = {
    "capture": lambda seat: CaptureSheet(seat, _open(seat), _open(seat).items[0]),
    "a captured line": lambda seat: EditSheet(seat, _action(seat)),
    "captured": lambda seat: CapturedSheet(CapturedVerbs(seat, _held(seat))),
    "items": lambda seat: ItemsSheet(_open(seat).items, here=_open(seat).items[0].id),
    "action": lambda seat: SettleScreen(seat, _action(seat)),
    "topic": lambda seat: SettleScreen(seat, _topic(seat)),
    "evidence": lambda seat: EvidenceSheet(seat, _goal(seat)),
    "which goal": lambda seat: ChooseGoalScreen(seat, about=_action(seat).text),
    "goal form": lambda seat: GoalForm(seat, _goal(seat)),
    "want form": lambda seat: WantForm(seat, _to_rate(seat)[0]),
    "levels": lambda seat: AssessmentForm(seat, IMOGEN, Moment.BEFORE),
    "then and now": ThenAndNowSheet,
    "working with me": lambda seat: CardForm(seat, IMOGEN),
    "log": LogScreen,
    "found": lambda seat: FoundScreen(seat, seat.journal.search(["escape"])[0]),
    "happened": lambda seat: FoundScreen(seat, seat.journal.timeline.all()[0]),
    "letter days": PeriodForm,
    "letter words": lambda seat: WriteForm(seat, seat.journal.letters.drafts()[0]),
    "letter topics": lambda seat: TopicsSheet(seat.journal.lights.catalog(), (_action(seat).text,)),
    "confirm": _confirm,
    "passphrase": lambda seat: PassphraseScreen(seat, unlocking(seat, IMOGEN)),
    "recovery code": lambda _: RecoveryCodeScreen("a1b2-c3d4-e5f6-a7b8"),
    "hand over": lambda seat: HandoverSheet(seat, dict.fromkeys(PARTNERS, 1), about="Rating", opens="Open"),
    "on ours": lambda seat: ReadReflectionScreen(seat, seat.journal.reflections.ours()[0]),
    "to ours": lambda seat: ToOursScreen(seat, seat.journal.reflections.mine(IMOGEN)[0]),
    "take back": lambda seat: TakeBackScreen(seat, seat.journal.reflections.ours()[0]),
    "taps": lambda seat: TapsScreen(_action(seat).text, "Sealed.", seat.journal.pulses.items(), IMOGEN),
    "both pulses": lambda seat: RevealPulseScreen(seat, _held(seat)),
    "signal": lambda seat: SignalScreen(seat, seat.journal.pulses.signals(IMOGEN)[0]),
    "tag": lambda seat: RenameTagScreen(seat.journal.tags.marked("kit", by=IMOGEN)),
    "working": lambda seat: WorkingScreen(_action(seat).text, Job()),
    "ask": lambda seat: AskScreen(_action(seat).text, read=str, say=str, value=_action(seat).text),
    "choice": lambda seat: ChoiceScreen(_action(seat).text, _choices(seat)),
    "told": lambda seat: ToldChoiceScreen(_action(seat).text, shown(_action(seat).text), _choices(seat)),
    "new journal": lambda _: NewJournalScreen(),
}
"""Every sheet, by a name."""
