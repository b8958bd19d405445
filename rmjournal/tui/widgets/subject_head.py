"""What is being rated: the goal by its title, or the want in its words."""

from __future__ import annotations

from rmjournal.domain.goals import Expectation, Goal
from rmjournal.tui.hanging import hanging
from rmjournal.tui.show import line_of, lines_of, shown_line
from rmjournal.tui.widgets.folded import Folded


class SubjectHead(Folded):
    """The thing in question, above the answers to it."""

    def show(self, subject: Goal | Expectation, *, above: str, beside: str) -> None:
        """Show this one.

        Args:
            subject: The goal or the want.
            above: Who answers, in a line.
            beside: Which of how many it is.
        """
        words = subject.title if isinstance(subject, Goal) else subject.text
        first = line_of((above, "bold $text-primary"), (f"  {beside}", "$text-muted"))
        label = line_of((f"{subject.label}  ", "bold $text-secondary"))
        self.fold(lambda width: lines_of(first, hanging(label, shown_line(words, "bold"), width)))
