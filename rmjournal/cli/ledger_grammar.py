"""The grammar of the agreement, the goals and all that both answer alone."""

from __future__ import annotations

import argparse

from rmjournal.cli.grammar import (
    DATE_HELP,
    TEXT_HELP,
    WHO_HELP,
    Commands,
    as_json,
    by,
    command,
    group,
    output,
)

VALUE_HELP = "-2 to 2, its words (less than expected), parked, no longer relevant, or: skip"
SUBJECT_HELP = "a goal's or an expectation's label (G1, E1) or id"
PART_HELP = "a part's id or number, as `rmjournal agreement form` says"


def add_goals(commands: Commands) -> None:
    """Goals and expectations."""
    as_json(command(commands, "goals", "goals:list_goals", "list the goals and how they stand", "goals"))
    goal = group(commands, "goal", "write, rate, park or link goals", "goal rate G1 0 --by mentor")
    _writing(goal)
    _rating(goal)
    _deciding(goal)
    as_json(
        command(
            commands,
            "expectations",
            "goals:list_expectations",
            "list what both want and how it stands",
            "expectations",
        )
    )
    wish = group(
        commands,
        "expectation",
        "add or change expectations and offers",
        'expectation add "Use an assistant" --owner mentee',
    )
    for name, words, said in (
        ("add", "state one more want", "Lead upward"),
        ("offer", "state one more offer", "An hour a week at the depot"),
    ):
        parser = command(
            wish, name, f"goals:{name}_wish", words, f'expectation {name} "{said}" --owner mentor'
        )
        parser.add_argument("text", metavar="TEXT", help=TEXT_HELP)
        parser.add_argument("--owner", metavar="WHO", required=True, help=WHO_HELP)
        by(parser)
    change = command(
        wish,
        "change",
        "goals:change_wish",
        "put a want into other words",
        'expectation change E1 "Use an assistant every week"',
    )
    change.add_argument("subject", metavar="LABEL", help="its label (E1) or id")
    change.add_argument("text", metavar="TEXT", help=TEXT_HELP)
    by(change)
    withdraw = command(
        wish,
        "withdraw",
        "goals:withdraw_offer",
        "take an offer back; the trash keeps it",
        "expectation withdraw k3f9",
    )
    withdraw.add_argument("id", metavar="ID", help="an offer's id, as `rmjournal expectations` lists it")
    by(withdraw)


def _writing(goal: Commands) -> None:
    add = command(
        goal, "add", "goals:add", "write a goal down", 'goal add "Lead upward" --owner mentor --for E4'
    )
    add.add_argument("title", metavar="TITLE", help=TEXT_HELP)
    add.add_argument("--owner", metavar="WHO", required=True, help=WHO_HELP)
    change = command(
        goal,
        "change",
        "goals:change",
        "change a goal; one that was rated gets a new version",
        'goal change G1 --expected "Drafts alone"',
    )
    change.add_argument("subject", metavar="GOAL", help="its label (G1) or id")
    change.add_argument("--title", metavar="TEXT", help="another title")
    for parser in (add, change):
        parser.add_argument("--for", dest="expectation", metavar="LABEL", help="the expectation it serves")
        parser.add_argument("--now", metavar="TEXT", help="where it stands at the start (-2)")
        parser.add_argument("--expected", metavar="TEXT", help="what is expected (0)")
        parser.add_argument("--better", metavar="TEXT", help="what would be better still (+2)")
        parser.add_argument("--objective", metavar="NAME", help="the program's objective it serves")
        parser.add_argument("--due", metavar="DATE", help=DATE_HELP)
        by(parser)
    link = command(
        goal,
        "link",
        "goals:link",
        "link something recorded to a goal, as evidence",
        'goal link G1 last --item 3 --line "two ops leads asked for the page"',
    )
    link.add_argument("subject", metavar="GOAL", help=SUBJECT_HELP)
    link.add_argument(
        "record", metavar="ID", help="an action's, a captured line's or a session's id, or: last"
    )
    link.add_argument("--item", metavar="N", default="", help="the note of this item of the session")
    link.add_argument("--line", metavar="TEXT", default="", help="a line of that note")
    by(link)


