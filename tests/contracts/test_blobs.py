from __future__ import annotations

import pytest

from whensafe.desk.ports import Store
from whensafe.errors import Damaged
from whensafe.nouns.ids import BLOB_CHARS, BlobName

SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_byte_for_byte(store: Store, size: int) -> None:
    data = bytes(n % 251 for n in range(size))
    with store.write() as unit:
        ref = unit.blobs.put(data[n : n + 10_007] for n in range(0, size, 10_007))
    with store.read() as unit:
        assert b"".join(unit.blobs.read(ref.name)) == data
        assert [ref] == list(unit.blobs.refs())
        assert ref.size == size
        assert ref.mac == unit.secrets.mac("blob", data)


@pytest.mark.parametrize("size", SIZES)
def test_a_part_is_those_bytes_and_no_others(store: Store, size: int) -> None:
    data = bytes(n % 251 for n in range(size))
    with store.write() as unit:
        ref = unit.blobs.put(iter((data,)))
    edges = sorted({0, 1, 65_535, 65_536, 65_537, 131_071, size - 1, size, size + 1} & set(range(size + 2)))
    with store.read() as unit:
        for start in edges:
            for stop in edges:
                if start <= stop:
                    assert b"".join(unit.blobs.read_part(ref.name, start, stop)) == data[start:stop]


def test_names_are_random_and_of_one_length(store: Store) -> None:
    with store.write() as unit:
        one, other = unit.blobs.put(iter([b"same"])), unit.blobs.put(iter([b"same"]))
    assert one.name != other.name
    assert {len(one.name), len(other.name)} == {BLOB_CHARS}
    with store.read() as unit:
        assert list(unit.blobs.names()) == sorted([one.name, other.name])
        assert [ref.name for ref in unit.blobs.refs()] == sorted([one.name, other.name])


def test_an_undone_act_leaves_no_file(store: Store) -> None:
    with pytest.raises(KeyError), store.write() as unit:  # noqa: PT012
        unit.blobs.put(iter([b"gone"]))
        raise KeyError
    with store.read() as unit:
        assert list(unit.blobs.names()) == []
        assert list(unit.blobs.refs()) == []


def test_a_source_that_fails_leaves_no_file(store: Store) -> None:
    def broken():  # type: ignore[no-untyped-def]
        yield b"x" * 100_000
        raise OSError(5, "the disk")

    with pytest.raises(Exception, match="disk"), store.write() as unit:
        unit.blobs.put(broken())
    with store.read() as unit:
        assert list(unit.blobs.names()) == []


def test_a_removed_file_is_gone_when_the_act_is(store: Store) -> None:
    with store.write() as unit:
        ref = unit.blobs.put(iter([b"x"]))
    with pytest.raises(KeyError), store.write() as unit:  # noqa: PT012
        unit.blobs.remove(ref.name)
        raise KeyError
    with store.read() as unit:
        assert list(unit.blobs.read(ref.name)) == [b"x"]
    with store.write() as unit:
        unit.blobs.remove(ref.name)
    with store.read() as unit:
        assert list(unit.blobs.names()) == []
        assert list(unit.blobs.refs()) == []
        with pytest.raises(Damaged):
            list(unit.blobs.read(ref.name))


def test_what_is_not_there_is_damage(store: Store) -> None:
    with store.read() as unit, pytest.raises(Damaged):
        list(unit.blobs.read(BlobName("0" * BLOB_CHARS)))


def test_a_sweep_takes_nothing_that_belongs(store: Store) -> None:
    with store.write() as unit:
        ref = unit.blobs.put(iter([b"x"]))
        assert unit.blobs.sweep() == 0
    with store.read() as unit:
        assert list(unit.blobs.read(ref.name)) == [b"x"]
