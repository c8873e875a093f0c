"""What somebody who seals and opens would notice."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whensafe.errors import BadOption, BadSeal, SealFault, WhensafeError
from whensafe.sealing import armor, bech32
from whensafe.sealing.age import (
    HybridIdentity,
    HybridRecipient,
    X25519Identity,
    open_armored,
    open_file,
    open_seal,
    seal,
)
from whensafe.sealing.stream import CHUNK

OLENA = HybridIdentity(bytes(range(32)))
PAVLO = HybridIdentity(bytes(range(1, 33)))


def sealed(words: bytes, *whom: HybridIdentity) -> bytes:
    return seal(words, [one.recipient() for one in whom], random=os.urandom)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_is_sealed_comes_back(size: int) -> None:
    words = os.urandom(size)
    assert open_seal(sealed(words, OLENA), [OLENA]) == words


def test_each_recipient_opens_and_nobody_else_does() -> None:
    data = sealed(b"the corridor", OLENA, PAVLO)
    assert open_file(data, [OLENA]) == open_file(data, [PAVLO]) == b"the corridor"
    with pytest.raises(BadSeal) as refused:
        open_file(data, [HybridIdentity(bytes(32))])
    assert refused.value.fault is SealFault.NO_MATCH


@settings(max_examples=150, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_is_refused(at: float, bit: int) -> None:
    data = bytearray(sealed(b"forty-two steps", OLENA))
    data[int(at * len(data))] ^= 1 << bit
    with pytest.raises(BadSeal):
        open_file(bytes(data), [OLENA])


@settings(max_examples=60, deadline=None)
@given(keep=st.floats(0, 1, exclude_max=True))
def test_a_cut_file_is_refused(keep: float) -> None:
    data = sealed(b"x" * (CHUNK + 5), OLENA)
    with pytest.raises(BadSeal):
        open_file(data[: int(keep * len(data))], [OLENA])


@given(data=st.binary(max_size=400))
def test_any_bytes_raise_only_ours(data: bytes) -> None:
    for opener in (open_file, open_armored, open_seal):
        with pytest.raises(WhensafeError):
            opener(data, [OLENA])
        with pytest.raises(WhensafeError):
            opener(b"age-encryption.org/v1\n-> " + data, [OLENA])


def test_armor_goes_there_and_back() -> None:
    data = sealed(b"said", OLENA)
    assert open_armored(armor.write(data), [OLENA]) == b"said"


def test_a_seal_never_rests_on_what_a_quantum_computer_opens() -> None:
    data = sealed(b"said", OLENA).replace(b"\n-> mlkem768x25519", b"\n-> X25519 AAAA\n\n-> mlkem768x25519", 1)
    with pytest.raises(BadSeal):
        open_seal(data, [OLENA])


def test_keys_as_text() -> None:
    assert HybridIdentity.parse(OLENA.secret_text()) == OLENA
    assert HybridRecipient.parse(str(OLENA.recipient())) == OLENA.recipient()
    assert str(OLENA.recipient()).startswith("age1pq1")
    with pytest.raises(BadOption):
        X25519Identity.parse(OLENA.secret_text())


def test_an_identity_does_not_print_its_seed() -> None:
    shown = f"{OLENA!r} {OLENA}"
    assert OLENA.seed.hex() not in shown
    assert repr(OLENA.seed) not in shown


@given(data=st.binary(max_size=80), prefix=st.sampled_from(["age", "age1pq", "age-secret-key-pq-"]))
def test_bech32_goes_there_and_back(data: bytes, prefix: str) -> None:
    text = bech32.encode(prefix, data)
    assert bech32.decode(text) == bech32.decode(text.upper()) == (prefix, data)


@given(
    data=st.binary(min_size=1, max_size=40),
    at=st.floats(0, 1, exclude_max=True),
    letter=st.sampled_from("qpzry9x8"),
)
def test_bech32_notices_a_mistyped_letter(data: bytes, at: float, letter: str) -> None:
    text = bech32.encode("age", data)
    i = 4 + int(at * (len(text) - 4))
    if text[i] == letter:
        return
    with pytest.raises(BadOption):
        bech32.decode(text[:i] + letter + text[i + 1 :])