def _rating(goal: Commands) -> None:
    rate = command(
        goal,
        "rate",
        "ratings:rate",
        "rate a goal or an expectation; sealed until both are in",
        'goal rate G1 -1 --by mentor --why "Two Mondays of four"',
    )
    rate.add_argument("--round", choices=("midpoint", "end", "now"), help="what it is rated for")
    agree = command(
        goal, "agree", "ratings:agree", "keep the value both agree on, after the opening", "goal agree G1 0"
    )
    for parser in (rate, agree):
        parser.add_argument("subject", metavar="GOAL", help=SUBJECT_HELP)
        parser.add_argument("value", metavar="VALUE", help=VALUE_HELP)
        parser.add_argument("--why", metavar="TEXT", default="", help="a line of why")
        by(parser)
    done = command(
        goal, "done", "ratings:hand_in", "say that you have rated what you want to", "goal done --by mentee"
    )
    by(done)
    command(goal, "open", "ratings:open_round", "open the ratings in which both are in", "goal open")
    close = command(goal, "close", "ratings:close_round", "close unfinished ratings, unseen", "goal close")
    close.add_argument("subject", metavar="GOAL", nargs="?", default="", help="only those about this one")


def _deciding(goal: Commands) -> None:
    for name, words in (
        ("park", "park a goal or an expectation"),
        ("keep", "keep it; one that was set aside is taken up again"),
        ("drop", "say that it is no longer relevant"),
    ):
        parser = command(goal, name, f"goals:{name}", words, f"goal {name} G3")
        parser.add_argument("subject", metavar="GOAL", help=SUBJECT_HELP)
        parser.add_argument("--why", metavar="TEXT", default="", help="a line of why")
        by(parser)
    renumber = command(
        goal,
        "renumber",
        "goals:renumber",
        "give it the next free label, where two have one",
        "goal renumber k3f9",
    )
    renumber.add_argument("subject", metavar="ID", help="its id")
    by(renumber)
    delete = command(
        goal,
        "delete",
        "goals:delete",
        "delete a goal that nothing is about yet; the trash keeps it",
        "goal delete G6",
    )
    delete.add_argument("subject", metavar="GOAL", help="its label (G1) or id")
    by(delete)


def add_agreement(commands: Commands) -> None:
    """The agreement."""
    agreement = group(commands, "agreement", "fill in, read, compare or sign the agreement", "agreement show")
    show = command(
        agreement, "show", "agreement:show", "print the agreement as Markdown", "agreement show --version 1"
    )
    show.add_argument(
        "--version", type=int, metavar="N", help="an older version (default: the one that holds)"
    )
    show.add_argument("--draft", action="store_true", help="the text as it would be signed now")
    as_json(show)
    output(show)
    diff = command(
        agreement, "diff", "agreement:diff", "show what changed, word by word", "agreement diff 1 2"
    )
    diff.add_argument(
        "old", type=int, metavar="A", nargs="?", help="a version (default: the last signed one)"
    )
    diff.add_argument("new", type=int, metavar="B", nargs="?", help="a later one (default: the text of now)")
    sign = command(
        agreement,
        "sign",
        "agreement:sign",
        "sign the text of now",
        'agreement sign --by mentor --name "Imogen Tao"',
    )
    sign.add_argument("--name", metavar="NAME", required=True, help="your own name, typed")
    by(sign)
    as_json(command(agreement, "form", "agreement:form", "list the parts and who is in", "agreement form"))
    _columns(agreement)
    _agreed(agreement)
    for name, words in (
        ("pause", "pause, at any time and without a reason"),
        ("resume", "go on after a pause"),
        ("end", "end by choice, at any time and without a reason"),
    ):
        command(agreement, name, f"agreement:{name}", words, f"agreement {name}")


