"""The Merkle tree of RFC 6962 section 2.1 (the same as RFC 9162 section 2.1.1), over SHA-256.

A leaf's hash is ``SHA-256(0x00 ‖ leaf)``, a node's ``SHA-256(0x01 ‖ left ‖ right)``, the empty tree's
``SHA-256()``. A tree over n > 1 leaves splits at the largest power of two below n.
https://www.rfc-editor.org/rfc/rfc6962#section-2.1
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

_sha256 = hashlib.sha256


def hash_leaf(leaf: bytes) -> bytes:
    """The hash of one leaf, 32 bytes."""
    return _sha256(b"\x00" + leaf).digest()


def hash_leaves(leaves: Iterable[bytes]) -> list[bytes]:
    """The hashes of many leaves, in their order."""
    return [_sha256(b"\x00" + leaf).digest() for leaf in leaves]


def hash_children(left: bytes, right: bytes) -> bytes:
    """The hash of a node with these two children, 32 bytes."""
    return _sha256(b"\x01" + left + right).digest()


def parents(hashes: Sequence[bytes]) -> list[bytes]:
    """One level up: each pair becomes its parent; the last one of an odd number is carried up as it is."""
    pairs = zip(hashes[::2], hashes[1::2], strict=False)
    level = [_sha256(b"\x01" + left + right).digest() for left, right in pairs]
    if len(hashes) % 2:
        level.append(hashes[-1])
    return level


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over subtrees of equal size (the last may be smaller), from left to right.

    Pairing level by level gives the split at the largest power of two: both are the same tree.
    """
    if not hashes:
        return EMPTY_ROOT
    while len(hashes) > 1:
        hashes = parents(hashes)
    return hashes[0]


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over whole leaves: the definition, for trees that fit in memory."""
    return fold(hash_leaves(leaves))


def is_subtree(start: int, end: int) -> bool:
    """Is ``[start, end)`` a subtree: does ``start`` lie on a multiple of the next power of two of its width?

    Source: Merkle Tree Certificates, "Subtrees"
    (https://datatracker.ietf.org/doc/draft-ietf-plants-merkle-tree-certs/).
    An empty stretch counts as one at any start.
    """
    if not 0 <= start <= end:
        return False
    return start == end or start & ((1 << (end - start - 1).bit_length()) - 1) == 0
