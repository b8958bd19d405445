"""The agreement in words: how it stands, its parts, and what both wrote in them."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from rmjournal.domain.agreement import StandingState, WorkingCard
from rmjournal.domain.days import day_words, on_day
from rmjournal.domain.lights import Light
from rmjournal.domain.pair import Who
from rmjournal.domain.seal import PARTNERS
from rmjournal.journal.agreement_form import PartView
from rmjournal.text import one_line
from rmjournal.tui.hanging import hanging
from rmjournal.tui.seat import Seat
from rmjournal.tui.show import line_of, lines_of, shown, shown_line

TOPICS = "topics"
FEEDBACK = "feedback"
_CARD = (("reach me", "channel"), ("pace", "pace"), ("feedback", "feedback"), ("more", "more"))


def stands_words(seat: Seat) -> Content:
    """Which version holds, what is missing, and the key that comes next."""
    first, *more = _stands(seat)
    paused = _standing(seat)
    lines = [
        Content.styled(first, "bold $text-primary"),
        *(Content.styled(one, "$text-muted") for one in more),
    ]
    return lines_of(*([Content.styled(paused, "bold $text-accent")] if paused else []), *lines)


def _stands(seat: Seat) -> Iterator[str]:
    agreement, today = seat.journal.agreement, seat.now.date()
    current, pending = agreement.current(), agreement.pending()
    if current is not None and current.on is not None:
        signed = f"Version {current.version.number}, signed by both {on_day(current.on, today)}."
        if pending is None:
            yield signed
            return
        number = pending.version.number
        yield f"Version {number} is a draft: d shows what changed, s signs it. {_signed_by(seat)}"
        yield f"Until both have signed, this holds: {signed}"
        return
    yield _first_step(seat)
    missing = agreement.missing()
    if missing:
        yield one_line(f"Missing still: {'; '.join(missing)}. A session may be held all the same.")


def _first_step(seat: Seat) -> str:
    state = seat.journal.agreement.columns.state()
    if state is None:
        return "Not signed yet. f fills it in: each alone, then you open both."
    if state.is_open:
        return f"Not signed yet. Enter changes a part, s signs all of it. {_signed_by(seat)}".strip()
    if state.can_open:
        return "Both are in: f opens both columns together."
    stands = ", ".join(f"{one_line(seat.pair.first_name(who))} is {state.words(who)}" for who in PARTNERS)
    return f"{stands}. f goes on."


def _signed_by(seat: Seat) -> str:
    pending = seat.journal.agreement.pending()
    if pending is None:
        return ""
    names = [one_line(seat.pair.first_name(who)) for who in PARTNERS if who not in pending.unsigned]
    return f"{names[0]} has signed." if names else ""


def _standing(seat: Seat) -> str:
    kept = seat.journal.standing.kept()
    if kept is None or kept.state is StandingState.RUNNING:
        return ""
    return f"{kept.state.value.capitalize()}, since {day_words(kept.since, seat.now.date())}."


def row_words(view: PartView) -> Content:
    """A part in the list: its number, its title, and whether it is open."""
    words = view.part.title + (" (open)" if view.clause.open_until else "")
    return hanging(Content.styled(f"{view.number:>2}  ", "$text-muted"), shown_line(words), 34)


def part_words(view: PartView, seat: Seat, *, width: int) -> Content:
    """A part as it stands: what it is for, what both wrote, what is agreed."""
    pieces = [
        lines_of(
            Content.styled(view.part.title, "bold $text-primary"), shown_line(view.part.about, "$text-muted")
        )
    ]
    pieces += columns_words(view, seat, width=width)
    if view.part.id == TOPICS:
        pieces.append(topics_words(seat))
    if view.part.id == FEEDBACK:
        pieces += (_card(seat, who, width) for who in PARTNERS)
    pieces.append(
        lines_of(Content.styled(_agreed(view), "bold $text-primary"), shown(view.text or "Nothing yet."))
    )
    if view.clause.open_until is not None:
        until = day_words(view.clause.open_until, seat.now.date())
        pieces.append(Content.styled(f"Open until {until}.", "$text-accent"))
    return Content("\n\n").join(pieces)


def _agreed(view: PartView) -> str:
    return "We agree" if view.is_own else "We agree, as it comes"


def columns_words(view: PartView, seat: Seat, *, width: int) -> list[Content]:
    """What each wrote, once both columns are open; before that who is in, and nothing else."""
    state = seat.journal.agreement.columns.state()
    if not view.columns or state is None:
        return []
    names = _names(seat)
    pieces = []
    for ask in view.part.asks:
        lines = [Content.styled(ask.prompt, "$text-muted")]
        for column in (one for one in view.columns if one.ask.id == ask.id):
            name = names[column.who]
            told = shown(column.text.strip() or "passed") if state.is_open else Content(column.stands)
            lines.append(hanging(name, told, width))
        pieces.append(lines_of(*lines))
    return pieces


def _names(seat: Seat) -> dict[Who, Content]:
    """Both first names, one as wide as the other."""
    names = {who: Content.styled(one_line(seat.pair.first_name(who)), "bold") for who in PARTNERS}
    room = max(name.cell_length for name in names.values()) + 2
    return {who: name.pad_right(room - name.cell_length) for who, name in names.items()}


def topics_words(seat: Seat) -> Content:
    """The topics that both opened; before both are in, who is."""
    lights = seat.journal.lights
    shared = lights.shared()
    if not all(lights.is_in(who) for who in PARTNERS):
        stands = ", ".join(
            f"{one_line(seat.pair.first_name(who))} is {'in' if lights.is_in(who) else 'not in yet'}"
            for who in PARTNERS
        )
        return Content.styled(f"Topics: {stands}. t marks them, each alone.", "$text-muted")
    lines = [Content.styled("Topics that both of you opened", "$text-muted")]
    for one in shared:
        invited = "  by invitation, the day before" if one.light is Light.AMBER else ""
        lines.append(line_of(shown_line(one.name), (invited, "$text-muted")))
    return lines_of(*lines)


def _card(seat: Seat, who: Who, width: int) -> Content:
    card = seat.journal.cards.of(who)
    name = one_line(seat.pair.first_name(who))
    said = [*_said(card, width)]
    if not said:
        return Content.styled(f"Working with {name}: nothing written yet, w writes it.", "$text-muted")
    return lines_of(Content.styled(f"Working with {name}", "$text-muted"), *said)


def _said(card: WorkingCard, width: int) -> Iterator[Content]:
    for label, field in _CARD:
        words = getattr(card, field)
        if words:
            yield hanging(Content.styled(f"{label:<10}", "$text-muted"), shown(words), width)
