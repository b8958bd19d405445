"""Reviewing a stretch of time: every figure that a screen or a command shows comes from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rmjournal.domain.capture import Action, ActionStatus, CaptureKind
from rmjournal.domain.days import long_day
from rmjournal.domain.pair import Who
from rmjournal.domain.pulse import Line
from rmjournal.domain.seal import PARTNERS
from rmjournal.domain.stretch import Stretch
from rmjournal.journal import review_words as told
from rmjournal.journal.desk import Desk
from rmjournal.journal.ledger_views import ExpectationView, GoalView
from rmjournal.journal.review_lines import ReviewLines
from rmjournal.journal.review_sessions import ReviewSessions
from rmjournal.journal.review_views import (
    ActionFigures,
    PulseLine,
    ReviewView,
    Spoken,
    Stand,
    StandRow,
)
from rmjournal.journal.rooms import Rooms

UPWARD = ("idea carried upward", "ideas carried upward")
KEPT = (ActionStatus.DONE, ActionStatus.DONE_DIFFERENTLY)


class Review:
    """Looks back, for one of the two or for both."""

    def __init__(self, desk: Desk, rooms: Rooms) -> None:
        self._desk = desk
        self._rooms = rooms
        self._sessions = ReviewSessions(desk, rooms)
        self._lines = ReviewLines(desk, rooms)

    def view(self, stretch: Stretch | None = None, *, who: Who = Who.BOTH) -> ReviewView:
        """All that can be told of a stretch of time; by default of all of it.

        For one of the two it is what is theirs or both's; answers that stay on *mine* are in it only while
        that shelf is open for them. What is sealed is in it for nobody.
        """
        over = stretch or Stretch()
        held = self._sessions.held(over)
        pair = self._desk.pair
        return ReviewView(
            who=who,
            stretch=over,
            title=f"{pair.name_of(who)}, {over.words(self._desk.today)}",
            held=self._sessions.figures(held),
            expectations=self._stand("expectations", self._rooms.ledger.expectations(), over, who),
            goals=self._stand("goals", self._rooms.ledger.goals(), over, who),
            pulses=tuple(self._pulses(over, who)),
            actions=self._actions(over, who),
            lead=self._sessions.lead(held),
            served=self._sessions.served(held),
            topics=self._sessions.topics(held, over),
            learned=self._lines.learned(over, who),
            taught=self._lines.taught(over, who),
            experiments=self._lines.outcomes(
                CaptureKind.EXPERIMENT, ("experiment", "experiments"), over, who
            ),
            upward=self._lines.outcomes(CaptureKind.CARRY_UPWARD, UPWARD, over, who),
            doors=self._lines.doors(held, over),
        )

    def last_spoken(self, topic: str) -> Spoken:
        """When something was last spoken of, by words or a tag."""
        hit = self._rooms.finding.last_spoken(topic)
        if hit is None or hit.on is None:
            return Spoken(
                topic=topic, on=None, table="", id="", session="", sentence="You have not spoken of it yet."
            )
        on = long_day(hit.on)
        where = f", in {hit.title}" if hit.title else ""
        return Spoken(
            topic=topic,
            on=hit.on,
            table=hit.table,
            id=hit.id,
            session=hit.session,
            sentence=f"You last spoke of it on {on}{where}.",
        )

    def _stand(
        self, what: str, views: Iterable[GoalView | ExpectationView], over: Stretch, who: Who
    ) -> Stand:
        rows = tuple(_stand_row(view, over) for view in views if is_theirs(view.owner, who))
        return Stand(rows=rows, sentence=told.stand_words(what, [(row.now, row.state) for row in rows]))

    def _pulses(self, over: Stretch, who: Who) -> Iterator[PulseLine]:
        pulses = self._rooms.pulses
        asked = {one.id: one.words for one in (*pulses.items(), *pulses.private_items())}
        lines: list[Line] = [one for one in pulses.trend() if is_theirs(one.who, who)]
        if who in PARTNERS and self._rooms.mine.is_open(who):
            lines += pulses.private_trend(who)
        for line in lines:
            points = tuple(point for point in line.points if over.holds(point.on))
            within = Line(item=line.item, who=line.who, points=points)
            name = self._desk.pair.first_name(line.who)
            yield PulseLine(
                item=line.item,
                words=asked[line.item],
                who=line.who,
                points=points,
                sentence=f"{name}, {line.item}: {within.words()}.",
            )

    def _actions(self, over: Stretch, who: Who) -> ActionFigures:
        actions = [one for one in self._rooms.actions.all() if is_theirs(one.owner, who)]
        ended = [one for one in actions if one.settled is not None and over.holds(one.settled.date())]
        still = [one for one in actions if _is_open_at_end(one, over)]
        groups = {
            "kept": [one for one in ended if one.status in KEPT],
            "handed_on": [one for one in ended if one.status is ActionStatus.HANDED_ON],
            "dropped": [one for one in ended if one.status is ActionStatus.DROPPED],
            "carried": [one for one in still if one.carried and not one.parked],
            "fresh": [one for one in still if not one.carried or one.parked],
        }
        sentence = told.action_words(**{name: len(group) for name, group in groups.items()})
        return ActionFigures(**{name: tuple(group) for name, group in groups.items()}, sentence=sentence)


def is_theirs(owner: Who, who: Who) -> bool:
    """Whether something belongs into a review for one, or for both."""
    return who is Who.BOTH or owner in (who, Who.BOTH)


def _is_open_at_end(action: Action, over: Stretch) -> bool:
    if not over.is_over_by(action.made.date()):
        return False
    return action.settled is None or not over.is_over_by(action.settled.date())


def _stand_row(view: GoalView | ExpectationView, over: Stretch) -> StandRow:
    agreed = [(one.agreed.at.date(), one.agreed) for one in view.ratings if one.agreed is not None]
    before = [said for on, said in agreed if over.is_before(on)]
    until = [said for on, said in agreed if over.is_over_by(on)]
    # A goal that nobody rated before stood where its first anchor says.
    start = view.wordings[0].now if isinstance(view, GoalView) else ""
    if over.since is None and len(until) > 1:
        before = until[:1]
    then = before[-1] if before else None
    now = until[-1] if until else None
    then_words = then.words if then else start
    now_words = now.words if now else ""
    return StandRow(
        table="goals" if isinstance(view, GoalView) else "expectations",
        id=view.id,
        label=view.label,
        owner=view.owner,
        title=view.title if isinstance(view, GoalView) else view.text,
        state=view.state,
        then=then.value if then else None,
        then_words=then_words,
        now=now.value if now else None,
        now_words=now_words,
        sentence=told.row_words(view.label, then_words if then else "", now_words, view.state),
    )
