"""Checking what a log claims. Pure: hashes in, verdict out; nothing an adversary sends can raise.

One walk serves all four claims. "The subtree over leaves ``[start, end)`` is part of the tree over ``size``
leaves" is *inclusion* when the subtree is one leaf and *consistency* when it starts at 0 (an older tree is
the beginning of this one). Proofs have the order of RFC 9162, sections 2.1.3 and 2.1.4: from the subtree up
to the root.
"""

from __future__ import annotations

from collections.abc import Sequence

from whensafe.ledger.tree import EMPTY_ROOT, HASH_BYTES, hash_children, is_subtree

MOST_LEAVES = 1 << 63
"""Larger sizes are refused: no log has them, and so a proof stays at most 65 hashes long."""

RIGHT, LEFT, SHARED = range(3)
"""Where an element of a proof stands: right of the subtree, left of it, or left and inside of it."""

Step = tuple[int, int, int]
"""``(kind, low, high)``: the element of a proof that is the hash over leaves ``[low, high)``."""


def walk(start: int, end: int, size: int) -> tuple[list[Step], bool]:
    """The elements of the proof that ``[start, end)`` is part of the tree over ``size`` leaves, in order.

    The second value says whether the subtree is cut by the tree's own splits; the first element is then the
    hash both sides start from, else both start from the subtree's own hash. The caller has made sure that
    ``[start, end)`` is a subtree, not empty, and within ``size``.
    """
    steps: list[Step] = []
    low, high, cut = 0, size, False
    while low != start or high != end:
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        if end <= middle:
            steps.append((RIGHT, middle, high))
            high = middle
        elif start >= middle:
            steps.append((LEFT, low, middle))
            low = middle
        else:
            steps.append((SHARED, low, middle))
            low = start = middle
            cut = True
    if cut:
        steps.append((SHARED, low, high))
    steps.reverse()
    return steps, cut


def subtree_consistency_holds(
    start: int, end: int, size: int, proof: Sequence[bytes], subtree_root: bytes, root: bytes
) -> bool:
    """Does ``proof`` show that the tree of ``size`` leaves has this subtree over ``[start, end)``?

    An empty subtree says nothing about the tree: only its own hash is checked then. Source of the claim:
    Merkle Tree Certificates, "Subtree Consistency Proofs".
    """
    if not is_subtree(start, end) or not end <= size <= MOST_LEAVES:
        return False
    if start == end:
        return not proof and subtree_root == EMPTY_ROOT
    steps, cut = walk(start, end, size)
    if len(proof) != len(steps) or any(len(element) != HASH_BYTES for element in proof):
        return False
    inner = outer = proof[0] if cut else subtree_root
    for (kind, _, _), element in list(zip(steps, proof, strict=True))[cut:]:
        if kind == RIGHT:
            outer = hash_children(outer, element)
        else:
            outer = hash_children(element, outer)
            if kind == SHARED:
                inner = hash_children(element, inner)
    return inner == subtree_root and outer == root


def subtree_inclusion_holds(
    index: int, start: int, end: int, proof: Sequence[bytes], leaf_hash: bytes, root: bytes
) -> bool:
    """Does ``proof`` show that leaf ``index`` has this hash in the subtree over ``[start, end)`` with
    ``root``?
    """
    if not start <= index < end or not is_subtree(start, end) or len(leaf_hash) != HASH_BYTES:
        return False
    at = index - start
    return subtree_consistency_holds(at, at + 1, end - start, proof, leaf_hash, root)


def inclusion_holds(index: int, size: int, proof: Sequence[bytes], leaf_hash: bytes, root: bytes) -> bool:
    """Does ``proof`` show that leaf ``index`` has this hash in the tree of ``size`` leaves with ``root``?"""
    return subtree_inclusion_holds(index, 0, size, proof, leaf_hash, root)


def consistency_holds(old_size: int, size: int, proof: Sequence[bytes], old_root: bytes, root: bytes) -> bool:
    """Does ``proof`` show that the tree of ``old_size`` leaves is the beginning of this one?

    An empty tree is the beginning of every tree, which proves nothing: size 0 is refused.
    """
    return old_size > 0 and subtree_consistency_holds(0, old_size, size, proof, old_root, root)
