from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whensafe.errors import BadInput, Damaged
from whensafe.ledger import log, proofs, tree
from whensafe.ledger.memory import MemoryRows

LEAVES = [b"leaf %d" % n for n in range(300)]


def grown(size: int, batches: list[int]) -> tuple[MemoryRows, log.Head]:
    """A log of ``size`` leaves, appended in batches of these sizes (the rest at once)."""
    rows, head = MemoryRows(), log.Head(0, tree.EMPTY_ROOT)
    while head.size < size:
        count = min(batches.pop(0) if batches else size, size - head.size)
        batch = LEAVES[head.size : head.size + count]
        rows.put_leaves(batch)
        head = log.append(rows, head.size, batch)
    return rows, head


@st.composite
def subtree_of(draw: st.DrawFn) -> tuple[int, int, int]:
    """A size, and a subtree of the tree of that size."""
    size = draw(st.integers(1, 200))
    start = draw(st.integers(0, size - 1))
    widest = start & -start if start else size
    return start, draw(st.integers(start + 1, min(start + widest, size))), size


@given(st.integers(0, 200), st.lists(st.integers(1, 40)))
def test_any_batching_gives_the_same_tree(size: int, batches: list[int]) -> None:
    rows, head = grown(size, batches)
    assert head == log.Head(size, tree.root_of(LEAVES[:size]))
    assert log.audit(rows, size) == (head, [])


def test_an_append_of_nothing_changes_nothing() -> None:
    rows, head = grown(7, [])
    assert log.append(rows, 7, []) == head


@given(st.integers(0, 200))
def test_every_older_head_can_be_told(size: int) -> None:
    rows, _ = grown(200, [])
    assert log.head(rows, size).root == tree.root_of(LEAVES[:size])


@given(subtree_of())
def test_a_subtrees_root_is_that_of_its_leaves(case: tuple[int, int, int]) -> None:
    start, end, size = case
    rows, _ = grown(size, [])
    assert log.subtree_root(rows, start, end) == tree.root_of(LEAVES[start:end])


@given(subtree_of())
def test_every_proof_holds(case: tuple[int, int, int]) -> None:
    start, end, size = case
    rows, head = grown(size, [])
    proof = log.prove(rows, start, end, size)
    root = tree.root_of(LEAVES[start:end])
    assert proofs.subtree_consistency_holds(start, end, size, proof, root, head.root)
    if start == 0:
        assert proofs.consistency_holds(end, size, proof, root, head.root)
    if end == start + 1:
        assert proofs.inclusion_holds(start, size, proof, tree.hash_leaf(LEAVES[start]), head.root)


@given(subtree_of(), st.data())
def test_any_changed_bit_fails(case: tuple[int, int, int], data: st.DataObject) -> None:
    start, end, size = case
    rows, head = grown(size, [])
    parts = [log.subtree_root(rows, start, end), head.root, *log.prove(rows, start, end, size)]
    which = data.draw(st.integers(0, len(parts) - 1))
    bit = data.draw(st.integers(0, 255))
    flipped = bytearray(parts[which])
    flipped[bit // 8] ^= 1 << bit % 8
    parts[which] = bytes(flipped)
    assert not proofs.subtree_consistency_holds(start, end, size, parts[2:], parts[0], parts[1])


@given(
    st.integers(-2, 2**65), st.integers(-2, 2**65), st.integers(-2, 2**65), st.lists(st.binary(max_size=33))
)
def test_what_an_adversary_sends_never_raises(start: int, end: int, size: int, proof: list[bytes]) -> None:
    assert not proofs.subtree_consistency_holds(start, end, size, proof, b"x", b"y")
    assert not proofs.subtree_inclusion_holds(size, start, end, proof, b"x" * 32, b"y")


def test_a_log_that_began_differently_has_no_proof_from_the_old_tree() -> None:
    rows, head = grown(50, [])
    old = tree.root_of([b"another", *LEAVES[1:20]])
    assert not proofs.consistency_holds(20, 50, log.prove(rows, 0, 20, 50), old, head.root)


@pytest.mark.parametrize(("start", "end", "size"), [(1, 3, 8), (3, 3, 8), (0, 9, 8), (-1, 0, 8), (8, 9, 8)])
def test_no_proof_of_what_is_no_subtree(start: int, end: int, size: int) -> None:
    rows, _ = grown(8, [])
    with pytest.raises(BadInput):
        log.prove(rows, start, end, size)


def test_an_audit_names_the_stored_hash_that_was_changed() -> None:
    rows, head = grown(100, [])
    rows.put_nodes([(3, 2, b"\x00" * 32)])
    assert log.audit(rows, 100) == (head, [(3, 2)])


def test_an_audit_tells_a_changed_leaf() -> None:
    _, head = grown(100, [])
    other = MemoryRows()
    other.put_leaves([*LEAVES[:40], b"another", *LEAVES[41:100]])
    log.append(other, 0, [*LEAVES[:100]])  # the hashes are still those of the true leaves
    found, wrong = log.audit(other, 100)
    assert found.root != head.root
    assert wrong == [(level, 40 >> level) for level in range(1, 7) if (40 >> level) + 1 <= 100 >> level]


def test_missing_leaves_and_hashes_are_damage() -> None:
    rows, _ = grown(100, [])
    with pytest.raises(Damaged):
        log.audit(rows, 101)
    bare = MemoryRows()
    bare.put_leaves(LEAVES[:100])
    with pytest.raises(Damaged):
        log.prove(bare, 0, 1, 100)
