"""Whatever the two do, in whatever order, in two programs: neither sees what the other keeps on *mine*."""

from __future__ import annotations

import itertools
import tempfile
from datetime import datetime
from pathlib import Path

from conftest import BERLIN, StoppedClock
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rmjournal.domain.pair import Pair, Who
from rmjournal.domain.reflection import PrivateReflection
from rmjournal.errors import PassphraseError, RmjournalError, ShelfLockedError
from rmjournal.journal.journal import Journal
from rmjournal.store.vault import WEAKEST

PASSPHRASES = {Who.MENTOR: "roof stayed on", Who.MENTEE: "twenty-three names"}
PARTNERS = st.sampled_from([Who.MENTOR, Who.MENTEE])
PROGRAMS = st.integers(0, 1)


class TwoPrograms(RuleBasedStateMachine):
    """Two programs on one journal, each used by either partner."""

    @initialize()
    def start(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "pair.journal.json"
        self.clock = StoppedClock(datetime(2026, 2, 3, 9, 0, tzinfo=BERLIN))
        pair = Pair(mentor="Imogen Tao", mentee="Desmond Hale")
        first = Journal.create(self.path, pair, clock=self.clock)
        self.programs = [first, Journal.open(self.path, clock=self.clock)]
        for program in self.programs:
            program.mine.strength = WEAKEST
            program.mine.pause = [].append
        self.numbers = itertools.count(1)
        self.private: dict[str, Who] = {}
        """What was only ever kept on mine, and whose it is."""

    @rule(program=PROGRAMS, who=PARTNERS)
    def hand_over_and_unlock(self, program: int, who: Who) -> None:
        mine = self._at(program).mine
        mine.lock()
        if mine.is_set_up(who):
            mine.unlock(who, PASSPHRASES[who])
        else:
            mine.set_up(who, PASSPHRASES[who])

    @rule(program=PROGRAMS, who=PARTNERS)
    def try_the_partners_passphrase(self, program: int, who: Who) -> None:
        journal = self._at(program)
        other = next(one for one in PASSPHRASES if one is not who)
        before = journal.mine.author
        try:
            journal.mine.unlock(other, PASSPHRASES[who])
        except (PassphraseError, ShelfLockedError):
            assert journal.mine.author is before
        else:
            raise AssertionError("it opened")

    @rule(program=PROGRAMS)
    def hide_everything(self, program: int) -> None:
        self._at(program).mine.lock()

    @rule()
    def be_away(self) -> None:
        self.clock.on(minutes=11)

    @rule(program=PROGRAMS, who=PARTNERS, what=st.sampled_from(["reflection", "question"]))
    def keep(self, program: int, who: Who, what: str) -> None:
        journal = self._at(program)
        words = f"secret{next(self.numbers):04}x"
        try:
            if what == "question":
                journal.questions.add(words, by=who)
            else:
                journal.reflections.keep(journal.reflections.words(words, title=words, tags=[words]), by=who)
            self.private[words] = who
            assert journal.mine.author is who
        except ShelfLockedError:
            assert journal.mine.author is not who

    @rule(program=PROGRAMS, act=st.sampled_from(["change", "delete", "move", "bring back"]), data=st.data())
    def do_something_with_a_page(self, program: int, act: str, data: st.DataObject) -> None:
        journal = self._at(program)
        author = journal.mine.author
        pages = () if author is None else journal.reflections.mine(author)
        if author is None or not pages:
            return
        page = data.draw(st.sampled_from(pages))
        if act == "change":
            words = f"secret{next(self.numbers):04}x"
            journal.reflections.change(page, journal.reflections.words(words), by=author)
            self.private[words] = author
        elif act == "move":
            journal.reflections.move_to_ours(page, shown=page.words.text, by=author)
            self.private.pop(page.words.text, None)
        else:
            journal.reflections.delete(page, by=author)
            if act == "bring back":
                journal.reflections.bring_back(page, by=author)

    @precondition(lambda self: any(program.reflections.ours() for program in self.programs))
    @rule(program=PROGRAMS, data=st.data())
    def take_back(self, program: int, data: st.DataObject) -> None:
        journal = self._at(program)
        shared = data.draw(st.sampled_from(journal.reflections.ours()))
        if journal.mine.is_open(shared.by):
            journal.reflections.take_back(shared, by=shared.by)

    @rule(program=PROGRAMS, who=PARTNERS, passphrase=st.sampled_from(list(PASSPHRASES.values())))
    def change_to_the_same_passphrase(self, program: int, who: Who, passphrase: str) -> None:
        journal = self._at(program)
        try:
            journal.mine.change_passphrase(who, passphrase, PASSPHRASES[who])
            assert passphrase == PASSPHRASES[who]
        except RmjournalError:
            assert passphrase != PASSPHRASES[who] or not journal.mine.is_set_up(who)

    @invariant()
    def nobody_sees_the_others(self) -> None:
        for program in getattr(self, "programs", ()):
            program.refresh()
            author = program.mine.author
            for who in PASSPHRASES:
                self._sees_only_own(program, who)
            found = {hit.text + hit.title for words in self.private for hit in program.search([words])}
            seen = {words for words, who in self.private.items() if any(words in text for text in found)}
            assert all(self.private[words] is author for words in seen)

    @invariant()
    def nothing_private_is_in_the_folder(self) -> None:
        if not hasattr(self, "path"):
            return
        for file in self.path.parent.rglob("*"):
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            assert not [words for words in self.private if words in text]

    def teardown(self) -> None:
        for program in getattr(self, "programs", ()):
            program.close()
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def _at(self, program: int) -> Journal:
        journal: Journal = self.programs[program]
        journal.refresh()
        journal.mine.touch()
        return journal

    def _sees_only_own(self, program: Journal, who: Who) -> None:
        try:
            pages: tuple[PrivateReflection, ...] = program.reflections.mine(who)
        except ShelfLockedError:
            assert program.mine.author is not who
            return
        assert program.mine.author is who
        assert all(self.private.get(page.words.text, who) is who for page in pages)
        assert not program.mine.pages(who).findings().words()


TestTwoPrograms = TwoPrograms.TestCase
TestTwoPrograms.settings = settings(
    max_examples=25, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
)