def _columns(agreement: Commands) -> None:
    fill = command(
        agreement,
        "fill",
        "agreement:fill",
        "write your own column; sealed until both are done",
        'agreement fill wants "Lead upward" --by mentor',
    )
    fill.add_argument(
        "question", metavar="QUESTION", help="as `rmjournal agreement form` says, such as wants"
    )
    fill.add_argument("text", metavar="TEXT", help=TEXT_HELP)
    by(fill)
    done = command(
        agreement, "done", "agreement:done", "say that your column is done", "agreement done --by mentee"
    )
    by(done)
    command(agreement, "open", "agreement:open_columns", "open both columns together", "agreement open")


def _agreed(agreement: Commands) -> None:
    write = _of_part(agreement, "write", "write what both agree on in a part", "rhythm -")
    write.add_argument("text", metavar="TEXT", help=TEXT_HELP)
    tick = _of_part(agreement, "tick", "tick something in a part", "coordinator goal_titles")
    tick.add_argument("tick", metavar="NAME", help="as `rmjournal agreement form` says")
    tick.add_argument("--off", action="store_true", help="take the tick away")
    day = _of_part(agreement, "day", "set a day of a part", "who end 2026-07-31")
    day.add_argument("name", metavar="NAME", help="as `rmjournal agreement form` says")
    day.add_argument("date", metavar="DATE", help=DATE_HELP)
    leave = _of_part(agreement, "leave-open", "leave a part open until a day, or settle it", "hard friday")
    leave.add_argument("date", metavar="DATE", nargs="?", help=f"{DATE_HELP} (without: it is settled)")


def _of_part(agreement: Commands, name: str, words: str, example: str) -> argparse.ArgumentParser:
    run = "agreement:day_of" if name == "day" else f"agreement:{name.replace('-', '_')}"
    parser = command(agreement, name, run, words, f"agreement {name} {example}")
    parser.add_argument("part", metavar="PART", help=PART_HELP)
    by(parser)
    return parser


def add_people(commands: Commands) -> None:
    """What each says of themselves: how to work with them, topics, what they can do."""
    card = command(
        commands,
        "card",
        "people:card",
        "show or write the cards: working with me",
        'card --by mentor --pace "Slowly"',
    )
    for name, words in (
        ("channel", "where you are best reached"),
        ("pace", "the pace that suits you"),
        ("feedback", "how you like feedback"),
        ("more", "anything else"),
    ):
        card.add_argument(f"--{name}", metavar="TEXT", help=words)
    by(card)
    as_json(card)
    topics = group(commands, "topics", "open topics for talk, each alone", "topics shared")
    as_json(
        command(topics, "shared", "people:shared_topics", "list the topics that both opened", "topics shared")
    )
    as_json(command(topics, "list", "people:catalog", "list all topics that can be marked", "topics list"))
    mark = command(
        topics,
        "mark",
        "people:mark",
        "mark topics, green, amber or red; what you marked is never shown",
        "topics mark pay=amber starting=green --by mentor",
    )
    mark.add_argument("marks", metavar="TOPIC=LIGHT", nargs="*", help="all others stay as they were")
    by(mark)
    add = command(
        topics, "add", "people:add_topic", "add a topic to the catalog", 'topics add "Night shifts"'
    )
    add.add_argument("name", metavar="NAME")
    by(add)
    assess = command(
        commands,
        "assess",
        "people:assess",
        "say where you stand, or show it: before, then, now",
        "assess before tools=2 listening=3 --by mentee",
    )
    assess.add_argument(
        "moment", nargs="?", choices=("before", "then", "now"), help="from when (default: show)"
    )
    assess.add_argument("levels", metavar="AREA=N", nargs="*", help="1 new to me ... 5 I can show others")
    by(assess)
    as_json(assess)
    page = command(
        commands,
        "new-here",
        "people:page",
        "show or write the page: a day in the life of someone new here",
        "new-here start - --by mentee",
    )
    page.add_argument("moment", choices=("start", "end"), help="written at the start, and again at the end")
    page.add_argument("text", metavar="TEXT", nargs="?", help=f"{TEXT_HELP} (without: print it)")
    by(page)
