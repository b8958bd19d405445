from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.text import MARKS_AT_MOST, clean, one_line

NASTY = [
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b]8;;http://a.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x9b31m",
    "\x9d52;c;eA==\x9c",
    "a\u202egpj.exe",
    "\u2066x\u2069",
    "\u200d",
    "\u200c",
    "\ufe0f",
    "\U000e0101",
    "\U000e0041",
    "\u0301",
    "\u20dd",
    "\ud800",
    "\udc00",
    "\r",
    "\n",
    "\r\n",
    "\x85",
    "\u2028",
    "\t",
    " ",
    "\xa0",
    "\u3000",
    "\ufeff",
    "\xad",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "👩‍💻",
    "1\ufe0f\u20e3",
    "می‌خواهم",
    "क्‍ष",
    "é",
    "e",
    "#",
    "\x00",
]
hostile = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=3)), max_size=25).map("".join)

TURNERS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


def longest_pile(text: str) -> int:
    longest = piled = 0
    for char in text:
        piled = piled + 1 if unicodedata.combining(char) else 0
        longest = max(longest, piled)
    return longest


@given(hostile)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(hostile)
def test_nothing_is_left_that_a_terminal_obeys(text: str) -> None:
    cleaned = clean(text)
    controls = {char for char in cleaned if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}}
    assert controls <= {"\n", "\t"}
    assert not TURNERS & set(cleaned)
    assert "\ufeff" not in cleaned
    assert not [char for char in cleaned.replace(FLAG, "") if "\U000e0000" <= char <= "\U000e007f"]
    assert longest_pile(cleaned) <= MARKS_AT_MOST


@given(hostile)
def test_what_is_clean_can_be_written_to_any_file(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


@given(hostile)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert "\t" not in line
    assert line == line.strip()
    assert len(line.splitlines()) <= 1


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=200))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Two lines\n\tand a tab",
        "Zoë\u2019s “café” \u2013 naïve… 20 € · ½",
        "Привет, мир",
        "می‌خواهم بدانم",
        "क्‍ष और क्‌ष",
        "שָׁלוֹם",
        "日本語の葛\U000e0100飾",
        "Việt Nam, đường đi",
        unicodedata.normalize("NFD", "Việt Nam, một ngày"),
        "ภาษาไทยที่นี่",
        "👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️ 👍🏽 1️⃣ 🇬🇧 ❤️‍🔥",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ],
)
def test_scripts_and_emoji_keep_what_they_need(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("bell\x07", "bell␇"),
        ("a\x7fb\x9bc", "a␡b\ufffdc"),
        ("nul\x00", "nul␀"),
        ("one\r\ntwo\rthree\x85four\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("pass\u200bword\u200d", "password"),
        ("pass\u200dword", "password"),
        ("\ufeffbegin", "begin"),
        ("half \ud83d", "half \ufffd"),
        ("z" + "\u0301" * 40, "z" + "\u0301" * MARKS_AT_MOST),
        ("z" + "\u0301\u200d" * 40, "z" + "\u0301\u200d" * (MARKS_AT_MOST // 2)),
        ("☺" + "\ufe01" * 30, "☺\ufe01"),
        ("secret\U000e0041\U000e0042", "secret"),
    ],
)
def test_hidden_and_obeyed_characters_are_shown_or_left_out(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_one_line_joins_lines_by_a_space() -> None:
    assert one_line("  one\n\n  two\tthree \r\n") == "one two three"
