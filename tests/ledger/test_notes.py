from __future__ import annotations

import contextlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import BadInput, Damaged, Unreadable, WhensafeError
from whensafe.ledger import notes

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)
MINE = notes.Verifier("archive.example/log", KEY.public_key().public_bytes_raw())
TEXT = "Ognuno sta solo\n\ned è subito sera.\n"


def test_a_signed_text_opens_with_the_key_that_signed_it() -> None:
    data = notes.sign(TEXT, MINE, KEY.sign)
    assert notes.open_note(data, MINE).text == TEXT
    assert data.decode().splitlines()[-1].startswith("— archive.example/log ")


def test_lines_of_other_keys_are_kept_and_ignored() -> None:
    data = notes.sign(TEXT, MINE, KEY.sign)
    witness = notes.Verifier("witness.example", OTHER.public_key().public_bytes_raw())
    both = data + notes.sign(TEXT, witness, OTHER.sign).split(b"\n\n")[-1]
    assert [s.name for s in notes.open_note(both, MINE).signatures] == [MINE.name, witness.name]
    assert notes.open_note(both, witness).text == TEXT


def test_a_false_signature_beside_a_true_one_of_the_same_key_is_damage() -> None:
    data = notes.sign(TEXT, MINE, KEY.sign)
    false = notes.sign(TEXT, MINE, OTHER.sign).split(b"\n\n")[-1]
    with pytest.raises(Damaged):
        notes.open_note(data + false, MINE)


def test_another_keys_note_is_damage() -> None:
    stranger = notes.Verifier(MINE.name, OTHER.public_key().public_bytes_raw())
    with pytest.raises(Damaged):
        notes.open_note(notes.sign(TEXT, stranger, OTHER.sign), MINE)


@given(st.data())
def test_any_changed_bit_is_refused(data: st.DataObject) -> None:
    note = bytearray(notes.sign(TEXT, MINE, KEY.sign))
    bit = data.draw(st.integers(0, len(note) * 8 - 1))
    note[bit // 8] ^= 1 << bit % 8
    with pytest.raises((Unreadable, Damaged)):
        notes.open_note(bytes(note), MINE)


GOOD = notes.sign(TEXT, MINE, KEY.sign)
LINE = GOOD.split(b"\n\n")[-1]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(GOOD[:-1], id="no last newline"),
        pytest.param(GOOD + b"\n", id="an empty line after"),
        pytest.param(TEXT.encode(), id="unsigned"),
        pytest.param(b"\n\n" + LINE, id="no text"),
        pytest.param(TEXT.encode() + b"\n\xe2\x80\x94 a+b AAAAAAA=\n", id="a plus sign in the name"),
        pytest.param(TEXT.encode() + b"\n-- " + LINE[4:], id="no em dash"),
        pytest.param(TEXT.encode() + b"\n\xe2\x80\x94 name AAAA\n", id="shorter than a key id"),
        pytest.param(TEXT.encode() + b"\n\xe2\x80\x94 name AAAAAB==\n", id="base64 with loose bits"),
        pytest.param(b"a\tb\n\n" + LINE, id="a control character"),
        pytest.param(b"\xff\n\n" + LINE, id="not UTF-8"),
        pytest.param(b"a\r\n\n" + LINE, id="carriage return"),
        pytest.param(TEXT.encode() + b"\n" + LINE * 101, id="too many lines"),
        pytest.param(b"a" * notes.MOST_BYTES + b"\n\n" + LINE, id="too large"),
    ],
)
def test_malformed_notes_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        notes.parse(data)


@given(
    st.binary(max_size=200)
    | st.text(max_size=100).map(lambda t: t.encode("utf-8", "surrogatepass") + b"\n\n" + LINE)
)
def test_only_our_errors_leave_the_parser(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        notes.parse(data)


def test_sixteen_signatures_are_read() -> None:
    assert len(notes.parse(TEXT.encode() + b"\n" + LINE * 16).signatures) == 16


def test_a_key_line_comes_back() -> None:
    assert notes.verifier(str(MINE)) == MINE


@pytest.mark.parametrize(
    "line",
    ["", "name", "name+00000000+AAAA", str(MINE).replace("+", "+0", 1), str(MINE) + "=", "a b" + str(MINE)],
)
def test_malformed_key_lines_are_refused(line: str) -> None:
    with pytest.raises(Unreadable):
        notes.verifier(line)


@given(st.text(max_size=60))
def test_only_our_errors_leave_the_key_reader(line: str) -> None:
    with contextlib.suppress(WhensafeError):
        notes.verifier(line)


@pytest.mark.parametrize("text", ["", "no newline", "a\tb\n", "\n"])
def test_what_could_not_be_read_back_is_not_signed(text: str) -> None:
    with pytest.raises(Unreadable):
        notes.sign(text, MINE, KEY.sign)
    with pytest.raises(BadInput):
        notes.sign(TEXT, notes.Verifier("two words", MINE.public), KEY.sign)


def test_the_example_of_the_specification() -> None:
    """c2sp.org/signed-note prints this note; its key isn't printed, so only its form is checked."""
    data = (
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
        "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMc"
        "Xxj99ihAQwaqP3ZekRwNtIc=\n"
    ).encode()
    note = notes.parse(data)
    assert note.text.endswith("sole:\n\ned è subito sera.\n")
    assert note.signatures[0].key_id.hex() == "367ba04b"
    assert len(note.signatures[0].signature) == 64
