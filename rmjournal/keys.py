"""The one table of commands: bindings, footer, palette and help are made from it.

A command's id is "room.verb": the room is where its keys act, the verb is the action it has for the command.
"""

from __future__ import annotations

from typing import NamedTuple

from rmjournal.errors import NotFoundError


class Command(NamedTuple):
    """Something a person can ask for by a key, or by its words in the palette."""

    id: str
    keys: str
    """The keys that ask for it, separated by commas; "" is none: it is in the palette only."""
    words: str
    """Its name, as in "Session: go to the next item", without the place."""
    help: str
    """A sentence for the help."""
    place: str
    """Where the palette and the help list it."""
    footer: str = ""
    """Its words in the line of keys at the bottom; "" leaves it out there."""

    @property
    def room(self) -> str:
        """The part of the program whose keys these are."""
        return self.id.partition(".")[0]

    @property
    def verb(self) -> str:
        """The name of the action that does it."""
        return self.id.partition(".")[2]

    @property
    def name(self) -> str:
        """Its name in the palette: where, then what."""
        return f"{self.place}: {self.words}"

    @property
    def key_names(self) -> tuple[str, ...]:
        """Its keys as they are written for people."""
        return tuple(key_name(key) for key in self.keys.split(",") if key)


COMMANDS: tuple[Command, ...] = (
    Command(
        "app.go_back", "escape", "go back", "Back to where you came from; nothing is lost.", "Places", "back"
    ),
    Command(
        "app.help", "question_mark,f1", "show help", "What has the focus, and all keys.", "Program", "help"
    ),
    Command(
        "app.command_palette", "ctrl+p", "find a command", "Every command by its name.", "Program", "commands"
    ),
    Command("app.today", "1", "open Today", "The next session, and what it builds on.", "Places"),
    Command("app.sessions", "2", "open Timeline", "What happened, the newest first.", "Places"),
    Command("app.goals", "3", "open Goals", "What both wanted, and how it goes.", "Places"),
    Command("app.agreement", "4", "open Agreement", "What both agreed on, and signed.", "Places"),
    Command("app.reflections", "5", "open Reflections", "Yours alone, and ours.", "Places"),
    Command("app.hide", "f9", "hide what is private", "At once, from anywhere; it locks.", "Pair"),
    Command("app.letters", "6", "open Letters", "What the coordinator gets.", "Places"),
    Command("app.review", "7", "open Review", "What came of it, then and now.", "Places"),
    Command("app.guide", "8", "open Guide", "A card for most moments, a minute each.", "Places"),
    Command("app.search", "slash,f5", "look for words", "In all that you may see.", "Places", "search"),
    Command("app.tags", "number_sign", "open Tags", "Every #word, how often, when last.", "Places"),
    Command("app.trash", "T", "open Trash", "What was deleted, to bring it back.", "Places"),
    Command("app.writer", "f2", "pass the keyboard", "Says who is writing: both, mentor, mentee.", "Pair"),
    Command("app.undo", "u", "undo the last change", "Not typing: that is ctrl+z, in the text.", "Program"),
    Command("app.redo", "U", "do again what was undone", "Until something else is changed.", "Program"),
    Command("app.put_away", "f6", "put the hint away", "For good: it does not come back.", "Program"),
    Command("app.theme", "", "choose the colors", "Paper, ink, and others.", "Program"),
    Command("app.leave", "ctrl+q", "leave rmjournal", "Saves, and leaves.", "Program", "leave"),
    Command(
        "app.mention_leaving", "ctrl+c", "copy, or say how to leave", "Copies what is selected.", "Program"
    ),
    Command(
        "today.start", "enter", "start the session, or go on", "Opens its first notes.", "Today", "start"
    ),
    Command("today.done", "c", "mark the action done", "The action marked in the list.", "Today", "done"),
    Command(
        "today.take_in", "i", "take in what waits", "Rescued words, or another copy.", "Today", "take in"
    ),
    Command("today.template", "t", "take another agenda", "Another agenda, same day.", "Today", "agenda"),
    Command(
        "today.length", "m", "take another length", "15 to 60 minutes, or as you say.", "Today", "minutes"
    ),
    Command("today.rebook", "r", "move it to another day", "Later sessions give way.", "Today", "move"),
    Command("today.shorten", "s", "make it the 15-minute version", "Better short than canceled.", "Today"),
    Command("today.blank", "b", "start without an agenda", "A session with one page for notes.", "Today"),
    Command("today.log", "l", "log a session that was held", "With its day and minutes.", "Today"),
    Command(
        "note.write_on",
        "e",
        "write on in its notes",
        "Opens the session's notes again.",
        "Sessions",
        "write on",
    ),
    Command(
        "note.export", "o", "write its note to a file", "As Markdown, on its own.", "Sessions", "to a file"
    ),
    Command(
        "new_journal.start", "ctrl+s", "start the journal", "With what stands in the form.", "Here", "start"
    ),
    Command(
        "session.next",
        "ctrl+n,ctrl+pagedown",
        "go to the next item",
        "Saves this one first.",
        "Session",
        "next",
    ),
    Command(
        "session.previous", "ctrl+r,ctrl+pageup", "go to the item before", "Saves this one first.", "Session"
    ),
    Command(
        "session.capture",
        "f3",
        "keep a line",
        "An action, an insight and more, in mid-sentence.",
        "Session",
        "capture",
    ),
    Command("session.wrap_up", "f8", "wrap up", "Takeaways, actions, the next date.", "Session", "wrap up"),
    Command("session.jump", "ctrl+g", "go to an item", "Choose it by its number.", "Session"),
    Command(
        "session.pause",
        "ctrl+t",
        "pause the clock, or go on",
        "The clock rests; you may write on.",
        "Session",
    ),
    Command(
        "session.lengthen",
        "ctrl+l",
        "add five minutes",
        "For this item; the session is longer then.",
        "Session",
    ),
    Command(
        "session.captured", "ctrl+o", "see what was captured", "To change a line or take it back.", "Session"
    ),
    Command(
        "session.versions",
        "f6",
        "choose between two versions",
        "Both texts, side by side.",
        "Session",
        "choose",
    ),
    Command(
        "session.editor", "f4", "take the notes to your editor", "$VISUAL or $EDITOR, and back.", "Session"
    ),
    Command("session.link", "f7", "link this line to a goal", "It is in evidence then.", "Session"),
    Command("session.beside", "f12", "goals, ratings, agreement", "Over the notes.", "Session", "goals"),
    Command("session.save", "ctrl+s", "save now", "It saves by itself, a second after you type.", "Session"),
    Command(
        "wrap_up.to_finish",
        "f8",
        "go to the end",
        "To the row that ends the session.",
        "Wrap-up",
        "to the end",
    ),
    Command("wrap_up.capture", "f3", "keep a line", "An action, an insight and more.", "Wrap-up", "capture"),
    Command("wrap_up.down", "down", "the next row", "Enter does so too.", "Wrap-up"),
    Command("wrap_up.up", "up", "the row before", "So does shift+tab.", "Wrap-up"),
    Command("wrap_up.page_down", "pagedown", "a page further", "The row stays the same.", "Wrap-up"),
    Command("wrap_up.page_up", "pageup", "a page back", "The row stays the same.", "Wrap-up"),
    Command("row.on", "enter", "go on", "To the next row.", "Wrap-up", "on"),
    Command("offer.keep", "enter", "keep it and go on", "It is an action then.", "Wrap-up", "keep"),
    Command("offer.skip", "s", "skip it", "It stays a line of the notes.", "Wrap-up", "skip"),
    Command("offer.owner", "o", "who will do it", "Both, mentor, mentee.", "Wrap-up", "who"),
    Command("offer.due", "d", "by when", "A day, in words.", "Wrap-up", "due"),
    Command("offer.edit", "e", "change the words", "And who, and by when.", "Wrap-up"),
    Command("pending.on", "enter", "leave it open and go on", "It is carried over.", "Wrap-up", "on"),
    Command("pending.done", "c", "it is done", "Or was talked about.", "Wrap-up", "done"),
    Command("pending.keep", "k", "do it all the same", "It was carried often; it stays.", "Wrap-up", "do it"),
    Command(
        "pending.settle", "s", "say what becomes of it", "Handed on, parked, dropped.", "Wrap-up", "settle"
    ),
    Command("pending.undo", "u", "as it was before", "Takes the decision back.", "Wrap-up", "undo"),
    Command("unfinished.on", "enter", "go on", "To the next row.", "Wrap-up", "on"),
    Command("unfinished.carry", "space,c", "carry it over, or not", "As a topic.", "Wrap-up", "carry over"),
    Command("upcoming.on", "enter", "agree and go on", "The next session stays so.", "Wrap-up", "agree"),
    Command("upcoming.day", "d", "another day", "Later sessions give way.", "Wrap-up", "day"),
    Command("upcoming.agenda", "t", "another agenda", "At its own length.", "Wrap-up", "agenda"),
    Command(
        "upcoming.length", "m", "another length", "15 to 60 minutes, or as you say.", "Wrap-up", "minutes"
    ),
    Command("upcoming.plan", "n", "plan one more session", "In two weeks.", "Wrap-up", "plan one"),
    Command("pulse_row.on", "enter", "go on", "To the next row.", "Wrap-up", "on"),
    Command("pulse_row.answer", "a,space", "say how it was", "Each alone, sealed.", "Wrap-up", "answer"),
    Command("finish.finish", "enter", "end the session", "All of this is kept already.", "Wrap-up", "finish"),
    Command("captured.edit", "e", "change the line", "Its words; who, by when.", "Captured", "change"),
    Command("captured.link", "l", "link it to a goal", "It is in evidence then.", "Captured", "goal"),
    Command(
        "captured.delete",
        "d,delete",
        "take the line back",
        "Its words stay in the trash.",
        "Captured",
        "take back",
    ),
    Command(
        "captured.undo", "u", "bring it back", "Brings back the line taken back last.", "Captured", "undo"
    ),
    Command(
        "version.choose", "enter", "go on with this text", "The others are let go.", "Versions", "this one"
    ),
    Command("versions.both", "b", "go on with both texts", "One after the other.", "Versions", "both"),
    Command("versions.edit", "e", "make one text of them", "Starts from both.", "Versions", "edit"),
    Command("versions.left", "left,h", "the text to the left", "Nothing is chosen yet.", "Versions"),
    Command("versions.right", "right,l", "the text to the right", "Nothing is chosen yet.", "Versions"),
    Command("versions.done", "ctrl+s", "go on with this text", "As it stands here.", "Versions", "this text"),
    Command("line.submit", "enter", "keep the line", "Keeps it as it stands.", "Here", "keep"),
    Command("owner.submit", "enter", "keep the line", "Keeps it as it stands.", "Here", "keep"),
    Command("owner.turn", "right,space,down", "the next one", "Both, mentor, mentee.", "Here", "who"),
    Command("owner.turn_back", "left,up", "the one before", "Mentee, mentor, both.", "Here"),
    Command(
        "goals.rate", "r", "rate it, each alone", "Sealed; then both open it, and agree.", "Goals", "rate"
    ),
    Command("goals.add_goal", "n,a", "add a goal", "For the want that is marked.", "Goals", "new goal"),
    Command("goals.link", "l", "link what shows it", "Anything that was recorded.", "Goals", "evidence"),
    Command("goals.edit", "e", "change the words", "The anchors, the day, what it is for.", "Goals", "edit"),
    Command("goals.unseal", "o", "open both ratings", "Where both are in.", "Goals", "open both"),
    Command("goals.park", "p", "park it, or take it up again", "A decision, not a failure.", "Goals", "park"),
    Command("goals.let_go", "x", "no longer relevant", "Or take it up again.", "Goals", "let go"),
    Command("goals.delete", "D,delete", "delete the goal", "Where nothing is about it yet.", "Goals"),
    Command("goals.add_want", "w", "add a want", "What one of you wants from this.", "Goals", "new want"),
    Command("goals.midpoint", "m", "rate everything, half-way", "Each alone, sealed.", "Goals"),
    Command("goals.closing", "c", "rate everything, at the end", "Each alone, sealed.", "Goals"),
    Command("goals.rebook", "d", "another day", "For the session of the plan.", "Goals", "another day"),
    Command(
        "goals.new_label", "b", "give it a new label", "Where two things share one.", "Goals", "new label"
    ),
    Command(
        "entry.rate", "r", "rate it, each alone", "Sealed; then both open it, and agree.", "Goals", "rate"
    ),
    Command("entry.link", "l", "link what shows it", "Anything that was recorded.", "Goals", "evidence"),
    Command("entry.edit", "e", "change the words", "The anchors, the day, what it is for.", "Goals", "edit"),
    Command("entry.park", "p", "park it, or take it up again", "A decision, not a failure.", "Goals", "park"),
    Command("entry.let_go", "x", "no longer relevant", "Or take it up again.", "Goals", "let go"),
    Command("entry.unlink", "d", "take a link away", "What it led to stays.", "Goals"),
    Command("rate.done", "f8", "pass on the rest", "You are in then.", "Rating", "pass on the rest"),
    Command("rate.close_unseen", "", "close these ratings unseen", "What was rated is gone.", "Rating"),
    Command(
        "reveal.topic", "t", "talk about it next time", "A topic for the next session.", "Rating", "topic"
    ),
    Command("reveal.next", "n", "go to the next one", "Agree on this one later.", "Rating", "next"),
    Command("reveal.previous", "b", "go to the one before", "To see it again.", "Rating", "before"),
    Command("agreement.fill", "f", "fill it in, each alone", "Then you open both.", "Agreement", "fill in"),
    Command("agreement.sign", "s", "sign it", "Each types their own name.", "Agreement", "sign"),
    Command("agreement.topics", "t", "mark topics, alone", "Green, amber or red.", "Agreement", "topics"),
    Command("agreement.differences", "d", "see what changed", "Word by word.", "Agreement", "changes"),
    Command("agreement.versions", "v", "read an older version", "As it was signed.", "Agreement", "versions"),
    Command(
        "agreement.card", "w", "say how you like to work", "Open to both.", "Agreement", "working with me"
    ),
    Command(
        "agreement.standing", "p", "pause, end or go on", "No reason is asked.", "Agreement", "pause, end"
    ),
    Command("agreement.write", "e", "write what you agree on", "In the marked part.", "Agreement"),
    Command(
        "columns.next", "ctrl+n", "seal it, go on", "Left empty, it is passed.", "Agreement", "seal, go on"
    ),
    Command("columns.done", "f8", "pass on the rest", "You are in then.", "Agreement", "pass on the rest"),
    Command("columns.anew", "", "begin this answer anew", "Lets go of what you had begun.", "Agreement"),
    Command("part.next", "ctrl+n", "go to the next part", "Keeps this one first.", "Agreement", "next part"),
    Command("new_here.save", "ctrl+s", "keep it", "It is kept when you leave, too.", "Agreement", "keep"),
    Command("part.save", "ctrl+s", "keep it", "It is kept when you leave, too.", "Agreement", "keep"),
    Command("differences.before", "b", "the change before", "One version back.", "Agreement", "before"),
    Command("differences.after", "n", "the change after", "One version on.", "Agreement", "after"),
    Command("differences.sign", "s", "sign it", "Each types their own name.", "Agreement", "sign"),
    Command("sign.scroll_text_down", "down,pagedown", "further down", "In the text.", "Agreement", "read on"),
    Command("sign.scroll_text_up", "up,pageup", "further up", "In the text.", "Agreement"),
    Command("lights.hand_in", "ctrl+s", "hand it in", "Nobody sees your marks.", "Topics", "hand in"),
    Command("lights.green", "g", "mark it green", "Open.", "Topics", "green"),
    Command("lights.amber", "a", "mark it amber", "By invitation, the day before.", "Topics", "amber"),
    Command("lights.red", "r", "mark it red", "Closed; it is not kept.", "Topics", "red"),
    Command("lights.add_topic", "n", "add a topic", "Both see it in the list.", "Topics", "add a topic"),
    Command(
        "handover.hand_over", "f2", "pass the keyboard", "To the one who is not in.", "Pair", "pass it on"
    ),
    Command("turn.submit", "enter", "go on", "To the next line.", "Here", "on"),
    Command("turn.turn", "right,space", "the next answer", "Round and round.", "Here", "turn"),
    Command("turn.turn_back", "left", "the answer before", "Round and round.", "Here"),
    Command("form.keep_all", "ctrl+s", "keep it", "With what stands in the form.", "Here", "keep"),
    Command("letters.begin", "n", "draft a letter", "About the days since the last one.", "Letters", "new"),
    Command("letters.verify", "v", "check a file", "Whether it was released so.", "Letters", "check a file"),
    Command("letters.discard", "d,delete", "throw the draft away", "Asks first.", "Letters", "throw away"),
    Command("preview.strike", "s", "strike the line", "Either may, without a reason.", "Letter", "strike"),
    Command("preview.restore", "r", "take the line in again", "As it stood.", "Letter", "restore"),
    Command("preview.confirm", "c", "confirm these words", "Under your own name.", "Letter", "confirm"),
    Command("preview.release", "o", "write the file", "Both have confirmed it.", "Letter", "to a file"),
    Command("preview.write", "e", "write your own words", "Highlights, ideas, ask.", "Letter", "your words"),
    Command("preview.source", "m", "as it is written, or reads", "Markdown, or not.", "Letter", "Markdown"),
    Command("preview.topics", "t", "name topics", "Those you both choose for it.", "Letter", "topics"),
    Command("preview.anew", "n", "draft it again", "Other days, or newer facts.", "Letter"),
    Command("preview.discard", "d,delete", "throw the draft away", "Asks first.", "Letter"),
    Command("preview.copy", "y", "copy the draft", "Sent to the terminal, marked a draft.", "Letter"),
    Command("preview.pager", "p", "read the draft in your pager", "The one that $PAGER names.", "Letter"),
    Command("released_letter.copy", "y", "copy it", "Sent to the terminal.", "Letter", "copy"),
    Command("released_letter.pager", "p", "read it in your pager", "$PAGER names it.", "Letter", "pager"),
    Command("confirm_letter.take", "ctrl+s", "confirm it", "So does Enter.", "Here", "confirm"),
    Command("letter_topics.keep_all", "ctrl+s", "keep the choice", "As it is shown.", "Here", "keep"),
    Command("card.next", "n", "the next card", "After the last one, the first.", "Guide", "next"),
    Command("card.previous", "b", "the card before", "Before the first one, the last.", "Guide", "before"),
    Command("search.down", "down", "the next one", "What is typed stays.", "Search"),
    Command("search.up", "up", "the one before", "What is typed stays.", "Search"),
    Command("search.page_down", "pagedown", "a page further", "In what was found.", "Search"),
    Command("search.page_up", "pageup", "a page back", "In what was found.", "Search"),
    Command("search.tags", "f7", "see the tags", "Every #word, how often, when last.", "Search", "tags"),
    Command("tags.rename", "r,e", "rename it", "In every text; two can be made one.", "Tags", "rename"),
    Command("tags.narrow", "f", "type a part of its name", "Only such tags are listed.", "Tags", "filter"),
    Command("tags.down", "down", "the next one", "What is typed stays.", "Tags"),
    Command("tags.up", "up", "the one before", "What is typed stays.", "Tags"),
    Command("trash.bring_back", "r", "bring it back", "As it was; so does Enter.", "Trash"),
    Command("trash.empty", "e", "empty the trash", "Asks first: it cannot be undone.", "Trash", "empty"),
    Command("trash.undo", "u", "put it back", "What came back on mine last.", "Trash", "put back"),
    Command("found.close", "enter", "close it", "It was read.", "Search"),
    Command("sessions.everything", "x", "show everything again", "Nothing is left out.", "Timeline", "all"),
    Command(
        "sessions.kind", "f", "show one kind only", "Sessions, letters, ratings, ...", "Timeline", "kind"
    ),
    Command("sessions.person", "w", "show one person's only", "Or both's.", "Timeline", "whose"),
    Command("sessions.goal", "g", "show one goal's only", "And what is linked to it.", "Timeline", "goal"),
    Command("sessions.topic", "t", "show one topic only", "Words, or a #tag.", "Timeline", "topic"),
    Command("sessions.agenda", "a", "show one agenda's only", "Its sessions.", "Timeline", "agenda"),
    Command("sessions.delete", "d,delete", "delete a session", "Its notes go along.", "Timeline"),
    Command("review.period", "t", "take another time", "A month, a year, since a day.", "Review", "time"),
    Command(
        "review.spoken", "l", "when you last spoke of it", "By words or a #tag.", "Review", "last spoke of"
    ),
    Command("unreadable.restore", "r", "bring a backup back", "Nothing is lost by it.", "Here"),
    Command(
        "dialog.cancel",
        "escape",
        "close without a change",
        "Closes this and changes nothing.",
        "Here",
        "close",
    ),
    Command("working.cancel", "escape", "cancel it", "What is not done stays as it was.", "Here", "cancel"),
    Command("dialog.help", "f1", "show help", "What has the focus, and all keys.", "Here"),
    Command("dialog.search", "f5", "look for words", "This waits meanwhile.", "Here"),
    Command("reflections.write", "n", "write something new", "One line is enough.", "Reflections", "new"),
    Command("reflections.skip", "s", "skip what is offered", "Nobody counts it.", "Reflections", "skip"),
    Command("reflections.to_ours", "o", "move it to ours", "Its words first.", "Reflections", "to ours"),
    Command("reflections.take_back", "b", "take it back", "Off ours, onto mine.", "Reflections", "take back"),
    Command("reflections.questions", "q", "questions to ask", "Yours until released.", "Reflections"),
    Command("reflections.pulse", "p", "how the sessions were", "The pulse by time.", "Reflections", "pulse"),
    Command("reflections.passphrase", "k", "passphrase and lock", "Open, change, recover.", "Reflections"),
    Command("reflections.delete", "d,delete", "delete it", "Its words stay in the trash.", "Reflections"),
    Command("reflections.undo", "u", "bring it back", "What was deleted last.", "Reflections", "undo"),
    Command("reflect.done", "ctrl+s", "keep it", "Keeps it, and goes back.", "Reflecting", "keep"),
    Command("reflect.another", "ctrl+n", "another question", "To think about.", "Reflecting", "another"),
    Command("reflect.editor", "f4", "take the text to your editor", "And back.", "Reflecting", "editor"),
    Command("to_ours.move", "o", "move it to ours", "Both can read it.", "Reflections", "to ours"),
    Command("take_back.take_back", "b", "take it back", "Off ours.", "Reflections", "take it back"),
    Command("read_reflection.close", "enter", "close it", "It was read.", "Reflections"),
    Command("passphrase.take", "ctrl+s", "take the passphrase", "So does Enter.", "Passphrase", "take it"),
    Command("recovery_code.close", "enter", "close it", "It is on paper.", "Passphrase", "it is on paper"),
    Command("questions.add", "n", "queue a question", "On mine.", "Questions", "new"),
    Command("questions.release", "r", "release it", "Both see it then.", "Questions", "release"),
    Command("questions.delete", "d,delete", "delete it", "It stays in the trash.", "Questions", "delete"),
    Command("questions.undo", "u", "bring it back", "What was deleted last.", "Questions", "undo"),
    Command("taps.done", "enter", "done with all of them", "Passes the rest.", "Pulse", "done"),
    Command("taps.skip", "x", "pass on all of them", "As good an answer as any.", "Pulse", "skip"),
    Command("taps.down", "down,j", "the next one", "Nothing is answered yet.", "Pulse"),
    Command("taps.up", "up,k", "the one before", "To answer it anew.", "Pulse"),
    Command("tap.one", "1", "answer 1", "Not at all.", "Pulse", "to 5 answers"),
    Command("tap.two", "2", "answer 2", "And on to the next.", "Pulse"),
    Command("tap.three", "3", "answer 3", "And on to the next.", "Pulse"),
    Command("tap.four", "4", "answer 4", "And on to the next.", "Pulse"),
    Command("tap.five", "5", "answer 5", "Very much.", "Pulse"),
    Command("tap.pass", "s", "pass this one", "And on to the next.", "Pulse", "pass"),
    Command("reveal_pulse.close", "enter", "close it", "Both have seen it.", "Pulse"),
    Command("pulse.answer", "a", "answer the last one", "Each alone.", "Pulse", "answer"),
    Command("pulse.alone", "m", "answer what stays on mine", "Safe, and who steers.", "Pulse", "mine"),
    Command("pulse.shut", "c", "close the last one unseen", "Answers in it are gone.", "Pulse"),
)
"""Every command, in the order of the footer and the help."""

_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "number_sign": "#",
    "plus": "+",
    "minus": "-",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
}


def key_name(key: str) -> str:
    """A key as it is written for people: "Enter", "F2", "ctrl+q", "?"."""
    *modifiers, last = key.strip().split("+")
    if last in _NAMES:
        last = _NAMES[last]
    elif last.startswith("f") and last[1:].isdigit():
        last = last.upper()
    return "+".join((*modifiers, last))


def commands_of(*rooms: str) -> tuple[Command, ...]:
    """The commands whose keys act in these rooms, in the order of the table."""
    return tuple(command for command in COMMANDS if command.room in rooms)


def command(command_id: str) -> Command:
    """The command with this id.

    Raises:
        NotFoundError: If the table has none.
    """
    for one in COMMANDS:
        if one.id == command_id:
            return one
    raise NotFoundError("command", command_id, "The commands are in the palette (ctrl+p).")
