"""The lines between `---` and `---` at the head of a template: its id, its phase and its lengths.

They are YAML of the plainest kind. Anchors, aliases and tags are refused before anything is built from them,
and every value is taken as it is written, so that `phase: no` is the word "no".
"""

from __future__ import annotations

import re

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rmjournal.domain.fitting import LONGEST_MINUTES, SHORTEST_MINUTES
from rmjournal.domain.record import Value
from rmjournal.markdown.problems import Problems, quoted

KEYS = ("id", "phase", "minutes", "lengths")
REQUIRED = ("id", "minutes")

MAX_HEAD = 4096
"""Characters: a head of four keys is far shorter."""

MAX_DEPTH = 4
"""How deep brackets and lists may nest before they are refused unread."""

MAX_LENGTHS = 20

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
"""An id: it is also the name of the template's file and a word of the command line."""

_EXAMPLES = {"id": "id: our-focus", "minutes": "minutes: 30"}
_PHASE = re.compile(r"[^\W_](?:[\w -]{0,38}\w)?")
_WHOLE = re.compile(r"[0-9]{1,6}")


class Head(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What the head of a template says; what is missing or wrong there has its default."""

    id: str = ""
    phase: str = ""
    minutes: int = 0
    lengths: tuple[int, ...] = ()
    lengths_line: int = 1
    """Where the lengths stand, else the minutes, else the head."""


def read_head(source: str, first_line: int, problems: Problems) -> Head:
    """The head of a template, whose text starts at that line; whatever is wrong is noted."""
    if len(source) > MAX_HEAD:
        problems.add(
            first_line, "The front matter is too long.", f"It holds {_listed(KEYS)} and nothing else."
        )
        return Head()
    nodes = _nodes(source, first_line, problems)
    if nodes is None:
        return Head()
    for key in REQUIRED:
        if key not in nodes:
            problems.add(
                max(1, first_line - 1), f"The front matter has no {key}.", f"Add a line: {_EXAMPLES[key]}"
            )
    return _HeadReader(nodes, first_line, problems).read()


class _HeadReader:
    """Reads the four values, noting what is wrong with each."""

    def __init__(self, nodes: dict[str, Node], first_line: int, problems: Problems) -> None:
        self._nodes = nodes
        self._first = first_line
        self._problems = problems

    def read(self) -> Head:
        """All of them."""
        at = self._nodes.get("lengths") or self._nodes.get("minutes")
        return Head(
            id=self._word("id", ID, "small letters a to z, digits and hyphens, at most 40"),
            phase=self._word("phase", _PHASE, "a word or two, such as middle"),
            minutes=self._minutes(),
            lengths=self._lengths(),
            lengths_line=self._line(at) if at is not None else max(1, self._first - 1),
        )

    def _word(self, key: str, pattern: re.Pattern[str], meant: str) -> str:
        node = self._nodes.get(key)
        if node is None:
            return ""
        word = _scalar(node)
        if word is not None and pattern.fullmatch(word):
            return word
        given = f": {quoted(word)}" if word else ""
        self._problems.add(self._line(node), f"This {key} cannot be used{given}.", f"Write {meant}.")
        return ""

    def _minutes(self) -> int:
        node = self._nodes.get("minutes")
        return 0 if node is None else self._length(node, "minutes")

    def _lengths(self) -> tuple[int, ...]:
        node = self._nodes.get("lengths")
        if node is None:
            return ()
        parts = node.value if isinstance(node, SequenceNode) else None
        if not parts or len(parts) > MAX_LENGTHS:
            self._problems.add(
                self._line(node), "The lengths are not a list of minutes.", "Write: lengths: [15, 30, 45]"
            )
            return ()
        lengths = tuple(self._length(part, "lengths") for part in parts)
        if len(set(lengths)) < len(lengths) and 0 not in lengths:
            self._problems.add(self._line(node), "A length is listed twice.", "List each one once.")
        return lengths if 0 not in lengths else ()

    def _length(self, node: Node, key: str) -> int:
        word = _scalar(node)
        number = int(word) if word is not None and _WHOLE.fullmatch(word) else 0
        if SHORTEST_MINUTES <= number <= LONGEST_MINUTES:
            return number
        given = quoted(word) if word is not None else "something else"
        self._problems.add(
            self._line(node),
            f"A length in {key} is {given}.",
            f"Write whole minutes from {SHORTEST_MINUTES} to {LONGEST_MINUTES}.",
        )
        return 0

    def _line(self, node: Node) -> int:
        return self._first + int(node.start_mark.line)


def _scalar(node: Node) -> str | None:
    return str(node.value).strip() if isinstance(node, ScalarNode) else None


def _nodes(source: str, first_line: int, problems: Problems) -> dict[str, Node] | None:
    """The values by key, unread; None where the head as a whole cannot be read."""
    try:
        if not _is_plain(source, first_line, problems):
            return None
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        problems.add(line, "The front matter cannot be read from here on.", "Write one `key: value` a line.")
        return None
    except (yaml.YAMLError, ValueError, OverflowError):
        problems.add(first_line, "The front matter cannot be read.", "Write one `key: value` a line.")
        return None
    if root is None:
        return {}
    if not isinstance(root, MappingNode):
        problems.add(first_line, "The front matter is not a list of keys.", "Write one `key: value` a line.")
        return None
    return _by_key(root, first_line, problems)


def _by_key(root: MappingNode, first_line: int, problems: Problems) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for key_node, value in root.value:
        key = _scalar(key_node)
        line = first_line + int(key_node.start_mark.line)
        if key not in KEYS:
            name = "" if key is None else f" {quoted(key)}"
            problems.add(line, f"The key{name} is not known.", f"The keys are {_listed(KEYS)}.")
        elif key in nodes:
            problems.add(line, f"The key {key} is here twice.", "Take one of them out.")
        else:
            nodes[key] = value
    return nodes


def _is_plain(source: str, first_line: int, problems: Problems) -> bool:
    """Whether nothing in the YAML stands for something else or nests deep."""
    refused = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DirectiveToken)
    opens = (
        yaml.BlockMappingStartToken,
        yaml.BlockSequenceStartToken,
        yaml.FlowMappingStartToken,
        yaml.FlowSequenceStartToken,
    )
    closes = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
    depth = 0
    for token in yaml.scan(source, Loader=yaml.SafeLoader):
        depth += isinstance(token, opens) - isinstance(token, closes)
        line = first_line + token.start_mark.line
        if isinstance(token, refused):
            problems.add(
                line, "Anchors, aliases, tags and directives are not read.", "Write the value itself."
            )
            return False
        if depth > MAX_DEPTH:
            problems.add(line, "The front matter nests too deep.", "Write one `key: value` a line.")
            return False
    return True


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
