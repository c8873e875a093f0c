"""A log that grows: rows that somebody else keeps; heads and proofs computed from them.

Of the tree only every third level is stored, as hashes of complete subtrees: one row for seven leaves instead
of seven rows. Hashes of leaves are never stored but always derived from the leaves, so that the two cannot
disagree. What lies on the right edge is incomplete, changes with every leaf, and is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from whensafe.errors import BadInput, Damaged
from whensafe.ledger.edge import FAN, KEPT_LEVELS, Edge
from whensafe.ledger.proofs import walk
from whensafe.ledger.tree import fold, hash_leaves, is_subtree

Key = tuple[int, int]
"""``(level, index)`` of a complete subtree: leaves ``[index << level, (index + 1) << level)``."""

AUDIT_STRIDE = 1 << 15
"""Leaves held in memory at once while everything is re-derived."""


class Rows(Protocol):
    """What keeps the log. `desk.ports.LedgerRows` is one of these; so are two dictionaries in a test."""

    def leaves(self, start: int, stop: int) -> Iterator[tuple[bytes, object]]:
        """Leaves ``[start, stop)`` in order, each beside something that is of no interest here."""

    def nodes(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        """Those of these hashes that are stored."""

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
    return _hashes(rows, [(start, end)])[0]


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
    stretches = []
    count, level = size, 0
    while count:
        stretches.append((level, count - count % FAN, count))
        count, level = count // FAN, level + KEPT_LEVELS
    known = _read(rows, stretches)
    return Edge(size, [[known[level, i] for i in range(low, high)] for level, low, high in stretches])


def _hashes(rows: Rows, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
    """The hash of each of these subtrees, with one reading for all."""
    pieces = [_pieces(low, high) for low, high in ranges]
    known = _read(rows, [piece for of_one in pieces for piece in of_one])
    found = []
    for of_one in pieces:
        tail: list[bytes] = []
        for level, low, high in reversed(of_one):
            tail = [fold([known[level, i] for i in range(low, high)] + tail)]
        found.append(fold(tail))
    return found


def _pieces(low: int, high: int) -> list[tuple[int, int, int]]:
    """A subtree as stretches ``(level, first, end)`` of stored hashes, from left to right."""
    pieces = []
    level = ((high - low).bit_length() - 1) // KEPT_LEVELS * KEPT_LEVELS
    while low < high:
        end = high >> level
        if low >> level < end:
            pieces.append((level, low >> level, end))
        low, level = end << level, level - KEPT_LEVELS
    return pieces


def _read(rows: Rows, stretches: Sequence[tuple[int, int, int]]) -> dict[Key, bytes]:
    """Every hash in these stretches, or `Damaged`. Leaves are read in whole groups, each group once."""
    keys = [(level, i) for level, low, high in stretches if level for i in range(low, high)]
    known = rows.nodes(keys) if keys else {}
    if len(known) != len(keys):
        raise Damaged("the ledger lacks a stored hash", where="ledger")
    ends: dict[int, int] = {}
    for level, low, high in stretches:
        if level == 0 and low < high:
            group = low - low % FAN
            ends[group] = max(high, ends.get(group, 0))
    for group, end in ends.items():
        for i, digest in enumerate(hash_leaves(_leaves(rows, group, end)), group):
            known[0, i] = digest
    return known


def _leaves(rows: Rows, start: int, stop: int) -> list[bytes]:
    leaves = [leaf for leaf, _ in rows.leaves(start, stop)]
    if len(leaves) != stop - start:
        raise Damaged("the ledger lacks leaves", where="ledger")
    return leaves
