from __future__ import annotations

import pytest

from whensafe.desk.ports import Opening, Store

LEAVES = [(bytes([n]) * 32, Opening(bytes([n]) * 32, b'{"n":%d}' % n)) for n in range(5)]


def test_an_empty_ledger_has_nothing(store: Store) -> None:
    with store.read() as unit:
        assert unit.ledger.size() == 0
        assert unit.ledger.checkpoint() is None
        assert list(unit.ledger.leaves(0, 10)) == []
        assert unit.ledger.nodes([(0, 0)]) == {}


def test_leaves_come_back_in_order_over_several_acts(store: Store) -> None:
    for leaf in LEAVES[:2]:
        with store.write() as unit:
            unit.ledger.append([leaf])
    with store.write() as unit:
        unit.ledger.append(LEAVES[2:])
        assert unit.ledger.size() == 5
    with store.read() as unit:
        assert list(unit.ledger.leaves(0, 5)) == LEAVES
        assert list(unit.ledger.leaves(1, 3)) == LEAVES[1:3]
        assert list(unit.ledger.leaves(4, 99)) == LEAVES[4:]


def test_nodes_are_found_by_level_and_index(store: Store) -> None:
    with store.write() as unit:
        unit.ledger.put_nodes([(0, 7, b"a" * 32), (1, 0, b"b" * 32), (40, 2**20, b"c" * 32)])
    with store.read() as unit:
        found = unit.ledger.nodes([(1, 0), (0, 7), (0, 8), (40, 2**20)])
    assert found == {(1, 0): b"b" * 32, (0, 7): b"a" * 32, (40, 2**20): b"c" * 32}


def test_many_nodes_are_asked_for_at_once(store: Store) -> None:
    keys = [(0, n) for n in range(12_000)]
    with store.write() as unit:
        unit.ledger.put_nodes([(level, n, n.to_bytes(32, "big")) for level, n in keys])
    with store.read() as unit:
        assert len(unit.ledger.nodes(keys)) == 12_000


def test_a_node_put_twice_is_the_later_one(store: Store) -> None:
    for value in (b"a" * 32, b"b" * 32):
        with store.write() as unit:
            unit.ledger.put_nodes([(0, 0, value)])
    with store.read() as unit:
        assert unit.ledger.nodes([(0, 0)]) == {(0, 0): b"b" * 32}


def test_the_checkpoint_of_the_largest_size_counts(store: Store) -> None:
    with store.write() as unit:
        for size in (1, 2, 10, 9):
            unit.ledger.put_checkpoint(size, b"note %d" % size)
    with store.read() as unit:
        assert unit.ledger.checkpoint() == b"note 10"


def test_a_forgotten_opening_leaves_its_leaf(store: Store) -> None:
    with store.write() as unit:
        unit.ledger.append(LEAVES)
    with store.write() as unit:
        unit.ledger.forget_openings([1, 3])
        unit.ledger.forget_openings([])
    with store.read() as unit:
        assert unit.ledger.size() == 5
        assert list(unit.ledger.leaves(0, 5)) == [
            (leaf, None if n in {1, 3} else opening) for n, (leaf, opening) in enumerate(LEAVES)
        ]


def test_an_opening_forgotten_in_an_act_that_fails_is_still_there(store: Store) -> None:
    with store.write() as unit:
        unit.ledger.append(LEAVES)
    with pytest.raises(KeyError), store.write() as unit:  # noqa: PT012
        unit.ledger.forget_openings([0])
        raise KeyError
    with store.read() as unit:
        assert list(unit.ledger.leaves(0, 5)) == LEAVES


def test_a_forgotten_opening_can_be_kept_again(store: Store) -> None:
    with store.write() as unit:
        unit.ledger.append(LEAVES)
    with store.write() as unit:
        unit.ledger.forget_openings([1, 3, 4])
    with store.write() as unit:
        unit.ledger.recall_openings([(n, LEAVES[n][1]) for n in (4, 1)])
    with store.read() as unit:
        assert [opening is None for _, opening in unit.ledger.leaves(0, 5)] == [
            False,
            False,
            False,
            True,
            False,
        ]
        assert list(unit.ledger.leaves(1, 2)) == LEAVES[1:2]
