from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import BadInput, Unreadable
from whensafe.ledger import entry

SALT = bytes(range(32))

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
objects = st.dictionaries(st.text(max_size=10), json_values, max_size=5)


@given(objects)
def test_an_entry_comes_back_as_it_was_and_opens_its_leaf(value: dict[str, object]) -> None:
    payload = entry.canonical(value)
    leaf = entry.commit(SALT, payload)
    assert entry.read(payload) == value
    assert len(leaf) == entry.LEAF_BYTES
    assert entry.opens(leaf, SALT, payload)


@given(objects, st.integers(0, 255))
def test_another_salt_or_payload_does_not_open_it(value: dict[str, object], bit: int) -> None:
    payload = entry.canonical(value)
    leaf = entry.commit(SALT, payload)
    salt = bytearray(SALT)
    salt[bit // 8] ^= 1 << bit % 8
    assert not entry.opens(leaf, bytes(salt), payload)
    assert not entry.opens(leaf, SALT, payload + b" ")
    assert not entry.opens(leaf, SALT + payload[:1], payload[1:])


def test_a_leaf_has_one_size_whatever_happened() -> None:
    sizes = {len(entry.commit(SALT, b"x" * n)) for n in (0, 1, 1000, 100_000)}
    assert sizes == {entry.LEAF_BYTES}


@pytest.mark.parametrize("salt", [b"", b"short", b"x" * 33])
def test_a_salt_of_another_length_is_refused(salt: bytes) -> None:
    with pytest.raises(BadInput):
        entry.commit(salt, b"{}")
    assert not entry.opens(b"x" * 32, salt, b"{}")


@pytest.mark.parametrize(
    "value", [{"n": 2**60}, {"x": object()}, {1: "key"}, {"f": float("nan")}, {"s": "\ud800"}]
)
def test_what_json_cannot_hold_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        entry.canonical(value)


@pytest.mark.parametrize(
    "payload",
    [b"", b"[]", b'{"b":1,"a":2}', b'{"a": 1}', b'{"a":1,"a":1}', b'{"a":1e0}', b"\xff", b"[" * 100_000],
)
def test_another_writing_of_an_entry_is_refused(payload: bytes) -> None:
    with pytest.raises(Unreadable):
        entry.read(payload)


@given(st.binary(max_size=60))
def test_only_our_errors_leave_the_reader(payload: bytes) -> None:
    with contextlib.suppress(Unreadable):
        entry.read(payload)
