"""The right edge of a growing tree: all that an append has to know of what is already there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, repeat

from whensafe.ledger.tree import EMPTY_ROOT, hash_children, hash_leaves, parents

Node = tuple[int, int, bytes]
"""``(level, index, hash)`` of a complete subtree: leaves ``[index << level, (index + 1) << level)``."""


class Edge:
    """Takes leaves in order; gives the hashes they complete above the leaves, and the root.

    ``waiting[level]`` is the hash of the complete subtree of that level that has no right neighbour yet, or
    ``None``: the binary digits of the size, as hashes.
    """

    def __init__(self, size: int = 0, waiting: Sequence[bytes | None] = ()) -> None:
        """An edge for ``size`` leaves whose waiting hashes are known, or an empty one."""
        self.size = size
        self._waiting = list(waiting)

    def add(self, leaves: Sequence[bytes]) -> list[Node]:
        """Take leaves; return every hash they complete above the leaves, lowest level first."""
        completed: list[Node] = []
        new, first, level = hash_leaves(leaves), self.size, 0
        while new:
            if level == len(self._waiting):
                self._waiting.append(None)
            left = self._waiting[level]
            if left is not None:
                new.insert(0, left)
            self._waiting[level] = new.pop() if len(new) % 2 else None
            new, first, level = parents(new), first >> 1, level + 1
            completed += zip(repeat(level), count(first), new)
        self.size += len(leaves)
        return completed

    def root(self) -> bytes:
        """The root over everything taken so far."""
        tail: bytes | None = None
        for waiting in self._waiting:
            if waiting is not None:
                tail = waiting if tail is None else hash_children(waiting, tail)
        return EMPTY_ROOT if tail is None else tail
