"""Sealing what is too long to be held: the same format, a piece at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import BadSeal
from whensafe.sealing.age import HybridIdentity
from whensafe.sealing.padding import padded_media, padded_pieces, unpadded_pieces
from whensafe.sealing.seals import Context, open_long, open_sealed, seal_long, seal_media

OPENER = HybridIdentity(b"k" * 32)
CONTEXT = Context("archive", "group", "seal", "interview", "session", 1, "recording")
CHUNK = 64 * 1024
SIZES = [0, 1, 300, CHUNK - 300, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17]
_chance = random.Random(3).randbytes  # noqa: S311 - the same in every run


def pieces(data: bytes, step: int = 1000) -> Iterator[bytes]:
    return (data[at : at + step] for at in range(0, len(data), step))


def sealed(data: bytes, context: Context = CONTEXT) -> bytes:
    return b"".join(seal_long(len(data), pieces(data), context, OPENER.recipient(), _chance))


def opened(data: bytes, context: Context = CONTEXT, step: int = 777) -> bytes:
    return b"".join(open_long(pieces(data, step), context, OPENER))


@pytest.mark.parametrize("size", SIZES)
def test_both_ways_read_what_either_wrote(size: int) -> None:
    data = _chance(size)
    whole = seal_media(data, CONTEXT, OPENER.recipient(), _chance)
    assert len(sealed(data)) == len(whole)
    assert opened(sealed(data)) == opened(whole) == data
    assert open_sealed(sealed(data), CONTEXT, OPENER) == data


@given(st.binary(max_size=2000), st.integers(1, 999))
def test_padding_in_pieces_is_padding(data: bytes, step: int) -> None:
    padded = padded_media(data)
    assert b"".join(padded_pieces(len(data), pieces(data, step))) == padded
    assert b"".join(unpadded_pieces(pieces(padded, step))) == data


def test_what_was_moved_or_is_for_somebody_else_gives_nothing() -> None:
    data = sealed(_chance(1000))
    with pytest.raises(BadSeal):
        opened(data, Context("archive", "group", "seal", "other", "session", 1, "recording"))
    with pytest.raises(BadSeal):
        b"".join(open_long(pieces(data), CONTEXT, HybridIdentity(b"o" * 32)))


@given(at=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_a_flipped_bit_is_noticed_before_the_end(at: int, bit: int) -> None:
    data = bytearray(_FILE)
    data[at % len(data)] ^= 1 << bit
    with pytest.raises(BadSeal):
        opened(bytes(data))


@pytest.mark.parametrize("cut", [1, 16, CHUNK, CHUNK + 16, 2 * CHUNK + 32])
def test_a_file_that_was_cut_is_noticed(cut: int) -> None:
    with pytest.raises(BadSeal):
        opened(_FILE[:-cut])


def test_bytes_that_aren_t_as_many_as_announced_are_not_sealed() -> None:
    with pytest.raises(ValueError, match="announced"):
        b"".join(seal_long(5, pieces(b"four"), CONTEXT, OPENER.recipient(), _chance))


def test_little_is_held_at_once() -> None:
    made = 0

    def coming() -> Iterator[bytes]:
        nonlocal made
        for _ in range(1000):
            made += 1
            yield bytes(CHUNK)

    out = seal_long(1000 * CHUNK, coming(), CONTEXT, OPENER.recipient(), _chance)
    for n, _ in zip(range(20), out, strict=False):
        assert made <= n + 3


_FILE = sealed(_chance(2 * CHUNK + 5))
