"""The vault: what it locks opens in its own place, with its own key, whole, or not at all."""

from __future__ import annotations

import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmjournal.domain.pair import Who
from rmjournal.domain.shelf import KeySlot, LockedPage, Way
from rmjournal.errors import PassphraseError, SealedTextError, ShelfError
from rmjournal.store import vault as vaults
from rmjournal.store.codec import decode, encode
from rmjournal.store.vault import WEAKEST, Vault

JOURNAL = "journal001"
PASSPHRASE = "roof stayed on"
WORDS = b"I became a generation."


def fresh(author: Who = Who.MENTOR, *, journal: str = JOURNAL, key: str = "key1") -> Vault:
    return vaults.new_vault(journal, author, key=key)


def changed(value: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(value, **fields)


VAULT = fresh()
PAGE = VAULT.lock(WORDS, id="page1", sealed=3)
SLOT = VAULT.slot("key1", PASSPHRASE, id="slot1", strength=WEAKEST)
CODE = vaults.new_recovery_code()
CODE_SLOT = VAULT.slot("key1", CODE, id="slot2", way=Way.CODE)


def test_what_was_locked_opens() -> None:
    assert VAULT.unlock(PAGE) == WORDS
    assert WORDS not in PAGE.text


@given(st.binary(max_size=2000))
def test_any_bytes_come_back_and_only_their_length_in_blocks_shows(body: bytes) -> None:
    page = VAULT.lock(body, id="page1", sealed=1)
    assert VAULT.unlock(page) == body
    blocks = len(body) // vaults.BLOCK + 1
    assert len(page.text) == 24 + 16 + blocks * vaults.BLOCK


def test_the_same_words_look_different_each_time() -> None:
    assert VAULT.lock(WORDS, id="page1", sealed=3).text != PAGE.text


def test_a_page_comes_back_from_a_file() -> None:
    doc = encode(PAGE)
    assert decode(LockedPage, "page1", doc) == PAGE
    assert set(doc) == {"author", "key", "sealed", "text"}


MOVED = {
    "another record": changed(PAGE, id="page2"),
    "another author": changed(PAGE, author=Who.MENTEE),
    "a later number": changed(PAGE, sealed=4),
    "an earlier number": changed(PAGE, sealed=2),
    "no number": changed(PAGE, sealed=0),
    "a key that is not here": changed(PAGE, key="key2"),
    "nothing left": changed(PAGE, text=b""),
    "only a nonce": changed(PAGE, text=PAGE.text[:24]),
    "one byte less": changed(PAGE, text=PAGE.text[:-1]),
    "one block less": changed(PAGE, text=PAGE.text[: -vaults.BLOCK]),
    "one byte more": changed(PAGE, text=PAGE.text + b"\0"),
    "the first byte less": changed(PAGE, text=PAGE.text[1:]),
}


@pytest.mark.parametrize("how", MOVED)
def test_a_page_that_was_moved_or_cut_does_not_open(how: str) -> None:
    with pytest.raises(SealedTextError):
        VAULT.unlock(MOVED[how])


def test_a_page_moved_to_another_journal_does_not_open_with_the_same_key() -> None:
    elsewhere = Vault("journal002", Who.MENTOR, VAULT._keys)
    with pytest.raises(SealedTextError):
        elsewhere.unlock(PAGE)


def test_another_key_of_the_same_name_opens_nothing() -> None:
    with pytest.raises(SealedTextError):
        fresh().unlock(PAGE)


def test_two_pages_that_traded_their_words_do_not_open() -> None:
    other = VAULT.lock(b"Roof stayed on.", id="page2", sealed=3)
    for page, text in ((PAGE, other.text), (other, PAGE.text)):
        with pytest.raises(SealedTextError):
            VAULT.unlock(changed(page, text=text))


def test_no_bit_of_a_page_can_be_flipped() -> None:
    for place in range(len(PAGE.text)):
        for bit in range(8):
            with pytest.raises(SealedTextError):
                VAULT.unlock(changed(PAGE, text=flipped(PAGE.text, place, bit)))


@pytest.mark.parametrize("field", ["salt", "wrapped"])
def test_no_bit_of_a_slot_can_be_flipped(field: str) -> None:
    held = getattr(CODE_SLOT, field)
    for place in range(len(held)):
        for bit in range(8):
            broken = changed(CODE_SLOT, **{field: flipped(held, place, bit)})
            assert vaults.opened(JOURNAL, broken, CODE) is None


def flipped(held: bytes, place: int, bit: int) -> bytes:
    return held[:place] + bytes([held[place] ^ 1 << bit]) + held[place + 1 :]


def test_the_passphrase_and_the_code_open_the_same_key() -> None:
    for slot, secret in ((SLOT, PASSPHRASE), (CODE_SLOT, CODE)):
        vault = vaults.opened(JOURNAL, slot, secret)
        assert vault is not None
        assert vault.unlock(PAGE) == WORDS


@pytest.mark.parametrize(
    "wrong", ["roof stayed off", "Roof stayed on", "roof stayed on.", "", "rooofstayedon"]
)
def test_a_wrong_passphrase_opens_nothing(wrong: str) -> None:
    assert vaults.opened(JOURNAL, SLOT, wrong) is None


def test_a_slot_serves_its_own_journal_author_key_and_way_only() -> None:
    assert vaults.opened("journal002", CODE_SLOT, CODE) is None
    for fields in (
        {"author": Who.MENTEE},
        {"key": "key2"},
        {"id": "slot3"},
        {"memory": 19},
        {"wrapped": b""},
    ):
        assert vaults.opened(JOURNAL, changed(CODE_SLOT, **fields), CODE) is None
    assert vaults.opened(JOURNAL, changed(SLOT, passes=3), PASSPHRASE) is None
    as_passphrase = changed(CODE_SLOT, way=Way.PASSPHRASE, memory=19, passes=2)
    assert vaults.opened(JOURNAL, as_passphrase, CODE) is None


@pytest.mark.parametrize(
    ("memory", "passes"),
    [(0, 0), (18, 2), (19, 1), (513, 3), (64, 11), (1 << 40, 3), (64, 1 << 40), (-64, 3), (64, -3), (1, 10)],
)
def test_a_slot_that_asks_for_weak_or_absurd_strength_is_refused_before_anything_is_derived(
    memory: int, passes: int
) -> None:
    with pytest.raises(ShelfError, match="refused"):
        vaults.opened(JOURNAL, changed(SLOT, memory=memory, passes=passes), PASSPHRASE)


@pytest.mark.parametrize("salt", [b"", b"short", b"x" * 17])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(ShelfError, match="refused"):
        vaults.opened(JOURNAL, changed(SLOT, salt=salt), PASSPHRASE)


def test_what_is_made_has_the_usual_strength() -> None:
    bounds = (vaults.WEAKEST, vaults.USUAL, vaults.STRONGEST)
    assert [(one.memory, one.passes) for one in bounds] == [(19, 2), (64, 3), (512, 10)]
    slot = VAULT.slot("key1", PASSPHRASE, id="slot1")
    assert (slot.memory, slot.passes) == (64, 3)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_unicode_form_of_a_passphrase_opens_the_same(form: Any) -> None:
    passphrase = "dreiundzwanzig Namen, ﬁn, é, 한국, ①"
    slot = VAULT.slot("key1", passphrase, id="slot1", strength=WEAKEST)
    typed = unicodedata.normalize(form, passphrase)
    assert vaults.opened(JOURNAL, slot, f"  {typed}\n") is not None


def test_half_a_surrogate_pair_in_a_passphrase_is_just_wrong() -> None:
    assert vaults.opened(JOURNAL, SLOT, "roof \ud800 on") is None


@pytest.mark.parametrize("short", ["", "       ", "roof", "a b    c"])
def test_a_passphrase_of_a_few_letters_is_refused(short: str) -> None:
    with pytest.raises(PassphraseError, match="8 characters"):
        vaults.checked_passphrase(short)


def test_a_recovery_code_is_long_enough_and_never_the_same() -> None:
    codes = {vaults.new_recovery_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code.replace("-", "")) == 32 and len(code.split("-")) == 8 for code in codes)


