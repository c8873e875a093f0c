from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whensafe.errors import Damaged
from whensafe.store.blob_format import CHUNK, HEADER, TAG, decrypt, decrypt_part, encrypt, file_size

ROOT, SALT, NAME = b"r" * 32, b"s" * 32, "0" * 26
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7]


def written(plain: bytes, *, name: str = NAME, root: bytes = ROOT, salt: bytes = SALT) -> bytes:
    return b"".join(encrypt(root, name, salt, iter([plain])))


def read(data: bytes, *, name: str = NAME, root: bytes = ROOT) -> bytes:
    return b"".join(decrypt(root, name, iter([data])))


def chunks(data: bytes) -> list[bytes]:
    body = data[HEADER:]
    return [body[n : n + CHUNK + TAG] for n in range(0, len(body), CHUNK + TAG)]


@pytest.mark.parametrize("size", SIZES)
def test_every_size_comes_back(size: int) -> None:
    plain = bytes(n % 251 for n in range(size))
    assert read(written(plain)) == plain


@pytest.mark.parametrize("size", SIZES)
def test_a_file_is_as_long_as_the_format_says(size: int) -> None:
    pieces = max(1, -(-size // CHUNK))
    assert len(written(b"x" * size)) == HEADER + size + pieces * TAG


def test_a_part_is_read_without_the_rest_and_a_changed_byte_of_it_is_damage() -> None:
    plain = bytes(n % 251 for n in range(3 * CHUNK + 7))
    whole = written(plain)
    read_at: list[tuple[int, int]] = []

    def part(data: bytes, start: int, stop: int) -> bytes:
        def reading(at: int, n: int) -> bytes:
            read_at.append((at, n))
            return data[at : at + n]

        return b"".join(decrypt_part(ROOT, NAME, len(plain), (start, stop), reading))

    assert part(whole, CHUNK + 5, CHUNK + 9) == plain[CHUNK + 5 : CHUNK + 9]
    assert read_at == [(0, HEADER), (HEADER + CHUNK + TAG, CHUNK + TAG)]
    spoilt = bytearray(whole)
    spoilt[HEADER + 2 * (CHUNK + TAG) + 100] ^= 1
    assert part(bytes(spoilt), 0, 2 * CHUNK) == plain[: 2 * CHUNK]
    with pytest.raises(Damaged):
        part(bytes(spoilt), 2 * CHUNK, 2 * CHUNK + 1)
    swapped = whole[:HEADER] + b"".join([chunks(whole)[1], chunks(whole)[0], *chunks(whole)[2:]])
    with pytest.raises(Damaged):
        part(swapped, 0, 1)
    with pytest.raises(Damaged):  # cut behind a whole chunk: what is last now wasn't written as the last
        b"".join(
            decrypt_part(ROOT, NAME, 3 * CHUNK, (2 * CHUNK, 3 * CHUNK), lambda at, n: whole[at : at + n])
        )
    assert file_size(len(plain)) == len(whole)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=40_000), max_size=8), st.integers(1, 90_000))
def test_how_the_pieces_are_cut_changes_nothing(parts: list[bytes], step: int) -> None:
    whole = b"".join(encrypt(ROOT, NAME, SALT, iter(parts)))
    assert whole == written(b"".join(parts))
    pieces = (whole[n : n + step] for n in range(0, len(whole), step))
    assert b"".join(decrypt(ROOT, NAME, pieces)) == b"".join(parts)


def test_every_changed_byte_of_a_small_file_is_damage() -> None:
    data = written(b"a baker's words")
    for at in range(len(data)):
        for bit in (1, 128):
            changed = bytearray(data)
            changed[at] ^= bit
            with pytest.raises(Damaged):
                read(bytes(changed))


@pytest.mark.parametrize("size", SIZES)
def test_a_file_cut_anywhere_is_damage(size: int) -> None:
    data = written(b"x" * size)
    near_the_end = range(max(0, len(data) - 40), len(data))
    for end in {*range(0, len(data), 997), *near_the_end, HEADER, HEADER + CHUNK + TAG}:
        if end < len(data):
            with pytest.raises(Damaged):
                read(data[:end])


@pytest.mark.parametrize("size", SIZES)
def test_a_byte_too_many_is_damage(size: int) -> None:
    with pytest.raises(Damaged):
        read(written(b"x" * size) + b"\0")


def test_chunks_can_neither_be_moved_nor_dropped_nor_repeated() -> None:
    data = written(bytes(n % 251 for n in range(3 * CHUNK + 10)))
    head, (a, b, c, d) = data[:HEADER], chunks(data)
    for wrong in ([b, a, c, d], [a, b, d], [a, b, b, c, d], [a, b, c], [d], [a, b, c, d, d], [b, c, d]):
        with pytest.raises(Damaged):
            read(head + b"".join(wrong))


def test_another_name_key_or_salt_opens_nothing() -> None:
    data = written(b"words")
    for wrong in ({"name": "1" * 26}, {"root": b"q" * 32}):
        with pytest.raises(Damaged):
            read(data, **wrong)  # type: ignore[arg-type]
    other = written(b"words", salt=b"t" * 32)
    with pytest.raises(Damaged):
        read(data[:HEADER] + other[HEADER:])


def test_nothing_is_given_out_of_a_chunk_that_was_changed() -> None:
    data = bytearray(written(b"a" * CHUNK + b"b" * CHUNK))
    data[HEADER + CHUNK + TAG + 5] ^= 1
    given_out = []
    with pytest.raises(Damaged):
        given_out.extend(decrypt(ROOT, NAME, iter([bytes(data)])))
    assert b"b" not in b"".join(given_out)


def test_the_same_words_under_another_salt_share_no_bytes() -> None:
    one, other = written(b"words" * 100), written(b"words" * 100, salt=b"t" * 32)
    assert one[HEADER : HEADER + 64] != other[HEADER : HEADER + 64]


def test_a_large_file_passes_through_in_small_pieces() -> None:
    most = 0

    def source() -> Iterator[bytes]:
        for _ in range(64):
            yield b"x" * (1 << 20)

    for piece in encrypt(ROOT, NAME, SALT, source()):
        most = max(most, len(piece))
    assert most == CHUNK + TAG
