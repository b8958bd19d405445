from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from outlines import read_outline

from rmjournal.domain.agenda import PlannedItem
from rmjournal.domain.capture import Action, ActionStatus, Capture, CaptureKind, CaptureState
from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.session import Note, Session
from rmjournal.markdown.passage import passage
from rmjournal.markdown.reading import open_tasks
from rmjournal.markdown.session_note import session_note
from rmjournal.text import one_line
from tests.nasty import notes as hostile_notes
from tests.nasty import titles

BEGAN = datetime(2026, 2, 17, 9, 0, tzinfo=UTC)
PAIR = Pair(
    mentor="Imogen Tao",
    mentee="Desmond Hale",
    mentor_title="Data analyst, Customer Insight",
    mentee_title="Director of Field Operations",
)
ITEMS = (
    PlannedItem(id="1", title="Pick the real task", lead=Who.MENTEE, minutes=3),
    PlannedItem(id="2", title="Your hands on it", lead=Who.MENTOR, minutes=10),
    PlannedItem(id="3", title="Practice", lead=Who.BOTH, minutes=7),
)
SESSION = Session(
    id="s2",
    on=date(2026, 2, 17),
    template="show-me",
    title="Show me",
    minutes=20,
    items=ITEMS,
    left_out=("Where here, where not?",),
    started=BEGAN,
    ended=BEGAN + timedelta(minutes=22),
    held=22,
)
NEXT = Session(id="s3", on=date(2026, 3, 3), title="Focused session", minutes=20)


def note(item: str, text: str, by: Who = Who.BOTH) -> Note:
    return Note(id=Note.id_of(SESSION.id, item), session=SESSION.id, item=item, text=text, by=by)


def action(number: int, text: str, **fields: Any) -> Action:
    given = {"owner": Who.MENTEE, "session": SESSION.id, **fields}
    return Action(id=f"a{number}", text=text, made=BEGAN + timedelta(minutes=number), **given)


def capture(number: int, kind: CaptureKind, text: str, **fields: Any) -> Capture:
    given = {"session": SESSION.id, **fields}
    return Capture(id=f"c{number}", kind=kind, text=text, made=BEGAN + timedelta(minutes=number), **given)


def written(
    session: Session = SESSION,
    *,
    notes: Mapping[str, Note] | None = None,
    used: Mapping[str, int] | None = None,
    actions: tuple[Action, ...] = (),
    captures: tuple[Capture, ...] = (),
    next_session: Session | None = None,
) -> str:
    return session_note(
        pair=PAIR,
        session=session,
        notes=notes or {},
        used=used or {},
        actions=actions,
        captures=captures,
        next_session=next_session,
    )


WHOLE = """\
# Show me

Tuesday, February 17, 2026

- **Mentor:** Imogen Tao, Data analyst, Customer Insight
- **Mentee:** Desmond Hale, Director of Field Operations
- **Time:** 20 minutes planned, 22 held

## Takeaways

- **Imogen Tao:** He asks better questions than I expected.
- **Desmond Hale:** No number without a source.

## Agenda

| Item               | Lead   | Planned |   Used |
| ------------------ | ------ | ------: | -----: |
| Pick the real task | mentee |   3 min |  2 min |
| Your hands on it   | mentor |  10 min | 12 min |
| Practice           | both   |   7 min |  0 min |

There was no time for these:

- Where here, where not?

## Notes

### Pick the real task

Written by Desmond Hale.

The Monday briefing.

### Your hands on it

- Two invented figures *caught*
- No customer data

## Insights

- It sounds sure when it is wrong. · Desmond Hale

## Experiments

- Briefing by dictation · what came of it: Faster, and sounds like me

## Parking lot

- Can it read the maps?
- Dropped: Prompts for everybody · why: too early

## Actions

- [ ] Draft next briefing alone · Desmond Hale · due Tuesday, March 3, 2026
- [x] One-page do/don't · Imogen Tao
- [x] Ask the ops leads · Imogen and Desmond · done differently: by phone
- Handed on to Petra: Book a license · Desmond Hale
- Dropped: Read the manual · Desmond Hale · why: there is none
- [ ] Clean up the folder · Desmond Hale · set aside

## Carried over

- [ ] Book the run of dates · Desmond Hale · carried 2 times
- Who writes the minutes? · carried once

## Next session

Tuesday, March 3, 2026: Focused session, 20 minutes
"""


