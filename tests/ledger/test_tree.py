from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from whensafe.ledger import tree


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    left, right = by_definition(leaves[:k]), by_definition(leaves[k:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_is_the_one_of_the_definition(leaves: list[bytes]) -> None:
    assert tree.root_of(leaves) == by_definition(leaves)


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = tree.hash_leaf(b"a"), tree.hash_leaf(b"b")
    assert tree.hash_leaf(left + right) != tree.hash_children(left, right)


@given(st.integers(-3, 300), st.integers(-3, 300))
def test_a_subtree_begins_on_a_multiple_of_its_width_rounded_up(start: int, end: int) -> None:
    width = 1
    while width < end - start:
        width *= 2
    inside = 0 <= start <= end
    assert tree.is_subtree(start, end) == (inside and (start == end or start % width == 0))