def test_a_recovery_code_is_read_as_people_write_it() -> None:
    written = CODE.upper().replace("-", " ").replace("0", "O").replace("1", "l")
    assert vaults.checked_code(written) == CODE.replace("-", "")


@given(place=st.integers(0, 31), letter=st.sampled_from(vaults.ALPHABET))
def test_a_slip_in_a_recovery_code_is_told_or_opens_nothing(place: int, letter: str) -> None:
    letters = CODE.replace("-", "")
    slipped = letters[:place] + letter + letters[place + 1 :]
    if slipped == letters:
        return
    try:
        vault = vaults.opened(JOURNAL, CODE_SLOT, slipped)
    except PassphraseError:
        vault = None
    assert vault is None


@pytest.mark.parametrize(
    "code",
    ["", "abcd", CODE + "0", CODE[:-1], "ü" * 32],
    ids=["nothing", "too short", "one letter more", "one letter less", "other letters"],
)
def test_what_cannot_be_a_recovery_code_is_told(code: str) -> None:
    with pytest.raises(PassphraseError, match="slip"):
        vaults.checked_code(code)


def test_a_new_passphrase_leaves_the_pages_as_they_are() -> None:
    again = VAULT.slot("key1", "twenty-three names", id="slot1", strength=WEAKEST)
    vault = vaults.opened(JOURNAL, again, "twenty-three names")
    assert vault is not None
    assert vault.unlock(PAGE) == WORDS
    assert vaults.opened(JOURNAL, again, PASSPHRASE) is None


def test_two_keys_open_what_each_locked() -> None:
    other = fresh(key="key2")
    page = other.lock(b"from the other laptop", id="page9", sealed=1)
    both = VAULT.joined_with(other)
    assert (both.unlock(PAGE), both.unlock(page)) == (WORDS, b"from the other laptop")


def test_neither_keys_nor_words_show_in_a_traceback() -> None:
    key = next(iter(VAULT._keys.values()))
    assert repr(VAULT) == "Vault(mentor)"
    assert repr(key) not in f"{VAULT!r}{SLOT!r}{PAGE!r}"


def test_a_slot_comes_back_from_a_file() -> None:
    assert decode(KeySlot, "slot1", encode(SLOT)) == SLOT