def test_a_whole_note_reads_well() -> None:
    kind = CaptureKind
    note_of_all = written(
        notes={
            "1": note("1", "The Monday briefing.\n", Who.MENTEE),
            "2": note("2", "- Two invented figures *caught*\n- No customer data"),
            "3": note("3", " \n"),
        },
        used={"1": 100, "2": 730},
        actions=(
            action(
                3, "Ask the ops leads", owner=Who.BOTH, status=ActionStatus.DONE_DIFFERENTLY, why="by phone"
            ),
            action(2, "One-page do/don't", owner=Who.MENTOR, status=ActionStatus.DONE),
            action(1, "Draft next briefing alone", due=date(2026, 3, 3)),
            action(4, "Book a license", status=ActionStatus.HANDED_ON, to="Petra"),
            action(5, "Read the manual", status=ActionStatus.DROPPED, why="there is none"),
            action(6, "Clean up the folder", parked=True),
            action(-9, "Book the run of dates", session="s0", carried=("s1", "s2", "s3")),
            action(-8, "Somebody else's", session="s0", carried=("s1",)),
        ),
        captures=(
            capture(1, kind.TAKEAWAY, "He asks better questions than I expected.", by=Who.MENTOR),
            capture(2, kind.TAKEAWAY, "No number without a source.", by=Who.MENTEE),
            capture(3, kind.PARKING, "Can it read the maps?"),
            capture(
                4, kind.PARKING, "Prompts for everybody", state=CaptureState.DROPPED, outcome="too early"
            ),
            capture(5, kind.INSIGHT, "It sounds sure when it is wrong.", by=Who.MENTEE),
            capture(
                6,
                kind.EXPERIMENT,
                "Briefing by dictation",
                state=CaptureState.DONE,
                outcome="Faster, and sounds like me",
            ),
            capture(-9, kind.PARKING, "Who writes the minutes?", session="s1", carried=("s2",)),
        ),
        next_session=NEXT,
    )
    assert note_of_all == WHOLE


def test_a_session_without_anything_is_still_a_note() -> None:
    bare = Session(id="s1", on=date(2026, 2, 3), title="Talk", minutes=1, started=BEGAN)
    assert written(bare) == (
        "# Talk\n\nTuesday, February 3, 2026\n\n"
        "- **Mentor:** Imogen Tao, Data analyst, Customer Insight\n"
        "- **Mentee:** Desmond Hale, Director of Field Operations\n"
        "- **Time:** 1 minute planned, not ended yet\n"
    )


def test_minutes_that_nobody_took_are_not_shown_as_used() -> None:
    assert "Used" not in written()
    assert "| Practice           | both   |   7 min |" in written()


def test_only_what_is_open_reads_as_an_open_task() -> None:
    every = tuple(
        action(number, f"Do {status}", status=status, why="reason", to="Petra")
        for number, status in enumerate(ActionStatus)
    )
    assert open_tasks(written(actions=every)) == ("Do open · Desmond Hale",)


def test_the_order_in_which_records_come_does_not_matter() -> None:
    actions = tuple(action(number, f"Do {number}") for number in range(5))
    assert written(actions=actions) == written(actions=tuple(reversed(actions)))


@given(st.lists(titles, min_size=8, max_size=8), hostile_notes, hostile_notes)
def test_whatever_the_texts_hold_the_outline_is_the_program_s(
    texts: list[str], first: str, second: str
) -> None:
    title, item, other, line, outcome, name, role, left_out = texts
    items = (
        PlannedItem(id="1", title=item, lead=Who.BOTH, minutes=3),
        PlannedItem(id="2", title=other, lead=Who.MENTOR, minutes=3),
    )
    session = Session(
        id="s2",
        on=date(2026, 2, 17),
        title=title,
        minutes=6,
        items=items,
        left_out=(left_out,),
        started=BEGAN,
    )
    pair = Pair(mentor=name, mentee=name, mentor_title=role, mentee_title=role)
    actions = tuple(
        action(number, line, status=status, why=outcome, to=name)
        for number, status in enumerate(ActionStatus)
    )
    captures = tuple(
        capture(number, kind, line, outcome=outcome, by=Who.MENTOR) for number, kind in enumerate(CaptureKind)
    )
    markdown = session_note(
        pair=pair,
        session=session,
        notes={"1": note("1", first, Who.MENTOR), "2": note("2", second)},
        used={"1": 60},
        actions=actions,
        captures=captures,
        next_session=session,
    )
    inside = [passage(text, under=3).headings for text in (first, second)]
    places = [(one_line(item), first, inside[0]), (one_line(other), second, inside[1])]
    noted = [
        pairs
        for text, note_text, headings in places
        if one_line(note_text)
        for pairs in [(3, text), *((heading.level, heading.text) for heading in headings)]
    ]
    assert [(heading.level, heading.text) for heading in read_outline(markdown)] == [
        (1, one_line(title)),
        (2, "Takeaways"),
        (2, "Agenda"),
        *([(2, "Notes")] if noted else []),
        *noted,
        (2, "Insights"),
        (2, "Experiments"),
        (2, "To carry upward"),
        (2, "Phrases"),
        (2, "Parking lot"),
        (2, "Actions"),
        (2, "Next session"),
    ]
    assert all(level > 3 for headings in inside for level in (heading.level for heading in headings))
