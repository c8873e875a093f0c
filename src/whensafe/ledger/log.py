"""A log that grows: rows that somebody else keeps; heads and proofs computed from them.

Stored are the hashes of complete subtrees from level 1 up: they never change. Hashes of leaves are not stored
but derived from the leaves, so that the two cannot disagree. What lies on the right edge is incomplete,
changes with every leaf, and is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from whensafe.errors import BadInput, Damaged
from whensafe.ledger.edge import Edge
from whensafe.ledger.proofs import walk
from whensafe.ledger.tree import EMPTY_ROOT, hash_children, hash_leaf, is_subtree

Key = tuple[int, int]
"""``(level, index)`` of a complete subtree: leaves ``[index << level, (index + 1) << level)``."""

AUDIT_STRIDE = 1 << 15
"""Leaves held in memory at once while everything is re-derived."""


class Rows(Protocol):
    """What keeps the log. `desk.ports.LedgerRows` is one of these; so are two dictionaries in a test."""

    def leaves(self, start: int, stop: int) -> Iterator[tuple[bytes, object]]:
        """Leaves ``[start, stop)`` in order, each beside something that is of no interest here."""

    def nodes(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        """Those of these hashes that are stored. Level 0, the leaves, is never asked for."""

    def put_nodes(self, nodes: Sequence[tuple[int, int, bytes]]) -> None:
        """Keep hashes: (level, index, hash)."""


@dataclass(frozen=True, slots=True)
class Head:
    """A tree: how many leaves, and the root over them (32 bytes)."""

    size: int
    root: bytes


def append(rows: Rows, size: int, leaves: Sequence[bytes]) -> Head:
    """Store the hashes that ``leaves`` complete in a log that had ``size`` leaves before; the new head.

    The caller stores the leaves themselves, before or after, in the same transaction. The right edge is read
    once however many leaves are given, so many at once are cheap.
    """
    edge = _edge(rows, size)
    completed = edge.add(leaves)
    if completed:
        rows.put_nodes(completed)
    return Head(edge.size, edge.root())


def head(rows: Rows, size: int) -> Head:
    """The head that the log had at ``size`` leaves."""
    return Head(size, _edge(rows, size).root())


def subtree_root(rows: Rows, start: int, end: int) -> bytes:
    """The hash of the subtree over leaves ``[start, end)``."""
    if not is_subtree(start, end):
        raise BadInput("no such subtree in the ledger")
    return EMPTY_ROOT if start == end else _hashes(rows, [(start, end)])[0]


def prove(rows: Rows, start: int, end: int, size: int) -> tuple[bytes, ...]:
    """The proof that the subtree over ``[start, end)`` is part of the tree over the first ``size`` leaves.

    Inclusion of leaf i is ``prove(rows, i, i + 1, size)``; that the tree of m leaves is the beginning of the
    tree of n is ``prove(rows, 0, m, n)``. Raises `BadInput` for a stretch that is no subtree or not within
    ``size``.
    """
    if not is_subtree(start, end) or not start < end <= size:
        raise BadInput("no such subtree in the ledger")
    steps, _ = walk(start, end, size)
    return tuple(_hashes(rows, [(low, high) for _, low, high in steps]))


def audit(rows: Rows, size: int) -> tuple[Head, list[Key]]:
    """Re-derive everything from the leaves: the head, and every stored hash that is missing or another.

    Raises `Damaged` when there are fewer leaves than ``size``. Memory is bounded whatever the size.
    """
    edge, wrong = Edge(), []
    for start in range(0, size, AUDIT_STRIDE):
        completed = edge.add(_leaves(rows, start, min(start + AUDIT_STRIDE, size)))
        stored = rows.nodes([(level, index) for level, index, _ in completed])
        wrong += [
            (level, index) for level, index, digest in completed if stored.get((level, index)) != digest
        ]
    return Head(edge.size, edge.root()), wrong


def _edge(rows: Rows, size: int) -> Edge:
    """The right edge at ``size`` leaves, read from the rows."""
    cover = _cover(0, size)
    known = _read(rows, cover)
    waiting: list[bytes | None] = [None] * size.bit_length()
    for level, index in cover:
        waiting[level] = known[level, index]
    return Edge(size, waiting)


def _hashes(rows: Rows, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    """The hash of each of these subtrees, with one reading for all."""
    covers = [_cover(low, high) for low, high in ranges]
    known = _read(rows, [key for cover in covers for key in cover])
    found = []
    for cover in covers:
        digest = known[cover[-1]]
        for key in cover[-2::-1]:
            digest = hash_children(known[key], digest)
        found.append(digest)
    return found


def _cover(low: int, high: int) -> list[Key]:
    """A subtree's leaves as complete subtrees, from left to right: one for each binary digit of its width."""
    width = high - low
    if width & (width - 1) == 0 and width:
        level = width.bit_length() - 1
        return [(level, low >> level)]
    keys = []
    for level in reversed(range(width.bit_length())):
        if width >> level & 1:
            keys.append((level, low >> level))
            low += 1 << level
    return keys


def _read(rows: Rows, keys: Sequence[Key]) -> dict[Key, bytes]:
    """The hashes of these complete subtrees, those of leaves derived from the leaves; or `Damaged`."""
    stored = [key for key in keys if key[0]]
    known = rows.nodes(stored)
    if len(known) != len(set(stored)):
        raise Damaged("the ledger lacks a stored hash", where="ledger")
    for key in keys:
        if key[0] == 0:
            known[key] = hash_leaf(_leaves(rows, key[1], key[1] + 1)[0])
    return known


def _leaves(rows: Rows, start: int, stop: int) -> list[bytes]:
    leaves = [leaf for leaf, _ in rows.leaves(start, stop)]
    if len(leaves) != stop - start:
        raise Damaged("the ledger lacks leaves", where="ledger")
    return leaves
