"""The right edge of a growing tree: all that an append has to know of what is already there."""

from __future__ import annotations

from collections.abc import Sequence

from whensafe.ledger.tree import EMPTY_ROOT, fold, hash_leaves, parents

KEPT_LEVELS = 3
"""Levels 3, 6, 9 … are stored. Another number is another format."""

FAN = 1 << KEPT_LEVELS

Node = tuple[int, int, bytes]
"""``(level, index, hash)`` of a complete subtree: leaves ``[index << level, (index + 1) << level)``."""


class Edge:
    """Takes leaves in order; gives the hashes they complete at the stored levels, and the root.

    ``levels[k]`` holds fewer than `FAN` hashes: the complete subtrees of level ``k * KEPT_LEVELS`` that no
    stored hash of the next stored level covers yet.
    """

    def __init__(self, size: int = 0, levels: Sequence[Sequence[bytes]] = ()) -> None:
        """An edge for ``size`` leaves whose hashes are known, or an empty one."""
        self.size = size
        self._levels = [list(level) for level in levels]

    def add(self, leaves: Sequence[bytes]) -> list[Node]:
        """Take leaves; return every stored-level hash they complete, lowest level first."""
        completed: list[Node] = []
        new, first, k = hash_leaves(leaves), self.size, 0
        while new:
            if k == len(self._levels):
                self._levels.append([])
            group = self._levels[k] + new
            whole = len(group) - len(group) % FAN
            self._levels[k] = group[whole:]
            new = group[:whole]
            for _ in range(KEPT_LEVELS):
                new = parents(new)
            first, k = first >> KEPT_LEVELS, k + 1
            level = k * KEPT_LEVELS
            completed += [(level, index, digest) for index, digest in enumerate(new, first)]
        self.size += len(leaves)
        return completed

    def root(self) -> bytes:
        """The root over everything taken so far."""
        tail: list[bytes] = []
        for level in self._levels:
            if level or tail:
                tail = [fold([*level, *tail])]
        return tail[0] if tail else EMPTY_ROOT
