"""User text made safe for a terminal or a document.

What somebody typed or pasted may hold characters that a terminal obeys, that turn a line around, or that
nobody can see. Here they are shown as a mark, or left out where a mark would only disturb the reader:

- Control characters become their visible picture (an escape reads ␛), the unnamed ones U+FFFD. So an escape
  sequence is still there to be read, and can do nothing.
- Every kind of line break becomes a newline.
- What turns the direction of text around, tag characters and characters without width are left out.
  Joiners and variation selectors stay where emoji and scripts need them, one after a character.
- Lone halves of a surrogate pair become U+FFFD.
- Marks piled on one character are cut after six, which is more than any living script piles up.
"""

from __future__ import annotations

import re
import unicodedata

MARKS_AT_MOST = 6
"""How many combining marks one character may carry."""

_HARMLESS = re.compile(
    "[\t\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2000-\u200a"
    "\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2100-\u2bff\u3000-\u3029\u3030-\u3098\u309b-\u3163\u3165-\u9fff\uac00-\ud7a3"
    "\U0001f000-\U0001faff]*"
)
"""Texts that are clean as they stand: most of those that people write."""

_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")
_TAGS = "|".join(
    "".join(chr(0xE0000 + ord(letter)) for letter in code) for code in ("gbeng", "gbsct", "gbwls")
)
_FLAG = f"\U0001f3f4(?:{_TAGS})\U000e007f"
_UNSEEN = (
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_BARRED = re.compile(f"({_FLAG})|[{_UNSEEN}]|([\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff])")

_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_ATTACHED = re.compile(f"(?s)(.?)([{_JOINERS}{_SELECTORS}]+)")
_FIRST_ATTACHED = re.compile(f"[{_SELECTORS}]?[{_JOINERS}]?")

_LONG_RUN = re.compile(f"[^\x00-\x7f]{{{MARKS_AT_MOST + 1},}}")
_FOLD = re.compile("(?<![ \t])[ \t]*[\t\n][ \t\n]*")


def clean(text: str) -> str:
    """The text with nothing in it that a terminal would obey or that hides from the reader.

    Cleaning what is clean changes nothing.
    """
    if _HARMLESS.fullmatch(text):
        return text
    text = _BREAK.sub("\n", text)
    text = _BARRED.sub(_shown, text)
    text = _ATTACHED.sub(_attached, text)
    return _LONG_RUN.sub(_thinned, text)


def one_line(text: str) -> str:
    """The clean text on one line, without space around it."""
    return _FOLD.sub(" ", clean(text)).strip()


def _shown(match: re.Match[str]) -> str:
    flag, control = match.groups()
    if flag:
        return str(flag)
    if not control:
        return ""
    if control == "\x7f":
        return "\u2421"
    return chr(0x2400 + ord(control)) if control < " " else "\ufffd"


def _attached(match: re.Match[str]) -> str:
    """Keep one selector and one joiner, and only after something that they can belong to."""
    before, run = match.groups()
    first = _FIRST_ATTACHED.match(run)
    kept = first.group() if first else ""
    if before in tuple("0123456789#*"):
        kept = kept.rstrip(_JOINERS)
    elif not before or before.isascii() or before.isspace():
        kept = ""
    return f"{before}{kept}"


def _thinned(match: re.Match[str]) -> str:
    kept: list[str] = []
    piled = 0
    for char in match.group():
        piled = piled + 1 if char in _JOINERS or unicodedata.category(char) in {"Mn", "Me"} else 0
        if piled <= MARKS_AT_MOST:
            kept.append(char)
    return "".join(kept)
